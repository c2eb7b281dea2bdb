#include <array>
#include <cmath>

#include "task.hpp"

namespace equivarify::gallery {
namespace {

constexpr std::size_t length = 24;

// What a sensor on each side of a body feels while a foot is set down on the left (0), on the right
// (1) or not at all (2): the near side first and strongly, the far side later and weakly, with the
// sway of the body on both.
void add_row(Random& random, Split& split) {
  std::size_t const foot = random.below(3);
  double const start = random.uniform(4, length - 10);
  double const strength = random.uniform(0.7, 1.3);
  double const sway = random.uniform(0, 6.28);
  for (std::size_t side = 0; side < 2; ++side) {
    double const delay = side == foot ? 0 : 2;
    double const force = foot == 2 ? 0 : side == foot ? strength : 0.6 * strength;
    for (std::size_t t = 0; t < length; ++t) {
      double const since = static_cast<double>(t) - start - delay;
      double const blow = since < 0 ? 0 : force * std::exp(-since / 3) * std::cos(since);
      double const slow = 0.5 * std::sin(0.4 * static_cast<double>(t) + sway);
      split.field("inputs").add(blow + slow + 0.15 * noise(random));
    }
  }
  split.field("foot").add(static_cast<double>(foot));
}

} // namespace

std::vector<Split> footsteps_c2(fs::path const&) {
  return draw({{"inputs", {2, 1, length}}, {"foot", {}}}, 4000, 1000, add_row);
}

} // namespace equivarify::gallery
