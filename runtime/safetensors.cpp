#include "equivarify/runtime/safetensors.hpp"

#include "equivarify/runtime/error.hpp"
#include "equivarify/runtime/text.hpp"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <bit>
#include <cstdint>
#include <cstring>
#include <numeric>
#include <string_view>
#include <utility>

namespace equivarify::runtime {

namespace {

using Json = nlohmann::ordered_json;

static_assert(std::endian::native == std::endian::little, "safetensors files are little-endian");

constexpr std::size_t length_bytes = 8;
constexpr std::string_view metadata_key = "__metadata__";

std::size_t value_count(std::vector<std::size_t> const& shape) {
  return std::accumulate(shape.begin(), shape.end(), std::size_t{1}, std::multiplies<>());
}

std::string header_of(TensorFile const& file) {
  Json header = Json::object();
  if (!file.metadata.empty()) {
    header[std::string(metadata_key)] = file.metadata;
  }
  std::size_t begin = 0;
  for (NamedTensor const& tensor : file.tensors) {
    std::size_t const end = begin + tensor.values.size() * sizeof(float);
    header[tensor.name] = {
        {"dtype", "F32"}, {"shape", tensor.shape}, {"data_offsets", {begin, end}}};
    begin = end;
  }
  std::string dump = header.dump();
  dump.resize((dump.size() + length_bytes - 1) / length_bytes * length_bytes, ' ');
  return dump;
}

/// Reads one file; knows its path for messages.
class Decoder {
public:
  Decoder(std::span<std::byte const> bytes, std::filesystem::path const& path)
      : bytes_(bytes), path_(path.string()) {}

  TensorFile decode() {
    Json const header = read_header();
    TensorFile file;
    for (auto const& [name, entry] : header.items()) {
      if (name == metadata_key) {
        file.metadata = read_metadata(entry);
      } else {
        file.tensors.push_back(read_tensor(name, entry));
      }
    }
    check_cover();
    return file;
  }

private:
  [[noreturn]] void fail(std::string const& reason) const {
    throw DataError(text(path_, ": not a safetensors file that this program can read: ", reason));
  }

  Json read_header() {
    std::uint64_t length = 0;
    if (bytes_.size() < length_bytes) {
      fail(text("it has ", bytes_.size(), " bytes, expected at least 8"));
    }
    std::memcpy(&length, bytes_.data(), length_bytes);
    std::span<std::byte const> const rest = bytes_.subspan(length_bytes);
    if (length > rest.size()) {
      fail(text("its header should have ", length, " bytes, but ", rest.size(), " follow"));
    }
    data_ = rest.subspan(length);
    auto const* const begin = reinterpret_cast<char const*>(rest.data());
    Json header = Json::parse(begin, begin + length, nullptr, false);
    if (!header.is_object()) {
      fail("its header is no JSON object");
    }
    return header;
  }

  [[nodiscard]] std::map<std::string, std::string> read_metadata(Json const& entry) const {
    try {
      return entry.get<std::map<std::string, std::string>>();
    } catch (Json::exception const&) {
      fail("its __metadata__ is not an object of strings");
    }
  }

  NamedTensor read_tensor(std::string const& name, Json const& entry) {
    NamedTensor tensor{name, {}, {}};
    std::size_t begin = 0;
    std::size_t end = 0;
    try {
      if (entry.at("dtype") != "F32") {
        fail(text("tensor ", name, " has type ", entry.at("dtype").dump(), ", expected \"F32\""));
      }
      tensor.shape = entry.at("shape").get<std::vector<std::size_t>>();
      begin = entry.at("data_offsets").at(0).get<std::size_t>();
      end = entry.at("data_offsets").at(1).get<std::size_t>();
    } catch (Json::exception const&) {
      fail(text("tensor ", name, " lacks a dtype, a shape or its data_offsets"));
    }
    check_place(tensor, begin, end);
    tensor.values.resize((end - begin) / sizeof(float));
    if (end > begin) {
      std::memcpy(tensor.values.data(), data_.data() + begin, end - begin);
    }
    places_.emplace_back(begin, end);
    return tensor;
  }

  void check_place(NamedTensor const& tensor, std::size_t begin, std::size_t end) const {
    if (begin > end || end > data_.size()) {
      fail(text(
          "tensor ", tensor.name, " should take bytes ", begin, " to ", end, " of ", data_.size()));
    }
    if (value_count(tensor.shape) * sizeof(float) != end - begin) {
      fail(text("tensor ",
                tensor.name,
                " of ",
                value_count(tensor.shape),
                " values takes ",
                end - begin,
                " bytes"));
    }
  }

  void check_cover() {
    std::sort(places_.begin(), places_.end());
    std::size_t covered = 0;
    for (auto const& [begin, end] : places_) {
      if (begin != covered) {
        fail(text("a tensor begins at byte ", begin, ", expected ", covered));
      }
      covered = end;
    }
    if (covered != data_.size()) {
      fail(text("its tensors take ", covered, " bytes, but ", data_.size(), " follow the header"));
    }
  }

  std::span<std::byte const> bytes_;
  std::span<std::byte const> data_;
  std::string path_;
  std::vector<std::pair<std::size_t, std::size_t>> places_;
};

} // namespace

NamedTensor const* TensorFile::find(std::string const& name) const {
  auto const place = std::find_if(tensors.begin(), tensors.end(), [&](NamedTensor const& tensor) {
    return tensor.name == name;
  });
  return place == tensors.end() ? nullptr : &*place;
}

std::vector<std::byte> encode_safetensors(TensorFile const& file) {
  std::string const header = header_of(file);
  std::uint64_t const length = header.size();
  std::size_t values = 0;
  for (NamedTensor const& tensor : file.tensors) {
    values += tensor.values.size();
  }
  std::vector<std::byte> bytes(length_bytes + header.size() + values * sizeof(float));
  std::byte* place = bytes.data();
  auto const append = [&place](void const* source, std::size_t size) {
    if (size != 0) {
      std::memcpy(place, source, size);
      place += size;
    }
  };
  append(&length, length_bytes);
  append(header.data(), header.size());
  for (NamedTensor const& tensor : file.tensors) {
    append(tensor.values.data(), tensor.values.size() * sizeof(float));
  }
  return bytes;
}

TensorFile decode_safetensors(std::span<std::byte const> bytes, std::filesystem::path const& path) {
  return Decoder(bytes, path).decode();
}

} // namespace equivarify::runtime
