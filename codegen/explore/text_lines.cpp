#include "equivarify/codegen/explore/text_lines.hpp"

#include <fmt/format.h>

namespace equivarify::codegen {

namespace {

/// \p text without its middle if it is a number that nobody reads.
std::string shortened(std::string const& text) {
  constexpr std::size_t longest = 60;
  constexpr std::size_t shown = 20;
  bool const digits = text.find_first_not_of("0123456789") == std::string::npos;
  return digits && text.size() > longest
             ? fmt::format("{}... ({} digits)", text.substr(0, shown), text.size())
             : text;
}

} // namespace

std::string plain_text(nlohmann::json const& value) {
  return value.is_string() ? shortened(value.get<std::string>()) : value.dump();
}

std::string value_row(nlohmann::json const& list) {
  constexpr std::size_t most = 24;
  std::string text;
  for (std::size_t i = 0; i < list.size() && i < most; ++i) {
    text += fmt::format("{}{}", i == 0 ? "" : " ", plain_text(list[i]));
  }
  return list.size() > most ? fmt::format("{} ... ({} in all)", text, list.size()) : text;
}

std::string labelled_line(std::string const& label, std::string const& value) {
  return fmt::format("  {:<16}{}\n", label, value);
}

std::string moved_by(nlohmann::json const& description) {
  return description.contains("labels_moved_by")
             ? fmt::format(", moved by {},", description["labels_moved_by"].get<std::string>())
             : "";
}

} // namespace equivarify::codegen
