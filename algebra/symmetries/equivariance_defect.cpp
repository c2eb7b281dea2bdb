#include "equivarify/algebra/symmetries/equivariance_defect.hpp"

#include "equivarify/algebra/error.hpp"

#include <algorithm>
#include <cmath>

namespace equivarify::algebra::symmetries {

double spread_of(Samples const& outputs) {
  double largest = 0;
  auto const rows = static_cast<double>(outputs.rows());
  for (std::size_t o = 0; o < outputs.width(); ++o) {
    // Measured from the first output, so that those of a constant function are exactly 0.
    double const first = outputs.row(0)[o];
    double mean = 0;
    double square = 0;
    for (std::size_t r = 0; r < outputs.rows(); ++r) {
      mean += (outputs.row(r)[o] - first) / rows;
    }
    for (std::size_t r = 0; r < outputs.rows(); ++r) {
      double const off = outputs.row(r)[o] - first - mean;
      square += off * off / rows;
    }
    largest = std::max(largest, square);
  }
  return std::sqrt(largest);
}

namespace {

Samples moved_inputs(Samples const& inputs, SignedPermutation const& g) {
  std::vector<double> moved(inputs.rows() * inputs.width());
  for (std::size_t r = 0; r < inputs.rows(); ++r) {
    move_row(g, inputs.row(r), std::span{moved}.subspan(r * inputs.width(), inputs.width()));
  }
  return {inputs.width(), std::move(moved)};
}

/// The inputs with the entries of the others where \p g moves them.
Samples replaced_inputs(Trials const& trials, SignedPermutation const& g) {
  std::vector<double> values;
  for (std::size_t r = 0; r < trials.inputs.rows(); ++r) {
    for (std::uint32_t i = 0; i < g.gather.size(); ++i) {
      bool const moves = g.gather[i] != i || g.negated[i];
      values.push_back((moves ? trials.others : trials.inputs).row(r)[i]);
    }
  }
  return {g.gather.size(), std::move(values)};
}

/// The sum of squares of what differs.
double distance(std::span<double const> a, std::span<double const> b) {
  double sum = 0;
  for (std::size_t i = 0; i < a.size(); ++i) {
    sum += (a[i] - b[i]) * (a[i] - b[i]);
  }
  return sum;
}

double largest_difference(std::span<double const> a, std::span<double const> b) {
  double largest = 0;
  for (std::size_t i = 0; i < a.size(); ++i) {
    largest = std::max(largest, std::abs(a[i] - b[i]));
  }
  return largest;
}

} // namespace

Defect defect_of(Trials const& trials,
                 SignedPermutation const& on_input,
                 SignedPermutation const& on_output) {
  Samples const turned_first = trials.function(moved_inputs(trials.inputs, on_input));
  Samples const replaced = trials.function(replaced_inputs(trials, on_input));
  if (turned_first.width() != trials.outputs.width() ||
      on_output.gather.size() != trials.outputs.width()) {
    throw AlgebraError("a motion of the output for outputs of another size");
  }
  std::vector<double> turned_last(trials.outputs.width());
  Defect defect{.inputs = trials.inputs.rows()};
  double off = 0;
  double otherwise = 0;
  for (std::size_t r = 0; r < trials.inputs.rows(); ++r) {
    move_row(on_output, trials.outputs.row(r), turned_last);
    off += distance(turned_first.row(r), turned_last);
    otherwise += distance(replaced.row(r), turned_last);
    double const worst = largest_difference(turned_first.row(r), turned_last) / trials.spread;
    defect.largest = std::max(defect.largest, worst);
    defect.failing += worst > trials.tolerance ? 1 : 0;
  }
  defect.relative = off > 0 ? std::sqrt(off / otherwise) : 0;
  return defect;
}

} // namespace equivarify::algebra::symmetries
