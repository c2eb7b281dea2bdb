/// \file
/// Sums over a batch, channel by channel, whose bits depend on nothing but the numbers.
///
/// The copies of a lifted value share a channel's sum. It is taken copy by copy over the pixels in
/// their order, then over the copies of an image in the order of their sums, then over the images
/// in their order: so an image that is moved, which permutes its copies, gives the same bits, and
/// so does every number of threads, and of processes that share the batch.
#ifndef EQUIVARIFY_RUNTIME_NORM_BATCH_STATISTICS_HPP
#define EQUIVARIFY_RUNTIME_NORM_BATCH_STATISTICS_HPP

#include "equivarify/runtime/base/batch_part.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <numeric>
#include <span>
#include <vector>

namespace equivarify::runtime {

/// The sum of the \p Copies numbers that lie \p distance apart, the same for every order of them.
/// They are sorted by their bits, which orders NaN too.
template <std::size_t Copies>
double sum_of_copies(double const* terms, std::size_t distance) {
  std::array<double, Copies> sorted;
  for (std::size_t h = 0; h < Copies; ++h) {
    sorted[h] = terms[h * distance];
  }
  std::sort(sorted.begin(), sorted.end(), [](double a, double b) {
    return std::bit_cast<std::uint64_t>(a) < std::bit_cast<std::uint64_t>(b);
  });
  return std::accumulate(sorted.begin(), sorted.end(), 0.0);
}

/// Sums of several quantities over a batch of lifted values with \p Channels channels in each of
/// \p Copies copies.
template <std::size_t Copies, std::size_t Channels>
class BatchSums {
public:
  static constexpr std::size_t depth = Copies * Channels;
  using OfChannels = std::array<double, Channels>;

  /// Makes room for \p quantities sums of each of \p images images.
  void start(std::size_t images, std::size_t quantities) {
    images_ = images;
    quantities_ = quantities;
    sums_.assign(images * quantities * depth, 0.0);
  }

  /// The sums of quantity \p quantity of image \p n: entry h * Channels + c is that of channel c of
  /// copy h. Threads may write those of several images at once.
  [[nodiscard]] double* of_image(std::size_t n, std::size_t quantity) {
    return sums_.data() + (n * quantities_ + quantity) * depth;
  }

  /// The sums of each quantity over copies and over all images of the batch; \p gather brings those
  /// of other processes, if there are any.
  [[nodiscard]] std::vector<OfChannels> totals(ImageGather* gather) {
    std::size_t const each = quantities_ * Channels;
    of_images_.resize(images_ * each);
    for (std::size_t i = 0; i < of_images_.size(); ++i) {
      of_images_[i] =
          sum_of_copies<Copies>(sums_.data() + i / Channels * depth + i % Channels, Channels);
    }
    std::span<double const> const all =
        gather == nullptr ? std::span<double const>(of_images_) : gather->all(of_images_, each);
    std::vector<OfChannels> totals(quantities_, OfChannels{});
    for (std::size_t i = 0; i < all.size(); ++i) {
      totals[i % each / Channels][i % Channels] += all[i];
    }
    return totals;
  }

private:
  std::size_t images_ = 0;
  std::size_t quantities_ = 0;
  std::vector<double> sums_;
  std::vector<double> of_images_; ///< over the copies
};

} // namespace equivarify::runtime

#endif
