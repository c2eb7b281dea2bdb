#include "equivarify/codegen/reference/read_weights.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <bit>
#include <cstdint>
#include <fstream>
#include <iterator>
#include <string>
#include <string_view>

namespace equivarify::codegen {
namespace {

using Json = nlohmann::json;

/// Reads a file of 8 bytes that give the length of a JSON header, the header, and the values.
class WeightsReader {
public:
  explicit WeightsReader(std::filesystem::path const& file) : file_{file.string()} {
    std::ifstream stream(file, std::ios::binary);
    if (!stream) {
      fail("cannot be read");
    }
    bytes_.assign(std::istreambuf_iterator<char>(stream), {});
    read_header();
  }

  void require_spec(Network const& network) const {
    Json const metadata = header_.value("__metadata__", Json::object());
    std::string const digest = metadata.value("spec_sha256", "");
    if (digest != network.spec_sha256 && !is_same_network(metadata, network)) {
      fail(fmt::format("belongs to the spec with sha256 {}, expected {} of {}",
                       digest.empty() ? "(not stated)" : digest,
                       network.spec_sha256,
                       network.name));
    }
  }

  void read(ReferenceParameter<float>& parameter) const {
    std::string_view const values = find(parameter);
    for (std::size_t i = 0; i < parameter.values.size(); ++i) {
      auto const bits = static_cast<std::uint32_t>(little_endian(values.substr(4 * i, 4)));
      parameter.values[i] = std::bit_cast<float>(bits);
    }
  }

private:
  [[noreturn]] void fail(std::string const& reason) const {
    throw WeightsError(fmt::format("{}: {}", file_, reason));
  }

  /// Whether the weights mean the same in the spec that they were made for: the same network, and
  /// no class at another place.
  static bool is_same_network(Json const& metadata, Network const& network) {
    Json const there = Json::parse(metadata.value("classes", ""), nullptr, false);
    bool same_order = there.is_array() && there.size() == network.labels.classes.size();
    for (std::size_t c = 0; same_order && c < there.size(); ++c) {
      auto const& here = network.labels.classes;
      same_order =
          there[c] == here[c] || std::find(here.begin(), here.end(), there[c]) == here.end();
    }
    return same_order && metadata.value("network_sha256", "") == network.network_sha256;
  }

  static std::uint64_t little_endian(std::string_view bytes) {
    std::uint64_t number = 0;
    for (std::size_t i = bytes.size(); i-- > 0;) {
      number = number << 8U | static_cast<unsigned char>(bytes[i]);
    }
    return number;
  }

  void read_header() {
    constexpr std::size_t length_bytes = 8;
    std::string_view const bytes = bytes_;
    std::uint64_t const length = little_endian(bytes.substr(0, length_bytes));
    if (bytes.size() < length_bytes || length > bytes.size() - length_bytes) {
      fail(fmt::format("is no safetensors file: {} bytes, a header of {}", bytes.size(), length));
    }
    header_ = Json::parse(bytes.substr(length_bytes, length), nullptr, false);
    if (!header_.is_object()) {
      fail("is no safetensors file: its header is no JSON object");
    }
    values_ = bytes.substr(length_bytes + length);
  }

  /// The bytes of the tensor's values.
  [[nodiscard]] std::string_view find(ReferenceParameter<float> const& parameter) const {
    auto const entry = header_.find(parameter.name);
    if (entry == header_.end()) {
      fail(fmt::format("has no tensor {}", parameter.name));
    }
    std::string const expected =
        fmt::format(R"({{"dtype": "F32", "shape": [{}]}})", fmt::join(parameter.shape, ", "));
    std::size_t begin = 0;
    std::size_t end = 0;
    try {
      if (entry->at("dtype") == "F32" && entry->at("shape") == Json(parameter.shape)) {
        begin = entry->at("data_offsets").at(0).get<std::size_t>();
        end = entry->at("data_offsets").at(1).get<std::size_t>();
      }
    } catch (Json::exception const&) {
      end = begin;
    }
    bool const fits = end <= values_.size() && begin <= end &&
                      end - begin == parameter.values.size() * sizeof(float);
    if (!fits) {
      fail(fmt::format("tensor {}: found {}, expected {} and the bytes for it",
                       parameter.name,
                       entry->dump(),
                       expected));
    }
    return values_.substr(begin, end - begin);
  }

  std::string file_;
  std::string bytes_;
  std::string_view values_;
  Json header_;
};

} // namespace

ReferenceWeights<float> read_weights(Network const& network, std::filesystem::path const& file) {
  WeightsReader const reader{file};
  reader.require_spec(network);
  ReferenceWeights<float> weights = zero_weights<float>(network);
  for (ReferenceParameter<float>& parameter : weights) {
    reader.read(parameter);
  }
  return weights;
}

} // namespace equivarify::codegen
