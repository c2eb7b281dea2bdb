/// \file
/// One comparison of F(g x) with g F(x).
#ifndef EQUIVARIFY_CODEGEN_MEASURE_TRIAL_HPP
#define EQUIVARIFY_CODEGEN_MEASURE_TRIAL_HPP

#include "equivarify/codegen/reference/evaluator.hpp"

#include <cstddef>
#include <functional>
#include <optional>
#include <random>
#include <vector>

namespace equivarify::codegen {

/// An element, an input and weights.
struct Trial {
  algebra::Element g;
  std::vector<float> x;
  ReferenceWeights<float> weights;
};

/// \p g with an input and weights of the numbers -1, 0 and 1, drawn from \p random; state is at its
/// start.
[[nodiscard]] Trial
random_trial(Network const& network, algebra::Element g, std::mt19937_64& random);

/// One entry of one copy of a layer where both sides differ.
struct Difference {
  std::size_t layer = 0; ///< counted over all blocks
  std::size_t copy = 0;
  std::size_t entry = 0;
  float turned_first = 0; ///< in F(g x)
  float turned_last = 0;  ///< in g F(x)
};

/// The number of bits in which \p a and \p b differ.
[[nodiscard]] std::size_t differing_bits(float a, float b);

/// The first difference between F(g x) and g F(x), layer by layer; nothing if they agree to the
/// bit.
[[nodiscard]] std::optional<Difference>
first_difference(Network const& network, Arrangement const& arrangement, Trial const& trial);

/// \p trial with as many entries of the input and the weights as possible 0, and the others 1 where
/// that does, so that the layer numbered \p layer still differs. Tries a bounded number of times.
[[nodiscard]] Trial
shrink(Network const& network, Arrangement const& arrangement, Trial trial, std::size_t layer);

/// \p trial with as many entries of the input and the weights as possible 0, and the others 1 where
/// that does, so that \p differs still holds of it, which is asked at most \p tries times.
[[nodiscard]] Trial
shrink_while(Trial trial, std::size_t tries, std::function<bool(Trial const&)> const& differs);

/// How often a network that costs \p multiply_adds may be tried while a trial is shrunk.
[[nodiscard]] std::size_t affordable_tries(std::size_t multiply_adds);

/// \p network without the layers, and the outputs, after the layer numbered \p layer. What comes
/// after all layers, a construction or the outputs, goes on numbering them, and stays whole.
[[nodiscard]] Network up_to_layer(Network network, std::size_t layer);

} // namespace equivarify::codegen

#endif
