#include "equivarify/codegen/process/file.hpp"

#include "equivarify/codegen/json/problems.hpp"
#include "equivarify/runtime/files/atomic_file.hpp"

#include <fstream>
#include <iterator>
#include <system_error>

namespace equivarify::codegen {

namespace fs = std::filesystem;

void write_file(fs::path const& file, std::string_view content) {
  try {
    runtime::write_atomically(file, content);
  } catch (runtime::FileError const& error) {
    throw InputError{
        file.string(),
        {{.summary = "cannot be written", .found = std::generic_category().message(error.code())}}};
  }
}

std::string read_bytes(fs::path const& file) {
  std::ifstream stream(file, std::ios::binary);
  return {std::istreambuf_iterator<char>(stream), {}};
}

} // namespace equivarify::codegen
