#include "equivarify/runtime/kernels/dense.hpp"
#include "equivarify/runtime/kernels/direct_conv.hpp"
#include "equivarify/runtime/kernels/pointwise.hpp"
#include "equivarify/runtime/kernels/rearrange.hpp"
#include "equivarify/runtime/kernels/steps.hpp"
#include "equivarify/runtime/kernels/training_engine.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <memory>
#include <string_view>
#include <vector>

namespace equivarify::runtime {
namespace {

constexpr std::size_t classes = 3;
constexpr std::size_t micro_batch = 4;

struct Trivial {
  static constexpr std::array<std::uint32_t, 1> inverse{0};
};

struct Identity {
  static constexpr auto input_permutations = [] {
    std::array<std::array<std::uint32_t, 16>, 1> table{};
    for (std::uint32_t i = 0; i < 16; ++i) {
      table[0][i] = i;
    }
    return table;
  }();
};

/// The sum of two images.
template <typename Map>
struct AddMaps {
  using Output = Map;

  static void forward(Map const& a, Map const& b, Map& y) {
    std::transform(
        a.values.begin(), a.values.end(), b.values.begin(), y.values.begin(), std::plus<>{});
  }

  static void backward(Map const&, Map const&, Map const&, Map const& dy, Map& da, Map& db) {
    da = dy;
    db = dy;
  }
};

/// The sum of two rows.
template <std::size_t Size>
struct AddVectors {
  static constexpr std::size_t output_size = Size;

  static void forward(std::size_t rows, float const* a, float const* b, float* y) {
    std::transform(a, a + rows * Size, b, y, std::plus<>{});
  }

  static void backward(std::size_t rows,
                       float const*,
                       float const*,
                       float const*,
                       float const* dy,
                       float* da,
                       float* db) {
    std::copy_n(dy, rows * Size, da);
    std::copy_n(dy, rows * Size, db);
  }
};

using Algebra = CopyByCopy<1>;

struct Lift : LiftImage<Trivial, Identity, FeatureMap<1, 1, 4, 4>> {};

struct Conv1
    : DirectConv<
          Algebra,
          ConvSizes{.filters = 2, .rows = 4, .columns = 4, .padding_rows = 1, .padding_columns = 1},
          Activation::none,
          2> {
  static constexpr std::string_view name = "conv1";
};

struct Conv2 : DirectConv<Algebra,
                          ConvSizes{.channels = 2,
                                    .filters = 2,
                                    .rows = 4,
                                    .columns = 4,
                                    .padding_rows = 1,
                                    .padding_columns = 1},
                          Activation::relu,
                          2> {
  static constexpr std::string_view name = "conv2";
};

struct Rectified : PointwiseMap<Relu, Conv1::Output> {};

struct Sum : AddMaps<Conv1::Output> {};

struct SumOfSums : AddMaps<Conv1::Output> {};

struct Features : Flatten<Conv1::Output> {};

struct Hidden : Dense<Algebra,
                      DenseSizes{.channels = 2, .rows = 4, .columns = 4, .units = 5},
                      Activation::none,
                      micro_batch> {
  static constexpr std::string_view name = "hidden";
};

struct Softmax : SoftmaxVector<1, 5> {};

struct Skip : AddVectors<5> {};

struct Logits
    : Dense<Algebra, DenseSizes{.channels = 5, .units = classes}, Activation::none, micro_batch> {
  static constexpr std::string_view name = "logits";
};

/// The value of conv1 is read three times, that of hidden twice.
using Branching = TrainableGraph<Step<Lift>,
                                 Step<Conv1, Lift>,
                                 Step<Conv2, Conv1>,
                                 Step<Rectified, Conv1>,
                                 Step<Sum, Conv2, Conv1>,
                                 Step<SumOfSums, Rectified, Sum>,
                                 Step<Features, SumOfSums>,
                                 Step<Hidden, Features>,
                                 Step<Softmax, Hidden>,
                                 Step<Skip, Hidden, Softmax>,
                                 Step<Logits, Skip>>;

using Engine = TrainingEngine<Branching, classes, micro_batch, 2>;
using Weights = Branching::Weights;

struct Batch {
  std::vector<float> images;
  std::vector<std::uint32_t> labels;
};

Batch random_batch() {
  Random random{3};
  Batch batch{std::vector<float>(7 * 16), std::vector<std::uint32_t>(7)};
  for (float& pixel : batch.images) {
    pixel = static_cast<float>(random.uniform());
  }
  for (std::uint32_t& label : batch.labels) {
    label = static_cast<std::uint32_t>(random.below(classes));
  }
  return batch;
}

double find_gradient(Weights const& weights, std::size_t threads, Weights& gradient) {
  ThreadPool pool{threads};
  Engine engine{pool};
  engine.load(weights);
  Batch const batch = random_batch();
  return engine.gradient(batch.images, batch.labels, gradient);
}

TEST(BranchingGraph, HasTheDerivativeOfItsLossAsGradient) {
  auto const weights = Branching::initialize(1);
  auto const gradient = std::make_unique<Weights>();
  find_gradient(*weights, 1, *gradient);
  auto const slopes = Branching::parameters(*gradient);
  auto const unused = std::make_unique<Weights>();
  constexpr float step = 1.0F / 2048.0F;
  for (std::size_t p = 0; p < slopes.size(); ++p) {
    for (std::size_t i = 0; i < slopes[p].values.size(); i += 3) {
      auto const moved = std::make_unique<Weights>(*weights);
      float& value = Branching::parameters(*moved)[p].values[i];
      float const before = value;
      value = before + step;
      double const above = find_gradient(*moved, 1, *unused);
      value = before - step;
      double const below = find_gradient(*moved, 1, *unused);
      double const slope = (above - below) / (2.0 * static_cast<double>(step));
      EXPECT_NEAR(static_cast<double>(slopes[p].values[i]), slope, 2e-3)
          << slopes[p].name << " " << i;
    }
  }
}

TEST(BranchingGraph, HasTheSameGradientForAnyNumberOfThreads) {
  auto const weights = Branching::initialize(1);
  auto const one = std::make_unique<Weights>();
  auto const three = std::make_unique<Weights>();
  EXPECT_EQ(find_gradient(*weights, 1, *one), find_gradient(*weights, 3, *three));
  auto const expected = Branching::parameters(*one);
  auto const found = Branching::parameters(*three);
  for (std::size_t p = 0; p < expected.size(); ++p) {
    EXPECT_TRUE(std::ranges::equal(expected[p].values, found[p].values)) << expected[p].name;
  }
}

TEST(Graph, NamesItsParametersAfterItsLayers) {
  Weights weights{};
  std::vector<std::string> names;
  for (ParameterView const& parameter : Branching::parameters(weights)) {
    names.push_back(parameter.name);
  }
  EXPECT_EQ(names,
            (std::vector<std::string>{"conv1.weight",
                                      "conv1.bias",
                                      "conv2.weight",
                                      "conv2.bias",
                                      "hidden.weight",
                                      "hidden.bias",
                                      "logits.weight",
                                      "logits.bias"}));
}

TEST(Steps, MustReadFormerStepsAndBeReadThemselves) {
  EXPECT_TRUE((are_in_order<Steps<Step<Lift>, Step<Conv1, Lift>, Step<Features, Conv1>>>()));
  EXPECT_FALSE((are_in_order<Steps<Step<Conv1, Lift>, Step<Lift>, Step<Features, Conv1>>>()));
  EXPECT_FALSE((are_in_order<Steps<Step<Lift>, Step<Conv1, Lift>, Step<Features, Lift>>>()));
}

} // namespace
} // namespace equivarify::runtime
