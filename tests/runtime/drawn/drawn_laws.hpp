/// \file
/// What must hold of every drawn case, for random values, numbers of images and threads.
#ifndef EQUIVARIFY_TESTS_RUNTIME_DRAWN_DRAWN_LAWS_HPP
#define EQUIVARIFY_TESTS_RUNTIME_DRAWN_DRAWN_LAWS_HPP

#include <gtest/gtest.h>
#include <rapidcheck.h>

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <tuple>
#include <utility>

#include "drawn_cases.hpp"
#include "support/few_cases.hpp"

namespace equivarify::runtime::testing {

/// Of the largest entry: single precision and Winograd's transforms give up to about 3e-6.
inline constexpr double tolerance = 2e-5;

inline std::uint64_t pick_seed() {
  return *rc::gen::noShrink(rc::gen::arbitrary<std::uint64_t>()).as("seed");
}

/// Up to \p images images and three threads.
inline KernelInputs pick_inputs(std::size_t images) {
  KernelInputs inputs{.seed = pick_seed()};
  inputs.images = *rc::gen::inRange<std::size_t>(1, images + 1).as("images");
  inputs.threads = *rc::gen::inRange<std::size_t>(1, 4).as("threads");
  return inputs;
}

inline void require_small(Deviation const& deviation) {
  RC_LOG() << deviation.where << " differs by " << deviation.largest << " of the largest entry\n";
  RC_ASSERT(deviation.largest < tolerance);
}

/// What a drawn layer is asked.
struct LayerLaws {
  std::size_t images; ///< at most
  std::size_t copies;
  bool exact; ///< shifted inputs give shifted outputs to the last bit
  Deviation (*deviation)(KernelInputs const&);
  bool (*keeps_every_bit)(KernelInputs const&); ///< whatever the number of threads
  bool (*commutes_with_shift)(std::size_t g, KernelInputs const&);
};

/// The laws of a convolution.
template <typename C>
LayerLaws laws_of_conv() {
  return {5,
          C::copies,
          C::exact,
          conv_deviation<C>,
          conv_keeps_every_bit<C>,
          conv_commutes_with_shift<C>};
}

/// The laws of a dense layer.
template <typename C>
LayerLaws laws_of_dense() {
  return {C::batch,
          C::copies,
          C::exact,
          dense_deviation<C>,
          dense_keeps_every_bit<C>,
          dense_commutes_with_shift<C>};
}

/// The laws of a batch normalisation.
template <typename C>
LayerLaws laws_of_norm() {
  return {5,
          C::shape.copies,
          true,
          norm_deviation<C>,
          norm_keeps_every_bit<C>,
          norm_commutes_with_shift<C>};
}

/// The first of \p times random inputs for which the laws do not hold, as RapidCheck tells it.
inline std::string broken(LayerLaws const& laws, int times) {
  return support::counterexample(times, [&] {
    KernelInputs const inputs = pick_inputs(laws.images);
    require_small(laws.deviation(inputs));
    RC_ASSERT(laws.keeps_every_bit(inputs));
    if (laws.exact) {
      std::size_t const g = *rc::gen::inRange<std::size_t>(0, laws.copies).as("g");
      RC_ASSERT(laws.commutes_with_shift(g, inputs));
    }
  });
}

/// The deviations of both poolings.
struct PoolingLaws {
  Deviation (*max)(std::uint64_t seed, std::uint32_t values);
  Deviation (*average)(std::uint64_t seed, std::uint32_t values);
};

template <typename C>
PoolingLaws laws_of_pooling() {
  return {max_pool_deviation<C>, average_pool_deviation<C>};
}

inline std::string broken(PoolingLaws const& laws, int times) {
  return support::counterexample(times, [&] {
    std::uint64_t const seed = pick_seed();
    auto const values = *rc::gen::element<std::uint32_t>(1, 2, 5, 1'000'000).as("values");
    require_small(laws.max(seed, values));
    require_small(laws.average(seed, values));
  });
}

/// Whether a layer merges values as it is defined.
struct MergingLaws {
  bool (*holds)(KernelInputs const&);
};

template <typename C>
MergingLaws laws_of_merging() {
  return {merges_as_defined<C>};
}

inline std::string broken(MergingLaws const& laws, int times) {
  return support::counterexample(times, [&] { RC_ASSERT(laws.holds(pick_inputs(5))); });
}

/// The deviation of a scheme for the product in a group algebra.
struct AlgebraLaws {
  Deviation (*deviation)(std::uint64_t seed);
};

template <typename C>
AlgebraLaws laws_of_algebra() {
  return {algebra_deviation<C>};
}

inline std::string broken(AlgebraLaws const& laws, int times) {
  return support::counterexample(times, [&] { require_small(laws.deviation(pick_seed())); });
}

/// `laws_of.template operator()<Case>()` of every case in the tuple `Drawn`.
template <typename Drawn, typename LawsOf>
auto laws_of_each(LawsOf const& laws_of) {
  return [&]<std::size_t... I>(std::index_sequence<I...>) {
    return std::array{laws_of.template operator()<std::tuple_element_t<I, Drawn>>()...};
  }
  (std::make_index_sequence<std::tuple_size_v<Drawn>>{});
}

/// Expects that the laws of all drawn cases hold for so many random inputs each.
template <typename Laws, std::size_t Count>
void expect_to_hold(std::array<Laws, Count> const& drawn, int times) {
  for (std::size_t i = 0; i < Count; ++i) {
    EXPECT_EQ(broken(drawn[i], times), "")
        << "case " << i << " of those drawn with the seed " << drawn_with;
  }
}

} // namespace equivarify::runtime::testing

#endif
