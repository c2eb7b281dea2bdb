/// \file
/// What a value on a command line is checked by.
#ifndef EQUIVARIFY_RUNTIME_ARGUMENTS_VALUE_CHECKS_HPP
#define EQUIVARIFY_RUNTIME_ARGUMENTS_VALUE_CHECKS_HPP

#include <cstdint>
#include <functional>
#include <limits>
#include <string>

namespace equivarify::runtime {

/// Why a text is refused, in the words of found_not(); empty if it is not.
using ValueCheck = std::function<std::string(std::string const&)>;

/// Checks for a whole number from \p least to \p most, in decimal digits. CLI11 by itself takes -1,
/// and what is too large, for the largest there is.
[[nodiscard]] ValueCheck
whole_number(std::uint64_t least, std::uint64_t most = std::numeric_limits<std::uint64_t>::max());

/// Checks for a finite decimal number, which \p expected names. CLI11's own ranges take nan.
[[nodiscard]] ValueCheck finite_number(std::string const& expected = "a number");

/// The same of one greater than 0.
[[nodiscard]] ValueCheck positive_number(std::string const& expected = "a number greater than 0");

/// The same of one from 0 on.
[[nodiscard]] ValueCheck non_negative_number(std::string const& expected = "a number from 0 on");

} // namespace equivarify::runtime

#endif
