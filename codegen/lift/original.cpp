#include "equivarify/codegen/lift/original.hpp"

#include "equivarify/codegen/onnx_run/evaluate.hpp"

#include <map>
#include <utility>

namespace equivarify::codegen {

Original original_of(OnnxModel model, std::string const& path, LiftedNetwork const& lifted) {
  model.outputs = {{lifted.value, {}}};
  return {path, std::move(model), lifted.inputs, lifted.output_order};
}

std::vector<double> evaluate_original(Original const& original, std::vector<double> const& x) {
  std::map<std::string, onnx_run::Array> arrays;
  std::size_t begin = 0;
  for (LiftedInput const& input : original.inputs) {
    onnx_run::Array& array = arrays[input.name];
    array.shape = {input.file_shape.begin(), input.file_shape.end()};
    array.values.resize(input.order.size());
    for (std::size_t i = 0; i < input.order.size(); ++i) {
      array.values.at(input.order[i]) = x.at(begin + i);
    }
    begin += input.order.size();
  }
  auto const outputs = onnx_run::evaluate_outputs(original.model, std::move(arrays));
  std::vector<double> const& found = outputs.begin()->second.values;
  if (found.size() != original.output_order.size()) {
    throw onnx_run::UnknownOperator("an output of another size");
  }
  std::vector<double> ours;
  for (std::uint32_t const place : original.output_order) {
    ours.push_back(found.at(place));
  }
  return ours;
}

} // namespace equivarify::codegen
