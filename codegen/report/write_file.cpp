#include "equivarify/codegen/report/write_file.hpp"

#include "equivarify/codegen/json/problems.hpp"

#include <cerrno>
#include <fstream>
#include <string>
#include <system_error>

namespace equivarify::codegen {

void write_file(std::filesystem::path const& file, std::string_view content) {
  std::filesystem::path beside = file;
  beside += ".part";
  errno = 0;
  std::ofstream stream(beside, std::ios::binary);
  stream.write(content.data(), static_cast<std::streamsize>(content.size()));
  stream.close();
  std::error_code error;
  if (stream) {
    std::filesystem::rename(beside, file, error);
  }
  if (!stream || error) {
    std::string const reason =
        error ? error.message() : std::generic_category().message(errno == 0 ? EIO : errno);
    std::filesystem::remove(beside, error);
    throw InputError{file.string(), {{.summary = "cannot be written", .found = reason}}};
  }
}

} // namespace equivarify::codegen
