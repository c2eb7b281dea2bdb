/// \file
/// The weights of integer networks as files.
#ifndef EQUIVARIFY_RUNTIME_INTEGER_INTEGER_FILES_HPP
#define EQUIVARIFY_RUNTIME_INTEGER_INTEGER_FILES_HPP

#include "equivarify/runtime/integer/integer_weights.hpp"
#include "equivarify/runtime/network/network.hpp"

#include <filesystem>
#include <string>

namespace equivarify::runtime {

/// Whether the file at \p path says that its weights are integers; false also for what is no such
/// file.
[[nodiscard]] bool has_integer_weights(std::filesystem::path const& path);

/// Writes \p weights to \p path, whole or not at all; the digest of the file.
std::string save_integer_weights(IntegerWeights const& weights,
                                 Description const& description,
                                 std::filesystem::path const& path);

/// The integer weights of the network \p description in \p path.
///
/// \throws DataError when the file is damaged, of another spec, lacks a tensor or has one more, or
/// when a number is not one that it can be.
[[nodiscard]] IntegerWeights load_integer_weights(Description const& description,
                                                  std::filesystem::path const& path);

} // namespace equivarify::runtime

#endif
