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

} // namespace equivarify::codegen

#endif
