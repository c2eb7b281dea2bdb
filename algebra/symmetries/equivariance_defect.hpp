/// \file
/// How far a function is from f(g x) = g f(x), on samples.
#ifndef EQUIVARIFY_ALGEBRA_SYMMETRIES_EQUIVARIANCE_DEFECT_HPP
#define EQUIVARIFY_ALGEBRA_SYMMETRIES_EQUIVARIANCE_DEFECT_HPP

#include "equivarify/algebra/symmetries/samples.hpp"

#include <cstddef>
#include <functional>
#include <vector>

namespace equivarify::algebra::symmetries {

/// The outputs for inputs, a row for each. A function of the inputs alone.
using RowFunction = std::function<Samples(Samples const&)>;

/// What a function did on inputs drawn independently.
struct Defect {
  double largest = 0; ///< of max over outputs |f(g x) - g f(x)|, over the spread
  double mean = 0;    ///< of the same
  std::size_t inputs = 0;
  std::size_t failing = 0; ///< inputs at which it exceeds the tolerance
};

/// The largest standard deviation of an output in \p outputs.
[[nodiscard]] double spread_of(Samples const& outputs);

/// The defect of \p function under \p on_input and \p on_output, at \p inputs, where it gives
/// \p outputs. A defect counts as failing beyond \p tolerance times the spread.
///
/// \throws AlgebraError if all outputs are constant, or sizes do not fit.
[[nodiscard]] Defect defect_of(RowFunction const& function,
                               SignedPermutation const& on_input,
                               SignedPermutation const& on_output,
                               Samples const& inputs,
                               Samples const& outputs,
                               double tolerance);

} // namespace equivarify::algebra::symmetries

#endif
