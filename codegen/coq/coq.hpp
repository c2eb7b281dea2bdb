/// \file
/// The lemma identities and the theorem of a network for the proof assistant Coq.
#ifndef EQUIVARIFY_CODEGEN_COQ_COQ_HPP
#define EQUIVARIFY_CODEGEN_COQ_COQ_HPP

#include "equivarify/codegen/network.hpp"

#include <string>
#include <string_view>

namespace equivarify::codegen {

/// The largest group whose table is part of the Coq file; a larger one is left to the general
/// theorem, which holds for every group.
inline constexpr std::uint32_t largest_coq_table = 32;

/// A file that Coq 8.16 accepts with its standard library alone: every lemma identity, N(g x) = g
/// N(x) for \p network with any group, any layers and any weights, the table of its group, and the
/// axioms that each theorem rests on, which are none.
[[nodiscard]] std::string to_coq(Network const& network);

/// The lemma identities: the file `lemmas.v` beside this one, whose last line closes its section.
[[nodiscard]] std::string_view coq_lemmas();

} // namespace equivarify::codegen

#endif
