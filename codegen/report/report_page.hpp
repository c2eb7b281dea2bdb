/// \file
/// The report of one run as a self-contained HTML page.
#ifndef EQUIVARIFY_CODEGEN_REPORT_REPORT_PAGE_HPP
#define EQUIVARIFY_CODEGEN_REPORT_REPORT_PAGE_HPP

#include "equivarify/codegen/report/network_facts.hpp"
#include "equivarify/codegen/report/run_record.hpp"

#include <string>

namespace equivarify::codegen {

/// The content of report.html: no script, nothing loaded from elsewhere, readable in light and
/// dark. It says of every step whether it has been taken.
[[nodiscard]] std::string to_report_page(NetworkFacts const& network, RunRecord const& run);

} // namespace equivarify::codegen

#endif
