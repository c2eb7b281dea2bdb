/// \file
/// How a header must say that elements move the entries of the input and of the outputs.
#ifndef EQUIVARIFY_CODEGEN_AUDIT_TRANSLATION_ACTION_DUE_HPP
#define EQUIVARIFY_CODEGEN_AUDIT_TRANSLATION_ACTION_DUE_HPP

#include "equivarify/codegen/audit/spec/described.hpp"
#include "equivarify/codegen/audit/translation/copy_group.hpp"

#include <cstddef>
#include <string>
#include <vector>

namespace equivarify::audit {

/// The element of row `to` is the mover times that of row `from`.
struct ActionStep {
  std::size_t from = 0;
  std::size_t to = 0;
  std::size_t mover = 0;
};

/// An action on arrays in tables, a row for each element, that of the neutral one first.
struct ActionDue {
  std::size_t entries = 0; ///< of an array
  std::size_t rows = 0;
  /// From where each mover takes the entries; or, if one changes signs, the signed places.
  std::vector<Images> movers{};
  std::vector<ActionStep> steps{}; ///< each leads to a new row, from one that is known
  bool of_generators = false; ///< the rows are the movers, from which the header makes the others
};

/// An output of a header.
struct OutputDue {
  std::vector<std::string> members{}; ///< that it must have, word for word
  ActionDue action{};
  Images
      elements{};  ///< of the subgroup that acts, a row of the action each, as the header has them
  Images cosets{}; ///< one element of each of its cosets; empty where it is a whole group by steps
};

/// The action of \p described, on an input of \p entries entries, in the order of \p copies.
[[nodiscard]] ActionDue
input_due(Described const& described, CopyGroup const& copies, std::size_t entries);

/// The outputs of \p described, in order, each after the numbers of those before it.
[[nodiscard]] std::vector<OutputDue> outputs_due(Described const& described,
                                                 CopyGroup const& copies);

} // namespace equivarify::audit

#endif
