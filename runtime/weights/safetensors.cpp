#include "equivarify/runtime/weights/safetensors.hpp"

#include "equivarify/runtime/files/error.hpp"
#include "equivarify/runtime/files/number_formats.hpp"
#include "equivarify/runtime/files/text.hpp"
#include "equivarify/runtime/tensor_file/tensor_header.hpp"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <bit>
#include <cstdint>
#include <cstring>
#include <string_view>
#include <utility>

namespace equivarify::runtime {

namespace {

using Json = nlohmann::ordered_json;

static_assert(std::endian::native == std::endian::little, "safetensors files are little-endian");

constexpr std::size_t length_bytes = 8;
constexpr std::string_view metadata_key = "__metadata__";

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
  Decoder(std::span<std::byte const> bytes, std::filesystem::path const& path, TensorTypes types)
      : bytes_(bytes), path_(path.string()), types_(types) {}

  TensorFile decode() const {
    std::string_view const rest = rest_of_header();
    TensorHeader header;
    std::string const problem = read_tensor_header(
        rest.substr(0, header_size()), rest.size() - header_size(), header, types_);
    if (!problem.empty()) {
      fail(problem);
    }
    TensorFile file{std::move(header.metadata), {}};
    for (StoredTensor const& entry : header.tensors) {
      file.tensors.push_back(read_tensor(entry, rest.substr(header_size())));
    }
    return file;
  }

private:
  [[noreturn]] void fail(std::string const& reason) const {
    throw DataError(text(path_, ": not a safetensors file that this program can read: ", reason));
  }

  [[nodiscard]] std::uint64_t header_size() const {
    std::uint64_t length = 0;
    if (bytes_.size() < length_bytes) {
      fail(text("it has ", bytes_.size(), " bytes, expected at least 8"));
    }
    std::memcpy(&length, bytes_.data(), length_bytes);
    return length;
  }

  /// The header and what follows it.
  [[nodiscard]] std::string_view rest_of_header() const {
    std::uint64_t const length = header_size();
    std::size_t const rest = bytes_.size() - length_bytes;
    if (length > rest) {
      fail(text("its header should have ", length, " bytes, but ", rest, " follow"));
    }
    if (length > longest_tensor_header) {
      fail(text("its header has ", length, " bytes, expected at most ", longest_tensor_header));
    }
    return {reinterpret_cast<char const*>(bytes_.data()) + length_bytes, rest};
  }

  [[nodiscard]] NamedTensor read_tensor(StoredTensor const& entry, std::string_view data) const {
    NamedTensor tensor{entry.name, {entry.shape.begin(), entry.shape.end()}, {}};
    std::size_t const bytes = number_bytes(entry.type, types_);
    tensor.values.resize((entry.end - entry.begin) / bytes);
    for (std::size_t i = 0; i < tensor.values.size(); ++i) {
      tensor.values[i] = read_number(entry.type, data.data() + entry.begin + i * bytes);
    }
    return tensor;
  }

  std::span<std::byte const> bytes_;
  std::string path_;
  TensorTypes types_;
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

TensorFile decode_safetensors(std::span<std::byte const> bytes,
                              std::filesystem::path const& path,
                              TensorTypes types) {
  return Decoder(bytes, path, types).decode();
}

} // namespace equivarify::runtime
