/// \file
/// Reading the integer weights that generated programs write.
#ifndef EQUIVARIFY_CODEGEN_REFERENCE_READ_INTEGERS_HPP
#define EQUIVARIFY_CODEGEN_REFERENCE_READ_INTEGERS_HPP

#include "equivarify/codegen/reference/integer_evaluator.hpp"
#include "equivarify/codegen/spec/network.hpp"

#include <filesystem>
#include <string>

namespace equivarify::codegen {

/// What `PROGRAM quantise` wrote.
struct IntegerFile {
  IntegerTensorsOfNetwork tensors;
  std::string sha256; ///< the digest of the file
};

/// Whether the header of \p file says that its weights are integers, whatever else is wrong with
/// it.
[[nodiscard]] bool holds_integers(std::filesystem::path const& file);

/// The integer weights of \p network in \p file. \pre \p network has a form in integers
///
/// \throws WeightsError when the file cannot be read, is larger than such a file can be, names
/// another spec, lacks a tensor of the network, its shape or its type, or holds a number that it
/// cannot hold. \throws InputError when its header is not by the rules of the format.
[[nodiscard]] IntegerFile read_integers(Network const& network, std::filesystem::path const& file);

} // namespace equivarify::codegen

#endif
