#include <cstdint>

#include "lift/model_table.hpp"

namespace equivarify::testing {
namespace {

constexpr std::int64_t second = 1;

OnnxModel convolved(SmallModel& small, std::int64_t channels, std::int64_t left) {
  small.then("Conv", {small.weights("w", {2, channels, 2, 2}), small.weights("b", {2})});
  return ended(small, left);
}

/// Of the entries of [1, 3, 2] the sorted ones along the second axis, added in the order \p order.
std::string sum_of_sorted(SmallModel& small, Extents const& order) {
  small.then("TopK", {small.integers("k", {3})}, {{"axis", second}, {"largest", std::int64_t{0}}});
  std::string const sorted = small.last;
  small.model.nodes.back().outputs.push_back("places");
  std::vector<std::string> terms;
  for (std::int64_t const index : order) {
    std::string const name = fmt::format("i{}", terms.size());
    terms.push_back(
        small.on("Gather", {sorted, small.integers(name, {index})}, {{"axis", second}}).last);
  }
  return small.on("Add", {terms.at(0), terms.at(1)}).then("Add", {terms.at(2)}).last;
}

/// Constants put at \p rows of the first axis.
ModelRow scattered(std::string const& type, std::string const& how, Extents const& rows) {
  return {type, [=] {
            SmallModel small{{3, 2}, how == "none" ? 13 : 16};
            std::string const indices = small.constant("i", {1, 2}, rows);
            NodeAttributes attributes{{"axis", std::int64_t{0}}};
            if (how != "none") {
              attributes.emplace_back("reduction", how);
            }
            return small.then(type, {indices, small.weights("u", {1, 2})}, attributes).done();
          }};
}

ModelRow remainder(std::string const& name, std::int64_t fmod, std::vector<float> const& divisors) {
  return {name, [=] {
            SmallModel small{{1, 4}};
            small.then("Mul", {small.constant("five", {}, std::vector<float>{5.0F})});
            std::string const b = small.constant("b", {4}, divisors);
            return small.then("Mod", {b}, {{"fmod", fmod}}).done();
          }};
}

} // namespace

std::vector<ModelRow> moved_rows() {
  return {
      {"TurnedPlanes",
       [] {
         SmallModel small{{1, 2, 3, 4}};
         small.then("Transpose", {}, {{"perm", Extents{0, 1, 3, 2}}});
         return convolved(small, 2, 12);
       }},
      {"PlanesOfAVector", // taken apart in front of a function, a dense layer and a sum
       [] {
         SmallModel small{{1, 1, 3, 3}};
         small.then("Flatten").then("Tanh");
         std::string const vector = small.last;
         small.then("Gemm", {small.weights("d", {9, 9}), small.weights("e", {9})});
         small.then("Add", {vector}).then("Reshape", {small.integers("s", {1, 1, 3, 3})});
         return convolved(small, 1, 8);
       }},
      {"RowsOfAVector",
       [] {
         SmallModel small{{1, 5}};
         small.then("Gemm", {small.weights("d", {5, 6}), small.weights("e", {6})}).then("Tanh");
         small.then("Reshape", {small.integers("s", {1, 3, 2})});
         small.then("MatMul", {small.weights("m", {2, 4})}).then("Add", {small.weights("b", {4})});
         return ended(small, 12);
       }},
      {"PlanesOfSeveralValues", // one turned, one each entry of which comes four times
       [] {
         SmallModel small{{1, 1, 4, 4}};
         std::string const turned =
             small.then("Transpose", {}, {{"perm", Extents{0, 1, 3, 2}}}).last;
         small.on("MaxPool", {"x"}, {{"kernel_shape", Extents{2, 2}}, {"strides", Extents{2, 2}}});
         for (std::int64_t const axis : {2, 3}) {
           std::string const twice = small.integers(fmt::format("twice{}", axis), {0, 0, 1, 1});
           small.then("Gather", {twice}, {{"axis", axis}});
         }
         small.on("Concat", {turned, small.last, "x"}, {{"axis", second}});
         return convolved(small, 3, 18);
       }},
      {"SumOfSorted",
       [] {
         SmallModel small{{1, 3, 2}};
         static_cast<void>(sum_of_sorted(small, {2, 0, 1}));
         return small.done();
       }},
      {"SumOfSortedValues",
       [] {
         SmallModel small{{1, 4}};
         std::vector<std::string> rows;
         for (char const* const name : {"a", "b", "c"}) {
           small.on("Gemm", {"x", small.weights(name, {4, 2})});
           rows.push_back(
               small.then("Reshape", {small.integers(fmt::format("{}s", name), {1, 1, 2})}).last);
         }
         small.on("Concat", rows, {{"axis", second}});
         static_cast<void>(sum_of_sorted(small, {0, 1, 2}));
         return small.done();
       }},
      {"ComputedPlaces",
       [] {
         SmallModel small{{3, 4}};
         small.then("ArgMax", {}, {{"axis", second}});
         std::string const from_front = small.last;
         std::string const picked =
             small.on("GatherElements", {"x", from_front}, {{"axis", second}}).last;
         return small.on("Mul", {picked, picked}).done();
       }},
      {"CastToWholeNumbers",
       [] {
         SmallModel small{{1, 4}};
         small.then("Mul", {small.constant("three", {}, std::vector<float>{3.0F})});
         std::string const scaled = small.last;
         small.then("Cast", {}, {{"to", std::int64_t{7}}})
             .then("Cast", {}, {{"to", std::int64_t{1}}});
         std::string const whole = small.last;
         small.on("Cast", {scaled}, {{"to", std::int64_t{9}}})
             .then("Cast", {}, {{"to", std::int64_t{1}}});
         return small.then("Mul", {whole}).done();
       }},
      {"OneHot",
       [] {
         SmallModel small{{2, 3}};
         small.then("ArgMax", {}, {{"axis", second}, {"keepdims", std::int64_t{0}}});
         small.then("OneHot",
                    {small.integers("depth", {3}),
                     small.constant("values", {2}, std::vector<float>{0.25F, 2.0F})},
                    {{"axis", std::int64_t{0}}});
         return small.done();
       }},
      scattered("Scatter", "none", {2, 0}),
      scattered("ScatterElements", "mul", {-1, 1}),
      {"ScatterND",
       [] {
         SmallModel small{{3, 2, 2}};
         std::string const indices = small.constant("i", {2, 1}, Extents{2, 0});
         return small.then("ScatterND", {indices, small.weights("u", {2, 2, 2})}).done();
       }},
      remainder("Mod", 1, {0.75F, -0.5F, 0.25F, -1.5F}),
      {"ModOfPlaces",
       [] {
         SmallModel small{{4, 7}};
         small.then("ArgMax", {}, {{"axis", second}});
         small.then("Mod", {small.constant("b", {4, 1}, Extents{3, -3, 2, -4})});
         return small.then("Cast", {}, {{"to", std::int64_t{1}}}).done();
       }},
      {"CastLike", [] {
         SmallModel small{{1, 4}, 15};
         small.then("ArgMax", {}, {{"axis", second}});
         return small.then("CastLike", {small.weights("like", {1})}).then("Relu").done();
       }}};
}

} // namespace equivarify::testing
