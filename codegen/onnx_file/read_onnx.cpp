#include "equivarify/codegen/onnx_file/read_onnx.hpp"

#include "equivarify/codegen/json/problems.hpp"
#include "equivarify/codegen/onnx_file/protobuf_reader.hpp"
#include "equivarify/codegen/onnx_file/read_file.hpp"
#include "equivarify/codegen/onnx_file/read_tensor.hpp"
#include "equivarify/codegen/onnx_file/read_value.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <set>
#include <utility>

namespace equivarify::codegen {
namespace {

namespace fs = std::filesystem;

/// Field numbers are those of onnx.proto; what is not named there is documentation or is for
/// training.
class ModelReader {
public:
  ModelReader(std::string_view bytes, fs::path folder)
      : bytes_{bytes}, folder_{std::move(folder)} {}

  OnnxModel read() {
    ProtobufReader reader{bytes_, bytes_, "the model"};
    model_.producer.clear();
    model_.operator_set = 0;
    bool has_graph = false;
    while (auto const field = reader.next()) {
      has_graph = has_graph || field->number == 7;
      read_field(reader, *field);
    }
    if (!has_graph || model_.operator_set == 0) {
      reader.fail("is no ONNX model",
                  has_graph ? "no version of the operators" : "no graph",
                  "a graph and the version of its operators");
    }
    keep_open_inputs();
    return std::move(model_);
  }

private:
  void read_field(ProtobufReader const& reader, WireField const& field) {
    switch (field.number) {
    case 2:
      model_.producer = reader.text(field);
      return;
    case 6:
      model_.description = reader.text(field);
      return;
    case 7:
      read_graph(reader.message(field, "graph"));
      return;
    case 8:
      read_operator_set(reader.message(field, "operator set"));
      return;
    case 14:
      read_entry(reader.message(field, "metadata"));
      return;
    default:
      return;
    }
  }

  void read_operator_set(ProtobufReader reader) {
    std::string domain;
    std::int64_t version = 0;
    while (auto const field = reader.next()) {
      if (field->number == 1) {
        domain = reader.text(*field);
      } else if (field->number == 2) {
        version = reader.integer(*field);
      }
    }
    if (domain.empty() || domain == "ai.onnx") {
      model_.operator_set = version;
    }
  }

  void read_entry(ProtobufReader reader) {
    std::string key;
    std::string value;
    while (auto const field = reader.next()) {
      if (field->number == 1) {
        key = reader.text(*field);
      } else if (field->number == 2) {
        value = reader.text(*field);
      }
    }
    model_.metadata[key] = value;
  }

  void read_graph(ProtobufReader reader) {
    while (auto const field = reader.next()) {
      switch (field->number) {
      case 1:
        model_.nodes.push_back(
            read_node(reader.message(*field, fmt::format("node {}", model_.nodes.size()))));
        break;
      case 2:
        model_.name = reader.text(*field);
        break;
      case 5:
        model_.constants.push_back(read_tensor(
            reader.message(*field, fmt::format("initializer {}", model_.constants.size())),
            folder_));
        break;
      case 11:
        model_.inputs.push_back(read_value(reader.message(*field, "input")));
        break;
      case 12:
        model_.outputs.push_back(read_value(reader.message(*field, "output")));
        break;
      case 15:
        reader.fail("a sparse initializer", "a sparse tensor", "tensors with all their values");
      default:
        break;
      }
    }
  }

  OnnxNode read_node(ProtobufReader reader) {
    OnnxNode node;
    std::vector<WireField> attributes;
    while (auto const field = reader.next()) {
      switch (field->number) {
      case 1:
        node.inputs.push_back(reader.text(*field));
        break;
      case 2:
        node.outputs.push_back(reader.text(*field));
        break;
      case 3:
        node.name = reader.text(*field);
        break;
      case 4:
        node.type = reader.text(*field);
        break;
      case 5:
        attributes.push_back(*field);
        break;
      case 7:
        node.domain = reader.text(*field);
        break;
      default:
        break;
      }
    }
    node.domain = node.domain == "ai.onnx" ? "" : node.domain;
    reader.set_place(fmt::format("{} ({} \"{}\")", reader.place(), node.type, node.name));
    for (WireField const& attribute : attributes) {
      read_attribute(reader.message(attribute, "attribute"), node);
    }
    return node;
  }

  /// An attribute holds a value of the type that it states.
  void read_attribute(ProtobufReader reader, OnnxNode& node) {
    std::string name;
    std::optional<OnnxAttribute> single;
    std::vector<std::int64_t> integers;
    std::vector<float> numbers;
    std::int64_t type = 0;
    while (auto const field = reader.next()) {
      switch (field->number) {
      case 1:
        name = reader.text(*field);
        reader.set_place(fmt::format("{} \"{}\"", reader.place(), name));
        break;
      case 2:
        single = reader.number(*field);
        break;
      case 3:
        single = reader.integer(*field);
        break;
      case 4:
        single = reader.text(*field);
        break;
      case 5:
        node.tensors.emplace_back(name, read_tensor(reader.message(*field, "tensor"), folder_));
        break;
      case 6:
      case 11:
        node.has_graphs = true;
        break;
      case 7:
        reader.append(*field, numbers);
        break;
      case 8:
        reader.append(*field, integers);
        break;
      case 20:
        type = reader.integer(*field);
        break;
      default:
        break;
      }
    }
    if (type == 6) {
      node.attributes.emplace_back(name, std::move(numbers));
    } else if (type == 7) {
      node.attributes.emplace_back(name, std::move(integers));
    } else {
      add_single(reader, node, {std::move(name), type}, std::move(single));
    }
  }

  /// One number or text; writers leave out what is 0 or empty.
  static void add_single(ProtobufReader const& reader,
                         OnnxNode& node,
                         std::pair<std::string, std::int64_t> const& attribute,
                         std::optional<OnnxAttribute> value) {
    auto const& [name, type] = attribute;
    OnnxAttribute const standard = type == 1   ? OnnxAttribute{0.0F}
                                   : type == 3 ? OnnxAttribute{std::string{}}
                                               : OnnxAttribute{std::int64_t{0}};
    if (type < 1 || type > 3) { // a tensor, a graph, or what no operator that is read has
      return;
    }
    OnnxAttribute kept = value.value_or(standard);
    if (kept.index() != standard.index()) {
      reader.fail("an attribute with a value of another type",
                  fmt::format("attribute {} of type {}", name, type),
                  "a value of that type");
    }
    node.attributes.emplace_back(name, std::move(kept));
  }

  /// Old files list every initializer among the inputs.
  void keep_open_inputs() {
    std::set<std::string> constants;
    for (OnnxTensor const& constant : model_.constants) {
      constants.insert(constant.name);
    }
    std::erase_if(model_.inputs,
                  [&](OnnxValue const& value) { return constants.contains(value.name); });
  }

  std::string_view bytes_;
  fs::path folder_;
  OnnxModel model_;
};

} // namespace

OnnxModel parse_onnx(std::string const& bytes, fs::path const& path) {
  try {
    OnnxModel model = ModelReader{bytes, path.parent_path()}.read();
    put_in_order(model);
    return model;
  } catch (InputError const& error) {
    if (!error.file().empty()) {
      throw;
    }
    throw InputError{path.string(), error.problems()};
  }
}

OnnxModel read_onnx(fs::path const& path) {
  return parse_onnx(read_part(path, 0, size_of_model_file(path)), path);
}

} // namespace equivarify::codegen
