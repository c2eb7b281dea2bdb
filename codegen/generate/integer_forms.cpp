#include "equivarify/codegen/generate/integer_forms.hpp"

#include "equivarify/codegen/layers/layer_type.hpp"
#include "equivarify/codegen/spec/plain_block.hpp"

#include <fmt/format.h>

#include <cstddef>
#include <string>
#include <utility>

namespace equivarify::codegen {
namespace {

[[noreturn]] void refuse(Layer const& layer, std::string const& why) {
  throw NoIntegerForm(fmt::format("layer {} ({}) {}", layer.name, type_name(layer.operation), why));
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
    if (!network_.parts.empty()) {
      throw NoIntegerForm("its input has several parts");
    }
    if (Block const* const block = first_plain_block(network_)) {
      throw NoIntegerForm(fmt::format("block {} is not lifted", block->name));
    }
    for (Block const& block : network_.blocks) {
      add(block);
    }
    if (forms_.empty() || forms_.back().kind != IntegerKind::weighted || forms_.back().relu) {
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
              .kind = IntegerKind::weighted,
              .input = shape_,
              .output = layer.output,
              .window = {.size = {shape_.rows, shape_.columns}},
              .flat = true,
              .concatenated = std::exchange(apart_, false)});
    } else if (type == "conv2d") {
      add_window(layer, IntegerKind::weighted);
      forms_.back().concatenated = std::exchange(apart_, false);
    } else if (type == "max_pool2d") {
      add_window(layer, IntegerKind::max_pool);
    } else if (type == "average_pool2d" || type == "global_average_pool2d") {
      add_window(layer, IntegerKind::average_pool);
    } else {
      refuse(layer, "has no form in integers");
    }
  }

  void add_relu(Layer const& layer) {
    if (!forms_.empty() && forms_.back().kind == IntegerKind::weighted && !apart_) {
      forms_.back().relu = true;
      return;
    }
    append({.layer = &layer, .kind = IntegerKind::relu, .input = shape_, .output = shape_});
  }

  void add_window(Layer const& layer, IntegerKind kind) {
    Window const window = window_of(layer);
    std::size_t const copies = apart_ ? network_.group.order() : 1;
    if (window.groups != 1) {
      refuse(layer, "has groups of channels");
    }
    if (layer.input().channels != copies * shape_.channels || layer.input().rows != shape_.rows) {
      refuse(layer, "reads what was flattened");
    }
    Shape output = layer.output;
    output.channels = kind == IntegerKind::weighted ? output.channels : shape_.channels;
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

char const* to_string(IntegerKind kind) {
  switch (kind) {
  case IntegerKind::weighted:
    return "weighted";
  case IntegerKind::max_pool:
    return "max_pool";
  case IntegerKind::average_pool:
    return "average_pool";
  case IntegerKind::relu:
    return "relu";
  }
  return "";
}

std::vector<IntegerForm> integer_forms(Network const& network) {
  return IntegerForms{network}.run();
}

} // namespace equivarify::codegen
