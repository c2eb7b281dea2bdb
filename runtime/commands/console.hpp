/// \file
/// Where a program writes.
#ifndef EQUIVARIFY_RUNTIME_COMMANDS_CONSOLE_HPP
#define EQUIVARIFY_RUNTIME_COMMANDS_CONSOLE_HPP

#include <cstddef>
#include <ostream>
#include <string>
#include <string_view>

namespace equivarify::runtime {

/// Where a program writes results and complaints, and whether a person watches.
struct Console {
  std::ostream& out;
  std::ostream& err;
  bool interactive = false; ///< `out` is a terminal, so that a line can be written over
};

/// The standard streams of the process.
[[nodiscard]] Console standard_console();

/// Streams that take anything and keep nothing.
[[nodiscard]] Console silent_console();

/// Checks that all that was written to \p out has arrived.
///
/// \throws DataError with the reason, such as a full disk.
void require_written(std::ostream& out);

/// \p line with spaces before it up to \p width characters; counts characters, not bytes.
[[nodiscard]] std::string right_aligned(std::string_view line, std::size_t width);

/// \p line with spaces behind it up to \p width characters; counts characters, not bytes.
[[nodiscard]] std::string left_aligned(std::string_view line, std::size_t width);

} // namespace equivarify::runtime

#endif
