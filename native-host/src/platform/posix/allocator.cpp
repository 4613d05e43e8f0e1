#include "platform/allocator.h"

#include <malloc.h>

namespace fuwake::platform {

void share_memory_among_threads() {
  mallopt(M_ARENA_MAX, 4);
}

void give_back_unused_memory() {
  malloc_trim(0);
}

}  // namespace fuwake::platform
