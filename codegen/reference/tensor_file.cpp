#include "equivarify/codegen/reference/tensor_file.hpp"

#include "equivarify/codegen/json/document.hpp"
#include "equivarify/codegen/spec/digest.hpp"
#include "equivarify/codegen/text/number_bits.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <array>
#include <bit>
#include <cmath>
#include <filesystem>
#include <fstream>
#include <utility>

namespace equivarify::codegen {
namespace {

constexpr std::size_t length_bytes = 8;
constexpr char const* metadata_key = "__metadata__";

[[noreturn]] void fail_about(std::string const& file, std::string const& reason) {
  throw WeightsError(fmt::format("{}: {}", file, reason));
}

/// The bytes of \p file, at most \p limit of which are read.
std::string bytes_of(std::string const& file, std::uintmax_t limit) {
  std::error_code error;
  std::uintmax_t const size = std::filesystem::file_size(file, error);
  std::ifstream stream(file, std::ios::binary);
  if (error || !stream) {
    fail_about(file,
               fmt::format("cannot be read{}{}", error ? ": " : "", error ? error.message() : ""));
  }
  if (size > limit) {
    fail_about(file, fmt::format("has {} bytes, expected at most {}", size, limit));
  }
  std::string bytes(size, '\0');
  if (!stream.read(bytes.data(), static_cast<std::streamsize>(size))) {
    fail_about(file, "cannot be read to its end");
  }
  return bytes;
}

/// How many bytes \p shape takes in numbers of \p width. \throws InputError beyond 2^64
std::uint64_t
bytes_for(JsonNode const& node, std::vector<std::uint64_t> const& shape, std::uint64_t width) {
  std::uint64_t size = width;
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

/// A type of numbers, its bytes, and which files may hold it.
struct NumberType {
  std::string_view name;
  std::uint64_t width;
  StoredNumbers kind;
};

constexpr std::array<NumberType, 7> number_types{{{"F32", 4, StoredNumbers::single},
                                                  {"F64", 8, StoredNumbers::floating},
                                                  {"F16", 2, StoredNumbers::floating},
                                                  {"BF16", 2, StoredNumbers::floating},
                                                  {"I8", 1, StoredNumbers::integers},
                                                  {"U8", 1, StoredNumbers::integers},
                                                  {"I32", 4, StoredNumbers::integers}}};

/// Whether a file of \p numbers may hold \p type.
bool may_hold(StoredNumbers numbers, NumberType const& type) {
  return numbers == type.kind ||
         (numbers == StoredNumbers::floating && type.kind == StoredNumbers::single);
}

/// The type \p name; null if it is not read.
NumberType const* find_type(std::string_view name) {
  auto const found = std::find_if(number_types.begin(), number_types.end(), [&](auto const& type) {
    return type.name == name;
  });
  return found == number_types.end() ? nullptr : &*found;
}

/// The bytes of one number of the type \p name, which is one that is read.
std::uint64_t width_of(std::string_view name) {
  return find_type(name)->width;
}

/// The types that a file of \p numbers may hold, in words.
std::string types_text(StoredNumbers numbers) {
  std::vector<std::string> names;
  for (NumberType const& type : number_types) {
    if (may_hold(numbers, type)) {
      names.push_back(fmt::format("\"{}\"", type.name));
    }
  }
  return fmt::to_string(fmt::join(names, " or "));
}

float number_of(std::string const& type, std::uint64_t bits) {
  if (type == "F64") {
    return static_cast<float>(std::bit_cast<double>(bits));
  }
  auto const half = static_cast<std::uint16_t>(bits);
  return type == "F16"    ? from_float16(half)
         : type == "BF16" ? from_bfloat16(half)
                          : std::bit_cast<float>(static_cast<std::uint32_t>(bits));
}

} // namespace

struct TensorFile::HeaderReader {
  static Place place_of(JsonNode const& tensor, StoredNumbers numbers) {
    tensor.require_keys({.required = {"dtype", "shape", "data_offsets"}});
    std::string const type = tensor["dtype"].text();
    NumberType const* const found = find_type(type);
    if (found == nullptr || !may_hold(numbers, *found)) {
      tensor["dtype"].fail(types_text(numbers));
    }
    std::vector<std::uint64_t> const offsets = counts(tensor["data_offsets"]);
    Place place{.shape = counts(tensor["shape"]), .type = type};
    std::uint64_t const size = bytes_for(tensor["shape"], place.shape, found->width);
    if (offsets.size() != 2 || offsets[0] > offsets[1] || offsets[1] - offsets[0] != size) {
      tensor["data_offsets"].fail(fmt::format("two offsets, {} bytes apart", size));
    }
    place.begin = offsets[0];
    place.end = offsets[1];
    return place;
  }

  /// The tensors in \p header, which must take \p available bytes without gaps. \throws InputError
  static std::map<std::string, Place>
  places_in(JsonNode const& header, std::uint64_t available, StoredNumbers numbers) {
    std::map<std::string, Place> places;
    std::vector<std::pair<std::uint64_t, std::uint64_t>> order;
    for (auto const& [name, tensor] : header.members()) {
      if (name != metadata_key) {
        Place const& place = places[name] = place_of(tensor, numbers);
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
  static std::map<std::string, std::string> metadata_in(JsonNode const& header) {
    std::map<std::string, std::string> metadata;
    if (header.has(metadata_key)) {
      for (auto const& [key, value] : header[metadata_key].members()) {
        metadata[key] = value.text();
      }
    }
    return metadata;
  }
};

TensorFile::TensorFile(std::string file, std::uintmax_t limit, StoredNumbers numbers)
    : file_{std::move(file)}, bytes_{bytes_of(file_, limit)} {
  std::string_view const bytes = bytes_;
  if (bytes.size() < length_bytes) {
    fail(fmt::format("is no safetensors file: found {} bytes, expected {} with the length of a "
                     "header, and then the header and the tensors",
                     bytes.size(),
                     length_bytes));
  }
  std::uint64_t const length = from_little_endian(bytes.substr(0, length_bytes));
  if (length > bytes.size() - length_bytes) {
    fail(fmt::format(
        "is no safetensors file: found {} bytes, the first {} of which announce a header "
        "of {}, expected one that fits",
        bytes.size(),
        length_bytes,
        length));
  }
  if (length > largest_text) {
    fail(fmt::format("has a header of {} bytes, expected at most {}", length, largest_text));
  }
  values_ = bytes.substr(length_bytes + length);
  JsonDocument const document =
      parse_document(std::string(bytes.substr(length_bytes, length)), file_);
  document.read([&](JsonNode const& header) {
    places_ = HeaderReader::places_in(header, values_.size(), numbers);
    metadata_ = HeaderReader::metadata_in(header);
    return 0;
  });
}

std::vector<std::string> TensorFile::names() const {
  std::vector<std::string> result;
  for (auto const& [name, place] : places_) {
    result.push_back(name);
  }
  return result;
}

std::vector<std::uint64_t> const* TensorFile::shape(std::string const& name) const {
  auto const entry = places_.find(name);
  return entry == places_.end() ? nullptr : &entry->second.shape;
}

std::vector<float> TensorFile::values(std::string const& name) const {
  Place const& place = places_.at(name);
  std::uint64_t const width = width_of(place.type);
  std::vector<float> result;
  result.reserve((place.end - place.begin) / width);
  for (std::uint64_t at = place.begin; at < place.end; at += width) {
    float const value = number_of(place.type, from_little_endian(values_.substr(at, width)));
    if (!std::isfinite(value)) {
      fail(fmt::format("the tensor {} holds {} at place {}, expected finite numbers",
                       name,
                       value,
                       result.size()));
    }
    result.push_back(value);
  }
  return result;
}

std::vector<double> TensorFile::whole_numbers(std::string const& name) const {
  Place const& place = places_.at(name);
  std::uint64_t const width = width_of(place.type);
  std::vector<double> result;
  for (std::uint64_t at = place.begin; at < place.end; at += width) {
    auto const bits = static_cast<std::uint32_t>(from_little_endian(values_.substr(at, width)));
    result.push_back(place.type == "I8"   ? static_cast<double>(static_cast<std::int8_t>(bits))
                     : place.type == "U8" ? static_cast<double>(bits)
                                          : static_cast<double>(static_cast<std::int32_t>(bits)));
  }
  return result;
}

std::string const& TensorFile::type(std::string const& name) const {
  return places_.at(name).type;
}

std::string TensorFile::sha256() const {
  return codegen::sha256(bytes_);
}

std::string TensorFile::metadata(std::string const& key) const {
  auto const found = metadata_.find(key);
  return found == metadata_.end() ? "" : found->second;
}

void TensorFile::fail(std::string const& reason) const {
  fail_about(file_, reason);
}

std::uintmax_t TensorFile::most_header_bytes() {
  return length_bytes + largest_text;
}

} // namespace equivarify::codegen
