#include "equivarify/codegen/generate/integer_forms.hpp"

#include "equivarify/codegen/layers/layer_type.hpp"
#include "equivarify/codegen/layers/operation.hpp"
#include "equivarify/codegen/layers/shape.hpp"
#include "equivarify/codegen/layers/upsample2d.hpp"
#include "equivarify/codegen/spec/plain_block.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstddef>
#include <map>
#include <string>
#include <utility>

namespace equivarify::codegen {
namespace {

[[noreturn]] void refuse(Layer const& layer, std::string const& why) {
  throw NoIntegerForm(fmt::format("layer {} ({}) {}", layer.name, type_name(layer.operation), why));
}

using KindsByType = std::map<std::string, IntegerKind>;

/// Types of layers with windows.
KindsByType const& windows() {
  static KindsByType const kinds{{"conv2d", IntegerKind::weighted},
                                 {"max_pool2d", IntegerKind::max_pool},
                                 {"average_pool2d", IntegerKind::average_pool},
                                 {"global_average_pool2d", IntegerKind::average_pool},
                                 {"upsample2d", IntegerKind::upsample}};
  return kinds;
}

/// Types of layers that make one value of several.
KindsByType const& joints() {
  static KindsByType const kinds{{"add", IntegerKind::add},
                                 {"multiply", IntegerKind::multiply},
                                 {"concatenate", IntegerKind::concatenate}};
  return kinds;
}

/// A value of a block, which is one of the integer network.
struct Value {
  std::size_t number = 0;
  Shape shape{}; ///< of one copy, before it was flattened
  /// The block sees all copies, which layers without weights leave apart.
  bool apart = false;
};

/// Walks through the layers of a network.
class IntegerForms {
public:
  explicit IntegerForms(Network const& network) : network_(network) {
    shapes_.push_back(network.input);
  }

  std::vector<IntegerForm> run() {
    require_copies_alone();
    Value value{.number = 0, .shape = network_.input};
    for (Block const& block : network_.blocks) {
      value = add(block, value);
    }
    if (value.number == 0 || value.number != forms_.size() ||
        forms_.back().kind != IntegerKind::weighted || forms_.back().relu) {
      throw NoIntegerForm("its last layer is not one with weights");
    }
    return std::move(forms_);
  }

private:
  void require_copies_alone() const {
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
  }

  /// What \p block makes of \p input.
  Value add(Block const& block, Value input) {
    input.apart = block.equivarification == Equivarification::concat;
    if (input.apart && forms_.empty()) {
      throw NoIntegerForm(fmt::format("block {} concatenates the input", block.name));
    }
    block_ = &block;
    values_ = {input};
    gathered_.clear();
    for (Layer const& layer : block.layers) {
      values_.push_back(add(layer));
    }
    return together(values_.back(), block.layers.back());
  }

  Value add(Layer const& layer) {
    std::string const& type = type_name(layer.operation);
    Value const& first = values_[layer.reads.front()];
    if (type == "flatten" || type == "dropout") {
      return first; // a dense layer sees the planes as one window
    }
    if (type == "relu") {
      return add_relu(layer, first);
    }
    if (type == "batch_norm") {
      return add_norm(layer, first);
    }
    if (type == "dense") {
      return append({.layer = &layer,
                     .kind = IntegerKind::weighted,
                     .output = layer.output,
                     .window = {.size = {first.shape.rows, first.shape.columns}},
                     .flat = true,
                     .concatenated = first.apart},
                    first);
    }
    if (auto const window = windows().find(type); window != windows().end()) {
      return add_window(layer, window->second, first);
    }
    if (auto const joint = joints().find(type); joint != joints().end()) {
      return add_joint(layer, joint->second);
    }
    if (!layer.operation.type().number_function(layer.operation).empty()) {
      return append({.layer = &layer, .kind = IntegerKind::table, .output = first.shape}, first);
    }
    refuse(layer, "has no form in integers");
  }

  /// The form that made \p value, where \p layer is all that reads the block's layer that \p layer
  /// reads, and so can be part of it; otherwise null.
  IntegerForm* form_before(Layer const& layer, Value const& value) {
    std::size_t const read = layer.reads.front();
    std::ptrdiff_t readers = 0;
    for (Layer const& other : block_->layers) {
      readers += std::count(other.reads.begin(), other.reads.end(), read);
    }
    if (read == 0 || readers != 1) {
      return nullptr;
    }
    Layer const& before = block_->layers[read - 1];
    IntegerForm& form = forms_[value.number - 1];
    return form.layer == &before || form.norm == &before ? &form : nullptr;
  }

  Value add_relu(Layer const& layer, Value const& value) {
    IntegerForm* const before = form_before(layer, value);
    if (before != nullptr &&
        (before->kind == IntegerKind::weighted || before->kind == IntegerKind::add ||
         before->kind == IntegerKind::multiply || before->kind == IntegerKind::concatenate)) {
      before->relu = true;
      return value;
    }
    return append({.layer = &layer, .kind = IntegerKind::relu, .output = value.shape}, value);
  }

  Value add_norm(Layer const& layer, Value const& value) {
    IntegerForm* const before = form_before(layer, value);
    if (before == nullptr || before->kind != IntegerKind::weighted || before->norm != nullptr) {
      refuse(layer,
             "has no form in integers but right after a layer with weights that nothing else "
             "reads");
    }
    before->norm = &layer;
    return value;
  }

  Value add_window(Layer const& layer, IntegerKind kind, Value const& value) {
    Window const window = window_of(layer);
    std::size_t const copies = value.apart ? network_.group.order() : 1;
    if (window.groups != 1) {
      refuse(layer, "has groups of channels");
    }
    if (layer.input().channels != copies * value.shape.channels ||
        layer.input().rows != value.shape.rows) {
      refuse(layer, "reads what was flattened");
    }
    Shape output = layer.output;
    output.channels = kind == IntegerKind::weighted ? output.channels : value.shape.channels;
    return append({.layer = &layer,
                   .kind = kind,
                   .output = output,
                   .window = window,
                   .concatenated = kind == IntegerKind::weighted && value.apart},
                  value);
  }

  /// A sum of copies that all are apart stays so; else each copy has them all one after another.
  Value add_joint(Layer const& layer, IntegerKind kind) {
    std::size_t const most =
        kind == IntegerKind::multiply ? most_integer_factors : most_integer_reads;
    if (layer.reads.size() > most) {
      refuse(layer, fmt::format("reads more than {} values", most));
    }
    std::vector<Value> parts;
    for (std::size_t const read : layer.reads) {
      parts.push_back(values_[read]);
    }
    bool const stay_apart =
        kind != IntegerKind::concatenate &&
        std::all_of(parts.begin(), parts.end(), [](Value const& part) { return part.apart; });
    IntegerForm form{.layer = &layer, .kind = kind};
    for (Value& part : parts) {
      part = stay_apart ? part : together(part, layer);
      form.reads.push_back(part.number);
    }
    Shape& sum = form.output;
    sum = parts.front().shape;
    for (auto part = parts.begin() + 1; part != parts.end(); ++part) {
      if (!fits(kind, part->shape, sum)) {
        refuse(layer, "reads planes of several shapes that were flattened");
      }
      sum.channels += kind == IntegerKind::concatenate ? part->shape.channels : 0;
    }
    Value result = append(std::move(form), parts.front());
    result.apart = stay_apart;
    return result;
  }

  /// Whether a value of the shape \p part can be joined with one of the shape \p first.
  [[nodiscard]] static bool fits(IntegerKind kind, Shape const& part, Shape const& first) {
    if (kind == IntegerKind::multiply) {
      return stretches_to(part, first);
    }
    return part.rows == first.rows && part.columns == first.columns &&
           (kind == IntegerKind::concatenate || part.channels == first.channels);
  }

  /// \p value with all copies one after another where they are apart.
  Value together(Value const& value, Layer const& layer) {
    if (!value.apart) {
      return value;
    }
    auto const place = gathered_.find(value.number);
    if (place != gathered_.end()) {
      return place->second;
    }
    Shape all = value.shape;
    all.channels *= network_.group.order();
    Value result = append(
        {.layer = &layer, .kind = IntegerKind::copies, .output = all, .concatenated = true}, value);
    return gathered_[value.number] = result;
  }

  /// What \p form makes of \p input, the first value that it reads.
  Value append(IntegerForm form, Value const& input) {
    if (form.reads.empty()) {
      form.reads = {input.number};
    }
    form.input = shapes_[form.reads.front()];
    shapes_.push_back(form.output);
    forms_.push_back(std::move(form));
    return {.number = forms_.size(),
            .shape = shapes_.back(),
            .apart = input.apart && !forms_.back().concatenated};
  }

  Network const& network_;
  Block const* block_ = nullptr;
  std::vector<Value> values_;             ///< of the block, numbered as Layer::reads has them
  std::map<std::size_t, Value> gathered_; ///< of the block, by the numbers of those apart
  std::vector<Shape> shapes_;             ///< of one copy of each value of the integer network
  std::vector<IntegerForm> forms_;
};

} // namespace

std::vector<IntegerForm> integer_forms(Network const& network) {
  return IntegerForms{network}.run();
}

} // namespace equivarify::codegen
