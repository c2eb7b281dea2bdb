/// \file
/// Kernels with one mistake each: the laws of the drawn cases must refute them.
#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cstddef>
#include <functional>
#include <string>
#include <vector>

#include "runtime/drawn/drawn_laws.hpp"

namespace equivarify::runtime::testing {
namespace {

std::string found(auto const& laws) {
  return broken(laws, 5);
}

/// Forgets a sign where products become slots.
struct WrongCombination : FourierC4 {
  template <typename Value>
  static void combine(Value const* m, Value* y) noexcept {
    FourierC4::combine(m, y);
    y[2] = m[2] + m[5];
  }
};

/// The same in the backward pass alone.
struct WrongAdjoint : FourierC4 {
  template <typename Value>
  static void combine_adjoint(Value const* y, Value* m) noexcept {
    FourierC4::combine_adjoint(y, m);
    m[5] = y[2];
  }
};

/// Leaves the factor 1 / |G| out of the gradient of the weights.
struct WrongWeightGradient : FourierC4 {
  template <typename Value>
  static void analyse_weights_adjoint(Value* w) noexcept {
    FourierC4::analyse_weights_adjoint(w);
    for (std::size_t k = 0; k < 4; ++k) {
      w[k] *= 4.0F;
    }
  }
};

/// Adds what the definition adds, but copy h in an order of its own: equal to rounding alone.
struct WrongOrder : Regular<CyclicTable<4>> {
  static constexpr auto groups = [] {
    auto all = Regular<CyclicTable<4>>::groups;
    for (std::size_t h = 0; h < 4; ++h) {
      std::rotate(all[h].terms.begin(), all[h].terms.begin() + h, all[h].terms.end());
    }
    return all;
  }();
};

constexpr ConvSizes sizes{.channels = 3, .filters = 5, .rows = 6, .columns = 7};

template <template <typename, ConvSizes, Activation, std::size_t...> typename Conv,
          typename Algebra>
using Wrong = ConvCase<Conv, Algebra, CyclicTable<4>, true, sizes, Activation::relu, 2>;

/// Leaves out the last entry of the output.
template <typename Algebra, ConvSizes S, Activation A, std::size_t... Blocking>
struct ShortConv : WinogradConv<Algebra, S, A, Blocking...> {
  using Right = WinogradConv<Algebra, S, A, Blocking...>;

  template <typename Crew>
  static void forward(typename Right::Prepared const& prepared,
                      typename Right::Input const& input,
                      typename Right::Output& output,
                      Crew const& crew) {
    Right::forward(prepared, input, output, crew);
    output.values.back() = 0.0F;
  }
};

template <typename Algebra>
std::string found_in_dense() {
  return found(
      laws_of_dense<DenseCase<Algebra, CyclicTable<4>, true, 20, 5, Activation::none, 3>>());
}

TEST(LawsOfKernels, RefuteWrongConvolutions) {
  EXPECT_NE(found(laws_of_conv<Wrong<DirectConv, WrongCombination>>()), "");
  EXPECT_NE(found(laws_of_conv<Wrong<DirectConv, WrongOrder>>()), "");
  EXPECT_NE(found(laws_of_conv<Wrong<WinogradConv, WrongAdjoint>>()), "");
  EXPECT_NE(found(laws_of_conv<Wrong<WinogradConv, WrongWeightGradient>>()), "");
  EXPECT_NE(found(laws_of_conv<Wrong<ShortConv, FourierC4>>()), "");
  EXPECT_EQ(found(laws_of_conv<Wrong<WinogradConv, FourierC4>>()), "");
}

TEST(LawsOfKernels, RefuteWrongDenseLayers) {
  EXPECT_NE(found_in_dense<WrongCombination>(), "");
  EXPECT_NE(found_in_dense<WrongAdjoint>(), "");
  EXPECT_NE(found_in_dense<WrongWeightGradient>(), "");
  EXPECT_NE(found_in_dense<WrongOrder>(), "");
  EXPECT_EQ(found_in_dense<FourierC4>(), "");
}

/// A drawn transform with one mistake.
template <typename Right>
struct WrongGeneral : Right {
  template <typename Value>
  static void combine_adjoint(Value const* y, Value* m) noexcept {
    Right::combine_adjoint(y, m);
    m[0] = -m[0];
  }
};

struct WrongGeneralCase : std::tuple_element_t<0, AlgebraCases> {
  using Algebra = WrongGeneral<std::tuple_element_t<0, AlgebraCases>::Algebra>;
};

TEST(LawsOfKernels, RefuteWrongFourierTransforms) {
  EXPECT_NE(found(laws_of_algebra<WrongGeneralCase>()), "");
}

using Shape = PoolingCase<FeatureMap<2, 3, 6, 5>, PoolSizes{3, 2, 1, 2}>;

/// Gives the gradient to every one of equal largest entries.
struct GenerousMaxPool : Shape::Max {
  static void backward(Input const& input, Output const& output, Output const& dy, Input& dx) {
    dx.values.fill(0.0F);
    for_each_window<Shape, Shape::Max>([&](std::size_t out, auto const& window) {
      for (std::size_t const place : window) {
        dx.values[place] += input.values[place] == output.values[out] ? dy.values[out] : 0.0F;
      }
    });
  }
};

/// Adds instead of taking the mean.
struct SumPool : Shape::Average {
  static void forward(Input const& input, Output& output) {
    Shape::Average::forward(input, output);
    for (float& value : output.values) {
      value *= 6.0F;
    }
  }
};

struct WrongMaxCase : Shape {
  using Max = GenerousMaxPool;
};

struct WrongAverageCase : Shape {
  using Average = SumPool;
};

TEST(LawsOfKernels, RefuteWrongPoolings) {
  EXPECT_NE(found(laws_of_pooling<WrongMaxCase>()), "");
  EXPECT_NE(found(laws_of_pooling<WrongAverageCase>()), "");
  EXPECT_EQ(found(laws_of_pooling<Shape>()), "");
}

using NormMap = FeatureMap<4, 3, 5, 4>;
using Norm = BatchNormMap<NormMap, norm_settings, Activation::none>;

/// Divides by the deviation that is estimated for all numbers, not by that of the batch.
struct UnbiasedNorm : Norm {
  template <typename Inputs, typename Crew>
  static void observe(Prepared& prepared, Inputs const& x, Crew const& crew) {
    Norm::observe(prepared, x, crew);
    auto variance = prepared.variance;
    for (double& value : variance) {
      value *= prepared.count / (prepared.count - 1);
    }
    prepared.map = normalising_map<NormMap::channels, norm_settings>(
        prepared.weights, prepared.mean, variance);
  }
};

/// Adds the copies of an image in their own order: right to rounding, but moved copies give other
/// bits.
struct OrderedNorm : Norm {
  template <typename Inputs, typename Crew>
  static void observe(Prepared& prepared, Inputs const& x, Crew const& crew) {
    Norm::observe(prepared, x, crew);
    for (std::size_t c = 0; c < NormMap::channels; ++c) {
      float sum = 0;
      for (std::size_t i = c; i < x.size() * NormMap::size; i += NormMap::channels) {
        sum += x[i / NormMap::size].values[i % NormMap::size];
      }
      prepared.mean[c] = sum / static_cast<float>(prepared.count);
    }
    prepared.map = normalising_map<NormMap::channels, norm_settings>(
        prepared.weights, prepared.mean, prepared.variance);
  }
};

/// Takes the statistics for constants in the backward pass.
struct ConstantNorm : Norm {
  static void backward(Prepared const& prepared,
                       auto const& x,
                       auto const& y,
                       auto const& dy,
                       auto const& dx,
                       Gradient& sum,
                       BackwardRoom& room,
                       auto const& crew) {
    Norm::backward(prepared, x, y, dy, dx, sum, room, crew);
    for (std::size_t n = 0; n < x.size(); ++n) {
      for (std::size_t i = 0; i < NormMap::size; ++i) {
        dx[n].values[i] = prepared.map.scale[i % NormMap::channels] * dy[n].values[i];
      }
    }
  }
};

/// Keeps the variance of the batch.
struct BiasedStateNorm : Norm {
  static void update_state(Prepared const& prepared, Weights& weights) {
    Prepared biased = prepared;
    for (double& value : biased.variance) {
      value *= (prepared.count - 1) / prepared.count;
    }
    Norm::update_state(biased, weights);
  }
};

template <typename Layer>
std::string found_in_norm() {
  return found(laws_of_norm<NormCase<NormedMaps<Layer>, Activation::none>>());
}

TEST(LawsOfKernels, RefuteWrongBatchNormalisations) {
  EXPECT_NE(found_in_norm<UnbiasedNorm>(), "");
  EXPECT_NE(found_in_norm<OrderedNorm>(), "");
  EXPECT_NE(found_in_norm<ConstantNorm>(), "");
  EXPECT_NE(found_in_norm<BiasedStateNorm>(), "");
  EXPECT_EQ(found_in_norm<Norm>(), "");
}

/// Subtracts the last value instead of adding it.
struct Subtracted : AddedRows<3, 5, 5> {
  static Merged run(std::size_t rows, Arrays const& s, std::vector<float> const& dy) {
    Merged merged = AddedRows<3, 5, 5>::run(rows, s, dy);
    std::transform(s[0].begin(), s[0].end(), s[1].begin(), merged.y.begin(), std::minus<>{});
    return merged;
  }
};

/// Leaves one of three factors out of the gradient of the first.
struct ShortGradient : MultipliedRows<3, 5, 5, 1> {
  static Merged run(std::size_t rows, Arrays const& s, std::vector<float> const& dy) {
    Merged merged = MultipliedRows<3, 5, 5, 1>::run(rows, s, dy);
    merged.ds[0] = MultipliedRows<3, 5, 5>::run(rows, {s[0], s[1]}, dy).ds[0];
    return merged;
  }
};

/// Takes a number for each copy from the first copy.
struct GateOfOneCopy : MultipliedMaps<FeatureMap<2, 3, 2, 2>, FeatureMap<2, 3, 1, 1>> {
  static Merged run(std::size_t rows, Arrays s, std::vector<float> const& dy) {
    std::copy_n(s[1].begin(), 3, s[1].begin() + 3);
    return MultipliedMaps<FeatureMap<2, 3, 2, 2>, FeatureMap<2, 3, 1, 1>>::run(rows, s, dy);
  }
};

/// Puts the second value first.
struct Swapped : ConcatenatedRows<3, 5, 5> {
  static Merged run(std::size_t rows, Arrays const& s, std::vector<float> const& dy) {
    return ConcatenatedRows<3, 5, 5>::run(rows, {s[1], s[0]}, dy);
  }
};

TEST(LawsOfKernels, RefuteWrongMergingLayers) {
  EXPECT_NE(found(laws_of_merging<Subtracted>()), "");
  EXPECT_NE(found(laws_of_merging<Swapped>()), "");
  EXPECT_NE(found(laws_of_merging<ShortGradient>()), "");
  EXPECT_NE(found(laws_of_merging<GateOfOneCopy>()), "");
  EXPECT_EQ(found(laws_of_merging<MultipliedRows<3, 5, 5, 1>>()), "");
  EXPECT_EQ(found(laws_of_merging<AddedRows<3, 5, 5>>()), "");
}

} // namespace
} // namespace equivarify::runtime::testing
