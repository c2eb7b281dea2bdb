#include "equivarify/codegen/reference/read_weights.hpp"

#include "equivarify/codegen/json/document.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <bit>
#include <cmath>
#include <cstdint>
#include <filesystem>
#include <fstream>
#include <map>
#include <string>
#include <string_view>
#include <utility>

namespace equivarify::codegen {
namespace {

constexpr std::size_t length_bytes = 8;
constexpr char const* metadata_key = "__metadata__";

/// Where the values of a tensor are, and how many there are along each extent.
struct Place {
  std::vector<std::uint64_t> shape{};
  std::uint64_t begin = 0;
  std::uint64_t end = 0;
};

[[noreturn]] void fail(std::string const& file, std::string const& reason) {
  throw WeightsError(fmt::format("{}: {}", file, reason));
}

std::uint64_t little_endian(std::string_view bytes) {
  std::uint64_t number = 0;
  for (std::size_t i = bytes.size(); i-- > 0;) {
    number = number << 8U | static_cast<unsigned char>(bytes[i]);
  }
  return number;
}

/// The bytes of \p file, at most \p limit of which are read.
std::string bytes_of(std::string const& file, std::uintmax_t limit) {
  std::error_code error;
  std::uintmax_t const size = std::filesystem::file_size(file, error);
  std::ifstream stream(file, std::ios::binary);
  if (error || !stream) {
    fail(file, fmt::format("cannot be read{}{}", error ? ": " : "", error ? error.message() : ""));
  }
  if (size > limit) {
    fail(file, fmt::format("has {} bytes, expected at most {}", size, limit));
  }
  std::string bytes(size, '\0');
  if (!stream.read(bytes.data(), static_cast<std::streamsize>(size))) {
    fail(file, "cannot be read to its end");
  }
  return bytes;
}

/// How many bytes \p shape takes in single precision. \throws InputError beyond 2^64
std::uint64_t bytes_for(JsonNode const& node, std::vector<std::uint64_t> const& shape) {
  std::uint64_t size = sizeof(float);
  for (std::uint64_t const extent : shape) {
    if (extent != 0 && size > UINT64_MAX / extent) {
      node.fail("a shape of less than 2^64 bytes");
    }
    size *= extent;
  }
  return size;
}

std::vector<std::uint64_t> counts(JsonNode const& list) {
  std::vector<std::uint64_t> numbers;
  for (JsonNode const& entry : list.list()) {
    numbers.push_back(entry.count());
  }
  return numbers;
}

Place place_of(JsonNode const& tensor) {
  tensor.require_keys({.required = {"dtype", "shape", "data_offsets"}});
  if (tensor["dtype"].text() != "F32") {
    tensor["dtype"].fail("\"F32\"");
  }
  std::vector<std::uint64_t> const offsets = counts(tensor["data_offsets"]);
  Place place{.shape = counts(tensor["shape"])};
  std::uint64_t const size = bytes_for(tensor["shape"], place.shape);
  if (offsets.size() != 2 || offsets[0] > offsets[1] || offsets[1] - offsets[0] != size) {
    tensor["data_offsets"].fail(fmt::format("two offsets, {} bytes apart", size));
  }
  place.begin = offsets[0];
  place.end = offsets[1];
  return place;
}

/// The tensors in \p header, which must take \p available bytes without gaps. \throws InputError
std::map<std::string, Place> places_in(JsonNode const& header, std::uint64_t available) {
  std::map<std::string, Place> places;
  std::vector<std::pair<std::uint64_t, std::uint64_t>> order;
  for (auto const& [name, tensor] : header.members()) {
    if (name != metadata_key) {
      Place const& place = places[name] = place_of(tensor);
      order.emplace_back(place.begin, place.end);
    }
  }
  std::sort(order.begin(), order.end());
  std::uint64_t covered = 0;
  for (auto const& [begin, end] : order) {
    if (begin != covered) {
      header.fail(fmt::format("tensors without gaps: one that begins at byte {}", covered));
    }
    covered = end;
  }
  if (covered != available) {
    header.fail(fmt::format("tensors of {} bytes, as follow the header", available));
  }
  return places;
}

/// The texts about the tensors in \p header.
std::map<std::string, std::string> metadata_in(JsonNode const& header) {
  std::map<std::string, std::string> metadata;
  if (header.has(metadata_key)) {
    for (auto const& [key, value] : header[metadata_key].members()) {
      metadata[key] = value.text();
    }
  }
  return metadata;
}

/// A safetensors file: 8 bytes that give the length of a JSON header, the header, and the values.
class WeightsFile {
public:
  WeightsFile(std::string file, std::uintmax_t limit)
      : file_{std::move(file)}, bytes_{bytes_of(file_, limit)} {
    std::string_view const bytes = bytes_;
    std::uint64_t const length = little_endian(bytes.substr(0, length_bytes));
    if (bytes.size() < length_bytes || length > bytes.size() - length_bytes) {
      fail(file_,
           fmt::format("is no safetensors file: {} bytes, a header of {}", bytes.size(), length));
    }
    if (length > largest_text) {
      fail(file_,
           fmt::format("has a header of {} bytes, expected at most {}", length, largest_text));
    }
    values_ = bytes.substr(length_bytes + length);
    JsonDocument const document =
        parse_document(std::string(bytes.substr(length_bytes, length)), file_);
    document.read([this](JsonNode const& header) {
      places_ = places_in(header, values_.size());
      metadata_ = metadata_in(header);
      return 0;
    });
  }

  void require_spec(Network const& network) const {
    std::string const digest = metadata("spec_sha256");
    if (digest != network.spec_sha256 && !is_same_network(network)) {
      fail(file_,
           fmt::format("belongs to the spec with sha256 {}, expected {} of {}",
                       digest.empty() ? "(not stated)" : printable(digest, 100),
                       network.spec_sha256,
                       network.name));
    }
  }

  void read(ReferenceParameter<float>& parameter) const {
    Place const& place = find(parameter);
    for (std::size_t i = 0; i < parameter.values.size(); ++i) {
      auto const bits =
          static_cast<std::uint32_t>(little_endian(values_.substr(place.begin + 4 * i, 4)));
      parameter.values[i] = std::bit_cast<float>(bits);
      if (!std::isfinite(parameter.values[i])) {
        fail(file_,
             fmt::format("the tensor {} holds {} at place {}, expected finite numbers",
                         parameter.name,
                         parameter.values[i],
                         i));
      }
    }
  }

private:
  /// Whether the weights mean the same in the spec that they were made for: the same network, and
  /// no class at another place.
  [[nodiscard]] bool is_same_network(Network const& network) const {
    std::vector<std::string> const& here = network.labels.classes;
    nlohmann::json const there = nlohmann::json::parse(metadata("classes"), nullptr, false);
    bool same_order = there.is_array() && there.size() == here.size();
    for (std::size_t c = 0; same_order && c < there.size(); ++c) {
      same_order =
          there[c] == here[c] || std::find(here.begin(), here.end(), there[c]) == here.end();
    }
    return same_order && metadata("network_sha256") == network.network_sha256;
  }

  /// What the file says under \p key; nothing where it does not.
  [[nodiscard]] std::string metadata(std::string const& key) const {
    auto const found = metadata_.find(key);
    return found == metadata_.end() ? "" : found->second;
  }

  [[nodiscard]] Place const& find(ReferenceParameter<float> const& parameter) const {
    auto const entry = places_.find(parameter.name);
    if (entry == places_.end()) {
      fail(file_, fmt::format("has no tensor {}", parameter.name));
    }
    std::vector<std::uint64_t> const& shape = entry->second.shape;
    if (!std::equal(shape.begin(), shape.end(), parameter.shape.begin(), parameter.shape.end())) {
      fail(file_,
           fmt::format("the tensor {} has the shape [{}], expected [{}]",
                       parameter.name,
                       fmt::join(shape, ", "),
                       fmt::join(parameter.shape, ", ")));
    }
    return entry->second;
  }

  std::string file_;
  std::string bytes_;
  std::string_view values_;
  std::map<std::string, Place> places_;
  std::map<std::string, std::string> metadata_;
};

} // namespace

ReferenceWeights<float> read_weights(Network const& network, std::filesystem::path const& file) {
  ReferenceWeights<float> weights = zero_weights<float>(network);
  std::uintmax_t limit = length_bytes + largest_text;
  for (ReferenceParameter<float> const& parameter : weights) {
    limit += parameter.values.size() * sizeof(float);
  }
  WeightsFile const reader{file.string(), limit};
  reader.require_spec(network);
  for (ReferenceParameter<float>& parameter : weights) {
    reader.read(parameter);
  }
  return weights;
}

} // namespace equivarify::codegen
