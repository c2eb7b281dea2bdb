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
  double largest = 0; ///< of max over outputs |f(g x) - h f(x)|, over the spread
  /// The root mean square of |f(g x) - h f(x)| over that of |f(x') - h f(x)|, x' being x with other
  /// random numbers where g moves it: 0 for a symmetry; about 1 where g moves what hardly counts,
  /// or h does something else.
  double relative = 0;
  std::size_t inputs = 0;
  std::size_t failing = 0; ///< inputs at which the largest exceeds the tolerance
};

/// The largest standard deviation of an output in \p outputs.
[[nodiscard]] double spread_of(Samples const& outputs);

/// A function on inputs that were drawn, and as many others.
struct Trials {
  RowFunction const& function;
  Samples const& inputs;
  Samples const& outputs; ///< at the inputs
  Samples const& others;  ///< inputs drawn independently of these
  double spread = 1;
  double tolerance = 0; ///< beyond it times the spread an input fails
};

/// The defect of f under g = \p on_input and h = \p on_output, in \p trials.
///
/// \throws AlgebraError if sizes do not fit.
[[nodiscard]] Defect defect_of(Trials const& trials,
                               SignedPermutation const& on_input,
                               SignedPermutation const& on_output);

} // namespace equivarify::algebra::symmetries

#endif
