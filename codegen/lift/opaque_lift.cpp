#include "equivarify/codegen/lift/opaque_lift.hpp"

#include "equivarify/codegen/json/problems.hpp"
#include "equivarify/codegen/lift/graph_parts.hpp"
#include "equivarify/codegen/lift/moved_inputs.hpp"
#include "equivarify/codegen/lift/random_nodes.hpp"
#include "equivarify/codegen/lift/renamer.hpp"
#include "equivarify/codegen/lift/tensor.hpp"
#include "equivarify/codegen/onnx_file/protobuf_reader.hpp"
#include "equivarify/codegen/onnx_file/protobuf_writer.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>
#include <utility>

namespace equivarify::codegen {
namespace {

constexpr std::int64_t constants_alone = 4; // the version from which initializers need be no inputs

constexpr std::uint32_t model_version = 1; ///< a field of onnx.proto

/// The initializers that whoever runs \p file may replace, since they are inputs too: they must
/// stay so, for an engine computes in another way with what is a constant for good.
std::set<std::string> replaceable(std::string_view file, OnnxModel const& model) {
  std::int64_t version = 0;
  ProtobufReader reader{file, file, "the model"};
  while (auto const field = reader.next()) {
    version = field->number == model_version ? reader.integer(*field) : version;
  }
  std::set<std::string> names;
  for (OnnxTensor const& constant : model.constants) {
    names.insert(constant.name);
  }
  return version < constants_alone ? std::set<std::string>{} : names;
}

class OpaqueLift {
public:
  OpaqueLift(std::string_view file,
             OnnxModel const& model,
             std::vector<SignedSources> const& moves,
             std::vector<InputRow> const& rows)
      : file_{file}, model_{model}, moves_{moves}, rows_{rows}, parts_{graph_parts_of(
                                                                    file,
                                                                    replaceable(file, model))} {}

  std::string run() {
    find_shared();
    add_moved_inputs();
    add_copies();
    add_outputs();
    OnnxModel inputs;
    inputs.inputs = model_.inputs;
    std::string const graph =
        nodes_ + parts_.others + constants_ + graph_fields(inputs, graph_input) + outputs_;
    std::string result;
    ProtobufReader reader{file_, file_, "the model"};
    while (auto const field = reader.next()) {
      ProtobufWriter writer;
      if (field->number == model_graph) {
        writer.add(model_graph, graph);
      } else if (field->number == model_version) {
        writer.add(model_version, std::max(reader.integer(*field), constants_alone));
      } else {
        result += field->encoded;
      }
      result += writer.take();
    }
    return result;
  }

private:
  static std::string copy_of(std::string const& name, std::size_t h) {
    return fmt::format("{}/copy{}", name, h);
  }

  /// What does not depend on the input: initializers, and nodes that read nothing else.
  void find_shared() {
    for (OnnxTensor const& constant : model_.constants) {
      shared_.insert(constant.name);
    }
    for (bool grows = true; grows;) {
      grows = false;
      for (std::string_view const node : parts_.nodes) {
        grows = share(node) || grows;
      }
    }
  }

  bool share(std::string_view node) {
    std::vector<std::string> const inputs = names_in(file_, node, 1);
    std::vector<std::string> const outputs = names_in(file_, node, 2);
    bool const is_constant = std::all_of(inputs.begin(), inputs.end(), [&](auto const& name) {
      return name.empty() || shared_.contains(name);
    });
    if (!is_constant || outputs.empty() || shared_.contains(outputs.front()) ||
        holds_graph(file_, node)) {
      return false;
    }
    shared_.insert(outputs.begin(), outputs.end());
    once_.insert(node.data());
    return true;
  }

  void add_node(OnnxNode const& node) {
    OnnxModel one;
    one.nodes = {node};
    nodes_ += graph_fields(one, graph_node);
  }

  std::string add_constant(std::string name, OnnxTensor tensor) {
    tensor.name = std::move(name);
    std::string kept = tensor.name;
    OnnxModel one;
    one.constants = {std::move(tensor)};
    constants_ += graph_fields(one, graph_initializer);
    return kept;
  }

  /// The fields \p number of the graph that the writer makes of \p model.
  static std::string graph_fields(OnnxModel const& model, std::uint32_t number) {
    std::string const bytes = encode(model);
    std::string fields;
    for_each_graph_field(bytes, [&](ProtobufReader const&, WireField const& part) {
      fields += part.number == number ? part.encoded : "";
    });
    return fields;
  }

  /// The name of a value of ours for \p input.
  static std::string of_input(char const* what, MovedInput const& input) {
    return fmt::format("equivarify/{}/{}", what, input.value->name);
  }

  std::string add_together(char const* what, InputRow const& row, std::vector<std::string> values) {
    if (values.size() == 1) {
      return values.front();
    }
    std::string name = of_input(what, row.inputs.front());
    add_node({"Concat", std::move(values), {name}, {{"axis", std::int64_t{1}}}});
    return name;
  }

  /// The inputs of \p row as rows of numbers, their negatives after them, none of which is minus
  /// zero.
  std::string add_row(InputRow const& row) {
    std::vector<std::string> values;
    for (MovedInput const& input : row.inputs) {
      std::string const shape = add_constant(
          of_input("rows.shape", input), tensor_of({-1, static_cast<std::int64_t>(input.size)}));
      values.push_back(of_input("rows", input));
      add_node({"Reshape", {input.value->name, shape}, {values.back()}});
    }
    std::string const together = add_together("together", row, std::move(values));
    if (!row.has_signs) {
      return together;
    }
    MovedInput const& first = row.inputs.front();
    std::string const zero =
        add_constant(of_input("zero", first), {{}, {}, std::vector<float>{0.0F}});
    std::string const negatives = of_input("negatives", first);
    add_node({"Sub", {zero, together}, {negatives}});
    return add_together("signed", row, {together, negatives});
  }

  void add_moved_inputs() {
    for (InputRow const& row : rows_) {
      std::string const numbers = add_row(row);
      for (MovedInput const& input : row.inputs) {
        add_moved(row, input, numbers);
      }
    }
  }

  /// The extents of \p input, -1 for a batch of any size. Constants, for an engine puts nodes
  /// together where it knows shapes: then copies are computed as the file is.
  static std::vector<std::int64_t> extents_of(MovedInput const& input) {
    std::vector<std::int64_t> extents;
    for (OnnxExtent const& extent : input.value->shape) {
      auto const* const size = std::get_if<std::int64_t>(&extent);
      extents.push_back(size == nullptr ? -1 : *size);
    }
    return extents;
  }

  /// The copies of \p input out of \p numbers, those of \p row.
  void add_moved(InputRow const& row, MovedInput const& input, std::string const& numbers) {
    std::string const shape = add_constant(of_input("shape", input), tensor_of(extents_of(input)));
    for (std::size_t h = 0; h < moves_.size(); ++h) {
      std::string const sources = add_constant(copy_of(of_input("sources", input), h),
                                               tensor_of(row.sources_of(input, moves_[h])));
      std::string const moved = copy_of(of_input("moved", input), h);
      add_node({"Gather", {numbers, sources}, {moved}, {{"axis", std::int64_t{1}}}});
      add_node({"Reshape", {moved, shape}, {copy_of(input.value->name, h)}});
    }
  }

  void add_copies() {
    for (std::string_view const node : parts_.nodes) {
      if (once_.contains(node.data())) {
        ProtobufWriter writer;
        writer.add(graph_node, node);
        nodes_ += writer.take();
      }
    }
    for (std::size_t h = 0; h < moves_.size(); ++h) {
      Renamer const renamer{file_, shared_, copy_of("", h)};
      for (std::string_view const node : parts_.nodes) {
        if (!once_.contains(node.data())) {
          ProtobufWriter writer;
          writer.add(graph_node, renamer.node(node));
          nodes_ += writer.take();
        }
      }
    }
  }

  /// Each output of all copies, along a new second axis.
  void add_outputs() {
    bool const is_attribute = model_.operator_set < 13;
    std::string const axes = is_attribute ? "" : add_constant("equivarify/axes", tensor_of({1}));
    for (OnnxValue const& output : model_.outputs) {
      std::vector<std::string> copies;
      for (std::size_t h = 0; h < moves_.size(); ++h) {
        std::string const copy =
            shared_.contains(output.name) ? output.name : copy_of(output.name, h);
        copies.push_back(copy_of("equivarify/" + output.name, h));
        if (is_attribute) {
          add_node(
              {"Unsqueeze", {copy}, {copies.back()}, {{"axes", std::vector<std::int64_t>{1}}}});
        } else {
          add_node({"Unsqueeze", {copy, axes}, {copies.back()}});
        }
      }
      OnnxValue stacked = output;
      stacked.name = "copies/" + output.name;
      if (!stacked.shape.empty()) {
        stacked.shape.insert(stacked.shape.begin() + 1, static_cast<std::int64_t>(moves_.size()));
      }
      add_node({"Concat", std::move(copies), {stacked.name}, {{"axis", std::int64_t{1}}}});
      OnnxModel one;
      one.outputs = {std::move(stacked)};
      outputs_ += graph_fields(one, graph_output);
    }
  }

  std::string_view file_;
  OnnxModel const& model_;
  std::vector<SignedSources> const& moves_;
  std::vector<InputRow> const& rows_;
  GraphParts parts_;
  std::set<std::string> shared_;
  std::set<char const*> once_; ///< where the nodes stand that all copies share
  std::string nodes_;
  std::string constants_;
  std::string outputs_;
};

void require_no_draws(std::string_view bytes, OnnxModel const& model, std::string const& path) {
  std::vector<Problem> problems;
  for (std::string const& node : random_nodes(bytes, model)) {
    problems.push_back({.pointer = node,
                        .summary = "a node that draws numbers at random",
                        .found = "other numbers in each run, so that there is no one map f",
                        .expected = "nodes that give the same for the same numbers; a Dropout in "
                                    "inference, its training_mode the constant false"});
  }
  if (!problems.empty()) {
    throw InputError{path, std::move(problems)};
  }
}

} // namespace

std::string opaque_lift(std::string_view bytes,
                        OnnxModel const& model,
                        std::string const& path,
                        std::vector<SignedSources> const& moves,
                        std::vector<std::size_t> const& sizes) {
  if (model.inputs.size() != sizes.size() || sizes.empty() || model.outputs.empty()) {
    throw InputError{
        path,
        {{.pointer = "graph",
          .summary = "not the inputs that are moved",
          .found = fmt::format("{} inputs, {} outputs", model.inputs.size(), model.outputs.size()),
          .expected =
              fmt::format("{} inputs, and outputs", std::max<std::size_t>(sizes.size(), 1))}}};
  }
  require_no_draws(bytes, model, path);
  std::vector<InputRow> const rows = rows_of(model, path, moves, sizes);
  return OpaqueLift{bytes, model, moves, rows}.run();
}

} // namespace equivarify::codegen
