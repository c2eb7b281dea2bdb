/// \file
/// What `equivarify explore minimal` says.
#ifndef EQUIVARIFY_CODEGEN_EXPLORE_MINIMAL_REPORT_HPP
#define EQUIVARIFY_CODEGEN_EXPLORE_MINIMAL_REPORT_HPP

#include "equivarify/algebra/equivarifications/minimal.hpp"
#include "equivarify/codegen/explore/inputs_form.hpp"
#include "equivarify/codegen/explore/labels_form.hpp"

#include <cstddef>
#include <optional>
#include <string>

namespace equivarify::codegen {

/// What is asked: the smallest equivarification of some labels relative to a class of inputs.
struct MinimalQuestion {
  FileGroup group;
  NamedLabels labels;
  NamedInputs inputs;
  nlohmann::json inputs_form; ///< as in a candidate; null for every G-set
  std::string output{};       ///< of a spec, whose classes the labels are; empty: of none
};

/// The sizes, the orbits by stabilizer, the first \p limit of \p forced with the maps that force
/// them (if they could be listed), and the quotient by the kernel beside them.
[[nodiscard]] nlohmann::json
describe_minimal(MinimalQuestion const& question,
                 algebra::MinimalSet const& minimal,
                 std::optional<std::vector<algebra::ForcedOrbit>> const& forced,
                 std::size_t limit);

/// That description as lines for people.
[[nodiscard]] std::string minimal_text(nlohmann::json const& description);

} // namespace equivarify::codegen

#endif
