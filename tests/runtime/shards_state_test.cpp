/// \file
/// Work in shards that is stopped, fails, is damaged and goes on in any order, next to a model of
/// what is kept.
#include "equivarify/runtime/shards/run_shards.hpp"

#include <gtest/gtest.h>
#include <rapidcheck.h>
#include <rapidcheck/state.h>

#include <cstddef>
#include <filesystem>
#include <fstream>
#include <functional>
#include <optional>
#include <ostream>
#include <set>
#include <stdexcept>
#include <string>
#include <utility>

#include "runtime/temporary_folder.hpp"
#include "support/few_cases.hpp"

namespace equivarify::runtime {
namespace {

constexpr std::size_t all_shards = 6;
constexpr std::size_t pieces_of_shard = 3;

ShardResult answer_of(std::size_t shard) {
  return {"what shard " + std::to_string(shard) + " says\n"};
}

/// The shards that are kept.
using ShardNumbers = std::set<std::size_t>;

/// \p model after work on the missing shards of \p share in order, of which \p count get done.
void add_first(ShardNumbers& model, Share const& share, std::size_t count) {
  for (std::size_t shard = 0; shard < all_shards && count > 0; ++shard) {
    if (share.has(shard) && model.insert(shard).second) {
      --count;
    }
  }
}

/// The folder, and who works in it.
class ShardWorker {
public:
  /// Does the shards of \p share in order until \p stop; the piece number \p broken fails.
  ShardResults run(Share const& share, std::function<bool()> stop, std::size_t broken) {
    std::size_t pieces = 0;
    ThreadPool pool(1);
    return run_shards(*team_of_one(),
                      job_,
                      {.share = share, .stop = std::move(stop), .folder = &folder_},
                      pool,
                      [&](std::size_t shard, std::size_t, HasTime const& has_time) {
                        for (std::size_t piece = 0; piece < pieces_of_shard; ++piece) {
                          if (!has_time()) {
                            return std::optional<ShardResult>();
                          }
                          if (pieces++ == broken) {
                            throw std::runtime_error("a fault");
                          }
                        }
                        return std::optional(answer_of(shard));
                      });
  }

  /// Changes the last byte of the file of \p shard, if there is one.
  void damage(std::size_t shard) const {
    std::fstream file(folder_.path() / ShardFolder::name_of(shard),
                      std::ios::in | std::ios::out | std::ios::binary);
    if (file.seekp(-1, std::ios::end)) {
      file.put('#');
    }
  }

  /// That exactly the shards of \p model are kept, each with its own result.
  void expect(ShardNumbers const& model) const {
    ShardResults const kept = folder_.read();
    RC_ASSERT(kept.size() == model.size());
    for (auto const& [shard, result] : kept) {
      RC_ASSERT(model.count(shard) == 1U);
      RC_ASSERT(result == answer_of(shard));
    }
  }

private:
  ::TemporaryFolder temporary_;
  ShardJob job_{"work: a test\n", all_shards};
  ShardFolder folder_{temporary_ / "shards", job_};
};

using ShardCommand = rc::state::Command<ShardNumbers, ShardWorker>;

Share any_share() {
  auto const count = *rc::gen::inRange<std::size_t>(1, 4);
  return {*rc::gen::inRange<std::size_t>(0, count), count};
}

/// Time is over at the question number \p questions_: one before a shard and each piece of it.
class Stop : public ShardCommand {
public:
  void apply(ShardNumbers& model) const override {
    add_first(model, share_, questions_ / (1 + pieces_of_shard));
  }

  void run(ShardNumbers const& model, ShardWorker& worker) const override {
    std::size_t asked = 0;
    static_cast<void>(worker.run(
        share_, [&] { return asked++ >= questions_; }, all_shards * 9));
    worker.expect(nextState(model));
  }

  void show(std::ostream& out) const override {
    out << "stop at " << questions_ << " in " << share_.index << "/" << share_.count;
  }

private:
  Share share_ = any_share();
  std::size_t questions_ = *rc::gen::inRange<std::size_t>(0, 30);
};

/// One piece fails: what is kept by then stays.
class Fail : public ShardCommand {
public:
  void apply(ShardNumbers& model) const override {
    add_first(model, share_, piece_ / pieces_of_shard);
  }

  void run(ShardNumbers const& model, ShardWorker& worker) const override {
    try {
      static_cast<void>(worker.run(share_, {}, piece_));
    } catch (std::runtime_error const&) { // nothing is left where all pieces were done before
    }
    worker.expect(nextState(model));
  }

  void show(std::ostream& out) const override {
    out << "fail at " << piece_ << " in " << share_.index << "/" << share_.count;
  }

private:
  Share share_ = any_share();
  std::size_t piece_ = *rc::gen::inRange<std::size_t>(0, 20);
};

class Damage : public ShardCommand {
public:
  void apply(ShardNumbers& model) const override { model.erase(shard_); }

  void run(ShardNumbers const& model, ShardWorker& worker) const override {
    worker.damage(shard_);
    worker.expect(nextState(model));
  }

  void show(std::ostream& out) const override { out << "damage " << shard_; }

private:
  std::size_t shard_ = *rc::gen::inRange<std::size_t>(0, all_shards);
};

class Finish : public ShardCommand {
public:
  void apply(ShardNumbers& model) const override { add_first(model, {}, all_shards); }

  void run(ShardNumbers const& model, ShardWorker& worker) const override {
    RC_ASSERT(worker.run({}, {}, all_shards * 9).size() == all_shards);
    worker.expect(nextState(model));
  }

  void show(std::ostream& out) const override { out << "finish"; }
};

TEST(ShardsState, IsWhatTheModelSaysAfterStopsFaultsAndDamage) {
  std::string const found = support::counterexample(30, [] {
    ShardWorker worker;
    rc::state::check(
        ShardNumbers(), worker, rc::state::gen::execOneOfWithArgs<Stop, Fail, Damage, Finish>());
  });
  EXPECT_EQ(found, "");
}

} // namespace
} // namespace equivarify::runtime
