#include "equivarify/codegen/lift/node_context.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace equivarify::codegen {
namespace {

/// The attribute of \p node called \p name; null if it is left out.
template <typename Value>
Value const* find_attribute(OnnxNode const& node, std::string const& name) {
  for (auto const& [key, attribute] : node.attributes) {
    if (key != name) {
      continue;
    }
    Value const* const value = std::get_if<Value>(&attribute);
    if (value == nullptr) {
      throw LiftError(fmt::format("the attribute {} of another type", name),
                      "the type that the operator states");
    }
    return value;
  }
  return nullptr;
}

} // namespace

LiftError::LiftError(std::string found, std::string expected)
    : Error{fmt::format("found {}, expected {}", found, expected)}, found_{std::move(found)},
      expected_{std::move(expected)} {}

bool NodeContext::has(std::size_t input) const {
  return input < inputs_.size() && inputs_[input] != nullptr;
}

bool NodeContext::is_constant(std::size_t input) const {
  return has(input) && std::holds_alternative<OnnxTensor>(*inputs_[input]);
}

bool NodeContext::all_constant() const {
  return std::all_of(inputs_.begin(), inputs_.end(), [](FileValue const* input) {
    return input == nullptr || std::holds_alternative<OnnxTensor>(*input);
  });
}

FileValue const& NodeContext::value(std::size_t input) const {
  if (!has(input)) {
    throw LiftError(fmt::format("no input {}", input), "an operator with that input");
  }
  return *inputs_[input];
}

View const& NodeContext::view(std::size_t input) const {
  View const* const view = std::get_if<View>(&value(input));
  if (view == nullptr) {
    throw LiftError(fmt::format("a constant as input {}", input),
                    "a value that depends on the input of the network");
  }
  return *view;
}

OnnxTensor const& NodeContext::constant(std::size_t input) const {
  OnnxTensor const* const constant = std::get_if<OnnxTensor>(&value(input));
  if (constant == nullptr) {
    throw LiftError(fmt::format("an input {} that depends on the input of the network", input),
                    "a constant");
  }
  return *constant;
}

std::int64_t NodeContext::integer(char const* name, std::int64_t otherwise) const {
  auto const* const value = find_attribute<std::int64_t>(node_, name);
  return value == nullptr ? otherwise : *value;
}

float NodeContext::number(char const* name, float otherwise) const {
  auto const* const value = find_attribute<float>(node_, name);
  return value == nullptr ? otherwise : *value;
}

std::string NodeContext::text(char const* name, std::string otherwise) const {
  auto const* const value = find_attribute<std::string>(node_, name);
  return value == nullptr ? std::move(otherwise) : *value;
}

std::optional<std::vector<std::int64_t>> NodeContext::integers(char const* name) const {
  auto const* const value = find_attribute<std::vector<std::int64_t>>(node_, name);
  return value == nullptr ? std::nullopt : std::optional{*value};
}

std::optional<std::vector<std::int64_t>> NodeContext::integers(char const* name,
                                                               std::size_t input) const {
  return has(input) ? std::optional{integers_of(constant(input))} : integers(name);
}

std::string const& NodeContext::name() const {
  return node_.name.empty() && !node_.outputs.empty() ? node_.outputs.front() : node_.name;
}

View NodeContext::on_each_entry(View const& view, Operation operation) const {
  return {network_.add(name(), std::move(operation), {view.value}), view.entries};
}

std::size_t image_of(NetworkBuilder const& network, View const& view) {
  Shape const& shape = network.shape(view.value);
  auto const extent = [](std::size_t size) { return static_cast<std::int64_t>(size); };
  Extents planes{1};
  for (std::size_t const size : extents_of(shape)) {
    planes.push_back(extent(size));
  }
  Extents const lines{1, extent(shape.channels), extent(shape.columns)};
  bool const fits = view.shape() == planes || (shape.rows == 1 && view.shape() == lines);
  bool const is_in_order = view.entries.values == counted(view.shape()).values;
  if (!fits || !is_in_order || network.is_vector(view.value)) {
    throw LiftError(fmt::format("an array {} of a value of {} in another arrangement",
                                to_string(view.shape()),
                                to_string(shape)),
                    "[1, channels, rows, columns] in order");
  }
  return view.value;
}

View whole_view(std::size_t value, Extents shape) {
  return {value, counted(std::move(shape))};
}

std::optional<std::vector<float>> by_channel(NetworkBuilder const& network,
                                             View const& view,
                                             std::vector<float> const& numbers,
                                             float otherwise) {
  Shape const& shape = network.shape(view.value);
  std::vector<std::optional<float>> found(shape.channels);
  std::vector<std::int64_t> const& places = view.places();
  for (std::size_t i = 0; i < places.size(); ++i) {
    auto& channel = found[static_cast<std::size_t>(places[i]) / shape.plane()];
    if (channel && *channel != numbers[i]) {
      return std::nullopt;
    }
    channel = numbers[i];
  }
  std::vector<float> result;
  for (auto const& number : found) {
    result.push_back(number.value_or(otherwise));
  }
  return result;
}

} // namespace equivarify::codegen
