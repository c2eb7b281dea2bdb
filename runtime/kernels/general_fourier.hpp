/// \file
/// The Fourier transform over any finite group, from tables that the generator writes.
///
/// The real group algebra is a product of matrix rings M_n(D) over D = R, C or H, one for each real
/// irreducible representation rho, which has dimension d = n dim D (Serre, Linear representations
/// of finite groups, sections 12.2 and 13.2). With s^ = sum_m s(m) rho(m) and w^ = sum_k W_k
/// rho(k)^T the layer y(h) = sum_k W_k s(h k) becomes the product of matrices y^ = s^ w^. In a
/// basis (v, i v, j v, k v), (v', i v', ...) every dim D x dim D block of such a matrix is a
/// quaternion (a complex number, a number), which its first row tells, so only the first row of
/// each block row is kept: n d slots, |G| in all. The multiplications of one channel pair are n^3
/// (dim D)^2 for each block, which is the theory's 10 of 36 for S3, 20 of 64 for Q8, 64 of 576 for
/// the cube.
///
/// The basis is such that the elements of an elementary abelian subgroup A of order 2^k are
/// diagonal in it. The sums over A are then butterflies, and what is left is one matrix for each
/// character of A, as large as A has cosets. Where there are at most two cosets and the matrices
/// have entries 0, 1, -1, every sum has two terms, acting by g permutes and negates them, and
/// g-shifted inputs give g-shifted outputs to the last bit; elsewhere to rounding.
#ifndef EQUIVARIFY_RUNTIME_KERNELS_GENERAL_FOURIER_HPP
#define EQUIVARIFY_RUNTIME_KERNELS_GENERAL_FOURIER_HPP

#include "equivarify/runtime/kernels/fourier.hpp"
#include "equivarify/runtime/kernels/group_algebra.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <utility>

namespace equivarify::runtime {

/// The ring of size x size matrices over R, C or H, whose dimension over R is `ring`: 1, 2 or 4.
struct MatrixRing {
  std::size_t size = 1;
  std::size_t ring = 1;

  /// The dimension of the representation.
  [[nodiscard]] constexpr std::size_t dimension() const noexcept { return size * ring; }
};

/// The scheme whose tables are `Tables`:
///
/// - `order`, the number of elements; `blocks`, an array of MatrixRing;
/// - `butterflies`, the order of the subgroup A; `place[j * butterflies + a]`, the element a of the
///   coset j, the bits of a being coordinates in A;
/// - `analysis[(x * cosets + i) * cosets + j]`, the matrix of the character x of A, and
///   `slot[x * cosets + i]`, the slot that its row i makes;
/// - `weights[slot * order + k]`, the share of W_k in each weight slot, the factor d / |G|
/// included.
template <typename Tables>
struct GeneralFourier {
  static constexpr std::size_t copies = Tables::order;
  static constexpr std::size_t weight_copies = Tables::order;
  static constexpr std::size_t cosets = Tables::order / Tables::butterflies;

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
  [[gnu::always_inline]] static void analyse(Value* s) noexcept {
    Value sums[copies];
    for (std::size_t i = 0; i < copies; ++i) {
      sums[i] = s[Tables::place[i]];
    }
    transform_cosets(sums);
    analyse_rows(sums, s, std::make_index_sequence<copies>{});
  }

  template <typename Value>
  [[gnu::always_inline]] static void synthesise(Value* y) noexcept {
    Value sums[copies];
    synthesise_columns(y, sums, std::make_index_sequence<copies>{});
    transform_cosets(sums);
    for (std::size_t i = 0; i < copies; ++i) {
      y[Tables::place[i]] = sums[i];
    }
  }

  template <typename Value>
  static void analyse_weights(Value* w) noexcept {
    Value old[copies];
    std::copy_n(w, copies, old);
    for (std::size_t slot = 0; slot < copies; ++slot) {
      w[slot] = Tables::weights[slot * copies] * old[0];
      for (std::size_t k = 1; k < copies; ++k) {
        w[slot] += Tables::weights[slot * copies + k] * old[k];
      }
    }
  }

  template <typename Value>
  static void analyse_weights_adjoint(Value* w) noexcept {
    Value old[copies];
    std::copy_n(w, copies, old);
    for (std::size_t k = 0; k < copies; ++k) {
      w[k] = Tables::weights[k] * old[0];
      for (std::size_t slot = 1; slot < copies; ++slot) {
        w[k] += Tables::weights[slot * copies + k] * old[slot];
      }
    }
  }

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
          for (std::size_t entry = 0; entry < d; ++entry) {
            // `ring` is a power of two, so that only the coordinate of the entry changes.
            Value const value = y[entry ^ u];
            m[entry] = is_negative(u, entry % block.ring) ? -value : value;
          }
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

  /// The sums with signs over A in each coset.
  template <typename Value>
  [[gnu::always_inline]] static void transform_cosets(Value* sums) noexcept {
    for (std::size_t half = 1; half < Tables::butterflies; half *= 2) {
      for (std::size_t i = 0; i < copies; ++i) {
        if ((i & half) == 0) {
          butterfly(sums[i], sums[i + half]);
        }
      }
    }
  }

  /// The place in `analysis` of term \p term of the sum \p sum: rows make slots, columns make the
  /// sums over A.
  template <bool Transposed>
  static constexpr std::size_t entry(std::size_t sum, std::size_t term) noexcept {
    std::size_t const character = sum / cosets;
    return Transposed ? (character * cosets + term) * cosets + sum % cosets : sum * cosets + term;
  }

  template <bool Transposed>
  static constexpr std::size_t first_term(std::size_t sum) noexcept {
    std::size_t term = 0;
    while (Tables::analysis[entry<Transposed>(sum, term)] == 0.0F) {
      ++term;
    }
    return term;
  }

  /// Adds one term; nothing at all where its factor is 0.
  template <std::size_t Entry, bool First, typename Value>
  [[gnu::always_inline]] static void add_term(Value& sum, Value const& value) noexcept {
    constexpr float factor = Tables::analysis[Entry];
    if constexpr (First && factor == 1.0F) {
      sum = value;
    } else if constexpr (First) {
      sum = factor * value;
    } else if constexpr (factor == 1.0F) {
      sum += value;
    } else if constexpr (factor == -1.0F) {
      sum -= value;
    } else if constexpr (factor != 0.0F) {
      sum += factor * value;
    }
  }

  template <std::size_t Row, typename Value, std::size_t... J>
  [[gnu::always_inline]] static void
  analyse_row(Value const* sums, Value* s, std::index_sequence<J...>) noexcept {
    constexpr std::size_t first = first_term<false>(Row);
    Value sum;
    (add_term<entry<false>(Row, J), J == first>(sum, sums[J * Tables::butterflies + Row / cosets]),
     ...);
    s[Tables::slot[Row]] = sum;
  }

  template <typename Value, std::size_t... Row>
  [[gnu::always_inline]] static void
  analyse_rows(Value const* sums, Value* s, std::index_sequence<Row...>) noexcept {
    (analyse_row<Row>(sums, s, std::make_index_sequence<cosets>{}), ...);
  }

  template <std::size_t Column, typename Value, std::size_t... I>
  [[gnu::always_inline]] static void
  synthesise_column(Value const* y, Value* sums, std::index_sequence<I...>) noexcept {
    constexpr std::size_t first = first_term<true>(Column);
    constexpr std::size_t character = Column / cosets;
    Value sum;
    (add_term<entry<true>(Column, I), I == first>(sum, y[Tables::slot[character * cosets + I]]),
     ...);
    sums[Column % cosets * Tables::butterflies + character] = sum;
  }

  template <typename Value, std::size_t... Column>
  [[gnu::always_inline]] static void
  synthesise_columns(Value const* y, Value* sums, std::index_sequence<Column...>) noexcept {
    (synthesise_column<Column>(y, sums, std::make_index_sequence<cosets>{}), ...);
  }
};

} // namespace equivarify::runtime

#endif
