/// \file
/// The part of a batch that one process works on, where several share a training.
///
/// A batch is cut into lanes. The gradient of a lane is summed image by image, whoever works on it,
/// and those of the lanes are added along a tree that depends on their number alone: so neither
/// processes nor threads change a bit.
#ifndef EQUIVARIFY_RUNTIME_BASE_BATCH_PART_HPP
#define EQUIVARIFY_RUNTIME_BASE_BATCH_PART_HPP

#include <cstddef>
#include <cstdint>
#include <functional>
#include <numeric>
#include <span>
#include <vector>

namespace equivarify::runtime {

/// Brings numbers of all images of a batch together.
class ImageGather {
public:
  ImageGather() = default;
  ImageGather(ImageGather const&) = delete;
  ImageGather(ImageGather&&) = delete;
  ImageGather& operator=(ImageGather const&) = delete;
  ImageGather& operator=(ImageGather&&) = delete;
  virtual ~ImageGather() = default;

  /// The numbers of all images of the batch in their order, \p each for an image, when \p mine are
  /// those of the images here. All processes must call it; the result lasts until the next call.
  virtual std::span<double const> all(std::span<double const> mine, std::size_t each) = 0;
};

/// What one process computes of a batch: the gradients of some lanes, which follow one another.
struct BatchPart {
  std::size_t batch_images = 0;     ///< of all processes
  std::size_t first_lane = 0;       ///< the number of its first lane
  std::size_t first_image = 0;      ///< the place of its first image in the batch
  std::vector<std::size_t> lanes{}; ///< the images of each of its lanes
  ImageGather* gather = nullptr;    ///< null: it is the whole batch
  std::uint64_t draws = 0;          ///< by which layers draw random numbers for the batch

  /// The images of all of its lanes.
  [[nodiscard]] std::size_t images() const {
    return std::accumulate(lanes.begin(), lanes.end(), std::size_t{0});
  }
};

/// A batch of \p images images as one lane.
[[nodiscard]] inline BatchPart whole_batch(std::size_t images) {
  return {.batch_images = images, .lanes = {images}};
}

/// Is told that the gradient of the next lane is there, and sums over its images: of their losses,
/// then of the loss of each output, where there are outputs.
using LaneTaker = std::function<void(std::span<double const> losses)>;

/// The rows of one lane among those of a micro-batch, and the sum for a gradient of theirs.
template <typename Sum>
struct LaneRows {
  std::size_t first;
  std::size_t count;
  Sum& sum;
};

} // namespace equivarify::runtime

#endif
