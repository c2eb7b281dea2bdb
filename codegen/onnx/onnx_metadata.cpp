#include "equivarify/codegen/onnx/onnx_metadata.hpp"

#include "equivarify/codegen/onnx/onnx_heads.hpp"
#include "equivarify/codegen/onnx_file/onnx_model.hpp"
#include "equivarify/codegen/spec/digest.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace equivarify::codegen {
namespace {

std::string to_array(std::vector<std::string> const& texts) {
  return nlohmann::json(texts).dump();
}

/// The head of \p output, how the generators act on it, and its classes, as JSON.
std::string describe(Output const& output) {
  return nlohmann::ordered_json{{"head", algebra::name_of(output.head.kind())},
                                {"action", output.action},
                                {"classes", output.classes},
                                {"loss", to_string(output.loss)}}
      .dump();
}

} // namespace

std::string digest_of(ReferenceWeights<float> const& weights) {
  std::string bytes;
  for (auto const& parameter : weights) {
    bytes += little_endian(parameter.values);
  }
  return sha256(bytes);
}

std::map<std::string, std::string> onnx_metadata(Network const& network,
                                                 std::string const& weights_sha256) {
  std::vector<std::string> elements;
  for (algebra::Element const g : network.group.elements()) {
    elements.push_back(network.group.name_of(g));
  }
  std::map<std::string, std::string> metadata{
      {"spec", network.name},
      {"spec_sha256", network.spec_sha256},
      {"weights_sha256", weights_sha256},
      {"group", network.group.name()},
      {"elements", to_array(elements)},
      {"element_labels", to_array(network.labels.element_labels)},
      {"action", network.action_description},
      {"theorem",
       fmt::format("{0}(g x) = g {0}(x) for every g in {1}, where {2}",
                   network.name,
                   network.group.name(),
                   network.outputs.empty() ? "(g y)(h) = y(g^-1 h)"
                                           : "g moves each output as its head says")}};
  if (network.outputs.empty()) {
    metadata["classes"] = to_array(network.labels.classes);
    metadata["labels"] = "logits[h * classes + c] is for element h and class c";
  }
  for (Output const& output : network.outputs) {
    metadata["output." + onnx_output_name(output.name)] = describe(output);
  }
  return metadata;
}

} // namespace equivarify::codegen
