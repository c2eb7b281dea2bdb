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
#ifndef EQUIVARIFY_RUNTIME_GROUP_GENERAL_FOURIER_HPP
#define EQUIVARIFY_RUNTIME_GROUP_GENERAL_FOURIER_HPP

#include "equivarify/runtime/group/fourier.hpp"
#include "equivarify/runtime/group/ring_products.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <utility>

namespace equivarify::runtime {

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
struct GeneralFourier : RingProducts<Tables> {
  static constexpr std::size_t copies = Tables::order;
  static constexpr std::size_t weight_copies = Tables::order;
  static constexpr std::size_t cosets = Tables::order / Tables::butterflies;

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

private:
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
