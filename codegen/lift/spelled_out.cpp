#include "equivarify/codegen/lift/spelled_out.hpp"

#include <algorithm>
#include <utility>
#include <vector>

namespace equivarify::codegen {
namespace {

/// Every node that others spell out; each is part of at most one.
std::vector<Whole> wholes_of(FileGraph const& graph) {
  std::vector<Whole> wholes;
  for (NodePlace place = 0; place < graph.size(); ++place) {
    for (auto const form : {spelled_gelu, spelled_hard_swish, spelled_layer_norm, spelled_sum}) {
      if (auto found = graph.at(place).domain.empty() ? form(graph, place) : std::nullopt) {
        wholes.push_back(*std::move(found));
      }
    }
  }
  return wholes;
}

/// The parts of \p wholes that nothing reads any more: nothing but other such parts.
std::set<NodePlace> unread(FileGraph const& graph, std::vector<Whole> const& wholes) {
  std::set<NodePlace> parts;
  std::set<NodePlace> last;
  for (Whole const& whole : wholes) {
    parts.insert(whole.parts.begin(), whole.parts.end());
    last.insert(whole.place);
  }
  for (bool changed = true; changed;) {
    auto const read = std::find_if(parts.begin(), parts.end(), [&](NodePlace place) {
      return !last.contains(place) && graph.is_read(place, parts);
    });
    changed = read != parts.end();
    if (changed) {
      parts.erase(read);
    }
  }
  return parts;
}

} // namespace

OnnxModel with_whole_operators(OnnxModel model) {
  FileGraph const graph{model};
  std::vector<Whole> const wholes = wholes_of(graph);
  std::set<NodePlace> const left_out = unread(graph, wholes);
  std::vector<OnnxNode> nodes;
  for (NodePlace place = 0; place < graph.size(); ++place) {
    auto const found = std::find_if(
        wholes.begin(), wholes.end(), [&](Whole const& whole) { return whole.place == place; });
    if (found != wholes.end()) {
      nodes.push_back(found->node);
    } else if (!left_out.contains(place)) {
      nodes.push_back(graph.at(place));
    }
  }
  model.nodes = std::move(nodes);
  return model;
}

} // namespace equivarify::codegen
