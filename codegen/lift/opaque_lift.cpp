#include "equivarify/codegen/lift/opaque_lift.hpp"

#include "equivarify/codegen/json/problems.hpp"
#include "equivarify/codegen/lift/renamer.hpp"
#include "equivarify/codegen/lift/tensor.hpp"
#include "equivarify/codegen/onnx_file/protobuf_reader.hpp"
#include "equivarify/codegen/onnx_file/protobuf_writer.hpp"
#include "equivarify/codegen/onnx_file/read_onnx.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>
#include <utility>

namespace equivarify::codegen {
namespace {

constexpr std::int64_t constants_alone = 4; // the version from which initializers need be no inputs

/// Fields of onnx.proto.
constexpr std::uint32_t model_version = 1;
constexpr std::uint32_t model_graph = 7;

/// The texts in field \p number of \p message.
std::vector<std::string>
names_in(std::string_view file, std::string_view message, std::uint32_t number) {
  std::vector<std::string> names;
  ProtobufReader reader{file, message, "message"};
  while (auto const field = reader.next()) {
    if (field->number == number) {
      names.push_back(reader.text(*field));
    }
  }
  return names;
}

/// The parts of a graph as they stand in the file.
struct GraphParts {
  std::vector<std::string_view> nodes;
  std::string others; ///< all fields but nodes, outputs, initializers as inputs and descriptions
};

/// Calls f(reader of the graph, field) for each field of the graph of the model \p file.
template <typename F>
void for_each_graph_field(std::string_view file, F const& f) {
  ProtobufReader model{file, file, "the model"};
  while (auto const field = model.next()) {
    if (field->number != model_graph) {
      continue;
    }
    ProtobufReader graph = model.message(*field, "graph");
    while (auto const part = graph.next()) {
      f(graph, *part);
    }
  }
}

/// \p input is the name of the only input that is none of the initializers.
GraphParts parts_of(std::string_view file, std::string const& input) {
  GraphParts parts;
  for_each_graph_field(file, [&](ProtobufReader const& graph, WireField const& part) {
    if (part.number == graph_node) {
      parts.nodes.push_back(graph.bytes(part));
    } else if (part.number == graph_input) {
      bool const is_it = names_in(file, graph.bytes(part), 1) == std::vector{input};
      parts.others += is_it ? part.encoded : "";
    } else if (part.number != graph_output && part.number != graph_value) {
      parts.others += part.encoded;
    }
  });
  return parts;
}

/// Whether the node holds a graph, which may read any value by its name.
bool holds_graph(std::string_view file, std::string_view message) {
  ProtobufReader reader{file, message, "node"};
  while (auto const field = reader.next()) {
    if (field->number != 5) {
      continue;
    }
    ProtobufReader attribute = reader.message(*field, "attribute");
    while (auto const part = attribute.next()) {
      if (part->number == 6 || part->number == 11) {
        return true;
      }
    }
  }
  return false;
}

class OpaqueLift {
public:
  OpaqueLift(std::string_view file,
             OnnxModel const& model,
             std::vector<SignedSources> const& moves,
             std::size_t size)
      : file_{file}, model_{model}, moves_{moves}, size_{size}, parts_{parts_of(
                                                                    file,
                                                                    model.inputs.front().name)} {}

  std::string run() {
    find_shared();
    add_moved_inputs();
    add_copies();
    add_outputs();
    std::string const graph = nodes_ + parts_.others + constants_ + outputs_;
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

  /// The input as rows of numbers, their negatives after them, none of which is minus zero.
  std::string add_rows(std::string const& input) {
    auto const size = static_cast<std::int64_t>(size_);
    std::string const shape = add_constant("equivarify/rows.shape", tensor_of({-1, size}));
    add_node({"Reshape", {input, shape}, {"equivarify/rows"}});
    bool const has_signs =
        std::any_of(moves_.begin(), moves_.end(), [&](SignedSources const& move) {
          return std::any_of(
              move.begin(), move.end(), [&](std::uint32_t source) { return source >= size_; });
        });
    if (!has_signs) {
      return "equivarify/rows";
    }
    std::string const zero = add_constant("equivarify/zero", {{}, {}, std::vector<float>{0.0F}});
    add_node({"Sub", {zero, "equivarify/rows"}, {"equivarify/negatives"}});
    add_node({"Concat",
              {"equivarify/rows", "equivarify/negatives"},
              {"equivarify/signed"},
              {{"axis", std::int64_t{1}}}});
    return "equivarify/signed";
  }

  void add_moved_inputs() {
    std::string const& input = model_.inputs.front().name;
    std::string const rows = add_rows(input);
    add_node({"Shape", {input}, {"equivarify/shape"}});
    for (std::size_t h = 0; h < moves_.size(); ++h) {
      std::string const sources = add_constant(copy_of("equivarify/sources", h),
                                               tensor_of({moves_[h].begin(), moves_[h].end()}));
      std::string const moved = copy_of("equivarify/moved", h);
      add_node({"Gather", {rows, sources}, {moved}, {{"axis", std::int64_t{1}}}});
      add_node({"Reshape", {moved, "equivarify/shape"}, {copy_of(input, h)}});
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
  std::size_t size_;
  GraphParts parts_;
  std::set<std::string> shared_;
  std::set<char const*> once_; ///< where the nodes stand that all copies share
  std::string nodes_;
  std::string constants_;
  std::string outputs_;
};

} // namespace

std::string opaque_lift(std::string_view bytes,
                        std::string const& path,
                        std::vector<SignedSources> const& moves,
                        std::size_t size) {
  OnnxModel const model = parse_onnx(std::string{bytes}, path);
  if (model.inputs.size() != 1 || model.outputs.empty()) {
    throw InputError{
        path,
        {{.pointer = "graph",
          .summary = "not one input",
          .found = fmt::format("{} inputs, {} outputs", model.inputs.size(), model.outputs.size()),
          .expected = "one input, and outputs"}}};
  }
  return OpaqueLift{bytes, model, moves, size}.run();
}

} // namespace equivarify::codegen
