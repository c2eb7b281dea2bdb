#include "equivarify/codegen/lift/random_nodes.hpp"

#include "equivarify/codegen/lift/graph_lift.hpp"
#include "equivarify/codegen/lift/graph_parts.hpp"
#include "equivarify/codegen/lift/renamer.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <optional>
#include <utility>

namespace equivarify::codegen {
namespace {

// Fields of onnx.proto.
constexpr std::uint32_t model_function = 25;
constexpr std::uint32_t function_node = 7;
constexpr std::uint32_t attribute_graph = 6;
constexpr std::uint32_t attribute_graphs = 11;

constexpr std::int64_t inference_by_attribute = 7; // the first set without Dropout's is_test
constexpr std::int64_t mode_as_input = 12;         // the first with Dropout's training_mode

constexpr std::array always_random{"Bernoulli",
                                   "Multinomial",
                                   "RandomNormal",
                                   "RandomNormalLike",
                                   "RandomUniform",
                                   "RandomUniformLike"};

/// Looks for them in one file.
class RandomNodes {
public:
  RandomNodes(std::string_view file, OnnxModel const& model) : file_{file}, model_{model} {}

  std::vector<std::string> find() {
    ProtobufReader reader{file_, file_, "the model"};
    while (auto const field = reader.next()) {
      if (field->number == model_graph) {
        look_into(reader.bytes(*field), graph_node, 0);
      } else if (field->number == model_function) {
        look_into(reader.bytes(*field), function_node, 0);
      }
    }
    return std::move(found_);
  }

private:
  /// The nodes in field \p number of \p message, a graph or a function.
  void look_into(std::string_view message, std::uint32_t number, int depth) {
    ProtobufReader reader{file_, message, "graph"};
    while (auto const field = reader.next()) {
      if (field->number == number) {
        look_at(reader.bytes(*field), depth);
      }
    }
  }

  void look_at(std::string_view message, int depth) {
    OnnxNode node{.type = first(message, 4),
                  .inputs = names_in(file_, message, 1),
                  .outputs = names_in(file_, message, 2),
                  .name = first(message, 3),
                  .domain = first(message, 7)};
    bool const is_own = node.domain.empty() || node.domain == "ai.onnx";
    bool const draws =
        std::find(always_random.begin(), always_random.end(), node.type) != always_random.end() ||
        (node.type == "Dropout" && drops(node, message));
    if (is_own && draws) {
      found_.push_back(in_words(node));
    }
    look_into_attributes(message, depth);
  }

  void look_into_attributes(std::string_view message, int depth) {
    ProtobufReader reader{file_, message, "node"};
    while (auto const field = reader.next()) {
      if (field->number != 5) {
        continue;
      }
      ProtobufReader attribute = reader.message(*field, "attribute");
      while (auto const part = attribute.next()) {
        bool const is_graph = part->number == attribute_graph || part->number == attribute_graphs;
        if (is_graph && depth == deepest_graph) {
          attribute.fail(
              "graphs nested too deep", "more", fmt::format("at most {} levels", deepest_graph));
        }
        if (is_graph) {
          look_into(attribute.bytes(*part), graph_node, depth + 1);
        }
      }
    }
  }

  std::string first(std::string_view message, std::uint32_t number) const {
    std::vector<std::string> const texts = names_in(file_, message, number);
    return texts.empty() ? "" : texts.front();
  }

  /// Whether the Dropout \p node, which \p message is, is not known to be in inference.
  bool drops(OnnxNode const& node, std::string_view message) const {
    if (model_.operator_set < inference_by_attribute) {
      return !says_test(message);
    }
    bool const has_mode =
        model_.operator_set >= mode_as_input && node.inputs.size() > 2 && !node.inputs[2].empty();
    return has_mode && !is_false(node.inputs[2]);
  }

  /// Whether the attribute `is_test` of the node \p message is there and not 0.
  bool says_test(std::string_view message) const {
    ProtobufReader reader{file_, message, "node"};
    while (auto const field = reader.next()) {
      if (field->number != 5 || first(reader.bytes(*field), 1) != "is_test") {
        continue;
      }
      ProtobufReader attribute = reader.message(*field, "attribute");
      while (auto const part = attribute.next()) {
        if (part->number == 3) {
          return attribute.integer(*part) != 0;
        }
      }
    }
    return false;
  }

  /// Whether the value \p name of the main graph is the constant 0.
  bool is_false(std::string const& name) const {
    auto const is_zero = [](OnnxTensor const& tensor) {
      auto const* const numbers = std::get_if<std::vector<std::int64_t>>(&tensor.values);
      return numbers != nullptr && *numbers == std::vector<std::int64_t>{0};
    };
    for (OnnxTensor const& constant : model_.constants) {
      if (constant.name == name) {
        return is_zero(constant);
      }
    }
    for (OnnxNode const& node : model_.nodes) {
      if (node.type == "Constant" && node.outputs == std::vector{name} && !node.tensors.empty()) {
        return is_zero(node.tensors.front().second);
      }
    }
    return false;
  }

  std::string_view file_;
  OnnxModel const& model_;
  std::vector<std::string> found_;
};

} // namespace

std::vector<std::string> random_nodes(std::string_view file, OnnxModel const& model) {
  return RandomNodes{file, model}.find();
}

} // namespace equivarify::codegen
