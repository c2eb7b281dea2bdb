#include "equivarify/codegen/layers/layer.hpp"

#include "equivarify/codegen/layers/layer_type.hpp"

#include <fmt/format.h>

#include <functional>
#include <numeric>
#include <utility>

namespace equivarify::codegen {

ShapeError::ShapeError(std::string found, std::string expected, std::string what)
    : Error{fmt::format("found {}, expected {}", found, expected)}, found_{std::move(found)},
      expected_{std::move(expected)}, what_is_wrong_{std::move(what)} {}

std::size_t ParameterForm::size() const {
  return std::accumulate(shape.begin(), shape.end(), std::size_t{1}, std::multiplies<>{});
}

std::size_t Layer::parameters() const {
  std::size_t sum = 0;
  for (ParameterForm const& form : parameter_forms(*this)) {
    sum += form.size();
  }
  return sum;
}

std::size_t Layer::entries() const {
  std::size_t sum = 0;
  for (Shape const& shape : inputs) {
    sum += shape.size();
  }
  return sum;
}

std::size_t Layer::multiply_adds() const {
  return operation.type().multiply_adds(*this);
}

std::vector<ParameterForm> parameter_forms(Layer const& layer) {
  return layer.operation.type().parameters(layer);
}

std::vector<ParameterForm> state_forms(Layer const& layer) {
  return layer.operation.type().state(layer);
}

Shape output_shape(Operation const& operation, std::vector<Shape> const& inputs) {
  return operation.type().output_shape(operation, inputs);
}

Shape output_shape(Operation const& operation, Shape const& input) {
  return output_shape(operation, std::vector{input});
}

template <typename Real>
std::vector<Real>
evaluate_layer(Layer const& layer, Tensors<Real> const& tensors, Inputs<Real> const& xs) {
  return layer.operation.type().evaluate(layer, tensors, xs);
}

template <typename Real>
std::vector<Real>
evaluate_layer(Layer const& layer, Tensors<Real> const& tensors, std::vector<Real> const& x) {
  return evaluate_layer(layer, tensors, Inputs<Real>{x});
}

template std::vector<float>
evaluate_layer(Layer const&, Tensors<float> const&, Inputs<float> const&);
template std::vector<double>
evaluate_layer(Layer const&, Tensors<double> const&, Inputs<double> const&);
template std::vector<float>
evaluate_layer(Layer const&, Tensors<float> const&, std::vector<float> const&);
template std::vector<double>
evaluate_layer(Layer const&, Tensors<double> const&, std::vector<double> const&);

} // namespace equivarify::codegen
