/// \file
/// Engines made from files.
#ifndef EQUIVARIFY_CODEGEN_AGREE_MAKE_ENGINE_HPP
#define EQUIVARIFY_CODEGEN_AGREE_MAKE_ENGINE_HPP

#include "equivarify/codegen/agree/engine.hpp"
#include "equivarify/codegen/agree/engine_file.hpp"
#include "equivarify/codegen/reference/weights.hpp"
#include "equivarify/codegen/spec/network.hpp"

namespace equivarify::codegen {

/// The engine for \p file, made from \p network. It has the weights that the file has, or else
/// \p weights. C and C++ are compiled at once, with $CC and $CXX, or cc and c++.
///
/// \throws EngineError if the file is of another spec or holds other weights, or what runs it is
/// not installed; GenerateError if it does not compile; InputError if it cannot be read.
[[nodiscard]] Engine make_engine(EngineFile const& file,
                                 Network const& network,
                                 ReferenceWeights<float> const& weights,
                                 EngineSettings const& settings);

/// The reference evaluator in double precision, called \p name.
[[nodiscard]] Engine reference_engine(std::string const& name,
                                      Network const& network,
                                      ReferenceWeights<float> const& weights);

/// The program that \p command starts, as `probe --program` asks for it: floats of 32 bits in and
/// out.
[[nodiscard]] Engine
program_engine(std::string const& command, Network const& network, EngineSettings const& settings);

} // namespace equivarify::codegen

#endif
