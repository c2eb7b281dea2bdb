#include "equivarify/runtime/base/parallel.hpp"

#include <gtest/gtest.h>

#include <atomic>
#include <chrono>
#include <stdexcept>
#include <thread>
#include <vector>

namespace {

using equivarify::runtime::ThreadPool;

class ThreadPoolOf : public ::testing::TestWithParam<std::size_t> {};

TEST_P(ThreadPoolOf, RunsEachTaskOnce) {
  ThreadPool pool(GetParam());
  std::vector<int> calls(1000);
  for (int round = 1; round <= 50; ++round) {
    pool.run(calls.size(), [&](std::size_t task, std::size_t) { calls[task] += 1; });
    ASSERT_EQ(calls, std::vector<int>(calls.size(), round));
  }
}

TEST_P(ThreadPoolOf, NumbersThreadsBelowItsCountAndNeverTwoAtOnce) {
  ThreadPool pool(GetParam());
  ASSERT_EQ(pool.thread_count(), GetParam());
  std::vector<std::atomic<int>> inside(pool.thread_count());
  std::atomic<bool> right = true;
  pool.run(500, [&](std::size_t, std::size_t thread) {
    if (thread >= inside.size() || inside[thread].fetch_add(1) != 0) {
      right = false;
    } else {
      inside[thread].fetch_sub(1);
    }
  });
  EXPECT_TRUE(right);
}

TEST_P(ThreadPoolOf, PassesOnAnExceptionAndWorksAfterIt) {
  ThreadPool pool(GetParam());
  auto const failing = [](std::size_t task, std::size_t) {
    if (task == 7) {
      throw std::runtime_error("task 7");
    }
  };
  for (int round = 0; round < 20; ++round) {
    EXPECT_THROW(pool.run(20, failing), std::runtime_error);
  }
  std::atomic<std::size_t> sum = 0;
  pool.run(20, [&](std::size_t task, std::size_t) { sum += task; });
  EXPECT_EQ(sum, 190U);
}

TEST_P(ThreadPoolOf, WakesThreadsThatFellAsleep) {
  ThreadPool pool(GetParam());
  std::atomic<std::size_t> calls = 0;
  for (int round = 0; round < 5; ++round) {
    std::this_thread::sleep_for(std::chrono::milliseconds(2));
    pool.run(16, [&](std::size_t, std::size_t) { calls += 1; });
  }
  EXPECT_EQ(calls, 80U);
}

TEST_P(ThreadPoolOf, DoesNothingWithoutTasks) {
  ThreadPool pool(GetParam());
  pool.run(0, [](std::size_t, std::size_t) { FAIL(); });
}

INSTANTIATE_TEST_SUITE_P(Threads, ThreadPoolOf, ::testing::Values(1, 2, 5));

TEST(ThreadPool, RefusesToHaveNoThread) {
  EXPECT_THROW(ThreadPool(0), std::invalid_argument);
}

} // namespace
