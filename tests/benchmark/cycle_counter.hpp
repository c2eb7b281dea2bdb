/// \file
/// The cycles of this process, where the system lets them be read.
#ifndef EQUIVARIFY_TESTS_BENCHMARK_CYCLE_COUNTER_HPP
#define EQUIVARIFY_TESTS_BENCHMARK_CYCLE_COUNTER_HPP

#include <cstdint>
#include <optional>

#if defined(__linux__)
#include <linux/perf_event.h>
#include <sys/syscall.h>
#include <unistd.h>
#endif

namespace equivarify::benchmark {

/// Counts the processor's cycles in user mode, by the counter that Linux's perf_event_open gives.
/// Virtual machines often give none.
class CycleCounter {
public:
  CycleCounter() {
#if defined(__linux__)
    perf_event_attr event{};
    event.size = sizeof event;
    event.type = PERF_TYPE_HARDWARE;
    event.config = PERF_COUNT_HW_CPU_CYCLES;
    event.exclude_kernel = 1;
    file_ = static_cast<int>(syscall(SYS_perf_event_open, &event, 0, -1, -1, 0));
#endif
  }

  CycleCounter(CycleCounter const&) = delete;
  CycleCounter& operator=(CycleCounter const&) = delete;

  ~CycleCounter() {
#if defined(__linux__)
    if (file_ >= 0) {
      close(file_);
    }
#endif
  }

  /// The cycles since the constructor, or nothing.
  [[nodiscard]] std::optional<std::uint64_t> cycles() const {
#if defined(__linux__)
    std::uint64_t count = 0;
    if (file_ >= 0 && read(file_, &count, sizeof count) == sizeof count) {
      return count;
    }
#endif
    return std::nullopt;
  }

private:
  int file_ = -1;
};

} // namespace equivarify::benchmark

#endif
