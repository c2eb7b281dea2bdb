#include "equivarify/runtime/base/random.hpp"
#include "equivarify/runtime/integer/fast_kernel.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdint>
#include <limits>
#include <type_traits>
#include <vector>

namespace equivarify::testing {
namespace {

/// Random rows of entries, some of them of the largest numbers alone, and weights of some vectors
/// of filters.
template <typename Entry, typename Weight>
struct Factors {
  explicit Factors(runtime::Random& random)
      : rows(1 + random.below(40)), steps(1 + random.below(50)),
        vectors(1 + random.below(runtime::vectors_at_once)),
        stride(steps * terms + 4 * random.below(3)) {
    bool const is_extreme = random.below(2) == 0;
    entries = draw<Entry>((rows + runtime::row_slack) * stride, is_extreme, random);
    weights = draw<Weight>(steps * vectors * runtime::lane_step * terms, is_extreme, random);
  }

  template <typename Number>
  static runtime::Lines<Number> draw(std::size_t count, bool is_extreme, runtime::Random& random) {
    using Limits = std::numeric_limits<Number>;
    constexpr int lowest = std::is_signed_v<Number> ? -Limits::max() : 0;
    constexpr std::uint64_t range = static_cast<std::uint64_t>(Limits::max() - lowest) + 1;
    runtime::Lines<Number> numbers(count);
    for (Number& number : numbers) {
      int const extreme = random.below(2) == 0 ? lowest : Limits::max();
      int const any = lowest + static_cast<int>(random.below(range));
      number = static_cast<Number>(is_extreme ? extreme : any);
    }
    return numbers;
  }

  [[nodiscard]] std::int32_t sum(std::size_t row, std::size_t f) const {
    std::uint32_t result = 0;
    for (std::size_t i = 0; i < steps * terms; ++i) {
      std::size_t const weight = (i / terms * vectors * runtime::lane_step + f) * terms + i % terms;
      result += static_cast<std::uint32_t>(std::int32_t{entries[row * stride + i]} *
                                           std::int32_t{weights[weight]});
    }
    return static_cast<std::int32_t>(result);
  }

  [[nodiscard]] std::vector<std::int32_t> sums() const {
    std::vector<std::int32_t> result;
    for (std::size_t i = 0; i < rows * vectors * runtime::lane_step; ++i) {
      result.push_back(sum(i / (vectors * runtime::lane_step), i % (vectors * runtime::lane_step)));
    }
    return result;
  }

  template <typename Products>
  [[nodiscard]] std::vector<std::int32_t> by(Products products) const {
    std::size_t const filters = vectors * runtime::lane_step;
    runtime::Lines<std::int32_t> found((rows + runtime::row_slack) * filters, 77);
    products({.entries = entries.data(),
              .stride = stride,
              .rows = rows,
              .steps = steps,
              .weights = weights.data(),
              .vectors = vectors,
              .sums = found.data(),
              .sum_stride = filters});
    return {found.data(), found.data() + rows * filters};
  }

  static constexpr std::size_t terms = runtime::terms_of_step<Entry>;
  std::size_t rows;
  std::size_t steps;
  std::size_t vectors;
  std::size_t stride;
  runtime::Lines<Entry> entries;
  runtime::Lines<Weight> weights;
};

TEST(LaneProducts, AreTheirDefinitionForEveryNumberOfRowsAndVectors) {
  runtime::Random random(1);
  for (int round = 0; round < 150; ++round) {
    Factors<std::uint8_t, std::int8_t> const bytes(random);
    Factors<std::int16_t, std::int16_t> const pairs(random);
    for (runtime::IntegerKernel const& kernel : runtime::integer_kernels()) {
      runtime::FastKernel const& fast = runtime::fast_kernel_of(kernel);
      ASSERT_EQ(bytes.by(fast.row_products), bytes.sums())
          << kernel.name << ", " << bytes.rows << " rows, " << bytes.vectors << " vectors";
      ASSERT_EQ(pairs.by(fast.products), pairs.sums())
          << kernel.name << ", " << pairs.rows << " rows, " << pairs.vectors << " vectors";
    }
  }
}

/// As an instruction for bytes without VNNI adds them up.
void saturating_rows(runtime::RowProducts const& of) {
  std::size_t const filters = of.vectors * runtime::lane_step;
  for (std::size_t i = 0; i < of.rows * filters; ++i) {
    std::int32_t& sum = of.sums[i / filters * of.sum_stride + i % filters];
    sum = 0;
    for (std::size_t two = 0; two < 2 * of.steps; ++two) {
      std::uint8_t const* const x = of.entries + i / filters * of.stride + 2 * two;
      std::int8_t const* const w = of.weights + (two / 2 * filters + i % filters) * 4 + two % 2 * 2;
      sum += std::clamp(x[0] * w[0] + x[1] * w[1], -32768, 32767);
    }
  }
}

TEST(LaneProducts, KillPairsThatSaturate) {
  runtime::Random random(2);
  std::size_t wrong = 0;
  for (int round = 0; round < 10; ++round) {
    Factors<std::uint8_t, std::int8_t> const bytes(random);
    wrong += bytes.by(saturating_rows) == bytes.sums() ? 0U : 1U;
  }
  EXPECT_GT(wrong, 0U);
}

} // namespace
} // namespace equivarify::testing
