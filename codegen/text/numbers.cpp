#include "equivarify/codegen/text/numbers.hpp"

#include <fmt/format.h>

#include <array>
#include <cmath>

namespace equivarify::codegen {

std::string grouped(std::size_t number) {
  std::string digits = fmt::to_string(number);
  for (std::size_t place = digits.size(); place > 3; place -= 3) {
    digits.insert(place - 3, 1, ',');
  }
  return digits;
}

std::string grouped(double number) {
  return grouped(static_cast<std::size_t>(std::llround(number)));
}

std::string rounded(std::size_t number) {
  if (number < 10'000) {
    return grouped(number);
  }
  static constexpr std::array<char, 4> units{'k', 'M', 'G', 'T'};
  double value = static_cast<double>(number) / 1e3;
  std::size_t unit = 0;
  while (value >= 999.5 && unit + 1 < units.size()) {
    value /= 1e3;
    ++unit;
  }
  int const decimals = value < 9.995 ? 2 : value < 99.95 ? 1 : 0;
  return fmt::format("{:.{}f} {}", value, decimals, units[unit]);
}

std::string percent(double share) {
  return share < 1.0 && share >= 0.99995 ? "> 99.99 %" : fmt::format("{:.2f} %", 100.0 * share);
}

std::string duration(double seconds) {
  if (seconds < 99.95) {
    return fmt::format("{:.1f} s", seconds);
  }
  auto const whole = std::lround(seconds);
  return fmt::format("{} min {} s", whole / 60, whole % 60);
}

std::optional<std::uint64_t> whole_number(std::string const& text) {
  if (text.empty() || text.size() > 18 ||
      text.find_first_not_of("0123456789") != std::string::npos) {
    return std::nullopt;
  }
  return std::stoull(text);
}

} // namespace equivarify::codegen
