/// \file
/// Whether a scheme keeps bits when its copies are moved.
#ifndef EQUIVARIFY_CODEGEN_AUDIT_TRANSLATION_BIT_JUDGE_HPP
#define EQUIVARIFY_CODEGEN_AUDIT_TRANSLATION_BIT_JUDGE_HPP

#include "equivarify/codegen/audit/spec/node.hpp"
#include "equivarify/codegen/audit/spec/permutations.hpp"
#include "equivarify/codegen/audit/translation/exact_matrix.hpp"

#include <array>
#include <cstddef>
#include <string>
#include <vector>

namespace equivarify::audit {

/// Sums in an order.
struct OrderedSums {
  /// `+`, `-` of two numbers, or `*` of one and a factor; inputs are numbered first.
  struct Step {
    char operation = '+';
    std::size_t first = 0;
    std::size_t second = 0;
    std::string factor{}; ///< as it is written
  };

  std::size_t inputs = 0;
  std::vector<Step> steps{};
  std::vector<std::size_t> results{};
};

/// The sums at \p node that make the numbers of \p matrix. \throws Refusal with the place if they
/// are no such sums, or make others.
[[nodiscard]] OrderedSums ordered_sums(Node const& node, ExactMatrix const& matrix);

/// Whether y(g s)(h) and y(s)(g^-1 h) are one term of FloatTerms for all g and h, for copies that
/// \p table multiplies, or that are all alike where it is empty: transforms by \p input, products
/// (slot, weight slot, product) added in the order of \p products, back by \p output. A product
/// with a weight slot, whatever is summed in it, is an odd function of its slot.
[[nodiscard]] bool keeps_bits(OrderedSums const& input,
                              OrderedSums const& output,
                              std::vector<std::array<std::size_t, 3>> const& products,
                              std::vector<Images> const& table);

} // namespace equivarify::audit

#endif
