#include <cstdint>

#include "lift/model_table.hpp"

namespace equivarify::testing {
namespace {

constexpr std::int64_t second_axis = 1;

/// A function of each number, after a layer that gives numbers of both signs.
ModelRow function(std::string const& type, NodeAttributes const& attributes = {}) {
  return {type, [=] {
            SmallModel small{{1, 4}, 18};
            small.then("Gemm", {small.weights("w", {4, 5}), small.weights("b", {5})});
            return small.then(type, {}, attributes).done();
          }};
}

/// The same of numbers above 0, and of constants, which fold.
ModelRow of_positive(std::string const& type) {
  return {type, [=] {
            SmallModel small{{1, 4}};
            std::string const folded = small.on(type, {small.weights("c", {4}, 0.5F)}).last;
            return small.on("Exp", {"x"}).then(type).then("Add", {folded}).done();
          }};
}

/// The same of numbers that \p before gives, and of a constant.
ModelRow of_results(std::string const& before, std::string const& type, float constant) {
  return {type, [=] {
            SmallModel small{{1, 4}};
            std::string const folded =
                small.on(type, {small.constant<float>("c", {}, {constant})}).last;
            return small.on(before, {"x"}).then(type).then("Add", {folded}).done();
          }};
}

ModelRow power(std::string const& name, float exponent) {
  return {
      name, [=] {
        SmallModel small{{1, 4}};
        small.then("Exp");
        return small.then("Pow", {small.constant("p", {}, std::vector<float>{exponent})}).done();
      }};
}

/// A reduction or a softmax of an array.
ModelRow along(std::string const& name,
               std::string const& type,
               Extents const& shape,
               NodeAttributes const& attributes) {
  return {name, [=] { return SmallModel{shape}.then(type, {}, attributes).done(); }};
}

/// A loss with constant targets, one of which is ignored, and weights.
ModelRow loss(std::string const& name, std::string const& type, std::string const& reduction) {
  return {name, [=] {
            SmallModel small{{2, 3, 2}};
            std::string const targets =
                small.constant("t", {2, 2}, std::vector<std::int64_t>{0, 2, 5, 1});
            return small
                .then(type,
                      {targets, small.weights("w", {3}, 0.5F)},
                      {{"reduction", reduction}, {"ignore_index", std::int64_t{5}}})
                .done();
          }};
}

} // namespace

std::vector<ModelRow> function_rows() {
  std::vector<ModelRow> rows{
      function("Abs"),
      function("Ceil"),
      function("Celu", {{"alpha", 0.7F}}),
      function("Erf"),
      function("Exp"),
      function("Floor"),
      function("HardSwish"),
      function("Mish"),
      function("Sin"),
      function("Cos"),
      function("Tan"),
      function("Atan"),
      function("Sinh"),
      function("Cosh"),
      function("Asinh"),
      of_results("Softsign", "Asin", 0.5F),
      of_results("Softsign", "Acos", 0.5F),
      of_results("Softsign", "Atanh", 0.5F),
      of_results("Cosh", "Acosh", 1.5F),
      function("Round"),
      function("Sign"),
      function("Softplus"),
      function("Softsign"),
      of_positive("Log"),
      of_positive("Reciprocal"),
      of_positive("Sqrt"),
      power("Square", 2.0F),
      power("Cube", 3.0F),
      power("PowerOfNothing", 0.0F),
      {"PowersByEntry",
       [] {
         SmallModel small{{1, 4}};
         std::string const powers =
             small.constant("p", {2, 4}, std::vector<float>{0, 1, 2, 3, 7, 5, 1, 8});
         return small.then("Pow", {powers}).done();
       }},
      power("FourthPower", 4.0F),
      power("Root", 0.5F),
      power("Inverse", -1.0F),
      {"ConstantByValue",
       [] {
         SmallModel small{{1, 4}};
         std::string const y = small.then("Exp").last;
         return small.on("Div", {small.weights("c", {4}), y}).done();
       }},
      {"ValueTimesItself",
       [] {
         SmallModel small{{1, 4}};
         return small.then("Mul", {"x"}).done();
       }},
      along("ReduceL1", "ReduceL1", {2, 3, 2}, {{"axes", Extents{1}}}),
      along("ReduceL2", "ReduceL2", {2, 3, 2}, {{"axes", Extents{0, -1}}}),
      along("ReduceSumSquare", "ReduceSumSquare", {2, 3}, {}),
      along("ReduceLogSumExp", "ReduceLogSumExp", {3, 4}, {{"axes", Extents{1}}}),
      {"ReduceLogSum",
       [] {
         SmallModel small{{3, 4}};
         return small.then("Exp").then("ReduceLogSum", {}, {{"axes", Extents{0}}}).done();
       }},
      {"SoftmaxAlongAnAxis", [] {
         SmallModel small{{2, 3, 4}};
         return small.then("Softmax", {}, {{"axis", second_axis}})
             .then("Identity")
             .then("Relu")
             .done();
       }}};
  for (char const* const reduction : {"none", "sum", "mean"}) {
    rows.push_back(
        loss(std::string{"Likelihood_"} + reduction, "NegativeLogLikelihoodLoss", reduction));
    rows.push_back(
        loss(std::string{"CrossEntropy_"} + reduction, "SoftmaxCrossEntropyLoss", reduction));
  }
  rows.push_back({"LogSoftmax", [] {
                    SmallModel small{{2, 5}};
                    return small.then("LogSoftmax").then("Neg").done();
                  }});
  rows.push_back({"LogSoftmaxOfLargeNumbers", [] {
                    SmallModel small{{2, 3}};
                    small.then("Mul", {small.constant("c", {}, std::vector<float>{300.0F})});
                    small.then("LogSoftmax", {}, {{"axis", std::int64_t{0}}});
                    return small.then("Exp").done();
                  }});
  return rows;
}

} // namespace equivarify::testing
