#include "equivarify/codegen/lift/graph_lift.hpp"

#include "equivarify/codegen/layers/part.hpp"
#include "equivarify/codegen/lift/linear_map.hpp"
#include "equivarify/codegen/lift/operators/operator.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>
#include <utility>

namespace equivarify::codegen {
namespace {

/// The nodes on which the value \p output depends.
std::set<OnnxNode const*> nodes_for(OnnxModel const& model, std::string const& output) {
  std::set<std::string> wanted{output};
  std::set<OnnxNode const*> nodes;
  for (auto node = model.nodes.rbegin(); node != model.nodes.rend(); ++node) {
    bool const is_wanted = std::any_of(node->outputs.begin(),
                                       node->outputs.end(),
                                       [&](auto const& name) { return wanted.contains(name); });
    if (is_wanted) {
      wanted.insert(node->inputs.begin(), node->inputs.end());
      nodes.insert(&*node);
    }
  }
  return nodes;
}

/// Where each entry of the file's array stands in \p arrangement.
OnnxTensor places_in(Arrangement3 const& arrangement, Extents const& extents) {
  OnnxTensor places = counted(extents);
  auto& values = std::get<std::vector<std::int64_t>>(places.values);
  std::vector<std::int64_t> const& order = integers_of(arrangement.order);
  for (std::size_t i = 0; i < order.size(); ++i) {
    values[static_cast<std::size_t>(order[i])] = static_cast<std::int64_t>(i);
  }
  return places;
}

/// The only input, or all of several as one vector.
Shape whole_shape(std::vector<GraphInput> const& inputs) {
  Shape whole{.channels = 0};
  for (GraphInput const& input : inputs) {
    whole.channels += input.arrangement.shape.size();
  }
  return inputs.size() == 1 ? inputs.front().arrangement.shape : whole;
}

} // namespace

bool is_integer(OnnxType type) {
  switch (type) {
  case OnnxType::uint8:
  case OnnxType::int8:
  case OnnxType::uint16:
  case OnnxType::int16:
  case OnnxType::int32:
  case OnnxType::int64:
  case OnnxType::uint32:
  case OnnxType::uint64:
    return true;
  case OnnxType::boolean:
  case OnnxType::float32:
  case OnnxType::float16:
  case OnnxType::float64:
  case OnnxType::bfloat16:
    return false;
  }
  return false;
}

std::string in_words(OnnxNode const& node) {
  std::string const& name =
      node.name.empty() && !node.outputs.empty() ? node.outputs.front() : node.name;
  return fmt::format("node \"{}\" ({})", name, node.type);
}

GraphLift::GraphLift(OnnxModel const& model, std::vector<GraphInput> const& inputs, bool takes_maps)
    : model_{model}, network_{whole_shape(inputs), takes_maps} {
  for (OnnxNode const& node : model.nodes) {
    for (std::string const& name : node.inputs) {
      ++uses_[name];
    }
  }
  for (OnnxValue const& output : model.outputs) {
    ++uses_[output.name];
  }
  for (OnnxTensor const& constant : model.constants) {
    values_.emplace(constant.name, constant);
  }
  if (inputs.size() == 1) {
    add_input(inputs.front(), 0);
    return;
  }
  std::size_t offset = 0;
  for (GraphInput const& input : inputs) {
    Shape const& shape = input.arrangement.shape;
    network_.set_node(fmt::format("input \"{}\"", input.value->name));
    add_input(input, network_.add(input.part, {Part::type(), Part{offset, shape}}, {0}));
    offset += shape.size();
  }
}

/// \p input is the value \p value of the network.
void GraphLift::add_input(GraphInput const& input, std::size_t value) {
  std::string const& name = input.value->name;
  values_.emplace(name, View{value, places_in(input.arrangement, input.extents)});
  if (is_integer(input.value->type) || input.value->type == OnnxType::boolean) {
    integers_.insert(name);
  }
}

View const* GraphLift::run(std::string const& output) {
  std::set<OnnxNode const*> const needed = nodes_for(model_, output);
  for (OnnxNode const& node : model_.nodes) {
    if (needed.contains(&node)) {
      lift(node);
    }
  }
  return whole_output(output);
}

/// The view of \p output, made whole by a layer of its own where it is not.
View const* GraphLift::whole_output(std::string const& output) {
  auto const found = values_.find(output);
  View* const view = found == values_.end() ? nullptr : std::get_if<View>(&found->second);
  if (view == nullptr || is_whole(network_, *view)) {
    return view;
  }
  network_.set_node(fmt::format("output \"{}\"", output));
  try {
    *view = in_order(network_, output, *view);
  } catch (LiftError const& error) {
    problems_.push_back({.pointer = fmt::format("graph, output \"{}\"", output),
                         .summary = "an output that cannot be lifted",
                         .found = error.found(),
                         .expected = error.expected()});
    return nullptr;
  }
  return view;
}

void GraphLift::run_all() {
  for (OnnxNode const& node : model_.nodes) {
    lift(node);
  }
}

void GraphLift::lift(OnnxNode const& node) {
  std::vector<FileValue const*> inputs;
  for (std::string const& name : node.inputs) {
    auto const found = values_.find(name);
    if (!name.empty() && found == values_.end()) {
      return; // of a node that was refused already
    }
    inputs.push_back(name.empty() ? nullptr : &found->second);
  }
  OperatorRow const* const row = node.domain.empty() ? find_operator(node.type) : nullptr;
  if (row == nullptr) {
    fail(node, "an operator without a form in a spec", "another operator");
    return;
  }
  bool const has_integers = std::any_of(node.inputs.begin(),
                                        node.inputs.end(),
                                        [&](auto const& name) { return integers_.contains(name); });
  if (has_integers && !row->moves_or_compares && node.type != "Cast") {
    fail(node, "arithmetic of whole numbers", "numbers with a point");
    return;
  }
  network_.set_node(in_words(node));
  NodeContext const context{node, model_.operator_set, inputs, network_};
  try {
    keep(node, inputs, row->lift(context));
    if (gives_integers(node)) {
      note_integers(node);
    }
  } catch (LiftError const& error) {
    fail(node, error.found(), error.expected());
  } catch (ShapeError const& error) {
    fail(node, error.found(), error.expected());
  } catch (TensorError const& error) {
    fail(node, error.what(), "shapes that fit");
  }
}

/// Remembers what \p node gives as whole numbers. Constants, such as a shape that another node
/// reads, make no arithmetic of whole numbers.
void GraphLift::note_integers(OnnxNode const& node) {
  for (std::string const& name : node.outputs) {
    auto const found = values_.find(name);
    if (found != values_.end() && std::holds_alternative<View>(found->second)) {
      integers_.insert(name);
    }
  }
}

/// Whether \p node gives whole numbers, or truth values: what it picks entries by does not count.
bool GraphLift::gives_integers(OnnxNode const& node) const {
  if (node.type == "ArgMax" || node.type == "ArgMin") {
    return true;
  }
  if (node.type == "Cast" || node.type == "CastLike") {
    return node.type == "Cast" && !casts_to_numbers_with_point(node);
  }
  bool const picks = node.type == "Gather" || node.type == "GatherElements" ||
                     node.type == "GatherND" || node.type == "Compress";
  std::size_t const first = node.type == "Where" ? 1 : 0;
  std::size_t const last = picks ? 1 : node.inputs.size();
  for (std::size_t i = first; i < last; ++i) {
    if (integers_.contains(node.inputs[i])) {
      return true;
    }
  }
  return false;
}

/// A value that an operator only renames is sole if nothing else reads it under either name.
void GraphLift::keep(OnnxNode const& node,
                     std::vector<FileValue const*> const& inputs,
                     std::vector<FileValue> outputs) {
  for (std::size_t i = 0; i < std::min(outputs.size(), node.outputs.size()); ++i) {
    std::string const& name = node.outputs[i];
    if (View* const view = std::get_if<View>(&outputs[i])) {
      view->is_sole = uses_[name] <= 1 && outputs.size() == 1;
      for (FileValue const* const input : inputs) {
        View const* const before = input == nullptr ? nullptr : std::get_if<View>(input);
        if (before != nullptr && before->value == view->value) {
          view->is_sole = view->is_sole && before->is_sole;
        }
      }
    }
    values_.insert_or_assign(name, std::move(outputs[i]));
  }
}

void GraphLift::fail(OnnxNode const& node, std::string const& found, std::string const& expected) {
  problems_.push_back({.pointer = in_words(node),
                       .summary = "an operator in a form that no layer has",
                       .found = found,
                       .expected = expected});
}

std::vector<Problem> GraphLift::problems(std::string const& output) const {
  if (!problems_.empty()) {
    return problems_;
  }
  return {{.pointer = fmt::format("graph, output \"{}\"", output),
           .summary = "an output that cannot be lifted",
           .found = values_.contains(output) ? "a constant" : "no such value",
           .expected = "an output that depends on the input"}};
}

} // namespace equivarify::codegen
