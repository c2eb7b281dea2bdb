#include "equivarify/codegen/c/parts.hpp"
#include "equivarify/codegen/c/step_block.hpp"
#include "equivarify/codegen/generate/plan_facts.hpp"
#include "equivarify/codegen/layers/layer_type.hpp"
#include "equivarify/codegen/layers/part.hpp"

#include <fmt/format.h>

namespace equivarify::codegen {
namespace {

/// Writes the block of one step.
class LayerText {
public:
  explicit LayerText(StepBlock const& block)
      : block_{block}, step_{block_.step}, order_{block_.copies()} {}

  void run() {
    block_.parts.body += fmt::format("\n  {{ /* {} */\n    const float *s = arena + {};\n    float "
                                     "*y = arena + {};\n",
                                     step_.name,
                                     place(step_.reads.front()),
                                     place(step_.value));
    Operation const* const operation = step_.operation();
    if (operation == nullptr) {
      add_concatenation();
    } else {
      add_layer(*operation);
    }
    block_.parts.body += "  }\n";
  }

private:
  [[nodiscard]] std::size_t place(std::size_t value) const {
    return block_.context.arena.place_of(value);
  }

  void add_layer(Operation const& operation) {
    require_planes(block_.context.plan, step_, no_c);
    if (operation.type().axes() == 3) {
      block_.refuse(operation);
    }
    switch (structure_of(operation)) {
    case StructuralClass::linear_in_windows:
    case StructuralClass::linear:
      add_c_weighted(block_, operation);
      return;
    case StructuralClass::largest_in_windows:
      add_c_largest(block_, operation);
      return;
    case StructuralClass::mean_in_windows:
      add_c_mean(block_, operation);
      return;
    case StructuralClass::pointwise:
    case StructuralClass::pointwise_odd:
      add_pointwise(operation);
      return;
    case StructuralClass::reduction_over_entries:
      block_.parts.helpers.insert("softmax");
      block_.add_line(fmt::format("softmax({}, {}, s, y);", order_, read_by(step_)));
      return;
    case StructuralClass::sum_of_values:
      add_sum();
      return;
    case StructuralClass::product_of_values:
      add_product();
      return;
    case StructuralClass::values_in_a_row:
      add_row();
      return;
    case StructuralClass::affine_in_channels:
      add_c_batch_norm(block_, operation);
      return;
    case StructuralClass::normalised:
      add_c_layer_norm(block_, operation);
      return;
    case StructuralClass::part_of_entries:
      add_part(*operation.as<Part>());
      return;
    case StructuralClass::reshape:
      break; // becomes no step
    }
    throw algebra::InternalError{"a layer of no known class"};
  }

  void add_part(Part const& part) {
    std::size_t const size = part.shape.size();
    block_.add_loop(
        order_ * size,
        fmt::format(
            "y[k] = s[k / {0} * {1} + {2} + k % {0}];", size, step_.input().size(), part.offset));
  }

  void add_concatenation() {
    std::size_t const size = read_by(step_);
    block_.add_loop(order_ * order_ * size,
                    fmt::format("y[k] = s[product[k / {0}] * {0} + k % {0}];", size));
  }

  void add_pointwise(Operation const& operation) {
    std::string const value = operation.type().c_value(operation);
    if (value.empty()) {
      block_.refuse(operation);
    }
    block_.parts.functions +=
        fmt::format("static float {}_value(float x) {{\n  return {};\n}}\n\n", step_.name, value);
    block_.add_loop(order_ * read_by(step_), fmt::format("y[k] = {}_value(s[k]);", step_.name));
  }

  void add_sum() {
    std::string sum = "s[k]";
    for (std::size_t i = 1; i < step_.reads.size(); ++i) {
      sum += fmt::format(" + arena[{} + k]", place(step_.reads[i]));
    }
    block_.add_loop(order_ * read_by(step_), fmt::format("y[k] = {};", sum));
  }

  /// Entry k % n of copy k / n of the first value, of n entries, with those of the others that are
  /// stretched to it.
  void add_product() {
    Shape const& whole = step_.inputs.front();
    std::size_t const size = read_by(step_);
    std::string product = "s[k]";
    for (std::size_t i = 1; i < step_.reads.size(); ++i) {
      Shape const& own = step_.inputs[i];
      std::string at = "k";
      if (own != whole) {
        std::string const channel =
            own.channels == 1
                ? ""
                : fmt::format(" + k % {} / {} * {}", size, whole.plane(), own.plane());
        std::string const pixel = own.plane() == 1 ? "" : fmt::format(" + k % {}", whole.plane());
        at = fmt::format("k / {} * {}{}{}", size, own.size(), channel, pixel);
      }
      product += fmt::format(" * arena[{} + {}]", place(step_.reads[i]), at);
    }
    block_.add_loop(order_ * size, fmt::format("y[k] = {};", product));
  }

  /// Copy h of each value, one after another.
  void add_row() {
    std::size_t const all = step_.gathered * step_.output.size();
    std::size_t before = 0;
    for (std::size_t i = 0; i < step_.reads.size(); ++i) {
      std::size_t const size = step_.gathered * step_.inputs[i].size();
      std::string const from =
          i == 0 ? "s[k]" : fmt::format("arena[{} + k]", place(step_.reads[i]));
      block_.add_loop(
          order_ * size,
          fmt::format("y[k / {0} * {1} + {2} + k % {0}] = {3};", size, all, before, from));
      before += size;
    }
  }

  StepBlock block_;
  Step const& step_;
  std::size_t order_;
};

} // namespace

void add_c_layer(Step const& step, CContext const& context, CParts& parts) {
  LayerText{{step, context, parts}}.run();
}

} // namespace equivarify::codegen
