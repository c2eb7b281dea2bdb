#include "equivarify/runtime/conv/direct_conv.hpp"
#include "equivarify/runtime/dense/dense.hpp"
#include "equivarify/runtime/graph/rounded.hpp"
#include "equivarify/runtime/graph/steps.hpp"
#include "equivarify/runtime/graph/training_engine.hpp"
#include "equivarify/runtime/layers/merging.hpp"
#include "equivarify/runtime/layers/pointwise.hpp"
#include "equivarify/runtime/layers/rearrange.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "runtime/graph_bench.hpp"

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

using Algebra = CopyByCopy<1>;

struct Lift : LiftImage<Trivial, Identity, FeatureMap<1, 1, 4, 4>> {};

struct Conv1 : DirectConv<Algebra,
                          ConvSizes{.filters = 2,
                                    .rows = 4,
                                    .columns = 4,
                                    .padding_top = 1,
                                    .padding_left = 1,
                                    .padding_bottom = 1,
                                    .padding_right = 1},
                          Activation::none,
                          2> {
  static constexpr std::string_view name = "conv1";
};

struct Conv2 : DirectConv<Algebra,
                          ConvSizes{.channels = 2,
                                    .filters = 2,
                                    .rows = 4,
                                    .columns = 4,
                                    .padding_top = 1,
                                    .padding_left = 1,
                                    .padding_bottom = 1,
                                    .padding_right = 1},
                          Activation::relu,
                          2> {
  static constexpr std::string_view name = "conv2";
};

struct Rectified : PointwiseMap<Relu, Conv1::Output> {};

struct Sum : AddMaps<Conv2::Output, Conv1::Output> {};

struct SumOfSums : AddMaps<Rectified::Output, Sum::Output> {};

struct Features : Flatten<Conv1::Output> {};

struct Hidden : Dense<Algebra,
                      DenseSizes{.channels = 2, .rows = 4, .columns = 4, .units = 5},
                      Activation::none,
                      micro_batch> {
  static constexpr std::string_view name = "hidden";
};

struct Softmax : SoftmaxVector<1, 5> {};

struct Skip : AddVectors<1, 5, 5> {};

struct Logits
    : Dense<Algebra, DenseSizes{.channels = 5, .units = classes}, Activation::none, micro_batch> {
  static constexpr std::string_view name = "logits";
};

/// The value of conv1 is read three times, that of hidden twice.
template <typename Last>
using BranchingTo = TrainableGraph<Step<Lift>,
                                   Step<Conv1, Lift>,
                                   Step<Conv2, Conv1>,
                                   Step<Rectified, Conv1>,
                                   Step<Sum, Conv2, Conv1>,
                                   Step<SumOfSums, Rectified, Sum>,
                                   Step<Features, SumOfSums>,
                                   Step<Hidden, Features>,
                                   Step<Softmax, Hidden>,
                                   Step<Skip, Hidden, Softmax>,
                                   Step<Last, Skip>>;

using Branching = BranchingTo<Logits>;

using Engine = TrainingEngine<Branching, classes, micro_batch, 2>;
using Weights = Branching::Weights;

TEST(BranchingGraph, HasTheDerivativeOfItsLossAsGradient) {
  testing::expect_derivative<Branching, Engine>(*Branching::initialize(1));
}

TEST(BranchingGraph, HasTheSameGradientForAnyNumberOfThreads) {
  testing::expect_threads_to_agree<Branching, Engine>(*Branching::initialize(1));
}

/// The last layer rounds its weights itself, the graph those of the others.
struct RoundedLogits : Dense<Algebra,
                             DenseSizes{.channels = 5, .units = classes, .bf16 = true},
                             Activation::none,
                             micro_batch> {
  static constexpr std::string_view name = "logits";
};

using RoundedGraph = Rounded<BranchingTo<RoundedLogits>>;

/// The loss with \p weights, and all numbers of its gradient.
template <typename Network>
std::vector<float> loss_and_gradient(typename Network::Weights const& weights) {
  using Trained = TrainingEngine<Network, classes, micro_batch, 2>;
  auto const gradient = std::make_unique<typename Network::Weights>();
  double const loss = testing::find_gradient<Network, Trained>(weights, 2, *gradient);
  std::vector<float> numbers{static_cast<float>(loss)};
  for (ParameterView const& parameter : Network::parameters(*gradient)) {
    numbers.insert(numbers.end(), parameter.values.begin(), parameter.values.end());
  }
  return numbers;
}

TEST(RoundedGraph, IsTheGraphWithTheRoundedWeightsOfLinearLayers) {
  auto const weights = RoundedGraph::initialize(1);
  auto const rounded = Branching::initialize(1);
  auto const own = RoundedGraph::parameters(*weights);
  auto const other = Branching::parameters(*rounded);
  for (std::size_t p = 0; p < own.size(); ++p) {
    if (own[p].name.ends_with(".bias")) {
      std::fill(own[p].values.begin(), own[p].values.end(), 0.1F); // no bf16 number
      std::fill(other[p].values.begin(), other[p].values.end(), 0.1F);
    }
  }
  std::vector<float> const found = loss_and_gradient<RoundedGraph>(*weights);
  EXPECT_NE(found, loss_and_gradient<Branching>(*rounded));
  for (ParameterView const& parameter : other) {
    for (float& value : parameter.values) {
      value = parameter.shape.size() > 1 ? from_bf16(to_bf16(value)) : value;
    }
  }
  EXPECT_EQ(found, loss_and_gradient<Branching>(*rounded));
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

template <std::size_t I>
struct Link {};

/// A chain of layers, the first of which reads nothing.
template <std::size_t... I>
Steps<Step<Link<0>>, Step<Link<I + 1>, Link<I>>...> chain(std::index_sequence<I...> /*numbers*/);

/// Compilers bound how much they compute, how deep they nest and how long a fold is.
TEST(Steps, MayBeMany) {
  using Many = decltype(chain(std::make_index_sequence<600>{}));
  static_assert(are_in_order<Many>() && is_last_reader<Many>(7, 6) && !is_last_reader<Many>(6, 6));
  std::size_t sum = 0;
  Many::for_each([&]<std::size_t I>() { sum += I; });
  EXPECT_EQ(sum, 600U * 601 / 2);
}

} // namespace
} // namespace equivarify::runtime
