/// \file
/// The one-dimensional transforms of the Winograd convolution F(4, 3): four outputs of a filter of
/// three taps from six products (Lavin and Gray, "Fast algorithms for convolutional neural
/// networks", section 4.3), and their adjoints.
#ifndef EQUIVARIFY_RUNTIME_CONV_WINOGRAD_TRANSFORM_HPP
#define EQUIVARIFY_RUNTIME_CONV_WINOGRAD_TRANSFORM_HPP

#include "equivarify/runtime/arrays/vector.hpp"

#include <cstddef>

namespace equivarify::runtime::winograd {

inline constexpr std::size_t tile = 4;               ///< outputs of a tile in each direction
inline constexpr std::size_t patch = 6;              ///< inputs of a tile in each direction
inline constexpr std::size_t points = patch * patch; ///< products of a tile

/// Six inputs to six factors: B^T d.
struct InputTransform {
  template <typename V>
  [[gnu::always_inline]] static void apply(V const (&d)[6], V (&t)[6]) {
    V const even = add_scaled(-4.0F, d[2], d[4]);
    V const odd = add_scaled(-4.0F, d[1], d[3]);
    V const near = d[4] - d[2];
    V const far = d[3] - d[1];
    t[0] = add_scaled(4.0F, d[0], -5.0F * d[2]) + d[4];
    t[1] = even + odd;
    t[2] = even - odd;
    t[3] = add_scaled(2.0F, far, near);
    t[4] = add_scaled(-2.0F, far, near);
    t[5] = add_scaled(4.0F, d[1], -5.0F * d[3]) + d[5];
  }
};

/// B t.
struct InputAdjoint {
  template <typename V>
  [[gnu::always_inline]] static void apply(V const (&t)[6], V (&d)[6]) {
    V const sum = t[1] + t[2];
    V const difference = t[1] - t[2];
    V const far_sum = t[3] + t[4];
    V const far_difference = t[3] - t[4];
    d[0] = 4.0F * t[0];
    d[1] = -2.0F * add_scaled(-2.0F, t[5] - difference, far_difference);
    d[2] = add_scaled(-4.0F, sum, -5.0F * t[0]) - far_sum;
    d[3] = add_scaled(2.0F, far_difference, difference) - 5.0F * t[5];
    d[4] = t[0] + sum + far_sum;
    d[5] = t[5];
  }
};

/// Six products to four outputs: A^T m.
struct OutputTransform {
  template <typename V>
  [[gnu::always_inline]] static void apply(V const (&m)[6], V (&y)[4]) {
    V const sum = m[1] + m[2];
    V const difference = m[1] - m[2];
    V const far_sum = m[3] + m[4];
    V const far_difference = m[3] - m[4];
    y[0] = m[0] + sum + far_sum;
    y[1] = add_scaled(2.0F, far_difference, difference);
    y[2] = add_scaled(4.0F, far_sum, sum);
    y[3] = add_scaled(8.0F, far_difference, difference) + m[5];
  }
};

/// A y.
struct OutputAdjoint {
  template <typename V>
  [[gnu::always_inline]] static void apply(V const (&y)[4], V (&m)[6]) {
    V const even = y[0] + y[2];
    V const odd = y[1] + y[3];
    V const far_even = add_scaled(4.0F, y[2], y[0]);
    V const far_odd = add_scaled(4.0F, y[3], y[1]); // a half of it
    m[0] = y[0];
    m[1] = even + odd;
    m[2] = even - odd;
    m[3] = add_scaled(2.0F, far_odd, far_even);
    m[4] = add_scaled(-2.0F, far_odd, far_even);
    m[5] = y[3];
  }
};

/// Three taps to six factors: G w.
struct FilterTransform {
  template <typename V>
  [[gnu::always_inline]] static void apply(V const (&w)[3], V (&u)[6]) {
    V const outer = w[0] + w[2];
    V const far = w[0] + 4.0F * w[2];
    u[0] = 0.25F * w[0];
    u[1] = (outer + w[1]) * (-1.0F / 6.0F);
    u[2] = (outer - w[1]) * (-1.0F / 6.0F);
    u[3] = (far + 2.0F * w[1]) * (1.0F / 24.0F);
    u[4] = (far - 2.0F * w[1]) * (1.0F / 24.0F);
    u[5] = w[2];
  }
};

/// G^T u.
struct FilterAdjoint {
  template <typename V>
  [[gnu::always_inline]] static void apply(V const (&u)[6], V (&w)[3]) {
    V const sum = (u[1] + u[2]) * (-1.0F / 6.0F);
    V const difference = (u[1] - u[2]) * (-1.0F / 6.0F);
    V const far_sum = (u[3] + u[4]) * (1.0F / 24.0F);
    V const far_difference = (u[3] - u[4]) * (1.0F / 24.0F);
    w[0] = 0.25F * u[0] + sum + far_sum;
    w[1] = difference + 2.0F * far_difference;
    w[2] = sum + 4.0F * far_sum + u[5];
  }
};

/// A one-dimensional transform along the rows and then along the columns: M x M^T.
template <typename Transform, typename V, std::size_t In, std::size_t Out>
[[gnu::always_inline]] inline void apply_twice(V const (&source)[In][In], V (&target)[Out][Out]) {
  V half[In][Out];
#pragma GCC unroll 6
  for (std::size_t i = 0; i < In; ++i) {
    Transform::apply(source[i], half[i]);
  }
#pragma GCC unroll 6
  for (std::size_t j = 0; j < Out; ++j) {
    V column[In];
    V result[Out];
#pragma GCC unroll 6
    for (std::size_t i = 0; i < In; ++i) {
      column[i] = half[i][j];
    }
    Transform::apply(column, result);
#pragma GCC unroll 6
    for (std::size_t i = 0; i < Out; ++i) {
      target[i][j] = result[i];
    }
  }
}

} // namespace equivarify::runtime::winograd

#endif
