#include <cstdint>

#include "lift/model_table.hpp"

namespace equivarify::testing {
namespace {

constexpr std::int64_t dropped = 0;

} // namespace

std::vector<ModelRow> window_rows() {
  return {
      {"ConvWithoutBias",
       [] {
         SmallModel small{{1, 2, 5, 6}};
         small.then("Conv", {small.weights("w", {3, 2, 3, 3})}, {{"strides", Extents{2, 1}}});
         return ended(small, 24);
       }},
      {"CircularPad", // what is odd around: two rows above, one column to the right
       [] {
         SmallModel small{{1, 2, 5, 4}};
         small.then("Pad",
                    {small.integers("pads", {0, 0, 2, 0, 0, 0, 0, 1})},
                    {{"mode", std::string{"wrap"}}});
         small.then("Conv", {small.weights("w", {3, 2, 3, 2}), small.weights("b", {3})});
         return ended(small, 60);
       }},
      {"CircularPadAsLargeAsThePlane",
       [] {
         SmallModel small{{1, 1, 3, 2}};
         small.then("Pad",
                    {small.integers("pads", {0, 0, 3, 2, 0, 0, 3, 1})},
                    {{"mode", std::string{"wrap"}}});
         small.then("Conv", {small.weights("w", {2, 1, 7, 4}), small.weights("b", {2})});
         return ended(small, 12);
       }},
      {"CircularSlices", // as PyTorch 1 exports it: the last row, all, the first row
       [] {
         SmallModel small{{1, 2, 4, 4}};
         std::string const axis = small.integers("axis", {2});
         auto const rows = [&](std::int64_t from, std::int64_t to) {
           std::string const name = fmt::format("s{}", from);
           return small
               .on("Slice",
                   {"x", small.integers(name, {from}), small.integers(name + "e", {to}), axis})
               .last;
         };
         std::string const last = rows(3, 4);
         std::string const first = rows(0, 1);
         small.on("Concat", {last, "x", first}, {{"axis", std::int64_t{2}}});
         small.then("Conv", {small.weights("w", {3, 2, 3, 1})}, {{"strides", Extents{2, 1}}});
         return ended(small, 24);
       }},
      {"ConvSamePadding",
       [] {
         SmallModel small{{1, 2, 5, 6}};
         small.then("Conv",
                    {small.weights("w", {3, 2, 3, 3}), small.weights("b", {3})},
                    {{"auto_pad", std::string{"SAME_UPPER"}}});
         return ended(small, 90);
       }},
      {"ConvLargerThanItsInput",
       [] {
         SmallModel small{{1, 2, 3, 6}};
         small.then("Conv", {small.weights("w", {2, 2, 5, 5})}, {{"pads", Extents{2, 2, 2, 2}}});
         small.then(
             "MaxPool", {}, {{"kernel_shape", Extents{5, 5}}, {"pads", Extents{2, 2, 2, 2}}});
         return ended(small, 36);
       }},
      {"Volume",
       [] {
         SmallModel small{{1, 2, 4, 5, 3}};
         small.then("Conv",
                    {small.weights("w", {3, 2, 2, 3, 3}), small.weights("b", {3})},
                    {{"strides", Extents{1, 2, 1}},
                     {"pads", Extents{1, 1, 1, 0, 1, 1}},
                     {"dilations", Extents{2, 1, 1}}});
         small.then("MaxPool", {}, {{"kernel_shape", Extents{2, 2, 1}}});
         small.then("AveragePool",
                    {},
                    {{"kernel_shape", Extents{1, 2, 2}}, {"pads", Extents{0, 0, 1, 0, 0, 0}}});
         return small.then("GlobalAveragePool").then("Flatten").done();
       }},
      {"ConvAndBiasAndNorm",
       [] {
         SmallModel small{{1, 2, 4, 4}};
         small.then("Conv", {small.weights("w", {3, 2, 1, 1})});
         small.then("Add", {small.weights("b", {1, 3, 1, 1})});
         small.then("BatchNormalization",
                    {small.weights("scale", {3}),
                     small.weights("shift", {3}),
                     small.weights("mean", {3}),
                     small.weights("variance", {3}, 0.1F)},
                    {{"epsilon", 0.001F}});
         return ended(small, 48);
       }},
      {"ConvOfLines",
       [] {
         SmallModel small{{1, 2, 6}};
         small.then("Unsqueeze", {small.integers("axes", {2})});
         small.then("Conv", {small.weights("w", {3, 2, 1, 3})});
         return ended(small, 12);
       }},
      {"MaxPool",
       [] {
         SmallModel small{{1, 2, 5, 6}};
         small.then("MaxPool", {}, {{"kernel_shape", Extents{2, 3}}, {"strides", Extents{1, 3}}});
         return ended(small, 16);
       }},
      {"AveragePool",
       [] {
         SmallModel small{{1, 2, 4, 6}};
         small.then("AveragePool", {}, {{"kernel_shape", Extents{2, 2}}});
         return ended(small, 30);
       }},
      {"GlobalAveragePool",
       [] {
         SmallModel small{{1, 3, 4, 4}};
         small.then("GlobalAveragePool");
         return ended(small, 3);
       }},
      {"GlobalMaxPool",
       [] {
         SmallModel small{{1, 3, 4, 4}};
         small.then("GlobalMaxPool");
         return ended(small, 3);
       }},
      {"ReduceMeanChannelsLast", [] {
         SmallModel small{{1, 4, 4, 3}};
         small.then("ReduceMean", {}, {{"axes", Extents{1, 2}}, {"keepdims", dropped}});
         return ended(small, 3);
       }}};
}

} // namespace equivarify::testing
