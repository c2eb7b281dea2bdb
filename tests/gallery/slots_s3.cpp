#include <algorithm>
#include <array>
#include <cmath>

#include "task.hpp"

namespace equivarify::gallery {
namespace {

constexpr std::size_t features = 5;

// Three offers in any order; the answer is which is best, and how good that one is.
void add_row(Random& random, Split& split) {
  std::array<double, 3> worth{};
  for (double& each : worth) {
    std::array<double, features> x{};
    for (double& feature : x) {
      feature = random.uniform(-1, 1);
      split.field("inputs").add(feature);
    }
    each = x[0] * x[1] - std::abs(x[2] - x[3]) + 0.5 * x[4] * x[4];
  }
  auto const best = std::max_element(worth.begin(), worth.end());
  split.field("best").add(static_cast<double>(best - worth.begin()));
  split.field("worth").add(*best);
}

} // namespace

std::vector<Split> slots_s3(fs::path const&) {
  return draw({{"inputs", {3, 1, features}}, {"best", {}}, {"worth", {1}}}, 8000, 2000, add_row);
}

} // namespace equivarify::gallery
