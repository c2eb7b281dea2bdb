/// \file
/// Weights in files, tied to the spec that they belong to.
#ifndef EQUIVARIFY_RUNTIME_WEIGHTS_WEIGHTS_HPP
#define EQUIVARIFY_RUNTIME_WEIGHTS_WEIGHTS_HPP

#include "equivarify/runtime/network/network.hpp"
#include "equivarify/runtime/weights/safetensors.hpp"

#include <cstddef>
#include <filesystem>
#include <span>
#include <string>

namespace equivarify::runtime {

/// The metadata that tie a file to the network \p description.
[[nodiscard]] std::map<std::string, std::string> spec_metadata(Description const& description);

/// Checks that \p file, read from \p path, was made for the network \p description: for its spec,
/// or for one that differs only in what does not change the meaning of weights (training, seed,
/// names of the network and of classes, arithmetic). Returns a remark in the second case.
///
/// \throws DataError naming both specs when it was not, when the file does not say, or when it has
/// the same classes in another order.
std::string require_spec(TensorFile const& file,
                         Description const& description,
                         std::filesystem::path const& path);

/// The parameter \p view as a tensor, its name behind \p prefix.
///
/// \throws DataError when a value is no finite number: such a file would be refused.
[[nodiscard]] NamedTensor to_tensor(ParameterView const& view, std::string const& prefix = "");

/// Sets the values of \p view from the tensor of its name, behind \p prefix, in \p file.
///
/// \throws DataError when there is none, it has another shape, a value is no finite number, or a
/// weight, which moments are not, is not what its tie says.
void from_tensor(TensorFile const& file,
                 ParameterView const& view,
                 std::filesystem::path const& path,
                 std::string const& prefix = "");

/// The most bytes that a file can need for \p copies of \p parameters and the longest header.
[[nodiscard]] std::size_t most_bytes_of(std::span<ParameterView const> parameters,
                                        std::size_t copies);

/// Checks that \p file has tensors called \p names alone.
///
/// \throws DataError naming another one.
void require_no_other(TensorFile const& file,
                      std::span<std::string const> names,
                      std::filesystem::path const& path);

/// Writes the weights of \p network to \p path, whole or not at all; the digest of the file.
std::string save_weights(Network& network, std::filesystem::path const& path);

/// Sets the weights of \p network from the file \p path, which may be a checkpoint, and loads them
/// into its engine. Returns the remark of require_spec.
///
/// \throws DataError when the file is damaged, of another spec, or lacks a parameter or has one
/// more.
std::string load_weights(Network& network, std::filesystem::path const& path);

/// The same from the \p contents of the file \p path.
std::string load_weights(Network& network,
                         std::span<std::byte const> contents,
                         std::filesystem::path const& path);

/// Sets the weights of \p network from a file of any origin by names and shapes alone. A prefix
/// that all names share, such as `module.`, is taken off.
///
/// \throws DataError when the file is damaged, or lacks a parameter or has one more.
void adopt_weights(Network& network, std::filesystem::path const& path);

} // namespace equivarify::runtime

#endif
