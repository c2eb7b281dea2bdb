#include "equivarify/codegen/onnx_run/evaluate.hpp"

#include "equivarify/codegen/onnx_file/read_onnx.hpp"
#include "equivarify/codegen/onnx_run/operators.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <functional>
#include <limits>
#include <numeric>
#include <set>
#include <stdexcept>
#include <utility>
#include <variant>

namespace equivarify::codegen::onnx_run {
namespace {

Array array_of(OnnxTensor const& tensor) {
  Array array{{tensor.shape.begin(), tensor.shape.end()}, {}};
  std::visit([&](auto const& values) { array.values.assign(values.begin(), values.end()); },
             tensor.values);
  return array;
}

Attributes attributes_of(OnnxNode const& node) {
  Attributes result;
  for (auto const& [name, attribute] : node.attributes) {
    if (auto const* const list = std::get_if<std::vector<std::int64_t>>(&attribute)) {
      result.lists[name] = *list;
    } else if (auto const* const text = std::get_if<std::string>(&attribute)) {
      result.texts[name] = *text;
    } else if (auto const* const whole = std::get_if<std::int64_t>(&attribute)) {
      result.numbers[name] = static_cast<double>(*whole);
    } else if (auto const* const number = std::get_if<float>(&attribute)) {
      result.numbers[name] = static_cast<double>(*number);
    }
  }
  return result;
}

/// [rows, inputs] times [inputs, units].
Array product(Array const& rows, Array const& matrix) {
  Array out{rows.shape, {}};
  std::size_t const inputs = matrix.shape.at(0);
  std::size_t const units = matrix.shape.at(1);
  if (matrix.shape.size() != 2 || rows.shape.empty() || rows.shape.back() != inputs) {
    throw UnknownOperator("a product of matrices that do not fit");
  }
  out.shape.back() = units;
  std::size_t const count = rows.values.size() / inputs;
  out.values.assign(count * units, 0.0);
  for (std::size_t row = 0; row < count; ++row) {
    double* const sums = &out.values[row * units];
    for (std::size_t i = 0; i < inputs; ++i) {
      double const value = rows.values[row * inputs + i];
      for (std::size_t unit = 0; unit < units; ++unit) {
        sums[unit] += value * matrix.values[i * units + unit];
      }
    }
  }
  return out;
}

Array gemm(Attributes const& at, std::vector<Array> const& in) {
  auto const turned = [&](std::size_t input, char const* flag) {
    return at.number(flag, 0) != 0 ? *run_rearranging("Transpose", {}, {in.at(input)})
                                   : in.at(input);
  };
  Array out = product(turned(0, "transA"), turned(1, "transB"));
  for (double& value : out.values) {
    value *= at.number("alpha", 1);
  }
  if (in.size() < 3 || in[2].values.empty()) {
    return out;
  }
  Array bias = in[2];
  for (double& value : bias.values) {
    value *= at.number("beta", 1);
  }
  return *run_pointwise("Add", {}, {out, bias});
}

/// The value that \p node holds, 0 without one, in the shape \p shape.
Array constant_of_shape(OnnxNode const& node, Array const& shape) {
  std::vector<std::size_t> const extents(shape.values.begin(), shape.values.end());
  double const value =
      node.tensors.empty() ? 0 : array_of(node.tensors.front().second).values.at(0);
  return {extents, std::vector<double>(size_of(extents), value)};
}

/// Adds the axis of old to \p attributes of a share of \p in: before operator set 13 all axes from
/// there on were one.
void require_last_axis(Attributes& attributes, Array const& in) {
  double const rank = static_cast<double>(in.shape.size());
  double const axis = attributes.numbers.try_emplace("axis", 1).first->second;
  if ((axis < 0 ? axis + rank : axis) != rank - 1) {
    throw UnknownOperator("a softmax along several axes");
  }
}

/// What \p node of the operator set \p version makes of \p in.
std::vector<Array> run(OnnxNode const& node, std::int64_t version, std::vector<Array> const& in) {
  if (!node.domain.empty()) {
    throw UnknownOperator("the operator " + node.domain + "." + node.type);
  }
  if (node.type == "Constant") {
    return {array_of(node.tensors.at(0).second)};
  }
  Attributes attributes = attributes_of(node);
  if (node.type == "ConstantOfShape") {
    return {constant_of_shape(node, in.at(0))};
  }
  if (version < 13 && (node.type.ends_with("Softmax") || node.type == "Hardmax")) {
    require_last_axis(attributes, in.at(0));
  }
  if (node.type == "Split") {
    return run_split(attributes, in);
  }
  for (auto const part : {run_on_lines,
                          run_rearranging,
                          run_pointwise,
                          run_scattering,
                          run_on_channels,
                          run_reducing,
                          run_resizing,
                          run_selecting,
                          run_shares,
                          run_transposed,
                          run_windows}) {
    if (auto out = part(node.type, attributes, in)) {
      return {*std::move(out)};
    }
  }
  if (node.type == "Gemm") {
    return {gemm(attributes, in)};
  }
  if (node.type == "MatMul") {
    return {product(in.at(0), in.at(1))};
  }
  throw UnknownOperator("the operator " + node.type);
}

/// Which nodes the outputs depend on.
std::vector<bool> needed_nodes(OnnxModel const& model) {
  std::set<std::string> wanted;
  for (OnnxValue const& output : model.outputs) {
    wanted.insert(output.name);
  }
  std::vector<bool> needed(model.nodes.size());
  for (std::size_t n = needed.size(); n-- > 0;) {
    OnnxNode const& node = model.nodes[n];
    needed[n] = std::any_of(node.outputs.begin(), node.outputs.end(), [&](auto const& name) {
      return wanted.contains(name);
    });
    if (needed[n]) {
      wanted.insert(node.inputs.begin(), node.inputs.end());
    }
  }
  return needed;
}

/// Adds what \p node of the operator set \p version makes of \p values to them; an input that is
/// left out has the name "".
void run_into(std::map<std::string, Array>& values, OnnxNode const& node, std::int64_t version) {
  try {
    std::vector<Array> in;
    for (std::string const& name : node.inputs) {
      in.push_back(values.at(name));
    }
    std::vector<Array> out = run(node, version, in);
    for (std::size_t i = 0; i < out.size(); ++i) {
      values[node.outputs.at(i)] = std::move(out[i]);
    }
  } catch (std::out_of_range const&) { // by at(): an input, an axis or an entry that is not there
    throw UnknownOperator(fmt::format("the form of the operator {}", node.type));
  }
}

} // namespace

double distance_of(double found, double expected) {
  if (found == expected || (std::isnan(found) && std::isnan(expected))) {
    return 0;
  }
  double const difference = std::abs(found - expected);
  return std::isnan(difference) ? std::numeric_limits<double>::infinity() : difference;
}

std::size_t size_of(std::vector<std::size_t> const& shape) {
  return std::accumulate(shape.begin(), shape.end(), std::size_t{1}, std::multiplies<>{});
}

std::map<std::string, Array> evaluate_outputs(OnnxModel const& model,
                                              std::map<std::string, Array> inputs) {
  std::map<std::string, Array> values = std::move(inputs);
  for (OnnxTensor const& tensor : model.constants) {
    values[tensor.name] = array_of(tensor);
  }
  values[""] = {{0}, {}};
  std::vector<bool> const needed = needed_nodes(model);
  for (std::size_t n = 0; n < model.nodes.size(); ++n) {
    if (needed[n]) {
      run_into(values, model.nodes[n], model.operator_set);
    }
  }
  std::map<std::string, Array> outputs;
  for (OnnxValue const& output : model.outputs) {
    auto const found = values.find(output.name);
    if (found == values.end()) {
      throw UnknownOperator("a file without the value " + output.name);
    }
    outputs[output.name] = found->second;
  }
  return outputs;
}

Array evaluate_onnx_at(OnnxModel const& model, std::map<std::string, Array> inputs) {
  std::map<std::string, Array> found = evaluate_outputs(model, std::move(inputs));
  std::vector<Array> outputs;
  for (OnnxValue const& output : model.outputs) {
    outputs.push_back(found.at(output.name));
  }
  return outputs.size() == 1 ? outputs.front() : run_rearranging("Concat", {}, outputs).value();
}

Array evaluate_onnx(OnnxModel const& model, Array const& input) {
  return evaluate_onnx_at(model, {{model.inputs.at(0).name, input}});
}

Array evaluate_onnx(std::string const& bytes, Array const& input) {
  return evaluate_onnx(parse_onnx(bytes, "evaluated.onnx"), input);
}

} // namespace equivarify::codegen::onnx_run
