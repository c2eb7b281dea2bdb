/// \file
/// Weight files as the tool reads them: by the rules of the format, and no other.
#include "equivarify/codegen/reference/read_weights.hpp"

#include "equivarify/codegen/json/problems.hpp"
#include "equivarify/codegen/process/file.hpp"
#include "equivarify/codegen/process/temporary_folder.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include <bit>
#include <cstdint>
#include <limits>
#include <string>
#include <utility>
#include <vector>

#include "support/spec_text.hpp"

namespace equivarify::codegen {
namespace {

using nlohmann::ordered_json;
using ::testing::HasSubstr;

std::string little_endian(std::uint64_t number, int bytes) {
  std::string text;
  for (int i = 0; i < bytes; ++i, number >>= 8U) {
    text += static_cast<char>(number & 0xffU);
  }
  return text;
}

class ReadWeights : public ::testing::Test {
protected:
  /// A right header and all values 0.5.
  ReadWeights() {
    header_["__metadata__"] = {{"spec_sha256", network_.spec_sha256}};
    std::size_t end = 0;
    for (auto const& parameter : zero_weights<float>(network_)) {
      std::size_t const begin = std::exchange(end, end + 4 * parameter.values.size());
      header_[parameter.name] = {
          {"dtype", "F32"}, {"shape", parameter.shape}, {"data_offsets", {begin, end}}};
    }
    values_.assign(end / 4, 0.5F);
  }

  /// What is said of the file, or nothing if it is read.
  [[nodiscard]] std::string complaint(std::string const& header) const {
    std::string bytes = little_endian(header.size(), 8) + header;
    for (float const value : values_) {
      bytes += little_endian(std::bit_cast<std::uint32_t>(value), 4);
    }
    TemporaryFolder const folder;
    write_file(folder.path() / "w", bytes);
    try {
      EXPECT_EQ(read_weights(network_, folder.path() / "w").front().values.front(), values_[0]);
      return "";
    } catch (algebra::Error const& error) {
      return error.what();
    }
  }

  [[nodiscard]] std::string complaint() const { return complaint(header_.dump()); }

  Network network_ = SpecText{.network = R"([
    {"name": "first", "equivarify": "lift", "layers": [
      {"name": "conv1", "type": "conv2d", "filters": 2, "kernel": 3}, {"name": "norm", "type": "batch_norm"},
      {"type": "max_pool2d", "size": 2}]},
    {"name": "second", "equivarify": "concat", "layers": [
      {"type": "flatten"}, {"name": "dense1", "type": "dense", "units": 3}]}])"}
                         .network_of();
  ordered_json header_;
  std::vector<float> values_;
};

TEST_F(ReadWeights, AreReadByTheRules) {
  EXPECT_EQ(complaint(), "");
  EXPECT_EQ(complaint(header_.dump() + "   "), "");
}

TEST_F(ReadWeights, MustHaveWholeNumbersAndTwoOffsets) {
  for (ordered_json const& shape : {ordered_json{2.0, 1, 3, 3}, ordered_json{-2, -1, 3, 3}}) {
    header_["conv1.weight"]["shape"] = shape;
    EXPECT_THAT(complaint(), HasSubstr("/conv1.weight/shape/0"));
  }
  header_["conv1.weight"]["shape"] = {2, 1, 3, 3};
  header_["conv1.weight"]["data_offsets"].push_back(0);
  EXPECT_THAT(complaint(), HasSubstr("two offsets, 72 bytes apart"));
}

TEST_F(ReadWeights, MustHaveEachNameOnceAndNothingElse) {
  std::string const text = header_.dump();
  EXPECT_THAT(complaint(text.substr(0, text.size() - 1) + ",\"conv1.bias\":{}}"),
              HasSubstr("key given twice"));
  EXPECT_THAT(complaint(text + std::string(1, '\0')), HasSubstr("a zero byte"));
  EXPECT_THAT(complaint(text + "x"), HasSubstr("not JSON"));
}

TEST_F(ReadWeights, MustFillTheFileWithoutGaps) {
  values_.push_back(0);
  EXPECT_THAT(complaint(), HasSubstr("as follow the header"));
}

TEST_F(ReadWeights, MustBeFinite) {
  values_[3] = std::numeric_limits<float>::quiet_NaN();
  EXPECT_THAT(complaint(), HasSubstr("holds nan at place 3, expected finite numbers"));
}

TEST_F(ReadWeights, MustHaveVariancesFromZero) {
  values_[27] = -0.5F; // after 18 + 2 of conv1, and 6 of norm
  EXPECT_THAT(complaint(),
              HasSubstr("the tensor norm.running_variance holds -0.5 at place 1, expected "
                        "variances, from 0"));
}

TEST_F(ReadWeights, BeyondAllThatTheNetworkNeedsAreNotRead) {
  TemporaryFolder const folder;
  write_file(folder.path() / "w", "x");
  std::filesystem::resize_file(folder.path() / "w", 100'000'000'000);
  try {
    static_cast<void>(read_weights(network_, folder.path() / "w"));
    ADD_FAILURE() << "read";
  } catch (WeightsError const& error) {
    EXPECT_THAT(error.what(), HasSubstr("has 100000000000 bytes, expected at most"));
  }
}

} // namespace
} // namespace equivarify::codegen
