/// \file
/// Weights that are one, or minus one another, or zero: first, in gradients and after Adam.
#include "equivarify/runtime/optimizer/tied_weights.hpp"

#include "equivarify/runtime/base/random.hpp"
#include "equivarify/runtime/optimizer/optimizer.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <bit>
#include <cstdint>
#include <vector>

namespace {

namespace runtime = equivarify::runtime;
using runtime::ParameterView;
using Orbits = std::vector<std::uint32_t>;

ParameterView view_of(std::vector<float>& values) {
  return {.name = "w", .shape = {values.size()}, .values = values};
}

TEST(TiedWeights, AreThoseOfTheirOrbitWithTheirSigns) {
  std::vector<float> values{1, 2, 3, 4, 5, 6, 7, 8};
  Orbits const orbits{0, 4, 8, 3}; // itself, minus the first, zero, itself; and so on
  runtime::tie_weights(view_of(values), orbits);
  EXPECT_EQ(values, (std::vector<float>{1, -1, 0, 4, 5, -5, 0, 8}));
}

TEST(TiedWeights, HaveTheGradientOfTheOneWeightThatTheyAre) {
  std::vector<float> gradient{1, 2, 3, 4};
  Orbits const orbits{0, 4, 8, 0};
  runtime::sum_over_orbits(view_of(gradient), orbits);
  EXPECT_EQ(gradient, (std::vector<float>{3, -3, 0, 3})); // 1 - 2 + 4
}

/// Orbits of \p n places: each is free, the same as an earlier free one, minus it, or zero.
Orbits arbitrary_orbits(std::uint32_t n) {
  Orbits orbits;
  Orbits free;
  for (std::uint32_t i = 0; i < n; ++i) {
    int const kind = *rc::gen::inRange(0, 4);
    if (kind == 3) {
      orbits.push_back(2 * n);
    } else if (kind == 0 || free.empty()) {
      free.push_back(i);
      orbits.push_back(i);
    } else {
      orbits.push_back((kind == 1 ? 0 : n) + *rc::gen::elementOf(free));
    }
  }
  return orbits;
}

/// Whether \p values are tied by \p orbits to the bit.
bool are_tied(std::vector<float> const& values, Orbits const& orbits) {
  std::size_t const n = orbits.size();
  for (std::size_t i = 0; i < values.size(); ++i) {
    std::uint32_t const orbit = orbits[i % n];
    float const first = values[i - i % n + orbit % n];
    float const expected = orbit < n ? first : orbit < 2 * n ? -first : 0.0F;
    if (std::bit_cast<std::uint32_t>(values[i]) != std::bit_cast<std::uint32_t>(expected)) {
      return false;
    }
  }
  return true;
}

/// Values and a gradient tied by \p tie and \p sum, after some steps of Adam.
template <typename TieWeights, typename SumOverOrbits>
std::vector<float>
after_adam(std::size_t size, std::uint64_t seed, TieWeights const& tie, SumOverOrbits const& sum) {
  runtime::Random random(seed);
  auto const numbers = [&] {
    std::vector<float> result(size);
    for (float& number : result) {
      number = static_cast<float>(random.uniform(-1, 1));
    }
    return result;
  };
  std::vector<float> values = numbers();
  tie(values);
  std::vector<float> first(size);
  std::vector<float> second(size);
  for (std::size_t step = 0; step < 5; ++step) {
    std::vector<float> gradient = numbers();
    sum(gradient);
    runtime::adam_update(runtime::adam_step({}, 0.01, step),
                         {.values = values, .first_moments = first, .second_moments = second},
                         gradient);
  }
  return values;
}

RC_GTEST_PROP(TiedWeights, StayTiedToTheBitInTraining, ()) {
  Orbits const orbits = arbitrary_orbits(*rc::gen::inRange<std::uint32_t>(1, 20));
  std::size_t const size = orbits.size() * *rc::gen::inRange<std::size_t>(1, 4);
  auto const seed = *rc::gen::inRange<std::uint64_t>(0, 1000);
  auto const tie = [&](std::vector<float>& values) {
    runtime::tie_weights(view_of(values), orbits);
  };
  auto const sum = [&](std::vector<float>& values) {
    runtime::sum_over_orbits(view_of(values), orbits);
  };
  RC_ASSERT(are_tied(after_adam(size, seed, tie, sum), orbits));
  // Versions that are wrong: signs are lost, or zeros are learnt.
  Orbits unsigned_orbits = orbits;
  Orbits without_zeros = orbits;
  for (std::uint32_t i = 0; i < orbits.size(); ++i) {
    auto const n = static_cast<std::uint32_t>(orbits.size());
    unsigned_orbits[i] = orbits[i] < 2 * n ? orbits[i] % n : orbits[i];
    without_zeros[i] = orbits[i] < 2 * n ? orbits[i] : i;
  }
  for (Orbits const& wrong : {unsigned_orbits, without_zeros}) {
    auto const wrong_sum = [&](std::vector<float>& values) {
      runtime::sum_over_orbits(view_of(values), wrong);
    };
    RC_ASSERT((wrong == orbits) == are_tied(after_adam(size, seed, tie, wrong_sum), orbits));
  }
}

} // namespace
