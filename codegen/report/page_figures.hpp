/// \file
/// The sections of the report that are pictures. Each is empty when its step has not been taken.
#ifndef EQUIVARIFY_CODEGEN_REPORT_PAGE_FIGURES_HPP
#define EQUIVARIFY_CODEGEN_REPORT_PAGE_FIGURES_HPP

#include "equivarify/codegen/report/network_facts.hpp"
#include "equivarify/codegen/report/run_record.hpp"

#include <string>

namespace equivarify::codegen {

/// Figure 4 of the paper: one image in all its turns, each with its joint probabilities.
[[nodiscard]] std::string turns_section(NetworkFacts const& network, RunRecord const& run);

/// The training loss as a curve, that of several outputs as their weighted sum, and the epochs.
[[nodiscard]] std::string training_section(NetworkFacts const& network, RunRecord const& run);

} // namespace equivarify::codegen

#endif
