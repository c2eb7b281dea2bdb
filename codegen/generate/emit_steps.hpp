/// \file
/// The parts of a generated header that state facts of a group of many elements: what multiplying
/// by generators does, from which all tables follow when the program starts.
#ifndef EQUIVARIFY_CODEGEN_GENERATE_EMIT_STEPS_HPP
#define EQUIVARIFY_CODEGEN_GENERATE_EMIT_STEPS_HPP

#include "equivarify/codegen/spec/network.hpp"

#include <string>

namespace equivarify::codegen {

/// Whether headers of \p network state its group by steps: it has more elements than a network has
/// copies.
[[nodiscard]] bool is_by_steps(Network const& network);

/// The struct `Group`, with `steps` in place of `product`.
[[nodiscard]] std::string emit_step_group(Network const& network);

/// The struct `Action`: the motions of the generators, and all others along the steps.
[[nodiscard]] std::string emit_step_action(Network const& network);

/// What the struct `Construction` has besides its sizes.
[[nodiscard]] std::string emit_step_construction(Construction const& construction);

/// The member `symmetries` of `Model`.
[[nodiscard]] std::string emit_step_symmetries(Network const& network);

} // namespace equivarify::codegen

#endif
