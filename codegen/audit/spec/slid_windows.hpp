/// \file
/// What is left of a plane, or of a volume, by the windows of a layer.
#ifndef EQUIVARIFY_CODEGEN_AUDIT_SPEC_SLID_WINDOWS_HPP
#define EQUIVARIFY_CODEGEN_AUDIT_SPEC_SLID_WINDOWS_HPP

#include "equivarify/codegen/audit/spec/sizes.hpp"

#include <nlohmann/json_fwd.hpp>

namespace equivarify::audit {

/// The sizes of what \p layer, a convolution or pool, makes of planes of the sizes \p before, with
/// the channels as they are. \throws Refusal if the windows or their margins do not fit.
[[nodiscard]] Sizes slid(nlohmann::json const& layer, Sizes before);

} // namespace equivarify::audit

#endif
