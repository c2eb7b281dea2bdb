#include "equivarify/codegen/groups/group_expression.hpp"

#include "equivarify/algebra/error.hpp"
#include "equivarify/algebra/text.hpp"

#include <fmt/format.h>

#include <cctype>
#include <filesystem>
#include <fstream>
#include <optional>
#include <regex>

namespace equivarify::codegen {

namespace {

using algebra::AlgebraError;
using Json = nlohmann::json;

/// Deeper values than any form needs would exhaust the stack of those who read them.
constexpr int deepest = 64;

Json parse_json(std::string const& text, std::string const& where) {
  auto const within_depth = [&](int depth, Json::parse_event_t /*event*/, Json& /*value*/) {
    if (depth > deepest) {
      throw algebra::LimitError(fmt::format("{} is nested deeper than {} levels", where, deepest));
    }
    return true;
  };
  try {
    return Json::parse(text, within_depth);
  } catch (Json::parse_error const& error) {
    throw AlgebraError(fmt::format("{} is no JSON: {}", where, error.what()));
  }
}

std::optional<std::uint64_t> read_number(std::string const& text) {
  if (text.empty() || text.size() > 18 ||
      text.find_first_not_of("0123456789") != std::string::npos) {
    return std::nullopt;
  }
  return std::stoull(text);
}

[[noreturn]] void refuse(std::string const& expression) {
  throw AlgebraError(fmt::format(
      "'{}' names no group and no file: expected for example D4, dihedral:4, 'C2 x S3', "
      "elementary_abelian:2,3, octahedral, a JSON form or a file with one",
      expression));
}

/// `C4`, `D4`, `S5`, `A5`, `Q8`, `Dic3`.
std::optional<Json> short_name(std::string const& name) {
  static std::regex const pattern{"(C|D|S|A|Q|Dic)([0-9]{1,9})"};
  std::smatch match;
  if (!std::regex_match(name, match, pattern)) {
    return std::nullopt;
  }
  std::uint64_t const n = std::stoull(match[2]);
  std::string const letter = match[1];
  if (letter == "Q") {
    return n % 4 == 0 && n >= 8 ? std::optional<Json>{Json{{"dicyclic", n / 4}}} : std::nullopt;
  }
  static std::map<std::string, std::string> const families{{"C", "cyclic"},
                                                           {"D", "dihedral"},
                                                           {"S", "symmetric"},
                                                           {"A", "alternating"},
                                                           {"Dic", "dicyclic"}};
  return Json{{families.at(letter), n}};
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
    auto const p = read_number(argument.substr(0, comma));
    auto const k = read_number(argument.substr(comma + 1));
    if (p && k) {
      return Json{{family, {*p, *k}}};
    }
  } else if (auto const n = read_number(argument)) {
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

Json read_json_file(std::string const& file) {
  std::ifstream stream{file};
  if (!stream) {
    throw AlgebraError(fmt::format("cannot read {}", file));
  }
  std::string const text{std::istreambuf_iterator<char>{stream}, {}};
  return parse_json(text, file);
}

Json group_form_of(std::string const& argument) {
  std::string const text = algebra::normalize_spaces(argument);
  if (text.starts_with("{")) {
    return parse_json(argument, "the argument");
  }
  if (std::filesystem::is_regular_file(argument)) {
    Json value = read_json_file(argument);
    return value.is_object() && value.contains("group") ? value["group"] : value;
  }
  return read_expression(argument);
}

} // namespace equivarify::codegen
