/// \file
/// Files of named tensors in the safetensors format, as PyTorch users have it.
///
/// Byte by byte: 8 bytes, little-endian, the length n of the header; n bytes of JSON, padded with
/// spaces to a multiple of 8, that name each tensor's type, shape and place; the values themselves.
#ifndef EQUIVARIFY_RUNTIME_WEIGHTS_SAFETENSORS_HPP
#define EQUIVARIFY_RUNTIME_WEIGHTS_SAFETENSORS_HPP

#include "equivarify/runtime/tensor_file/tensor_header.hpp"

#include <array>
#include <cstddef>
#include <filesystem>
#include <map>
#include <span>
#include <string>
#include <vector>

namespace equivarify::runtime {

/// A named array of single-precision numbers, row-major.
struct NamedTensor {
  std::string name;
  std::vector<std::size_t> shape;
  std::vector<float> values;
  friend bool operator==(NamedTensor const&, NamedTensor const&) = default;
};

/// The contents of a safetensors file: tensors in file order, and free text about them.
struct TensorFile {
  std::map<std::string, std::string> metadata;
  std::vector<NamedTensor> tensors;

  /// The tensor called \p name, or null.
  [[nodiscard]] NamedTensor const* find(std::string const& name) const;

  friend bool operator==(TensorFile const&, TensorFile const&) = default;
};

/// The bytes of \p file; the same file always gives the same bytes.
[[nodiscard]] std::vector<std::byte> encode_safetensors(TensorFile const& file);

/// The types of floating-point numbers.
inline constexpr std::array<TensorType, 4> floating_point{
    {{"F32", 4}, {"F16", 2}, {"BF16", 2}, {"F64", 8}}};

/// The tensors that \p bytes, the contents of \p path, hold; numbers of other \p types than F32 are
/// converted.
///
/// \throws DataError naming \p path, what was found and what was expected.
[[nodiscard]] TensorFile decode_safetensors(std::span<std::byte const> bytes,
                                            std::filesystem::path const& path,
                                            TensorTypes types = single_precision);

} // namespace equivarify::runtime

#endif
