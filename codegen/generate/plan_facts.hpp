/// \file
/// What is asked of a plan and its steps by those that write all code themselves, or look at
/// values.
#ifndef EQUIVARIFY_CODEGEN_GENERATE_PLAN_FACTS_HPP
#define EQUIVARIFY_CODEGEN_GENERATE_PLAN_FACTS_HPP

#include "equivarify/codegen/generate/plan.hpp"

#include <string>

namespace equivarify::codegen {

/// Whether a step of \p plan sees all copies, each in its own order.
[[nodiscard]] bool mixes_copies(Plan const& plan);

/// For targets without windows of three axes, the only ones that make volumes of planes.
///
/// \throws InputError with the \p summary if \p step of \p plan reads volumes: it names the
/// input, where they come from.
void require_planes(Plan const& plan, Step const& step, std::string const& summary);

/// The layer of the spec of \p network whose value \p step makes: the last of those that are part
/// of it, which may be a batch_norm or a relu.
[[nodiscard]] std::string layer_made_by(Network const& network, Step const& step);

} // namespace equivarify::codegen

#endif
