/// \file
/// The report of one run as a screenful of text.
#ifndef EQUIVARIFY_CODEGEN_REPORT_SCREENFUL_HPP
#define EQUIVARIFY_CODEGEN_REPORT_SCREENFUL_HPP

#include "equivarify/codegen/report/network_facts.hpp"
#include "equivarify/codegen/report/run_record.hpp"

#include <string>

namespace equivarify::codegen {

/// The run in at most 50 lines of at most 100 characters: verdicts, network, training, accuracy,
/// and the turned image with its probabilities. Escape sequences only if \p colour.
[[nodiscard]] std::string
to_screenful(NetworkFacts const& network, RunRecord const& run, bool colour);

} // namespace equivarify::codegen

#endif
