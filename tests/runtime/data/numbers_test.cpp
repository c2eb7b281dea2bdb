#include "equivarify/runtime/data/numbers.hpp"

#include "equivarify/runtime/data/dataset.hpp"

#include <gtest/gtest.h>

#include <limits>
#include <numeric>
#include <vector>

#include "runtime/data/written.hpp"

namespace {

namespace runtime = equivarify::runtime;
using runtime::NumberArray;
using runtime::NumberType;
using Bytes = std::vector<std::uint8_t>;

Bytes bytes_of(std::string const& text) {
  return {text.begin(), text.end()};
}

TEST(Numbers, ShowPixelsAsTheyWere) {
  Bytes pixels(256);
  std::iota(pixels.begin(), pixels.end(), std::uint8_t{0});
  std::vector<float> values(256);
  runtime::to_floats(pixels, values);
  EXPECT_EQ(runtime::as_pixels(values), pixels);
}

TEST(Numbers, ShowOtherValuesSpreadOverAllBytes) {
  EXPECT_EQ(runtime::as_pixels(std::vector<float>{-1, 0, 3}), (Bytes{0, 64, 255}));
  EXPECT_EQ(runtime::as_pixels(std::vector<float>{7, 7}), (Bytes{0, 0}));
  EXPECT_EQ(runtime::as_pixels(std::vector<float>{0.5F}), Bytes{128});
  EXPECT_EQ(runtime::as_pixels({}), Bytes{});
}

TEST(Numbers, HaveARowForEachPicture) {
  NumberArray const array{{2, 3}, NumberType::i16, Bytes(12)};
  EXPECT_EQ(array.rows(), 2U);
  EXPECT_EQ(array.row_size(), 3U);
  EXPECT_EQ(array.row_bytes(), 6U);
  EXPECT_EQ(array.size(), 6U);
  EXPECT_EQ(array.held(), (runtime::Range{0, 2}));
  EXPECT_EQ(runtime::product_text(array.extents), "2 x 3");
  EXPECT_EQ(runtime::place_text(std::vector<std::size_t>{2, 3, 4}, 23), "[1, 2, 3]");
}

TEST(Numbers, MayBeThoseOfSomeRows) {
  NumberArray const some{{7, 3}, NumberType::i16, Bytes(12), 4};
  EXPECT_EQ(some.rows(), 7U);
  EXPECT_EQ(some.size(), 6U);
  EXPECT_EQ(some.held(), (runtime::Range{4, 6}));
  EXPECT_EQ(runtime::place_text(some, 5), "[5, 2]");
  EXPECT_EQ((NumberArray{{7, 0}, NumberType::u8, {}, 3}).held().size(), 0U);
}

TEST(Numbers, AreFiniteInSinglePrecision) {
  auto const place = [](NumberType type, std::string const& text) {
    return runtime::first_not_finite({{2}, type, bytes_of(text)});
  };
  constexpr float infinity = std::numeric_limits<float>::infinity();
  EXPECT_EQ(place(NumberType::f32, written::raw<float>({1, 2})), 2U);
  EXPECT_EQ(place(NumberType::f32, written::raw<float>({1, -infinity})), 1U);
  EXPECT_EQ(place(NumberType::f64, written::raw<double>({1e39, 2})), 0U);
  EXPECT_EQ(place(NumberType::f16, written::little(0x7c00, 2) + written::little(0, 2)), 0U);
  EXPECT_EQ(place(NumberType::bf16, written::little(0, 2) + written::little(0xffff, 2)), 1U);
  EXPECT_EQ(place(NumberType::u64, std::string(16, '\xff')), 2U);
}

TEST(Numbers, OfAnotherTypeAreOtherData) {
  runtime::Dataset const bytes = runtime::pictures_of_bytes(2, {1, 2}, {0});
  runtime::Dataset other = bytes;
  other.inputs.type = NumberType::i8;
  EXPECT_NE(other.checksum(), bytes.checksum());
  // crc32 of the bytes 1, 2, 0: what the data set had when its classes were bytes.
  EXPECT_EQ(bytes.checksum(), crc32_z(0, Bytes{1, 2, 0}.data(), 3));
}

} // namespace
