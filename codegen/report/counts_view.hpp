/// \file
/// Tables of counts: what was shown against what was answered.
#ifndef EQUIVARIFY_CODEGEN_REPORT_COUNTS_VIEW_HPP
#define EQUIVARIFY_CODEGEN_REPORT_COUNTS_VIEW_HPP

#include "equivarify/codegen/report/probability_grid.hpp"

#include <cstddef>
#include <functional>
#include <string>
#include <vector>

namespace equivarify::codegen {

/// \p counts as a grid with each row shaded by its shares; where that is too large to draw, a table
/// of the most frequent entries that \p is_error(row, column).
[[nodiscard]] std::string
counts_html(std::vector<std::vector<double>> const& counts,
            GridLabels const& labels,
            std::function<bool(std::size_t row, std::size_t column)> const& is_error);

} // namespace equivarify::codegen

#endif
