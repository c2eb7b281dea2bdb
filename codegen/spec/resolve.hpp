/// \file
/// From a Spec to the Network that it describes.
#ifndef EQUIVARIFY_CODEGEN_SPEC_RESOLVE_HPP
#define EQUIVARIFY_CODEGEN_SPEC_RESOLVE_HPP

#include "equivarify/codegen/json/problems.hpp"
#include "equivarify/codegen/spec/network.hpp"
#include "equivarify/codegen/spec/spec.hpp"

#include <optional>

namespace equivarify::codegen {

/// The network that \p spec describes; nothing if \p problems holds any at the end. Whatever an
/// earlier problem does not block is checked, so that one run finds all.
[[nodiscard]] std::optional<Network> resolve(Spec const& spec, Problems& problems);

/// The network that \p spec describes.
///
/// \throws InputError with every problem; they name JSON pointers and no lines.
[[nodiscard]] Network resolve(Spec const& spec);

} // namespace equivarify::codegen

#endif
