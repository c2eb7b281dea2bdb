#include "equivarify/runtime/files/error.hpp"
#include "equivarify/runtime/ranks/lane_sum.hpp"
#include "equivarify/runtime/ranks/lane_tree.hpp"
#include "equivarify/runtime/ranks/shared_images.hpp"
#include "equivarify/runtime/training/trainer.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <array>
#include <cstddef>
#include <functional>
#include <mutex>
#include <string>
#include <vector>

#include "runtime/described_network.hpp"
#include "runtime/thread_ranks.hpp"
#include "runtime/toy_data.hpp"

namespace equivarify::runtime {
namespace {

using testing::run_ranks;
using Values = std::vector<float>;

/// Numbers of very different sizes, so that hardly any two orders of a sum agree.
std::vector<Values> random_lanes(std::size_t lanes_count, std::size_t size, std::uint64_t seed) {
  Random random(seed);
  std::vector<Values> all(lanes_count, Values(size));
  for (Values& lane : all) {
    for (float& value : lane) {
      value = static_cast<float>(random.uniform(-1, 1)) *
              static_cast<float>(std::uint64_t{1} << random.below(20));
    }
  }
  return all;
}

Values sum_of(Values left, Values const& right) {
  for (std::size_t i = 0; i < left.size(); ++i) {
    left[i] += right[i];
  }
  return left;
}

/// The value of a node, as lane_tree.hpp defines it; none where it has no lane.
Values node(std::vector<Values> const& all, std::size_t level, std::size_t index) {
  if (index << level >= all.size()) {
    return {};
  }
  if (level == 0) {
    return all[index];
  }
  Values const right = node(all, level - 1, 2 * index + 1);
  Values const left = node(all, level - 1, 2 * index);
  return right.empty() ? left : sum_of(left, right);
}

Values root(std::vector<Values> const& all) {
  std::size_t level = 0;
  while (std::size_t{1} << level < all.size()) {
    ++level;
  }
  return node(all, level, 0);
}

/// A wrong sum: each rank adds its lanes one after another, then come the ranks one after another.
Values sum_in_order_of_ranks(std::vector<Values> const& all, std::size_t ranks) {
  Values total(all.front().size());
  for (std::size_t rank = 0; rank < ranks; ++rank) {
    Range const own = part_of(all.size(), ranks, rank);
    Values of_rank(total.size());
    for (std::size_t lane = own.first; lane < own.end; ++lane) {
      of_rank = sum_of(of_rank, all[lane]);
    }
    total = sum_of(total, of_rank);
  }
  return total;
}

/// What LaneSum makes of the lanes \p all on so many ranks, each with two threads; empty where two
/// ranks differ. Each parameter but the middle one of three is trained.
Values sum_on_ranks(std::vector<Values> const& all, std::size_t ranks) {
  std::vector<Values> results(ranks);
  run_ranks(ranks, [&](std::shared_ptr<Team> const& team) {
    ThreadPool pool(2);
    LaneSum sum(*team, pool);
    LaneCut const cut(all.size(), all.size());
    Values gradient(all.front().size());
    Values kept(3, 7.0F);
    auto const split = static_cast<std::ptrdiff_t>(gradient.size() / 3);
    std::vector<ParameterView> const views{
        {.name = "a", .shape = {}, .values = {gradient.begin(), gradient.begin() + split}},
        {.name = "b", .shape = {}, .values = kept, .is_trained = false},
        {.name = "c", .shape = {}, .values = {gradient.begin() + split, gradient.end()}}};
    for (int step = 0; step < 2; ++step) { // memory is used again
      sum.start(cut, 2);
      Range const own = cut.lanes_of(team->rank(), ranks);
      for (std::size_t lane = own.first; lane < own.end; ++lane) {
        std::copy(all[lane].begin(), all[lane].end(), gradient.begin());
        sum.add(std::array{static_cast<double>(all[lane].front()), 0.5}, views);
      }
      EXPECT_EQ(sum.finish(views)[1], 0.5 * static_cast<double>(all.size()));
    }
    results[team->rank()] = gradient;
    EXPECT_EQ(kept, Values(3, 7.0F));
  });
  for (Values const& result : results) {
    if (result != results.front()) {
      return {};
    }
  }
  return results.front();
}

TEST(LaneTree, FindsTheLargestNodesOfARange) {
  EXPECT_THAT(blocks_of({0, 8}), ::testing::ElementsAre(LaneBlock{3, 0}));
  EXPECT_THAT(blocks_of({1, 8}),
              ::testing::ElementsAre(LaneBlock{0, 1}, LaneBlock{1, 1}, LaneBlock{2, 1}));
  EXPECT_THAT(blocks_of({4, 7}), ::testing::ElementsAre(LaneBlock{1, 2}, LaneBlock{0, 6}));
  EXPECT_TRUE(blocks_of({3, 3}).empty());
}

RC_GTEST_PROP(LaneTree, HasOneRootHoweverTheLanesAreCut, ()) {
  std::size_t const count = *rc::gen::inRange<std::size_t>(1, 40);
  auto const seed = *rc::gen::arbitrary<std::uint64_t>();
  auto const cuts =
      *rc::gen::container<std::vector<std::size_t>>(rc::gen::inRange<std::size_t>(0, count + 1));
  std::vector<Values> const all = random_lanes(count, 4, seed);
  std::vector<std::size_t> ends = cuts;
  ends.push_back(count);
  std::sort(ends.begin(), ends.end());
  auto const add = [](Values& left, Values const& right) { left = sum_of(left, right); };
  LaneTree<Values> whole;
  std::size_t begin = 0;
  for (std::size_t const end : ends) {
    LaneTree<Values> part;
    for (; begin < end; ++begin) {
      part.push({0, begin}, all[begin], add);
    }
    for (auto const& block : part.nodes()) {
      whole.push(block.block, block.value, add);
    }
  }
  RC_ASSERT(whole.total(add) == root(all));
}

RC_GTEST_PROP(LaneSum, HasTheSameBitsForAnyNumberOfRanks, ()) {
  std::size_t const count = *rc::gen::inRange<std::size_t>(1, 24);
  std::size_t const ranks = *rc::gen::inRange<std::size_t>(1, 8);
  std::size_t const size = *rc::gen::inRange<std::size_t>(1, 50);
  auto const seed = *rc::gen::arbitrary<std::uint64_t>();
  std::vector<Values> const all = random_lanes(count, size, seed);
  RC_ASSERT(sum_on_ranks(all, ranks) == root(all));
}

TEST(LaneSum, WouldHaveOtherBitsIfRanksAddedTheirLanesInOrder) {
  std::size_t killed = 0;
  for (std::uint64_t seed = 0; seed < 20; ++seed) {
    std::vector<Values> const all = random_lanes(16, 20, seed);
    killed += sum_in_order_of_ranks(all, 4) != root(all) ? 1U : 0U;
    killed += sum_in_order_of_ranks(all, 4) != sum_in_order_of_ranks(all, 3) ? 1U : 0U;
  }
  EXPECT_EQ(killed, 40U);
}

TEST(LaneSum, SendsAboutTwoGradientsIfLanesAndRanksArePowersOfTwo) {
  constexpr std::size_t size = 4096;
  std::vector<Values> const all = random_lanes(16, size, 1);
  run_ranks(4, [&](std::shared_ptr<Team> const& team) {
    ThreadPool pool(1);
    LaneSum sum(*team, pool);
    Values gradient = all.front();
    std::vector<ParameterView> const views{{.name = "a", .shape = {}, .values = gradient}};
    sum.start(LaneCut(16, 16));
    for (int lane = 0; lane < 4; ++lane) {
      sum.add(std::array{1.0}, views);
    }
    EXPECT_EQ(sum.finish(views), std::vector<double>{16});
    // 3/4 of a gradient as slices, as much of the root, and four losses to three ranks.
    EXPECT_EQ(team->sent_bytes(), 2 * size * sizeof(float) * 3 / 4 + 3 * 4 * sizeof(double));
  });
}

TEST(LaneCut, CutsABatchInLanesOfAlmostOneSize) {
  LaneCut const cut(10, 4);
  EXPECT_THAT(cut.part({0, 4}).lanes, ::testing::ElementsAre(2, 3, 2, 3));
  EXPECT_THAT(cut.part({2, 4}).lanes, ::testing::ElementsAre(2, 3));
  EXPECT_EQ(cut.part({2, 4}).first_lane, 2U);
  EXPECT_EQ(LaneCut(2, 4).lanes(), 2U);
}

TEST(Team, AsksAllRanks) {
  run_ranks(3, [](std::shared_ptr<Team> const& team) {
    EXPECT_FALSE(team->any(false));
    EXPECT_TRUE(team->any(team->rank() == 1));
    std::vector<std::byte> const bytes =
        team->from_first([] { return std::vector<std::byte>(3, std::byte{9}); });
    EXPECT_EQ(bytes, std::vector<std::byte>(3, std::byte{9}));
    EXPECT_THAT(team->all_texts(std::string(team->rank(), 'x')),
                ::testing::ElementsAre("", "x", "xx"));
  });
}

/// What each of four ranks is told, where \p fails says which fail.
std::vector<std::string> told(std::function<bool(std::size_t)> const& fails) {
  std::vector<std::string> messages(4);
  run_ranks(4, [&](std::shared_ptr<Team> const& team) {
    std::size_t const rank = team->rank();
    if (fails(rank)) {
      RankFailure const first = team->fail({2, "no data " + std::to_string(rank)});
      EXPECT_EQ(first.code, 2);
      messages[rank] = first.message;
      return;
    }
    try {
      team->any(false);
    } catch (OtherRankFailed const& failure) {
      EXPECT_EQ(failure.code(), 2);
      messages[rank] = failure.what();
    }
  });
  return messages;
}

TEST(Team, TellsAllWhyTheFirstOfThoseThatFailedCannotGoOn) {
  EXPECT_THAT(told([](std::size_t rank) { return rank >= 2; }),
              ::testing::Each("rank 2: no data 2"));
  EXPECT_THAT(told([](std::size_t rank) { return rank == 0; }), ::testing::Each("no data 0"));
  EXPECT_THAT(told([](std::size_t) { return true; }), ::testing::Each("no data 0"));
}

TEST(Team, EndsWithTheErrorOfItsFirstRankWhereThatMakesSomethingForAll) {
  EXPECT_THROW(run_ranks(2,
                         [](std::shared_ptr<Team> const& team) {
                           try {
                             team->from_first([]() -> std::vector<std::byte> {
                               throw DataError("no such file");
                             });
                           } catch (DataError const& error) {
                             EXPECT_EQ(team->rank(), 0U);
                             team->fail({2, error.what()});
                             throw;
                           }
                           ADD_FAILURE() << "rank 1 went on";
                         }),
               DataError);
}

/// How a training of the toy network on \p ranks ranks ends: its weights, losses and validation.
std::vector<double> trained(std::size_t ranks, std::size_t lane_count) {
  std::vector<double> result;
  std::mutex mutex;
  Dataset const whole = toy::make_data(59); // the last batch has 3 images, some ranks have none
  run_ranks(ranks, [&](std::shared_ptr<Team> const& team) {
    Dataset const data = toy::held_by(team->rank(), ranks, whole);
    ThreadPool pool(1 + team->rank() % 3);
    NetworkOf<toy::Model> upright(pool);
    toy::DescribedNetwork network(upright, toy::turned_in_training(upright, 30));
    TrainingSettings settings{.plan = network.description().training,
                              .seed = 5,
                              .images = 0,
                              .validation = "a share of 0.2",
                              .lanes = lane_count};
    TrainingData const parts = hold_out(data, 0.2, settings.seed);
    settings.images = parts.training.size();
    Trainer trainer(network, parts, settings, pool, team);
    std::vector<double> own;
    while (!trainer.finished()) {
      own.push_back(trainer.step());
    }
    for (EpochRecord const& epoch : trainer.state().epochs) {
      own.insert(own.end(), {epoch.loss, *epoch.validation_loss, *epoch.validation_accuracy});
    }
    for (ParameterView const& view : network.parameters()) {
      own.insert(own.end(), view.values.begin(), view.values.end());
    }
    std::lock_guard const lock(mutex);
    EXPECT_TRUE(result.empty() || result == own) << "rank " << team->rank();
    result = own;
  });
  return result;
}

TEST(TrainingOnRanks, HasTheSameBitsForAnyNumberOfRanks) {
  std::vector<double> const alone = trained(1, 7);
  for (std::size_t const ranks : {2U, 3U, 4U, 7U}) {
    EXPECT_EQ(trained(ranks, 7), alone) << ranks << " ranks";
  }
  EXPECT_NE(trained(1, 1), alone);
}

TEST(TrainingOnRanks, NeedsALaneForEachRankAndAnImageForEachLane) {
  EXPECT_THROW(trained(3, 2), DataError);
  EXPECT_THROW(trained(1, 9), DataError);
}

} // namespace
} // namespace equivarify::runtime
