#include "equivarify/codegen/onnx/onnx_metadata.hpp"

#include "equivarify/codegen/onnx_file/onnx_model.hpp"
#include "equivarify/codegen/spec/digest.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace equivarify::codegen {
namespace {

std::string digest_of(ReferenceWeights<float> const& weights) {
  std::string bytes;
  for (auto const& parameter : weights) {
    bytes += little_endian(parameter.values);
  }
  return sha256(bytes);
}

std::string to_array(std::vector<std::string> const& texts) {
  return nlohmann::json(texts).dump();
}

} // namespace

std::map<std::string, std::string> onnx_metadata(Network const& network,
                                                 ReferenceWeights<float> const& weights) {
  std::vector<std::string> elements;
  for (algebra::Element const g : network.group.elements()) {
    elements.push_back(network.group.name_of(g));
  }
  return {{"spec", network.name},
          {"spec_sha256", network.spec_sha256},
          {"weights_sha256", digest_of(weights)},
          {"group", network.group.name()},
          {"elements", to_array(elements)},
          {"element_labels", to_array(network.labels.element_labels)},
          {"action", network.action_description},
          {"classes", to_array(network.labels.classes)},
          {"labels", "logits[h * classes + c] is for element h and class c"},
          {"theorem",
           fmt::format("{0}(g x) = g {0}(x) for every g in {1}, where (g y)(h) = y(g^-1 h)",
                       network.name,
                       network.group.name())}};
}

} // namespace equivarify::codegen
