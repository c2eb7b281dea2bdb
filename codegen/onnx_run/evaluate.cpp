#include "equivarify/codegen/onnx_run/evaluate.hpp"

#include "equivarify/codegen/onnx_file/read_onnx.hpp"
#include "equivarify/codegen/onnx_run/operators.hpp"

#include <cmath>
#include <functional>
#include <numeric>
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
  if (rows.shape.back() != inputs) {
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
  Array matrix = in.at(1);
  if (at.number("transB", 0) != 0) {
    matrix = *run_rearranging("Transpose", {}, {matrix});
  }
  Array out = product(in.at(0), matrix);
  for (double& value : out.values) {
    value *= at.number("alpha", 1);
  }
  if (in.size() < 3) {
    return out;
  }
  Array bias = in[2];
  for (double& value : bias.values) {
    value *= at.number("beta", 1);
  }
  return *run_pointwise("Add", {}, {out, bias});
}

/// What \p node makes of \p in.
std::vector<Array> run(OnnxNode const& node, std::vector<Array> const& in) {
  if (node.type == "Constant") {
    return {array_of(node.tensors.at(0).second)};
  }
  Attributes const attributes = attributes_of(node);
  if (node.type == "Split") {
    return run_split(attributes, in);
  }
  for (auto const part : {run_on_lines,
                          run_rearranging,
                          run_pointwise,
                          run_scattering,
                          run_on_channels,
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

} // namespace

std::size_t size_of(std::vector<std::size_t> const& shape) {
  return std::accumulate(shape.begin(), shape.end(), std::size_t{1}, std::multiplies<>{});
}

std::map<std::string, Array> evaluate_outputs(OnnxModel const& model,
                                              std::map<std::string, Array> inputs) {
  std::map<std::string, Array> values = std::move(inputs);
  for (OnnxTensor const& tensor : model.constants) {
    values[tensor.name] = array_of(tensor);
  }
  for (OnnxNode const& node : model.nodes) {
    std::vector<Array> in;
    for (std::string const& name : node.inputs) {
      in.push_back(values.at(name));
    }
    std::vector<Array> out = run(node, in);
    for (std::size_t i = 0; i < out.size(); ++i) {
      values[node.outputs.at(i)] = std::move(out[i]);
    }
  }
  std::map<std::string, Array> outputs;
  for (OnnxValue const& output : model.outputs) {
    outputs[output.name] = std::move(values.at(output.name));
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
