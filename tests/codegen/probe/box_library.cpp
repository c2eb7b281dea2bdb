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

int crashes(float const*, std::size_t, float*, std::size_t) {
  std::abort();
}
}
