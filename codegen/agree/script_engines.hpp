/// \file
/// Engines of others, each driven by a script in its own language.
#ifndef EQUIVARIFY_CODEGEN_AGREE_SCRIPT_ENGINES_HPP
#define EQUIVARIFY_CODEGEN_AGREE_SCRIPT_ENGINES_HPP

#include "equivarify/codegen/agree/engine.hpp"
#include "equivarify/codegen/spec/network.hpp"

#include <filesystem>

namespace equivarify::codegen {

/// ONNX Runtime in Node, with the model \p file: one input of floats for each part of the input of
/// \p network, whose outputs follow one another. Layers are shown by a copy of the file whose
/// outputs they are, so that the engine may put other operators together than it does in the file.
///
/// \throws EngineError if there is no Node, or no npm package onnxruntime-node in the folder that
/// \p settings names or where Node looks for it.
[[nodiscard]] Engine onnx_runtime_engine(std::filesystem::path const& file,
                                         Network const& network,
                                         EngineSettings const& settings);

/// The generated module \p file in $PYTHON, or Debian's python3, with the weights in
/// NAME.safetensors next to it. Layers are shown by the variables of `forward`. \throws EngineError
/// if that Python has no PyTorch, or there are no such weights.
[[nodiscard]] Engine pytorch_engine(std::filesystem::path const& file,
                                    Network const& network,
                                    EngineSettings const& settings);

/// The WebAssembly \p file in Node, compiled from the generated C99 of \p network; it says nothing
/// of the spec and the weights that it was made from.
///
/// \throws EngineError if there is no Node.
[[nodiscard]] Engine wasm_engine(std::filesystem::path const& file,
                                 Network const& network,
                                 EngineSettings const& settings);

} // namespace equivarify::codegen

#endif
