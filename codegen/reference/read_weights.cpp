#include "equivarify/codegen/reference/read_weights.hpp"

#include "equivarify/codegen/json/document.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <string>

namespace equivarify::codegen {
namespace {

/// Whether the weights mean the same in the spec that they were made for: the same network, and no
/// class at another place.
bool is_same_network(TensorFile const& file, Network const& network) {
  std::vector<std::string> const& here = network.labels.classes;
  nlohmann::json const there = nlohmann::json::parse(file.metadata("classes"), nullptr, false);
  bool same_order = there.is_array() && there.size() == here.size();
  for (std::size_t c = 0; same_order && c < there.size(); ++c) {
    same_order = there[c] == here[c] || std::find(here.begin(), here.end(), there[c]) == here.end();
  }
  return same_order && file.metadata("network_sha256") == network.network_sha256;
}

void read(TensorFile const& file, ReferenceParameter<float>& parameter) {
  std::vector<std::uint64_t> const* const shape = file.shape(parameter.name);
  if (shape == nullptr) {
    file.fail(fmt::format("has no tensor {}", parameter.name));
  }
  if (!std::equal(shape->begin(), shape->end(), parameter.shape.begin(), parameter.shape.end())) {
    file.fail(fmt::format("the tensor {} has the shape [{}], expected [{}]",
                          parameter.name,
                          fmt::join(*shape, ", "),
                          fmt::join(parameter.shape, ", ")));
  }
  parameter.values = file.values(parameter.name);
  auto const negative = std::find_if(
      parameter.values.begin(), parameter.values.end(), [](float value) { return value < 0; });
  if (negative != parameter.values.end() && parameter.name.ends_with(".running_variance")) {
    file.fail(fmt::format("the tensor {} holds {} at place {}, expected variances, from 0",
                          parameter.name,
                          *negative,
                          negative - parameter.values.begin()));
  }
}

} // namespace

std::uintmax_t most_file_bytes(ReferenceWeights<float> const& weights) {
  std::uintmax_t limit = TensorFile::most_header_bytes();
  for (ReferenceParameter<float> const& parameter : weights) {
    limit += parameter.values.size() * sizeof(float);
  }
  return limit;
}

void require_made_for(Network const& network, TensorFile const& file) {
  std::string const digest = file.metadata("spec_sha256");
  if (digest != network.spec_sha256 && !is_same_network(file, network)) {
    file.fail(fmt::format("belongs to the spec with sha256 {}, expected {} of {}",
                          digest.empty() ? "(not stated)" : printable(digest, 100),
                          network.spec_sha256,
                          network.name));
  }
}

ReferenceWeights<float> read_weights(Network const& network, std::filesystem::path const& file) {
  ReferenceWeights<float> weights = zero_weights<float>(network);
  TensorFile const reader{file.string(), most_file_bytes(weights), StoredNumbers::single};
  require_made_for(network, reader);
  for (ReferenceParameter<float>& parameter : weights) {
    read(reader, parameter);
  }
  if (std::string const untied = untied_weight(network, weights); !untied.empty()) {
    reader.fail(untied);
  }
  round_weights(network, weights);
  return weights;
}

} // namespace equivarify::codegen
