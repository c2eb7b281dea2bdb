/// \file
/// The same training for every construction.
#ifndef EQUIVARIFY_CODEGEN_COMPARE_TRAIN_ALTERNATIVES_HPP
#define EQUIVARIFY_CODEGEN_COMPARE_TRAIN_ALTERNATIVES_HPP

#include "equivarify/codegen/compare/alternative.hpp"

#include <cstddef>
#include <filesystem>
#include <vector>

namespace equivarify::codegen {

/// Where the programs are made and what they are trained on.
struct TrainOptions {
  std::filesystem::path data;
  std::filesystem::path folder;  ///< for specs, programs, weights; made where it is missing
  std::filesystem::path runtime; ///< the runtime folder; empty to use an installed one
  std::size_t epochs = 0;        ///< 0: as the spec says
};

/// Writes the spec of each of \p alternatives as NAME.json into \p folder, which is made where it
/// is missing.
void write_specs(std::vector<Alternative> const& alternatives, std::filesystem::path const& folder);

/// Generates, compiles and trains every construction that applies, and fills in its accuracy on
/// test images that are turned at random.
///
/// \throws GenerateError when a program cannot be made or run, with what it printed.
void train_alternatives(std::vector<Alternative>& alternatives, TrainOptions const& options);

} // namespace equivarify::codegen

#endif
