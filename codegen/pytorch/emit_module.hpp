/// \file
/// A network as the source of a torch.nn.Module.
#ifndef EQUIVARIFY_CODEGEN_PYTORCH_EMIT_MODULE_HPP
#define EQUIVARIFY_CODEGEN_PYTORCH_EMIT_MODULE_HPP

#include "equivarify/codegen/generate/plan.hpp"

#include <string>

namespace equivarify::codegen {

/// NAME_network.py: a class whose members are the layers, by the names of the spec, and whose
/// forward goes through them once for each copy, with the same module: so f(g x) = g f(x) to the
/// bit wherever PyTorch computes the same for the same numbers.
///
/// \throws InputError for a layer that has no form in PyTorch.
[[nodiscard]] std::string emit_module(Plan const& plan);

} // namespace equivarify::codegen

#endif
