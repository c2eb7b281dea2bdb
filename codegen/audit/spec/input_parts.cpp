#include "equivarify/codegen/audit/spec/input_parts.hpp"

#include "equivarify/codegen/audit/spec/bounds.hpp"
#include "equivarify/codegen/audit/spec/group_form.hpp"
#include "equivarify/codegen/audit/spec/motions.hpp"
#include "equivarify/codegen/audit/spec/names.hpp"
#include "equivarify/codegen/audit/spec/printable.hpp"
#include "equivarify/codegen/audit/spec/refuse.hpp"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <map>

namespace equivarify::audit {
namespace {

using nlohmann::json;

constexpr std::size_t most_parts = 16;

json canonical_part_shape(Node const& node) {
  json shape = json::array();
  std::vector<Node> const extents = node.list(1, 3);
  if (extents.size() == 2) {
    node.fail("one extent, or three");
  }
  for (Node const& extent : extents) {
    shape.push_back(extent.integer(1, 1024));
  }
  bool const is_vector = shape.size() == 3 && shape[1] == 1U && shape[2] == 1U;
  return is_vector ? json::array({shape[0]}) : shape;
}

json canonical_part(Node const& part) {
  part.expect_keys({"shape", "action"}, {"from"});
  json result{{"shape", canonical_part_shape(part.at("shape"))}, {"action", json::object()}};
  for (auto const& [generator, motion] : part.at("action").members(0, bounds::generators)) {
    check_motion_form(motion);
    result["action"][generator] =
        motion.value.is_string() ? json::array({motion.value}) : motion.value;
  }
  if (part.has("from")) {
    for (auto const& [generator, source] : part.at("from").members(0, bounds::generators)) {
      result["from"][generator] = identifier(source);
    }
  }
  return result;
}

Extents extents_of_part(json const& part) {
  json const& shape = part.at("shape");
  if (shape.size() == 1) {
    return {shape[0].get<std::uint32_t>(), 1, 1};
  }
  return {
      shape[0].get<std::uint32_t>(), shape[1].get<std::uint32_t>(), shape[2].get<std::uint32_t>()};
}

std::uint64_t size_of(json const& part) {
  Extents const extents = extents_of_part(part);
  return std::uint64_t{extents.channels} * extents.rows * extents.columns;
}

/// Where each part begins among all entries.
std::map<std::string, std::uint64_t> beginnings(json const& parts) {
  std::map<std::string, std::uint64_t> result;
  std::uint64_t entries = 0;
  for (auto const& [name, part] : parts.items()) {
    result[name] = entries;
    entries += size_of(part);
  }
  return result;
}

std::uint64_t entries_of(json const& parts) {
  std::uint64_t entries = 0;
  for (json const& part : parts) {
    entries += size_of(part);
  }
  return entries;
}

void expect_free_name(std::string const& name, json const& spec) {
  for (json const& block : spec.at("network")) {
    for (json const& layer : block.at("layers")) {
      if (layer.at("name") == name) {
        refuse("part-and-layer", "a part and a layer are called " + in_quotes(name));
      }
    }
  }
  bool const is_taken = name == "input" || name == "inputs" || name == "labels" || name == "poses";
  if (is_taken || spec.value("output", json::object()).contains(name)) {
    refuse("part-name", "a part has a name of something else: " + in_quotes(name));
  }
}

/// The layers of a first block read parts, each by its name.
void expect_reads_of_parts(json const& block) {
  json const& layers = block.at("layers");
  for (json const& layer : layers) {
    json const inputs = layer.value("inputs", json::array());
    bool const reads_none = inputs.empty() && &layer == &layers.front();
    if (reads_none || std::find(inputs.begin(), inputs.end(), json("input")) != inputs.end()) {
      refuse("part-unsaid",
             in_quotes(layer.at("name").get<std::string>()) +
                 " does not say which part of the input it reads");
    }
  }
}

/// Refuses what is said of something that is no generator, or not said of one.
void expect_of_each(json const& part, std::string const& name, Group const& group) {
  std::string const reason = "at /input/parts/" + name + ": not one motion for each generator";
  json const& action = part.at("action");
  json const from = part.value("from", json::object());
  std::size_t sources = 0;
  for (auto const& [generator, step] : group.steps) {
    if (!action.contains(generator)) {
      throw Refusal{reason};
    }
    sources += from.contains(generator) ? 1U : 0U;
  }
  if (action.size() != group.steps.size()) {
    refuse("part-motion-of-none", reason);
  }
  if (from.size() != sources) {
    refuse("part-source-of-none", reason);
  }
}

} // namespace

void expect_motions_of_parts(json const& parts, Group const& group) {
  for (auto const& [name, part] : parts.items()) {
    expect_of_each(part, name, group);
  }
}

json canonical_parts(Node const& parts) {
  json result = json::object();
  for (auto const& [name, part] : parts.members(1, most_parts)) {
    json const text = name;
    static_cast<void>(program_name({text, part.pointer}));
    result[name] = canonical_part(part);
  }
  return result;
}

json joined_parts(json spec) {
  if (!spec.at("input").contains("parts") || spec.at("input").contains("shape")) {
    return spec;
  }
  json const& parts = spec.at("input").at("parts");
  json& first = spec["network"][0];
  if (first.at("equivarify") == "none" || spec.contains("already")) {
    refuse("parts-as-they-are", "an input of several parts of a map that is used as it is");
  }
  expect_reads_of_parts(first);
  json layers = json::array();
  for (auto const& [name, entries] : beginnings(parts)) {
    expect_free_name(name, spec);
    Extents const extents = extents_of_part(parts.at(name));
    layers.push_back({{"type", "part"},
                      {"name", name},
                      {"inputs", {"input"}},
                      {"first", entries},
                      {"shape", {extents.channels, extents.rows, extents.columns}}});
  }
  layers.insert(layers.end(), first.at("layers").begin(), first.at("layers").end());
  first["layers"] = std::move(layers);
  spec["input"]["shape"] = {entries_of(parts), 1, 1};
  return spec;
}

Images sources_of_parts(json const& parts, std::string const& name) {
  auto const begin = beginnings(parts);
  auto const n = static_cast<std::uint32_t>(entries_of(parts));
  Images places(std::size_t{2} * n);
  for (auto const& [part, fields] : parts.items()) {
    std::string const source = fields.value("from", json::object()).value(name, part);
    if (!parts.contains(source)) {
      throw Refusal{"at /input/parts/" + part + ": there is no part " + in_quotes(source)};
    }
    Images const own = motion_between(
        fields.at("action").at(name), extents_of_part(parts.at(source)), extents_of_part(fields));
    auto const size = static_cast<std::uint32_t>(own.size() / 2);
    auto const to = static_cast<std::uint32_t>(begin.at(part));
    auto const from = static_cast<std::uint32_t>(begin.at(source));
    for (std::uint32_t i = 0; i < size; ++i) {
      bool const minus = own[i] >= size;
      places[to + i] = from + own[i] % size + (minus ? n : 0);
      places[n + to + i] = from + own[i] % size + (minus ? 0 : n);
    }
  }
  if (!is_permutation(places)) {
    throw Refusal{"two parts take the entries of one"};
  }
  return places;
}

} // namespace equivarify::audit
