#include "equivarify/runtime/kernels/direct_conv.hpp"
#include "equivarify/runtime/kernels/fourier.hpp"
#include "equivarify/runtime/kernels/winograd_conv.hpp"

#include <gtest/gtest.h>

#include <array>
#include <cstdint>
#include <cstring>
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

template <typename C>
class ConvKernel : public ::testing::Test {
protected:
  using TestedLayer = typename C::Layer;

  ConvKernel() {
    Random random{7};
    fill_randomly(weights_->kernel, random, 0.3);
    fill_randomly(weights_->bias, random);
    fill_randomly(input_->values, random);
    fill_randomly(output_gradient_->values, random);
    TestedLayer::prepare(*weights_, prepared_, pool_);
    TestedLayer::prepare_backward(prepared_, pool_);
  }

  ThreadPool pool_{2};
  std::unique_ptr<typename TestedLayer::Weights> weights_ =
      std::make_unique<typename TestedLayer::Weights>();
  std::unique_ptr<typename TestedLayer::Input> input_ =
      std::make_unique<typename TestedLayer::Input>();
  std::unique_ptr<typename TestedLayer::Output> output_ =
      std::make_unique<typename TestedLayer::Output>();
  std::unique_ptr<typename TestedLayer::Output> output_gradient_ =
      std::make_unique<typename TestedLayer::Output>();
  typename TestedLayer::Prepared prepared_;
  typename TestedLayer::Scratch scratch_;
};

using R = Activation;
using Cases = ::testing::Types<
    Case<DirectConv, CopyByCopy<4>, CyclicTable<4>, same_3x3, R::relu>,
    Case<DirectConv, Regular<CyclicTable<3>>, CyclicTable<3>, strided, R::none>,
    Case<DirectConv, Regular<DihedralTable<3>>, DihedralTable<3>, same_3x3, R::relu>,
    Case<DirectConv, FourierC2, CyclicTable<2>, strided, R::relu>,
    Case<DirectConv, FourierC4, CyclicTable<4>, strided, R::relu>,
    Case<DirectConv, FourierD4, DihedralTable<4>, valid_3x3, R::none>,
    Case<WinogradConv, CopyByCopy<4>, CyclicTable<4>, valid_3x3, R::relu>,
    Case<WinogradConv, Regular<CyclicTable<3>>, CyclicTable<3>, same_3x3, R::relu>,
    Case<WinogradConv, Regular<DihedralTable<3>>, DihedralTable<3>, valid_3x3, R::none>,
    Case<WinogradConv, FourierC2, CyclicTable<2>, same_3x3, R::relu>,
    Case<WinogradConv, FourierC4, CyclicTable<4>, wide, R::relu>,
    Case<WinogradConv, FourierC4, CyclicTable<4>, valid_3x3, R::none>,
    Case<WinogradConv, FourierD4, DihedralTable<4>, same_3x3, R::relu>>;
TYPED_TEST_SUITE(ConvKernel, Cases);

TYPED_TEST(ConvKernel, ForwardAndBackwardAreTheDefinition) {
  using Layer = typename TypeParam::Layer;
  constexpr double tolerance = 2e-5;
  constexpr std::size_t copies = Layer::Input::copies;
  constexpr std::size_t weight_copies =
      Layer::Weights::kernel_size /
      (TypeParam::sizes.kernel_rows * TypeParam::sizes.kernel_columns * TypeParam::sizes.channels *
       TypeParam::sizes.filters);
  Layer::forward(this->prepared_, *this->input_, *this->output_, this->scratch_);
  auto input_gradient = std::make_unique<typename Layer::Input>();
  SliceGradient sum = Layer::make_gradient();
  Layer::backward(this->prepared_,
                  *this->input_,
                  *this->output_,
                  *this->output_gradient_,
                  input_gradient.get(),
                  sum,
                  this->scratch_);
  auto gradient = std::make_unique<typename Layer::Weights>();
  std::array<SliceGradient*, 1> const sums{&sum};
  Layer::collect(sums, 1.0F, *gradient, this->pool_);

  ReferenceConv<Layer, TypeParam::sizes, copies, weight_copies> const expected(
      *this->weights_, *this->input_, *this->output_gradient_, TypeParam::relu, TypeParam::source);
  EXPECT_LT(relative_difference(this->output_->values, expected.output), tolerance);
  EXPECT_LT(relative_difference(input_gradient->values, expected.input_gradient), tolerance);
  EXPECT_LT(relative_difference(gradient->kernel, expected.kernel_gradient), tolerance);
  EXPECT_LT(relative_difference(gradient->bias, expected.bias_gradient), tolerance);
}

TYPED_TEST(ConvKernel, ShiftedInputGivesShiftedOutputToTheLastBit) {
  using Layer = typename TypeParam::Layer;
  constexpr std::size_t copies = Layer::Input::copies;
  Layer::forward(this->prepared_, *this->input_, *this->output_, this->scratch_);
  auto shifted = std::make_unique<typename Layer::Input>();
  auto result = std::make_unique<typename Layer::Output>();
  for (std::size_t g = 0; g < copies; ++g) {
    auto const shift = [&](auto const& from, auto& to) {
      using Map = std::remove_cvref_t<decltype(to)>;
      for (std::size_t i = 0; i < Map::size; ++i) {
        std::size_t const h = i / Map::channels % copies;
        to.values[i] =
            from.values[i + TypeParam::shifted(g, h) * Map::channels - h * Map::channels];
      }
    };
    shift(*this->input_, *shifted);
    Layer::forward(this->prepared_, *shifted, *result, this->scratch_);
    auto expected = std::make_unique<typename Layer::Output>();
    shift(*this->output_, *expected);
    EXPECT_EQ(std::memcmp(result->values.data(), expected->values.data(), sizeof result->values), 0)
        << "element " << g;
  }
}

TEST(ConvKernels, LeavingOutTheInputGradientChangesNoSum) {
  using Layer = WinogradConv<FourierC4, same_3x3, Activation::relu>;
  ThreadPool pool{1};
  Random random{3};
  auto weights = std::make_unique<Layer::Weights>();
  fill_randomly(weights->kernel, random);
  weights->bias.fill(0.0F);
  auto input = std::make_unique<Layer::Input>();
  auto input_gradient = std::make_unique<Layer::Input>();
  auto output = std::make_unique<Layer::Output>();
  fill_randomly(input->values, random);
  Layer::Prepared prepared;
  Layer::Scratch scratch;
  Layer::prepare(*weights, prepared, pool);
  Layer::prepare_backward(prepared, pool);
  Layer::forward(prepared, *input, *output, scratch);
  SliceGradient with = Layer::make_gradient();
  SliceGradient without = Layer::make_gradient();
  Layer::backward(prepared, *input, *output, *output, input_gradient.get(), with, scratch);
  Layer::backward(prepared, *input, *output, *output, nullptr, without, scratch);
  EXPECT_EQ(with.panels, without.panels);
  EXPECT_EQ(with.bias, without.bias);
}

TEST(GroupAlgebras, NeedAsManyMultiplicationsAsTheTheorySays) {
  EXPECT_EQ(multiplications<FourierC2>(), 2U);
  EXPECT_EQ(multiplications<FourierC4>(), 6U);
  EXPECT_EQ(multiplications<FourierD4>(), 12U);
  EXPECT_EQ(multiplications<Regular<DihedralTable<4>>>(), 64U);
}

} // namespace
} // namespace equivarify::runtime::testing
