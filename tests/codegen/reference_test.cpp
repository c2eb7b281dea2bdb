#include "equivarify/codegen/layers/conv_transpose2d.hpp"
#include "equivarify/codegen/layers/convolution.hpp"
#include "equivarify/codegen/layers/dense.hpp"
#include "equivarify/codegen/layers/pool.hpp"
#include "equivarify/codegen/layers/upsample2d.hpp"
#include "equivarify/codegen/reference/evaluator.hpp"
#include "equivarify/codegen/spec/load.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <filesystem>
#include <string>
#include <vector>

#include "support/spec_text.hpp"

namespace equivarify::codegen {
namespace {

using ::testing::ElementsAre;
using ::testing::Pointwise;

using Values = std::vector<double>;

Values run(Operation const& operation,
           Shape const& input,
           Values const& x,
           Values const& weight = {},
           Values const& bias = {}) {
  Layer const layer{.name = "l",
                    .operation = operation,
                    .inputs = {input},
                    .output = output_shape(operation, input)};
  Tensors<double> tensors{weight};
  if (!bias.empty()) {
    tensors.emplace_back(bias);
  }
  return evaluate_layer(layer, tensors, x);
}

TEST(ReferenceLayer, ConvolutionPadsWithZeros) {
  Values const weight{0, 0, 0, 0, 1, 10, 0, 100, 1000};
  EXPECT_THAT(run(Conv2d{.filters = 1}, {1, 3, 3}, {1, 2, 3, 4, 5, 6, 7, 8, 9}, weight, {0.5}),
              ElementsAre(5421.5, 6532.5, 603.5, 8754.5, 9865.5, 906.5, 87.5, 98.5, 9.5));
}

TEST(ReferenceLayer, ConvolutionSumsOverChannelsAndStepsByItsStride) {
  Conv2d const conv{.filters = 2, .kernel = {1, 2}, .stride = {1, 2}, .padding = Padding::valid};
  Values const weight{1, 2, 3, 4, 0, 0, 0, 1};
  Values const x{1, 2, 3, 4, 10, 20, 30, 40};
  EXPECT_THAT(run(conv, {2, 1, 4}, x, weight, {0, 7}),
              ElementsAre(1 + 4 + 30 + 80, 3 + 8 + 90 + 160, 27, 47));
}

TEST(ReferenceLayer, ConvolutionGoesRoundATorusInGroups) {
  Conv2d const conv{.filters = 2,
                    .kernel = {1, 2},
                    .padding = {Padding::Kind::margins, {0, 2, 0, 0}},
                    .dilation = {1, 2},
                    .groups = 2,
                    .circular = true,
                    .bias = false};
  Values const x{1, 2, 3, 4, 5, 6, 7, 8};
  // Output j of the first channel is x[j - 2] + 10 x[j], of the second 100 x[j - 2].
  EXPECT_THAT(run(conv, {2, 1, 4}, x, {1, 10, 100, 0}),
              ElementsAre(13, 24, 31, 42, 700, 800, 500, 600));
}

TEST(ReferenceLayer, TransposedConvolutionSpreadsEachEntry) {
  ConvTranspose2d const conv{.filters = 2,
                             .kernel = {1, 2},
                             .stride = {1, 2},
                             .padding = {Padding::Kind::margins, {0, 1, 0, 0}}};
  Values const weight{1, 10, 100, 1000, 0, 0, 1, 0};
  EXPECT_THAT(run(conv, {2, 1, 2}, {1, 2, 3, 4}, weight, {0.5, 0}),
              ElementsAre(10.5, 2.5, 20.5, 1000, 204, 2000));
}

TEST(ReferenceLayer, UpsamplingRepeatsEachEntry) {
  EXPECT_THAT(run(Upsample2d{{2, 3}}, {1, 1, 2}, {1, 2}),
              ElementsAre(1, 1, 1, 2, 2, 2, 1, 1, 1, 2, 2, 2));
}

TEST(ReferenceLayer, DenseIsAMatrix) {
  EXPECT_THAT(run(Dense{2}, {3}, {1, 2, 3}, {1, 10, 100, 0, 0, 1}, {0, 5}), ElementsAre(321, 8));
  EXPECT_THAT(run(Dense{.units = 1, .bias = false}, {2}, {1, 2}, {3, 4}), ElementsAre(11));
}

TEST(ReferenceLayer, PoolsTakeTheLargestAndTheMeanOfWholeWindows) {
  Values const x{1, 5, 9, 2, 6, 9, 3, 7, 9};
  Extent const two{2, 2};
  EXPECT_THAT(run(MaxPool2d{two, two}, {1, 3, 3}, x), ElementsAre(6));
  EXPECT_THAT(run(AveragePool2d{two, {1, 1}}, {1, 3, 3}, x), ElementsAre(3.5, 7.25, 4.5, 7.75));
  Padding const corner{Padding::Kind::margins, {1, 1, 0, 0}};
  Values const minus{-1, -5, -9, -2, -6, -9, -3, -7, -9};
  EXPECT_THAT(run(MaxPool2d{two, two, corner}, {1, 3, 3}, minus), ElementsAre(-1, -5, -2, -6));
  EXPECT_THAT(run(AveragePool2d{two, two, corner}, {1, 3, 3}, x),
              ElementsAre(0.25, 3.5, 1.25, 7.75));
  EXPECT_THAT(run(AveragePool2d{two, two, corner, false}, {1, 3, 3}, x),
              ElementsAre(1, 7, 2.5, 7.75));
}

TEST(ReferenceLayer, ReluFlattenAndSoftmax) {
  EXPECT_THAT(run(operation_of("relu"), {2}, {-1, 2}), ElementsAre(0, 2));
  EXPECT_THAT(run(operation_of("flatten"), {1, 2, 1}, {3, 4}), ElementsAre(3, 4));
  EXPECT_THAT(run(operation_of("softmax"), {2}, {1000, 1000 + std::log(3)}),
              Pointwise(::testing::DoubleNear(1e-12), Values{0.25, 0.75}));
}

/// A network that does nothing to one picture of one channel but what its blocks' kinds do.
Network arranging_network(char const* blocks) {
  return SpecText{.shape = "[1, 2, 2]", .network = blocks, .classes = R"(["a", "b", "c", "d"])"}
      .network_of();
}

TEST(ReferenceEvaluator, LiftsByThePaperFormula) {
  Network const network = arranging_network(
      R"([{"name": "f", "equivarify": "lift", "layers": [{"type": "flatten"}]}])");
  auto const y = evaluate(network, ReferenceWeights<double>{}, Values{1, 2, 3, 4}).back().copies;
  // F^(x)(r) = F(r^-1 x): the picture 1 2 / 3 4 turned clockwise is 3 1 / 4 2.
  EXPECT_THAT(y[0], ElementsAre(1, 2, 3, 4));
  EXPECT_THAT(y[1], ElementsAre(3, 1, 4, 2));
  EXPECT_THAT(y[3], ElementsAre(2, 4, 1, 3));
}

TEST(ReferenceEvaluator, ConcatenatesCopyByCopy) {
  Network const network = arranging_network(R"([
    {"name": "f", "equivarify": "lift", "layers": [{"type": "flatten"}]},
    {"name": "g", "equivarify": "concat", "layers": [{"type": "relu"}, {"type": "dense", "units": 4}]}])");
  auto const values = evaluate(network, zero_weights<double>(network), Values{1, 2, 3, 4});
  LiftedValue<double> const& s = values[0].copies;
  LiftedValue<double> const& seen = values[1].copies;
  Values expected;
  for (std::size_t const copy : {3U, 0U, 1U, 2U}) { // r^3 e, r^3 r, r^3 r^2, r^3 r^3
    expected.insert(expected.end(), s[copy].begin(), s[copy].end());
  }
  EXPECT_EQ(seen[3], expected);
}

TEST(ReferenceEvaluator, ShiftsByThePaperFormula) {
  algebra::Group const group = SpecText{}.network_of().group;
  LiftedValue<float> const s{{0}, {1}, {2}, {3}};
  // (r s)(h) = s(r^-1 h)
  EXPECT_EQ(act_on_lifted(formula_arrangement(group), group.element(1), s),
            (LiftedValue<float>{{3}, {0}, {1}, {2}}));
}

TEST(ReferenceWeights, AreTheSameForTheSameSeed) {
  Network const network = SpecText{}.network_of();
  auto const weights = random_weights<float>(network, 5);
  ASSERT_EQ(weights.size(), 4U);
  EXPECT_EQ(weights[0].name, "conv1.weight");
  EXPECT_THAT(weights[0].shape, ElementsAre(2, 1, 3, 3));
  EXPECT_EQ(weights[3].name, "dense1.bias");
  EXPECT_THAT(weights[2].shape, ElementsAre(3, 72));
  EXPECT_EQ(weights[2].values, random_weights<float>(network, 5)[2].values);
  EXPECT_NE(weights[2].values, random_weights<float>(network, 6)[2].values);
}

TEST(ReferenceEvaluator, AgreesInFloatAndDouble) {
  Network const network = SpecText{}.network_of();
  auto const rough =
      evaluate(network, random_weights<float>(network, 1), random_input<float>(network, 2));
  auto const fine =
      evaluate(network, random_weights<double>(network, 1), random_input<double>(network, 2));
  for (std::size_t h = 0; h < 4; ++h) {
    for (std::size_t i = 0; i < 3; ++i) {
      EXPECT_NEAR(static_cast<double>(rough.back().copies[h][i]), fine.back().copies[h][i], 1e-5);
    }
  }
}

TEST(WholeAndLayerwiseLift, AreOneFunctionToTheBit) {
  std::filesystem::path const specs{SPECS_FOLDER};
  Network const whole = load_network(specs / "mnist_c4_whole.json");
  Network const layers = load_network(specs / "mnist_c4_layers.json");
  auto const weights = random_weights<float>(whole, 3);
  auto const x = random_input<float>(whole, 4);
  auto const a = evaluate(whole, weights, x);
  auto const b = evaluate(layers, weights, x);
  ASSERT_EQ(a.size(), b.size());
  for (std::size_t layer = 0; layer < a.size(); ++layer) {
    EXPECT_EQ(a[layer].layer, b[layer].layer);
    EXPECT_EQ(a[layer].copies, b[layer].copies) << a[layer].layer;
  }
}

} // namespace
} // namespace equivarify::codegen
