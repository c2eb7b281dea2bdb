/// \file
/// How often a network is right.
#ifndef EQUIVARIFY_RUNTIME_EVALUATION_EVALUATION_HPP
#define EQUIVARIFY_RUNTIME_EVALUATION_EVALUATION_HPP

#include "equivarify/runtime/data/dataset.hpp"
#include "equivarify/runtime/evaluation/error_analysis.hpp"
#include "equivarify/runtime/evaluation/not_finite.hpp"
#include "equivarify/runtime/network/network.hpp"
#include "equivarify/runtime/records/evaluation_record.hpp"

#include <cstddef>
#include <cstdint>
#include <functional>
#include <vector>

namespace equivarify::runtime {

/// The accuracy on a data set in all its turns.
struct Evaluation {
  std::size_t images = 0;
  std::size_t shift = 0;             ///< how many pixels each image was moved at most
  std::uint64_t seed = 0;            ///< of the random turns and shifts
  Accuracy random_turn;              ///< each image turned by an element of its own, at random
  ErrorAnalysis errors;              ///< of the same images
  std::vector<std::size_t> elements; ///< that were tried
  std::vector<Accuracy> copies;      ///< all images turned by the same element, for each of them
  double images_per_second = 0;
  NotFinite not_finite{}; ///< of all turned images; such an answer is wrong
};

/// Told now and then how many of how many images are done.
using Watcher = std::function<void(std::size_t done, std::size_t total)>;

/// The accuracy of \p network on the images \p data, turned by each of \p elements, and at random
/// among them by \p seed; by all elements of the group where none are given.
///
/// Takes a forward pass for each image and element.
[[nodiscard]] Evaluation evaluate(Network& network,
                                  Dataset const& data,
                                  std::uint64_t seed,
                                  std::vector<std::size_t> elements = {},
                                  Watcher const& watcher = {});

} // namespace equivarify::runtime

#endif
