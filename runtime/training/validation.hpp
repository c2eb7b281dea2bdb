/// \file
/// How good a network is on pictures that it is not trained on, while it is trained.
#ifndef EQUIVARIFY_RUNTIME_TRAINING_VALIDATION_HPP
#define EQUIVARIFY_RUNTIME_TRAINING_VALIDATION_HPP

#include "equivarify/runtime/network/network.hpp"
#include "equivarify/runtime/ranks/team.hpp"
#include "equivarify/runtime/training/selection.hpp"

#include <cstddef>
#include <cstdint>
#include <vector>

namespace equivarify::runtime {

/// The means over the pictures that a network is judged by.
struct ValidationRecord {
  double loss = 0; ///< that of the training

  /// The share of right classes. With outputs that of all classes of all outputs, each of which
  /// counts alike; no number where the outputs are plain numbers. A tie counts with the share of
  /// its classes that is right.
  double accuracy = 0;
  std::vector<double> outputs{}; ///< the loss of each, without its weight
};

/// The label of picture \p row of \p data for the loss of \p network, whose labels are (h, class).
[[nodiscard]] std::uint32_t
label_of(Description const& network, Dataset const& data, std::size_t row);

/// Judges \p network by the pictures of \p selection, as they are. Batch normalisation uses what it
/// kept. Neither threads nor batches change a bit of the result, nor do the ranks of \p team, each
/// of which holds its part of the data, see PictureExchange; they share the work and all get the
/// result.
///
/// Cost: one evaluation of each picture.
[[nodiscard]] ValidationRecord validate(Network& network, Selection const& selection, Team& team);

} // namespace equivarify::runtime

#endif
