/// \file
/// Heads: R commutes with the group to the bit, negating copies negates it, its gradient is the
/// transpose; sums that depend on the order of the copies do not pass.
#include "equivarify/runtime/answers/heads.hpp"

#include "equivarify/runtime/answers/describe_output.hpp"
#include "equivarify/runtime/group/moved_entry.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <array>
#include <bit>
#include <cmath>
#include <cstdint>
#include <string_view>
#include <vector>

#include "runtime/head_models.hpp"

namespace equivarify::testing {
namespace {

using heads::C4;
using heads::Outputs;
using runtime::Head;
using runtime::OutputFacts;
using runtime::ReadHeads;

using Values = std::vector<float>;
constexpr std::size_t numbers = Outputs::copy_numbers;

std::vector<std::uint32_t> bits(Values const& values) {
  std::vector<std::uint32_t> result;
  for (float const value : values) {
    result.push_back(std::bit_cast<std::uint32_t>(value));
  }
  return result;
}

/// Copies with equal, zero, tiny and huge entries among others, so that orders of sums matter.
Values drawn_copies() {
  auto const number =
      rc::gen::oneOf(rc::gen::element(0.0F, -0.0F, 1.0F, -1.0F, 1e-45F, -1e-45F, 1e8F, -1e8F, 3.0F),
                     rc::gen::map(rc::gen::inRange(-100000, 100000),
                                  [](int n) { return static_cast<float>(n) / 777.0F; }));
  return *rc::gen::container<Values>(C4::order * numbers, number);
}

Values outputs_of(Values const& copies) {
  Values y(ReadHeads<Outputs>::output_size);
  ReadHeads<Outputs>::forward(1, copies.data(), y.data());
  return y;
}

/// (g s)(h) = s(g^-1 h).
Values moved_copies(Values const& s, std::size_t g) {
  Values result;
  for (std::size_t h = 0; h < C4::order; ++h) {
    auto const copy =
        s.begin() + static_cast<std::ptrdiff_t>(C4::product[C4::inverse[g]][h] * numbers);
    result.insert(result.end(), copy, copy + static_cast<std::ptrdiff_t>(numbers));
  }
  return result;
}

std::vector<OutputFacts> facts() {
  std::vector<OutputFacts> result;
  Outputs::for_each_output(
      [&]<typename O>() { result.push_back(runtime::describe_output<C4, O>()); });
  return result;
}

/// g r for all outputs r = \p values.
Values moved_outputs(Values const& values, std::size_t g) {
  Values result;
  std::size_t place = 0;
  for (OutputFacts const& output : facts()) {
    for (std::size_t i = 0; i < output.size; ++i) {
      bool const negated = !output.negated.empty() && output.negated[g][i];
      result.push_back(runtime::signed_value(values[place + output.permutations[g][i]], negated));
    }
    place += output.size;
  }
  return result;
}

RC_GTEST_PROP(Heads, CommuteWithTheGroupToTheBit, ()) {
  Values const s = drawn_copies();
  Values const y = outputs_of(s);
  for (std::size_t g = 0; g < C4::order; ++g) {
    RC_ASSERT(bits(outputs_of(moved_copies(s, g))) == bits(moved_outputs(y, g)));
  }
}

RC_GTEST_PROP(Heads, AreOddToTheBitAndHaveNoNegativeZero, ()) {
  Values s = drawn_copies();
  Values const y = outputs_of(s);
  std::transform(s.begin(), s.end(), s.begin(), [](float value) { return 0.0F - value; });
  Values const negative = outputs_of(s);
  for (std::size_t i = 0; i < y.size(); ++i) {
    RC_ASSERT(bits({negative[i]}) == bits({0.0F - y[i]}));
    RC_ASSERT(y[i] != 0.0F || !std::signbit(y[i]));
  }
}

RC_GTEST_PROP(Heads, AreMeansToRounding, ()) {
  Values const s = drawn_copies();
  Values const y = outputs_of(s);
  std::size_t place = 0;
  Outputs::for_each_output([&]<typename O>() {
    using H = Head<C4, O>;
    for (std::size_t entry = 0; entry < H::size; ++entry, ++place) {
      double sum = 0;
      double sizes = 0;
      for (std::size_t k = 0; k < H::terms; ++k) {
        std::size_t const i = entry % O::size;
        std::size_t const copy = C4::product[H::representative(entry / O::size)][H::element(k)];
        auto const term = static_cast<double>(s[copy * numbers + O::offset + H::source(k, i)]);
        sum += H::is_negated(k, i) ? -term : term;
        sizes += std::abs(term);
      }
      double const found = static_cast<double>(y[place]);
      RC_ASSERT(std::abs(found - sum / static_cast<double>(H::terms)) <= 1e-6 * sizes + 1e-40);
    }
  });
}

RC_GTEST_PROP(Heads, HaveTheTransposeForGradient, ()) {
  auto const small = rc::gen::map(rc::gen::inRange(-50, 50), [](int n) {
    return static_cast<float>(n) / 8.0F; // exact in sums and products
  });
  auto const s = *rc::gen::container<Values>(C4::order * numbers, small);
  auto const dy = *rc::gen::container<Values>(ReadHeads<Outputs>::output_size, small);
  Values const y = outputs_of(s);
  Values ds(s.size(), 99.0F);
  ReadHeads<Outputs>::backward(1, s.data(), y.data(), dy.data(), ds.data());
  double forward = 0;
  for (std::size_t i = 0; i < y.size(); ++i) {
    forward += static_cast<double>(dy[i]) * static_cast<double>(y[i]);
  }
  double backward = 0;
  for (std::size_t i = 0; i < s.size(); ++i) {
    backward += static_cast<double>(ds[i]) * static_cast<double>(s[i]);
  }
  RC_ASSERT(forward == backward);
}

/// The mean of \p terms in the order in which they come.
float naive_mean(std::array<float, 4> const& terms) {
  float sum = 0;
  for (float const term : terms) {
    sum += term;
  }
  return sum / 4.0F;
}

TEST(Heads, WouldNotCommuteIfTheySummedInTheOrderOfTheCopies) {
  std::array<float, 4> const terms{1e8F, -1e8F, 3.0F, 1.0F};
  std::array<float, 4> const turned{1.0F, 1e8F, -1e8F, 3.0F};
  EXPECT_NE(naive_mean(terms), naive_mean(turned));
  Values s(C4::order * numbers);
  for (std::size_t h = 0; h < C4::order; ++h) {
    s[h * numbers] = terms[h];
  }
  Values const y = outputs_of(s);
  EXPECT_EQ(bits(outputs_of(moved_copies(s, 1))), bits(moved_outputs(y, 1)));
}

TEST(Heads, AreKnownByTheirActions) {
  std::vector<OutputFacts> const all = facts();
  ASSERT_EQ(all.size(), 4U);
  EXPECT_EQ(all[0].class_names, (std::vector<std::string>{"a", "b", "c"}));
  EXPECT_TRUE(all[0].negated.empty());
  // r turns vectors: (r v) = (-v[1], v[0]).
  EXPECT_EQ(all[1].permutations[1], (std::vector<std::uint32_t>{1, 0}));
  EXPECT_EQ(all[1].negated[1], (std::vector<bool>{true, false}));
  // r takes what stands at r^-1 = r r^2 to e, and r^2 changes the sign of the second number.
  EXPECT_EQ(all[2].size, 4U);
  EXPECT_EQ(all[2].permutations[1], (std::vector<std::uint32_t>{2, 3, 0, 1}));
  EXPECT_EQ(all[2].negated[1], (std::vector<bool>{false, true, false, false}));
  EXPECT_EQ(all[3].class_names.size(), 8U);
  EXPECT_EQ(all[3].class_names[5], "right at r^2");
}

RC_GTEST_PROP(Heads, HaveActionsOfTheGroup, ()) {
  auto const y = *rc::gen::container<Values>(
      ReadHeads<Outputs>::output_size,
      rc::gen::map(rc::gen::inRange(-9, 9), [](int n) { return static_cast<float>(n); }));
  for (std::size_t g = 0; g < C4::order; ++g) {
    for (std::size_t h = 0; h < C4::order; ++h) {
      RC_ASSERT(moved_outputs(moved_outputs(y, h), g) == moved_outputs(y, C4::product[g][h]));
    }
  }
}

} // namespace
} // namespace equivarify::testing
