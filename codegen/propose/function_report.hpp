/// \file
/// What is said of the symmetries of a network.
#ifndef EQUIVARIFY_CODEGEN_PROPOSE_FUNCTION_REPORT_HPP
#define EQUIVARIFY_CODEGEN_PROPOSE_FUNCTION_REPORT_HPP

#include "equivarify/algebra/symmetries/function_symmetries.hpp"
#include "equivarify/codegen/propose/network_function.hpp"
#include "equivarify/codegen/propose/proposed_group.hpp"

#include <nlohmann/json.hpp>

#include <cstddef>
#include <string>
#include <vector>

namespace equivarify::codegen {

/// A network, what was found, and the group that is proposed.
struct FunctionReport {
  NetworkFunction const& network;
  algebra::symmetries::FunctionQuestion const& question;
  algebra::symmetries::FunctionSymmetries const& found;
  algebra::symmetries::FunctionOptions const& options;
  std::vector<std::size_t> const&
      taken; ///< the numbers of the candidates that were accepted, from 1
  ProposedGroup const& group;
  std::string const& given_by; ///< the file of the inputs; empty for a box
};

/// \p report for people: a table of candidates, the group, and what the bounds mean.
[[nodiscard]] std::string to_text(FunctionReport const& report);

/// The same for machines.
[[nodiscard]] nlohmann::ordered_json to_json(FunctionReport const& report);

} // namespace equivarify::codegen

#endif
