/// \file
/// Whether the schemes for layers of integers give exact sums.
#ifndef EQUIVARIFY_CODEGEN_AUDIT_TRANSLATION_INTEGER_JUDGE_HPP
#define EQUIVARIFY_CODEGEN_AUDIT_TRANSLATION_INTEGER_JUDGE_HPP

#include "equivarify/codegen/audit/spec/node.hpp"
#include "equivarify/codegen/audit/translation/copy_group.hpp"

#include <cstddef>

namespace equivarify::audit {

/// How many schemes were judged.
struct IntegerSchemes {
  std::size_t copies = 0; ///< over the copies
  std::size_t tiles = 0;
};

/// Expands the schemes at \p node over integers: D times the sums over \p copies, or of each copy
/// by itself, and D times windows of 3 along one axis. Of each pair the one division mod 2^32 must
/// be right, no factor may leave its bits for entries up to those that it names, and no sum up to
/// those that it names may be lost. \throws Refusal otherwise.
[[nodiscard]] IntegerSchemes judge_integers(Node const& node, CopyGroup const& copies);

} // namespace equivarify::audit

#endif
