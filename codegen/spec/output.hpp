/// \file
/// What a network puts out where that is not one number for each (g, class).
#ifndef EQUIVARIFY_CODEGEN_SPEC_OUTPUT_HPP
#define EQUIVARIFY_CODEGEN_SPEC_OUTPUT_HPP

#include "equivarify/algebra/equivarifications/heads.hpp"
#include "equivarify/codegen/layers/shape.hpp"

#include <cstddef>
#include <string>
#include <vector>

namespace equivarify::codegen {

/// What training makes small.
enum class Loss {
  cross_entropy,          ///< of the softmax over all entries of the output
  cross_entropy_per_cell, ///< of a grid: the softmax over the channels of each cell, their mean
  mean_squared_error,     ///< the mean over the entries
  huber,                  ///< the same, but linear from an error of 1 on
  binary_cross_entropy    ///< of the logistic function of each entry by itself, their mean
};

/// The spec's name of it: `cross_entropy`, `cross_entropy_per_cell`, `mean_squared_error`, `huber`,
/// `binary_cross_entropy`.
[[nodiscard]] std::string to_string(Loss loss);

/// All losses, in the order of the enumeration.
[[nodiscard]] std::vector<Loss> const& all_losses();

/// A named part of what a network puts out: the head R of entries `offset` to `offset` + the size
/// of V of the last value of each copy. The whole is the outputs one after another, each of
/// `head.size()` numbers, for each coset of its subgroup one V.
struct Output {
  std::string name;
  algebra::Head head;
  Shape shape;                        ///< of V, of one copy
  std::size_t offset = 0;             ///< in the last value of a copy, which is cut into V's
  std::vector<std::string> classes{}; ///< what entries, or channels of a grid, are called; empty:
                                      ///< plain numbers
  Loss loss = Loss::mean_squared_error;
  std::vector<double> class_weights{}; ///< of the loss where a class is right; empty: all 1
  double weight = 1;                   ///< of its loss in the sum
  std::string action{}; ///< of the generators on V, in words; empty where nothing moves
};

/// Whether the targets of \p output are classes, of the output or of each cell.
[[nodiscard]] bool has_class_targets(Output const& output);

/// The entries of a plane of \p output, or 1.
[[nodiscard]] std::size_t cells_of(Output const& output);

/// What the numbers of classes of \p output stand for, as generated programs call it: the classes
/// themselves, or for a loss over all entries a class in one cell or at one coset, such as `left at
/// r`.
[[nodiscard]] std::vector<std::string> answer_names(Output const& output);

} // namespace equivarify::codegen

#endif
