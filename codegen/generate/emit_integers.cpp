#include "equivarify/codegen/generate/emit_integers.hpp"

#include "equivarify/codegen/generate/emit_members.hpp"
#include "equivarify/codegen/generate/layout.hpp"
#include "equivarify/codegen/generate/names.hpp"
#include "equivarify/codegen/layers/layer_type.hpp"
#include "equivarify/codegen/layers/pool2d.hpp"
#include "equivarify/codegen/spec/plain_block.hpp"

#include <fmt/format.h>

#include <cstddef>
#include <stdexcept>
#include <utility>
#include <vector>

namespace equivarify::codegen {
namespace {

/// Why a network has no form in integers.
class NoIntegerForm : public std::runtime_error {
public:
  using std::runtime_error::runtime_error;
};

[[noreturn]] void refuse(Layer const& layer, std::string const& why) {
  throw NoIntegerForm(fmt::format("layer {} ({}) {}", layer.name, type_name(layer.operation), why));
}

/// One layer's designated fields; those at their default are left out.
class Fields {
public:
  void add(char const* name, std::size_t value, std::size_t standard) {
    if (value != standard) {
      items_.push_back(fmt::format(".{} = {}", name, value));
    }
  }

  void add(char const* name, bool value, bool standard) {
    if (value != standard) {
      items_.push_back(fmt::format(".{} = {}", name, value));
    }
  }

  void add(std::string item) { items_.push_back(std::move(item)); }

  [[nodiscard]] std::vector<std::string> const& items() const { return items_; }

private:
  std::vector<std::string> items_;
};

/// A layer of the integer network; see LayerForm in the runtime.
struct IntegerForm {
  Layer const* layer;
  char const* kind;
  Shape input;
  Shape output;
  Window window{};
  bool flat = false;
  bool concatenated = false;
  bool relu = false;
};

Fields fields_of(IntegerForm const& form) {
  Fields fields;
  fields.add(fmt::format(".kind = rt::FormKind::{}", form.kind));
  fields.add(fmt::format(".name = {}", to_string_literal(form.layer->name)));
  fields.add("flat", form.flat, false);
  fields.add("concatenated", form.concatenated, false);
  fields.add("bias", !lacks_bias(form.layer->operation), true);
  fields.add("relu", form.relu, false);
  fields.add("channels", form.input.channels, 1);
  fields.add("rows", form.input.rows, 1);
  fields.add("columns", form.input.columns, 1);
  fields.add("outputs", form.output.channels, 1);
  fields.add("output_rows", form.output.rows, 1);
  fields.add("output_columns", form.output.columns, 1);
  fields.add("window_rows", form.window.size.rows, 1);
  fields.add("window_columns", form.window.size.columns, 1);
  fields.add("stride_rows", form.window.stride.rows, 1);
  fields.add("stride_columns", form.window.stride.columns, 1);
  fields.add("dilation_rows", form.window.dilation.rows, 1);
  fields.add("dilation_columns", form.window.dilation.columns, 1);
  fields.add("top", form.window.pad.top, 0);
  fields.add("left", form.window.pad.left, 0);
  fields.add("circular", form.window.circular, false);
  auto const* const mean = form.layer->operation.as<AveragePool2d>();
  fields.add("counts_padding", mean != nullptr && mean->count_include_pad, false);
  return fields;
}

/// Walks through the layers of a network that are one chain.
class IntegerForms {
public:
  explicit IntegerForms(Network const& network) : network_(network), shape_(network.input) {}

  std::vector<IntegerForm> run() {
    if (network_.construction) {
      throw NoIntegerForm("its construction takes means");
    }
    if (!network_.outputs.empty()) {
      throw NoIntegerForm("its outputs are means over the copies");
    }
    if (Block const* const block = first_plain_block(network_)) {
      throw NoIntegerForm(fmt::format("block {} is not lifted", block->name));
    }
    for (Block const& block : network_.blocks) {
      add(block);
    }
    if (forms_.empty() || std::string(forms_.back().kind) != "weighted" || forms_.back().relu) {
      throw NoIntegerForm("its last layer is not one with weights");
    }
    return std::move(forms_);
  }

private:
  void add(Block const& block) {
    apart_ = block.equivarification == Equivarification::concat;
    if (apart_ && forms_.empty()) {
      throw NoIntegerForm(fmt::format("block {} concatenates the input", block.name));
    }
    for (std::size_t l = 0; l < block.layers.size(); ++l) {
      Layer const& layer = block.layers[l];
      if (layer.reads != std::vector<std::size_t>{l}) {
        refuse(layer, "does not read the layer before it alone");
      }
      add(layer);
    }
    if (apart_) {
      throw NoIntegerForm(fmt::format("block {} concatenates without weights", block.name));
    }
  }

  void add(Layer const& layer) {
    std::string const& type = type_name(layer.operation);
    if (type == "flatten") {
      return; // a dense layer sees the planes as one window
    }
    if (type == "relu") {
      add_relu(layer);
    } else if (type == "dense") {
      append({.layer = &layer,
              .kind = "weighted",
              .input = shape_,
              .output = layer.output,
              .window = {.size = {shape_.rows, shape_.columns}},
              .flat = true,
              .concatenated = std::exchange(apart_, false)});
    } else if (type == "conv2d") {
      add_window(layer, "weighted");
      forms_.back().concatenated = std::exchange(apart_, false);
    } else if (type == "max_pool2d") {
      add_window(layer, "max_pool");
    } else if (type == "average_pool2d" || type == "global_average_pool2d") {
      add_window(layer, "average_pool");
    } else {
      refuse(layer, "has no form in integers");
    }
  }

  void add_relu(Layer const& layer) {
    if (!forms_.empty() && std::string(forms_.back().kind) == "weighted" && !apart_) {
      forms_.back().relu = true;
      return;
    }
    append({.layer = &layer, .kind = "relu", .input = shape_, .output = shape_});
  }

  void add_window(Layer const& layer, char const* kind) {
    Window const window = window_of(layer);
    std::size_t const copies = apart_ ? network_.group.order() : 1;
    if (window.groups != 1) {
      refuse(layer, "has groups of channels");
    }
    if (layer.input().channels != copies * shape_.channels || layer.input().rows != shape_.rows) {
      refuse(layer, "reads what was flattened");
    }
    Shape output = layer.output;
    output.channels = std::string(kind) == "weighted" ? output.channels : shape_.channels;
    append({.layer = &layer, .kind = kind, .input = shape_, .output = output, .window = window});
  }

  void append(IntegerForm form) {
    shape_ = form.output;
    forms_.push_back(std::move(form));
  }

  Network const& network_;
  Shape shape_; ///< of one copy of the value at hand
  /// The block sees all copies, which layers without weights leave apart.
  bool apart_ = false;
  std::vector<IntegerForm> forms_;
};

} // namespace

std::string emit_integers(Network const& network) {
  std::string const head = "\n/// The layers for evaluation in integers, after `quantise`; see the "
                           "runtime's layer_form.hpp.\nstruct Integers {\n";
  try {
    std::string text = head;
    std::vector<std::string> names;
    for (IntegerForm const& form : IntegerForms{network}.run()) {
      names.push_back(fmt::format("layer_{}", names.size() + 1));
      text += braced_list(
          "  static constexpr rt::LayerForm " + names.back(), fields_of(form).items(), ";\n");
    }
    return text + member("rt::LayerForm", "integer_layers", names) + "};\n";
  } catch (NoIntegerForm const& reason) {
    return head +
           fmt::format("  static constexpr std::string_view integer_refusal =\n      {};\n}};\n",
                       to_string_literal(reason.what()));
  }
}

} // namespace equivarify::codegen
