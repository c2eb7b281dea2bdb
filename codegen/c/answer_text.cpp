#include "equivarify/codegen/c/parts.hpp"
#include "equivarify/codegen/c/text.hpp"
#include "equivarify/codegen/reference/answer_means.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstdint>
#include <vector>

namespace equivarify::codegen {
namespace {

/// The statement that keeps a term where all poses are, or those that lead to the least array.
std::string kept_term(Means const& means, std::string const& name) {
  std::string const at = fmt::format("{}_sources[h * {} + k]", name, means.terms);
  return means.negated.empty()
             ? fmt::format("terms[count++] = s[{}];", at)
             : fmt::format("terms[count++] = {0}_negated[h * {1} + k] ? 0.0f - s[{2}] : s[{2}];",
                           name,
                           means.terms,
                           at);
}

/// Sets the numbers of the array \p target, from its name and first place on, to means of terms; \p
/// condition on term k of number h, if there is one.
void add_means(Means const& means,
               std::string const& name,
               std::string const& target,
               std::string const& condition,
               CParts& parts) {
  parts.helpers.insert("balanced_mean");
  parts.data += c_numbers(name + "_sources", means.sources) + "\n";
  if (!means.negated.empty()) {
    parts.data += c_numbers(name + "_negated", means.negated) + "\n";
  }
  std::string const term = kept_term(means, name);
  parts.body += fmt::format(
      "    for (h = 0; h < {}; ++h) {{\n"
      "      float terms[{}];\n"
      "      size_t count = 0;\n"
      "      for (k = 0; k < {}; ++k) {{\n"
      "        {}\n"
      "      }}\n"
      "      {} + h] = balanced_mean(terms, count);\n"
      "    }}\n",
      means.sources.size() / means.terms,
      means.terms,
      means.terms,
      condition.empty() ? term
                        : fmt::format("if ({}) {{\n          {}\n        }}", condition, term),
      target);
}

void add_construction(Network const& network, CParts& parts) {
  Construction const& construction = *network.construction;
  std::size_t const classes = construction.classes();
  bool const is_answer = network.outputs.empty();
  std::string condition;
  if (looks_for_poses(network)) {
    parts.data += c_numbers("coset", construction.coset) + "\n";
    condition =
        fmt::format("is_pose[coset[h / {}] * {} + k]", classes, construction.subgroup.order());
  }
  Means const means = means_of(construction);
  if (!is_answer) {
    parts.body += fmt::format("    float rebuilt[{}];\n", construction.coset.size() * classes);
  }
  // No output has a capital in its name.
  add_means(means,
            is_answer ? "answer" : "Rebuilt",
            is_answer ? "answer[0" : "rebuilt[0",
            condition,
            parts);
  parts.body += is_answer ? "" : "    s = rebuilt;\n";
}

void add_tables(Network const& network, CParts& parts) {
  std::vector<std::uint32_t> places;
  std::vector<std::uint32_t> negated;
  for (std::uint32_t const element : moving_elements(network)) {
    auto const& permutation = network.input_permutations[element];
    places.insert(places.end(), permutation.begin(), permutation.end());
    if (!network.input_negated.empty()) {
      auto const& row = network.input_negated[element];
      negated.insert(negated.end(), row.begin(), row.end());
    }
  }
  parts.data += fmt::format("/* Number n of the moved inputs, one after another, comes from entry "
                            "turned[n]{}. */\n",
                            negated.empty() ? "" : ", with its sign changed where negated[n]");
  parts.data += c_numbers("turned", places) + "\n";
  if (!negated.empty()) {
    parts.data += c_numbers("negated", negated) + "\n";
  }
  parts.functions +=
      fmt::format("static float moved(const float *image, size_t n) {{\n"
                  "  return {};\n}}\n\n",
                  negated.empty() ? "image[turned[n]]"
                                  : "negated[n] ? 0.0f - image[turned[n]] : image[turned[n]]");
}

/// {0} is the size of the input, {1} the number of elements that move it for one copy.
constexpr char const* pose_search =
    R"(/* Whether moved input a comes before b, entry after entry. */
static int comes_before(const float *image, size_t a, size_t b) {{
  size_t i;
  for (i = 0; i < {0}; ++i) {{
    const float left = moved(image, a * {0} + i), right = moved(image, b * {0} + i);
    if (left != right) {{
      return left < right;
    }}
  }}
  return 0;
}}

/* The first of the least of the {1} moved inputs from number first on; is_pose[k] says which are. */
static size_t least(const float *image, size_t first, unsigned char *is_pose) {{
  size_t best = first, k;
  for (k = 1; k < {1}; ++k) {{
    best = comes_before(image, first + k, best) ? first + k : best;
  }}
  for (k = 0; k < {1}; ++k) {{
    is_pose[k] = (unsigned char)!comes_before(image, best, first + k);
  }}
  return best;
}}

)";

} // namespace

void add_c_input(CContext const& context, CParts& parts) {
  Network const& network = context.plan.network;
  std::size_t const size = network.input.size();
  add_tables(network, parts);
  std::size_t const place = context.arena.place_of(0);
  if (!looks_for_poses(network)) {
    parts.body += fmt::format("  for (h = 0; h < {}; ++h) {{\n"
                              "    arena[{} + h] = moved(image, h);\n"
                              "  }}\n",
                              context.plan.copies * size,
                              place);
    return;
  }
  std::size_t const order = network.construction->subgroup.order();
  parts.functions += fmt::format(fmt::runtime(pose_search), size, order);
  parts.body += fmt::format("  unsigned char is_pose[{0}];\n"
                            "  for (h = 0; h < {1}; ++h) {{\n"
                            "    const size_t pose = least(image, h * {2}, is_pose + h * {2});\n"
                            "    for (k = 0; k < {3}; ++k) {{\n"
                            "      arena[{4} + h * {3} + k] = moved(image, pose * {3} + k);\n"
                            "    }}\n"
                            "  }}\n",
                            context.plan.copies * order,
                            context.plan.copies,
                            order,
                            size,
                            place);
}

void add_c_answer(std::size_t value, CContext const& context, CParts& parts) {
  Network const& network = context.plan.network;
  parts.body += fmt::format("\n  {{ /* what comes out */\n    const float *s = arena + {};\n",
                            context.arena.place_of(value));
  if (network.construction) {
    add_construction(network, parts);
  } else if (network.outputs.empty()) {
    parts.body += fmt::format("    for (h = 0; h < {}; ++h) {{\n      answer[h] = s[h];\n    }}\n",
                              context.plan.copies * network.labels.classes.size());
  }
  std::size_t size = 0;
  for (Output const& output : network.outputs) {
    size += output.shape.size();
  }
  std::size_t first = 0;
  for (Output const& output : network.outputs) {
    add_means(means_of(output, size), output.name, fmt::format("answer[{}", first), "", parts);
    first += output.head.size();
  }
  parts.body += "  }\n";
}

} // namespace equivarify::codegen
