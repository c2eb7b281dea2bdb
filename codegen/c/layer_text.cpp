#include "equivarify/codegen/c/parts.hpp"
#include "equivarify/codegen/c/text.hpp"
#include "equivarify/codegen/json/problems.hpp"
#include "equivarify/codegen/layers/batch_norm.hpp"
#include "equivarify/codegen/layers/layer_norm.hpp"
#include "equivarify/codegen/layers/layer_type.hpp"
#include "equivarify/codegen/layers/part.hpp"
#include "equivarify/codegen/layers/pointwise.hpp"
#include "equivarify/codegen/layers/pool.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <cmath>
#include <vector>

namespace equivarify::codegen {
namespace {

/// Writes the block of one step.
class LayerText {
public:
  LayerText(Step const& step, CContext const& context, CParts& parts)
      : step_{step}, context_{context}, parts_{parts}, order_{context.plan.copies} {}

  void run() {
    parts_.body += fmt::format("\n  {{ /* {} */\n    const float *s = arena + {};\n    float *y = "
                               "arena + {};\n",
                               step_.name,
                               place(step_.reads.front()),
                               place(step_.value));
    Operation const* const operation = step_.operation();
    if (operation == nullptr) {
      add_concatenation();
    } else {
      add_layer(*operation);
    }
    parts_.body += "  }\n";
  }

private:
  [[nodiscard]] std::size_t place(std::size_t value) const {
    return context_.arena.place_of(value);
  }

  void add_layer(Operation const& operation) {
    if (step_.input().depth > 1 || operation.type().axes() == 3) {
      refuse(operation); // windows have two axes here
    }
    switch (structure_of(operation)) {
    case StructuralClass::linear_in_windows:
    case StructuralClass::linear:
      add_weighted(operation);
      return;
    case StructuralClass::largest_in_windows:
      add_pool(operation, "largest");
      return;
    case StructuralClass::mean_in_windows:
      add_mean(operation);
      return;
    case StructuralClass::pointwise:
    case StructuralClass::pointwise_odd:
      add_pointwise(operation);
      return;
    case StructuralClass::reduction_over_entries:
      parts_.helpers.insert("softmax");
      add_line(fmt::format("softmax({}, {}, s, y);", order_, read_by(step_)));
      return;
    case StructuralClass::sum_of_values:
      add_sum();
      return;
    case StructuralClass::values_in_a_row:
      add_row();
      return;
    case StructuralClass::affine_in_channels:
      add_norm(operation);
      return;
    case StructuralClass::normalised:
      add_layer_norm(*operation.as<LayerNorm>());
      return;
    case StructuralClass::part_of_entries:
      add_part(*operation.as<Part>());
      return;
    case StructuralClass::reshape:
      break; // becomes no step
    }
    throw algebra::InternalError{"a layer of no known class"};
  }

  void add_line(std::string const& line) { parts_.body += "    " + line + "\n"; }

  /// A loop over \p count numbers.
  void add_loop(std::size_t count, std::string const& statement) {
    add_line(fmt::format("for (k = 0; k < {}; ++k) {{", count));
    add_line("  " + statement);
    add_line("}");
  }

  void add_part(Part const& part) {
    std::size_t const size = part.shape.size();
    add_loop(
        order_ * size,
        fmt::format(
            "y[k] = s[k / {0} * {1} + {2} + k % {0}];", size, step_.input().size(), part.offset));
  }

  void add_concatenation() {
    std::size_t const size = read_by(step_);
    add_loop(order_ * order_ * size,
             fmt::format("y[k] = s[product[k / {0}] * {0} + k % {0}];", size));
  }

  void add_weighted(Operation const& operation) {
    std::string const& name = step_.name;
    std::size_t const channels = step_.output.channels;
    parts_.data += c_floats(name + "_weight", values_of(context_.weights, name + ".weight")) + "\n";
    parts_.data += c_floats(name + "_bias",
                            lacks_bias(operation) ? std::vector<float>(channels)
                                                  : values_of(context_.weights, name + ".bias")) +
                   "\n";
    if (step_.is_transposed()) {
      add_transposed(*operation.type().window(operation, step_.input()));
      return;
    }
    bool const mixing = step_.mixing == CopyMixing::group_product;
    std::size_t const count = mixing ? order_ : 1;
    add_line(fmt::format("for (h = 0; h < {}; ++h) {{", order_));
    add_line(fmt::format("  const float *copies[{}];", count));
    add_line(fmt::format("  for (k = 0; k < {}; ++k) {{", count));
    add_line(fmt::format("    copies[k] = s + {} * {};",
                         mixing ? fmt::format("product[h * {} + k]", order_) : "(h + k)",
                         read_by(step_)));
    add_line("  }");
    std::string const rest = fmt::format(
        "copies, {}, {}_weight, {}_bias, y + h * {});", count, name, name, step_.output.size());
    if (step_.is_convolution()) {
      add_windows(*operation.type().window(operation, step_.input()));
      add_line(fmt::format("  convolve(&{}_windows, {}", name, rest));
    } else {
      parts_.helpers.insert("multiply");
      add_line(fmt::format("  multiply({}, {}, {}", read_by(step_), step_.output.size(), rest));
    }
    add_line("}");
  }

  /// The table of sizes `STEP_windows`.
  void add_sizes(std::vector<std::size_t> const& numbers) {
    parts_.data += fmt::format("static const size_t {}_windows[{}] = {{{}}};\n\n",
                               step_.name,
                               numbers.size(),
                               fmt::join(numbers, ", "));
  }

  void add_transposed(Window const& window) {
    parts_.helpers.insert("spread");
    add_sizes({step_.input().channels,
               step_.input().rows,
               step_.input().columns,
               step_.output.channels,
               step_.output.rows,
               step_.output.columns,
               window.size.rows,
               window.size.columns,
               window.stride.rows,
               window.stride.columns,
               window.pad.top,
               window.pad.left});
    add_line(fmt::format("for (h = 0; h < {}; ++h) {{", order_));
    add_line(fmt::format("  spread({0}_windows, s + h * {1}, {0}_weight, {0}_bias, y + h * {2});",
                         step_.name,
                         read_by(step_),
                         step_.output.size()));
    add_line("}");
  }

  void add_windows(Window const& window) {
    parts_.helpers.insert("convolve");
    std::vector<std::size_t> const numbers{step_.input().channels,
                                           step_.input().rows,
                                           step_.input().columns,
                                           step_.output.channels,
                                           step_.output.rows,
                                           step_.output.columns,
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
    parts_.data += fmt::format(
        "static const windows {}_windows = {{{}}};\n\n", step_.name, fmt::join(numbers, ", "));
  }

  /// A mean of what is seen, or, of one entry alone, that entry again and again.
  void add_mean(Operation const& operation) {
    Window const window = *operation.type().window(operation, step_.input());
    if (!window.transposed) {
      add_pool(operation, "mean");
      return;
    }
    parts_.helpers.insert("repeat");
    add_sizes({step_.input().rows, step_.input().columns, window.size.rows, window.size.columns});
    add_line(
        fmt::format("repeat({}_windows, {}, s, y);", step_.name, order_ * step_.input().channels));
  }

  void add_pool(Operation const& operation, std::string const& helper) {
    parts_.helpers.insert(helper);
    Window const window = *operation.type().window(operation, step_.input());
    auto const* const average = operation.as<AveragePool2d>();
    bool const counts_padding = average == nullptr || average->count_include_pad;
    add_sizes({step_.input().rows,
               step_.input().columns,
               window.size.rows,
               window.size.columns,
               window.stride.rows,
               window.stride.columns,
               window.pad.top,
               window.pad.left,
               step_.output.rows,
               step_.output.columns,
               counts_padding ? window.size.rows * window.size.columns : 0});
    add_line(fmt::format(
        "{}({}_windows, {}, s, y);", helper, step_.name, order_ * step_.input().channels));
  }

  void add_pointwise(Operation const& operation) {
    std::string const value = operation.type().c_value(operation);
    if (value.empty()) {
      refuse(operation);
    }
    parts_.functions +=
        fmt::format("static float {}_value(float x) {{\n  return {};\n}}\n\n", step_.name, value);
    add_loop(order_ * read_by(step_), fmt::format("y[k] = {}_value(s[k]);", step_.name));
  }

  void add_sum() {
    std::string sum = "s[k]";
    for (std::size_t i = 1; i < step_.reads.size(); ++i) {
      sum += fmt::format(" + arena[{} + k]", place(step_.reads[i]));
    }
    add_loop(order_ * read_by(step_), fmt::format("y[k] = {};", sum));
  }

  /// Copy h of each value, one after another.
  void add_row() {
    std::size_t const all = step_.gathered * step_.output.size();
    std::size_t before = 0;
    for (std::size_t i = 0; i < step_.reads.size(); ++i) {
      std::size_t const size = step_.gathered * step_.inputs[i].size();
      std::string const from =
          i == 0 ? "s[k]" : fmt::format("arena[{} + k]", place(step_.reads[i]));
      add_loop(order_ * size,
               fmt::format("y[k / {0} * {1} + {2} + k % {0}] = {3};", size, all, before, from));
      before += size;
    }
  }

  /// scale x + shift, with the numbers of the channel.
  void add_norm(Operation const& operation) {
    auto const tensor = [&](char const* name) -> std::vector<float> const& {
      return values_of(context_.weights, step_.name + name);
    };
    auto const epsilon = as_float<double>(operation.as<BatchNorm>()->epsilon);
    std::vector<float> scales;
    std::vector<float> shifts;
    for (std::size_t c = 0; c < tensor(".weight").size(); ++c) {
      auto const at = [c](std::vector<float> const& values) {
        return static_cast<double>(values[c]);
      };
      double const scale =
          at(tensor(".weight")) / std::sqrt(at(tensor(".running_variance")) + epsilon);
      scales.push_back(static_cast<float>(scale));
      shifts.push_back(
          static_cast<float>(at(tensor(".bias")) - scale * at(tensor(".running_mean"))));
    }
    parts_.data += c_floats(step_.name + "_scale", scales) + "\n" +
                   c_floats(step_.name + "_shift", shifts) + "\n";
    add_loop(order_ * read_by(step_),
             fmt::format("y[k] = {0}_scale[k / {1} % {2}] * s[k] + {0}_shift[k / {1} % {2}];",
                         step_.name,
                         read_by(step_) / scales.size(),
                         scales.size()));
  }

  void add_layer_norm(LayerNorm const& norm) {
    parts_.helpers.insert("normalise");
    for (char const* tensor : {"weight", "bias"}) {
      parts_.data +=
          c_floats(fmt::format("{}_{}", step_.name, tensor),
                   values_of(context_.weights, fmt::format("{}.{}", step_.name, tensor))) +
          "\n";
    }
    std::size_t const size = read_by(step_);
    std::size_t const channels = values_of(context_.weights, step_.name + ".weight").size();
    add_line(fmt::format("for (h = 0; h < {}; ++h) {{", order_));
    add_line(fmt::format("  normalise({}, {}, {}, {}, {}_weight, {}_bias, s + h * {}, y + h * {});",
                         channels,
                         size / channels,
                         norm.each_place ? 1 : 0,
                         c_number(norm.epsilon),
                         step_.name,
                         step_.name,
                         size,
                         size));
    add_line("}");
  }

  [[noreturn]] void refuse(Operation const& operation) const {
    throw InputError{
        {.pointer = "/network",
         .summary = "no C can be generated",
         .found = fmt::format("layer \"{}\" of type \"{}\"", step_.name, type_name(operation)),
         .expected = "a layer with a form in C99 (--target cpp takes all)"}};
  }

  Step const& step_;
  CContext const& context_;
  CParts& parts_;
  std::size_t order_;
};

} // namespace

void add_c_layer(Step const& step, CContext const& context, CParts& parts) {
  LayerText{step, context, parts}.run();
}

} // namespace equivarify::codegen
