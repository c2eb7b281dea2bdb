/// \file
/// What a spec describes, built anew by the auditor.
#ifndef EQUIVARIFY_CODEGEN_AUDIT_SPEC_DESCRIBED_HPP
#define EQUIVARIFY_CODEGEN_AUDIT_SPEC_DESCRIBED_HPP

#include "equivarify/codegen/audit/spec/group.hpp"
#include "equivarify/codegen/audit/spec/outputs.hpp"

#include <nlohmann/json_fwd.hpp>

#include <cstddef>
#include <optional>
#include <vector>

namespace equivarify::audit {

/// The concrete parts of a network.
struct Described {
  Group group;
  /// Where each generator takes the entries of the input from; or, if one changes signs, the signed
  /// places.
  std::vector<Images> sources;
  Images kernel; ///< the elements that move no entry and change no sign, in order
  std::optional<Images> subgroup{}; ///< from which F is coinduced, in order
  std::size_t copies = 0;     ///< that are concatenated: of G/N for a kernel quotient, else of G
  std::size_t parameters = 0; ///< weights and biases of one copy of the network
  std::vector<Representation> outputs{}; ///< empty for one number for each element and class
};

/// What \p spec, a canonical form after joined_parts(), describes. \throws
/// Refusal for whatever `equivarify check` refuses: a group that is none or too large, motions that
/// break a relation, layers that do not fit, labels of no element, a last output that is not one
/// number for each class, and so on.
[[nodiscard]] Described describe(nlohmann::json const& spec);

/// How \p spec, in canonical form, makes its network equivariant: its `construction`, or
/// `coinduction` where it is equivariant `already`.
[[nodiscard]] std::string construction_of(nlohmann::json const& spec);

} // namespace equivarify::audit

#endif
