#include "equivarify/codegen/lift/file_graph.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

namespace equivarify::codegen {
namespace {

/// The nodes from which the one at \p last is made, up to the values \p given.
void collect(FileGraph const& graph,
             std::string const& name,
             std::set<std::string> const& given,
             std::set<NodePlace>& parts) {
  if (given.contains(name)) {
    return;
  }
  for (char const* const type : {"Mul",
                                 "Div",
                                 "Add",
                                 "Sub",
                                 "Clip",
                                 "Pow",
                                 "Erf",
                                 "Tanh",
                                 "Sqrt",
                                 "ReduceMean",
                                 "Gather",
                                 "TopK"}) {
    auto const place = graph.maker(name, type);
    if (place && parts.insert(*place).second) {
      for (std::string const& input : graph.at(*place).inputs) {
        collect(graph, input, given, parts);
      }
    }
  }
}

} // namespace

FileGraph::FileGraph(OnnxModel const& model) : nodes_{model.nodes} {
  for (NodePlace place = 0; place < nodes_.size(); ++place) {
    for (std::string const& name : nodes_[place].outputs) {
      makers_.emplace(name, place);
    }
    for (std::string const& name : nodes_[place].inputs) {
      readers_.emplace(name, place);
    }
  }
  for (OnnxValue const& output : model.outputs) {
    outputs_.insert(output.name);
  }
  for (OnnxTensor const& constant : model.constants) {
    constants_.emplace(constant.name, &constant);
  }
  for (OnnxNode const& node : nodes_) {
    if (node.type == "Constant" && !node.tensors.empty() && !node.outputs.empty()) {
      constants_.emplace(node.outputs.front(), &node.tensors.front().second);
    }
  }
}

std::optional<NodePlace> FileGraph::maker(std::string const& name, char const* type) const {
  auto const found = makers_.find(name);
  return found != makers_.end() && is(found->second, type) ? std::optional(found->second)
                                                           : std::nullopt;
}

std::optional<NodePlace> FileGraph::reader(NodePlace place, char const* type) const {
  std::string const& name = nodes_[place].outputs.front();
  auto const found = readers_.find(name);
  bool const sole = readers_.count(name) == 1 && !outputs_.contains(name);
  return sole && is(found->second, type) ? std::optional(found->second) : std::nullopt;
}

OnnxTensor const* FileGraph::constant(std::string const& name) const {
  auto const found = constants_.find(name);
  return found == constants_.end() ? nullptr : found->second;
}

std::optional<double> FileGraph::number(std::string const& name) const {
  OnnxTensor const* const tensor = constant(name);
  if (tensor == nullptr || tensor->size() != 1) {
    return std::nullopt;
  }
  return std::visit([](auto const& values) { return static_cast<double>(values.front()); },
                    tensor->values);
}

std::optional<WithNumber> FileGraph::with_number(NodePlace place) const {
  OnnxNode const& node = nodes_[place];
  if (node.inputs.size() != 2) {
    return std::nullopt;
  }
  bool const divides = node.type == "Div";
  if (auto const second = number(node.inputs[1])) {
    return WithNumber{node.inputs[0], divides ? 1.0 / *second : *second};
  }
  bool const commutes = node.type == "Mul" || node.type == "Add";
  auto const first = commutes ? number(node.inputs[0]) : std::nullopt;
  return first ? std::optional(WithNumber{node.inputs[1], *first}) : std::nullopt;
}

std::string FileGraph::other(NodePlace place, std::string const& name) const {
  std::vector<std::string> const& inputs = nodes_[place].inputs;
  if (inputs.size() != 2) {
    return "";
  }
  return inputs[0] == name ? inputs[1] : inputs[0];
}

bool FileGraph::is_read(NodePlace place, std::set<NodePlace> const& left_out) const {
  std::vector<std::string> const& names = nodes_[place].outputs;
  return std::any_of(names.begin(), names.end(), [&](std::string const& name) {
    auto const [begin, end] = readers_.equal_range(name);
    return outputs_.contains(name) || std::any_of(begin, end, [&](auto const& reader) {
             return !left_out.contains(reader.second);
           });
  });
}

bool FileGraph::is(NodePlace place, char const* type) const {
  return nodes_[place].type == type && nodes_[place].domain.empty();
}

bool is_near(double a, double b) {
  return std::abs(a - b) <= 1e-6 * std::abs(b);
}

Whole whole(FileGraph const& graph, NodePlace last, OnnxNode node) {
  node.outputs = graph.at(last).outputs;
  node.name = graph.at(last).name;
  Whole result{last, std::move(node), {}};
  collect(graph, result.node.outputs.front(), {result.node.inputs.front()}, result.parts);
  return result;
}

} // namespace equivarify::codegen
