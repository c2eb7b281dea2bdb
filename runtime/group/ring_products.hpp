/// \file
/// Products of matrices over R, C and H, as the Fourier transform over a group asks for them.
#ifndef EQUIVARIFY_RUNTIME_GROUP_RING_PRODUCTS_HPP
#define EQUIVARIFY_RUNTIME_GROUP_RING_PRODUCTS_HPP

#include "equivarify/runtime/group/group_algebra.hpp"

#include <algorithm>
#include <array>
#include <cstddef>

namespace equivarify::runtime {

/// The ring of size x size matrices over R, C or H, whose dimension over R is `ring`: 1, 2 or 4.
struct MatrixRing {
  std::size_t size = 1;
  std::size_t ring = 1;

  /// The dimension of the representation.
  [[nodiscard]] constexpr std::size_t dimension() const noexcept { return size * ring; }
};

/// The products y^ = s^ w^ in the rings `Tables::blocks`, of matrices of which the first row of
/// each block row is known, slot after slot.
template <typename Tables>
struct RingProducts {
  static constexpr std::size_t products = [] {
    std::size_t count = 0;
    for (MatrixRing const& block : Tables::blocks) {
      count += block.dimension() * block.dimension();
    }
    return count;
  }();

  static constexpr std::size_t panels = [] {
    std::size_t count = 0;
    for (MatrixRing const& block : Tables::blocks) {
      count += block.size;
    }
    return count;
  }();

  static constexpr std::size_t most_terms = [] {
    std::size_t most = 1;
    for (MatrixRing const& block : Tables::blocks) {
      most = std::max(most, block.size);
    }
    return most;
  }();

  static constexpr std::size_t group_count = [] {
    std::size_t count = 0;
    for (MatrixRing const& block : Tables::blocks) {
      count += block.dimension();
    }
    return count;
  }();

  /// Panel c of a block holds the first row of its block row c.
  static constexpr auto panel_widths = [] {
    std::array<std::size_t, panels> widths{};
    std::size_t panel = 0;
    for (MatrixRing const& block : Tables::blocks) {
      for (std::size_t c = 0; c < block.size; ++c) {
        widths[panel++] = block.dimension();
      }
    }
    return widths;
  }();

  /// For block row a and unit u: the sum over c of entry (a, c), coordinate u, times panel c.
  static constexpr auto groups = [] {
    std::array<ProductGroup<most_terms>, group_count> all{};
    std::size_t group = 0;
    std::size_t slots = 0;
    std::size_t output = 0;
    std::size_t panel = 0;
    for (MatrixRing const& block : Tables::blocks) {
      std::size_t const d = block.dimension();
      for (std::size_t row = 0; row < d; ++row, output += d, ++group) {
        std::size_t const a = row / block.ring;
        std::size_t const u = row % block.ring;
        all[group].output = output;
        all[group].width = d;
        all[group].count = block.size;
        for (std::size_t c = 0; c < block.size; ++c) {
          all[group].terms[c] = Term{slots + a * d + c * block.ring + u, panel + c};
        }
      }
      slots += block.size * d;
      panel += block.size;
    }
    return all;
  }();

  template <typename Value>
  [[gnu::always_inline]] static void combine(Value const* m, Value* y) noexcept {
    for (MatrixRing const& block : Tables::blocks) {
      std::size_t const d = block.dimension();
      for (std::size_t a = 0; a < block.size; ++a, m += block.ring * d, y += d) {
        for (std::size_t entry = 0; entry < d; ++entry) {
          y[entry] = sum_of_units(m, d, block.ring, entry);
        }
      }
    }
  }

  template <typename Value>
  [[gnu::always_inline]] static void combine_adjoint(Value const* y, Value* m) noexcept {
    for (MatrixRing const& block : Tables::blocks) {
      std::size_t const d = block.dimension();
      for (std::size_t a = 0; a < block.size; ++a, y += d) {
        for (std::size_t u = 0; u < block.ring; ++u, m += d) {
          spread_unit(y, m, block, u);
        }
      }
    }
  }

private:
  /// Whether the product of the units u and t of 1, i, j, k is the negative of unit u xor t.
  static constexpr bool is_negative(std::size_t u, std::size_t t) noexcept {
    constexpr bool table[4][4] = {{false, false, false, false},
                                  {false, true, false, true},
                                  {false, true, true, false},
                                  {false, false, true, true}};
    return table[u][t];
  }

  /// The adjoint of what unit \p u of s^ adds to one row of y^.
  template <typename Value>
  [[gnu::always_inline]] static void
  spread_unit(Value const* y, Value* m, MatrixRing const& block, std::size_t u) noexcept {
    for (std::size_t entry = 0; entry < block.dimension(); ++entry) {
      // `ring` is a power of two, so that only the coordinate of the entry changes.
      Value const value = y[entry ^ u];
      m[entry] = is_negative(u, entry % block.ring) ? -value : value;
    }
  }

  /// Entry \p entry of one row of y^ out of the products of each unit of s^ with the panels.
  template <typename Value>
  [[gnu::always_inline]] static Value
  sum_of_units(Value const* m, std::size_t d, std::size_t ring, std::size_t entry) noexcept {
    Value sum = m[entry];
    for (std::size_t u = 1; u < ring; ++u) {
      Value const product = m[u * d + (entry ^ u)];
      sum = is_negative(u, (entry ^ u) % ring) ? sum - product : sum + product;
    }
    return sum;
  }
};

} // namespace equivarify::runtime

#endif
