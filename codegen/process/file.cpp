#include "equivarify/codegen/process/file.hpp"

#include "equivarify/codegen/json/problems.hpp"

#include <cerrno>
#include <fstream>
#include <iterator>
#include <system_error>

namespace equivarify::codegen {
namespace {

namespace fs = std::filesystem;

/// The system's reason why \p content cannot be written to \p file; 0 if it was written.
int failure_of_writing(fs::path const& file, std::string_view content) {
  errno = 0;
  std::ofstream stream(file, std::ios::binary);
  stream.write(content.data(), static_cast<std::streamsize>(content.size()));
  stream.close();
  return stream ? 0 : errno != 0 ? errno : EIO;
}

/// Whether \p file is a device, a pipe or the like, which a renamed file must not replace.
bool is_special(fs::path const& file) {
  std::error_code ignored;
  fs::file_status const status = fs::status(file, ignored);
  return fs::exists(status) && !fs::is_regular_file(status) && !fs::is_directory(status);
}

} // namespace

void write_file(fs::path const& file, std::string_view content) {
  bool const as_it_is = is_special(file);
  fs::path part = file;
  part += as_it_is ? "" : ".part";
  std::error_code error{failure_of_writing(part, content), std::generic_category()};
  if (!error && !as_it_is) {
    fs::rename(part, file, error);
  }
  if (error && !as_it_is) {
    std::error_code ignored;
    fs::remove(part, ignored);
  }
  if (error) {
    throw InputError{file.string(), {{.summary = "cannot be written", .found = error.message()}}};
  }
}

std::string read_bytes(fs::path const& file) {
  std::ifstream stream(file, std::ios::binary);
  return {std::istreambuf_iterator<char>(stream), {}};
}

} // namespace equivarify::codegen
