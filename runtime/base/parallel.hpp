/// \file
/// The threads that share the work of one call, handing out tasks as they come free.
#ifndef EQUIVARIFY_RUNTIME_BASE_PARALLEL_HPP
#define EQUIVARIFY_RUNTIME_BASE_PARALLEL_HPP

#include "equivarify/runtime/base/failure.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <exception>
#include <memory>
#include <stdexcept>
#include <string>
#include <type_traits>
#include <utility>
#include <vector>

// Defined for systems without threads: all work is done by the thread that calls.
#ifndef EQUIVARIFY_NO_THREADS
#include <atomic>
#include <chrono>
#include <mutex>
#include <thread>
#endif

namespace equivarify::runtime {

#ifdef EQUIVARIFY_NO_THREADS
[[nodiscard]] inline std::size_t hardware_threads() {
  return 1;
}

/// The interface of a team of threads where there are none.
class ThreadPool {
public:
  /// \throws std::invalid_argument unless \p threads is 1.
  explicit ThreadPool(std::size_t threads = 1) {
    if (threads != 1) {
      fail<std::invalid_argument>("built with EQUIVARIFY_NO_THREADS: a thread pool has one thread");
    }
  }

  ThreadPool& operator=(ThreadPool&&) = delete; // and so no copies

  [[nodiscard]] std::size_t thread_count() const noexcept { return 1; }

  /// Calls f(task, 0) for each task in 0, ..., tasks - 1.
  template <typename F>
  void run(std::size_t tasks, F f) {
    for (std::size_t task = 0; task < tasks; ++task) {
      f(task, std::size_t{0});
    }
  }
};

/// Something that one thread at a time may use; without threads nothing can go wrong.
class OneUser {
public:
  class Use {};

  [[nodiscard]] Use use(char const*) const noexcept { return {}; }
};

#else

/// Something that one thread at a time may use.
class OneUser {
public:
  OneUser() = default;
  OneUser(OneUser const&) = delete;

  OneUser(OneUser&& other) noexcept : taken_{other.taken_.load()} {}

  OneUser& operator=(OneUser const&) = delete;
  OneUser& operator=(OneUser&&) = delete;
  ~OneUser() = default;

  struct Release {
    void operator()(std::atomic<bool>* taken) const noexcept {
      taken->store(false, std::memory_order_release);
    }
  };

  /// Ends the use when it is destroyed.
  using Use = std::unique_ptr<std::atomic<bool>, Release>;

  /// Begins a use.
  ///
  /// \throws std::logic_error, which names \p what, while another thread uses it.
  [[nodiscard]] Use use(char const* what) {
    if (taken_.exchange(true, std::memory_order_acquire)) {
      fail<std::logic_error>(std::string(what) +
                             " is used by two threads at once: give each thread one of its own");
    }
    return Use{&taken_};
  }

private:
  std::atomic<bool> taken_{false};
};

/// The number of threads the machine runs at once; at least 1.
[[nodiscard]] inline std::size_t hardware_threads() {
  return std::max<std::size_t>(1, std::thread::hardware_concurrency());
}

/// A fixed team of threads. The thread that calls `run` is number 0 and works too.
///
/// Tickets and descriptor follow the pattern of a sequence lock: a thread takes a ticket by one
/// compare-and-swap on a word that holds the run's number, so one that wakes late can neither take
/// a task of a finished run nor call a stale function, and `run` never waits for a sleeping thread.
class ThreadPool { // NOLINT(clang-analyzer-optin.performance.Padding): keeps hot words apart
public:
  /// A team of \p threads, the caller counted.
  ///
  /// \throws std::invalid_argument when \p threads is 0.
  explicit ThreadPool(std::size_t threads = hardware_threads()) {
    if (threads == 0) {
      fail<std::invalid_argument>("a thread pool needs at least one thread");
    }
    workers_.reserve(threads - 1);
    for (std::size_t thread = 1; thread < threads; ++thread) {
      workers_.emplace_back([this, thread] { work(thread); });
    }
  }

  ThreadPool(ThreadPool const&) = delete;
  ThreadPool(ThreadPool&&) = delete;
  ThreadPool& operator=(ThreadPool const&) = delete;
  ThreadPool& operator=(ThreadPool&&) = delete;

  ~ThreadPool() {
    stopping_.store(true);
    wakes_.fetch_add(1);
    wakes_.notify_all();
    for (std::thread& worker : workers_) {
      worker.join();
    }
  }

  /// The number of threads that `run` uses; its calls see thread numbers below it.
  [[nodiscard]] std::size_t thread_count() const noexcept { return workers_.size() + 1; }

  /// Calls f(task, thread) once for each task in 0, ..., tasks - 1 and returns when all are done.
  /// Which thread gets which task is not determined; no two calls at one time have the same thread.
  /// Must not be called from inside a task. While one thread runs tasks, those of another are done
  /// by that other thread alone, so that objects in several threads can share one pool.
  ///
  /// \throws what the first failing call threw; tasks that had not started by then are left out.
  template <typename F>
  void run(std::size_t tasks, F f) {
    std::unique_lock turn(turn_, std::defer_lock);
    if (workers_.empty() || tasks < 2 || !turn.try_lock()) {
      for (std::size_t task = 0; task < tasks; ++task) {
        f(task, std::size_t{0});
      }
      return;
    }
    if (tasks > ticket_mask) {
      fail<std::length_error>("a run of a thread pool has at most 16777215 tasks");
    }
    start(tasks, &f, [](void* context, std::size_t task, std::size_t thread) {
      (*static_cast<F*>(context))(task, thread);
    });
    take_tasks(0);
    wait_for_stragglers();
#if EQUIVARIFY_HAS_EXCEPTIONS
    if (failed_.load(std::memory_order_acquire)) {
      std::rethrow_exception(std::exchange(error_, nullptr));
    }
#endif
  }

private:
  using Call = void (*)(void* context, std::size_t task, std::size_t thread);

  static constexpr unsigned ticket_bits = 24;
  static constexpr std::uint64_t ticket_mask = (std::uint64_t{1} << ticket_bits) - 1;
  static constexpr std::chrono::microseconds spinning_time{100};

  void start(std::size_t tasks, void* context, Call call) {
    failed_.store(false, std::memory_order_relaxed);
    tasks_.store(tasks, std::memory_order_relaxed);
    context_.store(context, std::memory_order_relaxed);
    call_.store(call, std::memory_order_relaxed);
    pending_.store(static_cast<std::uint32_t>(tasks), std::memory_order_relaxed);
    std::uint64_t const run = (tickets_.load(std::memory_order_relaxed) >> ticket_bits) + 1;
    tickets_.store((run << ticket_bits) | tasks);
    if (sleepers_.load() > 0) {
      wakes_.fetch_add(1);
      wakes_.notify_all();
    }
  }

  void take_tasks(std::size_t thread) {
    std::uint64_t tickets = tickets_.load(std::memory_order_acquire);
    while ((tickets & ticket_mask) != 0) {
      Call const call = call_.load(std::memory_order_relaxed);
      void* const context = context_.load(std::memory_order_relaxed);
      std::size_t const tasks = tasks_.load(std::memory_order_relaxed);
      if (tickets_.compare_exchange_weak(tickets, tickets - 1, std::memory_order_acq_rel)) {
        perform(call, context, tasks - (tickets & ticket_mask), thread);
        tickets = tickets_.load(std::memory_order_acquire);
      }
    }
  }

  void perform(Call call, void* context, std::size_t task, std::size_t thread) {
#if EQUIVARIFY_HAS_EXCEPTIONS
    try {
      if (!failed_.load(std::memory_order_relaxed)) {
        call(context, task, thread);
      }
    } catch (...) {
      keep_first_error();
    }
#else
    call(context, task, thread);
#endif
    if (pending_.fetch_sub(1, std::memory_order_acq_rel) == 1) {
      pending_.notify_one();
    }
  }

#if EQUIVARIFY_HAS_EXCEPTIONS
  void keep_first_error() {
    std::lock_guard const lock(error_mutex_);
    if (!failed_.load(std::memory_order_relaxed)) {
      error_ = std::current_exception();
      failed_.store(true, std::memory_order_release);
    }
  }
#endif

  void wait_for_stragglers() {
    spin_until([this] { return pending_.load(std::memory_order_acquire) == 0; });
    for (std::uint32_t left = pending_.load(std::memory_order_acquire); left != 0;
         left = pending_.load(std::memory_order_acquire)) {
      pending_.wait(left, std::memory_order_acquire);
    }
  }

  void work(std::size_t thread) {
    while (!stopping_.load(std::memory_order_relaxed)) {
      take_tasks(thread);
      if (!spin_until([this] { return has_news(); })) {
        sleep();
      }
    }
  }

  void sleep() {
    std::uint32_t const wakes = wakes_.load();
    sleepers_.fetch_add(1);
    // Sequentially consistent on both sides: either this thread sees the new tickets, or `start`
    // sees the sleeper and changes the word that it waits on.
    if (!has_news()) {
      wakes_.wait(wakes);
    }
    sleepers_.fetch_sub(1);
  }

  [[nodiscard]] bool has_news() const {
    return (tickets_.load() & ticket_mask) != 0 || stopping_.load();
  }

  template <typename Condition>
  static bool spin_until(Condition condition) {
    auto const end = std::chrono::steady_clock::now() + spinning_time;
    do {
      if (condition()) {
        return true;
      }
      std::this_thread::yield();
    } while (std::chrono::steady_clock::now() < end);
    return false;
  }

  std::vector<std::thread> workers_;
  std::mutex turn_; ///< held by the thread whose tasks are handed out
  std::exception_ptr error_;
  std::mutex error_mutex_;
  std::atomic<bool> failed_{false};
  std::atomic<bool> stopping_{false};
  std::atomic<std::uint32_t> sleepers_{0};
  std::atomic<std::uint32_t> wakes_{0};
  std::atomic<std::size_t> tasks_{0};
  std::atomic<void*> context_{nullptr};
  std::atomic<Call> call_{nullptr};
  alignas(64) std::atomic<std::uint64_t> tickets_{0};
  alignas(64) std::atomic<std::uint32_t> pending_{0};
};
#endif // EQUIVARIFY_NO_THREADS

} // namespace equivarify::runtime

#endif
