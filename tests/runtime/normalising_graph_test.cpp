#include "equivarify/runtime/norm/normalised.hpp"

#include <gtest/gtest.h>

#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <stdexcept>
#include <string_view>
#include <vector>

#include "runtime/normalising_network.hpp"

namespace equivarify::runtime {
namespace {

using namespace normalising;

TEST(NormalisingGraph, HasTheDerivativeOfItsLossAsGradient) {
  testing::expect_derivative<Normalising, Engine>(*Normalising::initialize(1));
}

TEST(NormalisingGraph, HasTheSameGradientForAnyNumberOfThreads) {
  testing::expect_threads_to_agree<Normalising, Engine>(*Normalising::initialize(1));
}

TEST(NormalisingGraph, SeesTheSameStatisticsInTurnedImagesToTheLastBit) {
  LabelledImages const batch = testing::random_images<Normalising>(5);
  LabelledImages turned = batch;
  for (std::size_t i = 0; i < turned.images.size(); ++i) {
    std::size_t const image = i / Normalising::input_size;
    std::size_t const first = image * Normalising::input_size;
    turned.images[i] = batch.images[first + Turns::input_permutations[image % 4][i - first]];
  }
  testing::expect_same<Normalising>(*observed(batch, 1), *observed(turned, 2));
}

TEST(NormalisingGraph, StartsWithMeanZeroAndVarianceOneAndMovesThem) {
  auto const first = Normalising::initialize(1);
  auto const moved = observed(testing::random_images<Normalising>(5), 1);
  auto const before = Normalising::parameters(*first);
  auto const after = Normalising::parameters(*moved);
  for (std::size_t p = 0; p < before.size(); ++p) {
    bool const is_same = std::ranges::equal(before[p].values, after[p].values);
    EXPECT_EQ(is_same, before[p].is_trained) << before[p].name;
    for (float const value : before[p].values) {
      if (!before[p].is_trained) {
        EXPECT_EQ(value, before[p].name.ends_with("variance") ? 1.0F : 0.0F) << before[p].name;
      }
    }
  }
}

std::vector<float> answers(Engine& engine, LabelledImages const& batch) {
  std::vector<float> logits(batch.labels.size() * Normalising::output_size);
  engine.forward(batch.images, logits);
  return logits;
}

TEST(NormalisingGraph, EvaluatesByItsRunningStatisticsAlsoAfterATrainingStep) {
  LabelledImages const batch = testing::random_images<Normalising>(5);
  ThreadPool pool{2};
  Engine engine{pool};
  auto const weights = observed(batch, 2);
  engine.load(*weights);
  std::vector<float> const before = answers(engine, batch);
  auto const gradient = std::make_unique<Weights>();
  engine.gradient(batch.images, batch.labels, *gradient);
  EXPECT_EQ(answers(engine, batch), before);
  // One image alone is evaluated as among others.
  LabelledImages const alone{{batch.images.begin(), batch.images.begin() + Normalising::input_size},
                             {0}};
  std::vector<float> const first(before.begin(), before.begin() + Normalising::output_size);
  EXPECT_EQ(answers(engine, alone), first);
}

TEST(NormalisingGraph, RefusesABatchThatDoesNotFitItsMemory) {
  ThreadPool pool{1};
  Engine engine{pool};
  LabelledImages const batch = testing::random_images<Normalising>(most_images + 1);
  auto const gradient = std::make_unique<Weights>();
  EXPECT_THROW(engine.gradient(batch.images, batch.labels, *gradient), std::invalid_argument);
}

struct RunningNorm1 : RunningNorm<3, standard> {
  static constexpr std::string_view name = "norm1";
};

struct RunningNorm3 : RunningNorm<6, standard> {
  static constexpr std::string_view name = "norm3";
};

struct FoldedConv1 : Normalised<DirectConv<Copies, sizes(1, 3), linear>, RunningNorm1> {
  static constexpr std::string_view name = "conv1";
};

struct HiddenFeatures : Flatten<FoldedConv1::Output> {};

struct FoldedHidden
    : Normalised<Dense<Group,
                       DenseSizes{.channels = 3, .rows = side, .columns = side, .units = 6},
                       linear,
                       most_images>,
                 RunningNorm3> {
  static constexpr std::string_view name = "hidden";
};

struct ShortHidden : Dense<Group,
                           DenseSizes{.channels = 3, .rows = side, .columns = side, .units = 6},
                           linear,
                           most_images> {
  static constexpr std::string_view name = "hidden";
};

struct ShortFeatures : Flatten<Norm1::Output> {};

using Folded = Graph<Step<Lift>,
                     Step<FoldedConv1, Lift>,
                     Step<HiddenFeatures, FoldedConv1>,
                     Step<FoldedHidden, HiddenFeatures>>;
using Unfolded = Graph<Step<Lift>,
                       Step<Conv1, Lift>,
                       Step<Norm1, Conv1>,
                       Step<ShortFeatures, Norm1>,
                       Step<ShortHidden, ShortFeatures>,
                       Step<Norm3, ShortHidden>>;

template <typename Network>
std::vector<float> answers_of(std::vector<float> const& images) {
  auto weights = std::make_unique<typename Network::Weights>();
  Random random{5};
  for (ParameterView const& parameter : Network::parameters(*weights)) {
    for (float& value : parameter.values) {
      value = static_cast<float>(random.uniform(0.1, 0.9)); // variances are positive
    }
  }
  ThreadPool pool{1};
  InferenceEngine<Network, most_images> engine{pool};
  engine.load(*weights);
  std::vector<float> logits(images.size() / Network::input_size * Network::output_size);
  engine.forward(images, logits);
  return logits;
}

TEST(NormalisedLayers, HaveTheTensorsAndTheAnswersOfBothLayers) {
  Folded::Weights folded{};
  Unfolded::Weights unfolded{};
  auto const views = Folded::parameters(folded);
  auto const expected_views = Unfolded::parameters(unfolded);
  ASSERT_EQ(views.size(), expected_views.size());
  for (std::size_t p = 0; p < views.size(); ++p) {
    EXPECT_EQ(views[p].name, expected_views[p].name);
  }
  auto const images = testing::random_images<Folded>(3).images;
  std::vector<float> const expected = answers_of<Unfolded>(images);
  std::vector<double> const numbers(expected.begin(), expected.end());
  EXPECT_LT(testing::relative_difference(answers_of<Folded>(images), numbers), 1e-6);
}

} // namespace
} // namespace equivarify::runtime
