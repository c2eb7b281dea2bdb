#include "equivarify/algebra/partition.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <numeric>
#include <utility>
#include <vector>

namespace equivarify::algebra {
namespace {

using Pairs = std::vector<std::pair<std::size_t, std::size_t>>;

/// Joins by renaming everything, one pair after another.
std::vector<std::uint32_t> renamed(std::uint32_t size, Pairs const& pairs) {
  std::vector<std::uint32_t> names(size);
  std::iota(names.begin(), names.end(), 0U);
  for (auto const& [a, b] : pairs) {
    auto const [low, high] = std::minmax({names[a], names[b]});
    std::replace(names.begin(), names.end(), high, low);
  }
  return names;
}

RC_GTEST_PROP(Partition, NamesPartsByTheirLeastEntries, ()) {
  auto const size = *rc::gen::inRange<std::uint32_t>(1, 30);
  auto const entry = rc::gen::inRange<std::size_t>(0, size);
  auto const pairs = *rc::gen::container<Pairs>(rc::gen::pair(entry, entry));
  Partition partition{size};
  Pairs joined;
  for (auto const& [a, b] : pairs) {
    std::vector<std::uint32_t> const names = renamed(size, joined);
    RC_ASSERT(partition.join(a, b) == (names[a] != names[b]));
    joined.emplace_back(a, b);
    RC_ASSERT(partition.least() == renamed(size, joined));
  }
}

} // namespace
} // namespace equivarify::algebra
