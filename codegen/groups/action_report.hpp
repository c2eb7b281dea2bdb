/// \file
/// What `equivarify action` prints for people.
#ifndef EQUIVARIFY_CODEGEN_GROUPS_ACTION_REPORT_HPP
#define EQUIVARIFY_CODEGEN_GROUPS_ACTION_REPORT_HPP

#include <nlohmann/json.hpp>

#include <string>

namespace equivarify::codegen {

/// What describe_action() gave, as lines; the table of marks where it is short enough to read.
[[nodiscard]] std::string action_text(nlohmann::json const& description);

/// What describe_maps_into() gave, as lines.
[[nodiscard]] std::string maps_into_text(nlohmann::json const& description);

} // namespace equivarify::codegen

#endif
