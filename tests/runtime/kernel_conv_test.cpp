#include "equivarify/runtime/kernels/crew.hpp"
#include "equivarify/runtime/kernels/direct_conv.hpp"
#include "equivarify/runtime/kernels/fourier.hpp"
#include "equivarify/runtime/kernels/winograd_conv.hpp"

#include <gtest/gtest.h>

#include <array>
#include <cstdint>
#include <memory>
#include <utility>
#include <vector>

#include "runtime/kernel_reference.hpp"

namespace equivarify::runtime::testing {
namespace {

constexpr ConvSizes same_3x3{
    .channels = 5, .filters = 6, .rows = 9, .columns = 10, .padding_rows = 1, .padding_columns = 1};
constexpr ConvSizes valid_3x3{.channels = 3, .filters = 17, .rows = 8, .columns = 8};
constexpr ConvSizes wide{.channels = 16,
                         .filters = 24,
                         .rows = 28,
                         .columns = 28,
                         .padding_rows = 1,
                         .padding_columns = 1};
constexpr ConvSizes strided{.channels = 2,
                            .filters = 5,
                            .rows = 11,
                            .columns = 9,
                            .kernel_rows = 2,
                            .kernel_columns = 4,
                            .stride_rows = 3,
                            .stride_columns = 2,
                            .padding_rows = 0,
                            .padding_columns = 0};

/// DirectConv with two images a group: its blocks have no tiles.
template <typename Algebra, ConvSizes S, Activation A>
using Direct = DirectConv<Algebra, S, A, 2>;

/// WinogradConv whose blocks do not divide the tiles, nor its groups the images.
template <typename Algebra, ConvSizes S, Activation A>
using Winograd = WinogradConv<Algebra, S, A, 5, 2>;

/// A layer together with what it should compute.
template <template <typename, ConvSizes, Activation> typename Conv,
          typename Algebra,
          typename Table,
          ConvSizes S,
          Activation A>
struct Case {
  using Layer = Conv<Algebra, S, A>;
  static constexpr ConvSizes sizes = S;
  static constexpr bool relu = A == Activation::relu;

  static std::size_t source(std::size_t h, std::size_t k) {
    return Algebra::weight_copies == 1 ? h : static_cast<std::size_t>(Table::product[h][k]);
  }

  /// Where copy h of g s is in s: g^-1 h, found as the m with g m = h.
  static std::size_t shifted(std::size_t g, std::size_t h) {
    std::size_t m = 0;
    while (Table::product[g][m] != h) {
      ++m;
    }
    return m;
  }
};

/// The values of one image on its way through one layer.
template <typename Layer>
struct Values {
  typename Layer::Input input;
  typename Layer::Output output;
};

/// A layer with random weights and a few images, run by some threads.
template <typename Layer>
class Bench {
public:
  Bench(std::size_t images, std::size_t threads) : pool_{threads}, rooms_(threads) {
    Random random{7};
    fill_randomly(weights->kernel, random, 0.3);
    fill_randomly(weights->bias, random);
    for (std::size_t n = 0; n < images; ++n) {
      values.push_back(std::make_unique<Values<Layer>>());
      gradients.push_back(std::make_unique<Values<Layer>>());
      fill_randomly(values[n]->input.values, random);
      fill_randomly(gradients[n]->output.values, random);
    }
    Layer::prepare(*weights, prepared_, pool_);
    Layer::prepare_backward(*weights, prepared_, pool_);
  }

  void forward() {
    for (auto const& image : values) {
      Layer::forward(prepared_, image->input, image->output, crew());
    }
  }

  /// The gradient of the weights; `gradients` holds those of the inputs if they are wanted.
  std::unique_ptr<typename Layer::Weights> backward(bool input_gradients = true) {
    GradientSum sum = Layer::make_gradient();
    Images<Values<Layer>> const s{values};
    Images<Values<Layer>> const ds{gradients};
    auto const run = [&](auto const& wanted) {
      Layer::backward(prepared_,
                      s.each(&Values<Layer>::input),
                      s.each(&Values<Layer>::output),
                      ds.each(&Values<Layer>::output),
                      wanted,
                      sum,
                      room_,
                      crew());
    };
    if (input_gradients) {
      run(ds.each(&Values<Layer>::input));
    } else {
      run(nullptr);
    }
    auto gradient = std::make_unique<typename Layer::Weights>();
    Layer::collect(sum, 1.0F, *gradient, pool_);
    return gradient;
  }

  std::unique_ptr<typename Layer::Weights> weights = std::make_unique<typename Layer::Weights>();
  std::vector<std::unique_ptr<Values<Layer>>> values;
  std::vector<std::unique_ptr<Values<Layer>>> gradients;

private:
  struct Rooms {
    typename Layer::Scratch scratch;
  };

  auto crew() { return Crew<Rooms>{pool_, rooms_}.of(&Rooms::scratch); }

  ThreadPool pool_;
  std::vector<Rooms> rooms_;
  typename Layer::Prepared prepared_;
  BackwardRoom room_;
};

template <typename C>
class ConvKernel : public ::testing::Test {};

using R = Activation;
using Cases = ::testing::Types<
    Case<Direct, CopyByCopy<4>, CyclicTable<4>, same_3x3, R::relu>,
    Case<Direct, Regular<CyclicTable<3>>, CyclicTable<3>, strided, R::none>,
    Case<Direct, Regular<DihedralTable<3>>, DihedralTable<3>, same_3x3, R::relu>,
    Case<Direct, FourierC2, CyclicTable<2>, strided, R::relu>,
    Case<Direct, FourierC4, CyclicTable<4>, strided, R::relu>,
    Case<Direct, FourierD4, DihedralTable<4>, valid_3x3, R::none>,
    Case<Winograd, CopyByCopy<4>, CyclicTable<4>, valid_3x3, R::relu>,
    Case<Winograd, Regular<CyclicTable<3>>, CyclicTable<3>, same_3x3, R::relu>,
    Case<Winograd, Regular<DihedralTable<3>>, DihedralTable<3>, valid_3x3, R::none>,
    Case<Winograd, FourierC2, CyclicTable<2>, same_3x3, R::relu>,
    Case<Winograd, FourierC4, CyclicTable<4>, wide, R::relu>,
    Case<Winograd, FourierC4, CyclicTable<4>, valid_3x3, R::none>,
    Case<Winograd, FourierD4, DihedralTable<4>, same_3x3, R::relu>>;
TYPED_TEST_SUITE(ConvKernel, Cases);

TYPED_TEST(ConvKernel, ForwardAndBackwardAreTheDefinition) {
  using Layer = typename TypeParam::Layer;
  constexpr double tolerance = 2e-5;
  constexpr std::size_t copies = Layer::Input::copies;
  constexpr std::size_t weight_copies =
      Layer::Weights::kernel_size /
      (TypeParam::sizes.kernel_rows * TypeParam::sizes.kernel_columns * TypeParam::sizes.channels *
       TypeParam::sizes.filters);
  for (std::size_t const images : {std::size_t{1}, std::size_t{3}}) {
    Bench<Layer> bench(images, 2);
    bench.forward();
    auto const gradient = bench.backward();
    std::vector<double> kernel_gradient(gradient->kernel.size());
    std::vector<double> bias_gradient(gradient->bias.size());
    for (std::size_t n = 0; n < images; ++n) {
      ReferenceConv<Layer, TypeParam::sizes, copies, weight_copies> const expected(
          *bench.weights,
          bench.values[n]->input,
          bench.gradients[n]->output,
          TypeParam::relu,
          TypeParam::source);
      EXPECT_LT(relative_difference(bench.values[n]->output.values, expected.output), tolerance);
      EXPECT_LT(relative_difference(bench.gradients[n]->input.values, expected.input_gradient),
                tolerance);
      add_to(kernel_gradient, expected.kernel_gradient);
      add_to(bias_gradient, expected.bias_gradient);
    }
    EXPECT_LT(relative_difference(gradient->kernel, kernel_gradient), tolerance);
    EXPECT_LT(relative_difference(gradient->bias, bias_gradient), tolerance);
  }
}

TYPED_TEST(ConvKernel, ShiftedInputGivesShiftedOutputToTheLastBit) {
  using Layer = typename TypeParam::Layer;
  constexpr std::size_t copies = Layer::Input::copies;
  Bench<Layer> bench(1 + copies, 1);
  auto const shift = [&](std::size_t g, auto const& from, auto& to) {
    using Map = std::remove_cvref_t<decltype(to)>;
    for (std::size_t i = 0; i < Map::size; ++i) {
      std::size_t const h = i / Map::channels % copies;
      to.values[i] = from.values[i + TypeParam::shifted(g, h) * Map::channels - h * Map::channels];
    }
  };
  for (std::size_t g = 0; g < copies; ++g) {
    shift(g, bench.values[0]->input, bench.values[1 + g]->input);
  }
  bench.forward();
  auto expected = std::make_unique<typename Layer::Output>();
  for (std::size_t g = 0; g < copies; ++g) {
    shift(g, bench.values[0]->output, *expected);
    EXPECT_EQ(bench.values[1 + g]->output.values, expected->values) << "element " << g;
  }
}

TYPED_TEST(ConvKernel, NoNumberOfThreadsChangesABit) {
  using Layer = typename TypeParam::Layer;
  Bench<Layer> alone(3, 1);
  Bench<Layer> together(3, 3);
  alone.forward();
  together.forward();
  auto const expected = alone.backward();
  auto const gradient = together.backward();
  EXPECT_EQ(gradient->kernel, expected->kernel);
  EXPECT_EQ(gradient->bias, expected->bias);
  for (std::size_t n = 0; n < 3; ++n) {
    EXPECT_EQ(together.values[n]->output.values, alone.values[n]->output.values);
    EXPECT_EQ(together.gradients[n]->input.values, alone.gradients[n]->input.values);
  }
}

TYPED_TEST(ConvKernel, LeavingOutTheInputGradientChangesNoSum) {
  using Layer = typename TypeParam::Layer;
  Bench<Layer> bench(2, 1);
  bench.forward();
  auto const with = bench.backward(true);
  auto const without = bench.backward(false);
  EXPECT_EQ(with->kernel, without->kernel);
  EXPECT_EQ(with->bias, without->bias);
}

TEST(GroupAlgebras, NeedAsManyMultiplicationsAsTheTheorySays) {
  EXPECT_EQ(multiplications<FourierC2>(), 2U);
  EXPECT_EQ(multiplications<FourierC4>(), 6U);
  EXPECT_EQ(multiplications<FourierD4>(), 12U);
  EXPECT_EQ(multiplications<Regular<DihedralTable<4>>>(), 64U);
}

} // namespace
} // namespace equivarify::runtime::testing
