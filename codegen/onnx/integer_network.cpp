#include "equivarify/codegen/onnx/integer_network.hpp"

#include "equivarify/codegen/generate/generate_error.hpp"
#include "equivarify/codegen/generate/integer_forms.hpp"
#include "equivarify/codegen/layers/layer_type.hpp"
#include "equivarify/codegen/onnx/gathered_axes.hpp"
#include "equivarify/codegen/onnx/integer_joints.hpp"
#include "equivarify/codegen/onnx/integer_means.hpp"
#include "equivarify/codegen/onnx/integer_nodes.hpp"
#include "equivarify/codegen/onnx/integer_sums.hpp"
#include "equivarify/codegen/onnx/onnx_input.hpp"
#include "equivarify/codegen/onnx/onnx_metadata.hpp"
#include "equivarify/codegen/reference/arrangement.hpp"

#include <fmt/format.h>

#include <cmath>
#include <cstddef>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

namespace equivarify::codegen {
namespace {

using Extents = OnnxCopies::Extents;
using Copies = IntegerNodes::Copies;

/// The weights \p all [outputs, channels, terms...] of the channels in \p range alone.
std::vector<double> weights_of(std::vector<double> const& all,
                               std::size_t outputs,
                               std::size_t channels,
                               ChannelRange const& range) {
  std::size_t const terms = all.size() / outputs / channels;
  std::vector<double> result;
  for (std::size_t o = 0; o < outputs; ++o) {
    auto const row = all.begin() + static_cast<std::ptrdiff_t>(o * channels * terms);
    result.insert(result.end(),
                  row + static_cast<std::ptrdiff_t>(range.begin * terms),
                  row + static_cast<std::ptrdiff_t>(range.end * terms));
  }
  return result;
}

/// Adds the nodes of one layer after another.
class IntegerOnnxBuilder {
public:
  IntegerOnnxBuilder(Network const& network, IntegerFile const& file)
      : network_{network}, tensors_{file.tensors}, seen_{arrangement_of(network).concatenated} {
    nodes_.model.name = network.name;
    nodes_.model.description = network.description;
    nodes_.model.metadata = onnx_metadata(network, file.sha256);
    nodes_.model.metadata["arithmetic"] = "int8";
  }

  OnnxModel run(std::vector<IntegerForm> const& forms) {
    nodes_.copies = turned_inputs(network_, false, nodes_.model);
    add_input();
    keep();
    for (IntegerForm const& form : forms) {
      take(form.reads.front());
      add(form);
      value_.shape = form.output;
      keep();
    }
    double const step = std::ldexp(1.0, -tensors_.exponent);
    nodes_.add_nodes("Mul", "answer", {integers_.constant("answer.step", {}, {step})});
    nodes_.model.nodes.push_back(
        {"Concat", nodes_.copies, {"logits"}, {{"axis", std::int64_t{1}}}});
    nodes_.model.outputs = {
        batched("logits", {number(nodes_.copies.size() * network_.labels.classes.size())})};
    return std::move(nodes_.model);
  }

private:
  /// x * scale in double precision, rounded half away from zero, cut off.
  void add_input() {
    integers_.widen("input");
    nodes_.add_nodes(
        "Mul", "input/scaled", {integers_.constant("input.scale", {}, {tensors_.input_scale})});
    integers_.round("input");
    integers_.clip("input", tensors_.input_lowest, tensors_.input_highest);
    integers_.narrow("input");
    value_.most = tensors_.input_highest;
    value_.has_sign = tensors_.input_lowest < 0;
    value_.shape = network_.input;
    std::frexp(tensors_.input_scale / 2, &value_.exponent);
    Shape const& shape = network_.input;
    nodes_.reshape("lifted", {number(shape.channels), number(shape.rows), number(shape.columns)});
  }

  /// The value at hand becomes the next one.
  void keep() {
    value_.copies = nodes_.copies;
    values_.push_back(value_);
  }

  /// Value \p number becomes the one at hand.
  void take(std::size_t number) {
    value_ = values_[number];
    nodes_.copies = value_.copies;
  }

  void add(IntegerForm const& form) {
    switch (form.kind) {
    case IntegerKind::weighted:
      add_weighted(form);
      return;
    case IntegerKind::max_pool:
      gather(form);
      add_pool(form);
      return;
    case IntegerKind::average_pool:
      gather(form);
      add_integer_means(form, value_.most, value_.has_sign, integers_);
      return;
    case IntegerKind::relu:
      nodes_.add_nodes("Relu", form.layer->name + "/value", {});
      value_.has_sign = false;
      return;
    case IntegerKind::upsample:
      gather(form);
      return;
    case IntegerKind::table:
      add_table(form);
      return;
    case IntegerKind::add:
    case IntegerKind::multiply:
    case IntegerKind::concatenate:
      add_joint(form);
      return;
    case IntegerKind::copies:
      nodes_.concatenate(fmt::format("{}/copies{}", form.layer->name, form.reads.front()), seen_);
      return;
    }
  }

  /// Looked up by a Gather, whose places are whole numbers of 64 bits.
  void add_table(IntegerForm const& form) {
    std::string const& name = form.layer->name;
    IntegerTable const& table = tensors_.tables.at(name);
    if (value_.has_sign) {
      constexpr double origin = 128;
      nodes_.add_nodes(
          "Add", name + "/moved", {integers_.constant(name + ".origin", {}, {origin})});
    }
    nodes_.add_nodes(
        "Cast", name + "/place", {}, {{"to", static_cast<std::int64_t>(OnnxType::int64)}});
    std::string const entries = nodes_.add_constant(
        name + ".table", {number(table.entries.size())}, singles(table.entries));
    for (std::size_t h = 0; h < nodes_.copies.size(); ++h) {
      std::string const place = nodes_.copies[h];
      nodes_.add_node(h, "Gather", name + "/value", {entries, place}, {{"axis", std::int64_t{0}}});
    }
    value_.has_sign = table.has_sign();
    value_.most = 0;
    for (double const entry : table.entries) {
      value_.most = std::max(value_.most, std::abs(entry));
    }
    value_.exponent = table.exponent;
  }

  void add_joint(IntegerForm const& form) {
    std::vector<IntegerValue> parts;
    for (std::size_t const read : form.reads) {
      parts.push_back(values_[read]);
    }
    value_ = add_integer_joint(form, parts, tensors_.joints.at(form.layer->name), integers_);
  }

  void add_pool(IntegerForm const& form) {
    Operation const& operation = form.layer->operation;
    OnnxOperator const op = operation.type().onnx(operation).front();
    nodes_.add_nodes(op.type, form.layer->name + "/value", {}, op.attributes);
  }

  void gather(IntegerForm const& form) {
    for (auto const& [axis, places] : gathered_axes(form.layer->operation, form.input)) {
      std::string const name = fmt::format("{}/axis{}", form.layer->name, axis);
      nodes_.add_nodes(
          "Gather", name, {nodes_.add_constant(name + ".places", places)}, {{"axis", axis}});
    }
  }

  void add_weighted(IntegerForm const& form) {
    std::string const& name = form.layer->name;
    if (form.flat) {
      nodes_.reshape(name + "/features", {number(form.input.size())});
    }
    if (form.concatenated) {
      nodes_.concatenate(name + "/copies", seen_);
    }
    gather(form);
    IntegerTensors const& tensors = tensors_.layers.at(name);
    std::size_t const parts = form.concatenated ? seen_.front().size() : 1;
    std::size_t const channels = parts * (form.flat ? form.input.size() : form.input.channels);
    IntegerSums const sums =
        integer_sums(name, tensors, form.output.channels, channels, value_.most);
    add_sums(form, tensors, sums, channels);
    if (!tensors.shifts.empty()) {
      value_.has_sign = !form.relu;
      value_.most = integers_.requantise(
          name + "/rounding", tensors.shifts, value_.has_sign, form.flat ? 0 : 2, tensors.highest);
    }
    value_.exponent = tensors.exponent;
    integers_.narrow(name);
  }

  /// Sums near 2^24, and those of several parts, go on in double precision.
  void add_sums(IntegerForm const& form,
                IntegerTensors const& tensors,
                IntegerSums const& sums,
                std::size_t channels) {
    bool const wide = sums.parts.size() > 1 || 2 * sums.largest >= exact_floats;
    Copies const input = nodes_.copies;
    for (std::size_t p = 0; p < sums.parts.size(); ++p) {
      std::string const place = fmt::format("{}/part{}", form.layer->name, p);
      Copies const before = std::exchange(nodes_.copies, input);
      if (sums.parts.size() > 1) {
        slice(place, sums.parts[p]);
      }
      add_part(form, tensors, place, sums.parts[p], channels, p == 0);
      if (wide) {
        integers_.widen(place);
      }
      if (p > 0) {
        integers_.combine("Add", place + "/sum", before, nodes_.copies);
      }
    }
  }

  void slice(std::string const& place, ChannelRange const& range) {
    nodes_.add_nodes("Slice",
                     place + "/channels",
                     {nodes_.add_constant(place + ".begin", Extents{number(range.begin)}),
                      nodes_.add_constant(place + ".end", Extents{number(range.end)}),
                      nodes_.add_constant(place + ".axis", Extents{1})});
  }

  /// The bias stands in the first part; zeros, where there is none, make 0 of a sum that is -0.
  void add_part(IntegerForm const& form,
                IntegerTensors const& tensors,
                std::string const& place,
                ChannelRange const& range,
                std::size_t channels,
                bool is_first) {
    std::size_t const outputs = form.output.channels;
    Extents shape{number(outputs), number(range.end - range.begin)};
    if (!form.flat) {
      shape.insert(shape.end(), {number(form.window.size.rows), number(form.window.size.columns)});
    }
    bool const has_bias = is_first && !tensors.bias.empty();
    std::vector<float> bias = has_bias ? singles(tensors.bias) : std::vector<float>(outputs);
    std::vector<float> weight = singles(weights_of(tensors.weight, outputs, channels, range));
    Operation const& operation = form.layer->operation;
    OnnxOperator const op = operation.type().onnx(operation).front();
    std::string const weight_name =
        nodes_.add_constant(place + ".weight", std::move(shape), std::move(weight));
    std::string const bias_name =
        nodes_.add_constant(place + ".bias", {number(outputs)}, std::move(bias));
    nodes_.add_nodes(op.type, place + "/value", {weight_name, bias_name}, op.attributes);
  }

  Network const& network_;
  IntegerTensorsOfNetwork const& tensors_;
  std::vector<std::vector<std::uint32_t>> seen_; ///< the copies that each copy sees
  IntegerNodes integers_;
  OnnxCopies& nodes_ = integers_.nodes();
  IntegerValue value_;                 ///< the one at hand
  std::vector<IntegerValue> values_{}; ///< the input, then what each layer makes
};

std::vector<IntegerForm> forms_of(Network const& network) {
  try {
    return integer_forms(network);
  } catch (NoIntegerForm const& error) {
    throw GenerateError(
        fmt::format("{}: cannot be evaluated in integers: {}", network.name, error.what()));
  }
}

} // namespace

OnnxModel to_integer_onnx(Network const& network, IntegerFile const& file) {
  if (static_cast<double>(static_cast<float>(file.tensors.input_scale)) !=
      file.tensors.input_scale) {
    throw GenerateError(fmt::format(
        "input_scale is {}, expected a number of single precision, which an ONNX file holds",
        file.tensors.input_scale));
  }
  return IntegerOnnxBuilder{network, file}.run(forms_of(network));
}

} // namespace equivarify::codegen
