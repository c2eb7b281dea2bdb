#include "lift/model_table.hpp"

#include <cstdint>

namespace equivarify::testing {
namespace {

constexpr std::int64_t zero = 0;
constexpr std::int64_t one = 1;

/// One operator on each entry of a vector.
ModelRow pointwise(std::string const& type, NodeAttributes const& attributes = {}) {
  return {type, [=] {
            SmallModel small{{1, 4}, 20};
            small.then("Gemm", {small.weights("w", {4, 5}), small.weights("b", {5})});
            return small.then(type, {}, attributes).done();
          }};
}

std::vector<ModelRow> activations() {
  return {
      pointwise("Relu"),
      pointwise("Sigmoid"),
      pointwise("Tanh"),
      pointwise("Gelu"),
      pointwise("Elu", {{"alpha", 0.7F}}),
      pointwise("LeakyRelu", {{"alpha", 0.05F}}),
      pointwise("HardSigmoid", {{"alpha", 1.0F / 6.0F}}),
      {"HardSigmoidOfOtherSlope",
       [] {
         SmallModel small{{1, 4}};
         return small.then("HardSigmoid", {}, {{"alpha", 0.3F}, {"beta", 0.4F}}).done();
       }},
      {"Clip",
       [] {
         SmallModel small{{1, 4}};
         return small
             .then("Clip",
                   {small.constant("low", {}, std::vector<float>{-0.3F}),
                    small.constant("high", {}, std::vector<float>{0.4F})})
             .done();
       }},
      {"ClipIsRelu",
       [] {
         SmallModel small{{1, 4}};
         return small.then("Clip", {small.constant("low", {}, std::vector<float>{0.0F})}).done();
       }},
      {"SoftmaxInside", [] {
         SmallModel small{{1, 4}};
         small.then("Softmax", {}, {{"axis", one}});
         return ended(small, 4);
       }}};
}

std::vector<ModelRow> linear() {
  return {
      {"GemmScaled",
       [] {
         SmallModel small{{1, 4}};
         return small
             .then("Gemm",
                   {small.weights("w", {5, 4}), small.weights("b", {1, 5})},
                   {{"alpha", 0.25F}, {"beta", 0.5F}, {"transB", one}})
             .done();
       }},
      {"MatMulAndBias",
       [] {
         SmallModel small{{1, 4}};
         small.then("MatMul", {small.weights("w", {4, 5})});
         return small.then("Add", {small.weights("b", {5})}).done();
       }},
      {"MatMulOfTransposedWeights",
       [] {
         SmallModel small{{1, 4}};
         std::string const w = small.weights("w", {5, 4});
         small.on("Transpose", {w}, {{"perm", Extents{1, 0}}});
         return small.on("MatMul", {"x", small.last}).done();
       }},
      {"MatMulOfRows",
       [] {
         SmallModel small{{3, 4}};
         return small.then("MatMul", {small.weights("w", {4, 2})}).done();
       }},
      {"MatMulOfCells",
       [] { // channels last
         SmallModel small{{1, 3, 3, 2}};
         small.then("Transpose", {}, {{"perm", Extents{0, 3, 1, 2}}});
         small.then("Conv", {small.weights("w", {4, 2, 3, 3})}, {{"pads", Extents{1, 1, 1, 1}}});
         small.then("Transpose", {}, {{"perm", Extents{0, 2, 3, 1}}});
         small.then("MatMul", {small.weights("m", {4, 2})});
         small.then("Add", {small.weights("b", {2})}).then("Relu");
         return ended(small, 18);
       }},
      {"SlicedInput", [] { // the weights of what is not read are 0
         SmallModel small{{1, 6}};
         small.then("Slice",
                    {small.integers("starts", {1}),
                     small.integers("ends", {6}),
                     small.integers("axes", {1}),
                     small.integers("steps", {2})});
         return small.then("Gemm", {small.weights("w", {3, 2}), small.weights("b", {2})}).done();
       }}};
}

/// Channels last, as TensorFlow has them, with weights of a dense layer in that order.
OnnxModel channels_last() {
  SmallModel small{{1, 4, 5, 2}};
  small.then("Transpose", {}, {{"perm", Extents{0, 3, 1, 2}}});
  small.then("Conv", {small.weights("w", {3, 2, 3, 3})});
  small.then("Transpose", {}, {{"perm", Extents{0, 2, 3, 1}}});
  small.then("Add", {small.weights("b", {3})}).then("Relu");
  small.then("Reshape", {small.integers("shape", {-1, 18})});
  small.then("MatMul", {small.weights("m", {18, 4})});
  return small.then("Add", {small.weights("c", {4})}).done();
}

/// Shapes computed from shapes, as PyTorch of old exports `view`.
OnnxModel computed_shape() {
  SmallModel small{{1, 2, 3, 3}};
  std::string const x = small.last;
  std::string const index = small.constant("index", {}, std::vector<std::int64_t>{0});
  std::string const rest = small.constant("rest", {}, std::vector<std::int64_t>{-1});
  small.on("Shape", {x}).then("Gather", {index}, {{"axis", zero}});
  std::string const batch = small.then("Unsqueeze", {small.integers("axis0", {0})}).last;
  std::string const other = small.on("Unsqueeze", {rest, "axis0"}).last;
  std::string const shape = small.on("Concat", {batch, other}, {{"axis", zero}}).last;
  small.on("Reshape", {x, shape});
  return small.then("Gemm", {small.weights("w", {18, 2}), small.weights("b", {2})}).done();
}

std::vector<ModelRow> arithmetic() {
  return {
      {"ChannelsLast", channels_last},
      {"ComputedShape", computed_shape},
      {"SubMulDivNeg",
       [] {
         SmallModel small{{1, 2, 3, 3}};
         small.then("Sub", {small.weights("mean", {1, 2, 1, 1})});
         small.then("Div", {small.weights("deviation", {2, 1, 1}, 0.5F)});
         small.then("Mul", {small.constant("two", {}, std::vector<float>{2.0F})});
         small.then("Neg");
         return ended(small, 18);
       }},
      {"ConstantMinusValue",
       [] {
         SmallModel small{{1, 4}};
         return small.on("Sub", {small.weights("c", {4}), "x"}).done();
       }},
      {"AddedPicture",
       [] { // another number for each pixel
         SmallModel small{{1, 1, 3, 3}};
         small.then("Add", {small.weights("picture", {1, 1, 3, 3})});
         return ended(small, 9);
       }},
      {"FoldedConstants",
       [] {
         SmallModel small{{1, 4}};
         std::string const a = small.weights("a", {4});
         std::string const b = small.weights("b", {4}, 0.25F);
         small.on("Mul", {a, b}).then("Add", {b}).then("Sub", {a}).then("Div", {b});
         return small.on("Add", {"x", small.last}).done();
       }},
      {"Residual",
       [] {
         SmallModel small{{1, 2, 4, 4}};
         std::string const x = small.last;
         small.then("Conv", {small.weights("w", {2, 2, 3, 3})}, {{"pads", Extents{1, 1, 1, 1}}});
         small.then("Relu").then("Add", {x});
         std::string const y = small.last;
         small.then("Sum", {x, y});
         return ended(small, 32);
       }},
      {"Concatenated",
       [] {
         SmallModel small{{1, 2, 3, 3}};
         std::string const x = small.last;
         small.then("Conv", {small.weights("w", {3, 2, 1, 1})});
         small.on("Concat", {x, small.last, x}, {{"axis", one}});
         return ended(small, 63);
       }},
      {"TwoReadersOfOneBias", [] { // so that the sum must not go into the bias
         SmallModel small{{1, 3}};
         std::string const y =
             small.then("Gemm", {small.weights("w", {3, 3}), small.weights("b", {3})}).last;
         std::string const z = small.then("Add", {small.weights("c", {3})}).last;
         return small.on("Add", {y, z}).done();
       }}};
}

/// The halves of the input in the other order, and a constant.
OnnxModel split() {
  SmallModel small{{1, 4}};
  small.model.nodes.push_back({.type = "Split",
                               .inputs = {"x", small.integers("sizes", {1, 3})},
                               .outputs = {"a", "b"},
                               .attributes = {{"axis", one}}});
  small.on("Concat", {"b", "a"}, {{"axis", one}});
  std::string const joined = small.last;
  std::string const c =
      small.constant_node({"tensor", {4}, std::vector<float>{0.25F, 4.0F, 9.0F, 0.5F}});
  small.on("Sqrt", {c});
  std::string const root = small.last;
  std::string const zeros = small.on("ConstantOfShape", {small.integers("four", {4})}).last;
  small.on("Add", {root, zeros});
  return small.on("Mul", {joined, small.last}).done();
}

std::vector<ModelRow> rearranged() {
  return {
      {"SplitAndConstants", split},
      {"PRelu",
       [] {
         SmallModel small{{1, 4}};
         return small.then("PRelu", {small.constant("slope", {1}, std::vector<float>{0.25F})})
             .done();
       }},
      {"LayerNormAtEachPlace",
       [] {
         SmallModel small{{1, 3, 2, 4}, 17};
         small.then("Transpose", {}, {{"perm", Extents{0, 2, 3, 1}}});
         small.then("LayerNormalization",
                    {small.weights("scale", {3}), small.weights("shift", {3})},
                    {{"epsilon", 0.01F}});
         small.then("Transpose", {}, {{"perm", Extents{0, 3, 1, 2}}});
         return ended(small, 24);
       }},
      {"LayerNormOfParts",
       [] {
         SmallModel small{{3, 4, 2}, 17};
         small.then("LayerNormalization",
                    {small.weights("scale", {4, 2}), small.weights("shift", {4, 2})},
                    {{"axis", one}});
         return small.done();
       }},
      {"LayerNormOfAll",
       [] {
         SmallModel small{{1, 3, 2, 4}, 17};
         small.then("LayerNormalization", {small.weights("scale", {3, 1, 1})}, {{"axis", one}});
         small.then("Flatten");
         small.then("LayerNormalization",
                    {small.weights("scales", {24}), small.weights("b", {24})});
         return ended(small, 24);
       }},
      {"Renamed",
       [] {
         SmallModel small{{1, 2, 1, 3}};
         small.then("Squeeze", {small.integers("axes", {2})}).then("Identity").then("Dropout");
         small.then("Cast", {}, {{"to", one}});
         small.then("Unsqueeze", {small.integers("more", {0, 3})});
         return small.then("Reshape", {small.integers("shape", {0, -1})}).done();
       }},
      {"TransposedOutput",
       [] {
         SmallModel small{{2, 3}};
         return small.then("Transpose").then("Tanh").done();
       }},
      {"GatheredInput", [] {
         SmallModel small{{1, 4}};
         small.then("Gather", {small.integers("order", {2, 0, 3, 1})}, {{"axis", one}});
         return small.then("Gemm", {small.weights("w", {4, 2}), small.weights("b", {2})}).done();
       }}};
}

} // namespace

/// A dense layer, so that entries have weights of their own.
OnnxModel ended(SmallModel& small, std::int64_t size) {
  small.then("Flatten");
  return small.then("Gemm", {small.weights("end.w", {size, 3}), small.weights("end.b", {3})})
      .done();
}

std::vector<ModelRow> model_table() {
  std::vector<ModelRow> rows;
  for (auto const part : {activations,
                          linear,
                          window_rows,
                          arithmetic,
                          rearranged,
                          product_rows,
                          moved_rows,
                          drawn_rows,
                          function_rows,
                          selecting_rows,
                          spelled_rows,
                          spread_rows}) {
    for (ModelRow& row : part()) {
      rows.push_back(std::move(row));
    }
  }
  return rows;
}

} // namespace equivarify::testing
