/// \file
/// Which convention a function follows that is not equivariant.
#ifndef EQUIVARIFY_ALGEBRA_PROBE_IDENTIFY_LAW_HPP
#define EQUIVARIFY_ALGEBRA_PROBE_IDENTIFY_LAW_HPP

#include "equivarify/algebra/probe/experiment.hpp"
#include "equivarify/algebra/probe/output_law.hpp"
#include "equivarify/algebra/subgroup.hpp"

#include <optional>
#include <string>
#include <vector>

namespace equivarify::algebra::probe {

/// What a function does instead, as far as some inputs and all that they turn into show.
struct Identification {
  bool up_to_rounding = false;     ///< equivariant but for rounding: no other law was looked for
  std::vector<OutputLaw> laws;     ///< that it follows; empty if it follows none that is known
  std::optional<Subgroup> largest; ///< the largest subgroup under which it is equivariant
  bool largest_is_bound = false;   ///< larger ones were too many to try
  /// For each generator the cycles by which it permutes the output, where it does so by an action
  /// that is none of the laws: `r (0 3 2 1)`.
  std::vector<std::string> observed;
};

/// What the black box of \p experiment follows on \p inputs, turned by every element where there
/// are at most \p max_elements, else by the generators. Numbers are compared with the tolerance of
/// the experiment, and if nothing is found, up to rounding.
[[nodiscard]] Identification
identify_law(Experiment& experiment, std::vector<Array> const& inputs, std::size_t max_elements);

} // namespace equivarify::algebra::probe

#endif
