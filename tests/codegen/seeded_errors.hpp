/// \file
/// Errors of a compiler, one by one.
#ifndef EQUIVARIFY_TESTS_CODEGEN_SEEDED_ERRORS_HPP
#define EQUIVARIFY_TESTS_CODEGEN_SEEDED_ERRORS_HPP

#include "equivarify/codegen/generate/plan.hpp"

#include <nlohmann/json.hpp>

#include <functional>
#include <vector>

namespace equivarify::codegen {

/// A change of a plan before it is emitted, as a pass with an error would make it.
struct WrongPass {
  char const* name;
  std::function<void(Plan&)> change;
};

/// A change of a certificate, as a generator with an error would write it.
struct WrongTable {
  char const* name;
  std::function<void(nlohmann::json&)> change;
};

/// Errors of passes, in the plan of translated_d4().
[[nodiscard]] std::vector<WrongPass> wrong_passes();

/// Errors in its certificate for inference.
[[nodiscard]] std::vector<WrongTable> wrong_tables();

/// Errors in its certificate for training, in the schemes for layers of integers.
[[nodiscard]] std::vector<WrongTable> wrong_integers();

} // namespace equivarify::codegen

#endif
