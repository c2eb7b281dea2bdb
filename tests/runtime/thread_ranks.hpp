/// \file
/// Ranks that are threads of one process.
#ifndef EQUIVARIFY_TESTS_RUNTIME_THREAD_RANKS_HPP
#define EQUIVARIFY_TESTS_RUNTIME_THREAD_RANKS_HPP

#include "equivarify/runtime/ranks/team.hpp"

#include <algorithm>
#include <condition_variable>
#include <cstddef>
#include <cstdlib>
#include <deque>
#include <exception>
#include <map>
#include <memory>
#include <mutex>
#include <thread>
#include <utility>
#include <vector>

namespace equivarify::runtime::testing {

/// The messages that are under way.
class Post {
public:
  void send(std::size_t from, std::size_t to, std::span<std::byte const> bytes) {
    std::lock_guard const lock(mutex_);
    boxes_[{from, to}].emplace_back(bytes.begin(), bytes.end());
    news_.notify_all();
  }

  /// Waits for the next message; its size must be that of \p bytes.
  void receive(std::size_t from, std::size_t to, std::span<std::byte> bytes) {
    std::unique_lock lock(mutex_);
    std::deque<std::vector<std::byte>>& box = boxes_[{from, to}];
    news_.wait(lock, [&box] { return !box.empty(); });
    if (box.front().size() != bytes.size()) {
      std::abort(); // the others would wait for ever
    }
    std::copy(box.front().begin(), box.front().end(), bytes.begin());
    box.pop_front();
  }

private:
  std::mutex mutex_;
  std::condition_variable news_;
  std::map<std::pair<std::size_t, std::size_t>, std::deque<std::vector<std::byte>>> boxes_;
};

/// One of them.
class ThreadRank final : public Communicator {
public:
  ThreadRank(Post& post, std::size_t rank, std::size_t size)
      : post_{post}, rank_{rank}, size_{size} {}

  [[nodiscard]] std::size_t rank() const override { return rank_; }

  [[nodiscard]] std::size_t size() const override { return size_; }

  void exchange(std::span<Outgoing const> out, std::span<Incoming const> in) override {
    for (Outgoing const& message : out) {
      post_.send(rank_, message.to, message.bytes);
    }
    for (Incoming const& message : in) {
      post_.receive(message.from, rank_, message.bytes);
    }
  }

  void gather(std::span<std::byte const> mine,
              std::span<std::size_t const> sizes,
              std::span<std::byte> all) override {
    for (std::size_t other = 0; other < size_; ++other) {
      post_.send(rank_, other, mine);
    }
    std::size_t place = 0;
    for (std::size_t other = 0; other < size_; ++other) {
      post_.receive(other, rank_, all.subspan(place, sizes[other]));
      place += sizes[other];
    }
  }

  [[noreturn]] void end_all(int /*code*/) override { std::abort(); }

private:
  Post& post_;
  std::size_t rank_;
  std::size_t size_;
};

/// Calls f(team) on each of \p ranks ranks at once, and throws what the first of them threw.
template <typename F>
void run_ranks(std::size_t ranks, F const& f) {
  Post post;
  std::vector<std::exception_ptr> errors(ranks);
  std::vector<std::thread> threads;
  for (std::size_t rank = 0; rank < ranks; ++rank) {
    threads.emplace_back([&, rank] {
      try {
        f(std::make_shared<Team>(std::make_unique<ThreadRank>(post, rank, ranks)));
      } catch (...) {
        errors[rank] = std::current_exception();
      }
    });
  }
  for (std::thread& thread : threads) {
    thread.join();
  }
  for (std::exception_ptr const& error : errors) {
    if (error) {
      std::rethrow_exception(error);
    }
  }
}

} // namespace equivarify::runtime::testing

#endif
