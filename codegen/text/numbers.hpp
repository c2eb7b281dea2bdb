/// \file
/// Numbers as people read them.
#ifndef EQUIVARIFY_CODEGEN_TEXT_NUMBERS_HPP
#define EQUIVARIFY_CODEGEN_TEXT_NUMBERS_HPP

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>

namespace equivarify::codegen {

/// \p number with a comma between thousands: `430,674`.
[[nodiscard]] std::string grouped(std::size_t number);

/// \p number rounded to a whole one, with a comma between thousands: `1,242`.
[[nodiscard]] std::string grouped(double number);

/// \p number with three digits and a unit: `43.2 M`; below 10,000 as `grouped`.
[[nodiscard]] std::string rounded(std::size_t number);

/// \p share of one as `98.67 %`; only all of it is `100.00 %`, what rounds to it is `> 99.99 %`.
[[nodiscard]] std::string percent(double share);

/// \p seconds as `48.1 s` or `2 min 25 s`.
[[nodiscard]] std::string duration(double seconds);

/// The whole number that \p text is, in 1 to 18 decimal digits and nothing else.
[[nodiscard]] std::optional<std::uint64_t> whole_number(std::string const& text);

} // namespace equivarify::codegen

#endif
