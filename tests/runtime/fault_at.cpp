/// \file
/// Faults of the system at one call of write, fsync or rename, by LD_PRELOAD. The environment says
/// which: FAULT_AT counts these calls from 1; FAULT is `before` or `after`, when SIGKILL comes, or
/// the number of the error that the call gives. Calls on the standard streams do not count.
/// FAULT_COUNT names a file for the number of calls that there were, and their first letters.
/// Processes that this one starts have no faults.
#include <cerrno>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <mutex>
#include <string>

#include <dlfcn.h>
#include <fcntl.h>
#include <unistd.h>

namespace {

std::mutex writing; // NOLINT: of what follows
std::string calls;  // NOLINT: one for the process; the first letter of each

/// The system's own function \p name.
template <typename Function>
Function original(char const* name) {
  void* const found = dlsym(RTLD_NEXT, name);
  Function function = nullptr;
  std::memcpy(&function, &found, sizeof function);
  return function;
}

void die() {
  kill(getpid(), SIGKILL);
  pause();
}

/// Whether this is a process that the one with the faults has forked.
bool is_child();

/// The number of the call \p letter, from 1.
int number_of(char letter) {
  std::lock_guard const lock(writing);
  calls += letter;
  return static_cast<int>(calls.size());
}

/// The result of \p call, which begins with \p letter, or the fault in its place.
template <typename Call>
auto with_fault(char letter, Call const& call) -> decltype(call()) {
  if (is_child()) {
    return call();
  }
  char const* const at = std::getenv("FAULT_AT"); // NOLINT: nothing here changes the environment
  char const* const fault = std::getenv("FAULT"); // NOLINT
  if (number_of(letter) != (at == nullptr ? 0 : std::atoi(at)) || fault == nullptr) {
    return call();
  }
  if (std::strcmp(fault, "before") == 0) {
    die();
  }
  if (std::strcmp(fault, "after") == 0) {
    auto const result = call();
    die();
    return result;
  }
  errno = std::atoi(fault);
  return -1;
}

/// Writes down the calls when the process ends.
struct Report {
  pid_t process = getpid();

  Report() { unsetenv("LD_PRELOAD"); } // NOLINT: before there are threads

  ~Report() {
    char const* const name = std::getenv("FAULT_COUNT"); // NOLINT
    std::FILE* const file = name == nullptr || is_child() ? nullptr : std::fopen(name, "w");
    if (file != nullptr) {
      std::fprintf(file, "%zu %s\n", calls.size(), calls.c_str());
      std::fclose(file);
    }
  }
};

Report const report; // NOLINT: its end is the process's

bool is_child() {
  return getpid() != report.process;
}

} // namespace

extern "C" {

ssize_t write(int file, void const* bytes, size_t size) {
  auto const call = [&] {
    return original<ssize_t (*)(int, void const*, size_t)>("write")(file, bytes, size);
  };
  return file <= STDERR_FILENO ? call() : with_fault('w', call);
}

int fsync(int file) {
  return with_fault('f', [&] { return original<int (*)(int)>("fsync")(file); });
}

int rename(char const* from, char const* to) noexcept {
  return with_fault(
      'r', [&] { return original<int (*)(char const*, char const*)>("rename")(from, to); });
}

} // extern "C"
