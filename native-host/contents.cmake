# Lists the data files with their lengths, so that the program notices what is missing or cut (knowledge/contents.h).
#   cmake -DDATA=folder -DLIST=file -P contents.cmake
file(GLOB_RECURSE files RELATIVE ${DATA} ${DATA}/*)
list(SORT files)
set(text "")
foreach(file ${files})
  file(SIZE ${DATA}/${file} length)
  string(APPEND text "${length} ${file}\n")
endforeach()
list(LENGTH files count)
file(WRITE ${LIST} "${text}end ${count}\n")
