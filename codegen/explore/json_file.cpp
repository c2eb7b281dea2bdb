#include "equivarify/codegen/explore/json_file.hpp"

#include "equivarify/codegen/spec_document.hpp"
#include "equivarify/codegen/spec_places.hpp"

#include <algorithm>

namespace equivarify::codegen {
namespace {

/// Longer texts are not searched for keys that stand twice: that takes more time than the decision.
constexpr std::size_t longest_scanned = 1U << 20;

nlohmann::json parse_all(std::string const& text, std::string const& path) {
  SpecDocument document = parse_document(text);
  if (!document.problems.empty()) {
    throw SpecError{path, document.problems.list()};
  }
  return std::move(document.value);
}

} // namespace

JsonFile load_json(std::string const& path) {
  JsonFile file{.path = path, .text = read_text(path, "a JSON file"), .value = nullptr};
  if (file.text.size() > longest_scanned) {
    file.value = nlohmann::json::parse(file.text, nullptr, false);
  }
  if (file.text.size() <= longest_scanned || file.value.is_discarded()) {
    file.value = parse_all(file.text, path);
  }
  return file;
}

Problem to_problem(std::string const& message) {
  static std::string const at = "at '";
  static std::string const expected = "expected ";
  static std::string const found = ", found ";
  Problem problem{.summary = message};
  std::size_t const end = message.find("': ");
  if (message.starts_with(at) && end != std::string::npos) {
    problem.pointer = message.substr(at.size(), end - at.size());
    problem.summary = message.substr(end + 3);
  }
  std::size_t const comma = problem.summary.find(found);
  if (problem.summary.starts_with(expected) && comma != std::string::npos) {
    problem.found = problem.summary.substr(comma + found.size());
    problem.expected = problem.summary.substr(expected.size(), comma - expected.size());
    problem.summary = "not what stands here";
  }
  return problem;
}

void require_keys(JsonNode const& node, Keys const& keys) {
  std::vector<std::string> known = keys.required;
  known.insert(known.end(), keys.optional.begin(), keys.optional.end());
  for (auto const& [key, member] : node.members()) {
    if (std::find(known.begin(), known.end(), key) == known.end()) {
      throw FormError{{.pointer = member.pointer,
                       .summary = "unknown key",
                       .found = in_quotes(key),
                       .expected = one_of(known),
                       .nearest = suggestion(key, known)}};
    }
  }
  for (std::string const& key : keys.required) {
    if (!node.value.contains(key)) {
      throw FormError{{.pointer = node.pointer,
                       .summary = "missing key",
                       .found = fmt::format("no \"{}\"", key),
                       .expected = fmt::format("an object with {}", in_a_row(keys.required))}};
    }
  }
}

} // namespace equivarify::codegen
