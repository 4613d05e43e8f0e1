// What bounds the processes that read what strangers send, in one place: how long they may take, and how much they may
// keep. The bounds of what is read of a mail stand in the rooms that read it (docs/house.md).
#pragma once

#include <algorithm>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <thread>

namespace fuwake::dialogue {

inline constexpr std::size_t megabyte = 1024 * 1024;

/// The largest mail that is looked at whole; of a larger one the rest is left out, and the dissection says so. One byte
/// more is handed over, by which that is seen.
inline constexpr std::size_t largest_mail = 64 * megabyte;

/// Of the address book, in the order in which they come.
inline constexpr std::size_t most_contacts = 20'000;

// A worker: the engine, in a process of its own.

/// Address space. 134 MB of it are IP data; the largest mail takes three times itself.
inline constexpr std::uint64_t workers_memory = 1024 * megabyte;
/// One that keeps more of its own between two mails is replaced.
inline constexpr std::size_t workers_memory_between_mails = 64 * megabyte;
/// Processor time of its life. It is replaced when it has used half of it.
inline constexpr std::chrono::seconds workers_time(600);
/// So much processor time one mail may take, and as much again for each megabyte of it. The slowest mails that
/// attackers have found take a third of it for their size.
inline constexpr std::chrono::milliseconds work_of_mail = std::chrono::seconds(10);
inline constexpr std::chrono::milliseconds work_of_megabyte(500);
inline std::chrono::milliseconds work_for(std::size_t mail_size, std::chrono::milliseconds work = work_of_mail) {
  return work + work_of_megabyte * static_cast<long>(mail_size / megabyte);
}
/// A worker stops by itself at the end of that time. One that does not has this much more before it is ended.
inline constexpr std::chrono::milliseconds work_beyond = std::chrono::seconds(1);
/// On a busy computer the clock goes on meanwhile: so many times as long as its processor time may a mail take by it.
inline constexpr int slowest = 10;

// The inspector, which opens attachments.

inline constexpr std::uint64_t inspectors_memory = 1024 * megabyte;
inline constexpr std::chrono::seconds inspectors_time(600);
/// Milliseconds, for one mail; for each megabyte as many again as
inline constexpr int longest_inspection = 5000;
inline constexpr int longest_inspection_of_megabyte = 500;
/// The processor time that the contents of one mail may take together beside what each has for its size, and that is
/// as much as honest files take (a PDF of 50 pages and 260 KB 70 ms, a photo of 3 MB 50 ms). It is meant for a
/// computer on which the program starts within 20 ms; a slower one is given as many times more.
inline constexpr int shared_microseconds = 70'000;
inline constexpr double microseconds_of_byte = 0.06;
inline constexpr std::size_t longest_answer_of_inspector = megabyte;

// Of either.

/// So many wait for work; more are ended when they have done theirs.
inline std::size_t most_idle() {
  return std::max(2U, std::thread::hardware_concurrency());
}

}  // namespace fuwake::dialogue
