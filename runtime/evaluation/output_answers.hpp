/// \file
/// What the numbers of an output say: classes with their probabilities, and how far off they are.
#ifndef EQUIVARIFY_RUNTIME_EVALUATION_OUTPUT_ANSWERS_HPP
#define EQUIVARIFY_RUNTIME_EVALUATION_OUTPUT_ANSWERS_HPP

#include "equivarify/runtime/network/network.hpp"

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

namespace equivarify::runtime {

/// The best entries of one softmax: a set, so that it moves as the output does.
struct BestEntries {
  std::vector<std::size_t> best; ///< several only where they are equal; none of what is no number
  double probability = 0;        ///< of each of them
};

/// The best of \p logits; those that are at most \p slack smaller than the largest count as equal,
/// see tie_slack. The softmax sums in the order of size: no permutation changes a bit.
[[nodiscard]] BestEntries best_entries(std::span<float const> logits, float slack = 0);

/// The softmax of \p logits.
[[nodiscard]] std::vector<float> softmax(std::span<float const> logits);

/// The logistic function of each of \p values.
[[nodiscard]] std::vector<float> logistic(std::span<float const> values);

/// The entries of \p values, the value of a grid \p output, in cell \p cell: one for each channel.
[[nodiscard]] std::vector<float>
in_cell(OutputFacts const& output, std::span<float const> values, std::size_t cell);

/// What class number \p index of \p output is called: its name, or its number where it has none.
[[nodiscard]] std::string class_name(OutputFacts const& output, std::size_t index);

} // namespace equivarify::runtime

#endif
