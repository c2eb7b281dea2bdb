/// \file
/// The lemma identities and the theorem of a network for the proof assistant Coq.
#ifndef EQUIVARIFY_CODEGEN_COQ_COQ_HPP
#define EQUIVARIFY_CODEGEN_COQ_COQ_HPP

#include "equivarify/codegen/spec/network.hpp"

#include <string>

namespace equivarify::codegen {

/// The largest group whose table is part of the Coq file; a larger one is left to the general
/// theorem, which holds for every group.
inline constexpr std::uint32_t largest_coq_table = 32;

/// A file that Coq 8.16 accepts with its standard library alone: every lemma identity, what the
/// construction of \p network rests on, N(g x) = g N(x) for it with any group, any layers and any
/// weights, the table of its group, and the axioms that each theorem rests on, which are none.
/// Layers that are used as they are are supposed to commute.
[[nodiscard]] std::string to_coq(Network const& network);

} // namespace equivarify::codegen

#endif
