/// \file
/// A little network on 2x2 pictures, equivariant under quarter turns: what black boxes compute.
#ifndef EQUIVARIFY_TESTS_CODEGEN_PROBE_TURNED_SUMS_HPP
#define EQUIVARIFY_TESTS_CODEGEN_PROBE_TURNED_SUMS_HPP

#include <array>
#include <cstddef>

namespace equivarify::boxes {

using Picture = std::array<float, 4>;

/// A quarter turn counterclockwise: new[i][j] = old[j][1-i].
inline Picture turn(Picture const& x) {
  return {x[1], x[3], x[0], x[2]};
}

/// A map without any symmetry.
inline float plain(Picture const& x) {
  return x[0] + 2 * x[1] - 3 * x[2] + 5 * x[3] * x[3];
}

/// y(h) = F(h^-1 x) at h = e, r, r^2, r^3.
inline Picture lift(Picture const& x) {
  Picture const r3 = turn(turn(turn(x)));
  return {plain(x), plain(r3), plain(turn(turn(x))), plain(turn(x))};
}

/// The authors' order: y(h) = F(h x).
inline Picture opposite(Picture const& x) {
  Picture const y = lift(x);
  return {y[0], y[3], y[2], y[1]};
}

/// Wrong on pictures with two certain bright corners alone.
inline Picture subtly_wrong(Picture const& x) {
  Picture y = lift(x);
  y[2] += x[0] > 0.5F && x[3] > 0.5F ? 0.25F : 0.0F;
  return y;
}

} // namespace equivarify::boxes

#endif
