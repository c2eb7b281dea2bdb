/// \file
/// Every figure of a run for machines.
#ifndef EQUIVARIFY_CODEGEN_REPORT_RESULT_JSON_HPP
#define EQUIVARIFY_CODEGEN_REPORT_RESULT_JSON_HPP

#include "equivarify/codegen/report/network_facts.hpp"
#include "equivarify/codegen/report/run_record.hpp"

#include <string>

namespace equivarify::codegen {

/// The content of result.json: one object with a member for each step that \p run records, and
/// null for each step that it does not.
[[nodiscard]] std::string to_result_json(NetworkFacts const& network, RunRecord const& run);

} // namespace equivarify::codegen

#endif
