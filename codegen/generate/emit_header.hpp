/// \file
/// A plan as C++ source.
#ifndef EQUIVARIFY_CODEGEN_GENERATE_EMIT_HEADER_HPP
#define EQUIVARIFY_CODEGEN_GENERATE_EMIT_HEADER_HPP

#include "equivarify/codegen/generate/plan.hpp"
#include "equivarify/codegen/reference/weights.hpp"

#include <string>

namespace equivarify::codegen {

/// What the generated header offers.
enum class Purpose { training, inference };

/// The header NAME.hpp of \p plan: the group, its action, a struct per layer, the network and the
/// `Model` that the runtime works with. The weights \p trained are built in where there are some,
/// for inference. The same plan gives the same bytes.
[[nodiscard]] std::string
emit_header(Plan const& plan, Purpose purpose, ReferenceWeights<float> const* trained = nullptr);

} // namespace equivarify::codegen

#endif
