/// \file
/// The scripts that drive engines of others, as they were when the program was built.
#ifndef EQUIVARIFY_CODEGEN_AGREE_SCRIPTS_HPP
#define EQUIVARIFY_CODEGEN_AGREE_SCRIPTS_HPP

#include <string_view>

namespace equivarify::codegen {

struct EngineScripts {
  std::string_view onnx_runtime; ///< onnx_runtime.js
  std::string_view pytorch;      ///< pytorch.py
  std::string_view wasm;         ///< wasm.js
};

[[nodiscard]] EngineScripts const& engine_scripts();

} // namespace equivarify::codegen

#endif
