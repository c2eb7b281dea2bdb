#include "equivarify/codegen/lift/lift_network.hpp"

#include "equivarify/codegen/json/problems.hpp"
#include "equivarify/codegen/lift/graph_lift.hpp"
#include "equivarify/codegen/lift/operators/operator.hpp"
#include "equivarify/codegen/lift/spelled_out.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <numeric>
#include <utility>

namespace equivarify::codegen {
namespace {

constexpr std::int64_t oldest_operators = 6;
constexpr std::int64_t newest_operators = 26;
constexpr std::int64_t largest_input = 1 << 24; // as specs allow

bool is_softmax(OnnxNode const& node) {
  return node.type == "Softmax" || node.type == "LogSoftmax";
}

/// Whether \p node is a softmax whose logits become the output.
bool is_left_out(OnnxNode const& node, OnnxModel const& model, LiftChoices const& choices) {
  return !choices.keep_softmax && is_softmax(node) && !model.outputs.empty() &&
         node.outputs == std::vector{model.outputs.front().name};
}

void require_known_operators(OnnxModel const& model,
                             std::string const& path,
                             LiftChoices const& choices) {
  std::vector<Problem> problems;
  if (model.operator_set < oldest_operators || model.operator_set > newest_operators) {
    problems.push_back({.pointer = "the model, operator set",
                        .summary = "an operator set that is not read",
                        .found = fmt::to_string(model.operator_set),
                        .expected = fmt::format("{} to {}", oldest_operators, newest_operators)});
  }
  for (OnnxNode const& node : model.nodes) {
    if (is_left_out(node, model, choices)) {
      continue;
    }
    if (!node.domain.empty() || find_operator(node.type) == nullptr) {
      std::string const domain = node.domain.empty() ? "" : node.domain + ".";
      problems.push_back(
          {.pointer = in_words(node),
           .summary = "an operator without a form in a spec",
           .found = domain + node.type + (node.has_graphs ? ", which holds a graph" : ""),
           .expected = fmt::format("one of {}; --opaque takes any operator",
                                   fmt::join(operator_names(), ", "))});
    }
  }
  if (!problems.empty()) {
    throw InputError{path, std::move(problems)};
  }
}

/// The only one of \p values, or the one called \p name where that is not empty.
OnnxValue const& chosen(std::vector<OnnxValue> const& values,
                        std::string const& name,
                        char const* what,
                        std::string const& path) {
  std::vector<std::string> names;
  for (OnnxValue const& value : values) {
    if (value.name == name || (name.empty() && values.size() == 1)) {
      return value;
    }
    names.push_back(value.name);
  }
  std::string const wish = name.empty() ? "" : fmt::format("\"{}\" of ", name);
  throw InputError{path,
                   {{.pointer = fmt::format("graph, {}s", what),
                     .summary = fmt::format("not one {}", what),
                     .found = fmt::format("{}{}: {}", wish, names.size(), fmt::join(names, ", ")),
                     .expected = fmt::format("one {}", what)}}};
}

/// The places of \p ours in the file's array: the inverse of the places of the file's in ours.
std::vector<std::uint32_t> inverse(std::vector<std::int64_t> const& places) {
  std::vector<std::uint32_t> order(places.size());
  for (std::size_t i = 0; i < places.size(); ++i) {
    order[static_cast<std::size_t>(places[i])] = static_cast<std::uint32_t>(i);
  }
  return order;
}

/// The name of the value that becomes the output: without a softmax at the end, if it may go.
std::string output_of(OnnxModel const& model,
                      std::string name,
                      LiftChoices const& choices,
                      std::vector<std::string>& remarks) {
  for (auto node = model.nodes.rbegin(); node != model.nodes.rend(); ++node) {
    bool const makes_it = !node->outputs.empty() && node->outputs.front() == name;
    if (makes_it && node->type == "Identity") {
      name = node->inputs.front();
    } else if (makes_it && is_softmax(*node) && !choices.keep_softmax) {
      remarks.push_back(
          fmt::format("{} at the end is left out: the outputs are its logits", in_words(*node)));
      return node->inputs.front();
    }
  }
  return name;
}

/// Says of each tensor which constant of the file it is: whatever the file did to it before.
void name_sources(OnnxModel const& model, std::vector<LiftedLayer>& layers) {
  for (LiftedLayer& layer : layers) {
    for (LiftedTensor& tensor : layer.tensors) {
      for (OnnxTensor const& constant : model.constants) {
        if (constant.name == tensor.source) {
          auto const* const values = std::get_if<std::vector<float>>(&constant.values);
          tensor.source_shape = constant.shape;
          tensor.change = values != nullptr && *values == tensor.values ? "" : tensor.change;
        }
      }
    }
  }
}

/// The layers that give \p view.
void add_layers(LiftedNetwork& lifted,
                NetworkBuilder& network,
                View const& view,
                LiftChoices const& choices) {
  std::size_t value = choices.flat_output ? network.flat(view.value) : view.value;
  value = value == 0 ? network.add("flatten", operation_of("flatten"), {0}) : value;
  lifted.layers = network.needed_for(value);
  lifted.file_output = view.shape();
  lifted.output_order = inverse(view.places());
}

void add_input(LiftedNetwork& lifted, Arrangement3 const& arrangement) {
  lifted.input = arrangement.shape;
  std::vector<std::int64_t> const& order = integers_of(arrangement.order);
  lifted.input_order = {order.begin(), order.end()};
}

} // namespace

Extents input_extents(OnnxValue const& input, std::string const& path, bool takes_integers) {
  Extents extents;
  auto const fail = [&](std::string found, std::string expected) {
    throw InputError{path,
                     {{.pointer = fmt::format("graph, input \"{}\"", input.name),
                       .summary = "an input that cannot be lifted",
                       .found = std::move(found),
                       .expected = std::move(expected)}}};
  };
  bool const has_point = input.type == OnnxType::float32 || input.type == OnnxType::float64 ||
                         input.type == OnnxType::float16;
  if (!has_point && !(takes_integers && is_integer(input.type))) {
    fail(fmt::format("type {}", static_cast<std::int64_t>(input.type)), "numbers with a point");
  }
  for (OnnxExtent const& extent : input.shape) {
    auto const* const size = std::get_if<std::int64_t>(&extent);
    if (size == nullptr && !extents.empty()) {
      fail(fmt::format("extent {} of any size", extents.size()),
           "one size; only a batch may have any");
    }
    extents.push_back(size == nullptr ? 1 : *size);
    if (extents.back() < 1 || extents.back() > largest_input) {
      fail(fmt::format("an extent of {}", extents.back()), "1 to 2^24");
    }
  }
  if (extents.empty()) {
    fail("no shape", "a shape");
  }
  std::int64_t entries = 1;
  for (std::int64_t const extent : extents) {
    entries *= extent; // at most 2^48
    if (entries > largest_input) {
      fail(fmt::format("the shape {}", to_string(extents)), "at most 2^24 entries");
    }
  }
  return extents;
}

std::vector<Arrangement3> arrangements_of(Extents const& extents) {
  bool const has_batch = extents.front() == 1 && extents.size() > 1;
  Extents const own(extents.begin() + (has_batch ? 1 : 0), extents.end());
  auto const at = [&](std::size_t i) { return static_cast<std::size_t>(own[i]); };
  OnnxTensor const order = counted(own);
  std::vector<Arrangement3> result;
  if (own.size() == 4) {
    result.push_back({shape_of({at(0), at(1), at(2), at(3)}), order});
    result.push_back({shape_of({at(3), at(0), at(1), at(2)}), transpose(order, {3, 0, 1, 2})});
  }
  if (own.size() == 3) {
    result.push_back({{at(0), at(1), at(2)}, order});
    result.push_back({{at(2), at(0), at(1)}, transpose(order, {2, 0, 1})});
  }
  if (own.size() == 2 && has_batch) { // a line with channels, or a plane
    result.push_back({{at(0), 1, at(1)}, order});
    result.push_back({{at(1), 1, at(0)}, transpose(order, {1, 0})});
  }
  if (own.size() == 2) {
    result.push_back({{1, at(0), at(1)}, order});
  }
  result.push_back({{entries_of(own), 1, 1}, order});
  return result;
}

LiftedNetwork
lift_network(OnnxModel const& file, std::string const& path, LiftChoices const& choices) {
  OnnxModel const model = with_whole_operators(file);
  require_known_operators(model, path, choices);
  OnnxValue const& input = chosen(model.inputs, "", "input", path);
  OnnxValue const& output = chosen(model.outputs, choices.output, "output", path);
  Extents const extents = input_extents(input, path, true);
  LiftedNetwork lifted;
  lifted.file_input = extents;
  if (is_integer(input.type)) {
    lifted.remarks.push_back(
        fmt::format("input \"{}\" holds whole numbers: exact up to 2^24", input.name));
  }
  std::string const name = output_of(model, output.name, choices, lifted.remarks);
  std::vector<Problem> problems;
  for (bool const takes_maps : {false, true}) { // another arrangement before a layer of its own
    problems.clear();
    for (Arrangement3 const& arrangement : arrangements_of(extents)) {
      GraphLift graph{model, arrangement, extents, takes_maps};
      if (View const* const view = graph.run(name)) {
        add_layers(lifted, graph.network(), *view, choices);
        add_input(lifted, arrangement);
        name_sources(model, lifted.layers);
        return lifted;
      }
      problems = problems.empty() ? graph.problems(name) : problems;
    }
  }
  throw InputError{path, std::move(problems)};
}

} // namespace equivarify::codegen
