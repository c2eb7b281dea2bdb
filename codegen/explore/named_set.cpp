#include "equivarify/codegen/explore/named_set.hpp"

#include <fmt/format.h>

namespace equivarify::codegen {

NamedSet NamedSet::read(JsonNode const& node, std::string const& what) {
  std::uint64_t const size = node.value.is_array() ? node.value.size() : node.number();
  if (size > max_size) {
    node.refuse("set too large", fmt::format("{} {}; at most {}", size, what, max_size));
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
      entry.fail("name given twice", fmt::format("different names for the {}", what));
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
    node.fail("unknown name",
              names_.size() <= most ? one_of(names_) : fmt::format("one of {} names", size_),
              suggestion(node.text(), names_));
  }
  return found->second;
}

std::vector<std::uint32_t> NamedSet::members(JsonNode const& node) const {
  if (names_.empty()) {
    return node.numbers();
  }
  std::vector<std::uint32_t> result;
  for (JsonNode const& entry : node.list()) {
    result.push_back(member(entry));
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
