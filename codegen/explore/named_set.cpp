#include "equivarify/codegen/explore/named_set.hpp"

#include "equivarify/codegen/explore/no_candidate.hpp"
#include "equivarify/codegen/json/problems.hpp"

#include <fmt/format.h>

namespace equivarify::codegen {

NamedSet NamedSet::read(JsonNode const& node, std::string const& what) {
  std::uint64_t const size = node.value.is_array() ? node.value.size() : node.number();
  if (size > max_size) {
    throw InputError{{.pointer = node.pointer,
                      .summary = "set too large",
                      .found = fmt::format("{} {}", size, what),
                      .expected = fmt::format("at most {}", max_size)}};
  }
  NamedSet set{static_cast<std::uint32_t>(size)};
  if (node.value.is_array()) {
    set.read_names(node, what);
  }
  return set;
}

void NamedSet::read_names(JsonNode const& node, std::string const& what) {
  for (JsonNode const& entry : node.list()) {
    auto const number = static_cast<std::uint32_t>(names_.size());
    if (!numbers_.try_emplace(entry.text(), number).second) {
      throw InputError{{.pointer = entry.pointer,
                        .summary = "name given twice",
                        .found = found_text(entry.value),
                        .expected = fmt::format("different names for the {}", what)}};
    }
    names_.push_back(entry.text());
  }
}

std::uint32_t NamedSet::member(JsonNode const& node) const {
  if (!node.value.is_string() || names_.empty()) {
    return node.number();
  }
  auto const found = numbers_.find(node.text());
  if (found == numbers_.end()) {
    constexpr std::size_t most = 12;
    throw InputError{
        {.pointer = node.pointer,
         .summary = "unknown name",
         .found = found_text(node.value),
         .expected = names_.size() <= most ? one_of(names_) : fmt::format("one of {} names", size_),
         .nearest = suggestion(node.text(), names_)}};
  }
  return found->second;
}

std::vector<std::uint32_t> NamedSet::members(JsonNode const& node) const {
  if (!node.value.is_array()) {
    node.fail("a list");
  }
  std::vector<std::uint32_t> result;
  result.reserve(node.value.size());
  for (nlohmann::json const& entry : node.value) {
    // The pointer of an entry is made only for an error: there may be millions.
    if (entry.is_number_unsigned() && entry.get<std::uint64_t>() <= 0xffffffffULL) {
      result.push_back(entry.get<std::uint32_t>());
    } else {
      result.push_back(member(node[result.size()]));
    }
  }
  return result;
}

nlohmann::json NamedSet::to_json(std::uint32_t i) const {
  return names_.empty() ? nlohmann::json(i) : nlohmann::json(names_.at(i));
}

nlohmann::json NamedSet::to_json(std::vector<std::uint32_t> const& list) const {
  nlohmann::json result = nlohmann::json::array();
  for (std::uint32_t const i : list) {
    result.push_back(to_json(i));
  }
  return result;
}

nlohmann::json NamedSet::form() const {
  return names_.empty() ? nlohmann::json(size_) : nlohmann::json(names_);
}

} // namespace equivarify::codegen
