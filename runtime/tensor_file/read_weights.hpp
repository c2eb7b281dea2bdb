/// \file
/// Reads a weight file with the standard library alone, for programs that only evaluate.
#ifndef EQUIVARIFY_RUNTIME_TENSOR_FILE_READ_WEIGHTS_HPP
#define EQUIVARIFY_RUNTIME_TENSOR_FILE_READ_WEIGHTS_HPP

#include "equivarify/runtime/base/failure.hpp"
#include "equivarify/runtime/base/parameters.hpp"
#include "equivarify/runtime/base/ties.hpp"
#include "equivarify/runtime/tensor_file/tensor_header.hpp"

#include <algorithm>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <span>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

// Defined for systems without files: weights come from memory.
#ifndef EQUIVARIFY_NO_FILES
#include <fstream>
#endif

namespace equivarify::runtime {

namespace detail {

/// The \p count bytes from \p bytes on as a number, the least significant first.
[[nodiscard]] inline std::uint64_t little_endian(unsigned char const* bytes, std::size_t count) {
  std::uint64_t value = 0;
  for (std::size_t i = count; i-- > 0;) {
    value = value << 8U | bytes[i];
  }
  return value;
}

/// \throws std::runtime_error unless \p tensor has the shape of \p parameter.
inline void require_shape(StoredTensor const& tensor, ParameterView const& parameter) {
  if (!std::equal(tensor.shape.begin(),
                  tensor.shape.end(),
                  parameter.shape.begin(),
                  parameter.shape.end())) {
    fail<std::runtime_error>("tensor " + parameter.name + " has the shape " +
                             shape_text(tensor.shape) + ", expected " +
                             shape_text(parameter.shape));
  }
}

/// \throws std::runtime_error if \p bits, the number \p place of the tensor \p name, are no finite
/// number, or one below 0 though it is a variance.
inline void require_weight(std::uint32_t bits, std::size_t place, std::string const& name) {
  constexpr std::uint32_t exponent = 0x7f800000U; // all ones: no number, whatever the flags
  bool const is_variance = name.ends_with(".running_variance");
  if ((bits & exponent) == exponent || (is_variance && std::bit_cast<float>(bits) < 0)) {
    fail<std::runtime_error>("tensor " + name + " has at place " + std::to_string(place) +
                             (is_variance ? " what is no variance" : " what is no number"));
  }
}

inline void read_values(unsigned char const* bytes, ParameterView const& parameter) {
  std::vector<float> values(parameter.values.size());
  for (std::size_t i = 0; i < values.size(); ++i) {
    auto const bits = static_cast<std::uint32_t>(little_endian(bytes + 4 * i, 4));
    require_weight(bits, i, parameter.name);
    values[i] = std::bit_cast<float>(bits);
  }
  if (std::string const untied = first_untied(values, parameter.ties); !untied.empty()) {
    fail<std::runtime_error>("tensor " + parameter.name + " " + untied);
  }
  from_file_order(parameter, values);
}

} // namespace detail

/// Fills \p parameters from \p file, the bytes of a safetensors file that a training of the spec
/// with digest \p spec_sha256 wrote.
///
/// \throws std::runtime_error when they are no such file, or a tensor is missing, has another type
/// or another shape, or holds what is no finite number, or a variance below 0,
/// or weights that are not what their ties say.
inline void read_weights(std::span<unsigned char const> file,
                         std::string_view spec_sha256,
                         std::span<ParameterView const> parameters) {
  std::uint64_t const length = file.size() < 8 ? 0 : detail::little_endian(file.data(), 8);
  if (file.size() < 8 || length > file.size() - 8) {
    fail<std::runtime_error>("this is no weight file: it ends before its header does");
  }
  auto const header_size = static_cast<std::size_t>(length);
  std::string const text(file.begin() + 8,
                         file.begin() + 8 + static_cast<std::ptrdiff_t>(header_size));
  std::span<unsigned char const> const values = file.subspan(8 + header_size);
  TensorHeader header;
  std::string const problem = read_tensor_header(text, values.size(), header);
  if (!problem.empty()) {
    fail<std::runtime_error>("the weight file is damaged: " + problem);
  }
  auto const digest = header.metadata.find("spec_sha256");
  if (digest == header.metadata.end() || digest->second != spec_sha256) {
    fail<std::runtime_error>("the weights are of another spec than this network");
  }
  for (ParameterView const& parameter : parameters) {
    auto const tensor =
        std::find_if(header.tensors.begin(), header.tensors.end(), [&](StoredTensor const& stored) {
          return stored.name == parameter.name;
        });
    if (tensor == header.tensors.end()) {
      fail<std::runtime_error>("the weight file has no tensor " + parameter.name);
    }
    detail::require_shape(*tensor, parameter);
    detail::read_values(values.data() + tensor->begin, parameter);
  }
}

/// Fills \p parameters from \p bits, the bits of all values in the order of weight files.
///
/// \throws std::invalid_argument unless there are as many as values.
inline void set_weights(std::span<std::uint32_t const> bits,
                        std::span<ParameterView const> parameters) {
  if (bits.size() != value_count(parameters)) {
    fail<std::invalid_argument>("the network has " + std::to_string(value_count(parameters)) +
                                " weights, not " + std::to_string(bits.size()));
  }
  for (ParameterView const& parameter : parameters) {
    std::vector<float> values(parameter.values.size());
    for (float& value : values) {
      value = std::bit_cast<float>(bits.front());
      bits = bits.subspan(1);
    }
    from_file_order(parameter, values);
  }
}

#ifndef EQUIVARIFY_NO_FILES
/// The same from the file \p path.
///
/// \throws std::runtime_error when it cannot be read too.
inline void read_weights(std::string const& path,
                         std::string_view spec_sha256,
                         std::span<ParameterView const> parameters) {
  std::ifstream file{path, std::ios::binary | std::ios::ate};
  std::streamoff const size = file ? static_cast<std::streamoff>(file.tellg()) : -1;
  std::vector<unsigned char> bytes(size > 0 ? static_cast<std::size_t>(size) : 0);
  file.seekg(0);
  file.read(reinterpret_cast<char*>(bytes.data()), static_cast<std::streamsize>(bytes.size()));
  if (!file || size < 0) {
    fail<std::runtime_error>(path + ": the file cannot be read");
  }
  read_weights(std::span<unsigned char const>(bytes), spec_sha256, parameters);
}
#endif

} // namespace equivarify::runtime

#endif
