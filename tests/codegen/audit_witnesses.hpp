/// \file
/// Specs that the auditor refuses, each for one check alone.
#ifndef EQUIVARIFY_TESTS_CODEGEN_AUDIT_WITNESSES_HPP
#define EQUIVARIFY_TESTS_CODEGEN_AUDIT_WITNESSES_HPP

#include <map>
#include <string>

namespace equivarify::codegen {

using Witnesses = std::map<std::string, std::string>;

/// The specs by the names of the checks that refuse them.
[[nodiscard]] Witnesses refused_specs();

/// Those among them that are refused for their outputs.
[[nodiscard]] Witnesses refused_outputs();

/// Those that are refused for the parts of their inputs.
[[nodiscard]] Witnesses refused_parts();

/// Those that are refused for motions of pictures in training.
[[nodiscard]] Witnesses refused_trainings();

} // namespace equivarify::codegen

#endif
