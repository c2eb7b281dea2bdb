#include "equivarify/runtime/commands/console.hpp"

#include "equivarify/runtime/files/error.hpp"
#include "equivarify/runtime/files/text.hpp"

#include <algorithm>
#include <cerrno>
#include <iostream>
#include <streambuf>
#include <system_error>

#include <unistd.h>

namespace equivarify::runtime {

namespace {

/// The spaces that \p line lacks; bytes that continue a UTF-8 character take no place of their own.
std::string missing_spaces(std::string_view line, std::size_t width) {
  auto const characters =
      static_cast<std::size_t>(std::count_if(line.begin(), line.end(), [](char byte) {
        return (static_cast<unsigned char>(byte) & 0xC0U) != 0x80U;
      }));
  std::string spaces;
  spaces.append(width > characters ? width - characters : 0, ' ');
  return spaces;
}

/// Takes all characters.
class Nowhere final : public std::streambuf {
protected:
  int_type overflow(int_type character) override { return traits_type::not_eof(character); }

  std::streamsize xsputn(char const* /*characters*/, std::streamsize count) override {
    return count;
  }
};

} // namespace

Console silent_console() {
  static Nowhere nowhere;
  static std::ostream stream(&nowhere);
  return {stream, stream, false};
}

Console standard_console() {
  return {std::cout, std::cerr, ::isatty(STDOUT_FILENO) == 1};
}

void require_written(std::ostream& out) {
  if (out.flush()) {
    return;
  }
  // The reason of the first failure is gone, but one more character fails for the same.
  bool const knows = &out == &std::cout && ::write(STDOUT_FILENO, "\n", 1) < 0;
  throw DataError(text("standard output: cannot be written",
                       knows ? ": " + std::generic_category().message(errno) : ""));
}

std::string right_aligned(std::string_view line, std::size_t width) {
  return missing_spaces(line, width).append(line);
}

std::string left_aligned(std::string_view line, std::size_t width) {
  return std::string(line) + missing_spaces(line, width);
}

} // namespace equivarify::runtime
