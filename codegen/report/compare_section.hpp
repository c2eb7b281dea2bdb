/// \file
/// The section of the report with other constructions of the same network.
#ifndef EQUIVARIFY_CODEGEN_REPORT_COMPARE_SECTION_HPP
#define EQUIVARIFY_CODEGEN_REPORT_COMPARE_SECTION_HPP

#include "equivarify/codegen/report/run_record.hpp"

#include <string>

namespace equivarify::codegen {

/// The constructions side by side; empty when they were not compared.
[[nodiscard]] std::string compare_section(RunRecord const& run);

} // namespace equivarify::codegen

#endif
