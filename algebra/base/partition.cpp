#include "equivarify/algebra/partition.hpp"

#include <boost/pending/disjoint_sets.hpp>

#include <numeric>

namespace equivarify::algebra {

Partition::Partition(std::size_t size) : parent_(size), rank_(size, 0) {
  std::iota(parent_.begin(), parent_.end(), 0U);
}

bool Partition::join(std::size_t a, std::size_t b) {
  boost::disjoint_sets sets{rank_.data(), parent_.data()};
  std::uint32_t const first = sets.find_set(static_cast<std::uint32_t>(a));
  std::uint32_t const second = sets.find_set(static_cast<std::uint32_t>(b));
  if (first == second) {
    return false;
  }
  sets.link(first, second);
  return true;
}

std::vector<std::uint32_t> Partition::least() {
  std::vector<std::uint32_t> entries(parent_.size());
  std::iota(entries.begin(), entries.end(), 0U);
  boost::disjoint_sets sets{rank_.data(), parent_.data()};
  sets.compress_sets(entries.begin(), entries.end());
  sets.normalize_sets(entries.begin(), entries.end());
  return parent_;
}

} // namespace equivarify::algebra
