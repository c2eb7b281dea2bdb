/// \file
/// The outputs of a network for a data set turned by the elements of the group.
#ifndef EQUIVARIFY_RUNTIME_EVALUATION_TURNED_IMAGES_HPP
#define EQUIVARIFY_RUNTIME_EVALUATION_TURNED_IMAGES_HPP

#include "equivarify/runtime/data/dataset.hpp"
#include "equivarify/runtime/network/network.hpp"

#include <cstddef>
#include <span>
#include <vector>

namespace equivarify::runtime {

/// Evaluates a run of images at a time, turned by any element; keeps its buffers.
class TurnedImages {
public:
  /// The number of images that are evaluated at once.
  static constexpr std::size_t batch = 64;

  /// Network and data must outlive this.
  TurnedImages(Network& network, Dataset const& data) : network_(network), data_(data) {}

  /// What comes out at g x for the images x = \p begin, ..., at most `batch` of them, where g is
  /// \p element: output_size() numbers each. Valid until the next call.
  [[nodiscard]] std::span<float const> answers(std::size_t begin, std::size_t element);

  /// Whether the last element leaves image number \p i of the last ones as it is.
  [[nodiscard]] bool is_fixed(std::size_t i) const;

private:
  Network& network_;
  Dataset const& data_;
  std::vector<float> images_;
  std::vector<float> turned_;
  std::vector<float> answers_;
};

} // namespace equivarify::runtime

#endif
