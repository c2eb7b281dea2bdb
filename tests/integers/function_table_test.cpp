/// \file
/// Functions of one number as tables of integers, and products of values.
#include "equivarify/runtime/integer/function_table.hpp"

#include "equivarify/codegen/integers/integer_verification.hpp"
#include "equivarify/codegen/layers/layer_type.hpp"
#include "equivarify/codegen/layers/registry.hpp"
#include "equivarify/codegen/reference/evaluator.hpp"
#include "equivarify/codegen/reference/read_integers.hpp"
#include "equivarify/codegen/reference/tensor_file.hpp"
#include "equivarify/codegen/reference/weights.hpp"
#include "equivarify/runtime/files/error.hpp"
#include "equivarify/runtime/integer/integer_files.hpp"
#include "equivarify/runtime/integer/integer_network.hpp"
#include "equivarify/runtime/integer/quantise.hpp"

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <cmath>
#include <fstream>
#include <iterator>
#include <set>
#include <string>

#include "integers/distance_from_floats.hpp"
#include "integers/integer_networks.hpp"
#include "runtime/temporary_folder.hpp"

namespace equivarify::testing {
namespace {

using ::testing::HasSubstr;

/// The types of layers that are a function of one number.
std::vector<codegen::LayerType const*> functions() {
  std::vector<codegen::LayerType const*> result;
  for (codegen::LayerType const* const type : codegen::layer_types()) {
    if (!type->number_function(type->standard()).empty()) {
      result.push_back(type);
    }
  }
  return result;
}

/// What \p type, a function, makes of a number, as the reference has it.
runtime::NumberFunction function_of(codegen::Layer const& layer) {
  return {.value =
              [](void const* context, float x) {
                auto const& of = *static_cast<codegen::Layer const*>(context);
                std::vector<double> const in{static_cast<double>(x)};
                return static_cast<float>(
                    codegen::evaluate_layer(of, codegen::Tensors<double>{}, in).front());
              },
          .context = &layer};
}

codegen::Layer layer_of(codegen::LayerType const& type) {
  return {type.name(), type.standard(), std::vector<codegen::Shape>(1), {}};
}

/// A network with the function \p layer between a convolution and what follows, and its integers.
struct WithFunction {
  explicit WithFunction(std::string const& layer, std::string const& shape = "[1, 4, 4]")
      : spec{.shape = shape,
             .network = R"([
          {"name": "first", "equivarify": "lift", "layers": [
            {"name": "conv1", "type": "conv2d", "filters": 3, "kernel": 3},)" +
                        layer + R"(]},
          {"name": "second", "equivarify": "concat", "layers": [
            {"name": "flat", "type": "flatten"}, {"name": "logits", "type": "dense", "units": 3}]}])"} {
    for (codegen::ReferenceParameter<float>& parameter : floats) {
      views.push_back(
          {.name = parameter.name, .shape = parameter.shape, .values = parameter.values});
    }
  }

  [[nodiscard]] runtime::IntegerWeights integers() {
    return runtime::quantise(about, views, sample, {}, pool);
  }

  codegen::SpecText spec;
  codegen::Network network = spec.network_of();
  runtime::Description about = codegen::integer_description(network);
  runtime::Random random{3};
  codegen::ReferenceWeights<float> floats = codegen::random_weights<float>(network, 7);
  std::vector<float> sample = random_inputs(about, false, 60, random);
  std::vector<runtime::ParameterView> views;
  runtime::ThreadPool pool{1};
};

std::string call(std::string const& type) {
  std::string const bounds = type == "clip" ? R"(, "low": -0.5, "high": 2)" : "";
  return fmt::format(R"({{"name": "f", "type": "{}"{}}})", type, bounds);
}

template <typename F>
std::string refused_as(F const& f) {
  try {
    static_cast<void>(f());
  } catch (runtime::DataError const& error) {
    return error.what();
  } catch (codegen::WeightsError const& error) {
    return error.what();
  }
  return "";
}

RC_GTEST_PROP(FunctionTables, OfOddFunctionsAreOddAndAllAreRoundedToTheNearest, ()) {
  codegen::LayerType const& type = **rc::gen::elementOf(functions());
  codegen::Layer const layer = layer_of(type);
  double const scale = std::ldexp(1.0, *rc::gen::inRange(-3, 9));
  bool const reads_signed = *rc::gen::arbitrary<bool>();
  int const exponent = *rc::gen::inRange(-3, 9);
  std::array<float, runtime::table_size> values{};
  try {
    values = runtime::function_values(function_of(layer), reads_signed, scale, "f");
  } catch (runtime::DataError const&) {
    RC_DISCARD("not finite everywhere");
  }
  runtime::IntegerLayer::Table const table = runtime::rounded_table(values, exponent);
  auto const origin = static_cast<int>(runtime::table_origin(reads_signed));
  bool const has_sign = *std::min_element(values.begin(), values.end()) < 0;
  double const most = has_sign ? 127 : 255;
  bool const is_odd = reads_signed && codegen::structure_of(layer.operation) ==
                                          codegen::StructuralClass::pointwise_odd;
  for (int q = reads_signed ? -127 : 0; q <= (reads_signed ? 127 : 255); ++q) {
    std::vector<double> const x{q / scale};
    double const y = std::clamp(
        std::ldexp(codegen::evaluate_layer(layer, codegen::Tensors<double>{}, x).front(), exponent),
        has_sign ? -most : 0.0,
        most);
    double const entry = table[static_cast<std::size_t>(origin + q)];
    RC_ASSERT(std::abs(entry - y) < 0.5001);
    if (is_odd) {
      RC_ASSERT(entry == -table[static_cast<std::size_t>(origin - q)]);
    }
  }
}

TEST(FunctionTables, RoundHalvesAwayFromZeroAndNeverReachMinus128) {
  codegen::Layer const leak = layer_of(*codegen::find_layer_type("softsign"));
  auto const values = runtime::function_values(function_of(leak), true, 1, "f");
  runtime::IntegerLayer::Table const table = runtime::rounded_table(values, 1); // 2 x / (1 + |x|)
  EXPECT_EQ(table[128 + 1], 1);
  EXPECT_EQ(table[128 + 3], 2); // 1.5
  EXPECT_EQ(table[128 - 3], -2);
  EXPECT_EQ(table[0], table[1]); // that of -128, which no activation is
  runtime::IntegerLayer::Table const large = runtime::rounded_table(values, 9);
  EXPECT_EQ(*std::min_element(large.begin(), large.end()), -127);
  EXPECT_TRUE(runtime::has_negative(large));
}

/// Networks with every function that is finite: of the others it is said where they are not.
TEST(FunctionTables, KeepTheLogitsOfTheFloats) {
  std::size_t kept = 0;
  for (codegen::LayerType const* const type : functions()) {
    WithFunction small(call(type->name()));
    std::string const why = refused_as([&] { return small.integers(); });
    if (!why.empty()) {
      EXPECT_THAT(why, HasSubstr("layer f: what it makes of ")) << type->name();
      continue;
    }
    kept += 1;
    runtime::IntegerNetwork integers(small.integers(), small.about, small.pool);
    FloatDistance const distance =
        distance_from_floats(integers, small.network, small.floats, small.sample);
    static std::set<std::string> const jumping{"ceil", "floor", "round", "sign", "tan"};
    if (jumping.count(type->name()) == 0) { // elsewhere near numbers have near values
      EXPECT_LT(distance.error, 0.1 * distance.largest + 0.02) << type->name();
    }
  }
  EXPECT_GE(kept, 20U);
}

TEST(FunctionTables, AreRefusedWhereAFunctionIsNotFinite) {
  WithFunction small(call("log"));
  EXPECT_THAT(refused_as([&] { return small.integers(); }),
              HasSubstr("which an activation can stand for, is not finite, expected a number that "
                        "a table can hold"));
}

class TableFiles : public ::testing::Test {
protected:
  TableFiles() { write(); }

  void write() { runtime::save_integer_weights(weights_, small_.about, file_); }

  void replace(std::string const& old, std::string const& now) const {
    std::ifstream in(file_, std::ios::binary);
    std::string bytes{std::istreambuf_iterator<char>(in), {}};
    ASSERT_NE(bytes.find(old), std::string::npos);
    bytes.replace(bytes.find(old), old.size(), now);
    std::ofstream(file_, std::ios::binary) << bytes;
  }

  /// What both readers say.
  [[nodiscard]] std::string complaint() const {
    return refused_as([&] { return runtime::load_integer_weights(small_.about, file_); }) + "\n" +
           refused_as([&] { return codegen::read_integers(small_.network, file_); });
  }

  [[nodiscard]] codegen::IntegerVerification verified() const {
    return codegen::verify_integers(small_.network, file_, {.inputs = 1});
  }

  WithFunction small_{call("gelu")};
  runtime::IntegerWeights weights_ = small_.integers();
  ::TemporaryFolder folder_;
  std::filesystem::path file_ = folder_ / "int8.safetensors";
};

TEST_F(TableFiles, GiveBackWhatWasWritten) {
  EXPECT_EQ(complaint(), "\n");
  runtime::IntegerWeights const read = runtime::load_integer_weights(small_.about, file_);
  ASSERT_EQ(read.layers[1].form.kind, runtime::FormKind::table);
  EXPECT_EQ(read.layers[1].table, weights_.layers[1].table);
  EXPECT_EQ(read.layers[1].exponent, weights_.layers[1].exponent);
  EXPECT_TRUE(runtime::has_negative(read.layers[1].table));
  for (std::int16_t& entry : weights_.layers[1].table) {
    entry = static_cast<std::int16_t>(std::abs(entry) + 128);
  }
  write();
  EXPECT_EQ(runtime::load_integer_weights(small_.about, file_).layers[1].table,
            weights_.layers[1].table);
}

TEST_F(TableFiles, AreRefusedByBothReaders) {
  weights_.layers[1].table[5] = -128;
  write();
  EXPECT_THAT(complaint(), HasSubstr("f.table holds -128, expected -127 to 127\n"));
  weights_.layers[1].table[5] = -1;
  write();
  replace("\"f.table\"", "\"f.tabel\"");
  EXPECT_THAT(complaint(), HasSubstr("lacks the tensor f.table"));
  EXPECT_THAT(complaint(), HasSubstr("has no tensor f.table"));
}

TEST_F(TableFiles, AreComparedWithTheirFunctionsByVerify) {
  codegen::IntegerVerification const right = verified();
  ASSERT_EQ(right.statements.size(), 3U);
  EXPECT_EQ(right.statements[2].numbers, 256U);
  EXPECT_TRUE(right.holds()) << to_text(right);
  weights_.layers[1].table[200] = static_cast<std::int16_t>(weights_.layers[1].table[200] - 1);
  write();
  codegen::IntegerVerification const wrong = verified();
  EXPECT_FALSE(wrong.holds());
  EXPECT_THAT(to_text(wrong),
              HasSubstr("REFUTED  each table is its function, rounded to the nearest at its "
                        "scales; 256 numbers compared, 1 differ\n           layer f: entry 200"));
}

/// Black or white pictures of 3 x 3 pixels, of which there are 512.
TEST(VerifyIntegers, ChecksEveryInputOfANetworkWithTablesAndProducts) {
  WithFunction small(R"({"name": "f", "type": "tanh"},
                        {"name": "m", "type": "multiply", "inputs": ["conv1", "f"]},
                        {"name": "r", "type": "leaky_relu"})",
                     "[1, 3, 3]");
  runtime::IntegerWeights weights = small.integers();
  weights.input = {.scale = 1, .lowest = 0, .highest = 1};
  ::TemporaryFolder const folder;
  runtime::save_integer_weights(weights, small.about, folder / "int8.safetensors");
  codegen::IntegerVerification const verification =
      codegen::verify_integers(small.network, folder / "int8.safetensors", {});
  EXPECT_TRUE(verification.all);
  EXPECT_EQ(verification.inputs, 512U);
  ASSERT_EQ(verification.statements.size(), 3U);
  EXPECT_EQ(verification.statements[2].numbers, 512U); // of two tables
  EXPECT_TRUE(verification.holds()) << to_text(verification);
}

TEST(RangeAnalysis, FollowsTablesAndProducts) {
  WithFunction small(R"({"name": "f", "type": "sigmoid"},
                 {"name": "m", "type": "multiply", "inputs": ["conv1", "f"]})");
  runtime::IntegerWeights weights = small.integers();
  std::vector<runtime::RangeBound> const bounds = runtime::analyse_ranges(weights);
  ASSERT_EQ(bounds.size(), 3U);
  EXPECT_EQ(bounds[1].layer, "m");
  runtime::IntegerLayer::Table const& table = weights.layers[1].table;
  for (std::size_t c = 0; c < 3; ++c) {
    runtime::Interval const& conv = bounds[0].values[c];
    std::int64_t const gate = table[static_cast<std::size_t>(128 + conv.highest)];
    EXPECT_EQ(bounds[1].sums[c].highest, conv.highest * gate);
    EXPECT_EQ(bounds[1].sums[c].lowest, conv.lowest * gate);
  }
}

} // namespace
} // namespace equivarify::testing
