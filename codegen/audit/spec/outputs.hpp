/// \file
/// The outputs of a spec, built anew by the auditor.
#ifndef EQUIVARIFY_CODEGEN_AUDIT_SPEC_OUTPUTS_HPP
#define EQUIVARIFY_CODEGEN_AUDIT_SPEC_OUTPUTS_HPP

#include "equivarify/codegen/audit/spec/group.hpp"

#include <nlohmann/json_fwd.hpp>

#include <cstddef>
#include <string>
#include <vector>

namespace equivarify::audit {

/// How a subgroup moves the entries of an output.
struct Representation {
  std::string name;
  std::string head;
  std::size_t size = 0; ///< entries of one copy
  Images subgroup{};    ///< the elements that move them, in order
  /// For each element that the spec names the signed places from which it takes those of the
  /// entries, place size + i being minus entry i.
  NamedImages movers{};
  Images elements{}; ///< that these names are of
};

/// The outputs of \p spec, in canonical form, over \p group, by name; elements are named in words
/// of at most \p letters letters, which become fewer. \throws Refusal for what `equivarify check`
/// refuses: motions that do not fit or break a relation, signs or losses where there may be none,
/// classes that occur twice or are not one for each channel, an unknown element.
[[nodiscard]] std::vector<Representation>
outputs_of(nlohmann::json const& spec, Group const& group, std::size_t& letters);

/// The entries of the outputs of \p spec together, of one copy.
[[nodiscard]] std::uint64_t entries_of_outputs(nlohmann::json const& spec);

} // namespace equivarify::audit

#endif
