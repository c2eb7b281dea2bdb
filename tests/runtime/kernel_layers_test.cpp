#include "equivarify/runtime/answers/cross_entropy.hpp"
#include "equivarify/runtime/group/fourier.hpp"
#include "equivarify/runtime/layers/pointwise.hpp"
#include "equivarify/runtime/layers/pooling.hpp"
#include "equivarify/runtime/layers/upsampling.hpp"

#include <gtest/gtest.h>

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <numeric>
#include <vector>

#include "runtime/dense_bench.hpp"
#include "runtime/drawn/pooling_bench.hpp"

namespace equivarify::runtime::testing {
namespace {

using Vectors = std::vector<float>;

Vectors random_vector(std::size_t size, std::uint64_t seed) {
  Vectors values(size);
  Random random{seed};
  fill_randomly(values, random);
  return values;
}

double dot(auto const& a, auto const& b) {
  return std::inner_product(
      a.begin(), a.end(), b.begin(), 0.0, std::plus<>{}, [](float x, float y) {
        return static_cast<double>(x) * static_cast<double>(y);
      });
}

template <typename C>
class DenseKernel : public ::testing::Test {};

template <typename Algebra, typename Table>
using Case = DenseCase<Algebra, Table, true, 70, 67, Activation::relu, 5>;

using DenseCases = ::testing::Types<Case<CopyByCopy<4>, CyclicTable<4>>,
                                    Case<Regular<DihedralTable<3>>, DihedralTable<3>>,
                                    Case<FourierC2, CyclicTable<2>>,
                                    Case<FourierC4, CyclicTable<4>>,
                                    Case<FourierD4, DihedralTable<4>>>;
TYPED_TEST_SUITE(DenseKernel, DenseCases);

TYPED_TEST(DenseKernel, ForwardAndBackwardAreTheDefinition) {
  Deviation const deviation = dense_deviation<TypeParam>({.images = 4, .threads = 2});
  EXPECT_LT(deviation.largest, 1e-5) << deviation.where;
}

TYPED_TEST(DenseKernel, NeitherThreadsNorWantedGradientsChangeABit) {
  EXPECT_TRUE(dense_keeps_every_bit<TypeParam>({.images = 3, .threads = 3}));
}

TYPED_TEST(DenseKernel, ShiftedInputGivesShiftedOutputToTheLastBit) {
  EXPECT_TRUE(dense_commutes_with_shift<TypeParam>(1, {.images = 1}));
}

TYPED_TEST(DenseKernel, HasTheBitsOfRoundedWeightsWhereTheseAreStored) {
  EXPECT_TRUE(dense_rounds_its_weights<TypeParam>({.images = 1}));
  EXPECT_TRUE(dense_rounds_its_weights<TypeParam>({.images = 4, .threads = 2}));
}

using Map = FeatureMap<3, 5, 9, 7>;
constexpr PoolSizes overlapping{.rows = 3, .columns = 2, .stride_rows = 2, .stride_columns = 1};

/// The derivative of sum(dy * y) along a random direction, by the backward pass and by a difference
/// of forward passes.
template <typename Layer>
void expect_adjoint() {
  using Input = typename Layer::Input;
  using Output = typename Layer::Output;
  Random random{5};
  auto input = std::make_unique<Input>();
  auto direction = std::make_unique<Input>();
  auto moved = std::make_unique<Input>();
  auto gradient = std::make_unique<Input>();
  auto output = std::make_unique<Output>();
  auto output_gradient = std::make_unique<Output>();
  auto moved_output = std::make_unique<Output>();
  fill_randomly(input->values, random);
  fill_randomly(direction->values, random);
  fill_randomly(output_gradient->values, random);
  constexpr float step = 1.0F / 65536.0F;
  for (std::size_t i = 0; i < Input::size; ++i) {
    moved->values[i] = input->values[i] + step * direction->values[i];
  }
  Layer::forward(*input, *output);
  Layer::forward(*moved, *moved_output);
  Layer::backward(*input, *output, *output_gradient, *gradient);
  double const slope = (dot(moved_output->values, output_gradient->values) -
                        dot(output->values, output_gradient->values)) /
                       static_cast<double>(step);
  EXPECT_NEAR(dot(gradient->values, direction->values), slope, 0.2);
}

TEST(PoolingKernels, BackwardIsTheAdjointOfForward) {
  expect_adjoint<MaxPool<Map, overlapping>>();
  expect_adjoint<AveragePool<Map, overlapping>>();
}

TEST(UpsamplingKernel, BackwardIsTheAdjointOfForward) {
  expect_adjoint<Upsample<Map, 2, 3>>();
}

TEST(PoolingKernels, TakeTheLargestAndTheMeanOfEachWindow) {
  auto input = std::make_unique<FeatureMap<1, 1, 2, 4>>();
  input->values = {1, 5, -2, -3, 2, 4, -1, -6};
  MaxPool<FeatureMap<1, 1, 2, 4>, PoolSizes{}>::Output largest;
  AveragePool<FeatureMap<1, 1, 2, 4>, PoolSizes{}>::Output mean;
  MaxPool<FeatureMap<1, 1, 2, 4>, PoolSizes{}>::forward(*input, largest);
  AveragePool<FeatureMap<1, 1, 2, 4>, PoolSizes{}>::forward(*input, mean);
  EXPECT_EQ(largest.values, (std::array<float, 2>{5, -1}));
  EXPECT_EQ(mean.values, (std::array<float, 2>{3, -3}));
}

/// A volume of 4 slices with 5 rows each.
using PooledVolume = PoolingCase<FeatureMap<2, 3, 4 * 5, 6>,
                                 PoolSizes{.rows = 3,
                                           .columns = 2,
                                           .stride_rows = 2,
                                           .stride_columns = 2,
                                           .padding_top = 1,
                                           .padding_bottom = 1,
                                           .padding_front = 1,
                                           .depth = 4,
                                           .slices = 2,
                                           .stride_slices = 2}>;

TEST(PoolingKernels, OfVolumesAreTheDefinition) {
  for (std::uint32_t const values : {4U, 1U << 20U}) { // many ties, and hardly any
    Deviation const max = max_pool_deviation<PooledVolume>(1, values);
    Deviation const average = average_pool_deviation<PooledVolume>(1, values);
    EXPECT_LT(max.largest, 1e-6) << max.where;
    EXPECT_LT(average.largest, 1e-6) << average.where;
  }
}

TEST(MaxPoolKernel, GivesTheGradientToTheFirstOfEqualEntries) {
  FeatureMap<1, 1, 2, 2> input{.values = {7, 7, 7, 7}};
  FeatureMap<1, 1, 1, 1> output{};
  FeatureMap<1, 1, 2, 2> gradient{};
  using Pool = MaxPool<FeatureMap<1, 1, 2, 2>, PoolSizes{}>;
  Pool::forward(input, output);
  Pool::backward(input, output, {.values = {3}}, gradient);
  EXPECT_EQ(gradient.values, (std::array<float, 4>{3, 0, 0, 0}));
}

TEST(PointwiseKernels, BackwardIsTheAdjointOfForward) {
  expect_adjoint<PointwiseMap<Relu, Map>>();
  expect_adjoint<ConcatenateMap<FeatureMap<3, 2, 4, 5>, CyclicTable<3>>>();
}

TEST(ConcatenateKernels, PutCopyHkBehindTheOtherInOrderOfK) {
  Vectors const s{0, 1, 2};
  Vectors y(9);
  ConcatenateVector<CyclicTable<3>, 1>::forward(1, s.data(), y.data());
  EXPECT_EQ(y, (Vectors{0, 1, 2, 1, 2, 0, 2, 0, 1}));
  Vectors ds(3);
  ConcatenateVector<CyclicTable<3>, 1>::backward(1, s.data(), y.data(), y.data(), ds.data());
  EXPECT_EQ(ds, (Vectors{0, 3, 6}));
}

TEST(SoftmaxKernel, SumsToOneInEachCopyAndHasTheGradientOfItsDefinition) {
  using Softmax = SoftmaxVector<2, 4>;
  Vectors const x = random_vector(8, 3);
  Vectors const dy = random_vector(8, 4);
  Vectors y(8);
  Vectors dx(8);
  Softmax::forward(1, x.data(), y.data());
  EXPECT_NEAR(std::accumulate(y.begin(), y.begin() + 4, 0.0F), 1.0F, 1e-6F);
  EXPECT_NEAR(std::accumulate(y.begin() + 4, y.end(), 0.0F), 1.0F, 1e-6F);
  Softmax::backward(1, x.data(), y.data(), dy.data(), dx.data());
  constexpr float step = 1.0F / 1024.0F;
  for (std::size_t i = 0; i < x.size(); ++i) {
    Vectors moved = x;
    Vectors moved_y(8);
    moved[i] += step;
    Softmax::forward(1, moved.data(), moved_y.data());
    EXPECT_NEAR(static_cast<double>(dx[i]),
                (dot(moved_y, dy) - dot(y, dy)) / static_cast<double>(step),
                1e-3);
  }
}

TEST(CrossEntropy, IsMinusTheLogarithmOfTheProbabilityAndStaysFinite) {
  Vectors const logits{1.0F, 2.0F, 0.0F, -1.0F};
  Vectors gradient(4);
  double const total = std::exp(1.0) + std::exp(2.0) + 1.0 + std::exp(-1.0);
  EXPECT_NEAR(cross_entropy(logits, 2, 3, gradient), std::log(total) + 1.0, 1e-6);
  EXPECT_NEAR(static_cast<double>(gradient[1]), std::exp(2.0) / total, 1e-6);
  EXPECT_NEAR(static_cast<double>(gradient[3]), std::exp(-1.0) / total - 1.0, 1e-6);
  Vectors const far{0.0F, 1000.0F};
  Vectors far_gradient(2);
  EXPECT_NEAR(cross_entropy(far, 1, 0, far_gradient), 1000.0, 1e-3);
}

} // namespace
} // namespace equivarify::runtime::testing
