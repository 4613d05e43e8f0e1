#include "platform/allocator.h"

#include <malloc.h>

namespace fuwake::platform {

void share_memory_among_threads() {
  mallopt(M_ARENA_MAX, 4);
}

void give_big_pieces_back() {
  constexpr int big = 256 * 1024;
  mallopt(M_MMAP_THRESHOLD, big);  // and no other from then on, as mallopt(3) says
}

void give_back_unused_memory() {
  malloc_trim(0);
}

}  // namespace fuwake::platform
