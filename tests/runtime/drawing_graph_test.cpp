#include "equivarify/runtime/layers/dropout.hpp"
#include "equivarify/runtime/norm/layer_norm.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <numeric>
#include <span>
#include <string_view>
#include <vector>

#include "runtime/normalising_network.hpp"

namespace equivarify::runtime {
namespace {

using normalising::Lift;
using testing::LabelledImages;

constexpr std::uint32_t half = bits_of(0.5F);
constexpr std::size_t drawn_classes = 3;
constexpr std::size_t drawn_rows = 4;

struct DroppedConv1 : normalising::PlainConv1 {
  static constexpr std::string_view name = "conv1";
};

struct PlaceNorm : LayerNormMap<DroppedConv1::Output, bits_of(1e-5F), NormOver::place> {
  static constexpr std::string_view name = "norm1";
};

struct Drop1 : DropoutMap<half, PlaceNorm::Output> {};

struct CopyNorm : LayerNormMap<Drop1::Output, bits_of(0.01F)> {
  static constexpr std::string_view name = "norm2";
};

struct DroppedFeatures : Flatten<CopyNorm::Output> {};

struct DroppedHidden
    : Dense<normalising::Group,
            DenseSizes{
                .channels = 3, .rows = normalising::side, .columns = normalising::side, .units = 6},
            Activation::none,
            drawn_rows> {
  static constexpr std::string_view name = "hidden";
};

struct RowNorm : LayerNormVector<4, 6, bits_of(1e-5F)> {
  static constexpr std::string_view name = "norm3";
};

struct Drop2 : DropoutVector<bits_of(0.25F), 4, 6> {};

struct DroppedLogits : Dense<normalising::Copies,
                             DenseSizes{.channels = 6, .units = drawn_classes},
                             Activation::none,
                             drawn_rows> {
  static constexpr std::string_view name = "logits";
};

/// The network with \p Drop as its dropout of vectors.
template <typename Drop>
using NetworkWith = TrainableGraph<Step<Lift>,
                                   Step<DroppedConv1, Lift>,
                                   Step<PlaceNorm, DroppedConv1>,
                                   Step<Drop1, PlaceNorm>,
                                   Step<CopyNorm, Drop1>,
                                   Step<DroppedFeatures, CopyNorm>,
                                   Step<DroppedHidden, DroppedFeatures>,
                                   Step<RowNorm, DroppedHidden>,
                                   Step<Drop, RowNorm>,
                                   Step<DroppedLogits, Drop>>;
template <typename Network>
using EngineOf = TrainingEngine<Network, drawn_classes, drawn_rows, 2>;

using Drawing = NetworkWith<Drop2>;
using DrawingEngine = EngineOf<Drawing>;

/// Wrong: a mask for each copy.
struct DropEachCopy : DropoutVector<bits_of(0.25F), 1, 24> {};

/// The images with number i turned i times, and their labels with them.
LabelledImages turned(LabelledImages const& batch) {
  constexpr std::size_t size = Drawing::input_size;
  LabelledImages result = batch;
  for (std::size_t i = 0; i < batch.images.size(); ++i) {
    std::size_t const first = i / size * size;
    auto const& turn = normalising::Turns::input_permutations[i / size % 4];
    result.images[i] = batch.images[first + turn[i - first]];
  }
  for (std::size_t n = 0; n < batch.labels.size(); ++n) {
    std::uint32_t const h = batch.labels[n] / drawn_classes;
    std::size_t const label = (h + n) % 4 * drawn_classes + batch.labels[n] % drawn_classes;
    result.labels[n] = static_cast<std::uint32_t>(label);
  }
  return result;
}

template <typename Network>
double loss_of(LabelledImages const& batch, std::uint64_t draws) {
  ThreadPool pool{2};
  EngineOf<Network> engine{pool};
  engine.load(*Network::initialize(1));
  auto const gradient = std::make_unique<typename Network::Weights>();
  BatchPart part = whole_batch(batch.labels.size());
  part.draws = draws;
  double loss = 0;
  engine.lane_gradients(
      batch.images, batch.labels, part, *gradient, [&](auto const& sums) { loss = sums.front(); });
  return loss;
}

TEST(DrawingGraph, HasTheDerivativeOfItsLossAsGradient) {
  testing::expect_derivative<Drawing, DrawingEngine>(*Drawing::initialize(1));
}

TEST(DrawingGraph, HasTheSameGradientForAnyNumberOfThreads) {
  testing::expect_threads_to_agree<Drawing, DrawingEngine>(*Drawing::initialize(1));
}

TEST(DrawingGraph, HasTheSameLossOnTurnedImagesToTheLastBit) {
  LabelledImages const batch = testing::random_images<Drawing>(7);
  EXPECT_EQ(loss_of<Drawing>(batch, 5), loss_of<Drawing>(turned(batch), 5));
  using Wrong = NetworkWith<DropEachCopy>;
  EXPECT_NE(loss_of<Wrong>(batch, 5), loss_of<Wrong>(turned(batch), 5));
}

TEST(DrawingGraph, DrawsAnewForEachBatch) {
  LabelledImages const batch = testing::random_images<Drawing>(3);
  EXPECT_NE(loss_of<Drawing>(batch, 1), loss_of<Drawing>(batch, 2));
  EXPECT_EQ(loss_of<Drawing>(batch, 1), loss_of<Drawing>(batch, 1));
}

/// The gradients of each of \p part's lanes.
std::vector<float> gradients_of(LabelledImages const& batch, BatchPart const& part) {
  ThreadPool pool{2};
  DrawingEngine engine{pool};
  engine.load(*Drawing::initialize(1));
  auto const gradient = std::make_unique<Drawing::Weights>();
  std::vector<float> numbers;
  engine.lane_gradients(batch.images, batch.labels, part, *gradient, [&](auto const&) {
    for (ParameterView const& view : Drawing::parameters(*gradient)) {
      numbers.insert(numbers.end(), view.values.begin(), view.values.end());
    }
  });
  return numbers;
}

/// Tells the loss as that of a first output, and the label as that of a second.
struct TwoLosses : JointLoss<drawn_classes> {
  static constexpr std::size_t outputs = 2;

  static double of(std::span<float const> answers,
                   std::span<std::uint32_t const> label,
                   std::span<float> gradient,
                   std::span<double, 2> of_outputs) {
    double const loss = JointLoss::of(answers, label, gradient);
    of_outputs[0] = loss;
    of_outputs[1] = label.front();
    return loss;
  }
};

TEST(DrawingGraph, TellsTheLossesOfOutputsLaneByLane) {
  LabelledImages const batch = testing::random_images<Drawing>(7);
  ThreadPool pool{3};
  LossEngine<Drawing, TwoLosses, drawn_rows, 2> engine{pool};
  engine.load(*Drawing::initialize(1));
  auto const gradient = std::make_unique<Drawing::Weights>();
  BatchPart const part{.batch_images = 7, .lanes = {5, 2}, .draws = 5}; // 5 do not go at once
  std::vector<std::vector<double>> lanes;
  engine.lane_gradients(batch.images, batch.labels, part, *gradient, [&](auto const& sums) {
    lanes.emplace_back(sums.begin(), sums.end());
  });
  auto const labels = [&](int begin, int end) {
    return std::accumulate(batch.labels.begin() + begin, batch.labels.begin() + end, 0.0);
  };
  ASSERT_EQ(lanes.size(), 2U);
  EXPECT_EQ(lanes[0], (std::vector<double>{lanes[0][0], lanes[0][0], labels(0, 5)}));
  EXPECT_EQ(lanes[1], (std::vector<double>{lanes[1][0], lanes[1][0], labels(5, 7)}));
  EXPECT_NEAR(lanes[0][0] + lanes[1][0], loss_of<Drawing>(batch, 5), 1e-12);
}

TEST(DrawingGraph, DrawsTheSameForAnImageWhicheverProcessHasIt) {
  LabelledImages const batch = testing::random_images<Drawing>(7);
  BatchPart const all{.batch_images = 7, .lanes = {5, 2}, .draws = 9};
  LabelledImages const last{{batch.images.begin() + 5 * Drawing::input_size, batch.images.end()},
                            {batch.labels.begin() + 5, batch.labels.end()}};
  BatchPart part{.batch_images = 7, .first_lane = 1, .first_image = 5, .lanes = {2}, .draws = 9};
  std::vector<float> const together = gradients_of(batch, all);
  std::vector<float> const alone = gradients_of(last, part);
  EXPECT_TRUE(std::equal(alone.rbegin(), alone.rend(), together.rbegin()));
  part.first_image = 4;
  EXPECT_NE(gradients_of(last, part), alone);
}

TEST(DrawingGraph, DropsNothingInEvaluationAlsoAfterATrainingStep) {
  LabelledImages const batch = testing::random_images<Drawing>(5);
  ThreadPool pool{2};
  DrawingEngine engine{pool};
  engine.load(*Drawing::initialize(1));
  auto const answers = [&] {
    std::vector<float> logits(batch.labels.size() * Drawing::output_size);
    engine.forward(batch.images, logits);
    return logits;
  };
  std::vector<float> const before = answers();
  auto const gradient = std::make_unique<Drawing::Weights>();
  engine.gradient(batch.images, batch.labels, *gradient);
  EXPECT_EQ(answers(), before);
}

TEST(Dropout, DropsItsShareOfEntriesAndKeepsTheMean) {
  using Map = FeatureMap<2, 5, 40, 50>;
  auto const x = std::make_unique<Map>();
  auto const y = std::make_unique<Map>();
  x->values.fill(3.0F);
  DropoutMap<bits_of(0.25F), Map>::forward({.key = 7, .is_training = true}, 0, *x, *y);
  auto const dropped = std::count(y->values.begin(), y->values.end(), 0.0F);
  EXPECT_NEAR(static_cast<double>(dropped) / Map::size, 0.25, 0.015); // 3 deviations
  EXPECT_EQ(std::count(y->values.begin(), y->values.end(), 4.0F) + dropped, Map::size);
}

} // namespace
} // namespace equivarify::runtime
