#include <cstdint>

#include "lift/model_table.hpp"

namespace equivarify::testing {
namespace {

constexpr std::int64_t yes = 1;
constexpr std::int64_t no = 0;
constexpr std::int64_t two_cells = 2;

/// One operator on an array, with constants of whole numbers as its other inputs.
ModelRow on_array(std::string const& name,
                  std::string const& type,
                  Extents const& shape,
                  std::vector<Extents> const& constants,
                  NodeAttributes const& attributes = {}) {
  return {name, [=] {
            SmallModel small{shape};
            std::vector<std::string> names;
            for (Extents const& values : constants) {
              names.push_back(small.integers("c" + std::to_string(names.size()), values));
            }
            return small.then(type, names, attributes).done();
          }};
}

/// The same with one constant of the extents \p shape.
ModelRow with_indices(std::string const& type,
                      Extents const& shape,
                      OnnxTensor const& indices,
                      NodeAttributes const& attributes = {}) {
  return {type, [=] {
            SmallModel small{shape};
            small.model.constants.push_back(indices);
            return small.then(type, {indices.name}, attributes).done();
          }};
}

std::vector<ModelRow> selections() {
  using Integers = std::vector<std::int64_t>;
  return {
      on_array("Expand", "Expand", {2, 1, 3}, {{2, 4, 1}}),
      on_array("Tile", "Tile", {2, 3}, {{2, 3}}),
      with_indices("GatherElements", {3, 2}, {"i", {2, 2}, Integers{2, -3, 1, 1}}),
      with_indices("GatherND", {2, 3, 2}, {"i", {3, 2}, Integers{0, -1, 1, 0, 0, -1}}),
      with_indices("Compress", {2, 3}, {"i", {3}, Integers{1, 0, 1}}, {{"axis", yes}}),
      on_array("CumSum", "CumSum", {2, 3}, {{1}}),
      on_array("CumSumBackwards", "CumSum", {4, 2}, {{0}}, {{"reverse", yes}, {"exclusive", yes}}),
      on_array("DepthToSpace", "DepthToSpace", {1, 8, 2, 3}, {}, {{"blocksize", two_cells}}),
      on_array("DepthToSpaceByColumns",
               "DepthToSpace",
               {1, 8, 2, 3},
               {},
               {{"blocksize", two_cells}, {"mode", std::string{"CRD"}}}),
      on_array("SpaceToDepth", "SpaceToDepth", {1, 2, 4, 6}, {}, {{"blocksize", two_cells}}),
      on_array("UpperTriangle", "Trilu", {3, 4}, {{1}}),
      on_array("LowerTriangle", "Trilu", {2, 3, 3}, {}, {{"upper", no}})};
}

std::vector<ModelRow> reductions() {
  return {on_array("ReduceSum", "ReduceSum", {2, 3, 2}, {{0, 2}}, {{"keepdims", no}}),
          on_array("ReduceSumOfAll", "ReduceSum", {2, 3}, {}),
          on_array("ReduceMeanOfRows", "ReduceMean", {2, 3, 2}, {{-2}}),
          on_array("ReduceMaxOfRows", "ReduceMax", {2, 3, 2}, {}, {{"axes", Extents{1}}}),
          on_array("ReduceMaxOfPlanes", "ReduceMax", {1, 3, 2, 2}, {}, {{"axes", Extents{2, 3}}}),
          on_array("ReduceMin", "ReduceMin", {2, 5}, {}, {{"axes", Extents{-1}}}),
          {"MaxOfValuesAndConstants",
           [] {
             SmallModel small{{2, 3}};
             std::string const x = small.last;
             std::string const rows = small.weights("rows", {3});
             small.then("Tanh").on("Max", {x, small.last, rows});
             return small.done();
           }},
          {"MinOfStretchedValues",
           [] {
             SmallModel small{{2, 3}};
             small.then("ReduceSum", {small.integers("axes", {1})});
             return small.on("Min", {"x", small.last}).done();
           }},
          {"MeanOfValues", [] {
             SmallModel small{{2, 3}};
             small.then("Relu").on("Mean", {"x", small.last, small.weights("c", {2, 1})});
             return small.done();
           }}};
}

/// Sums and differences of values that stand in different arrangements, and constants in a row.
std::vector<ModelRow> arrangements() {
  return {
      {"SumOfTransposed",
       [] {
         SmallModel small{{3, 3}};
         small.then("Transpose").on("Add", {"x", small.last});
         return small.done();
       }},
      {"DifferenceFromTheMean",
       [] {
         SmallModel small{{2, 4}};
         small.then("ReduceMean", {}, {{"axes", Extents{1}}}).on("Sub", {"x", small.last});
         return small.done();
       }},
      {"ConcatenatedConstant",
       [] {
         SmallModel small{{1, 2, 3}};
         return small.then("Concat", {small.weights("c", {1, 2, 2})}, {{"axis", two_cells}}).done();
       }},
      {"StretchedValue", [] {
         SmallModel small{{2, 1}};
         return small.then("Mul", {small.weights("c", {2, 3})}).done();
       }}};
}

/// Conditions of constants, which fold.
OnnxModel conditions() {
  SmallModel small{{2, 3}};
  std::string const size = small.on("Size", {"x"}).last;
  std::string const zero = small.constant("zero", {}, std::vector<std::int64_t>{0});
  std::string const step = small.constant("step", {}, std::vector<std::int64_t>{1});
  std::string const counted = small.on("Range", {zero, size, step}).last;
  std::string const shaped = small.then("Reshape", {small.integers("shape", {2, 3})}).last;
  std::string const two = small.constant("two", {}, std::vector<std::int64_t>{2});
  std::string const four = small.constant("four", {}, std::vector<std::int64_t>{4});
  std::string const least = small.on("Greater", {shaped, two}).last;
  std::string const most = small.on("Less", {shaped, four}).last;
  std::string const outside = small.on("And", {least, most}).then("Not").last;
  std::string const low = small.on("LessOrEqual", {shaped, two}).last;
  std::string const high = small.on("GreaterOrEqual", {shaped, four}).last;
  std::string const either = small.on("Or", {low, high}).last;
  std::string const same = small.on("Equal", {outside, either}).last; // all of them
  std::string const chosen =
      small.on("Where", {outside, small.weights("a", {2, 3}), small.weights("b", {3})}).last;
  std::string const kept = small.on("Where", {same, chosen, small.weights("d", {1})}).last;
  return small.on("Mul", {"x", kept}).done();
}

} // namespace

std::vector<ModelRow> selecting_rows() {
  std::vector<ModelRow> rows{{"ConditionsOfConstants", conditions}};
  for (auto const part : {selections, reductions, arrangements}) {
    for (ModelRow& row : part()) {
      rows.push_back(std::move(row));
    }
  }
  return rows;
}

} // namespace equivarify::testing
