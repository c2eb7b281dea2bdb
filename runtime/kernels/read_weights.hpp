/// \file
/// Reads a weight file with the standard library alone, for programs that only evaluate.
#ifndef EQUIVARIFY_RUNTIME_KERNELS_READ_WEIGHTS_HPP
#define EQUIVARIFY_RUNTIME_KERNELS_READ_WEIGHTS_HPP

#include "equivarify/runtime/parameters.hpp"

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <fstream>
#include <span>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

namespace equivarify::runtime {

/// The bytes of the values of tensor \p name in \p header, the JSON text of a safetensors file, as
/// [begin, end).
///
/// \throws std::runtime_error when there is no such tensor.
inline std::pair<std::size_t, std::size_t> tensor_place(std::string const& header,
                                                        std::string_view name) {
  // Put together by hand: GCC 12 misreads a literal plus a string as an overlapping copy (its bug
  // 105651).
  std::string quoted(name.size() + 3, '"');
  quoted.replace(1, name.size(), name);
  quoted.back() = ':';
  std::size_t const entry = header.find(quoted);
  std::string_view const key = "\"data_offsets\":[";
  std::size_t const offsets = header.find(key, entry);
  if (entry == std::string::npos || offsets == std::string::npos) {
    throw std::runtime_error("the weight file has no tensor " + std::string(name));
  }
  std::size_t used = 0;
  std::size_t const begin = std::stoull(header.substr(offsets + key.size()), &used);
  return {begin, std::stoull(header.substr(offsets + key.size() + used + 1))};
}

/// Fills \p parameters from the safetensors file \p path that a training of the spec with digest \p
/// spec_sha256 wrote.
///
/// \throws std::runtime_error when the file cannot be read, is of another spec, or a tensor has
/// another size.
inline void read_weights(std::string const& path,
                         std::string_view spec_sha256,
                         std::span<ParameterView const> parameters) {
  std::ifstream file{path, std::ios::binary};
  std::uint64_t length = 0;
  file.read(reinterpret_cast<char*>(&length),
            sizeof length); // little-endian, as every machine this runs on
  constexpr std::uint64_t longest = 100'000'000;
  std::string header(file && length < longest ? length : 0, ' ');
  file.read(header.data(), static_cast<std::streamsize>(header.size()));
  if (!file || header.find(spec_sha256) == std::string::npos) {
    throw std::runtime_error(path + " is no weight file of this network");
  }
  for (ParameterView const& parameter : parameters) {
    auto const [begin, end] = tensor_place(header, parameter.name);
    std::vector<float> values(parameter.values.size());
    if (end - begin != values.size() * sizeof(float)) {
      throw std::runtime_error(path + ": tensor " + parameter.name + " has another size");
    }
    file.seekg(static_cast<std::streamoff>(sizeof length + length + begin));
    file.read(reinterpret_cast<char*>(values.data()), static_cast<std::streamsize>(end - begin));
    if (!file) {
      throw std::runtime_error(path + " ends before its tensor " + parameter.name);
    }
    from_file_order(parameter, values);
  }
}

} // namespace equivarify::runtime

#endif
