/// \file
/// Which values of a network used as it is hold copies, followed by the auditor.
#ifndef EQUIVARIFY_CODEGEN_AUDIT_SPEC_COPIES_HPP
#define EQUIVARIFY_CODEGEN_AUDIT_SPEC_COPIES_HPP

#include <nlohmann/json_fwd.hpp>

#include <cstddef>

namespace equivarify::audit {

/// Whether g permutes copies in a value.
enum class Copies {
  none,
  whole, ///< the value is one copy for each element
  part   ///< some channels are, next to others
};

/// The same after the layers of \p block, used as they are on a value with \p before, in a group of
/// \p order elements.
[[nodiscard]] Copies copies_behind(nlohmann::json const& block, Copies before, std::size_t order);

} // namespace equivarify::audit

#endif
