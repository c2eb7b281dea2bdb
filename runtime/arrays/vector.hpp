/// \file
/// Short vectors of floats, written once for every instruction set: the compiler's own vector
/// types.
#ifndef EQUIVARIFY_RUNTIME_ARRAYS_VECTOR_HPP
#define EQUIVARIFY_RUNTIME_ARRAYS_VECTOR_HPP

#include "equivarify/runtime/base/arithmetic.hpp"

#include <cstddef>
#include <cstring>
#include <type_traits>
#include <utility>

#if defined(__FMA__) || defined(__AVX512F__)
#include <immintrin.h>
#elif defined(__ARM_FEATURE_FMA) && defined(__ARM_NEON)
#include <arm_neon.h>
#endif

namespace equivarify::runtime {

/// The number of floats that one register of the machine compiled for holds.
#if defined(__AVX512F__)
inline constexpr std::size_t lanes = 16;
#elif defined(__AVX__)
inline constexpr std::size_t lanes = 8;
#else
inline constexpr std::size_t lanes = 4;
#endif

template <std::size_t N>
struct VectorOf {
  using Type [[gnu::vector_size(N * sizeof(float))]] = float;
};

template <>
struct VectorOf<1> {
  using Type = float;
};

/// N floats that are added and multiplied entry by entry; N is a power of two, at most `lanes`.
template <std::size_t N>
using Vector = typename VectorOf<N>::Type;

/// The N floats from \p source on, which need no alignment.
template <std::size_t N>
[[gnu::always_inline]] inline Vector<N> load(float const* source) noexcept {
  Vector<N> value;
  std::memcpy(&value, source, sizeof value);
  return value;
}

/// Writes the N floats of \p value from \p target on.
template <std::size_t N>
[[gnu::always_inline]] inline void store(float* target,
                                         std::type_identity_t<Vector<N>> value) noexcept {
  std::memcpy(target, &value, sizeof value);
}

/// Whether to read and write a vector of N floats in part costs no more than in whole.
#if defined(__AVX512F__)
template <std::size_t N>
inline constexpr bool has_masks = N == 16;
#else
template <std::size_t N>
inline constexpr bool has_masks = false;
#endif

/// The first Count floats from \p source on, the others 0; nothing behind them is touched.
template <std::size_t N, std::size_t Count>
[[gnu::always_inline]] inline Vector<N> load_first(float const* source) noexcept {
#if defined(__AVX512F__)
  if constexpr (N == 16) {
    return _mm512_maskz_loadu_ps((1U << Count) - 1, source);
  }
#endif
  Vector<N> value{};
  std::memcpy(&value, source, Count * sizeof(float));
  return value;
}

/// Writes the first Count floats of \p value from \p target on.
template <std::size_t N, std::size_t Count>
[[gnu::always_inline]] inline void store_first(float* target,
                                               std::type_identity_t<Vector<N>> value) noexcept {
#if defined(__AVX512F__)
  if constexpr (N == 16) {
    _mm512_mask_storeu_ps(target, (1U << Count) - 1, value);
    return;
  }
#endif
  std::memcpy(target, &value, Count * sizeof(float));
}

/// a b + c entry by entry, rounded once wherever the machine can. Left to itself a compiler fuses
/// or does not fuse from loop to loop, and equal sums would differ in their last bits. Where the
/// machine cannot, EQUIVARIFY_FUSE makes the library do it: the same bits, but slowly.
template <std::size_t N>
[[gnu::always_inline]] inline Vector<N> multiply_add(float a,
                                                     std::type_identity_t<Vector<N>> b,
                                                     std::type_identity_t<Vector<N>> c) noexcept {
#if defined(__FMA__)
#if defined(__AVX512F__)
  if constexpr (N == 16) {
    return _mm512_fmadd_ps(_mm512_set1_ps(a), b, c);
  }
#endif
  if constexpr (N == 8) {
    return _mm256_fmadd_ps(_mm256_set1_ps(a), b, c);
  } else if constexpr (N == 4) {
    return _mm_fmadd_ps(_mm_set1_ps(a), b, c);
  } else if constexpr (N == 2) {
    return Vector<2>{__builtin_fmaf(a, b[0], c[0]), __builtin_fmaf(a, b[1], c[1])};
  } else if constexpr (N == 1) {
    return __builtin_fmaf(a, b, c);
  }
#elif defined(__ARM_FEATURE_FMA) || defined(EQUIVARIFY_FUSE)
#if defined(__ARM_FEATURE_FMA) && defined(__ARM_NEON)
  if constexpr (N == 4) {
    return vfmaq_n_f32(c, b, a);
  }
#endif
  if constexpr (N == 1) {
    return __builtin_fmaf(a, b, c);
  } else {
    Vector<N> sum{};
    for (std::size_t i = 0; i < N; ++i) {
      sum[i] = __builtin_fmaf(a, b[i], c[i]);
    }
    return sum;
  }
#endif
  return a * b + c;
}

/// The same where each entry has a factor of its own.
template <std::size_t N>
[[gnu::always_inline]] inline Vector<N>
multiply_add_each(std::type_identity_t<Vector<N>> a,
                  std::type_identity_t<Vector<N>> b,
                  std::type_identity_t<Vector<N>> c) noexcept {
#if defined(__AVX512F__)
  if constexpr (N == 16) {
    return _mm512_fmadd_ps(a, b, c);
  }
#endif
#if defined(__FMA__)
  if constexpr (N == 8) {
    return _mm256_fmadd_ps(a, b, c);
  } else if constexpr (N == 4) {
    return _mm_fmadd_ps(a, b, c);
  }
#endif
  if constexpr (N == 1) {
    return multiply_add<1>(a, b, c);
  } else {
    Vector<N> sum{};
    for (std::size_t i = 0; i < N; ++i) {
      sum[i] = multiply_add<1>(a[i], b[i], c[i]);
    }
    return sum;
  }
}

/// The entries of \p a and then those of \p b.
template <std::size_t N>
[[gnu::always_inline]] inline Vector<2 * N> join(Vector<N> const& a, Vector<N> const& b) noexcept {
  return [&]<std::size_t... I>(std::index_sequence<I...>) {
    return __builtin_shufflevector(a, b, I...);
  }
  (std::make_index_sequence<2 * N>{});
}

/// N entries of \p value, from number \p First on.
template <std::size_t N, std::size_t First>
[[gnu::always_inline]] inline Vector<N> part_of(Vector<2 * N> const& value) noexcept {
  return [&]<std::size_t... I>(std::index_sequence<I...>) {
    return __builtin_shufflevector(value, value, (First + I)...);
  }
  (std::make_index_sequence<N>{});
}

/// c plus \p power times b, where \p power is a power of two: the product is exact, so that this
/// has the same bits fused or not.
template <typename V>
[[gnu::always_inline]] inline V add_scaled(float power, V const& b, V const& c) noexcept {
#if defined(__FMA__) || defined(__ARM_FEATURE_FMA)
  return multiply_add<sizeof(V) / sizeof(float)>(power, b, c);
#else
  return power * b + c;
#endif
}

/// max(value, 0) entry by entry; a NaN becomes 0.
template <std::size_t N>
[[gnu::always_inline]] inline Vector<N>
positive_part(std::type_identity_t<Vector<N>> value) noexcept {
  if constexpr (N == 1) {
    return value > 0.0F ? value : 0.0F;
  } else {
    return value > 0.0F ? value : Vector<N>{};
  }
}

/// Calls `f.template operator()<N>(offset)` for pieces of N entries that cover 0..Count-1 in order,
/// N as large as fits.
template <std::size_t Count, std::size_t Offset = 0, std::size_t N = lanes, typename F>
[[gnu::always_inline]] inline void for_each_piece(F&& f) {
  constexpr std::size_t whole = (Count - Offset) / N;
  for (std::size_t i = 0; i < whole; ++i) {
    f.template operator()<N>(Offset + i * N);
  }
  if constexpr (Offset + whole * N < Count) {
    for_each_piece<Count, Offset + whole * N, N / 2>(f);
  }
}

} // namespace equivarify::runtime

#endif
