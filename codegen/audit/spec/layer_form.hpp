/// \file
/// The blocks and layers of a spec, read strictly.
#ifndef EQUIVARIFY_CODEGEN_AUDIT_SPEC_LAYER_FORM_HPP
#define EQUIVARIFY_CODEGEN_AUDIT_SPEC_LAYER_FORM_HPP

#include "equivarify/codegen/audit/spec/node.hpp"

#include <nlohmann/json_fwd.hpp>

namespace equivarify::audit {

/// The canonical form of a shape, which has two to four extents: three, or four of a volume.
[[nodiscard]] nlohmann::json canonical_shape(Node const& node);

/// The canonical form of \p network, a spec's list of blocks. \throws Refusal as canonical_form().
[[nodiscard]] nlohmann::json canonical_network(Node const& network);

} // namespace equivarify::audit

#endif
