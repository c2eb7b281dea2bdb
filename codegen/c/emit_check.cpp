#include "equivarify/codegen/c/emit_check.hpp"

#include "equivarify/codegen/c/text.hpp"
#include "equivarify/codegen/generate/names.hpp"
#include "equivarify/codegen/reference/answer.hpp"
#include "equivarify/codegen/reference/test_vectors.hpp"

#include <fmt/format.h>

#include <string>

namespace equivarify::codegen {
namespace {

/// {0} is the name of the network, {1} the same as a macro, {2} the number of images, {3} tables,
/// {4} what counts as rounding, {5} entry i of g x, {6} the numbers that come out, {7} number i of
/// g f(x).
constexpr char const* program =
    R"(/* Whether this compiler computes what {0} should: cc -std=c99 {0}_network.c {0}_check.c -lm */
#include "{0}_network.h"

#include <math.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

enum {{ images = {2} }};

{3}
/* The largest difference from the reference evaluator. */
static float largest_difference(void) {{
  static float answer[{6}];
  float most = 0.0f;
  size_t n, i;
  for (n = 0; n < images; ++n) {{
    {0}_forward(inputs + n * {1}_PIXELS, answer);
    for (i = 0; i < {6}; ++i) {{
      const float difference = fabsf(answer[i] - expected[n * {6} + i]);
      /* Not a number is the largest of all. */
      most = isnan(most) || difference <= most ? most : difference;
    }}
  }}
  return most;
}}

/* How many numbers of f(g x) differ in their bits from those of g f(x). */
static unsigned long differing(const float *image, size_t g) {{
  static float turned_image[{1}_PIXELS], plain[{6}], turned[{6}];
  unsigned long count = 0;
  size_t i;
  for (i = 0; i < {1}_PIXELS; ++i) {{
    turned_image[i] = {5};
  }}
  {0}_forward(image, plain);
  {0}_forward(turned_image, turned);
  for (i = 0; i < {6}; ++i) {{
    const float moved = {7};
    count += memcmp(&turned[i], &moved, sizeof(float)) != 0;
  }}
  return count;
}}

int main(void) {{
  const float difference = largest_difference();
  unsigned long bits = 0;
  size_t n, g;
  for (n = 0; n < images; ++n) {{
    for (g = 0; g < {1}_ORDER; ++g) {{
      bits += differing(inputs + n * {1}_PIXELS, g);
    }}
  }}
  printf("{0}: %d images, largest difference from the reference %g (rounding: below %g), "
         "%lu numbers of f(g x) and g f(x) differ\n",
         images, (double)difference, (double){4}, bits);
  return difference <= {4} && bits == 0 ? 0 : 1;
}}
)";

/// The tables of \p moves.
std::string tables(Moves const& moves, std::string const& sources, std::string const& negated) {
  return c_numbers(sources, moves.sources) + "\n" +
         (moves.negated.empty() ? "" : c_numbers(negated, moves.negated) + "\n");
}

/// Entry \p at in C, whose sign changes where \p negated says so, if it is not empty.
std::string moved_entry(std::string const& entry, std::string const& negated) {
  return negated.empty() ? entry : fmt::format("{0} ? 0.0f - {1} : {1}", negated, entry);
}

} // namespace

std::string emit_c_check(Network const& network, ReferenceWeights<float> const& weights) {
  TestVectors const vectors = make_test_vectors(network, weights);
  require_finite(vectors, "the C code");
  Moves const input = input_moves(network);
  Moves const answer = answer_moves(network);
  std::size_t const size = answer_size(network);
  std::string const place = fmt::format("g * {}_PIXELS + i", to_macro_name(network.name));
  std::string const number = fmt::format("g * {} + i", size);
  return fmt::format(
      fmt::runtime(program),
      network.name,
      to_macro_name(network.name),
      vectors.images,
      c_floats("inputs", vectors.inputs) + "\n" + c_floats("expected", vectors.expected) + "\n" +
          tables(input, "places", "changes_sign") + tables(answer, "comes_from", "is_minus"),
      fmt::format("{:a}f", static_cast<double>(vectors.rounding)),
      moved_entry("image[places[" + place + "]]",
                  input.negated.empty() ? "" : "changes_sign[" + place + "]"),
      size,
      moved_entry("plain[comes_from[" + number + "]]",
                  answer.negated.empty() ? "" : "is_minus[" + number + "]"));
}

} // namespace equivarify::codegen
