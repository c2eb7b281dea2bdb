/// \file
/// Fourier transforms over C2, C4 and D4 as schemes for the product in the group algebra.
///
/// The representation matrices of these groups have entries 0, 1, -1, so that acting by g only
/// permutes and negates coefficients, and both are exact in IEEE arithmetic. Three rules keep
/// g-shifted inputs giving g-shifted outputs to the last bit: sums over the group run along a chain
/// of subgroups, products that one g exchanges are summed apart and combined once, and no
/// multiplication stands in a transform. The factor 1/|G| goes into the weights, where it is a
/// power of two.
#ifndef EQUIVARIFY_RUNTIME_GROUP_FOURIER_HPP
#define EQUIVARIFY_RUNTIME_GROUP_FOURIER_HPP

#include "equivarify/runtime/group/group_algebra.hpp"

#include <array>
#include <cstddef>

namespace equivarify::runtime {

/// (a, b) becomes (a + b, a - b); its own adjoint.
template <typename Value>
[[gnu::always_inline]] inline void butterfly(Value& a, Value& b) noexcept {
  Value const sum = a + b;
  b = a - b;
  a = sum;
}

/// C2 = {e, r}: two real characters, 2 products instead of 4.
struct FourierC2 : ProductsAreSlots<2> {
  static constexpr std::size_t copies = 2;
  static constexpr std::size_t weight_copies = 2;
  static constexpr std::array<std::size_t, 2> panel_widths{1, 1};
  static constexpr std::array<ProductGroup<1>, 2> groups{{
      {.output = 0, .width = 1, .count = 1, .terms = {Term{0, 0}}},
      {.output = 1, .width = 1, .count = 1, .terms = {Term{1, 1}}},
  }};

  template <typename Value>
  static void analyse(Value* s) noexcept {
    butterfly(s[0], s[1]);
  }

  template <typename Value>
  static void analyse_weights(Value* w) noexcept {
    w[0] *= 0.5F;
    w[1] *= 0.5F;
    butterfly(w[0], w[1]);
  }

  template <typename Value>
  static void analyse_weights_adjoint(Value* w) noexcept {
    analyse_weights(w);
  }

  template <typename Value>
  static void synthesise(Value* y) noexcept {
    butterfly(y[0], y[1]);
  }
};

/// C4 = {e, r, r^2, r^3}: two real characters and a complex pair, 6 products instead of 16.
///
/// Slots: s0 + s1 + s2 + s3, s0 - s1 + s2 - s3, Re = s0 - s2, Im = s3 - s1. Products: the two real
/// ones, then Re Wr, Re Wi, Im Wr, Im Wi apart: r turns (Re, Im) into (Im, -Re) up to sign, which
/// permutes and negates the four.
struct FourierC4 {
  static constexpr std::size_t copies = 4;
  static constexpr std::size_t weight_copies = 4;
  static constexpr std::size_t products = 6;
  static constexpr std::array<std::size_t, 3> panel_widths{1, 1, 2};
  static constexpr std::array<ProductGroup<1>, 4> groups{{
      {.output = 0, .width = 1, .count = 1, .terms = {Term{0, 0}}},
      {.output = 1, .width = 1, .count = 1, .terms = {Term{1, 1}}},
      {.output = 2, .width = 2, .count = 1, .terms = {Term{2, 2}}},
      {.output = 4, .width = 2, .count = 1, .terms = {Term{3, 2}}},
  }};

  template <typename Value>
  static void analyse(Value* s) noexcept {
    Value const even = s[0] + s[2];
    Value const odd = s[1] + s[3];
    Value const imaginary = s[3] - s[1];
    s[2] = s[0] - s[2];
    s[3] = imaginary;
    s[0] = even + odd;
    s[1] = even - odd;
  }

  template <typename Value>
  static void analyse_weights(Value* w) noexcept {
    Value const even = (w[0] + w[2]) * 0.25F;
    Value const odd = (w[1] + w[3]) * 0.25F;
    Value const imaginary = (w[1] - w[3]) * 0.5F;
    w[2] = (w[0] - w[2]) * 0.5F;
    w[3] = imaginary;
    w[0] = even + odd;
    w[1] = even - odd;
  }

  template <typename Value>
  static void analyse_weights_adjoint(Value* w) noexcept {
    Value const even = (w[0] + w[1]) * 0.25F;
    Value const odd = (w[0] - w[1]) * 0.25F;
    Value const real = w[2] * 0.5F;
    Value const imaginary = w[3] * 0.5F;
    w[0] = even + real;
    w[2] = even - real;
    w[1] = odd + imaginary;
    w[3] = odd - imaginary;
  }

  template <typename Value>
  static void combine(Value const* m, Value* y) noexcept {
    y[0] = m[0];
    y[1] = m[1];
    y[2] = m[2] - m[5];
    y[3] = m[3] + m[4];
  }

  template <typename Value>
  static void combine_adjoint(Value const* y, Value* m) noexcept {
    m[0] = y[0];
    m[1] = y[1];
    m[2] = y[2];
    m[3] = y[3];
    m[4] = y[3];
    m[5] = -y[2];
  }

  template <typename Value>
  static void synthesise(Value* y) noexcept {
    Value const even = y[0] + y[1];
    Value const odd = y[0] - y[1];
    Value const imaginary = y[3];
    y[0] = even + y[2];
    y[2] = even - y[2];
    y[1] = odd - imaginary;
    y[3] = odd + imaginary;
  }
};

/// D4 = {r^i} and {r^i s}: four real characters and one representation of dimension 2, 12 products
/// instead of 64.
///
/// Slots: trivial, sign of s, sign of r, both signs, then the entries 11, 12, 21, 22 of sum s(m)
/// rho(m) with rho(r) = (0 -1; 1 0), rho(s) = diag(1, -1). Acting by g permutes and negates the
/// rows of that matrix, while the products are summed along its columns: their order is not
/// touched.
struct FourierD4 : ProductsAreSlots<8> {
  static constexpr std::size_t copies = 8;
  static constexpr std::size_t weight_copies = 8;
  static constexpr std::array<std::size_t, 6> panel_widths{1, 1, 1, 1, 2, 2};
  static constexpr std::array<ProductGroup<2>, 6> groups{{
      {.output = 0, .width = 1, .count = 1, .terms = {Term{0, 0}}},
      {.output = 1, .width = 1, .count = 1, .terms = {Term{1, 1}}},
      {.output = 2, .width = 1, .count = 1, .terms = {Term{2, 2}}},
      {.output = 3, .width = 1, .count = 1, .terms = {Term{3, 3}}},
      {.output = 4, .width = 2, .count = 2, .terms = {Term{4, 4}, Term{5, 5}}},
      {.output = 6, .width = 2, .count = 2, .terms = {Term{6, 4}, Term{7, 5}}},
  }};

  template <typename Value>
  static void analyse(Value* s) noexcept {
    butterfly(s[0], s[2]);
    butterfly(s[1], s[3]);
    butterfly(s[4], s[6]);
    butterfly(s[5], s[7]);
    butterfly(s[0], s[1]);
    butterfly(s[4], s[5]);
    butterfly(s[0], s[4]);
    butterfly(s[1], s[5]);
    Value const a = s[2];
    Value const b = s[3];
    Value const c = s[6];
    Value const d = s[7];
    Value const signs[4] = {s[0], s[4], s[1], s[5]};
    s[0] = signs[0];
    s[1] = signs[1];
    s[2] = signs[2];
    s[3] = signs[3];
    s[4] = a + c;
    s[5] = d - b;
    s[6] = b + d;
    s[7] = a - c;
  }

  template <typename Value>
  static void analyse_weights(Value* w) noexcept {
    analyse(w);
    Value const entry = w[5];
    w[5] = w[6];
    w[6] = entry;
    for (std::size_t k = 0; k < 8; ++k) {
      w[k] *= k < 4 ? 0.125F : 0.25F;
    }
  }

  template <typename Value>
  static void analyse_weights_adjoint(Value* w) noexcept {
    for (std::size_t k = 0; k < 8; ++k) {
      w[k] *= k < 4 ? 0.125F : 0.25F;
    }
    Value const entry = w[5];
    w[5] = w[6];
    w[6] = entry;
    synthesise(w);
  }

  template <typename Value>
  static void synthesise(Value* y) noexcept {
    Value const a = y[4] + y[7];
    Value const b = y[6] - y[5];
    Value const c = y[4] - y[7];
    Value const d = y[5] + y[6];
    Value const turns = y[0] + y[1];
    Value const flips = y[0] - y[1];
    Value const turns_sign = y[2] + y[3];
    Value const flips_sign = y[2] - y[3];
    y[0] = (turns + turns_sign) + a;
    y[2] = (turns + turns_sign) - a;
    y[1] = (turns - turns_sign) + b;
    y[3] = (turns - turns_sign) - b;
    y[4] = (flips + flips_sign) + c;
    y[6] = (flips + flips_sign) - c;
    y[5] = (flips - flips_sign) + d;
    y[7] = (flips - flips_sign) - d;
  }
};

} // namespace equivarify::runtime

#endif
