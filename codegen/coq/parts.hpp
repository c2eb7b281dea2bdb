/// \file
/// The parts of a Coq file that are the same for every network: the files `*.v` beside this one.
#ifndef EQUIVARIFY_CODEGEN_COQ_PARTS_HPP
#define EQUIVARIFY_CODEGEN_COQ_PARTS_HPP

#include <string_view>

namespace equivarify::codegen {

/// Opens the section `Equivarification`: groups, actions, lifts, the lemma identities on a G-set X.
[[nodiscard]] std::string_view coq_lemmas();

/// The universal map, definition 3.0.3 clause by clause, and maps on copies.
[[nodiscard]] std::string_view coq_blocks();

/// Heads: signs, means over G, maps into G-sets, answers and their probabilities, correlation.
[[nodiscard]] std::string_view coq_heads();

/// Integers: sums in any order, arithmetic that wraps, one division at the end, rounding.
[[nodiscard]] std::string_view coq_integers();

/// Opens the section `Quotient`: lifts to G/N and maps on its copies.
[[nodiscard]] std::string_view coq_quotient();

/// Opens the section `Subgroup`: means over a subgroup H, and coinduction from it.
[[nodiscard]] std::string_view coq_subgroup();

} // namespace equivarify::codegen

#endif
