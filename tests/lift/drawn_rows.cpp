#include "lift/model_table.hpp"

namespace equivarify::testing {

std::vector<ModelRow> drawn_rows() {
  return {{"PoolOfReducedLines",
           [] {
             SmallModel small{{1, 3, 2, 4}};
             small.then("ReduceL1", {}, {{"axes", Extents{1}}, {"keepdims", std::int64_t{0}}});
             small.then("MaxPool", {}, {{"kernel_shape", Extents{2}}});
             return ended(small, 6);
           }},
          {"ConvolutionOfTurnedLines",
           [] {
             SmallModel small{{1, 3, 4}};
             small.then("Softmax", {}, {{"axis", std::int64_t{2}}});
             small.then("Transpose", {}, {{"perm", Extents{0, 2, 1}}});
             small.then("Conv", {small.weights("w", {2, 4, 2})});
             return ended(small, 4);
           }},
          {"MeanOfOneNumberEach",
           [] {
             SmallModel small{{1, 4}};
             small.then("Gemm", {small.weights("w", {4, 3})});
             small.then("Reshape", {small.integers("shape", {1, 3, 1, 1})});
             small.then("GlobalAveragePool").then("GlobalMaxPool");
             return ended(small, 3);
           }},
          {"RowOfOneRepeatedValue", [] {
             SmallModel small{{1, 2, 2}};
             small.then("Softmax", {}, {{"axis", std::int64_t{2}}});
             small.then("Tile", {small.integers("repeats", {1, 2, 1})});
             small.then("Concat", {}, {{"axis", std::int64_t{1}}});
             return ended(small, 8);
           }}};
}

} // namespace equivarify::testing
