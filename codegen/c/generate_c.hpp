/// \file
/// From a network and its weights to C99.
#ifndef EQUIVARIFY_CODEGEN_C_GENERATE_C_HPP
#define EQUIVARIFY_CODEGEN_C_GENERATE_C_HPP

#include "equivarify/codegen/generate/generate.hpp"
#include "equivarify/codegen/reference/weights.hpp"

#include <filesystem>
#include <string>
#include <vector>

namespace equivarify::codegen {

/// NAME_network.h, NAME_network.c with the \p weights, and NAME_check.c with test vectors.
///
/// \throws InputError as `lower` does, and for a layer without a form in C.
[[nodiscard]] Generation generate_c(Network const& network, ReferenceWeights<float> const& weights);

/// Compiles \p sources in \p folder into \p program with $CC, or cc.
///
/// \throws GenerateError when they do not compile, with \p advice.
void compile_c(std::filesystem::path const& folder,
               std::vector<std::string> const& sources,
               std::string const& program,
               std::string const& advice);

/// Compiles the files of \p generation with $CC, or cc, and runs the check; what it prints.
///
/// \throws GenerateError when they do not compile, or the check finds a difference.
[[nodiscard]] std::string run_c_check(Network const& network, Generation const& generation);

} // namespace equivarify::codegen

#endif
