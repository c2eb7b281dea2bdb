/// \file
/// What kind of map a layer is, as far as symmetry is concerned.
#ifndef EQUIVARIFY_CODEGEN_LAYERS_STRUCTURAL_CLASS_HPP
#define EQUIVARIFY_CODEGEN_LAYERS_STRUCTURAL_CLASS_HPP

namespace equivarify::codegen {

/// How the outputs of a layer are made of its inputs. What the layer commutes with follows from
/// this alone, see commutation.hpp. Every switch over it names every class and has no `default`, so
/// that the compiler finds each place that does not know a new one.
enum class StructuralClass {
  pointwise,              ///< y[i] = f(x[i])
  pointwise_odd,          ///< the same, and f(-t) = -f(t)
  linear_in_windows,      ///< a weighted sum of a window of all channels, and a bias
  largest_in_windows,     ///< the largest entry of a window of one channel
  mean_in_windows,        ///< the mean of a window of one channel
  linear,                 ///< a weighted sum of all entries, and a bias
  reshape,                ///< the same entries in the same order, in another shape
  reduction_over_entries, ///< y[i] = f(x[i], all entries in any order)
  sum_of_values,          ///< y[i] = x1[i] + x2[i] + ..., of several values
  /// y[i] = x1[i] x2[i] ..., of several values; of those after the first one entry may stand for a
  /// channel, a place, or all
  product_of_values,
  values_in_a_row,    ///< the entries of several values, one value after another
  affine_in_channels, ///< y[c][p] = a[c] x[c][p] + b[c]
  /// y[c][p] = a[c] f(x[c][p], all entries in any order) + b[c], or of the channels at place p
  /// alone
  normalised,
  part_of_entries ///< entries that follow one another, y[i] = x[first + i]
};

} // namespace equivarify::codegen

#endif
