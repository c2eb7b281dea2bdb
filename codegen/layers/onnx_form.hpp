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

/// \p numbers as an attribute.
[[nodiscard]] inline std::vector<std::int64_t>
onnx_numbers(std::vector<std::size_t> const& numbers) {
  return {numbers.begin(), numbers.end()};
}

/// \p extent along \p axes axes as an attribute; a line is a plane of one row.
[[nodiscard]] inline std::vector<std::int64_t> onnx_extents(Extent const& extent,
                                                            std::size_t axes = 2) {
  return onnx_numbers(axes > 2 ? std::vector{extent.depth, extent.rows, extent.columns}
                               : std::vector{extent.rows, extent.columns});
}

/// \p margins along \p axes axes as the attribute `pads`.
[[nodiscard]] inline std::vector<std::int64_t> onnx_pads(Margins const& margins,
                                                         std::size_t axes = 2) {
  auto const& [top, left, bottom, right, front, back] = margins;
  return onnx_numbers(axes > 2 ? std::vector{front, top, left, back, bottom, right}
                               : std::vector{top, left, bottom, right});
}

} // namespace equivarify::codegen

#endif
