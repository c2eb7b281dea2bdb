/// \file
/// The gradient of a batch from those of its lanes, which several ranks compute: with the same bits
/// for any number of ranks.
#ifndef EQUIVARIFY_RUNTIME_RANKS_LANE_SUM_HPP
#define EQUIVARIFY_RUNTIME_RANKS_LANE_SUM_HPP

#include "equivarify/runtime/base/batch_part.hpp"
#include "equivarify/runtime/base/parallel.hpp"
#include "equivarify/runtime/base/parameters.hpp"
#include "equivarify/runtime/ranks/lane_tree.hpp"
#include "equivarify/runtime/ranks/team.hpp"

#include <algorithm>
#include <cstddef>
#include <span>
#include <utility>
#include <vector>

namespace equivarify::runtime {

/// How a batch of \p images images is cut into lanes: \p most of them, or one for each image.
class LaneCut {
public:
  LaneCut(std::size_t images, std::size_t most) : images_{images}, lanes_{std::min(images, most)} {}

  /// The number of lanes.
  [[nodiscard]] std::size_t lanes() const { return lanes_; }

  /// The lanes that rank \p rank of \p ranks computes.
  [[nodiscard]] Range lanes_of(std::size_t rank, std::size_t ranks) const {
    return part_of(lanes_, ranks, rank);
  }

  /// The images of the lanes \p range.
  [[nodiscard]] Range images_of(Range range) const {
    return {images_ * range.first / lanes_, images_ * range.end / lanes_};
  }

  /// What a rank that has the lanes \p range computes.
  [[nodiscard]] BatchPart part(Range range) const;

private:
  std::size_t images_;
  std::size_t lanes_;
};

/// Adds lanes along their tree.
///
/// Each rank adds its own as far as the tree allows. Of what is left on all ranks, rank r gets
/// slice number r of the numbers, adds it to the root, and sends that to all. So each rank sends
/// about two gradients for each node that it has left: one if lanes and ranks are powers of two.
class LaneSum {
public:
  /// Both must outlive it.
  LaneSum(Team& team, ThreadPool& pool) : team_{team}, pool_{pool} {}

  /// Begins the sum of all lanes of \p cut, each of which has \p losses losses.
  void start(LaneCut const& cut, std::size_t losses = 1);

  /// Takes in the next lane of this rank: its losses, and its gradient, of which what is not
  /// trained is left out.
  void add(std::span<double const> losses, std::vector<ParameterView> const& gradient);

  /// Sets \p gradient to the sum over all lanes of all ranks; returns the sum of each loss.
  std::vector<double> finish(std::vector<ParameterView> const& gradient);

private:
  using Values = std::vector<float>;

  [[nodiscard]] bool is_whole() const { return cut_.lanes() == 1 && team_.size() == 1; }

  [[nodiscard]] Range slice(std::size_t rank) const { return part_of(size_, team_.size(), rank); }

  void add_values(Values& left, Values const& right);

  /// What adds two halves, and keeps the memory of the right one.
  auto adder() {
    return [this](Values& left, Values& right) {
      add_values(left, right);
      spare_.push_back(std::move(right));
    };
  }

  std::vector<double> total_losses();
  Values& exchange_slices();
  [[nodiscard]] Values total_slice(std::vector<Values>& slices);

  Team& team_;
  ThreadPool& pool_;
  LaneCut cut_{0, 0};
  std::size_t size_ = 0; ///< numbers of a gradient
  std::size_t next_ = 0; ///< lane
  LaneTree<Values> tree_;
  std::vector<Values> spare_;  ///< memory that is free again
  std::size_t each_ = 1;       ///< losses of a lane
  std::vector<double> losses_; ///< of the lanes of this rank, one after another
  Values total_;               ///< as it came from all ranks
};

} // namespace equivarify::runtime

#endif
