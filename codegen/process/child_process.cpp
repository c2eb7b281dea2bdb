#include "equivarify/codegen/process/child_process.hpp"

#include "equivarify/codegen/process/warden.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <chrono>
#include <csignal>
#include <system_error>

#include <fcntl.h>
#include <poll.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

namespace equivarify::codegen {

namespace {

constexpr std::size_t longest_last_words = 2'000;

[[noreturn]] void fail(char const* what) {
  throw ProcessError(fmt::format("{}: {}", what, std::generic_category().message(errno)));
}

/// A file descriptor that is closed in the end.
class Descriptor {
public:
  explicit Descriptor(int value) : value_{value} {}

  Descriptor(Descriptor const&) = delete;
  Descriptor& operator=(Descriptor const&) = delete;
  Descriptor(Descriptor&&) = delete;
  Descriptor& operator=(Descriptor&&) = delete;

  ~Descriptor() { close(); }

  void close() {
    if (value_ >= 0) {
      ::close(value_);
      value_ = -1;
    }
  }

  [[nodiscard]] int get() const noexcept { return value_; }

private:
  int value_;
};

/// Both ends of a pipe.
class Pipe {
public:
  Pipe() : Pipe{open()} {}

  [[nodiscard]] Descriptor& reading() noexcept { return reading_; }

  [[nodiscard]] Descriptor& writing() noexcept { return writing_; }

private:
  explicit Pipe(std::array<int, 2> const& ends) : reading_{ends[0]}, writing_{ends[1]} {}

  static std::array<int, 2> open() {
    std::array<int, 2> ends{};
    if (pipe2(ends.data(), O_CLOEXEC) != 0) {
      fail("no pipe");
    }
    return ends;
  }

  Descriptor reading_;
  Descriptor writing_;
};

/// A file in memory, so that a child may read when it likes and nobody waits for it.
int file_with(std::string_view text) {
  int const file = memfd_create("input", MFD_CLOEXEC);
  if (file < 0) {
    fail("no memory for the input");
  }
  for (std::size_t done = 0; done < text.size();) {
    ssize_t const written = write(file, text.data() + done, text.size() - done);
    if (written < 0) {
      fail("cannot keep the input");
    }
    done += static_cast<std::size_t>(written);
  }
  lseek(file, 0, SEEK_SET);
  return file;
}

/// A child at work, with what it has written so far.
class Child {
public:
  Child(std::function<int()> const& body, std::string_view input, ChildLimits const& limits)
      : limits_{limits}, input_{file_with(input)},
        deadline_{Clock::now() +
                  std::chrono::duration_cast<Clock::duration>(
                      std::chrono::duration<double>(std::min(limits.seconds, longest_wait)))},
        process_{fork()} {
    if (process_ < 0) {
      fail("cannot start a process");
    }
    if (process_ == 0) {
      become_warden(body);
    }
    leash_.reading().close();
    status_.writing().close();
    output_.writing().close();
    errors_.writing().close();
  }

  ChildOutcome wait() {
    while (!(ended_ && output_.reading().get() < 0)) {
      if (Clock::now() >= deadline_) {
        outcome_.timed_out = true;
        break;
      }
      listen();
      if (outcome_.output.size() > limits_.output) {
        outcome_.overflowed = true;
        break;
      }
    }
    end();
    return std::move(outcome_);
  }

private:
  using Clock = std::chrono::steady_clock;

  [[noreturn]] void become_warden(std::function<int()> const& body) {
    leash_.writing().close();
    Warden const warden;
    pid_t const child = fork();
    if (child == 0) {
      warden.release_child();
      become_child(body);
    }
    input_.close();
    output_.reading().close(); // or the child would not learn that nobody reads on
    output_.writing().close();
    errors_.reading().close();
    errors_.writing().close();
    warden.watch(child, leash_.reading().get(), status_.writing().get());
  }

  [[noreturn]] void become_child(std::function<int()> const& body) {
    prctl(PR_SET_PDEATHSIG, SIGKILL); // the warden's, if somebody ends that
    setpgid(0, 0);
    leash_.reading().close();
    status_.writing().close();
    dup2(input_.get(), STDIN_FILENO);
    dup2(output_.writing().get(), STDOUT_FILENO);
    dup2(errors_.writing().get(), STDERR_FILENO);
    int code = 125;
    try {
      code = body();
    } catch (...) { // NOLINT: whatever it was, the child must not return
      code = 126;
    }
    _exit(code);
  }

  /// Waits a little for output, or for the end.
  void listen() {
    std::array<pollfd, 3> waiting{{{output_.reading().get(), POLLIN, 0},
                                   {errors_.reading().get(), POLLIN, 0},
                                   {ended_ ? -1 : status_.reading().get(), POLLIN, 0}}};
    constexpr int a_little = 20;
    poll(waiting.data(), waiting.size(), a_little);
    if (waiting[0].revents != 0) {
      receive(output_.reading(), outcome_.output);
    }
    if (waiting[1].revents != 0) {
      receive(errors_.reading(), outcome_.last_words);
      keep_last_words();
    }
    if (waiting[2].revents != 0) {
      notice_end();
    }
  }

  static void receive(Descriptor& from, std::string& text) {
    std::array<char, 65'536> buffer; // NOLINT: written before it is read
    ssize_t const count = read(from.get(), buffer.data(), buffer.size());
    if (count > 0) {
      text.append(buffer.data(), static_cast<std::size_t>(count));
    } else if (count == 0 || errno != EINTR) {
      from.close();
    }
  }

  void keep_last_words() {
    std::string& words = outcome_.last_words;
    if (words.size() > longest_last_words) {
      words.erase(0, words.size() - longest_last_words);
    }
  }

  /// Takes the warden's report; without one it was killed, and the child with it.
  void notice_end() {
    ChildStatus status{.exit_code = -1, .signal = SIGKILL};
    ended_ = read(status_.reading().get(), &status, sizeof status) >= 0 || errno != EINTR;
    outcome_.exit_code = status.exit_code;
    outcome_.signal = status.signal;
  }

  /// Has the warden kill what must not go on, also where the child ended well itself, and takes
  /// what is left to read of its last words.
  void end() {
    leash_.writing().close();
    waitpid(process_, nullptr, 0);
    if (outcome_.timed_out || outcome_.overflowed) {
      outcome_.exit_code = -1;
      outcome_.signal = 0;
    }
    constexpr int most_reads = 64; // what it left behind may go on talking
    for (int i = 0; i < most_reads && errors_.reading().get() >= 0; ++i) {
      pollfd waiting{errors_.reading().get(), POLLIN, 0};
      if (poll(&waiting, 1, 0) <= 0) {
        return;
      }
      receive(errors_.reading(), outcome_.last_words);
      keep_last_words();
    }
  }

  ChildLimits limits_;
  Descriptor input_;
  Pipe output_;
  Pipe errors_;
  Pipe leash_;  ///< the warden works until the program's end is closed
  Pipe status_; ///< what the warden reports
  Clock::time_point deadline_;
  pid_t process_; // the warden; started last, with all that it needs
  bool ended_ = false;
  ChildOutcome outcome_;
};

} // namespace

ChildOutcome
run_in_child(std::function<int()> const& body, std::string_view input, ChildLimits const& limits) {
  return Child{body, input, limits}.wait();
}

} // namespace equivarify::codegen
