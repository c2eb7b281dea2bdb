#include "equivarify/runtime/conv/depthwise_conv.hpp"
#include "equivarify/runtime/conv/direct_conv.hpp"
#include "equivarify/runtime/conv/transposed_conv.hpp"
#include "equivarify/runtime/conv/winograd_conv.hpp"
#include "equivarify/runtime/group/fourier.hpp"

#include <gtest/gtest.h>

#include <cstddef>

#include "runtime/conv_bench.hpp"

namespace equivarify::runtime::testing {
namespace {

constexpr ConvSizes same_3x3{.channels = 5,
                             .filters = 6,
                             .rows = 9,
                             .columns = 10,
                             .padding_top = 1,
                             .padding_left = 1,
                             .padding_bottom = 1,
                             .padding_right = 1};
constexpr ConvSizes valid_3x3{.channels = 3, .filters = 17, .rows = 8, .columns = 8};
constexpr ConvSizes wide{.channels = 16,
                         .filters = 24,
                         .rows = 8,
                         .columns = 9,
                         .padding_top = 1,
                         .padding_left = 1,
                         .padding_bottom = 1,
                         .padding_right = 1};
constexpr ConvSizes strided{.channels = 2,
                            .filters = 5,
                            .rows = 11,
                            .columns = 9,
                            .kernel_rows = 2,
                            .kernel_columns = 4,
                            .stride_rows = 3,
                            .stride_columns = 2};

/// Everything at once that a direct convolution has besides.
constexpr ConvSizes spread_on_a_torus{.channels = 6,
                                      .filters = 9,
                                      .rows = 9,
                                      .columns = 7,
                                      .kernel_rows = 3,
                                      .kernel_columns = 2,
                                      .stride_rows = 2,
                                      .padding_top = 3,
                                      .padding_left = 0,
                                      .padding_bottom = 1,
                                      .padding_right = 2,
                                      .dilation_rows = 2,
                                      .dilation_columns = 3,
                                      .circular = true,
                                      .bias = false};
constexpr ConvSizes in_groups{.channels = 6,
                              .filters = 9,
                              .rows = 7,
                              .columns = 6,
                              .padding_top = 2,
                              .padding_left = 0,
                              .padding_bottom = 1,
                              .padding_right = 3,
                              .dilation_columns = 2,
                              .groups = 3};
/// Each channel by itself, with fewer channels than taps in a row.
constexpr ConvSizes depthwise{.channels = 5,
                              .filters = 5,
                              .rows = 6,
                              .columns = 8,
                              .kernel_columns = 5,
                              .stride_columns = 2,
                              .padding_top = 1,
                              .padding_left = 2,
                              .padding_bottom = 1,
                              .padding_right = 2,
                              .groups = 5,
                              .circular = true};
constexpr ConvSizes uneven_3x3{.channels = 3,
                               .filters = 5,
                               .rows = 8,
                               .columns = 9,
                               .padding_top = 2,
                               .padding_left = 0,
                               .padding_bottom = 1,
                               .padding_right = 3,
                               .bias = false};

/// So many tiles that an image is several chunks.
constexpr ConvSizes many_tiles{.channels = 3,
                               .filters = 2,
                               .rows = 22,
                               .columns = 21,
                               .padding_top = 1,
                               .padding_left = 1,
                               .padding_bottom = 1,
                               .padding_right = 1};

/// A volume, uneven in everything.
constexpr ConvSizes volume{.channels = 2,
                           .filters = 3,
                           .rows = 5,
                           .columns = 6,
                           .kernel_rows = 2,
                           .kernel_columns = 3,
                           .stride_columns = 2,
                           .padding_top = 1,
                           .padding_left = 2,
                           .padding_right = 1,
                           .padding_front = 1,
                           .padding_back = 2,
                           .dilation_columns = 2,
                           .axes = 3,
                           .depth = 4,
                           .kernel_depth = 3,
                           .stride_depth = 2};

/// A volume whose sides are joined, with so many channels, as filters, in so many groups.
constexpr ConvSizes joined_volume(std::size_t channels, std::size_t groups) {
  return {.channels = channels,
          .filters = channels,
          .rows = 3,
          .columns = 4,
          .padding_top = 1,
          .padding_left = 1,
          .padding_bottom = 1,
          .padding_right = 1,
          .padding_front = 1,
          .padding_back = 1,
          .groups = groups,
          .circular = true,
          .axes = 3,
          .depth = 3,
          .kernel_depth = 3};
}

/// Each of so many channels by itself.
constexpr ConvSizes each_channel(std::size_t channels) {
  return {.channels = channels,
          .filters = channels,
          .rows = 6,
          .columns = 5,
          .stride_rows = 2,
          .padding_top = 1,
          .padding_left = 1,
          .padding_right = 2,
          .dilation_columns = 2,
          .groups = channels};
}

/// DirectConv with two images a group: its blocks have no tiles.
template <typename Algebra, ConvSizes S, Activation A>
using Direct = DirectConv<Algebra, S, A, 2>;

/// TransposedConv likewise.
template <typename Algebra, ConvSizes S, Activation A>
using Transposed = TransposedConv<Algebra, S, A, 2>;

/// DepthwiseConv, which knows no algebra but copy by copy.
template <typename Algebra, ConvSizes S, Activation A>
using Depthwise = DepthwiseConv<Algebra::copies, S, A>;

/// WinogradConv whose blocks do not divide the tiles.
template <typename Algebra, ConvSizes S, Activation A>
using Winograd = WinogradConv<Algebra, S, A, 5>;

template <template <typename, ConvSizes, Activation, std::size_t...> typename Conv,
          typename Algebra,
          typename Table,
          ConvSizes S,
          Activation A>
using Case = ConvCase<Conv, Algebra, Table, true, S, A>;

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
    Case<Direct, CopyByCopy<3>, CyclicTable<3>, spread_on_a_torus, R::none>,
    Case<Direct, FourierC4, CyclicTable<4>, spread_on_a_torus, R::relu>,
    Case<Direct, CopyByCopy<3>, CyclicTable<3>, in_groups, R::relu>,
    Case<Direct, CopyByCopy<2>, CyclicTable<2>, depthwise, R::none>,
    Case<Direct, CopyByCopy<2>, CyclicTable<2>, volume, R::none>,
    Case<Direct, CopyByCopy<2>, CyclicTable<2>, joined_volume(4, 2), R::relu>,
    Case<Depthwise, CopyByCopy<2>, CyclicTable<2>, each_channel(12), R::relu>,
    Case<Depthwise, CopyByCopy<2>, CyclicTable<2>, each_channel(3), R::none>,
    Case<Depthwise, CopyByCopy<2>, CyclicTable<2>, joined_volume(10, 10), R::none>,
    Case<Transposed, CopyByCopy<4>, CyclicTable<4>, strided, R::relu>,
    Case<Transposed, CopyByCopy<3>, CyclicTable<3>, uneven_3x3, R::none>,
    Case<Winograd, FourierC4, CyclicTable<4>, uneven_3x3, R::relu>,
    Case<Winograd, CopyByCopy<4>, CyclicTable<4>, valid_3x3, R::relu>,
    Case<Winograd, Regular<CyclicTable<3>>, CyclicTable<3>, same_3x3, R::relu>,
    Case<Winograd, Regular<DihedralTable<3>>, DihedralTable<3>, valid_3x3, R::none>,
    Case<Winograd, FourierC2, CyclicTable<2>, same_3x3, R::relu>,
    Case<Winograd, FourierC4, CyclicTable<4>, wide, R::relu>,
    Case<Winograd, FourierC4, CyclicTable<4>, valid_3x3, R::none>,
    Case<Winograd, FourierC4, CyclicTable<4>, many_tiles, R::relu>,
    Case<Winograd, FourierD4, DihedralTable<4>, same_3x3, R::relu>>;
TYPED_TEST_SUITE(ConvKernel, Cases);

TYPED_TEST(ConvKernel, ForwardAndBackwardAreTheDefinition) {
  for (std::size_t const images : {std::size_t{1}, std::size_t{3}}) {
    Deviation const deviation = conv_deviation<TypeParam>({.images = images, .threads = 2});
    EXPECT_LT(deviation.largest, 2e-5) << deviation.where;
  }
}

TYPED_TEST(ConvKernel, ShiftedInputGivesShiftedOutputToTheLastBit) {
  for (std::size_t g = 0; g < TypeParam::copies; ++g) {
    EXPECT_TRUE(conv_commutes_with_shift<TypeParam>(g, {.threads = 1})) << "element " << g;
  }
}

TYPED_TEST(ConvKernel, NeitherThreadsNorWantedGradientsChangeABit) {
  EXPECT_TRUE(conv_keeps_every_bit<TypeParam>({.images = 3, .threads = 3}));
}

template <ConvSizes S>
void expect_bits_of_direct_one() {
  ConvBench<Depthwise<CopyByCopy<2>, S, R::none>> bench(KernelInputs{});
  ConvBench<Direct<CopyByCopy<2>, S, R::none>> expected(KernelInputs{});
  bench.forward();
  expected.forward();
  EXPECT_EQ(bench.values[0]->output.values, expected.values[0]->output.values);
}

TEST(DepthwiseConvolutions, HaveTheBitsOfDirectOnes) {
  expect_bits_of_direct_one<each_channel(12)>();
  expect_bits_of_direct_one<each_channel(3)>();
  expect_bits_of_direct_one<joined_volume(10, 10)>();
}

TEST(GroupAlgebras, NeedAsManyMultiplicationsAsTheTheorySays) {
  EXPECT_EQ(multiplications<FourierC2>(), 2U);
  EXPECT_EQ(multiplications<FourierC4>(), 6U);
  EXPECT_EQ(multiplications<FourierD4>(), 12U);
  EXPECT_EQ(multiplications<Regular<DihedralTable<4>>>(), 64U);
}

} // namespace
} // namespace equivarify::runtime::testing
