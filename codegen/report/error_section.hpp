/// \file
/// The section of the report about errors: which are made, how often, and how sure of them.
#ifndef EQUIVARIFY_CODEGEN_REPORT_ERROR_SECTION_HPP
#define EQUIVARIFY_CODEGEN_REPORT_ERROR_SECTION_HPP

#include "equivarify/codegen/report/network_facts.hpp"
#include "equivarify/codegen/report/run_record.hpp"

#include <string>

namespace equivarify::codegen {

/// Confusions of classes and of turns, accuracy by confidence, and the worst errors with their
/// pictures; empty when the network was not evaluated.
[[nodiscard]] std::string error_section(NetworkFacts const& network, RunRecord const& run);

} // namespace equivarify::codegen

#endif
