/// \file
/// Specs in JSON files.
#ifndef EQUIVARIFY_CODEGEN_SPEC_LOAD_HPP
#define EQUIVARIFY_CODEGEN_SPEC_LOAD_HPP

#include "equivarify/codegen/json/problems.hpp"
#include "equivarify/codegen/spec/network.hpp"
#include "equivarify/codegen/spec/spec.hpp"

#include <string>

namespace equivarify::codegen {

/// The network that the spec in the file \p path describes.
///
/// \throws InputError with every problem in it, each with its line.
[[nodiscard]] Network load_network(std::string const& path);

/// The spec in the file \p path, without regard to whether it describes a network.
///
/// \throws InputError if it cannot be read or does not have the form of one.
[[nodiscard]] Spec load_spec(std::string const& path);

/// The network that the spec \p text describes; problems are reported as of the file \p path.
///
/// \throws InputError with every problem in it, each with its line.
[[nodiscard]] Network parse_network(std::string const& text, std::string const& path);

/// The spec that \p text holds, without regard to whether it describes a network.
///
/// \throws InputError if it does not have the form of one.
[[nodiscard]] Spec parse_spec(std::string const& text, std::string const& path);

} // namespace equivarify::codegen

#endif
