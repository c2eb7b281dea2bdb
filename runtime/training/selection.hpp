/// \file
/// Some pictures of a data set, and how they are divided for training.
#ifndef EQUIVARIFY_RUNTIME_TRAINING_SELECTION_HPP
#define EQUIVARIFY_RUNTIME_TRAINING_SELECTION_HPP

#include "equivarify/runtime/data/dataset.hpp"

#include <cstddef>
#include <cstdint>
#include <vector>

namespace equivarify::runtime {

/// Some pictures of a data set, which must outlive this.
struct Selection {
  Dataset const* data = nullptr;
  std::vector<std::uint32_t> rows{}; ///< which pictures, in rising order

  /// The number of pictures.
  [[nodiscard]] std::size_t size() const { return rows.size(); }
};

/// All pictures of \p data.
[[nodiscard]] Selection all_of(Dataset const& data);

/// What a network is trained on, and what it is judged by after each epoch.
struct TrainingData {
  Selection training;
  Selection validation{}; ///< empty: it is not judged
};

/// All of \p data for training, but for \p share of them, which are drawn by \p seed and kept for
/// validation. The same arguments give the same pictures on every machine.
///
/// \throws DataError unless both parts have a picture.
[[nodiscard]] TrainingData hold_out(Dataset const& data, double share, std::uint64_t seed);

} // namespace equivarify::runtime

#endif
