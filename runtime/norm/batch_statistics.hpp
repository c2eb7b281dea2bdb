/// \file
/// Sums over a batch, channel by channel, whose bits depend on nothing but the numbers.
///
/// The copies of a lifted value share a channel's sum. It is taken copy by copy over the pixels in
/// their order, then over the copies of an image in the order of their sums, then over the images
/// in their order: so an image that is moved, which permutes its copies, gives the same bits, and
/// so does every number of threads.
#ifndef EQUIVARIFY_RUNTIME_NORM_BATCH_STATISTICS_HPP
#define EQUIVARIFY_RUNTIME_NORM_BATCH_STATISTICS_HPP

#include <algorithm>
#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <numeric>
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

  /// The sums of quantity \p quantity over copies and images.
  [[nodiscard]] OfChannels total(std::size_t quantity) const {
    OfChannels totals{};
    for (std::size_t n = 0; n < images_; ++n) {
      double const* const image = sums_.data() + (n * quantities_ + quantity) * depth;
      for (std::size_t c = 0; c < Channels; ++c) {
        totals[c] += sum_of_copies<Copies>(image + c, Channels);
      }
    }
    return totals;
  }

private:
  std::size_t images_ = 0;
  std::size_t quantities_ = 0;
  std::vector<double> sums_;
};

} // namespace equivarify::runtime

#endif
