/// \file
/// Integer networks as ONNX files: the same integers as in generated programs.
#include "equivarify/codegen/generate/generate_error.hpp"
#include "equivarify/codegen/json/problems.hpp"
#include "equivarify/codegen/onnx/integer_network.hpp"
#include "equivarify/codegen/onnx/integer_sums.hpp"
#include "equivarify/codegen/onnx_run/evaluate.hpp"
#include "equivarify/codegen/reference/read_integers.hpp"
#include "equivarify/codegen/reference/tensor_file.hpp"
#include "equivarify/runtime/integer/definition.hpp"
#include "equivarify/runtime/integer/integer_files.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <cmath>
#include <fstream>
#include <iterator>
#include <numeric>
#include <set>

#include "integers/integer_networks.hpp"
#include "lift/lifted_output.hpp"
#include "runtime/temporary_folder.hpp"

namespace equivarify::testing {
namespace {

using codegen::IntegerFile;
using codegen::OnnxModel;
using codegen::onnx_run::Array;
using codegen::onnx_run::evaluate_onnx;
using ::testing::HasSubstr;

/// A network with random integers, and a file of them.
struct Written {
  Written(codegen::SpecText const& spec, std::uint64_t seed)
      : network{spec.network_of()}, about{codegen::integer_description(network)}, random{seed},
        weights{random_integers(about, random)}, path{folder.path() / "integers.safetensors"} {
    weights.layers.back().exponent = 5;
    save_integer_weights(weights, about, path);
  }

  /// The logits at \p x by the definition.
  [[nodiscard]] std::vector<double> logits(std::span<float const> x) const {
    std::vector<double> result;
    for (std::int32_t const logit : runtime::evaluate_by_definition(weights, about, x)) {
      result.push_back(std::ldexp(static_cast<double>(logit), -weights.layers.back().exponent));
    }
    return result;
  }

  /// What \p model makes of \p x.
  [[nodiscard]] std::vector<double> run(OnnxModel const& model, std::span<float const> x) const {
    Array const image{{1, about.channels, about.rows, about.columns}, {x.begin(), x.end()}};
    return evaluate_onnx(model, image).values;
  }

  /// Random inputs, and one that meets every tie of the first rounding.
  [[nodiscard]] std::vector<float> inputs(std::size_t count) {
    return random_inputs(about, weights.input.lowest < 0, count, random);
  }

  ::TemporaryFolder folder;
  codegen::Network network;
  runtime::Description about;
  runtime::Random random;
  runtime::IntegerWeights weights;
  std::filesystem::path path;
};

class IntegerOnnx : public ::testing::TestWithParam<std::pair<std::string, codegen::SpecText>> {};

INSTANTIATE_TEST_SUITE_P(Groups,
                         IntegerOnnx,
                         ::testing::ValuesIn(integer_specs()),
                         [](auto const& spec) { return spec.param.first; });

TEST_P(IntegerOnnx, FilesGiveTheIntegersOfTheDefinition) {
  constexpr std::size_t inputs = 3;
  for (std::uint64_t seed = 1; seed <= 4; ++seed) {
    Written written(GetParam().second, seed);
    OnnxModel const model =
        to_integer_onnx(written.network, read_integers(written.network, written.path));
    std::vector<float> const x = written.inputs(inputs);
    for (std::size_t i = 0; i < inputs; ++i) {
      auto const input =
          std::span{x}.subspan(i * written.about.input_size(), written.about.input_size());
      EXPECT_EQ(written.run(model, input), written.logits(input)) << "seed " << seed;
    }
  }
}

TEST_P(IntegerOnnx, FilesAreReadBackWithTheSameIntegers) {
  Written written(GetParam().second, 1);
  OnnxModel const model =
      to_integer_onnx(written.network, read_integers(written.network, written.path));
  std::vector<float> const x = written.inputs(1);
  std::set<std::string> const read{"C2", "C3", "C4"};
  try {
    EXPECT_EQ(lifted_output(model, "logits", {x.begin(), x.end()}), written.logits(x));
    EXPECT_TRUE(read.contains(GetParam().first));
  } catch (codegen::InputError const& error) {
    bool const has_tables = GetParam().first.ends_with("_functions");
    EXPECT_THAT(error.what(),
                HasSubstr(has_tables
                              ? "(Gather)\n  found        an input 1 that depends on the input"
                              : "a network of more layers than a spec takes"));
    EXPECT_FALSE(read.contains(GetParam().first));
  }
}

/// \p model with halves rounded to the even neighbour, as QLinearConv does.
OnnxModel with_halves_to_even(OnnxModel model) {
  for (codegen::OnnxTensor& tensor : model.constants) {
    if (tensor.name.ends_with("/rounding.half")) {
      std::vector<float>& values = std::get<std::vector<float>>(tensor.values);
      values.assign(values.size(), 0);
    }
  }
  for (codegen::OnnxNode& node : model.nodes) {
    if (node.type == "Floor" && node.outputs.front().find("/rounding/") != std::string::npos) {
      node.type = "Round";
    }
  }
  return model;
}

TEST(IntegerOnnxFile, WithHalvesToEvenGivesOtherIntegers) {
  std::size_t differing = 0;
  for (std::uint64_t seed = 1; seed <= 8; ++seed) {
    Written written(integer_specs().at(2).second, seed);
    OnnxModel const model =
        to_integer_onnx(written.network, read_integers(written.network, written.path));
    std::vector<float> const x = written.inputs(1);
    std::vector<double> const logits = written.logits(x);
    ASSERT_EQ(written.run(model, x), logits);
    differing += written.run(with_halves_to_even(model), x) != logits ? 1U : 0U;
  }
  EXPECT_GT(differing, 0U);
}

/// Sums of up to 576 * 127 * 255, more than 2^24.
codegen::SpecText wide_spec() {
  return {.group = R"({"cyclic": 2})",
          .shape = "[1, 24, 24]",
          .action = R"({"r": "half_turn"})",
          .network = R"([{"name": "all", "equivarify": "lift", "layers": [{"type": "flatten"},
            {"name": "dense1", "type": "dense", "units": 2}, {"type": "relu"},
            {"name": "logits", "type": "dense", "units": 3}]}])"};
}

TEST(IntegerOnnxFile, AddsLargeSumsInPartsThatSinglePrecisionHolds) {
  Written written(wide_spec(), 1);
  written.weights.input = {};
  runtime::IntegerLayer& layer = written.weights.layers.front();
  std::fill(layer.weights.begin(), layer.weights.end(), std::int8_t{127});
  layer.shifts.assign(layer.shifts.size(), 17);
  save_integer_weights(written.weights, written.about, written.path);
  OnnxModel const model =
      to_integer_onnx(written.network, read_integers(written.network, written.path));
  EXPECT_EQ(std::count_if(model.nodes.begin(),
                          model.nodes.end(),
                          [](codegen::OnnxNode const& node) { return node.type == "Slice"; }),
            4); // two parts of two copies
  std::vector<float> x(written.about.input_size(), 1);
  EXPECT_EQ(written.run(model, x), written.logits(x));
  x = written.inputs(1);
  EXPECT_EQ(written.run(model, x), written.logits(x));
}

RC_GTEST_PROP(IntegerSums, HavePartsThatCoverAllChannelsAndStayBelowTheGaps, ()) {
  auto const outputs = *rc::gen::inRange<std::size_t>(1, 4);
  auto const channels = *rc::gen::inRange<std::size_t>(1, 600);
  auto const terms = *rc::gen::inRange<std::size_t>(1, 40);
  runtime::Random random(*rc::gen::arbitrary<std::uint64_t>());
  codegen::IntegerTensors tensors;
  for (std::size_t i = 0; i < outputs * channels * terms; ++i) {
    tensors.weight.push_back(static_cast<double>(random.below(255)) - 127);
  }
  for (std::size_t o = 0; o < outputs; ++o) {
    tensors.bias.push_back(static_cast<double>(random.below(1U << 22)) - (1 << 21));
  }
  constexpr double most = 255;
  codegen::IntegerSums const sums = codegen::integer_sums("a", tensors, outputs, channels, most);
  std::size_t next = 0;
  double whole = 0;
  for (codegen::ChannelRange const& part : sums.parts) {
    RC_ASSERT(part.begin == next);
    RC_ASSERT(part.end > part.begin);
    next = part.end;
    for (std::size_t o = 0; o < outputs; ++o) {
      double reach = part.begin == 0 ? std::abs(tensors.bias[o]) : 0;
      for (std::size_t i = part.begin * terms; i < part.end * terms; ++i) {
        reach += most * std::abs(tensors.weight[o * channels * terms + i]);
      }
      RC_ASSERT(reach < codegen::exact_floats);
    }
  }
  RC_ASSERT(next == channels);
  for (std::size_t o = 0; o < outputs; ++o) {
    double reach = std::abs(tensors.bias[o]);
    for (std::size_t i = 0; i < channels * terms; ++i) {
      reach += most * std::abs(tensors.weight[o * channels * terms + i]);
    }
    whole = std::max(whole, reach);
  }
  RC_ASSERT(sums.largest == whole);
}

template <typename F>
std::string complaint(F const& f) {
  try {
    static_cast<void>(f());
  } catch (codegen::GenerateError const& error) {
    return error.what();
  } catch (codegen::WeightsError const& error) {
    return error.what();
  } catch (codegen::InputError const& error) {
    return error.what();
  }
  return "";
}

TEST(IntegerSums, AreRefusedWhereNoFloatHoldsThem) {
  codegen::IntegerTensors tensors{.weight = std::vector<double>(600, 127)};
  EXPECT_THAT(complaint([&] { return integer_sums("a", tensors, 1, 1, 255); }),
              HasSubstr("layer a: the sum over channel 0 can reach 19431000"));
  tensors.weight.assign(70000, 127);
  EXPECT_THAT(complaint([&] { return integer_sums("a", tensors, 1, 70000, 255); }),
              HasSubstr("layer a: a sum can reach 2266950000, more than 32 bits hold"));
}

TEST(IntegerOnnxFile, IsNotMadeOfALayerWithoutIntegers) {
  codegen::SpecText const spec{.network = R"([{"name": "all", "equivarify": "lift", "layers": [
    {"type": "layer_norm"}, {"type": "flatten"},
    {"name": "b", "type": "dense", "units": 3}]}])"};
  EXPECT_THAT(complaint([&] { return to_integer_onnx(spec.network_of(), {}); }),
              HasSubstr("cannot be evaluated in integers: layer"));
}

/// The file of \p written with the text \p right, which it holds, replaced by \p wrong.
std::string
complaint_about(Written const& written, std::string const& right, std::string const& wrong) {
  std::ifstream stream(written.path, std::ios::binary);
  std::string bytes(std::istreambuf_iterator<char>(stream), {});
  std::size_t const place = bytes.find(right);
  EXPECT_NE(place, std::string::npos) << right;
  EXPECT_EQ(right.size(), wrong.size());
  std::filesystem::path const other = written.folder.path() / "other.safetensors";
  std::ofstream(other, std::ios::binary) << bytes.replace(place, right.size(), wrong);
  return complaint([&] { return read_integers(written.network, other); });
}

TEST(ReadIntegers, AreRefusedWithWhatWasFoundAndExpected) {
  Written const written(integer_specs().front().second, 1);
  EXPECT_TRUE(codegen::holds_integers(written.path));
  EXPECT_FALSE(codegen::holds_integers(written.folder.path() / "none"));
  EXPECT_THAT(complaint_about(written, R"("int8")", R"("int4")"),
              HasSubstr("its arithmetic is int8"));
  EXPECT_THAT(complaint_about(written, R"("U8")", R"("I8")"),
              HasSubstr(".shift is I8 [5], expected U8 [5]"));
  EXPECT_THAT(complaint_about(written, "conv1.bias", "conv7.bias"),
              HasSubstr("has no tensor conv1.bias"));
  EXPECT_THAT(complaint_about(written, "logits.exponent", "logits.exponenz"),
              HasSubstr("logits.exponent is not stated, expected a number"));
  EXPECT_THAT(complaint_about(written, R"("I32")", R"("F32")"),
              HasSubstr(R"("I8" or "U8" or "I32")"));
}

TEST(ReadIntegers, WithNumbersThatNoneCanHoldAreRefused) {
  Written written(integer_specs().front().second, 1);
  auto const refused = [&](runtime::IntegerWeights const& weights) {
    save_integer_weights(weights, written.about, written.path);
    return complaint([&] { return read_integers(written.network, written.path); });
  };
  runtime::IntegerWeights wrong = written.weights;
  wrong.layers.front().weights[3] = -128;
  EXPECT_THAT(refused(wrong), HasSubstr("conv1.weight holds -128, expected -127 to 127"));
  wrong = written.weights;
  wrong.layers.front().shifts[0] = 31;
  EXPECT_THAT(refused(wrong), HasSubstr("conv1.shift holds 31, expected 0 to 30"));
  wrong = written.weights;
  wrong.input.scale = -1;
  EXPECT_THAT(refused(wrong), HasSubstr("input_scale is -1, expected a positive number"));
  wrong = written.weights;
  wrong.input = {.scale = 1, .lowest = -5, .highest = 7};
  EXPECT_THAT(refused(wrong), HasSubstr("inputs from -5 to 7, expected"));
  written.about.spec_sha256 = std::string(64, '0');
  written.about.network_sha256 = written.about.spec_sha256;
  EXPECT_THAT(refused(written.weights), HasSubstr("belongs to the spec with sha256 000"));
}

} // namespace
} // namespace equivarify::testing
