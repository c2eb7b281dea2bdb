/// \file
/// Numbers of all images of a batch, brought together from the ranks that have them.
#ifndef EQUIVARIFY_RUNTIME_RANKS_SHARED_IMAGES_HPP
#define EQUIVARIFY_RUNTIME_RANKS_SHARED_IMAGES_HPP

#include "equivarify/runtime/base/batch_part.hpp"
#include "equivarify/runtime/ranks/team.hpp"

#include <cstddef>
#include <numeric>
#include <span>
#include <utility>
#include <vector>

namespace equivarify::runtime {

/// Images that follow one another, rank by rank.
class SharedImages final : public ImageGather {
public:
  /// Rank r of \p team, which must outlive this, has \p counts[r] images.
  SharedImages(Team& team, std::vector<std::size_t> counts)
      : team_{team}, counts_{std::move(counts)} {}

  std::span<double const> all(std::span<double const> mine, std::size_t each) override {
    std::vector<std::size_t> sizes = counts_;
    for (std::size_t& size : sizes) {
      size *= each;
    }
    all_.resize(std::accumulate(sizes.begin(), sizes.end(), std::size_t{0}));
    team_.gather(mine, sizes, std::span(all_));
    return all_;
  }

private:
  Team& team_;
  std::vector<std::size_t> counts_;
  std::vector<double> all_;
};

} // namespace equivarify::runtime

#endif
