#include "lift/random/graph_text.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <map>
#include <type_traits>
#include <variant>

namespace equivarify::testing {
namespace {

using namespace equivarify::codegen;

std::string constant_text(OnnxTensor const& tensor) {
  auto const* const whole = std::get_if<std::vector<std::int64_t>>(&tensor.values);
  auto const* const numbers = std::get_if<std::vector<float>>(&tensor.values);
  return whole != nullptr      ? fmt::format("{}", *whole)
         : tensor.size() == 1U ? fmt::format("{}:{}", tensor.shape, numbers->front())
                               : fmt::format("weights{}", tensor.shape);
}

std::string attribute_text(OnnxAttribute const& attribute) {
  return std::visit(
      [](auto const& value) {
        if constexpr (std::is_arithmetic_v<std::decay_t<decltype(value)>> ||
                      std::is_same_v<std::decay_t<decltype(value)>, std::vector<std::int64_t>> ||
                      std::is_same_v<std::decay_t<decltype(value)>, std::string>) {
          return fmt::format("{}", value);
        } else {
          return std::string{"..."};
        }
      },
      attribute);
}

std::string extents_in_words(std::vector<OnnxExtent> const& extents) {
  std::vector<std::string> texts;
  for (OnnxExtent const& extent : extents) {
    texts.push_back(std::visit([](auto const& value) { return fmt::format("{}", value); }, extent));
  }
  return fmt::format("[{}]", fmt::join(texts, ", "));
}

} // namespace

std::string graph_text(OnnxModel const& model) {
  std::map<std::string, std::string> constants;
  for (OnnxTensor const& tensor : model.constants) {
    constants[tensor.name] = constant_text(tensor);
  }
  std::string text;
  for (OnnxValue const& input : model.inputs) {
    text += fmt::format("{} {}\n", input.name, extents_in_words(input.shape));
  }
  for (OnnxNode const& node : model.nodes) {
    std::vector<std::string> inputs;
    for (std::string const& name : node.inputs) {
      auto const found = constants.find(name);
      inputs.push_back(found == constants.end() ? name : found->second);
    }
    text += fmt::format(
        "{} = {}({})", fmt::join(node.outputs, ", "), node.type, fmt::join(inputs, ", "));
    for (auto const& [name, attribute] : node.attributes) {
      text += fmt::format(" {}={}", name, attribute_text(attribute));
    }
    text += '\n';
  }
  return text;
}

} // namespace equivarify::testing
