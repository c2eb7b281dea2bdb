#include "equivarify/codegen/probe/form_node.hpp"

#include "equivarify/codegen/spec_wording.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace equivarify::codegen {

std::optional<FormNode> FormNode::optional(std::string const& key) const {
  if (!value_->is_object() || !value_->contains(key)) {
    return std::nullopt;
  }
  return FormNode{(*value_)[key], child(pointer_, key), *problems_};
}

std::optional<FormNode> FormNode::required(std::string const& key) const {
  std::optional<FormNode> member = optional(key);
  if (!member) {
    refuse("key missing", fmt::format("an object with the key {}", in_quotes(key)));
  }
  return member;
}

std::optional<std::vector<FormNode>> FormNode::list() const {
  if (!value_->is_array()) {
    refuse("wrong type", "a list");
    return std::nullopt;
  }
  std::vector<FormNode> entries;
  for (std::size_t i = 0; i < value_->size(); ++i) {
    entries.emplace_back((*value_)[i], child(pointer_, i), *problems_);
  }
  return entries;
}

std::optional<std::uint32_t> FormNode::integer(std::uint32_t least, std::uint32_t most) const {
  if (value_->is_number_unsigned()) {
    auto const found = value_->get<std::uint64_t>();
    if (least <= found && found <= most) {
      return static_cast<std::uint32_t>(found);
    }
  }
  refuse("wrong number", fmt::format("an integer from {} to {}", least, most));
  return std::nullopt;
}

std::optional<double> FormNode::number() const {
  if (!value_->is_number()) {
    refuse("wrong type", "a number");
    return std::nullopt;
  }
  return value_->get<double>();
}

std::optional<std::string> FormNode::text() const {
  if (!value_->is_string()) {
    refuse("wrong type", "a string");
    return std::nullopt;
  }
  return value_->get<std::string>();
}

bool FormNode::only(std::vector<std::string> const& keys) const {
  if (!value_->is_object()) {
    refuse("wrong type", "an object");
    return false;
  }
  for (auto const& [key, unused] : value_->items()) {
    if (std::find(keys.begin(), keys.end(), key) == keys.end()) {
      problems_->add_at_key({.pointer = child(pointer_, key),
                             .summary = "unknown key",
                             .found = in_quotes(key),
                             .expected = one_of(keys),
                             .nearest = suggestion(key, keys)});
    }
  }
  return true;
}

void FormNode::refuse(std::string const& summary,
                      std::string const& expected,
                      std::string const& nearest) const {
  problems_->add({.pointer = pointer_,
                  .summary = summary,
                  .found = found_text(*value_),
                  .expected = expected,
                  .nearest = nearest});
}

void FormNode::refuse_with(std::string const& summary, std::string message) const {
  std::string place = pointer_;
  constexpr std::string_view start = "at '";
  if (message.starts_with(start)) {
    std::size_t const end = message.find("': ");
    if (end != std::string::npos) {
      place += message.substr(start.size(), end - start.size());
      message.erase(0, end + 3);
    }
  }
  problems_->add({.pointer = place, .summary = summary, .found = message});
}

} // namespace equivarify::codegen
