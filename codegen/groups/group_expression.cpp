#include "equivarify/codegen/groups/group_expression.hpp"

#include "equivarify/algebra/error.hpp"
#include "equivarify/algebra/text.hpp"
#include "equivarify/codegen/groups/infinite_groups.hpp"
#include "equivarify/codegen/text/numbers.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <map>
#include <optional>
#include <system_error>

namespace equivarify::codegen {

namespace {

using algebra::AlgebraError;
using Json = nlohmann::json;

[[noreturn]] void refuse(std::string const& expression) {
  if (std::string const why = why_infinite(expression); !why.empty()) {
    throw AlgebraError(fmt::format("'{}' {}", expression, why));
  }
  throw AlgebraError(fmt::format(
      "'{}' names no group and no file: expected for example D4, dihedral:4, 'C2 x S3', "
      "elementary_abelian:2,3, octahedral, a JSON form or a file with one",
      printable(expression, 80)));
}

/// `C4`, `D4`, `S5`, `A5`, `Q8`, `Dic3`.
std::optional<Json> short_name(std::string const& name) {
  std::size_t const letters = std::min(name.find_first_of("0123456789"), name.size());
  std::string const letter = name.substr(0, letters);
  std::optional<std::uint64_t> const number = whole_number(name.substr(letters));
  if (!number || *number > 999'999'999) {
    return std::nullopt;
  }
  std::uint64_t const n = *number;
  if (letter == "Q") {
    return n % 4 == 0 && n >= 8 ? std::optional<Json>{Json{{"dicyclic", n / 4}}} : std::nullopt;
  }
  static std::map<std::string, std::string> const families{{"C", "cyclic"},
                                                           {"D", "dihedral"},
                                                           {"S", "symmetric"},
                                                           {"A", "alternating"},
                                                           {"Dic", "dicyclic"}};
  auto const family = families.find(letter);
  return family == families.end() ? std::nullopt : std::optional<Json>{Json{{family->second, n}}};
}

Json read_factor(std::string const& expression) {
  if (auto const form = short_name(expression)) {
    return *form;
  }
  if (expression == "octahedral") {
    return Json{{"octahedral", true}};
  }
  std::size_t const colon = expression.find(':');
  if (colon == std::string::npos) {
    refuse(expression);
  }
  std::string const family = expression.substr(0, colon);
  std::string const argument = expression.substr(colon + 1);
  std::size_t const comma = argument.find(',');
  if (comma != std::string::npos) {
    auto const p = whole_number(argument.substr(0, comma));
    auto const k = whole_number(argument.substr(comma + 1));
    if (p && k) {
      return Json{{family, {*p, *k}}};
    }
  } else if (auto const n = whole_number(argument)) {
    return Json{{family, *n}};
  }
  refuse(expression);
}

Json read_expression(std::string const& text) {
  std::string const expression = algebra::normalize_spaces(text);
  std::vector<Json> factors;
  std::size_t start = 0;
  for (std::size_t end = 0; end != std::string::npos; start = end + 3) {
    end = expression.find(" x ", start);
    factors.push_back(
        read_factor(expression.substr(start, end == std::string::npos ? end : end - start)));
  }
  return factors.size() == 1 ? factors.front() : Json{{"product", factors}};
}

} // namespace

JsonDocument group_document(std::string const& argument) {
  if (algebra::normalize_spaces(argument).starts_with("{")) {
    return parse_document(argument, "the argument");
  }
  std::error_code is_too_long;
  if (!std::filesystem::is_regular_file(argument, is_too_long)) {
    return {.path = argument, .text = "", .value = read_expression(argument)};
  }
  JsonDocument document = load_document(argument, "a JSON file with a group or a spec");
  document.root = document.value.is_object() && document.value.contains("group") ? "/group" : "";
  return document;
}

Json group_form_at(JsonNode const& node) {
  if (!node.value.is_string()) {
    return node.value;
  }
  JsonDocument const document =
      at(node, "no such group", [&] { return group_document(node.text()); });
  document.require_sound();
  return document.node().value;
}

} // namespace equivarify::codegen
