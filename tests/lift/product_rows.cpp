#include <cstdint>
#include <limits>
#include <utility>

#include "lift/model_table.hpp"

namespace equivarify::testing {
namespace {

constexpr std::int64_t is_set = 1;
constexpr std::int64_t is_clear = 0;
constexpr std::int64_t rows_axis = 0;
constexpr std::int64_t columns_axis = 1;

/// Gates of channels with dense layers between, as TensorFlow has them, and as convolutions.
OnnxModel squeeze_and_excite() {
  SmallModel small{{1, 3, 4, 5}};
  std::string const x = small.then("Conv", {small.weights("w", {4, 3, 1, 1})}).last;
  small.then("GlobalAveragePool").then("Flatten");
  small.then("Gemm", {small.weights("few", {4, 2}), small.weights("few_b", {2})});
  small.then("Relu").then("Gemm", {small.weights("many", {2, 4})}).then("Sigmoid");
  small.then("Reshape", {small.integers("gate", {1, 4, 1, 1})});
  std::string const y = small.then("Mul", {x}).last;
  small.then("GlobalAveragePool").then("Conv", {small.weights("v", {4, 4, 1, 1})});
  small.then("HardSigmoid", {}, {{"alpha", 1.0F / 6.0F}});
  small.on("Mul", {y, small.last});
  return ended(small, 80);
}

OnnxModel spatial_gate_and_swish() {
  SmallModel small{{1, 3, 4, 5}};
  std::string const x = small.last;
  std::string const where = small.then("Conv", {small.weights("w", {1, 3, 1, 1})}).last;
  std::string const gate = small.then("Sigmoid").last;
  std::string const y = small.on("Mul", {gate, x}).last;
  std::string const swish = small.on("Mul", {where, gate}).last;
  small.on("Mul", {swish, y});
  return ended(small, 60);
}

OnnxModel products_of_vectors() {
  SmallModel small{{1, 4}};
  std::string const x = small.last;
  std::string const number = small.then("Gemm", {small.weights("w", {4, 1})}).last;
  std::string const scaled = small.on("Mul", {x, number}).last;
  std::string const positive = small.on("Exp", {x}).last;
  std::string const y = small.on("Div", {scaled, positive}).last;
  small.then("Transpose", {}, {{"perm", Extents{1, 0}}});
  return small.on("Mul", {y, small.last}).done(); // all by all
}

/// The operator \p type on a matrix of the input, and a dense layer after it.
ModelRow on_matrix(std::string const& name,
                   std::string const& type,
                   NodeAttributes const& attributes,
                   std::int64_t size) {
  return {name, [=] {
            SmallModel small{{3, 5}};
            small.then(type, {}, attributes);
            small.then("Cast", {}, {{"to", std::int64_t{1}}}); // places are whole numbers
            small.then("Reshape", {small.integers("row", {1, -1})});
            return ended(small, size);
          }};
}

std::vector<ModelRow> of_matrices() {
  return {
      {"ProductOfTwoMatrices",
       [] {
         SmallModel small{{2, 3, 4}};
         std::string const x = small.last;
         small.then("Transpose", {}, {{"perm", Extents{0, 2, 1}}});
         return small.on("MatMul", {x, small.last}).done();
       }},
      {"MatrixFromTheLeft",
       [] {
         SmallModel small{{3, 4}};
         std::string const w = small.weights("w", {2, 3});
         return small.on("MatMul", {w, small.last}).done();
       }},
      {"ProductAlongAnAxis",
       [] {
         SmallModel small{{5, 3}};
         return small.then("ReduceProd", {}, {{"axes", Extents{0}}}).done();
       }},
      on_matrix("FirstLargest", "ArgMax", {{"axis", columns_axis}}, 3),
      on_matrix("LastLargest", "ArgMax", {{"axis", rows_axis}, {"select_last_index", is_set}}, 5),
      on_matrix("FirstSmallest", "ArgMin", {{"axis", rows_axis}, {"keepdims", is_clear}}, 5),
      on_matrix("OneForTheLargest", "Hardmax", {{"axis", columns_axis}}, 15)};
}

/// Of two values, both of which depend on the input.
OnnxModel conditions_of_values() {
  SmallModel small{{1, 6}};
  std::string const x = small.last;
  std::string const y = small.then("Gemm", {small.weights("w", {6, 6})}).last;
  std::string const none = small.constant("none", {}, std::vector<float>{0.0F});
  std::string const less = small.on("Less", {x, y}).last;
  std::string const positive = small.on("Greater", {x, none}).last;
  std::string const both = small.on("And", {less, positive}).last;
  std::string const one_alone = small.on("Xor", {less, positive}).last;
  std::string const some = small.on("Or", {both, one_alone}).last;
  std::string const same = small.on("Equal", {both, some}).last;
  std::string const others = small.on("Not", {same}).last;
  std::string const at_least = small.on("GreaterOrEqual", {y, x}).last;
  std::string const at_most = small.on("LessOrEqual", {y, none}).last;
  std::string const chosen = small.on("Where", {others, x, y}).last;
  std::string const more = small.on("Where", {at_least, chosen, none}).last;
  return small.on("Where", {at_most, more, small.weights("c", {6})}).done();
}

ModelRow between_neighbours(std::string const& name, std::string const& places) {
  return {name, [=] {
            SmallModel small{{1, 2, 3, 4}};
            std::string const none = small.constant("none", {0}, std::vector<float>{});
            small.then(
                "Resize",
                {none, small.constant("s", {4}, std::vector<float>{1, 1, 1.5F, 2})},
                {{"mode", std::string{"linear"}}, {"coordinate_transformation_mode", places}});
            return ended(small, 64);
          }};
}

std::vector<ModelRow> with_steps() {
  return {between_neighbours("LinearOfAreas", "half_pixel"),
          between_neighbours("LinearOfPoints", "asymmetric"),
          {"Conditions", conditions_of_values},
          {"ShrinkAndThreshold",
           [] {
             SmallModel small{{1, 6}};
             small.then("Gemm", {small.weights("w", {6, 6}), small.weights("b", {6})});
             small.then("Shrink", {}, {{"lambd", 0.25F}, {"bias", 0.125F}});
             return small.then("ThresholdedRelu", {}, {{"alpha", 0.0625F}}).done();
           }},
          {"ClippedFromOneSide", [] {
             SmallModel small{{1, 6}};
             float const least = std::numeric_limits<float>::lowest();
             small.then("Gemm", {small.weights("w", {6, 6}), small.weights("b", {6})});
             small.then("Clip", {small.constant("low", {}, std::vector<float>{-0.5F})}).then("Neg");
             return small
                 .then("Clip",
                       {small.constant("least", {}, std::vector<float>{least}),
                        small.constant("high", {}, std::vector<float>{0.25F})})
                 .done();
           }}};
}

} // namespace

std::vector<ModelRow> product_rows() {
  std::vector<ModelRow> rows{{"SqueezeAndExcite", squeeze_and_excite},
                             {"SpatialGateAndSwish", spatial_gate_and_swish},
                             {"ProductsOfVectors", products_of_vectors}};
  for (std::vector<ModelRow> const& part : {of_matrices(), with_steps()}) {
    rows.insert(rows.end(), part.begin(), part.end());
  }
  return rows;
}

} // namespace equivarify::testing
