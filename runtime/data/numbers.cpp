#include "equivarify/runtime/data/numbers.hpp"

#include "equivarify/runtime/files/number_formats.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstring>
#include <functional>
#include <numeric>
#include <type_traits>

namespace equivarify::runtime {

namespace {

/// Numbers that are kept as a \p T.
template <typename T>
struct Stored {
  static constexpr std::size_t size = sizeof(T);

  static T read(std::uint8_t const* place) {
    T value{};
    std::memcpy(&value, place, sizeof value);
    return value;
  }
};

/// Numbers of 16 bits, from which \p Convert makes single-precision ones.
template <float (*Convert)(std::uint16_t)>
struct StoredAsHalf {
  static constexpr std::size_t size = sizeof(std::uint16_t);

  static float read(std::uint8_t const* place) {
    return Convert(Stored<std::uint16_t>::read(place));
  }
};

/// Calls \p use with the reader of numbers of type \p type.
template <typename Use>
auto with_reader(NumberType type, Use const& use) {
  switch (type) {
  case NumberType::u8:
  case NumberType::boolean:
    return use(Stored<std::uint8_t>{});
  case NumberType::u16:
    return use(Stored<std::uint16_t>{});
  case NumberType::u32:
    return use(Stored<std::uint32_t>{});
  case NumberType::u64:
    return use(Stored<std::uint64_t>{});
  case NumberType::i8:
    return use(Stored<std::int8_t>{});
  case NumberType::i16:
    return use(Stored<std::int16_t>{});
  case NumberType::i32:
    return use(Stored<std::int32_t>{});
  case NumberType::i64:
    return use(Stored<std::int64_t>{});
  case NumberType::f16:
    return use(StoredAsHalf<from_half>{});
  case NumberType::bf16:
    return use(StoredAsHalf<from_bfloat16>{});
  case NumberType::f32:
    return use(Stored<float>{});
  case NumberType::f64:
    break;
  }
  return use(Stored<double>{});
}

} // namespace

std::size_t bytes_of(NumberType type) {
  return with_reader(type, [](auto reader) { return reader.size; });
}

std::string name_of(NumberType type) {
  constexpr std::array names{"uint8",
                             "uint16",
                             "uint32",
                             "uint64",
                             "int8",
                             "int16",
                             "int32",
                             "int64",
                             "bool",
                             "float16",
                             "bfloat16",
                             "float32",
                             "float64"};
  return names.at(static_cast<std::size_t>(type));
}

std::size_t product_of(std::span<std::size_t const> extents) {
  return std::accumulate(extents.begin(), extents.end(), std::size_t{1}, std::multiplies<>());
}

std::string product_text(std::span<std::size_t const> extents) {
  std::string result;
  for (std::size_t const extent : extents) {
    result += (result.empty() ? "" : " x ") + std::to_string(extent);
  }
  return result.empty() ? "a single number" : result;
}

void to_floats(NumberArray const& array, std::size_t first, std::span<float> values) {
  with_reader(array.type, [&](auto reader) {
    std::uint8_t const* place = array.bytes.data() + first * reader.size;
    for (float& value : values) {
      value = static_cast<float>(reader.read(place));
      place += reader.size;
    }
  });
}

void reverse_bytes(std::span<std::uint8_t> bytes, std::size_t size) {
  for (std::size_t i = 0; size > 1 && i < bytes.size(); i += size) {
    std::span<std::uint8_t> const number = bytes.subspan(i, size);
    std::reverse(number.begin(), number.end());
  }
}

std::size_t first_not_finite(NumberArray const& array) {
  return with_reader(array.type, [&](auto reader) {
    std::size_t const size = array.size();
    std::uint8_t const* place = array.bytes.data();
    if constexpr (std::is_integral_v<decltype(reader.read(place))>) {
      return size; // even 2^64 is finite
    }
    for (std::size_t i = 0; i < size; ++i, place += reader.size) {
      if (!std::isfinite(static_cast<float>(reader.read(place)))) {
        return i;
      }
    }
    return size;
  });
}

double number_at(NumberArray const& array, std::size_t place) {
  return with_reader(array.type, [&](auto reader) {
    return static_cast<double>(reader.read(array.bytes.data() + place * reader.size));
  });
}

std::string place_text(std::span<std::size_t const> extents, std::size_t place) {
  std::string result;
  for (std::size_t axis = extents.size(); axis-- > 0;) {
    result.insert(0, std::to_string(place % extents[axis]) + (result.empty() ? "" : ", "));
    place /= extents[axis];
  }
  return "[" + result + "]";
}

std::string place_text(NumberArray const& array, std::size_t place) {
  return place_text(array.extents, array.first_row * array.row_size() + place);
}

std::vector<std::uint8_t> as_pixels(std::span<float const> values) {
  if (values.empty()) {
    return {};
  }
  auto const [least, largest] = std::minmax_element(values.begin(), values.end());
  bool const are_shares = *least >= 0 && *largest <= 1;
  float const low = are_shares ? 0.0F : *least;
  float const range = are_shares ? 1.0F : *largest - *least;
  std::vector<std::uint8_t> pixels;
  pixels.reserve(values.size());
  for (float const value : values) {
    float const share = range > 0 ? (value - low) / range : 0.0F;
    pixels.push_back(static_cast<std::uint8_t>(std::lround(255.0F * share)));
  }
  return pixels;
}

} // namespace equivarify::runtime
