/// \file
/// Thread pools that run, fail, fall asleep, are shared and replaced in any order.
#include "equivarify/runtime/base/parallel.hpp"

#include <gtest/gtest.h>
#include <rapidcheck.h>
#include <rapidcheck/state.h>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <cstddef>
#include <memory>
#include <optional>
#include <ostream>
#include <stdexcept>
#include <string>
#include <thread>
#include <vector>

#include "support/few_cases.hpp"

namespace equivarify::runtime {
namespace {

/// How many threads the pool has.
struct PoolModel {
  std::size_t threads = 1;
};

/// The pool, whose runs are watched.
class WatchedPool {
public:
  void renew(std::size_t threads) { pool_ = std::make_unique<ThreadPool>(threads); }

  /// How often each of \p tasks was done; the one number \p broken fails. Nothing where two were
  /// done at once under one number of a thread, or the error was lost.
  [[nodiscard]] std::optional<std::vector<int>> run(std::size_t tasks, std::size_t broken) const {
    std::vector<std::atomic<int>> calls(tasks);
    std::vector<std::atomic<int>> inside(pool_->thread_count());
    std::atomic<bool> right = true;
    bool failed = false;
    try {
      pool_->run(tasks, [&](std::size_t task, std::size_t thread) {
        if (thread >= inside.size() || inside[thread].fetch_add(1) != 0) {
          right = false;
        }
        calls[task] += 1;
        inside[std::min(thread, inside.size() - 1)].fetch_sub(1);
        if (task == broken) {
          throw std::runtime_error("task " + std::to_string(task));
        }
      });
    } catch (std::runtime_error const& error) {
      failed = error.what() == "task " + std::to_string(broken);
    }
    std::vector<int> const done(calls.begin(), calls.end());
    return right && failed == (broken < tasks) ? std::optional(done) : std::nullopt;
  }

  [[nodiscard]] std::size_t threads() const { return pool_->thread_count(); }

private:
  std::unique_ptr<ThreadPool> pool_ = std::make_unique<ThreadPool>(1);
};

using PoolCommand = rc::state::Command<PoolModel, WatchedPool>;

std::vector<int> once(std::size_t tasks) {
  return std::vector<int>(tasks, 1);
}

class RunTasks : public PoolCommand {
public:
  void run(PoolModel const& /*model*/, WatchedPool& pool) const override {
    RC_ASSERT(pool.run(tasks_, tasks_) == once(tasks_));
  }

  void show(std::ostream& out) const override { out << "run " << tasks_; }

private:
  std::size_t tasks_ = *rc::gen::inRange<std::size_t>(0, 200);
};

/// One task fails: no task is done twice, and the next run is as any other.
class FailTask : public PoolCommand {
public:
  void run(PoolModel const& /*model*/, WatchedPool& pool) const override {
    auto const done = pool.run(tasks_, broken_);
    RC_ASSERT(done.has_value());
    RC_ASSERT((*done)[broken_] == 1);
    RC_ASSERT(*std::max_element(done->begin(), done->end()) == 1);
  }

  void show(std::ostream& out) const override { out << "fail at " << broken_ << " of " << tasks_; }

private:
  std::size_t tasks_ = *rc::gen::inRange<std::size_t>(1, 100);
  std::size_t broken_ = *rc::gen::inRange<std::size_t>(0, tasks_);
};

/// Longer than threads look out for tasks before they sleep.
class LetSleep : public PoolCommand {
public:
  void run(PoolModel const& /*model*/, WatchedPool& /*pool*/) const override {
    std::this_thread::sleep_for(std::chrono::microseconds(300));
  }

  void show(std::ostream& out) const override { out << "wait"; }
};

/// Another thread brings tasks of its own at the same time.
class RunAlongside : public PoolCommand {
public:
  void run(PoolModel const& /*model*/, WatchedPool& pool) const override {
    std::optional<std::vector<int>> theirs;
    std::thread other([&] { theirs = pool.run(theirs_, theirs_); });
    auto const ours = pool.run(ours_, ours_);
    other.join();
    RC_ASSERT(ours == once(ours_));
    RC_ASSERT(theirs == once(theirs_));
  }

  void show(std::ostream& out) const override { out << "share " << ours_ << " and " << theirs_; }

private:
  std::size_t ours_ = *rc::gen::inRange<std::size_t>(0, 300);
  std::size_t theirs_ = *rc::gen::inRange<std::size_t>(0, 300);
};

class RenewPool : public PoolCommand {
public:
  void apply(PoolModel& model) const override { model.threads = threads_; }

  void run(PoolModel const& /*model*/, WatchedPool& pool) const override {
    pool.renew(threads_);
    RC_ASSERT(pool.threads() == threads_);
  }

  void show(std::ostream& out) const override { out << "renew with " << threads_; }

private:
  std::size_t threads_ = *rc::gen::inRange<std::size_t>(1, 6);
};

TEST(ThreadPoolState, DoesEachTaskOnceWhateverCameBefore) {
  std::string const found = support::counterexample(60, [] {
    WatchedPool pool;
    rc::state::check(
        PoolModel(),
        pool,
        rc::state::gen::execOneOfWithArgs<RunTasks, FailTask, LetSleep, RunAlongside, RenewPool>());
    RC_ASSERT(pool.threads() >= 1U);
  });
  EXPECT_EQ(found, "");
}

} // namespace
} // namespace equivarify::runtime
