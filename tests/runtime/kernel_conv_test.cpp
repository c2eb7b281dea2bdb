#include "equivarify/runtime/kernels/direct_conv.hpp"
#include "equivarify/runtime/kernels/fourier.hpp"
#include "equivarify/runtime/kernels/winograd_conv.hpp"

#include <gtest/gtest.h>

#include <cstddef>

#include "runtime/conv_bench.hpp"

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

/// So many tiles that an image is several chunks.
constexpr ConvSizes many_tiles{.channels = 3,
                               .filters = 2,
                               .rows = 22,
                               .columns = 21,
                               .padding_rows = 1,
                               .padding_columns = 1};

/// DirectConv with two images a group: its blocks have no tiles.
template <typename Algebra, ConvSizes S, Activation A>
using Direct = DirectConv<Algebra, S, A, 2>;

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

TEST(GroupAlgebras, NeedAsManyMultiplicationsAsTheTheorySays) {
  EXPECT_EQ(multiplications<FourierC2>(), 2U);
  EXPECT_EQ(multiplications<FourierC4>(), 6U);
  EXPECT_EQ(multiplications<FourierD4>(), 12U);
  EXPECT_EQ(multiplications<Regular<DihedralTable<4>>>(), 64U);
}

} // namespace
} // namespace equivarify::runtime::testing
