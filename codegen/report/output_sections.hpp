/// \file
/// The sections of the report about a network with outputs. Each is empty when its step has not
/// been taken.
#ifndef EQUIVARIFY_CODEGEN_REPORT_OUTPUT_SECTIONS_HPP
#define EQUIVARIFY_CODEGEN_REPORT_OUTPUT_SECTIONS_HPP

#include "equivarify/codegen/report/network_facts.hpp"
#include "equivarify/codegen/report/run_record.hpp"

#include <string>
#include <vector>

namespace equivarify::codegen {

/// One input in its turns: f(g x) next to g f(x) for each output.
[[nodiscard]] std::string output_turns_section(NetworkFacts const& network, RunRecord const& run);

/// How good each output is, what its head keeps of F, and how many of its bits differ.
[[nodiscard]] std::string output_scores_section(NetworkFacts const& network, RunRecord const& run);

/// Which classes are taken for which, and inputs with their answers.
[[nodiscard]] std::string output_errors_section(NetworkFacts const& network, RunRecord const& run);

/// The cells of a row about output number \p index: name, loss, share of right answers, mean
/// absolute error, values compared and differing bits; a dash where nothing is known.
[[nodiscard]] std::vector<std::string>
output_row(NetworkFacts const& network, RunRecord const& run, std::size_t index);

} // namespace equivarify::codegen

#endif
