/// \file
/// The tables of Fourier transforms over groups, worked through by the obvious interpreter.
#include "equivarify/codegen/fourier/fourier_tables.hpp"

#include "equivarify/algebra/named_groups.hpp"
#include "equivarify/codegen/generate/group_transform.hpp"

#include <gtest/gtest.h>

#include <array>
#include <bit>
#include <cmath>
#include <cstdint>
#include <random>
#include <string>
#include <vector>

namespace equivarify::codegen {
namespace {

using algebra::cyclic;
using algebra::dicyclic;
using algebra::dihedral;
using algebra::direct_product;
using algebra::Group;
using algebra::symmetric;

/// The scheme of rt::GeneralFourier, step by step.
template <typename Real>
class Interpreter {
public:
  explicit Interpreter(FourierTables const& tables)
      : tables_{tables}, order_{tables.place.size()} {}

  /// y(h) = sum_k w(k) s(h k) by transform, product, transform back.
  [[nodiscard]] std::vector<Real> convolve(std::vector<Real> const& w,
                                           std::vector<Real> const& s) const {
    return synthesise(multiply(analyse(s), analyse_weights(w)));
  }

private:
  [[nodiscard]] std::size_t cosets() const { return order_ / tables_.butterflies; }

  [[nodiscard]] Real entry(std::size_t row, std::size_t column) const {
    return static_cast<Real>(tables_.analysis[row * cosets() + column]);
  }

  void transform_cosets(std::vector<Real>& sums) const {
    for (std::size_t half = 1; half < tables_.butterflies; half *= 2) {
      for (std::size_t i = 0; i < order_; ++i) {
        if ((i & half) == 0) {
          Real const a = sums[i];
          sums[i] = a + sums[i + half];
          sums[i + half] = a - sums[i + half];
        }
      }
    }
  }

  [[nodiscard]] std::vector<Real> analyse(std::vector<Real> const& s) const {
    std::vector<Real> sums;
    for (std::uint32_t const place : tables_.place) {
      sums.push_back(s[place]);
    }
    transform_cosets(sums);
    std::vector<Real> result(order_);
    for (std::size_t row = 0; row < order_; ++row) {
      for (std::size_t j = 0; j < cosets(); ++j) {
        result[tables_.slot[row]] += entry(row, j) * sums[j * tables_.butterflies + row / cosets()];
      }
    }
    return result;
  }

  [[nodiscard]] std::vector<Real> synthesise(std::vector<Real> const& y) const {
    std::vector<Real> sums(order_);
    for (std::size_t row = 0; row < order_; ++row) {
      for (std::size_t j = 0; j < cosets(); ++j) {
        sums[j * tables_.butterflies + row / cosets()] += entry(row, j) * y[tables_.slot[row]];
      }
    }
    transform_cosets(sums);
    std::vector<Real> result(order_);
    for (std::size_t i = 0; i < order_; ++i) {
      result[tables_.place[i]] = sums[i];
    }
    return result;
  }

  [[nodiscard]] std::vector<Real> analyse_weights(std::vector<Real> const& w) const {
    std::vector<Real> result(order_);
    for (std::size_t slot = 0; slot < order_; ++slot) {
      for (std::size_t k = 0; k < order_; ++k) {
        result[slot] += static_cast<Real>(tables_.weights[slot * order_ + k]) * w[k];
      }
    }
    return result;
  }

  /// Block by block; unit u of entry (a, c) times unit t of entry (c, b) is plus or minus unit u
  /// xor t of entry (a, b).
  [[nodiscard]] std::vector<Real> multiply(std::vector<Real> const& s,
                                           std::vector<Real> const& w) const {
    static constexpr std::array<std::array<int, 4>, 4> signs{
        {{1, 1, 1, 1}, {1, -1, 1, -1}, {1, -1, -1, 1}, {1, 1, -1, -1}}};
    std::vector<Real> y(order_);
    std::size_t base = 0;
    for (algebra::RealBlock const& block : tables_.blocks) {
      std::size_t const d = block.dimension();
      std::size_t const ring = d / block.size;
      for (std::size_t a = 0; a < block.size; ++a) {
        for (std::size_t out = 0; out < d; ++out) {
          for (std::size_t u = 0; u < ring; ++u) {
            Real product = 0;
            for (std::size_t c = 0; c < block.size; ++c) {
              product += s[base + a * d + c * ring + u] * w[base + c * d + (out ^ u)];
            }
            y[base + a * d + out] += static_cast<Real>(signs[u][(out ^ u) % ring]) * product;
          }
        }
      }
      base += block.size * d;
    }
    return y;
  }

  FourierTables const& tables_;
  std::size_t order_;
};

std::vector<float> random_values(std::size_t count, std::mt19937& random) {
  std::uniform_real_distribution<float> distribution{-1.0F, 1.0F};
  std::vector<float> values(count);
  for (float& value : values) {
    value = distribution(random);
  }
  return values;
}

/// (g s)(h) = s(g^-1 h).
std::vector<float> shifted(Group const& group, algebra::Element g, std::vector<float> const& s) {
  std::vector<float> result;
  for (algebra::Element const h : group.elements()) {
    result.push_back(s[group.multiply(group.inverse(g), h).index()]);
  }
  return result;
}

/// The same group with its elements in another order, e first.
Group renumbered(Group const& group) {
  std::uint32_t const order = group.order();
  auto const old = [order](std::uint32_t g) { return g == 0 ? 0 : order - g; };
  std::vector<std::vector<std::uint32_t>> table(order, std::vector<std::uint32_t>(order));
  for (std::uint32_t g = 0; g < order; ++g) {
    for (std::uint32_t h = 0; h < order; ++h) {
      table[g][h] = old(group.table()[old(g) * order + old(h)]);
    }
  }
  return Group::from_table(table);
}

struct Case {
  std::string name;
  Group group;
  std::size_t products;
  bool exact;
};

std::vector<Case> cases() {
  return {{"C2", cyclic(2), 2, true},
          {"C3", cyclic(3), 5, false},
          {"C4", cyclic(4), 6, true},
          {"V4", direct_product(cyclic(2), cyclic(2)), 4, true},
          {"C5", cyclic(5), 9, false},
          {"S3", symmetric(3), 10, false},
          {"C8", cyclic(8), 14, false},
          {"D4", dihedral(4), 12, true},
          {"D4, other order", renumbered(dihedral(4)), 12, true},
          {"Q8", dicyclic(2), 20, false},
          {"C4xC2", direct_product(cyclic(4), cyclic(2)), 12, true},
          {"D4xC2", direct_product(dihedral(4), cyclic(2)), 24, true},
          {"C3xS3", direct_product(cyclic(3), symmetric(3)), 50, false},
          {"Q8xC3", direct_product(dicyclic(2), cyclic(3)), 68, false},
          {"S4", symmetric(4), 64, false}};
}

TEST(FourierTables, MultiplyAsOftenAsTheTheorySays) {
  for (Case const& test : cases()) {
    FourierTables const tables = fourier_tables(test.group);
    EXPECT_EQ(tables.products(), test.products) << test.name;
    EXPECT_EQ(tables.is_exact(), test.exact) << test.name;
  }
}

TEST(FourierTables, ConvolveAsTheDefinitionDoes) {
  std::mt19937 random{7};
  for (Case const& test : cases()) {
    FourierTables const tables = fourier_tables(test.group);
    auto const w = random_values(test.group.order(), random);
    auto const s = random_values(test.group.order(), random);
    auto const y = Interpreter<double>{tables}.convolve({w.begin(), w.end()}, {s.begin(), s.end()});
    for (algebra::Element const h : test.group.elements()) {
      double expected = 0;
      for (algebra::Element const k : test.group.elements()) {
        expected += static_cast<double>(w[k.index()]) *
                    static_cast<double>(s[test.group.multiply(h, k).index()]);
      }
      EXPECT_NEAR(y[h.index()], expected, 1e-12) << test.name;
    }
  }
}

TEST(FourierTables, KeepEveryBitWhereTheySaySo) {
  std::mt19937 random{8};
  for (Case const& test : cases()) {
    FourierTables const tables = fourier_tables(test.group);
    Interpreter<float> const fourier{tables};
    std::size_t differing = 0;
    for (int round = 0; round < 20; ++round) {
      auto const w = random_values(test.group.order(), random);
      auto const s = random_values(test.group.order(), random);
      auto const y = fourier.convolve(w, s);
      for (algebra::Element const g : test.group.elements()) {
        auto const moved = fourier.convolve(w, shifted(test.group, g, s));
        auto const expected = shifted(test.group, g, y);
        for (std::size_t h = 0; h < moved.size(); ++h) {
          auto const bits = [](float value) { return std::bit_cast<std::uint32_t>(value); };
          differing += bits(moved[h]) == bits(expected[h]) ? 0U : 1U;
        }
      }
    }
    EXPECT_EQ(differing == 0, test.exact) << test.name << ": " << differing << " values differ";
  }
}

TEST(GroupTransform, IsExactUnlessRoundingIsAllowed) {
  EXPECT_EQ(group_transform(cyclic(4), Arithmetic::exact)->type, "rt::FourierC4");
  EXPECT_EQ(group_transform(renumbered(dihedral(4)), Arithmetic::exact)->products, 12U);
  EXPECT_FALSE(group_transform(symmetric(3), Arithmetic::exact).has_value());
  EXPECT_FALSE(group_transform(symmetric(3), Arithmetic::fast)->exact);
  EXPECT_TRUE(group_transform(dihedral(4), Arithmetic::fast)->exact);
  EXPECT_FALSE(group_transform(cyclic(1), Arithmetic::fast).has_value());
}

} // namespace
} // namespace equivarify::codegen
