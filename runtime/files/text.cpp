#include "equivarify/runtime/files/text.hpp"

#include <array>
#include <charconv>
#include <cmath>
#include <iomanip>

namespace equivarify::runtime {

std::string fixed(double value, int digits) {
  if (!std::isfinite(value)) {
    return std::isnan(value) ? "none" : value > 0 ? "infinite" : "-infinite";
  }
  std::ostringstream stream;
  stream << std::fixed << std::setprecision(digits) << value;
  return stream.str();
}

std::string exact(double value) {
  std::array<char, 64> buffer{};
  auto const result = std::to_chars(buffer.data(), buffer.data() + buffer.size(), value);
  return {buffer.data(), result.ptr};
}

std::string percent(double share) {
  return fixed(100 * share, 2) + (std::isfinite(share) ? " %" : "");
}

std::string grouped(std::uint64_t count) {
  std::string const digits = std::to_string(count);
  std::string result;
  for (std::size_t i = 0; i < digits.size(); ++i) {
    if (i != 0 && (digits.size() - i) % 3 == 0) {
      result += ',';
    }
    result += digits[i];
  }
  return result;
}

std::string counted(std::uint64_t count, std::string const& thing) {
  return text(grouped(count), " ", thing, count == 1 ? "" : "s");
}

std::string alternatives(std::vector<std::string> const& items) {
  std::string result;
  for (std::size_t i = 0; i < items.size(); ++i) {
    char const* const comma = i + 1 == items.size() ? " or " : ", ";
    result += (i == 0 ? "" : comma) + items[i];
  }
  return result;
}

std::string found_not(std::string const& found, std::string const& expected) {
  return text("found ", found.empty() ? "''" : found, ", expected ", expected);
}

std::string duration(double seconds) {
  auto const whole = static_cast<std::uint64_t>(std::llround(std::fmax(seconds, 0.0)));
  std::ostringstream stream;
  stream << std::setfill('0');
  if (whole >= 3600) {
    stream << whole / 3600 << ':' << std::setw(2);
  }
  stream << whole / 60 % 60 << ':' << std::setw(2) << whole % 60;
  return stream.str();
}

} // namespace equivarify::runtime
