// What an original and whoever has it copied say to each other: one packet a message, its first letter says which.
#pragma once

#include <cstddef>

namespace fuwake::platform::copying {

enum Message : char {
  greeting = 'g',  // from the original: a text
  wrong = 'x',     // from the original, in the place of any answer: why there is none
  scarce = 's',    // likewise, where the system gives too little just now
  copy = 'c',      // to the original, with the copy's socket; answered with the same and the copy's number (pid_t)
  end = 'e',       // to the original: end the copy of this number; not answered
};

inline constexpr std::size_t longest_packet = 16 * 1024;

}  // namespace fuwake::platform::copying
