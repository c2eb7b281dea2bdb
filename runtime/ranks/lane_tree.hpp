/// \file
/// The tree along which the lanes of a batch are added.
///
/// Its nodes on level k are blocks of 2^k lanes that begin at a multiple of 2^k; the value of a
/// node is that of its left half plus that of its right half, or that of the left half alone where
/// the batch has no lane in the right one. So the root depends on the lanes and on their number,
/// and not on who adds what.
#ifndef EQUIVARIFY_RUNTIME_RANKS_LANE_TREE_HPP
#define EQUIVARIFY_RUNTIME_RANKS_LANE_TREE_HPP

#include "equivarify/runtime/base/range.hpp"

#include <cstddef>
#include <utility>
#include <vector>

namespace equivarify::runtime {

/// A node of the tree: block number `index` of 2^`level` lanes.
struct LaneBlock {
  std::size_t level = 0;
  std::size_t index = 0;

  friend bool operator==(LaneBlock const&, LaneBlock const&) = default;
};

/// The largest nodes that the lanes \p range consist of, in order.
[[nodiscard]] inline std::vector<LaneBlock> blocks_of(Range range) {
  std::vector<LaneBlock> blocks;
  while (range.first < range.end) {
    std::size_t level = 0;
    while (range.first % (std::size_t{2} << level) == 0 &&
           (std::size_t{2} << level) <= range.size()) {
      ++level;
    }
    blocks.push_back({level, range.first >> level});
    range.first += std::size_t{1} << level;
  }
  return blocks;
}

/// Values of nodes that come in the order of their lanes, without gaps; those of two halves are
/// added as soon as both are there.
template <typename Value>
class LaneTree {
public:
  struct Node {
    LaneBlock block;
    Value value;
  };

  /// Takes in the value of the next node. `add(left, right)` sets its left value to their sum.
  template <typename Add>
  void push(LaneBlock block, Value value, Add const& add) {
    nodes_.push_back({block, std::move(value)});
    while (nodes_.size() > 1 && are_halves(nodes_[nodes_.size() - 2].block, nodes_.back().block)) {
      add_last(add);
      LaneBlock& whole = nodes_.back().block;
      whole = {whole.level + 1, whole.index / 2};
    }
  }

  /// The nodes that are left: the largest of the lanes so far.
  [[nodiscard]] std::vector<Node>& nodes() { return nodes_; }

  /// The value of the root, when all lanes of the batch came, of which there is one at least.
  template <typename Add>
  [[nodiscard]] Value& total(Add const& add) {
    while (nodes_.size() > 1) {
      add_last(add);
    }
    return nodes_.front().value;
  }

private:
  static bool are_halves(LaneBlock left, LaneBlock right) {
    return left.level == right.level && left.index % 2 == 0 && left.index + 1 == right.index;
  }

  template <typename Add>
  void add_last(Add const& add) {
    add(nodes_[nodes_.size() - 2].value, nodes_.back().value);
    nodes_.pop_back();
  }

  std::vector<Node> nodes_;
};

} // namespace equivarify::runtime

#endif
