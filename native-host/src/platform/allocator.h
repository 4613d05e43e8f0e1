// What the allocator of this system should know of a program that runs for days and now and then needs much.
#pragma once

namespace fuwake::platform {

/// Threads that mostly wait need no memory of their own each. To be called before there are several.
void share_memory_among_threads();

/// The allocator keeps what a big mail took, for good; this gives it back.
void give_back_unused_memory();

}  // namespace fuwake::platform
