#include "equivarify/algebra/equivarifications/orbit_sweep.hpp"

#include "equivarify/algebra/error.hpp"
#include "equivarify/algebra/named_groups.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <vector>

#include "support/arbitrary_subgroup.hpp"

namespace equivarify::algebra {
namespace {

/// The sweep over the maps to \p labels labels, all types.
OrbitSweep sweep_of(Subgroup const& h, std::uint32_t labels) {
  return {h, labels, OrbitKind::any, count_labelled_orbits(h, labels)};
}

RC_GTEST_PROP(OrbitSweep, FindsInPartsWhatItFindsAtOnce, (Subgroup const& h)) {
  auto const labels = *rc::gen::inRange<std::uint32_t>(1, 4);
  RC_PRE(h.index() * (labels - 1) <= 16);
  OrbitSweep const sweep = sweep_of(h, labels);
  auto const maps = static_cast<std::uint64_t>(sweep.maps());
  auto cuts =
      *rc::gen::container<std::vector<std::uint64_t>>(rc::gen::inRange<std::uint64_t>(0, maps + 1));
  cuts.insert(cuts.end(), {0, maps});
  std::sort(cuts.begin(), cuts.end());
  std::vector<std::uint64_t> parts;
  for (std::size_t i = 1; i < cuts.size(); ++i) {
    std::vector<std::uint64_t> const part = sweep.find(cuts[i - 1], cuts[i]).value();
    parts.insert(parts.end(), part.begin(), part.end());
  }
  RC_ASSERT(parts == *sweep.find(0, maps));
  RC_ASSERT(sweep.orbits() == parts.size());
  for (std::uint64_t number = 0; number < maps; ++number) {
    RC_ASSERT(sweep.keeps(number) == std::binary_search(parts.begin(), parts.end(), number));
  }
}

TEST(OrbitSweep, EndsWithNothingWhenTimeIsOver) {
  OrbitSweep const sweep = sweep_of(Subgroup::trivial(cyclic(12)), 2);
  std::size_t asked = 0;
  auto const found = [&](std::size_t most) {
    asked = 0;
    return sweep.find(0, 4096, {.goes_on = [&] { return ++asked <= most; }});
  };
  EXPECT_EQ(found(4096), sweep.find(0, 4096));
  std::size_t const all = asked;
  EXPECT_GE(all, 64U);
  for (std::size_t most = 0; most < all; ++most) {
    EXPECT_FALSE(found(most)) << most;
    EXPECT_EQ(asked, most + 1);
  }
}

TEST(OrbitSweep, KeepsReducedMapsAlone) {
  // C4 on two labels: 0000 and 1111 come from G/G, 0101 from G/<r^2>.
  Subgroup const trivial = Subgroup::trivial(cyclic(4));
  OrbitSweep const sweep{trivial, 2, OrbitKind::reduced, 3};
  EXPECT_EQ(sweep.find(0, 16)->size(), 3U);
  EXPECT_EQ(sweep_of(trivial, 2).find(0, 16)->size(), 6U);
}

TEST(OrbitSweep, RefusesWhatIsTooLong) {
  OrbitSweep const sweep{Subgroup::trivial(cyclic(5)), 2, OrbitKind::reduced, 6};
  EXPECT_NO_THROW(require_short({sweep}, 32));
  EXPECT_THROW(require_short({sweep}, 31), LimitError);
}

} // namespace
} // namespace equivarify::algebra
