/// \file
/// Every operator that is lifted, in its forms: the lifted network computes F(h^-1 x) in copy h.
#include "equivarify/codegen/json/problems.hpp"
#include "equivarify/codegen/lift/lifted_spec.hpp"
#include "equivarify/codegen/lift/operators/operator.hpp"
#include "equivarify/codegen/onnx_file/read_onnx.hpp"
#include "equivarify/codegen/onnx_run/evaluate.hpp"
#include "equivarify/codegen/reference/evaluator.hpp"
#include "equivarify/codegen/reference/test_vectors.hpp"
#include "equivarify/codegen/spec/load.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <functional>
#include <set>

#include "lift/model_table.hpp"

namespace equivarify::testing {
namespace {

using namespace equivarify::codegen;
using codegen::onnx_run::Array;
using codegen::onnx_run::evaluate_onnx;

/// The file's array of the entries \p x in our order.
Array file_array(LiftedNetwork const& lifted, std::vector<double> const& x) {
  LiftedInput const& input = lifted.inputs.front();
  Array array{{input.file_shape.begin(), input.file_shape.end()}, std::vector<double>(x.size())};
  for (std::size_t i = 0; i < x.size(); ++i) {
    array.values[input.order[i]] = x[i];
  }
  return array;
}

SpecFrame half_turn_frame(LiftedNetwork const& lifted) {
  SpecFrame frame{
      .name = "small", .description = "", .group = {{"cyclic", 2}}, .action = {{"r", "half_turn"}}};
  for (std::size_t c = 0; c < lifted.output_order.size(); ++c) {
    frame.classes.push_back(fmt::to_string(c));
  }
  return frame;
}

/// The output \p value of \p file, lifted, next to the evaluated \p model; the only one where it is
/// empty.
void expect_output_is(OnnxModel const& file,
                      std::string const& value,
                      OnnxModel const& model,
                      std::string const& name) {
  LiftedNetwork const lifted = lift_network(file, name + ".onnx", {.output = value});
  std::string const text = spec_text(lifted, half_turn_frame(lifted));
  Network const network = parse_network(text, name + ".json");
  auto const weights = in_double(weights_of(network, lifted));
  for (std::uint64_t seed = 0; seed < 3; ++seed) {
    std::vector<double> x = random_input<double>(network, seed);
    std::for_each(x.begin(), x.end(), [](double& entry) { entry = 2 * entry - 1; });
    auto const output = evaluate(network, weights, x).back();
    for (algebra::Element const h : network.group.elements()) {
      auto const moved = act_on_input(network, network.group.inverse(h), x);
      Array const expected = evaluate_onnx(model, file_array(lifted, moved));
      auto const& copy = output.copies.at(h.index());
      ASSERT_EQ(copy.size(), expected.values.size()) << name;
      for (std::size_t i = 0; i < copy.size(); ++i) {
        double const right = expected.values[lifted.output_order[i]];
        EXPECT_NEAR(copy[i], right, 1e-5 * (1 + std::abs(right))) << name << ", entry " << i << '\n'
                                                                  << text;
      }
    }
  }
}

void expect_copies_of(OnnxModel const& model, std::string const& name) {
  expect_output_is(model, "", model, name);
}

class Lift : public ::testing::TestWithParam<ModelRow> {};

TEST_P(Lift, HasTheFilesOutputInEveryCopy) {
  expect_copies_of(GetParam().make(), GetParam().name);
}

TEST_P(Lift, ReadsWhatTheWriterWrote) {
  OnnxModel const model = GetParam().make();
  OnnxModel read = parse_onnx(encode(model), "small.onnx");
  for (OnnxNode& node : read.nodes) {
    node.name.clear(); // which the writer makes of the output
  }
  EXPECT_EQ(read, model);
}

INSTANTIATE_TEST_SUITE_P(Models, Lift, ::testing::ValuesIn(model_table()), [](auto const& row) {
  return row.param.name;
});

TEST(LiftTable, HasEveryOperator) {
  std::set<std::string> tried;
  for (ModelRow const& row : model_table()) {
    for (OnnxNode const& node : row.make().nodes) {
      tried.insert(node.type);
    }
  }
  for (std::string const& name : operator_names()) {
    EXPECT_TRUE(tried.contains(name)) << name;
  }
}

TEST(Lift, NamesEveryNodeWithoutForm) {
  SmallModel small{{1, 4}};
  small.then("LSTM").then("Relu").then("Loop");
  try {
    static_cast<void>(lift_network(small.done(), "small.onnx", {}));
    FAIL();
  } catch (InputError const& error) {
    ASSERT_EQ(error.problems().size(), 2U);
    EXPECT_EQ(error.problems()[0].pointer, "node \"v0\" (LSTM)");
    EXPECT_EQ(error.problems()[1].found, "Loop");
  }
}

TEST(Lift, TakesPaddingIntoTheConvolutionAfterIt) {
  for (ModelRow const& row : spelled_rows()) {
    if (row.name == "PaddingOfAConvolution") {
      EXPECT_EQ(lift_network(row.make(), "m.onnx", {}).layers.size(), 3U) << "conv, flatten, dense";
    }
  }
}

TEST(Lift, FindsAHardSwishThatIsSpelledOut) {
  for (ModelRow const& row : spelled_rows()) {
    if (row.name.starts_with("SpelledHardSwish")) {
      auto const layers = lift_network(row.make(), "m.onnx", {}).layers;
      EXPECT_EQ(type_name(layers.back().layer.operation), "hard_swish");
      EXPECT_EQ(layers.size(), 2U);
    }
  }
}

TEST(Lift, FindsTheApproximationOfGelu) {
  SmallModel small{{1, 4}};
  auto const number = [&](char const* name, float value) {
    return small.constant(name, {}, std::vector<float>{value});
  };
  small.then("Pow", {number("three", 3.0F)}).then("Mul", {number("cubic", 0.044715F)});
  small.on("Add", {"x", small.last}).then("Mul", {number("root", std::sqrt(2.0F / 3.14159265F))});
  small.then("Tanh").then("Add", {number("one", 1.0F)});
  small.on("Mul", {"x", small.last}).then("Mul", {number("half", 0.5F)});
  OnnxModel const model = small.done();
  expect_copies_of(model, "gelu");
  auto const layers = lift_network(model, "gelu.onnx", {}).layers;
  ASSERT_EQ(layers.size(), 1U);
  EXPECT_EQ(type_name(layers.front().layer.operation), "gelu_tanh");
}

TEST(Lift, GivesTheMeanAndTheDeviationOfANormalisation) {
  SmallModel norm{{2, 3, 2}, 17};
  norm.then("LayerNormalization", {norm.weights("w", {3, 2})}, {{"axis", std::int64_t{1}}});
  OnnxModel file = norm.done();
  file.nodes.back().outputs = {norm.last, "mean", "inverse"};
  file.outputs.push_back({"mean", {}});
  file.outputs.push_back({"inverse", {}});
  NodeAttributes const axes{{"axes", Extents{1, 2}}};
  SmallModel mean{{2, 3, 2}};
  mean.then("ReduceMean", {}, axes);
  expect_output_is(file, "mean", mean.done(), "mean");
  SmallModel inverse{{2, 3, 2}};
  inverse.then("ReduceMean", {}, axes).on("Sub", {"x", inverse.last});
  inverse.then("Mul", {inverse.last}).then("ReduceMean", {}, axes);
  inverse.then("Add", {inverse.constant("epsilon", {}, std::vector<float>{1e-5F})});
  expect_output_is(file, "inverse", inverse.then("Sqrt").then("Reciprocal").done(), "inverse");
}

TEST(Lift, LeavesOutTheSoftmaxAtTheEndUnlessAsked) {
  SmallModel small{{1, 3}};
  small.then("Gemm", {small.weights("w", {3, 4}), small.weights("b", {4})}).then("Softmax");
  OnnxModel const model = small.done();
  EXPECT_EQ(lift_network(model, "m.onnx", {}).layers.size(), 1U);
  EXPECT_EQ(lift_network(model, "m.onnx", {}).remarks.size(), 1U);
  EXPECT_EQ(lift_network(model, "m.onnx", {.keep_softmax = true}).layers.size(), 2U);
  OnnxModel logarithm = model;
  logarithm.nodes.back().type = "LogSoftmax"; // has the same logits
  EXPECT_EQ(lift_network(logarithm, "m.onnx", {}).layers.size(), 1U);
  EXPECT_GT(lift_network(logarithm, "m.onnx", {.keep_softmax = true}).layers.size(), 2U);
}

} // namespace
} // namespace equivarify::testing
