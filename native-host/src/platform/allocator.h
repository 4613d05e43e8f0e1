// What the allocator of this system should know of a program that runs for days and now and then needs much.
#pragma once

namespace fuwake::platform {

/// Threads that mostly wait need no memory of their own each. To be called before there are several.
void share_memory_among_threads();

/// A mail is copied, decoded and folded in pieces as big as itself; each is to go back as soon as it is done with. By
/// itself the allocator learns from the first such piece to keep them. To be called before there is a mail.
void give_big_pieces_back();

/// The allocator keeps what a big mail took, for good; this gives it back.
void give_back_unused_memory();

}  // namespace fuwake::platform
