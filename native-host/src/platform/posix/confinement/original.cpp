// The program's side of platform/copies.h. Here, and not beside copies.cpp, because it is linked into programs that are
// confined.
#include <fcntl.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <csignal>
#include <cstring>
#include <exception>
#include <new>
#include <optional>

#include "platform/copies.h"
#include "platform/posix/copying.h"

namespace fuwake::platform {
namespace {

using namespace copying;

bool tell(char what, std::string_view text) {
  const std::string packet = what + std::string(text.substr(0, longest_packet - 1));
  return send(STDIN_FILENO, packet.data(), packet.size(), MSG_NOSIGNAL) == static_cast<ssize_t>(packet.size());
}

struct Request {
  char what = 0;
  pid_t copy = 0;       // to be ended
  int descriptor = -1;  // the copy's socket
};

int descriptor_in(msghdr& message) {
  const cmsghdr* head = CMSG_FIRSTHDR(&message);
  int descriptor = -1;
  if (head != nullptr && head->cmsg_level == SOL_SOCKET && head->cmsg_type == SCM_RIGHTS)
    std::memcpy(&descriptor, CMSG_DATA(head), sizeof descriptor);
  return descriptor;
}

// nullopt when nobody asks any more.
std::optional<Request> receive() {
  char packet[1 + sizeof(pid_t)] = {};
  iovec bytes{packet, sizeof packet};
  alignas(cmsghdr) char control[CMSG_SPACE(sizeof(int))];
  msghdr message{};
  message.msg_iov = &bytes;
  message.msg_iovlen = 1;
  message.msg_control = control;
  message.msg_controllen = sizeof control;
  ssize_t got = 0;
  do got = recvmsg(STDIN_FILENO, &message, 0);
  while (got < 0 && errno == EINTR);
  if (got <= 0) return std::nullopt;
  Request request{packet[0], 0, descriptor_in(message)};
  std::memcpy(&request.copy, packet + 1, sizeof request.copy);
  return request;
}

[[noreturn]] void be_a_copy(const Copied& program, int socket) {
  prctl(PR_SET_PDEATHSIG, SIGKILL);
  if (dup2(socket, STDIN_FILENO) < 0 || dup2(socket, STDOUT_FILENO) < 0) _exit(1);
  close(socket);
  int code = 1;
  try {
    const auto input = standard_input();
    const auto output = standard_output();
    code = program.work(*input, *output);
  } catch (...) {
    // Whoever asked it sees that it has ended.
  }
  _exit(code);  // nothing that the original began is the copy's to finish
}

void make_copy(const Copied& program, int socket, std::vector<pid_t>& copies) {
  if (socket < 0) {
    tell(scarce, "no socket for a copy");
    return;
  }
  const pid_t pid = fork();
  if (pid == 0) be_a_copy(program, socket);
  close(socket);
  if (pid < 0) {
    tell(scarce, "the system makes no more processes");
    return;
  }
  copies.push_back(pid);
  tell(copying::copy, {reinterpret_cast<const char*>(&pid), sizeof pid});
}

// Only here, and when it is told to: until then its number is nobody else's.
void end_copy(std::vector<pid_t>& copies, pid_t pid) {
  const auto found = std::find(copies.begin(), copies.end(), pid);
  if (found == copies.end()) return;
  copies.erase(found);
  kill(pid, SIGKILL);
  while (waitpid(pid, nullptr, 0) < 0 && errno == EINTR) {
  }
}

// False where there is nothing that could be copied, and that was told.
bool prepare(const Copied& program) try {
  tell(greeting, program.read());
  program.read_the_rest();
  program.before_copying();
  return true;
} catch (const std::bad_alloc&) {
  tell(scarce, "there is not enough memory");
  return false;
} catch (const std::exception& error) {
  // To whoever waits for the greeting, or for a copy.
  tell(wrong, error.what());
  return false;
}

}  // namespace

void be_copied(const Copied& program) {
  if (!prepare(program)) _exit(1);
  std::vector<pid_t> copies;
  while (const auto request = receive()) {
    if (request->what == copying::copy) make_copy(program, request->descriptor, copies);
    if (request->what == copying::end) end_copy(copies, request->copy);
  }
  while (!copies.empty()) end_copy(copies, copies.back());
  _exit(0);
}

}  // namespace fuwake::platform
