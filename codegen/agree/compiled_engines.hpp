/// \file
/// Engines that are compiled: generated C and C++.
#ifndef EQUIVARIFY_CODEGEN_AGREE_COMPILED_ENGINES_HPP
#define EQUIVARIFY_CODEGEN_AGREE_COMPILED_ENGINES_HPP

#include "equivarify/codegen/agree/engine.hpp"
#include "equivarify/codegen/reference/weights.hpp"
#include "equivarify/codegen/spec/network.hpp"

#include <filesystem>

namespace equivarify::codegen {

/// The generated header \p file with the weights that are built into it, or else \p weights.
/// \throws GenerateError if it does not compile.
[[nodiscard]] Engine cpp_engine(std::filesystem::path const& file,
                                Network const& network,
                                ReferenceWeights<float> const& weights,
                                EngineSettings const& settings);

/// The generated C \p file, next to its header. \throws as cpp_engine()
[[nodiscard]] Engine
c_engine(std::filesystem::path const& file, Network const& network, EngineSettings const& settings);

} // namespace equivarify::codegen

#endif
