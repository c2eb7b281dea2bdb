/// \file
/// A layer in the operators of ONNX.
#ifndef EQUIVARIFY_CODEGEN_LAYERS_ONNX_FORM_HPP
#define EQUIVARIFY_CODEGEN_LAYERS_ONNX_FORM_HPP

#include <cstdint>
#include <string>
#include <utility>
#include <variant>
#include <vector>

namespace equivarify::codegen {

using OnnxAttribute = std::variant<std::int64_t, std::vector<std::int64_t>>;

/// One operator of operator set 13. Weights follow its input as further inputs.
struct OnnxOperator {
  std::string type;
  std::vector<std::pair<std::string, OnnxAttribute>> attributes{};
};

} // namespace equivarify::codegen

#endif
