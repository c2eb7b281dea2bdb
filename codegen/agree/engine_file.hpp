/// \file
/// Which engine a file is for.
#ifndef EQUIVARIFY_CODEGEN_AGREE_ENGINE_FILE_HPP
#define EQUIVARIFY_CODEGEN_AGREE_ENGINE_FILE_HPP

#include <filesystem>
#include <string>
#include <vector>

namespace equivarify::codegen {

/// The kinds of engines that files are for.
enum class EngineKind {
  reference,    ///< SPEC.json
  cpp,          ///< NAME.hpp
  c,            ///< NAME_network.c
  wasm,         ///< NAME_network.wasm
  onnx_runtime, ///< MODEL.onnx
  pytorch       ///< NAME_network.py
};

/// A file and the engine that runs it.
struct EngineFile {
  std::filesystem::path path;
  EngineKind kind = EngineKind::reference;
};

/// The engines that \p given stands for: one for a file, by its name; all that are in it for a
/// folder, as `generate` writes it.
///
/// \throws EngineError if there is no such file, its name says nothing, or a folder has none.
[[nodiscard]] std::vector<EngineFile> engine_files(std::string const& given);

} // namespace equivarify::codegen

#endif
