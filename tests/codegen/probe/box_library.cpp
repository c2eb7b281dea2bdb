// Functions for `equivarify probe --library`.
#include <cstddef>
#include <cstdio>
#include <cstdlib>

#include "turned_sums.hpp"

using equivarify::boxes::Picture;

namespace {

int evaluate(Picture (*function)(Picture const&),
             float const* input,
             std::size_t input_size,
             float* output,
             std::size_t output_size) {
  if (input_size != 4 || output_size != 4) {
    return 1;
  }
  Picture const y = function({input[0], input[1], input[2], input[3]});
  for (std::size_t i = 0; i < y.size(); ++i) {
    output[i] = y[i];
  }
  return 0;
}

} // namespace

extern "C" {

int equivarify_evaluate(float const* x, std::size_t n, float* y, std::size_t m) {
  std::puts("this must not be taken for an answer");
  std::fflush(stdout);
  return evaluate(equivarify::boxes::lift, x, n, y, m);
}

int opposite(float const* x, std::size_t n, float* y, std::size_t m) {
  return evaluate(equivarify::boxes::opposite, x, n, y, m);
}

int writes_too_much(float const* x, std::size_t n, float* y, std::size_t m) {
  y[m] = 0;
  return evaluate(equivarify::boxes::lift, x, n, y, m);
}

int writes_too_little(float const*, std::size_t, float* y, std::size_t) {
  y[0] = 1;
  return 0;
}

/// The first moments of a 3x3 picture, to the right and up: a quarter turn turns them as a vector.
int moments(float const* x, std::size_t n, float* y, std::size_t m) {
  if (n != 9 || m != 2) {
    return 1;
  }
  y[0] = x[2] + x[5] + x[8] - x[0] - x[3] - x[6];
  y[1] = x[0] + x[1] + x[2] - x[6] - x[7] - x[8];
  return 0;
}

/// The first half of the numbers against the second.
int difference(float const* x, std::size_t n, float* y, std::size_t m) {
  y[0] = 0;
  for (std::size_t i = 0; i < n; ++i) {
    y[0] += 2 * i < n ? x[i] : -x[i];
  }
  return m == 1 ? 0 : 1;
}

/// Twice each number.
int doubled(float const* x, std::size_t n, float* y, std::size_t m) {
  for (std::size_t i = 0; i < n && i < m; ++i) {
    y[i] = 2 * x[i];
  }
  return n == m ? 0 : 1;
}

int crashes(float const*, std::size_t, float*, std::size_t) {
  std::abort();
}
}
