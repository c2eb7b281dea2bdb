#include "equivarify/runtime/tensor_file/read_weights.hpp"

#include <gtest/gtest.h>

#include <array>
#include <bit>
#include <cstdint>
#include <limits>
#include <string>
#include <vector>

namespace equivarify::runtime {
namespace {

/// A weight file of the spec "s" with the two numbers \p values in the tensor \p name.
std::vector<unsigned char> file_with(std::string const& name, std::array<float, 2> const& values) {
  std::string const header = R"({"__metadata__":{"spec_sha256":"s"},")" + name +
                             R"(":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}})";
  std::vector<unsigned char> bytes(8);
  bytes[0] = static_cast<unsigned char>(header.size());
  bytes.insert(bytes.end(), header.begin(), header.end());
  for (float const value : values) {
    auto const bits = std::bit_cast<std::uint32_t>(value);
    for (unsigned shift = 0; shift < 32; shift += 8) {
      bytes.push_back(static_cast<unsigned char>(bits >> shift & 0xffU));
    }
  }
  return bytes;
}

/// What is said of \p values in the tensor \p name; nothing if they are read.
std::string said_of(std::string const& name, std::array<float, 2> const& values) {
  std::array<float, 2> read{};
  ParameterView const parameter{.name = name, .shape = {2}, .values = read};
  try {
    read_weights(file_with(name, values), "s", std::array{parameter});
  } catch (std::runtime_error const& error) {
    return error.what();
  }
  EXPECT_EQ(read, values);
  return "";
}

TEST(WeightReader, TakesFiniteNumbersAndNoNegativeVariance) {
  float const infinity = std::numeric_limits<float>::infinity();
  EXPECT_EQ(said_of("a.weight", {-1.0F, 2.0F}), "");
  EXPECT_EQ(said_of("a.running_variance", {0.0F, 2.0F}), "");
  EXPECT_EQ(said_of("a.running_mean", {-1.0F, 2.0F}), "");
  EXPECT_EQ(said_of("a.weight", {1.0F, std::numeric_limits<float>::quiet_NaN()}),
            "tensor a.weight has at place 1 what is no number");
  EXPECT_EQ(said_of("a.weight", {-infinity, 1.0F}),
            "tensor a.weight has at place 0 what is no number");
  EXPECT_EQ(said_of("a.running_variance", {1.0F, -1.0F}),
            "tensor a.running_variance has at place 1 what is no variance");
}

} // namespace
} // namespace equivarify::runtime
