#include "equivarify/runtime/data/checksum.hpp"

#include <algorithm>
#include <cstddef>
#include <iterator>
#include <limits>
#include <span>
#include <string>

#include <zlib.h>

namespace equivarify::runtime {

namespace {

/// What stands for numbers that are not all below 256, which have no checksum as bytes.
constexpr std::uint64_t not_bytes = std::numeric_limits<std::uint64_t>::max();

BytesChecksum checksum_of(std::span<std::uint8_t const> bytes) {
  // zlib takes a null pointer for a wish to start anew
  uLong const sum = bytes.empty() ? 0 : crc32_z(0, bytes.data(), bytes.size());
  return {static_cast<std::uint32_t>(sum), bytes.size()};
}

/// That of \p numbers with \p size bytes each, the least significant first.
BytesChecksum checksum_of(std::vector<std::uint32_t> const& numbers, std::size_t size) {
  std::vector<std::uint8_t> bytes;
  bytes.reserve(size * numbers.size());
  for (std::uint32_t const number : numbers) {
    for (std::size_t i = 0; i < size; ++i) {
      bytes.push_back(static_cast<std::uint8_t>(number >> (8 * i)));
    }
  }
  return checksum_of(bytes);
}

/// Appends the two checksums of \p numbers to \p parts.
void append(std::vector<std::uint32_t> const& numbers, std::vector<BytesChecksum>& parts) {
  bool const are_bytes = std::all_of(
      numbers.begin(), numbers.end(), [](std::uint32_t number) { return number < 256; });
  parts.push_back(are_bytes ? checksum_of(numbers, 1) : BytesChecksum{0, not_bytes});
  parts.push_back(checksum_of(numbers, sizeof(std::uint32_t)));
}

/// Joins checksums in the order in which the bytes lie.
class Joined {
public:
  explicit Joined(std::vector<std::vector<BytesChecksum>> const& parts) : parts_(parts) {}

  [[nodiscard]] std::uint32_t sum() const { return static_cast<std::uint32_t>(sum_); }

  /// Those of number \p place in each of the lists.
  void add(std::size_t place) {
    for (std::vector<BytesChecksum> const& part : parts_) {
      add(part[place]);
    }
  }

  /// Those of an array of type \p type: arrays with the same bytes and another type are others.
  void add_array(std::size_t place, NumberType type) {
    add(place);
    if (type != NumberType::u8) {
      std::string const name = name_of(type);
      add(checksum_of(std::vector<std::uint8_t>(name.begin(), name.end())));
    }
  }

  /// Those of numbers, whose checksums as bytes stand at \p place: if all are below 256 they count
  /// as the bytes that IDX files have.
  void add_numbers(std::size_t place) {
    bool const are_bytes = std::all_of(parts_.begin(), parts_.end(), [&](auto const& part) {
      return part[place].bytes != not_bytes;
    });
    add(place + (are_bytes ? 0 : 1));
  }

private:
  void add(BytesChecksum const& next) {
    sum_ = crc32_combine(sum_, next.sum, static_cast<z_off_t>(next.bytes));
  }

  std::vector<std::vector<BytesChecksum>> const& parts_;
  uLong sum_ = 0;
};

} // namespace

std::vector<BytesChecksum> parts_of_checksum(Dataset const& data) {
  std::vector<BytesChecksum> parts{checksum_of(data.inputs.bytes)};
  append(data.classes, parts);
  append(data.poses, parts);
  for (NumberArray const& array : data.targets) {
    parts.push_back(checksum_of(array.bytes));
  }
  return parts;
}

std::uint32_t joined_checksum(Dataset const& data,
                              std::vector<std::vector<BytesChecksum>> const& parts) {
  constexpr std::size_t classes = 1;
  constexpr std::size_t poses = 3;
  constexpr std::size_t targets = 5;
  std::vector<std::vector<BytesChecksum>> alike;
  std::copy_if(parts.begin(), parts.end(), std::back_inserter(alike), [&](auto const& part) {
    return part.size() == targets + data.targets.size();
  });
  Joined joined(alike);
  joined.add_array(0, data.inputs.type);
  joined.add_numbers(classes);
  joined.add_numbers(poses);
  for (std::size_t i = 0; i < data.targets.size(); ++i) {
    joined.add_array(targets + i, data.targets[i].type);
  }
  return joined.sum();
}

} // namespace equivarify::runtime
