/// \file
/// Which images of a data set are shown with what the outputs say of them.
#ifndef EQUIVARIFY_RUNTIME_EVALUATION_OUTPUT_EXAMPLES_HPP
#define EQUIVARIFY_RUNTIME_EVALUATION_OUTPUT_EXAMPLES_HPP

#include "equivarify/runtime/data/dataset.hpp"
#include "equivarify/runtime/evaluation/output_evaluation.hpp"
#include "equivarify/runtime/network/network.hpp"

#include <cstddef>
#include <span>
#include <vector>

namespace equivarify::runtime {

/// Keeps the first images that it is given, and those of the largest losses.
class OutputExamples {
public:
  /// How many of each it keeps.
  static constexpr std::size_t most = 4;

  /// \p description must outlive this.
  explicit OutputExamples(Description const& description) : description_(description) {}

  /// Takes in image number \p image with its \p loss, the \p values of all outputs and what they
  /// should be.
  void add(std::size_t image,
           double loss,
           std::span<float const> values,
           std::span<float const> targets);

  /// The first ones, with their inputs in \p data.
  [[nodiscard]] std::vector<OutputExample> first_ones(Dataset const& data) const;

  /// Those of the largest losses, the largest first, of equal ones the first; without loss none.
  [[nodiscard]] std::vector<OutputExample> worst_ones(Dataset const& data) const;

private:
  struct Kept {
    std::size_t image;
    double loss;
    std::vector<float> values;
    std::vector<float> targets;
  };

  [[nodiscard]] std::vector<OutputExample> shown(std::vector<Kept> const& kept,
                                                 Dataset const& data) const;

  Description const& description_;
  std::vector<Kept> first_;
  std::vector<Kept> worst_;
};

} // namespace equivarify::runtime

#endif
