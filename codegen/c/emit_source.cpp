#include "equivarify/codegen/c/emit_source.hpp"

#include "equivarify/codegen/c/emit_names.hpp"
#include "equivarify/codegen/c/helpers.hpp"
#include "equivarify/codegen/c/text.hpp"
#include "equivarify/codegen/json/problems.hpp"
#include "equivarify/codegen/layers/layer_type.hpp"
#include "equivarify/codegen/layers/pool2d.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <set>
#include <vector>

namespace equivarify::codegen {
namespace {

/// Walks through the steps and collects the text of the function `forward`.
class Emitter {
public:
  Emitter(Plan const& plan, ReferenceWeights<float> const& weights)
      : plan_{plan}, order_{plan.copies}, weights_{weights} {}

  std::string run() {
    half_ = order_ * plan_.network.input.size();
    for (auto const* steps : {&plan_.image_steps, &plan_.vector_steps}) {
      for (Step const& step : *steps) {
        add(step);
      }
    }
    std::string const& name = plan_.network.name;
    std::string text = c_provenance(plan_.network);
    text += fmt::format("#include \"{}_network.h\"\n\n#include <math.h>\n#include <stdint.h>\n\n",
                        name);
    text += c_names_source(plan_.network) + tables();
    for (std::string const& helper : helpers_) {
      text += c_helper(helper) + "\n";
    }
    return text + data_ + functions_ + forward();
  }

  [[nodiscard]] std::size_t half() const { return half_; }

private:
  /// The places of h^-1 x in x, and the products h k.
  std::string tables() const {
    Network const& network = plan_.network;
    std::vector<std::uint32_t> places;
    std::vector<std::uint32_t> products;
    for (algebra::Element const h : network.group.elements()) {
      auto const& permutation = network.input_permutations[network.group.inverse(h).index()];
      places.insert(places.end(), permutation.begin(), permutation.end());
      for (algebra::Element const k : network.group.elements()) {
        products.push_back(network.group.multiply(h, k).index());
      }
    }
    return "/* Entry i of h^-1 x is entry turned[h * PIXELS + i] of x; product[h * ORDER + k] is h "
           "k. */\n" +
           c_numbers("turned", places) + "\n" + (has_signs() ? signs() : "") +
           (mixes() ? c_numbers("product", products) + "\n" : "");
  }

  [[nodiscard]] bool has_signs() const { return !plan_.network.input_negated.empty(); }

  [[nodiscard]] std::string signs() const {
    Network const& network = plan_.network;
    std::vector<std::uint32_t> negated;
    for (algebra::Element const h : network.group.elements()) {
      auto const& row = network.input_negated[network.group.inverse(h).index()];
      negated.insert(negated.end(), row.begin(), row.end());
    }
    return "/* Whether entry i of h^-1 x is minus that entry: negated[h * PIXELS + i]. */\n" +
           c_numbers("negated", negated) + "\n";
  }

  [[nodiscard]] bool mixes() const {
    auto const mixing = [](Step const& step) {
      return step.operation() == nullptr || step.mixing == CopyMixing::group_product;
    };
    return std::any_of(plan_.image_steps.begin(), plan_.image_steps.end(), mixing) ||
           std::any_of(plan_.vector_steps.begin(), plan_.vector_steps.end(), mixing);
  }

  static std::size_t input_size(Step const& step) { return step.gathered * step.input().size(); }

  void add(Step const& step) {
    body_ += fmt::format("\n  /* {} */\n", step.name);
    Operation const* const operation = step.operation();
    if (operation == nullptr) {
      add_concatenation(step);
      return;
    }
    switch (structure_of(*operation)) {
    case StructuralClass::linear_in_windows:
    case StructuralClass::linear:
      add_weighted(step, *operation);
      return;
    case StructuralClass::largest_in_windows:
      add_pool(step, *operation, "largest");
      return;
    case StructuralClass::mean_in_windows:
      add_pool(step, *operation, "mean");
      return;
    case StructuralClass::pointwise:
    case StructuralClass::pointwise_odd:
      add_pointwise(step, *operation);
      return;
    case StructuralClass::reduction_over_entries:
      helpers_.insert("softmax");
      body_ += fmt::format("  softmax({}, {}, s);\n", order_, input_size(step));
      return;
    case StructuralClass::reshape:
      return;
    case StructuralClass::sum_of_values:
    case StructuralClass::values_in_a_row:
    case StructuralClass::affine_in_channels:
    case StructuralClass::part_of_entries:
      refuse(step, *operation);
    }
    throw algebra::InternalError{"a layer of no known class"};
  }

  void add_concatenation(Step const& step) {
    std::size_t const size = input_size(step);
    body_ += fmt::format("  for (k = 0; k < {0}; ++k) {{\n"
                         "    y[k] = s[product[k / {1}] * {1} + k % {1}];\n"
                         "  }}\n",
                         order_ * order_ * size,
                         size);
    finish(order_ * order_ * size);
  }

  void add_weighted(Step const& step, Operation const& operation) {
    bool const mixing = step.mixing == CopyMixing::group_product;
    std::size_t const count = mixing ? order_ : 1;
    if (step.is_transposed()) {
      refuse(step, operation);
    }
    data_ += c_floats(step.name + "_weight", values_of(weights_, step.name + ".weight")) + "\n";
    data_ += c_floats(step.name + "_bias",
                      lacks_bias(operation) ? std::vector<float>(step.output.channels)
                                            : values_of(weights_, step.name + ".bias")) +
             "\n";
    body_ += fmt::format("  for (h = 0; h < {}; ++h) {{\n"
                         "    const float *copies[{}];\n"
                         "    for (k = 0; k < {}; ++k) {{\n"
                         "      copies[k] = s + {} * {};\n"
                         "    }}\n",
                         order_,
                         count,
                         count,
                         mixing ? fmt::format("product[h * {} + k]", order_) : "(h + k)",
                         input_size(step));
    std::string const rest = fmt::format("copies, {}, {}_weight, {}_bias, y + h * {});\n  }}\n",
                                         count,
                                         step.name,
                                         step.name,
                                         step.output.size());
    if (step.is_convolution()) {
      add_windows(step, *operation.type().window(operation, step.input()));
      body_ += fmt::format("    convolve(&{}_windows, {}", step.name, rest);
    } else {
      helpers_.insert("multiply");
      body_ += fmt::format("    multiply({}, {}, {}", input_size(step), step.output.size(), rest);
    }
    finish(order_ * step.output.size());
  }

  void add_windows(Step const& step, Window const& window) {
    helpers_.insert("convolve");
    std::vector<std::size_t> const numbers{step.input().channels,
                                           step.input().rows,
                                           step.input().columns,
                                           step.output.channels,
                                           step.output.rows,
                                           step.output.columns,
                                           window.size.rows,
                                           window.size.columns,
                                           window.stride.rows,
                                           window.stride.columns,
                                           window.pad.top,
                                           window.pad.left,
                                           window.dilation.rows,
                                           window.dilation.columns,
                                           window.groups,
                                           window.circular ? 1U : 0U};
    data_ += fmt::format(
        "static const windows {}_windows = {{{}}};\n\n", step.name, fmt::join(numbers, ", "));
  }

  void add_pool(Step const& step, Operation const& operation, std::string const& helper) {
    helpers_.insert(helper);
    Window const window = *operation.type().window(operation, step.input());
    if (window.transposed) {
      refuse(step, operation);
    }
    auto const* const average = operation.as<AveragePool2d>();
    bool const counts_padding = average == nullptr || average->count_include_pad;
    std::vector<std::size_t> const numbers{step.input().rows,
                                           step.input().columns,
                                           window.size.rows,
                                           window.size.columns,
                                           window.stride.rows,
                                           window.stride.columns,
                                           window.pad.top,
                                           window.pad.left,
                                           step.output.rows,
                                           step.output.columns,
                                           counts_padding ? window.size.rows * window.size.columns
                                                          : 0};
    data_ += fmt::format("static const size_t {}_windows[{}] = {{{}}};\n\n",
                         step.name,
                         numbers.size(),
                         fmt::join(numbers, ", "));
    body_ += fmt::format(
        "  {}({}_windows, {}, s, y);\n", helper, step.name, order_ * step.input().channels);
    finish(order_ * step.output.size());
  }

  [[noreturn]] static void refuse(Step const& step, Operation const& operation) {
    throw InputError{
        {.pointer = "/network",
         .summary = "no C can be generated",
         .found = fmt::format("layer \"{}\" of type \"{}\"", step.name, type_name(operation)),
         .expected = "a layer with a form in C99 (--target cpp takes all)"}};
  }

  void add_pointwise(Step const& step, Operation const& operation) {
    std::string const value = operation.type().c_value(operation);
    if (value.empty()) {
      refuse(step, operation);
    }
    functions_ +=
        fmt::format("static float {}_value(float x) {{\n  return {};\n}}\n\n", step.name, value);
    body_ += fmt::format("  for (k = 0; k < {}; ++k) {{\n    s[k] = {}_value(s[k]);\n  }}\n",
                         order_ * input_size(step),
                         step.name);
  }

  /// What was written to y, of \p size numbers, is the value now.
  void finish(std::size_t size) {
    half_ = std::max(half_, size);
    body_ += "  t = s, s = y, y = t;\n";
  }

  std::string forward() {
    Network const& network = plan_.network;
    std::size_t const lifted = order_ * network.input.size();
    std::string const k = body_.find("(k = 0") == std::string::npos ? "" : ", k";
    return fmt::format("void {0}_forward_in(const float *image, float *logits, float *arena) {{\n"
                       "  float *s = arena, *y = arena + {1}, *t;\n"
                       "  size_t h{2};\n"
                       "  for (h = 0; h < {3}; ++h) {{\n"
                       "    s[h] = {7};\n"
                       "  }}\n"
                       "{4}\n"
                       "  for (h = 0; h < {5}; ++h) {{\n"
                       "    logits[h] = s[h];\n"
                       "  }}\n}}\n\n"
                       "void {0}_forward(const float *image, float *logits) {{\n"
                       "  static float arena[{6}];\n"
                       "  {0}_forward_in(image, logits, arena);\n}}\n",
                       network.name,
                       half_,
                       k,
                       lifted,
                       body_,
                       order_ * network.labels.classes.size(),
                       2 * half_,
                       has_signs() ? "negated[h] ? 0.0f - image[turned[h]] : image[turned[h]]"
                                   : "image[turned[h]]");
  }

  Plan const& plan_;
  std::size_t order_;
  ReferenceWeights<float> const& weights_;
  std::set<std::string> helpers_;
  std::string data_;
  std::string functions_;
  std::string body_;
  std::size_t half_ = 0;
};

} // namespace

std::string emit_c_source(Plan const& plan, ReferenceWeights<float> const& weights) {
  return Emitter{plan, weights}.run();
}

std::size_t c_arena(Plan const& plan, ReferenceWeights<float> const& weights) {
  Emitter emitter{plan, weights};
  (void)emitter.run();
  return 2 * emitter.half();
}

} // namespace equivarify::codegen
