/// \file
/// What an output says of one input: drawn, and in words.
#ifndef EQUIVARIFY_CODEGEN_REPORT_OUTPUT_VIEW_HPP
#define EQUIVARIFY_CODEGEN_REPORT_OUTPUT_VIEW_HPP

#include "equivarify/codegen/report/run_record.hpp"
#include "equivarify/codegen/spec/output.hpp"

#include <string>
#include <utility>
#include <vector>

namespace equivarify::codegen {

/// Values of one output under the names that people know them by.
using NamedValues = std::vector<std::pair<std::string, std::vector<double>>>;

/// Each of \p values, numbers of \p output, in the same tones next to one another: planes as
/// pictures, in which classes of cells are drawn by their probabilities, classes as grids of
/// probabilities, other numbers as a table.
///
/// \pre each has as many numbers as the output
[[nodiscard]] std::string output_html(Output const& output, NamedValues const& values);

/// The best answers of \p answer, such as `7, 98.17 %`, or its numbers; those of a picture are not
/// put into words.
[[nodiscard]] std::string output_in_words(Output const& output, OutputAnswerRecord const& answer);

/// What \p target, of the data, asks of \p output, in words as above.
[[nodiscard]] std::string target_in_words(Output const& output, std::vector<double> const& target);

/// Numbers that \p output would have if it were \p target: for classes, logits that leave no doubt.
[[nodiscard]] std::vector<double> values_of_target(Output const& output,
                                                   std::vector<double> const& target);

} // namespace equivarify::codegen

#endif
