#include "equivarify/codegen/onnx_file/read_file.hpp"

#include "equivarify/codegen/json/problems.hpp"

#include <fmt/format.h>

#include <fstream>
#include <system_error>

namespace equivarify::codegen {

std::uint64_t size_of_model_file(std::filesystem::path const& file) {
  std::error_code error;
  std::uintmax_t const size = std::filesystem::file_size(file, error);
  if (error) {
    throw InputError{file.string(), {{.summary = "cannot be read", .found = error.message()}}};
  }
  if (size > largest_model) {
    throw InputError{file.string(),
                     {{.summary = "is too large",
                       .found = fmt::format("{} bytes", size),
                       .expected = fmt::format("at most {}", largest_model)}}};
  }
  return size;
}

std::string
read_part(std::filesystem::path const& file, std::uint64_t offset, std::uint64_t length) {
  std::ifstream stream(file, std::ios::binary);
  std::string bytes(length, '\0');
  stream.seekg(static_cast<std::streamoff>(offset));
  if (!stream.read(bytes.data(), static_cast<std::streamsize>(length))) {
    throw InputError{file.string(),
                     {{.summary = "cannot be read to its end",
                       .expected = fmt::format("{} bytes from {} on", length, offset)}}};
  }
  return bytes;
}

} // namespace equivarify::codegen
