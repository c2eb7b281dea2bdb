#include "equivarify/codegen/process/warden.hpp"

#include <array>
#include <chrono>
#include <cstdlib>
#include <string>
#include <vector>

#include <fcntl.h>
#include <poll.h>
#include <sys/prctl.h>
#include <sys/signalfd.h>
#include <sys/wait.h>
#include <unistd.h>

namespace equivarify::codegen {

namespace {

/// The processes whose parent is this one, by the kernel's list; none where it keeps no such list.
std::vector<pid_t> children() {
  int const file = open("/proc/thread-self/children", O_RDONLY | O_CLOEXEC);
  std::string text;
  std::array<char, 4'096> buffer; // NOLINT: written before it is read
  for (ssize_t count = 1; file >= 0 && count > 0;) {
    count = read(file, buffer.data(), buffer.size());
    text.append(buffer.data(), count > 0 ? static_cast<std::size_t>(count) : 0);
  }
  if (file >= 0) {
    close(file);
  }
  std::vector<pid_t> numbers;
  char const* place = text.c_str();
  for (char* end = nullptr;; place = end) {
    long const number = std::strtol(place, &end, 10);
    if (end == place) {
      return numbers;
    }
    numbers.push_back(static_cast<pid_t>(number));
  }
}

/// Whether \p child has ended, and how. It stays in the system's table, so that no other process
/// gets the number of its group.
bool has_ended(pid_t child, ChildStatus& status) {
  siginfo_t info{};
  int const options = WEXITED | WNOHANG | WNOWAIT;
  if (waitid(P_PID, static_cast<id_t>(child), &info, options) != 0 || info.si_pid != child) {
    return false;
  }
  bool const by_itself = info.si_code == CLD_EXITED;
  status = {.exit_code = by_itself ? info.si_status : -1, .signal = by_itself ? 0 : info.si_status};
  return true;
}

/// Kills the group of \p child, then children until there are none: those of the ones that were
/// killed become children of this process in turn.
void kill_all(pid_t child) {
  kill(-child, SIGKILL);
  constexpr std::chrono::seconds longest{5}; // what is stuck in the kernel is left to it
  auto const deadline = std::chrono::steady_clock::now() + longest;
  while (std::chrono::steady_clock::now() < deadline) {
    kill(child, SIGKILL); // it may have left its group
    for (pid_t const number : children()) {
      kill(number, SIGKILL);
    }
    pid_t reaped = 0;
    while ((reaped = waitpid(-1, nullptr, WNOHANG)) > 0) {
    }
    if (reaped < 0) {
      return;
    }
    poll(nullptr, 0, 1);
  }
}

} // namespace

Warden::Warden() {
  sigset_t all;
  sigfillset(&all);
  sigprocmask(SIG_SETMASK, &all, &signals_);
  prctl(PR_SET_CHILD_SUBREAPER, 1);
  setpgid(0, 0); // a terminal's signals go to the program alone
}

void Warden::release_child() const {
  sigprocmask(SIG_SETMASK, &signals_, nullptr);
}

void Warden::watch(pid_t child, int leash, int status) const {
  sigset_t of_children;
  sigemptyset(&of_children);
  sigaddset(&of_children, SIGCHLD);
  int const changes = signalfd(-1, &of_children, SFD_CLOEXEC | SFD_NONBLOCK);
  bool ended = false;
  std::array<pollfd, 2> waiting{{{leash, POLLIN, 0}, {changes, POLLIN, 0}}};
  while (waiting[0].revents == 0) {
    ChildStatus found;
    if (!ended && has_ended(child, found)) {
      ended = true;
      static_cast<void>(!write(status, &found, sizeof found)); // nobody may be left to read it
    }
    constexpr int often_enough = 1'000; // where there is no file descriptor for signals
    poll(waiting.data(), waiting.size(), changes < 0 ? 1 : often_enough);
    signalfd_siginfo taken; // NOLINT: written before it is read
    while (read(changes, &taken, sizeof taken) > 0) {
    }
  }
  kill_all(child);
  _exit(0);
}

} // namespace equivarify::codegen
