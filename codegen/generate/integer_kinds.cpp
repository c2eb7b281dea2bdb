// What is to be said of single layers of an integer network.
#include "equivarify/codegen/generate/integer_forms.hpp"
#include "equivarify/codegen/layers/operation.hpp"

namespace equivarify::codegen {

bool IntegerForm::has_bias() const {
  return norm != nullptr || !lacks_bias(layer->operation);
}

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
  case IntegerKind::upsample:
    return "upsample";
  case IntegerKind::table:
    return "table";
  case IntegerKind::add:
    return "add";
  case IntegerKind::multiply:
    return "multiply";
  case IntegerKind::concatenate:
    return "concatenate";
  case IntegerKind::copies:
    return "copies";
  }
  return "";
}

} // namespace equivarify::codegen
