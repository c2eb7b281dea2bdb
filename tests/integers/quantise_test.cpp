#include "equivarify/runtime/integer/quantise.hpp"

#include "equivarify/codegen/generate/integer_forms.hpp"
#include "equivarify/codegen/reference/evaluator.hpp"
#include "equivarify/codegen/reference/weights.hpp"
#include "equivarify/runtime/files/error.hpp"
#include "equivarify/runtime/integer/activation_scale.hpp"
#include "equivarify/runtime/integer/integer_files.hpp"
#include "equivarify/runtime/integer/integer_network.hpp"
#include "equivarify/runtime/integer/rounding.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <cmath>
#include <fstream>
#include <iterator>

#include "integers/distance_from_floats.hpp"
#include "integers/integer_networks.hpp"
#include "runtime/temporary_folder.hpp"

namespace equivarify::testing {
namespace {

template <typename F>
std::string refusal(F const& f) {
  try {
    f();
  } catch (runtime::DataError const& error) {
    return error.what();
  } catch (codegen::NoIntegerForm const& error) {
    return error.what();
  }
  return "";
}

RC_GTEST_PROP(IntegerRounding, IsOddAndToTheNearest, (std::int32_t sum)) {
  unsigned const shift = *rc::gen::inRange(0U, 31U);
  std::int64_t const rounded = runtime::shift_rounded(sum, shift);
  RC_ASSERT(runtime::shift_rounded(-std::int64_t{sum}, shift) == -rounded);
  RC_ASSERT(2 * std::abs((rounded << shift) - sum) <= std::int64_t{1} << shift);
  RC_ASSERT(runtime::requantised(-std::int64_t{sum}, shift, false) ==
            -runtime::requantised(sum, shift, false));
}

TEST(IntegerRounding, TakesHalvesAwayFromZero) {
  EXPECT_EQ(runtime::shift_rounded(3, 1), 2);
  EXPECT_EQ(runtime::shift_rounded(-3, 1), -2);
  EXPECT_EQ(runtime::divide_rounded(-9, 6), -2);
  EXPECT_EQ(runtime::requantised(-100000, 2, false), -127);
  EXPECT_EQ(runtime::requantised(-1, 0, true), 0);
}

TEST(ActivationScale, CutsOffWhatIsRare) {
  runtime::ActivationScale even(true, 255);
  runtime::ActivationScale rare(true, 255);
  for (int i = 0; i < 100000; ++i) {
    even.add(static_cast<float>(i % 1000) / 1000);
    rare.add(static_cast<float>(i % 1000) / 1000);
  }
  EXPECT_EQ(even.best(0), 8); // 255 / 256 is the largest
  rare.add(1.5F);
  EXPECT_EQ(rare.best(0), 8);
  runtime::ActivationScale none(true, 255);
  none.add(-1);
  EXPECT_EQ(none.best(5), 5);
}

/// A float network of one group, and its integers.
struct Quantised {
  explicit Quantised(std::size_t group)
      : network(integer_specs()[group].second.network_of()),
        description(codegen::integer_description(network)),
        floats(codegen::random_weights<float>(network, 7)),
        sample(random_inputs(description, !description.input_negated.empty(), 60, random)) {
    for (codegen::ReferenceParameter<float>& parameter : floats) {
      views.push_back(
          {.name = parameter.name, .shape = parameter.shape, .values = parameter.values});
    }
  }

  [[nodiscard]] runtime::IntegerWeights integers() {
    return runtime::quantise(description, views, sample, {}, pool);
  }

  codegen::Network network;
  runtime::Description description;
  runtime::Random random{3};
  codegen::ReferenceWeights<float> floats;
  std::vector<float> sample;
  std::vector<runtime::ParameterView> views;
  runtime::ThreadPool pool{1};
};

TEST(Quantise, KeepsTheLogitsOfTheFloats) {
  for (std::size_t group = 0; group < integer_specs().size(); ++group) {
    Quantised example(group);
    runtime::IntegerNetwork integers(example.integers(), example.description, example.pool);
    auto const [error, largest] =
        distance_from_floats(integers, example.network, example.floats, example.sample);
    EXPECT_LT(error, 0.15 * largest) << integer_specs()[group].first;
    EXPECT_GT(error, 0) << integer_specs()[group].first;
  }
}

/// A convolution as wide as that of section 5, of C4, whose weights are small.
TEST(Quantise, CutsOffWhereThatLetsConvolutionsTakeLargerTiles) {
  codegen::SpecText const spec{.shape = "[1, 16, 16]", .network = R"([
    {"name": "first", "equivarify": "lift", "layers": [
      {"name": "conv1", "type": "conv2d", "filters": 32, "kernel": 3}, {"type": "relu"}]},
    {"name": "second", "equivarify": "concat", "layers": [
      {"name": "conv2", "type": "conv2d", "filters": 32, "kernel": 3}, {"type": "relu"}]},
    {"name": "third", "equivarify": "concat", "layers": [
      {"type": "flatten"}, {"name": "logits", "type": "dense", "units": 3}]}])"};
  codegen::Network const network = spec.network_of();
  runtime::Description const about = codegen::integer_description(network);
  runtime::Random random(3);
  codegen::ReferenceWeights<float> floats = codegen::random_weights<float>(network, 7);
  std::vector<runtime::ParameterView> views;
  for (codegen::ReferenceParameter<float>& parameter : floats) {
    views.push_back({.name = parameter.name, .shape = parameter.shape, .values = parameter.values});
  }
  std::vector<float> const sample = random_inputs(about, false, 20, random);
  runtime::ThreadPool pool(1);
  runtime::IntegerNetwork const plain(
      runtime::quantise(about, views, sample, {}, pool), about, pool);
  runtime::QuantiseOptions options;
  options.highest = plain.engine().caps_for_tiles(plain.weights());
  EXPECT_LT(options.highest.front(), 255);
  EXPECT_EQ(options.highest.back(), 255);
  runtime::IntegerNetwork const capped(
      runtime::quantise(about, views, sample, options, pool), about, pool);
  EXPECT_EQ(plain.engine().describe_form(1), "C4, tiles of 3 x 3: 125 products for 1,296");
  EXPECT_EQ(capped.engine().describe_form(1), "C4, tiles of 4 x 4: 180 products for 2,304");
  EXPECT_EQ(capped.weights().layers.front().highest, options.highest.front());
}

TEST(Quantise, TakesBytesAsTheyAre) {
  std::vector<float> const bytes{0, 1, 17.0F / 255};
  runtime::InputRule const rule = runtime::choose_input_rule(bytes, 8);
  EXPECT_EQ(rule, (runtime::InputRule{255, 0, 255}));
  EXPECT_EQ(rule(17.0F / 255), 17);
  EXPECT_EQ(rule(1.5F), 255);
  runtime::InputRule const with_sign = runtime::choose_input_rule(std::vector{-3.0F, 1.0F}, 8);
  EXPECT_EQ(with_sign, (runtime::InputRule{32, -127, 127}));
  EXPECT_EQ(with_sign(-0.015625F), -1);
}

/// 3 x 127 + 2 x -127 + 5, reached by the input (255, 0).
TEST(RangeAnalysis, IsReachedWhereEachEntrySuitsItsWeight) {
  runtime::IntegerWeights weights{.input = {}, .layers = {}};
  weights.layers.push_back({.form = {.name = "d", .flat = true, .channels = 2},
                            .weights = {127, -127},
                            .bias = {5},
                            .shifts = {}});
  runtime::RangeBound const bound = runtime::analyse_ranges(weights).front();
  EXPECT_EQ(bound.sums.front().highest, 127 * 255 + 5);
  EXPECT_EQ(bound.sums.front().lowest, -127 * 255 + 5);
  EXPECT_EQ(bound.bound, 127U * 255 + 5);
}

TEST(RangeAnalysis, RefusesWhatCouldOverflow) {
  Quantised example(2);
  runtime::IntegerWeights weights = example.integers();
  runtime::IntegerLayer& conv = weights.layers.front();
  conv.bias.front() = 2147483647;
  auto const make = [&] {
    runtime::IntegerNetwork const network(weights, example.description, example.pool);
  };
  EXPECT_NE(refusal(make).find("small: a sum of the layer conv1 can reach 2,147,"),
            std::string::npos)
      << refusal(make);
  EXPECT_NE(refusal(make).find("expected at most 2,147,483,647"), std::string::npos);
  conv.bias.front() = 0;
  EXPECT_EQ(refusal(make), "");
  weights.layers.back().bias.front() = 1 << 24;
  EXPECT_NE(refusal(make).find("a sum of the layer logits can reach 16,"), std::string::npos)
      << refusal(make);
}

class IntegerFiles : public ::testing::Test {
protected:
  IntegerFiles() { runtime::save_integer_weights(weights_, example_.description, file_); }

  std::string load() {
    return refusal([&] {
      [[maybe_unused]] auto const read = runtime::load_integer_weights(example_.description, file_);
    });
  }

  void replace(std::string const& old, std::string const& now) {
    std::ifstream in(file_, std::ios::binary);
    std::string bytes{std::istreambuf_iterator<char>(in), {}};
    ASSERT_NE(bytes.find(old), std::string::npos);
    bytes.replace(bytes.find(old), old.size(), now);
    std::ofstream(file_, std::ios::binary) << bytes;
  }

  Quantised example_{2};
  runtime::IntegerWeights weights_ = example_.integers();
  TemporaryFolder folder_;
  std::filesystem::path file_ = folder_ / "int8.safetensors";
};

TEST_F(IntegerFiles, GiveBackWhatWasWritten) {
  ASSERT_TRUE(runtime::has_integer_weights(file_));
  runtime::IntegerWeights const read = runtime::load_integer_weights(example_.description, file_);
  ASSERT_EQ(read.layers.size(), weights_.layers.size());
  EXPECT_EQ(read.input, weights_.input);
  for (std::size_t l = 0; l < read.layers.size(); ++l) {
    EXPECT_EQ(read.layers[l].weights, weights_.layers[l].weights);
    EXPECT_EQ(read.layers[l].bias, weights_.layers[l].bias);
    EXPECT_EQ(read.layers[l].shifts, weights_.layers[l].shifts);
    EXPECT_EQ(read.layers[l].exponent, weights_.layers[l].exponent);
    EXPECT_EQ(read.layers[l].highest, weights_.layers[l].highest);
  }
}

TEST_F(IntegerFiles, SayWhereActivationsAreCutOff) {
  weights_.layers.front().highest = 100;
  runtime::save_integer_weights(weights_, example_.description, file_);
  EXPECT_EQ(runtime::load_integer_weights(example_.description, file_).layers.front().highest, 100);
  replace("\"conv1.highest\":\"100\"", "\"conv1.highest\":\"256\"");
  EXPECT_NE(load().find("conv1.highest is 256, expected 1 to 255"), std::string::npos) << load();
  replace("\"conv1.highest\":\"256\"", "\"relu1.highest\":\"100\"");
  EXPECT_NE(load().find("relu1.highest is a cap of no layer"), std::string::npos) << load();
}

TEST_F(IntegerFiles, OfAnotherSpecAreRefused) {
  replace(example_.description.spec_sha256.substr(0, 8), "00000000");
  EXPECT_NE(load(), "");
}

TEST_F(IntegerFiles, WithOtherNumbersAreRefused) {
  replace("\"input_highest\":\"255\"", "\"input_highest\":\"256\"");
  EXPECT_NE(load().find("inputs from 0 to 256, expected 0 to at most 255"), std::string::npos)
      << load();
}

TEST_F(IntegerFiles, WithoutATensorAreRefused) {
  replace("\"conv1.shift\"", "\"conv1.other\"");
  EXPECT_NE(load().find("lacks the tensor conv1.shift"), std::string::npos) << load();
}

TEST_F(IntegerFiles, WithMinus128AreRefused) {
  weights_.layers.front().weights.front() = -128;
  runtime::save_integer_weights(weights_, example_.description, file_);
  EXPECT_NE(load().find("the tensor conv1.weight holds -128"), std::string::npos) << load();
}

/// A network of one block, whose first layer is \p layer.
std::string refused_layer(std::string const& layer) {
  codegen::SpecText const spec{.network = R"([{"name": "f", "equivarify": "lift", "layers": [)" +
                                          layer + R"(, {"type": "flatten"},
    {"name": "d", "type": "dense", "units": 3}]}])"};
  return refusal([&] { static_cast<void>(codegen::integer_description(spec.network_of())); });
}

TEST(IntegerForms, NameWhatTheyDoNotHave) {
  EXPECT_EQ(refused_layer(R"({"name": "x", "type": "layer_norm"})"),
            "layer x (layer_norm) has no form in integers");
  EXPECT_EQ(
      refused_layer(R"({"name": "n", "type": "batch_norm"})"),
      "layer n (batch_norm) has no form in integers but right after a layer with weights that "
      "nothing else reads");
  EXPECT_EQ(refused_layer(R"({"name": "a", "type": "tanh"}, {"name": "b", "type": "tanh"},
                             {"name": "c", "type": "tanh"},
                             {"name": "m", "type": "multiply", "inputs": ["input", "a", "b", "c"]})"),
            "layer m (multiply) reads more than 3 values");
  EXPECT_EQ(refused_layer(R"({"name": "s", "type": "sigmoid"})"), "");
  EXPECT_EQ(refused_layer(R"({"name": "c", "type": "conv2d", "filters": 2, "kernel": 3})"), "");
  codegen::SpecText last;
  last.network = R"([{"name": "f", "equivarify": "lift", "layers": [{"type": "flatten"},
    {"name": "d", "type": "dense", "units": 3}, {"type": "relu"}]}])";
  EXPECT_EQ(refusal([&] { static_cast<void>(codegen::integer_description(last.network_of())); }),
            "its last layer is not one with weights");
}

} // namespace
} // namespace equivarify::testing
