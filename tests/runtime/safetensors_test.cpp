#include "equivarify/runtime/weights/safetensors.hpp"

#include "equivarify/runtime/files/error.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <array>
#include <cstring>
#include <limits>
#include <string>
#include <string_view>

#include "runtime/temporary_folder.hpp"

namespace {

namespace runtime = equivarify::runtime;
using runtime::TensorFile;

std::vector<std::byte> to_bytes(std::string_view characters) {
  auto const bytes = std::as_bytes(std::span(characters));
  return {bytes.begin(), bytes.end()};
}

/// A file with the header \p header and \p size bytes of data.
std::vector<std::byte> file_of(std::string const& header, std::size_t size) {
  std::vector<std::byte> bytes(8 + header.size() + size);
  std::uint64_t const length = header.size();
  std::memcpy(bytes.data(), &length, 8);
  std::memcpy(bytes.data() + 8, header.data(), header.size());
  return bytes;
}

std::string complaint(std::vector<std::byte> const& bytes) {
  return message_of<runtime::DataError>(
      [&] { static_cast<void>(runtime::decode_safetensors(bytes, "w.safetensors")); });
}

constexpr std::string_view start =
    "w.safetensors: not a safetensors file that this program can read: ";

TEST(Safetensors, AreTheseBytes) {
  TensorFile const file{{{"format", "pt"}}, {{"b", {2}, {1.0F, -2.0F}}}};
  std::string const header = R"({"__metadata__":{"format":"pt"},"b":{"dtype":"F32","shape":[2],)"
                             R"("data_offsets":[0,8]}})";
  std::string expected("\x58\0\0\0\0\0\0\0", 8);
  expected += header + std::string(0x58 - header.size(), ' ');
  expected += std::string("\0\0\x80\x3f\0\0\0\xc0", 8);
  EXPECT_EQ(runtime::encode_safetensors(file), to_bytes(expected));
}

RC_GTEST_PROP(Safetensors,
              ReadBackAsWritten,
              (std::map<std::string, std::vector<float>> const& tensors)) {
  TensorFile file{{{"note", "a \"quoted\" word"}}, {}};
  for (auto const& [name, values] : tensors) {
    std::string printable = "t";
    for (char const letter : name) {
      printable += static_cast<char>('a' + (static_cast<unsigned char>(letter) % 26));
    }
    if (file.find(printable) == nullptr) {
      file.tensors.push_back({printable, {values.size()}, values});
    }
  }
  std::vector<std::byte> const bytes = runtime::encode_safetensors(file);
  RC_ASSERT(runtime::decode_safetensors(bytes, "x") == file);
}

TEST(Safetensors, StartTheirValuesAtAMultipleOfEight) {
  for (std::size_t length = 1; length < 20; ++length) {
    TensorFile const file{{}, {{std::string(length, 'n'), {1}, {1.0F}}}};
    EXPECT_EQ(runtime::encode_safetensors(file).size() % 8, 4U);
  }
}

TEST(Safetensors, SayWhatIsWrongWithAFile) {
  EXPECT_EQ(complaint({}), std::string(start) + "it has 0 bytes, expected at least 8");
  EXPECT_EQ(complaint(to_bytes("ABCDEFGH")),
            std::string(start) + "its header should have 5208208757389214273 bytes, but 0 follow");
  EXPECT_EQ(complaint(file_of("[]", 0)), std::string(start) + "its header is no JSON object");
  EXPECT_EQ(complaint(file_of(R"({"w":{"dtype":"F64","shape":[1],"data_offsets":[0,8]}})", 8)),
            std::string(start) + R"(tensor w has type "F64", expected "F32")");
  EXPECT_EQ(complaint(file_of(R"({"w":{"dtype":"F32","shape":[1]}})", 4)),
            std::string(start) + "tensor w lacks a dtype, a shape or its data_offsets");
  EXPECT_EQ(complaint(file_of(R"({"w":{"dtype":"F32","shape":[3],"data_offsets":[0,8]}})", 8)),
            std::string(start) + "tensor w of 3 values takes 8 bytes");
  EXPECT_EQ(complaint(file_of(R"({"w":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}})", 4)),
            std::string(start) + "tensor w should take bytes 0 to 8 of 4");
  EXPECT_EQ(complaint(file_of(R"({"w":{"dtype":"F32","shape":[1],"data_offsets":[4,8]}})", 8)),
            std::string(start) + "a tensor begins at byte 4, expected 0");
  EXPECT_EQ(complaint(file_of("{}", 4)),
            std::string(start) + "its tensors take 0 bytes, but 4 follow the header");
}

TEST(Safetensors, HaveHeadersByTheRulesOfTheReferenceImplementation) {
  auto const about_w = [](std::string const& shape, std::string const& offsets) {
    return complaint(file_of(
        R"({"w":{"dtype":"F32","shape":)" + shape + R"(,"data_offsets":)" + offsets + "}}", 16));
  };
  std::string const numbers = " is not a list of at most 64 whole numbers";
  for (char const* const shape : {"[2.5,2]",
                                  "[4.0]",
                                  "[4e0]",
                                  "[-4]",
                                  "[04]",
                                  "4",
                                  "[\"4\"]",
                                  "[4",
                                  "[18446744073709551616]"}) {
    EXPECT_EQ(about_w(shape, "[0,16]"), std::string(start) + "tensor w: its shape" + numbers);
  }
  EXPECT_EQ(about_w("[4]", "[0,16.0]"),
            std::string(start) + "tensor w: its data_offsets" + numbers);
  EXPECT_EQ(about_w("[4]", "[0,16,16]"),
            std::string(start) + "tensor w has 3 data_offsets, expected 2");
  EXPECT_EQ(about_w("[4]", "[0]"), std::string(start) + "tensor w has 1 data_offsets, expected 2");
  EXPECT_EQ(about_w("[4611686018427387904,4,4]", "[0,16]"),
            std::string(start) + "tensor w has a shape of more than 2^64 bytes");
  EXPECT_EQ(about_w("[4],\"shape\":[4]", "[0,16]"),
            std::string(start) + "tensor w names shape twice");
  EXPECT_EQ(about_w("[4]", "[0,16],\"note\":{\"a\":[-1.5e3,true,null]}"), "nothing thrown");
}

TEST(Safetensors, HaveEachNameOnceAndNothingAfterTheirHeader) {
  std::string const w = R"("w":{"dtype":"F32","shape":[0],"data_offsets":[0,0]})";
  EXPECT_EQ(complaint(file_of("{" + w + "," + w + "}", 0)),
            std::string(start) + "it names w twice");
  EXPECT_EQ(complaint(file_of("{" + w + "}" + std::string(1, '\0'), 0)),
            std::string(start) + "its header is no JSON: expected the end at byte 54");
  EXPECT_EQ(complaint(file_of("{" + w + "}x", 0)),
            std::string(start) + "its header is no JSON: expected the end at byte 54");
  EXPECT_EQ(complaint(file_of("{" + w + ",}", 0)),
            std::string(start) + "its header is no JSON: expected a key in quotes at byte 54");
  EXPECT_EQ(complaint(file_of(R"({"__metadata__":{"a":"b","a":"c"}})", 0)),
            std::string(start) + "its __metadata__ names a twice");
  EXPECT_EQ(complaint(file_of(R"({"__metadata__":{"a":1}})", 0)),
            std::string(start) + "its __metadata__ is not an object of strings");
  EXPECT_EQ(complaint(file_of(R"({"__metadata__":null})", 0)), "nothing thrown");
  EXPECT_EQ(complaint(file_of("{\"\xff\":0}", 0)),
            std::string(start) +
                "its header is no JSON: expected a character of a string, or a quote at byte 2");
  EXPECT_EQ(complaint(file_of(R"({"w":{"x":)" + std::string(200, '['), 0)),
            std::string(start) + "its header is nested too deep");
}

TEST(Safetensors, ReadTheEscapesOfJson) {
  std::string const header =
      R"({"__metadata__":{"k":"a\u00e9\ud83d\ude00\n\/"},"\u0077":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}})";
  TensorFile const file = runtime::decode_safetensors(file_of(header, 4), "w");
  EXPECT_EQ(file.metadata.at("k"), "a\xC3\xA9\xF0\x9F\x98\x80\n/");
  EXPECT_EQ(file.tensors.at(0).name, "w");
}

TEST(Safetensors, WithLongNamesAreRefusedInShortMessages) {
  std::string const name(1'000'000, 'n');
  std::string const message =
      complaint(file_of("{\"" + name + R"(":{"dtype":"F32","shape":[1]}})", 4));
  EXPECT_EQ(message,
            std::string(start) + "tensor " + std::string(64, 'n') +
                "... lacks a dtype, a shape or its data_offsets");
}

/// The two numbers of a tensor of type \p type whose bytes are \p bytes.
std::vector<float> numbers_of(std::string const& type, std::string_view bytes) {
  std::string const header = R"({"w":{"dtype":")" + type + R"(","shape":[2],"data_offsets":[0,)" +
                             std::to_string(bytes.size()) + "]}}";
  std::vector<std::byte> file = file_of(header, bytes.size());
  std::memcpy(file.data() + 8 + header.size(), bytes.data(), bytes.size());
  return runtime::decode_safetensors(file, "x", runtime::floating_point).tensors.front().values;
}

TEST(Safetensors, ConvertNumbersOfOtherTypesWhereThatIsAskedFor) {
  using std::string_view_literals::operator""sv;
  EXPECT_EQ(numbers_of("F16", "\x00\x3c\x00\xc1"sv), (std::vector<float>{1, -2.5F}));
  EXPECT_EQ(numbers_of("F16", "\x01\x00\x00\x7c"sv),
            (std::vector<float>{0x1p-24F, std::numeric_limits<float>::infinity()}));
  EXPECT_EQ(numbers_of("F16", "\xff\x03\x00\x04"sv),
            (std::vector<float>{1023 * 0x1p-24F, 0x1p-14F}));
  EXPECT_EQ(numbers_of("BF16", "\x80\x3f\x20\xc0"sv), (std::vector<float>{1, -2.5F}));
  std::string doubles(16, '\0');
  std::array const values{0.1, -3.0};
  std::memcpy(doubles.data(), values.data(), doubles.size());
  EXPECT_EQ(numbers_of("F64", doubles), (std::vector<float>{0.1F, -3}));
  EXPECT_EQ(message_of<runtime::DataError>([] { numbers_of("I64", std::string(16, '\0')); }),
            "x: not a safetensors file that this program can read: tensor w has type \"I64\", "
            "expected \"F32\", \"F16\", \"BF16\" or \"F64\"");
}

RC_GTEST_PROP(Safetensors, RefuseDamagedFilesWithAMessageAndNothingWorse, ()) {
  TensorFile const file{{{"k", "v"}}, {{"a", {2, 1}, {1, 2}}, {"b", {1}, {3}}}};
  std::vector<std::byte> bytes = runtime::encode_safetensors(file);
  auto const place = *rc::gen::inRange<std::size_t>(0, bytes.size() - 12);
  bytes[place] ^= static_cast<std::byte>(*rc::gen::inRange(1, 256));
  bytes.resize(*rc::gen::inRange<std::size_t>(0, bytes.size() + 1));
  try {
    static_cast<void>(runtime::decode_safetensors(bytes, "x"));
  } catch (runtime::DataError const&) {
    RC_SUCCEED("refused");
  }
}

} // namespace
