/// \file
/// Small pieces of text: messages put together, numbers printed.
#ifndef EQUIVARIFY_RUNTIME_FILES_TEXT_HPP
#define EQUIVARIFY_RUNTIME_FILES_TEXT_HPP

#include <cstddef>
#include <cstdint>
#include <sstream>
#include <string>
#include <vector>

namespace equivarify::runtime {

/// All \p parts, one after the other.
template <typename... Parts>
[[nodiscard]] std::string text(Parts const&... parts) {
  std::ostringstream stream;
  (stream << ... << parts);
  return stream.str();
}

/// \p value with \p digits digits after the point; `none` where it is no number, or `infinite`.
[[nodiscard]] std::string fixed(double value, int digits);

/// The shortest decimal number that reads back as \p value, to the bit.
[[nodiscard]] std::string exact(double value);

/// \p share of 1 as a percentage with two digits, such as `98.67 %`, or a word as fixed() has it.
[[nodiscard]] std::string percent(double share);

/// \p count with its thousands apart, such as `60,000`.
[[nodiscard]] std::string grouped(std::uint64_t count);

/// \p count of \p things, such as `1 image` or `60,000 images`.
[[nodiscard]] std::string counted(std::uint64_t count, std::string const& thing);

/// `a`, `a or b`, `a, b or c`.
[[nodiscard]] std::string alternatives(std::vector<std::string> const& items);

/// `found FOUND, expected EXPECTED`, the order of all complaints; an empty text is shown as ''.
[[nodiscard]] std::string found_not(std::string const& found, std::string const& expected);

/// A length of time to the second, such as `1:07` or `2:03:10`.
[[nodiscard]] std::string duration(double seconds);

} // namespace equivarify::runtime

#endif
