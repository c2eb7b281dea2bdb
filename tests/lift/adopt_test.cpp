/// \file
/// `adopt`: weights that another program saved, by a map of names.
#include "equivarify/codegen/process/file.hpp"
#include "equivarify/codegen/process/temporary_folder.hpp"
#include "equivarify/codegen/reference/read_weights.hpp"
#include "equivarify/codegen/reference/write_weights.hpp"
#include "equivarify/codegen/spec/load.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include <string>

#include "support/run_equivarify.hpp"

namespace equivarify::testing {
namespace {

using codegen::ExitCode;
using support::Outcome;
using support::run_equivarify;
using ::testing::HasSubstr;

constexpr char const* spec = R"({
  "name": "net", "group": {"cyclic": 2},
  "input": {"shape": [1, 4, 4], "action": {"r": "half_turn"}},
  "network": [{"name": "f", "equivarify": "lift", "layers": [
    {"name": "conv", "type": "conv2d", "filters": 2, "kernel": 3},
    {"name": "norm", "type": "batch_norm"}, {"type": "flatten"},
    {"name": "hidden", "type": "dense", "units": 32}, {"type": "relu"},
    {"name": "again", "type": "dense", "units": 32}, {"type": "relu"},
    {"name": "last", "type": "dense", "units": 3}]}],
  "labels": {"classes": ["a", "b", "c"]}})";

class Adopt : public ::testing::Test {
protected:
  Adopt() { codegen::write_file(path("net.json"), spec); }

  [[nodiscard]] std::string path(std::string const& name) const {
    return (folder_.path() / name).string();
  }

  /// A file with the weights of seed 3 under \p names, in the order of ours.
  void save(std::vector<std::string> const& names) const {
    auto weights = saved();
    for (std::size_t i = 0; i < names.size(); ++i) {
      weights.at(i).name = names[i];
    }
    codegen::write_file(path("state.safetensors"), codegen::encode_weights(network(), weights));
  }

  [[nodiscard]] codegen::Network network() const { return codegen::load_network(path("net.json")); }

  [[nodiscard]] codegen::ReferenceWeights<float> saved() const {
    return codegen::random_weights<float>(network(), 3);
  }

  [[nodiscard]] Outcome adopt(std::vector<std::string> const& more = {}) const {
    std::vector<std::string> arguments{
        "adopt", path("net.json"), path("state.safetensors"), "--output", path("w.safetensors")};
    arguments.insert(arguments.end(), more.begin(), more.end());
    return run_equivarify(arguments);
  }

  /// Whether the weights written are those of seed 3.
  void expect_saved_weights() const {
    auto const found = codegen::read_weights(network(), path("w.safetensors"));
    auto const expected = saved();
    for (std::size_t i = 0; i < expected.size(); ++i) {
      EXPECT_EQ(found[i].values, expected[i].values) << expected[i].name;
    }
  }

private:
  codegen::TemporaryFolder folder_;
};

/// As PyTorch's Sequential names them, which sorted as texts would put 10 before 5.
std::vector<std::string> const sequential{"0.weight",
                                          "0.bias",
                                          "1.weight",
                                          "1.bias",
                                          "1.running_mean",
                                          "1.running_var",
                                          "5.weight",
                                          "5.bias",
                                          "10.weight",
                                          "10.bias",
                                          "12.weight",
                                          "12.bias"};

TEST_F(Adopt, GuessesNamesByKindShapeAndOrder) {
  save(sequential);
  Outcome const outcome = adopt();
  ASSERT_EQ(outcome.code, ExitCode::done) << outcome.err;
  EXPECT_THAT(outcome.out, HasSubstr("hidden.weight                    [32, 32] <- 5.weight"));
  EXPECT_THAT(outcome.out, HasSubstr("again.weight                     [32, 32] <- 10.weight"));
  expect_saved_weights();
}

TEST_F(Adopt, TakesEqualNamesFirst) {
  auto names = std::vector<std::string>{};
  for (auto const& parameter : saved()) {
    names.push_back("module." + parameter.name);
  }
  save(names);
  ASSERT_EQ(adopt().code, ExitCode::done);
  expect_saved_weights();
}

TEST_F(Adopt, TakesAMapThatWasEdited) {
  save(sequential);
  ASSERT_EQ(adopt({"--write-map", path("map.json")}).code, ExitCode::done);
  auto map = nlohmann::json::parse(codegen::read_bytes(path("map.json")));
  std::swap(map["hidden.weight"], map["again.weight"]);
  codegen::write_file(path("map.json"), map.dump());
  ASSERT_EQ(adopt({"--map", path("map.json")}).code, ExitCode::done);
  auto const found = codegen::read_weights(network(), path("w.safetensors"));
  EXPECT_EQ(found.at(6).values, saved().at(8).values);
  map["hidden.weight"] = "12.weight";
  codegen::write_file(path("map.json"), map.dump());
  Outcome const outcome = adopt({"--map", path("map.json")});
  EXPECT_EQ(outcome.code, ExitCode::bad_input);
  EXPECT_THAT(outcome.err,
              HasSubstr("the tensor 12.weight has the shape [3, 32], expected [32, 32] "
                        "of hidden.weight"));
}

TEST_F(Adopt, NamesBothSidesWhereNothingFits) {
  save(sequential);
  std::string changed = spec;
  changed.replace(changed.find("\"units\": 3}"), 11, "\"units\": 4}");
  changed.replace(changed.find("\"c\"]"), 4, "\"c\", \"d\"]");
  codegen::write_file(path("net.json"), changed);
  Outcome const outcome = adopt();
  EXPECT_EQ(outcome.code, ExitCode::bad_input);
  EXPECT_THAT(outcome.err,
              HasSubstr("holds nothing for the tensor last.weight [4, 32]; left of its "
                        "kind: 12.weight [3, 32]"));
}

/// A safetensors file with one tensor of two numbers.
std::string file_of(std::string const& type, std::string const& bytes) {
  std::string const header = R"({"x.weight": {"dtype": ")" + type +
                             R"(", "shape": [2], "data_offsets": [0, )" +
                             std::to_string(bytes.size()) + "]}}";
  return std::string{static_cast<char>(header.size())} + std::string(7, '\0') + header + bytes;
}

TEST(TensorFile, ReadsNumbersOfEveryPrecision) {
  using std::string_literals::operator""s;
  codegen::TemporaryFolder const folder;
  std::string const path = (folder.path() / "x").string();
  for (auto const& [type, bytes] : {std::pair{"F16", "\x00\x3c\x00\xc1"s},
                                    {"BF16", "\x80\x3f\x20\xc0"s},
                                    {"F32", "\x00\x00\x80\x3f\x00\x00\x20\xc0"s},
                                    {"F64", "\0\0\0\0\0\0\xf0\x3f\0\0\0\0\0\0\x04\xc0"s}}) {
    codegen::write_file(path, file_of(type, bytes));
    codegen::TensorFile const file{path, 1000, codegen::StoredNumbers::floating};
    EXPECT_EQ(file.values("x.weight"), (std::vector<float>{1.0F, -2.5F})) << type;
  }
}

} // namespace
} // namespace equivarify::testing
