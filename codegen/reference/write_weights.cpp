#include "equivarify/codegen/reference/write_weights.hpp"

#include <nlohmann/json.hpp>

#include <bit>
#include <cstdint>

namespace equivarify::codegen {
namespace {

void append(std::string& bytes, std::uint64_t number, int width) {
  for (int byte = 0; byte < width; ++byte, number >>= 8U) { // little-endian whatever the machine
    bytes += static_cast<char>(number & 0xffU);
  }
}

} // namespace

std::string encode_weights(Network const& network, ReferenceWeights<float> const& weights) {
  nlohmann::ordered_json header;
  header["__metadata__"] = {{"format", "pt"}, // PyTorch's loaders look for it
                            {"spec", network.name},
                            {"spec_sha256", network.spec_sha256},
                            {"network_sha256", network.network_sha256},
                            {"classes", nlohmann::json(network.labels.classes).dump()}};
  std::string values;
  for (ReferenceParameter<float> const& parameter : weights) {
    std::size_t const begin = values.size();
    for (float const value : parameter.values) {
      append(values, std::bit_cast<std::uint32_t>(value), 4);
    }
    header[parameter.name] = {
        {"dtype", "F32"}, {"shape", parameter.shape}, {"data_offsets", {begin, values.size()}}};
  }
  std::string text = header.dump();
  text.resize((text.size() + 7) / 8 * 8, ' '); // so that the values are aligned
  std::string bytes;
  append(bytes, text.size(), 8);
  return bytes + text + values;
}

} // namespace equivarify::codegen
