#include "equivarify/codegen/c/emit_check.hpp"

#include "equivarify/codegen/c/text.hpp"
#include "equivarify/codegen/generate/names.hpp"
#include "equivarify/codegen/reference/evaluator.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <vector>

namespace equivarify::codegen {
namespace {

/// The reference takes about a second for 10^9 multiply-adds.
constexpr std::size_t reference_work = 2'000'000'000;

/// {0} is the name of the network, {1} the same as a macro, {2} the number of images, {3} tables,
/// {4} what counts as rounding, {5} entry i of g x.
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
  static float logits[{1}_LOGITS];
  float most = 0.0f;
  size_t n, i;
  for (n = 0; n < images; ++n) {{
    {0}_forward(inputs + n * {1}_PIXELS, logits);
    for (i = 0; i < {1}_LOGITS; ++i) {{
      const float difference = fabsf(logits[i] - expected[n * {1}_LOGITS + i]);
      /* Not a number is the largest of all. */
      most = difference <= most ? most : difference;
    }}
  }}
  return most;
}}

/* How many logits of g x differ in their bits from those of x, moved by g. */
static unsigned long differing(const float *image, size_t g) {{
  static float turned_image[{1}_PIXELS], plain[{1}_LOGITS], turned[{1}_LOGITS];
  unsigned long count = 0;
  size_t i;
  for (i = 0; i < {1}_PIXELS; ++i) {{
    turned_image[i] = {5};
  }}
  {0}_forward(image, plain);
  {0}_forward(turned_image, turned);
  for (i = 0; i < {1}_LOGITS; ++i) {{
    const size_t source = comes_from[g * {1}_ORDER + i / {1}_CLASSES] * {1}_CLASSES + i % {1}_CLASSES;
    count += memcmp(&turned[i], &plain[source], sizeof(float)) != 0;
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

struct Vectors {
  std::size_t images = 0;
  std::vector<float> inputs{};
  std::vector<float> expected{};
  double largest = 0;
};

Vectors make_vectors(Network const& network, ReferenceWeights<float> const& weights) {
  ReferenceWeights<double> exact;
  for (auto const& parameter : weights) {
    exact.push_back(
        {parameter.name, parameter.shape, {parameter.values.begin(), parameter.values.end()}});
  }
  Vectors vectors;
  vectors.images = std::clamp<std::size_t>(
      reference_work / std::max<std::size_t>(1, network.multiply_adds()), 2, 4);
  for (std::size_t n = 0; n < vectors.images; ++n) {
    auto const input = random_input<float>(network, network.seed + n);
    vectors.inputs.insert(vectors.inputs.end(), input.begin(), input.end());
    auto const layers = evaluate(network, exact, std::vector<double>(input.begin(), input.end()));
    for (auto const& copy : layers.back().copies) {
      for (double const logit : copy) {
        vectors.expected.push_back(static_cast<float>(logit));
        vectors.largest = std::max(vectors.largest, std::abs(logit));
      }
    }
  }
  return vectors;
}

/// How images turn, and which copy each copy of g y comes from: that of g^-1 h.
std::string motion_tables(Network const& network) {
  std::vector<std::uint32_t> places;
  std::vector<std::uint32_t> sources;
  std::vector<std::uint32_t> negated;
  for (algebra::Element const g : network.group.elements()) {
    auto const& permutation = network.input_permutations[g.index()];
    places.insert(places.end(), permutation.begin(), permutation.end());
    for (algebra::Element const h : network.group.elements()) {
      sources.push_back(network.group.multiply(network.group.inverse(g), h).index());
    }
  }
  for (std::vector<bool> const& row : network.input_negated) {
    negated.insert(negated.end(), row.begin(), row.end());
  }
  return c_numbers("places", places) + "\n" +
         (negated.empty() ? "" : c_numbers("changes_sign", negated) + "\n") +
         c_numbers("comes_from", sources);
}

/// Entry i of g x in C, for the network \p network.
std::string moved_entry(Network const& network) {
  std::string const place = fmt::format("g * {}_PIXELS + i", to_macro_name(network.name));
  std::string const entry = fmt::format("image[places[{}]]", place);
  return network.input_negated.empty()
             ? entry
             : fmt::format("changes_sign[{0}] ? 0.0f - {1} : {1}", place, entry);
}

} // namespace

std::string emit_c_check(Network const& network, ReferenceWeights<float> const& weights) {
  constexpr double rounding = 1e-4; // of the largest logit
  Vectors const vectors = make_vectors(network, weights);
  return fmt::format(
      fmt::runtime(program),
      network.name,
      to_macro_name(network.name),
      vectors.images,
      c_floats("inputs", vectors.inputs) + "\n" + c_floats("expected", vectors.expected) + "\n" +
          motion_tables(network),
      fmt::format("{:a}f", static_cast<double>(static_cast<float>(rounding * vectors.largest))),
      moved_entry(network));
}

} // namespace equivarify::codegen
