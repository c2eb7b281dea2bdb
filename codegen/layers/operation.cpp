#include "equivarify/codegen/layers/operation.hpp"

#include "equivarify/codegen/layers/layer_type.hpp"
#include "equivarify/codegen/layers/registry.hpp"

namespace equivarify::codegen {

bool operator==(Operation const& a, Operation const& b) {
  return a.type_ == b.type_ && a.type_->equal(a, b);
}

Operation operation_of(std::string const& type) {
  LayerType const* const found = find_layer_type(type);
  EQUIVARIFY_ASSERT(found != nullptr, "no layer type " + type);
  return found->standard();
}

std::string const& type_name(Operation const& operation) {
  return operation.type().name();
}

bool is_tied(Operation const& operation) {
  Field const* const field = operation.type().find_field("tied");
  return field != nullptr && std::get<bool>(field->get(operation));
}

bool is_regular(Operation const& operation) {
  Field const* const field = operation.type().find_field("regular");
  return field != nullptr && std::get<bool>(field->get(operation));
}

bool lacks_bias(Operation const& operation) {
  Field const* const field = operation.type().find_field("bias");
  return field != nullptr && !std::get<bool>(field->get(operation));
}

void set_tied(Operation& operation, bool tied) {
  if (Field const* const field = operation.type().find_field("tied")) {
    field->set(operation, tied);
    Field const* const regular = operation.type().find_field("regular");
    if (!tied && regular != nullptr) {
      regular->set(operation, false);
    }
  }
}

} // namespace equivarify::codegen
