/// \file
/// Arrays of numbers in memory, in the type that their file has.
#ifndef EQUIVARIFY_RUNTIME_DATA_NUMBERS_HPP
#define EQUIVARIFY_RUNTIME_DATA_NUMBERS_HPP

#include "equivarify/runtime/base/range.hpp"

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

namespace equivarify::runtime {

/// A type of numbers in data files: unsigned, signed, truth values, floating point.
enum class NumberType { u8, u16, u32, u64, i8, i16, i32, i64, boolean, f16, bf16, f32, f64 };

/// The bytes of a number of type \p type.
[[nodiscard]] std::size_t bytes_of(NumberType type);

/// Its name, such as `float32` or `uint8`.
[[nodiscard]] std::string name_of(NumberType type);

/// The product of \p extents; 1 for none.
[[nodiscard]] std::size_t product_of(std::span<std::size_t const> extents);

/// Extents as people write them, such as `60000 x 28 x 28`; `a single number` for none.
[[nodiscard]] std::string product_text(std::span<std::size_t const> extents);

/// An array, the last index fastest. Its first extent counts its rows; one without extents is a
/// single number. It may hold some of its rows alone, which follow one another.
struct NumberArray {
  std::vector<std::size_t> extents;
  NumberType type = NumberType::u8;
  std::vector<std::uint8_t> bytes; ///< of the numbers that it holds, in this machine's order
  std::size_t first_row = 0;       ///< that it holds

  /// The number of rows, held or not.
  [[nodiscard]] std::size_t rows() const { return extents.empty() ? 1 : extents.front(); }

  /// The numbers of a row.
  [[nodiscard]] std::size_t row_size() const {
    return extents.empty() ? 1 : product_of(std::span(extents).subspan(1));
  }

  /// The bytes of a row.
  [[nodiscard]] std::size_t row_bytes() const { return row_size() * bytes_of(type); }

  /// The rows that it holds.
  [[nodiscard]] Range held() const {
    return {first_row, first_row + (row_bytes() == 0 ? 0 : bytes.size() / row_bytes())};
  }

  /// The number of numbers that it holds.
  [[nodiscard]] std::size_t size() const { return bytes.size() / bytes_of(type); }

  friend bool operator==(NumberArray const&, NumberArray const&) = default;
};

/// Writes the numbers that \p array holds from number \p first on, as many as \p values holds,
/// rounded to single precision where they are no single-precision numbers.
void to_floats(NumberArray const& array, std::size_t first, std::span<float> values);

/// Turns round the bytes of each number of \p size bytes in \p bytes.
void reverse_bytes(std::span<std::uint8_t> bytes, std::size_t size);

/// The place of the first number that \p array holds that is not finite in single precision; its
/// size where there is none.
[[nodiscard]] std::size_t first_not_finite(NumberArray const& array);

/// Number \p place of those that \p array holds; whole ones beyond 2^53 are rounded.
[[nodiscard]] double number_at(NumberArray const& array, std::size_t place);

/// The indices of number \p place of an array with \p extents, such as `[3, 0, 27]`.
[[nodiscard]] std::string place_text(std::span<std::size_t const> extents, std::size_t place);

/// The indices of number \p place of those that \p array holds.
[[nodiscard]] std::string place_text(NumberArray const& array, std::size_t place);

/// \p values as bytes that show them: 255 times each where all are from 0 to 1, so that pixels come
/// back as they were; otherwise spread so that the least becomes 0 and the largest 255.
[[nodiscard]] std::vector<std::uint8_t> as_pixels(std::span<float const> values);

} // namespace equivarify::runtime

#endif
