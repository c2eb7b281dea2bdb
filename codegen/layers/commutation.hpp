/// \file
/// What a layer commutes with, for all weights and inputs: found from its structural class.
#ifndef EQUIVARIFY_CODEGEN_LAYERS_COMMUTATION_HPP
#define EQUIVARIFY_CODEGEN_LAYERS_COMMUTATION_HPP

#include "equivarify/algebra/array_motion.hpp"
#include "equivarify/codegen/layers/layer.hpp"
#include "equivarify/codegen/layers/structural_class.hpp"

#include <cstdint>
#include <string>
#include <vector>

namespace equivarify::codegen {

/// How a layer fares under one motion, from good to bad.
enum class Fit {
  holds,         ///< L(g v) = g L(v)
  bias,          ///< all but its bias does
  other_weights, ///< the same entries meet other weights
  other_entries, ///< an output is made of other entries
  changes_signs  ///< signs change, and its class does not let them through
};

/// Whether a change of signs of all inputs changes the signs of all outputs and nothing else, but
/// for a bias.
[[nodiscard]] bool lets_signs_through(StructuralClass structure);

/// The class in words: `linear in windows`, as certificates state it.
[[nodiscard]] std::string to_string(StructuralClass structure);

/// Whether an output is a sum of terms, in an order that a motion may change.
[[nodiscard]] bool adds_terms(StructuralClass structure);

/// Whether whole numbers in give whole numbers out, or the function is computed on each number by
/// itself, so that both sides of L(g v) = g L(v) are equal without rounding where they are equal.
[[nodiscard]] bool is_exact(StructuralClass structure);

/// How \p layer, for all weights and inputs at once, fares under a motion that moves its inputs,
/// one value after another, by \p in and its outputs by \p out: the worst of its outputs. It holds
/// if and only if each output of g v is made of the same terms, weight by weight and entry by
/// entry, as the output of v that \p out puts there. Weights, and biases after them, are what
/// \p ties says: of n entry i is f for the weight f, n + f for minus that, 2 n for zero; without
/// ties each is its own. Cost: outputs x terms.
[[nodiscard]] Fit fit(Layer const& layer,
                      algebra::SignedPermutation const& in,
                      algebra::SignedPermutation const& out,
                      std::vector<std::uint32_t> const& ties = {});

} // namespace equivarify::codegen

#endif
