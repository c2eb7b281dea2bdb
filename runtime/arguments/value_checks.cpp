#include "equivarify/runtime/arguments/value_checks.hpp"

#include "equivarify/runtime/files/text.hpp"

#include <charconv>
#include <cmath>
#include <optional>
#include <system_error>

namespace equivarify::runtime {

namespace {

/// The whole of \p text as a number, if it is one that \p T has.
template <typename T>
std::optional<T> number(std::string const& text) {
  T value{};
  auto const [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  return error == std::errc{} && end == text.data() + text.size() ? std::optional(value)
                                                                  : std::nullopt;
}

/// Checks for a finite number that \p fits, which \p expected says.
ValueCheck finite_number_that(bool (*fits)(double), std::string const& expected) {
  return [fits, expected](std::string const& found) {
    auto const value = number<double>(found);
    return value && std::isfinite(*value) && fits(*value) ? std::string()
                                                          : found_not(found, expected);
  };
}

/// \p most with its thousands apart; the largest number of a type as a power.
std::string in_words(std::uint64_t most) {
  return most == std::numeric_limits<std::uint64_t>::max()   ? "2^64 - 1"
         : most == std::numeric_limits<std::uint32_t>::max() ? "2^32 - 1"
                                                             : grouped(most);
}

} // namespace

ValueCheck whole_number(std::uint64_t least, std::uint64_t most) {
  return [least, most](std::string const& found) {
    auto const value = number<std::uint64_t>(found);
    return value && *value >= least && *value <= most
               ? std::string()
               : found_not(found,
                           text("a whole number from ", grouped(least), " to ", in_words(most)));
  };
}

ValueCheck finite_number(std::string const& expected) {
  return finite_number_that([](double) { return true; }, expected);
}

ValueCheck positive_number(std::string const& expected) {
  return finite_number_that([](double value) { return value > 0; }, expected);
}

ValueCheck non_negative_number(std::string const& expected) {
  return finite_number_that([](double value) { return value >= 0; }, expected);
}

} // namespace equivarify::runtime
