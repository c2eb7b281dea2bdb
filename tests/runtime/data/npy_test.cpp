#include "equivarify/runtime/data/npy.hpp"

#include "equivarify/runtime/data/array_files.hpp"
#include "equivarify/runtime/files/error.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <limits>
#include <string>
#include <vector>

#include "runtime/data/written.hpp"
#include "runtime/temporary_folder.hpp"

namespace {

namespace runtime = equivarify::runtime;
using Extents = std::vector<std::size_t>;
using runtime::NumberType;

class Npy : public ::testing::Test {
protected:
  [[nodiscard]] runtime::NumberArray read(std::string const& bytes) const {
    written::save(file_, bytes);
    return runtime::open_array_file(file_, "inputs")->read({"inputs"});
  }

  [[nodiscard]] std::string complaint(std::string const& bytes) const {
    std::string const message =
        message_of<runtime::DataError>([&] { static_cast<void>(read(bytes)); });
    return message.starts_with(file_.string() + ": ") ? message.substr(file_.string().size() + 2)
                                                      : message;
  }

  TemporaryFolder folder_;
  std::filesystem::path file_ = folder_ / "x.npy";
};

TEST_F(Npy, ReadsAFileOfNumPyByteByByte) {
  // numpy.save of numpy.array([[1, 2, 3], [4, 5, 6]], dtype='<i2')
  std::string const file = std::string("\x93NUMPY\x01\x00\x76\x00", 10) +
                           "{'descr': '<i2', 'fortran_order': False, 'shape': (2, 3), }" +
                           std::string(118 - 59 - 1, ' ') + "\n" +
                           std::string("\1\0\2\0\3\0\4\0\5\0\6\0", 12);
  runtime::NumberArray const array = read(file);
  EXPECT_EQ(array.extents, (Extents{2, 3}));
  EXPECT_EQ(array.type, NumberType::i16);
  EXPECT_EQ(written::floats(array), (std::vector<float>{1, 2, 3, 4, 5, 6}));
}

TEST_F(Npy, ReadsEveryTypeOfNumbers) {
  auto const one = [&](std::string const& type, std::string const& bytes) {
    runtime::NumberArray const array = read(written::npy(type, {1}, bytes));
    return std::pair(array.type, runtime::number_at(array, 0));
  };
  EXPECT_EQ(one("|u1", "\xff"), std::pair(NumberType::u8, 255.0));
  EXPECT_EQ(one("|i1", "\xff"), std::pair(NumberType::i8, -1.0));
  EXPECT_EQ(one("|b1", "\1"), std::pair(NumberType::boolean, 1.0));
  EXPECT_EQ(one("<u2", "\1\2"), std::pair(NumberType::u16, 513.0));
  EXPECT_EQ(one(">u2", "\1\2"), std::pair(NumberType::u16, 258.0));
  EXPECT_EQ(one("<i2", "\xfe\xff"), std::pair(NumberType::i16, -2.0));
  EXPECT_EQ(one("<u4", written::little(4'000'000'000, 4)), std::pair(NumberType::u32, 4e9));
  EXPECT_EQ(one("<i4", "\xff\xff\xff\xff"), std::pair(NumberType::i32, -1.0));
  EXPECT_EQ(one("<u8", written::little(1ULL << 40U, 8)), std::pair(NumberType::u64, 0x1p40));
  EXPECT_EQ(one("<i8", std::string(8, '\xff')), std::pair(NumberType::i64, -1.0));
  EXPECT_EQ(one("<f2", written::little(0x3e00, 2)), std::pair(NumberType::f16, 1.5));
  EXPECT_EQ(one("<f4", written::raw<float>({0.1F})),
            std::pair(NumberType::f32, static_cast<double>(0.1F)));
  EXPECT_EQ(one("<f8", written::raw<double>({0.1})), std::pair(NumberType::f64, 0.1));
  std::string big = written::raw<double>({0.1});
  std::reverse(big.begin(), big.end());
  EXPECT_EQ(one(">f8", big), std::pair(NumberType::f64, 0.1));
}

TEST_F(Npy, ReadsTheOrderOfFortran) {
  // [[[0, 1], [2, 3], [4, 5]]] and the same with a second one of 6 to 11
  runtime::NumberArray const array =
      read(written::npy("|u1", {2, 3, 2}, std::string("\0\6\2\x8\4\xa\1\7\3\x9\5\xb", 12), true));
  EXPECT_EQ(array.extents, (Extents{2, 3, 2}));
  EXPECT_EQ(array.bytes, (std::vector<std::uint8_t>{0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11}));
}

TEST_F(Npy, ReadsLaterVersionsAndOtherWaysToWriteTheHeader) {
  std::string const header = "{\"shape\":(2,),'fortran_order':False,'descr':'|u1'}";
  for (int const version : {1, 2, 3}) {
    EXPECT_EQ(read(written::npy_with(header, "ab", version)).extents, (Extents{2}));
  }
  EXPECT_EQ(read(written::npy("|u1", {}, "a")).extents, Extents{});
}

TEST_F(Npy, IsUnpackedFromGzip) {
  std::string const bytes = written::npy("|u1", {3}, "abc");
  gzFile const file = gzopen(file_.c_str(), "wb");
  gzwrite(file, bytes.data(), static_cast<unsigned>(bytes.size()));
  gzclose(file);
  EXPECT_EQ(runtime::open_array_file(file_, "x")->read({"x"}).extents, (Extents{3}));
}

/// Any array in any order of bytes and of indices comes back as it was.
RC_GTEST_FIXTURE_PROP(Npy, ReadsWhatWasWritten, ()) {
  auto const extents = *rc::gen::container<Extents>(rc::gen::inRange<std::size_t>(0, 5));
  std::size_t const size = runtime::product_of(extents);
  auto const values =
      *rc::gen::container<std::vector<std::int32_t>>(size, rc::gen::arbitrary<std::int32_t>());
  auto const big = *rc::gen::arbitrary<bool>();
  std::string bytes = written::raw(values);
  for (std::size_t i = 0; big && i < bytes.size(); i += 4) {
    std::reverse(bytes.begin() + static_cast<std::ptrdiff_t>(i),
                 bytes.begin() + static_cast<std::ptrdiff_t>(i + 4));
  }
  runtime::NumberArray const array = read(written::npy(big ? ">i4" : "<i4", extents, bytes));
  RC_ASSERT(array.extents == extents);
  RC_ASSERT(array.bytes.size() == 4 * size);
  for (std::size_t i = 0; i < size; ++i) {
    RC_ASSERT(runtime::number_at(array, i) == static_cast<double>(values[i]));
  }
}

TEST_F(Npy, SaysWhatIsWrongWithAFile) {
  EXPECT_EQ(complaint("PK\3\4...."),
            "not an .npy file: expected it to start with the byte 0x93 and NUMPY");
  EXPECT_EQ(complaint("\xFF\xD8\xFF\xE0"),
            "not an .npy file: expected it to start with the byte 0x93 and NUMPY; its first bytes "
            "are those of a JPEG picture: of pictures, PNG alone is read (ImageMagick makes one: "
            "convert PICTURE picture.png)");
  EXPECT_EQ(complaint(written::npy_with("{}", "", 4)),
            "an .npy file of version 4, expected 1 to 3");
  EXPECT_EQ(complaint(written::npy("|u1", {2}, "").substr(0, 50)),
            "an .npy file that ends inside its header");
  EXPECT_EQ(complaint(written::npy_with(std::string(70'000, ' '), "", 2)),
            "an .npy file with a header of 70000 bytes, expected at most 65536");
  EXPECT_EQ(complaint(written::npy("<f4", {3}, written::raw<float>({1, 2}))),
            "its header promises 3 values, but 2 follow");
  EXPECT_EQ(complaint(written::npy("<f4", {1}, written::raw<float>({1, 2}))),
            "its header promises 1 values, but more follow");
  EXPECT_EQ(complaint(written::npy("<f4", {1U << 28U, 2}, "")),
            "its header promises more than 1073741824 bytes (1 GiB), the limit");
  EXPECT_EQ(complaint(written::npy("|b1", {2, 2}, std::string("\0\1\1\2", 4))),
            "the truth value at [1, 1] is the byte 2, expected 0 or 1");
}

TEST_F(Npy, SaysWhichTypesItDoesNotRead) {
  std::string const expected =
      "', expected numbers: b1, u1, u2, u4, u8, i1, i2, i4, i8, f2, f4 or f8";
  for (std::string const type : {"<c8", "<U5", "|O", "<f16", "|f4", "=f4", "<x4", ""}) {
    EXPECT_EQ(complaint(written::npy(type, {1}, "abcdefgh")),
              "holds values of type '" + type + expected);
  }
  EXPECT_EQ(complaint(written::npy_with("{'descr': [('x', '<f4')]}", "")),
            "holds records of several fields, expected an array of numbers");
}

TEST_F(Npy, SaysWhereAHeaderIsNotAsNumPyWritesIt) {
  auto const about = [&](std::string const& header) {
    std::string const start = "an .npy file whose header is not as NumPy writes it: expected ";
    std::string const message = complaint(written::npy_with(header, "a"));
    return message.starts_with(start) ? message.substr(start.size()) : message;
  };
  EXPECT_EQ(about("[]"), "'{' at byte 0 of []");
  EXPECT_EQ(about("{descr"), "a string in quotes at byte 1 of {descr");
  EXPECT_EQ(about("{'shape': 3}"), "'(' at byte 10 of {'shape': 3}");
  EXPECT_EQ(about("{'shape': (-3,)}"), "an extent at byte 11 of {'shape': (-3,)}");
  EXPECT_EQ(about("{'shape': (3 4)}"), "')' at byte 13 of {'shape': (3 4)}");
  EXPECT_EQ(about("{'fortran_order': 1}"), "True or False at byte 18 of {'fortran_order': 1}");
  EXPECT_EQ(about("{'other': 1}"), "'descr', 'fortran_order' or 'shape' at byte 9 of {'other': 1}");
  EXPECT_EQ(about("{'shape': (), 'shape': ()}"),
            "each key once at byte 22 of {'shape': (), 'shape': ()}");
  EXPECT_EQ(about("{'shape': ()}"),
            "a dictionary of 'descr', 'fortran_order' and 'shape' at byte 13 of {'shape': ()}");
  EXPECT_EQ(about("{'shape': (1234567890123456789,)}"),
            "an extent of at most 18 digits at byte 29 of {'shape': (1234567890123456789,)}");
}

} // namespace
