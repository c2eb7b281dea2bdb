/// \file
/// The header of a safetensors file, read by the rules of the format's reference implementation
/// (Hugging Face, safetensors 0.7), with the standard library alone.
#ifndef EQUIVARIFY_RUNTIME_TENSOR_FILE_TENSOR_HEADER_HPP
#define EQUIVARIFY_RUNTIME_TENSOR_FILE_TENSOR_HEADER_HPP

#include "equivarify/runtime/tensor_file/json_scanner.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <map>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace equivarify::runtime {

/// The longest header that is read, in bytes; the reference implementation's bound too.
inline constexpr std::uint64_t longest_tensor_header = 100'000'000;

/// What the header says of one tensor; its values are the bytes [begin, end) after the header.
struct StoredTensor {
  std::string name;
  std::string type; ///< such as F32
  std::vector<std::uint64_t> shape;
  std::uint64_t begin = 0;
  std::uint64_t end = 0;
};

/// What the header says, tensors in its own order.
struct TensorHeader {
  std::map<std::string, std::string> metadata;
  std::vector<StoredTensor> tensors;
};

/// `[3, 576]`.
template <typename Extent>
[[nodiscard]] std::string shape_text(std::vector<Extent> const& shape) {
  std::string text("[");
  for (Extent const extent : shape) {
    text += text.size() > 1 ? ", " : "";
    text += std::to_string(extent);
  }
  return text + "]";
}

/// Reads the text of one header.
class TensorHeaderReader {
public:
  explicit TensorHeaderReader(std::string_view text) : scanner_(text) {}

  /// The header in \p header; what is wrong with the text, or nothing.
  std::string read(TensorHeader& header) {
    bool const is_read = scanner_.object([&](std::string const& key) {
      return read_member(key, header);
    }) && scanner_.end();
    return is_read ? "" : scanner_.problem();
  }

private:
  bool read_member(std::string const& key, TensorHeader& header) {
    if (!names_.insert(key).second) {
      return scanner_.fail("it names " + shown(key) + " twice");
    }
    if (key == "__metadata__") {
      return scanner_.null() || read_metadata(header.metadata);
    }
    StoredTensor entry;
    entry.name = key;
    bool const is_read = read_entry(entry);
    header.tensors.push_back(std::move(entry));
    return is_read;
  }

  bool read_metadata(std::map<std::string, std::string>& metadata) {
    return scanner_.object([&](std::string const& key) {
      std::string value;
      if (!scanner_.string(value)) {
        return scanner_.fail("its __metadata__ is not an object of strings");
      }
      return metadata.emplace(key, std::move(value)).second ||
             scanner_.fail("its __metadata__ names " + shown(key) + " twice");
    });
  }

  bool read_entry(StoredTensor& entry) {
    std::set<std::string> found;
    std::vector<std::uint64_t> offsets;
    bool const is_read = scanner_.object([&](std::string const& key) {
      if (!found.insert(key).second) {
        return scanner_.fail("tensor " + shown(entry.name) + " names " + shown(key) + " twice");
      }
      return read_field(key, entry, offsets);
    });
    if (!is_read) {
      return false;
    }
    if (found.count("dtype") + found.count("shape") + found.count("data_offsets") != 3) {
      return scanner_.fail("tensor " + shown(entry.name) +
                           " lacks a dtype, a shape or its data_offsets");
    }
    if (offsets.size() != 2) {
      return scanner_.fail("tensor " + shown(entry.name) + " has " +
                           std::to_string(offsets.size()) + " data_offsets, expected 2");
    }
    entry.begin = offsets[0];
    entry.end = offsets[1];
    return true;
  }

  /// Other fields are passed over, as the reference implementation does.
  bool
  read_field(std::string const& key, StoredTensor& entry, std::vector<std::uint64_t>& offsets) {
    if (key == "dtype") {
      return scanner_.string(entry.type) ||
             scanner_.fail("tensor " + shown(entry.name) + ": its dtype is no string");
    }
    if (key == "shape" || key == "data_offsets") {
      return scanner_.whole_numbers(key == "shape" ? entry.shape : offsets, most_extents) ||
             scanner_.fail("tensor " + shown(entry.name) + ": its " + key +
                           " is not a list of at most " + std::to_string(most_extents) +
                           " whole numbers");
    }
    return scanner_.skip();
  }

  static constexpr std::size_t most_extents = 64;

  JsonScanner scanner_;
  std::set<std::string> names_;
};

/// Sets \p product to the product of \p shape and of \p factor; false where it is beyond 64 bits.
inline bool multiply_shape(std::vector<std::uint64_t> const& shape,
                           std::uint64_t factor,
                           std::uint64_t& product) {
  product = factor;
  for (std::uint64_t const extent : shape) {
    if (extent != 0 && product > std::numeric_limits<std::uint64_t>::max() / extent) {
      return false;
    }
    product *= extent;
  }
  return true;
}

/// A type of numbers in a file, such as F32, and its bytes.
struct TensorType {
  std::string_view name;
  std::uint64_t bytes = 0;
};

/// The types of numbers that a reader takes.
using TensorTypes = std::span<TensorType const>;

/// Single precision alone.
inline constexpr std::array<TensorType, 1> single_precision{{{"F32", 4}}};

/// The bytes of a number of type \p type; 0 where \p types does not have it.
inline std::uint64_t number_bytes(std::string_view type, TensorTypes types) {
  for (TensorType const& known : types) {
    if (known.name == type) {
      return known.bytes;
    }
  }
  return 0;
}

/// `"F32"`, or `"F32", "F16" or "F64"`.
inline std::string type_names(TensorTypes types) {
  std::string names;
  for (std::size_t i = 0; i < types.size(); ++i) {
    names += i == 0 ? "" : i + 1 == types.size() ? " or " : ", ";
    names.append("\"").append(types[i].name).append("\"");
  }
  return names;
}

/// What is wrong with the type, the place or the size of \p entry, given that \p available bytes
/// follow the header; nothing where all fits.
inline std::string misfit(StoredTensor const& entry, std::uint64_t available, TensorTypes types) {
  std::string const name = "tensor " + shown(entry.name);
  std::uint64_t const bytes = number_bytes(entry.type, types);
  if (bytes == 0) {
    return name + " has type \"" + shown(entry.type) + "\", expected " + type_names(types);
  }
  if (entry.begin > entry.end || entry.end > available) {
    return name + " should take bytes " + std::to_string(entry.begin) + " to " +
           std::to_string(entry.end) + " of " + std::to_string(available);
  }
  std::uint64_t size = 0;
  if (!multiply_shape(entry.shape, bytes, size)) {
    return name + " has a shape of more than 2^64 bytes";
  }
  if (size != entry.end - entry.begin) {
    return name + " of " + std::to_string(size / bytes) + " values takes " +
           std::to_string(entry.end - entry.begin) + " bytes";
  }
  return "";
}

/// Reads \p text, the header of a safetensors file in which \p available bytes follow it, into \p
/// header: each name once, whole numbers alone, exactly two offsets, and all the bytes of tensors
/// of \p types without gaps.
///
/// \return what is wrong with it; nothing where all is well.
inline std::string read_tensor_header(std::string_view text,
                                      std::uint64_t available,
                                      TensorHeader& header,
                                      TensorTypes types = single_precision) {
  std::string problem = TensorHeaderReader(text).read(header);
  std::vector<std::pair<std::uint64_t, std::uint64_t>> places;
  for (StoredTensor const& entry : header.tensors) {
    problem = problem.empty() ? misfit(entry, available, types) : problem;
    places.emplace_back(entry.begin, entry.end);
  }
  std::sort(places.begin(), places.end());
  std::uint64_t covered = 0;
  for (auto const& place : places) {
    if (problem.empty() && place.first != covered) {
      problem = "a tensor begins at byte " + std::to_string(place.first) + ", expected " +
                std::to_string(covered);
    }
    covered = place.second;
  }
  if (problem.empty() && covered != available) {
    problem = "its tensors take " + std::to_string(covered) + " bytes, but " +
              std::to_string(available) + " follow the header";
  }
  return problem;
}

} // namespace equivarify::runtime

#endif
