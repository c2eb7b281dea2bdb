/// \file
/// A layer in the operators of ONNX.
#ifndef EQUIVARIFY_CODEGEN_LAYERS_ONNX_FORM_HPP
#define EQUIVARIFY_CODEGEN_LAYERS_ONNX_FORM_HPP

#include "equivarify/codegen/layers/window.hpp"

#include <cstdint>
#include <string>
#include <utility>
#include <variant>
#include <vector>

namespace equivarify::codegen {

using OnnxAttribute =
    std::variant<std::int64_t, std::vector<std::int64_t>, float, std::string, std::vector<float>>;

/// A value that an operator reads: the layer's input, or what the operator before gives.
enum class OnnxValueOf { layer, operator_before };

/// An input of an operator: a value or a constant number.
using OnnxOperand = std::variant<OnnxValueOf, float>;

/// One operator of operator set 13. The weights of a layer follow its operands.
struct OnnxOperator {
  std::string type;
  std::vector<OnnxOperand> operands{OnnxValueOf::layer};
  std::vector<std::pair<std::string, OnnxAttribute>> attributes{};
};

/// \p extent as an attribute.
[[nodiscard]] inline std::vector<std::int64_t> onnx_extents(Extent const& extent) {
  return {static_cast<std::int64_t>(extent.rows), static_cast<std::int64_t>(extent.columns)};
}

/// \p margins as the attribute `pads`.
[[nodiscard]] inline std::vector<std::int64_t> onnx_pads(Margins const& margins) {
  return {static_cast<std::int64_t>(margins.top),
          static_cast<std::int64_t>(margins.left),
          static_cast<std::int64_t>(margins.bottom),
          static_cast<std::int64_t>(margins.right)};
}

} // namespace equivarify::codegen

#endif
