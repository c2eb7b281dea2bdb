#include "equivarify/algebra/symmetries/equivariance_defect.hpp"

#include "equivarify/algebra/error.hpp"

#include <algorithm>
#include <cmath>

namespace equivarify::algebra::symmetries {

double spread_of(Samples const& outputs) {
  double largest = 0;
  auto const rows = static_cast<double>(outputs.rows());
  for (std::size_t o = 0; o < outputs.width(); ++o) {
    double mean = 0;
    double square = 0;
    for (std::size_t r = 0; r < outputs.rows(); ++r) {
      mean += outputs.row(r)[o] / rows;
    }
    for (std::size_t r = 0; r < outputs.rows(); ++r) {
      double const off = outputs.row(r)[o] - mean;
      square += off * off / rows;
    }
    largest = std::max(largest, square);
  }
  return std::sqrt(largest);
}

Defect defect_of(RowFunction const& function,
                 SignedPermutation const& on_input,
                 SignedPermutation const& on_output,
                 Samples const& inputs,
                 Samples const& outputs,
                 double tolerance) {
  double const spread = spread_of(outputs);
  if (!(spread > 0)) {
    throw AlgebraError("every output is constant on the inputs that were drawn");
  }
  std::vector<double> moved(inputs.rows() * inputs.width());
  for (std::size_t r = 0; r < inputs.rows(); ++r) {
    move_row(on_input, inputs.row(r), std::span{moved}.subspan(r * inputs.width(), inputs.width()));
  }
  Samples const turned_first = function(Samples{inputs.width(), std::move(moved)});
  if (turned_first.width() != outputs.width() || on_output.gather.size() != outputs.width()) {
    throw AlgebraError("a motion of the output for outputs of another size");
  }
  std::vector<double> turned_last(outputs.width());
  Defect defect{.inputs = inputs.rows()};
  for (std::size_t r = 0; r < inputs.rows(); ++r) {
    move_row(on_output, outputs.row(r), turned_last);
    double worst = 0;
    for (std::size_t o = 0; o < turned_last.size(); ++o) {
      worst = std::max(worst, std::abs(turned_first.row(r)[o] - turned_last[o]) / spread);
    }
    defect.largest = std::max(defect.largest, worst);
    defect.mean += worst / static_cast<double>(inputs.rows());
    defect.failing += worst > tolerance ? 1 : 0;
  }
  return defect;
}

} // namespace equivarify::algebra::symmetries
