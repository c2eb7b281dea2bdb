#include "equivarify/codegen/layers/layer_type.hpp"

#include <algorithm>
#include <utility>

namespace equivarify::codegen {

LayerType::LayerType(std::string name, std::string help, std::vector<Field> fields)
    : name_{std::move(name)}, help_{std::move(help)}, fields_{std::move(fields)} {}

Field const* LayerType::find_field(std::string const& name) const {
  auto const found = std::find_if(
      fields_.begin(), fields_.end(), [&](Field const& field) { return field.name == name; });
  return found == fields_.end() ? nullptr : &*found;
}

ReadCount LayerType::reads() const {
  return {};
}

std::optional<Window> LayerType::window(Operation const& /*operation*/,
                                        Shape const& /*input*/) const {
  return std::nullopt;
}

std::size_t LayerType::axes() const {
  return 0;
}

std::vector<ParameterForm> LayerType::parameters(Layer const& /*layer*/) const {
  return {};
}

std::string LayerType::c_value(Operation const& /*operation*/) const {
  return {};
}

std::string LayerType::number_function(Operation const& /*operation*/) const {
  return {};
}

std::vector<ParameterForm> LayerType::state(Layer const& /*layer*/) const {
  return {};
}

std::size_t LayerType::multiply_adds(Layer const& /*layer*/) const {
  return 0;
}

std::string LayerType::settings(Operation const& /*operation*/) const {
  return {};
}

StructuralClass structure_of(Operation const& operation) {
  return operation.type().structure(operation);
}

Window window_of(Layer const& layer) {
  auto const window = layer.operation.type().window(layer.operation, layer.input());
  EQUIVARIFY_ASSERT(window.has_value(), "a layer without windows");
  return *window;
}

} // namespace equivarify::codegen
