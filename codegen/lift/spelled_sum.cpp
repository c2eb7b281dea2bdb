#include "equivarify/codegen/lift/spelled_out.hpp"

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

namespace equivarify::codegen {
namespace {

/// The entry number `index` of what a node `TopK` sorts, along an axis that stays.
struct SortedEntry {
  NodePlace sorts = 0;
  std::int64_t index = 0;
};

std::int64_t axis_of(OnnxNode const& node, std::int64_t otherwise) {
  for (auto const& [name, attribute] : node.attributes) {
    auto const* const axis = std::get_if<std::int64_t>(&attribute);
    if (name == "axis" && axis != nullptr) {
      return *axis;
    }
  }
  return otherwise;
}

/// What the node Gather at \p place gives.
std::optional<SortedEntry> sorted_entry(FileGraph const& graph, NodePlace place) {
  OnnxNode const& gather = graph.at(place);
  OnnxTensor const* const index =
      gather.inputs.size() == 2 ? graph.constant(gather.inputs[1]) : nullptr;
  auto const* const numbers =
      index == nullptr ? nullptr : std::get_if<std::vector<std::int64_t>>(&index->values);
  auto const sorts = graph.maker(gather.inputs.front(), "TopK");
  bool const is_one = numbers != nullptr && index->shape == std::vector<std::int64_t>{1} && sorts &&
                      graph.at(*sorts).outputs.front() == gather.inputs.front() &&
                      axis_of(gather, 0) == axis_of(graph.at(*sorts), -1);
  return is_one ? std::optional(SortedEntry{*sorts, numbers->front()}) : std::nullopt;
}

/// Adds the entries of which the node at \p place is the sum to \p entries; whether it is one.
bool collect(FileGraph const& graph, NodePlace place, std::vector<SortedEntry>& entries) {
  if (graph.at(place).type == "Gather") {
    auto const entry = sorted_entry(graph, place);
    if (entry) {
      entries.push_back(*entry);
    }
    return entry.has_value();
  }
  for (std::string const& term : graph.at(place).inputs) {
    auto const sum = graph.maker(term, "Add");
    auto const next = sum ? sum : graph.maker(term, "Gather");
    if (!next || !collect(graph, *next, entries)) {
      return false;
    }
  }
  return true;
}

/// Whether \p entries are 0, 1, ... of what one node gives, each once.
bool are_all(std::vector<SortedEntry> const& entries, std::int64_t terms) {
  std::set<std::int64_t> indices;
  for (SortedEntry const& entry : entries) {
    bool const fits = entry.sorts == entries.front().sorts && entry.index >= 0 &&
                      entry.index < terms && indices.insert(entry.index).second;
    if (!fits) {
      return false;
    }
  }
  return static_cast<std::int64_t>(indices.size()) == terms;
}

} // namespace

std::optional<Whole> spelled_sum(FileGraph const& graph, NodePlace place) {
  std::string const& type = graph.at(place).type;
  std::vector<SortedEntry> entries;
  if ((type != "Add" && type != "Gather") || !collect(graph, place, entries) || entries.empty()) {
    return std::nullopt;
  }
  OnnxNode const& sorts = graph.at(entries.front().sorts);
  auto const terms = sorts.inputs.size() == 2 ? graph.number(sorts.inputs[1]) : std::nullopt;
  if (!terms || !are_all(entries, static_cast<std::int64_t>(*terms))) {
    return std::nullopt;
  }
  return whole(graph,
               place,
               {.type = "ReduceSum",
                .inputs = {sorts.inputs.front()},
                .outputs = {},
                .attributes = {{"axes", std::vector<std::int64_t>{axis_of(sorts, -1)}},
                               {"terms", static_cast<std::int64_t>(*terms)}}});
}

} // namespace equivarify::codegen
