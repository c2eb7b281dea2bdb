/// \file
/// The parts of a generated header that state facts: the group, the construction, the labels.
#ifndef EQUIVARIFY_CODEGEN_GENERATE_EMIT_FACTS_HPP
#define EQUIVARIFY_CODEGEN_GENERATE_EMIT_FACTS_HPP

#include "equivarify/codegen/spec/network.hpp"

#include <string>
#include <vector>

namespace equivarify::codegen {

/// The comment at the top: spec, digest, group, theorem.
[[nodiscard]] std::string emit_provenance(Network const& network);

/// The struct `Group`: its elements and their multiplication.
[[nodiscard]] std::string emit_group(Network const& network);

/// The members of `Model` that describe the network; \p is_exact says whether moved inputs give
/// moved outputs to the last bit.
[[nodiscard]] std::string emit_model_facts(Network const& network, bool is_exact);

/// The tables of the network's construction; empty without one.
[[nodiscard]] std::string emit_construction(Network const& network);

/// The names of all elements of \p group, in its order.
[[nodiscard]] std::vector<std::string> element_names(algebra::Group const& group);

} // namespace equivarify::codegen

#endif
