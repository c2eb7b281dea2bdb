#include "equivarify/runtime/ranks/lane_sum.hpp"
#include "equivarify/runtime/ranks/shared_images.hpp"

#include <gtest/gtest.h>

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <vector>

#include "runtime/normalising_network.hpp"
#include "runtime/thread_ranks.hpp"

namespace equivarify::runtime {
namespace {

using namespace normalising;

/// The sum of the lanes' gradients of a batch of 7 images in 4 lanes, then the running statistics,
/// on so many ranks; and the gradient of each lane.
struct LaneResults {
  std::unique_ptr<Weights> weights = Normalising::initialize(1);
  std::vector<std::unique_ptr<Weights>> gradients = std::vector<std::unique_ptr<Weights>>(4);
};

LaneResults shared_among(std::size_t ranks, std::size_t most_threads) {
  LabelledImages const batch = testing::random_images<Normalising>(7);
  LaneResults results;
  testing::run_ranks(ranks, [&](std::shared_ptr<Team> const& team) {
    LaneCut const cut(7, 4);
    std::vector<std::size_t> counts;
    for (std::size_t rank = 0; rank < ranks; ++rank) {
      counts.push_back(cut.images_of(cut.lanes_of(rank, ranks)).size());
    }
    SharedImages shared(*team, counts);
    Range const own = cut.lanes_of(team->rank(), ranks);
    Range const images = cut.images_of(own);
    BatchPart part = cut.part(own);
    part.gather = &shared;
    ThreadPool pool{1 + team->rank() % most_threads};
    Engine engine{pool};
    auto const weights = Normalising::initialize(1);
    engine.load(*weights);
    auto const gradient = std::make_unique<Weights>();
    std::size_t lane = own.first;
    engine.lane_gradients(
        std::span(batch.images)
            .subspan(images.first * Normalising::input_size,
                     images.size() * Normalising::input_size),
        std::span<std::uint32_t const>(batch.labels).subspan(images.first, images.size()),
        part,
        *gradient,
        [&](auto const&) { results.gradients[lane++] = std::make_unique<Weights>(*gradient); });
    engine.update_state(*weights);
    if (team->is_first()) {
      *results.weights = *weights;
    }
  });
  return results;
}

// Of seven ranks three have no lane at all, but what all images have in common they know.
TEST(SharedBatch, HasTheSameLanesAndStatisticsForAnyNumberOfRanks) {
  LaneResults const alone = shared_among(1, 1);
  for (std::size_t const ranks : {2U, 3U, 4U, 7U}) {
    LaneResults const shared = shared_among(ranks, 3);
    testing::expect_same<Normalising>(*shared.weights, *alone.weights);
    for (std::size_t lane = 0; lane < 4; ++lane) {
      testing::expect_same<Normalising>(*shared.gradients[lane], *alone.gradients[lane]);
    }
  }
}

// Rounding apart the lanes are the terms of the gradient.
TEST(SharedBatch, HasLanesWhoseSumIsTheGradient) {
  LaneResults const cut = shared_among(2, 1);
  LabelledImages const batch = testing::random_images<Normalising>(7);
  ThreadPool pool{1};
  Engine engine{pool};
  auto const whole = std::make_unique<Weights>();
  engine.load(*Normalising::initialize(1));
  engine.gradient(batch.images, batch.labels, *whole);
  testing::expect_same<Normalising>(*observed(batch, 1), *cut.weights);
  auto const expected = Normalising::parameters(*whole);
  for (std::size_t p = 0; p < expected.size(); ++p) {
    for (std::size_t i = 0; i < expected[p].values.size(); ++i) {
      double sum = 0;
      for (auto const& lane : cut.gradients) {
        sum += static_cast<double>(Normalising::parameters(*lane)[p].values[i]);
      }
      EXPECT_NEAR(sum, expected[p].values[i], 1e-5) << expected[p].name;
    }
  }
}

} // namespace
} // namespace equivarify::runtime
