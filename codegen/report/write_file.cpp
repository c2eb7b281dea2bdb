#include "equivarify/codegen/report/write_file.hpp"

#include "equivarify/codegen/report/report_error.hpp"

#include <fmt/format.h>

#include <fstream>
#include <system_error>

namespace equivarify::codegen {

void write_file(std::filesystem::path const& file, std::string_view content) {
  std::filesystem::path beside = file;
  beside += ".part";
  std::ofstream stream(beside, std::ios::binary);
  stream.write(content.data(), static_cast<std::streamsize>(content.size()));
  stream.close();
  std::error_code error;
  if (stream) {
    std::filesystem::rename(beside, file, error);
  }
  if (!stream || error) {
    throw ReportError(fmt::format("{}: cannot be written", file.string()));
  }
}

} // namespace equivarify::codegen
