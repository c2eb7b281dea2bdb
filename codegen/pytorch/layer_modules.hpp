/// \file
/// Layers in the words of PyTorch.
#ifndef EQUIVARIFY_CODEGEN_PYTORCH_LAYER_MODULES_HPP
#define EQUIVARIFY_CODEGEN_PYTORCH_LAYER_MODULES_HPP

#include "equivarify/codegen/generate/plan.hpp"

#include <string>

namespace equivarify::codegen {

/// The summary where something has no form in PyTorch.
inline constexpr char const* no_module = "no PyTorch module can be generated";

/// The module of \p step, such as `nn.Conv2d(1, 16, (3, 3))`, of a plan with \p copies copies;
/// empty for a layer without weights.
[[nodiscard]] std::string module_of(Step const& step, std::size_t copies);

/// What \p step makes of one copy of each of the values \p inputs, Python expressions, the first an
/// array of the shape of an image or a vector; its module is `self.NAME`.
///
/// \throws InputError for a layer that has no form in PyTorch.
[[nodiscard]] std::string expression_of(Step const& step, std::vector<std::string> const& inputs);

} // namespace equivarify::codegen

#endif
