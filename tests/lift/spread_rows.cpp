#include <cstdint>
#include <string>
#include <utility>

#include "lift/model_table.hpp"

namespace equivarify::testing {
namespace {

/// What a row is like: its attributes, its input, the shape of its weights, and how many numbers
/// come out.
struct SpreadCase {
  std::string name;
  NodeAttributes attributes;
  std::int64_t size = 0;
  Extents input{1, 3, 4, 3};
  Extents weights{3, 2, 3, 2};
};

ModelRow transposed(SpreadCase const& test) {
  return {"ConvTranspose" + test.name, [=] {
            SmallModel small{test.input};
            auto const group = test.name.starts_with("InGroups") ? 2 : 1;
            small.then(
                "ConvTranspose",
                {small.weights("w", test.weights), small.weights("b", {group * test.weights[1]})},
                test.attributes);
            return ended(small, test.size);
          }};
}

/// A pool \p type of the planes [2, 5, 6].
ModelRow pooled(std::string const& name,
                std::string const& type,
                NodeAttributes attributes,
                std::int64_t size) {
  return {name, [=] {
            SmallModel small{{1, 2, 5, 6}};
            small.then(type, {}, attributes);
            return ended(small, size);
          }};
}

NodeAttributes attribute(char const* name, Extents values) {
  return {{name, std::move(values)}};
}

std::vector<ModelRow> slopes() {
  return {{"PReluOfChannels",
           [] {
             SmallModel small{{1, 3, 2, 2}};
             small.then("PRelu", {small.weights("slope", {3, 1, 1})});
             return ended(small, 12);
           }},
          {"PReluOfEntries",
           [] {
             SmallModel small{{1, 4}};
             return small.then("PRelu", {small.weights("slope", {4}, 0.0F)}).done();
           }},
          {"PReluOfChannelsInOldSets",
           [] {
             SmallModel small{{1, 3, 2, 2}, 6};
             small.then("PRelu", {small.weights("slope", {3, 1, 1})});
             return ended(small, 12);
           }},
          {"LeakyReluThatTurnsRound", [] {
             SmallModel small{{1, 4}};
             return small.then("LeakyRelu", {}, {{"alpha", -0.5F}}).done();
           }}};
}

} // namespace

std::vector<ModelRow> spread_rows() {
  std::int64_t const on = 1;
  std::int64_t const two = 2;
  std::string const upper = "SAME_UPPER";
  std::string const lower = "SAME_LOWER";
  std::vector<ModelRow> rows = slopes();
  for (SpreadCase const& test : std::vector<SpreadCase>{
           {"", {}, 48},
           {"WithStride", attribute("strides", {2, 1}), 72},
           {"WithOutputPadding",
            {{"strides", Extents{2, 2}},
             {"pads", Extents{1, 0, 1, 0}},
             {"output_padding", Extents{1, 0}}},
            96},
           {"WithOutputPaddingAlone",
            {{"strides", Extents{3, 2}}, {"output_padding", Extents{2, 1}}},
            196},
           {"WithDilation", attribute("dilations", {2, 3}), 96},
           {"InGroups", {{"group", two}}, 60, {1, 4, 4, 3}, {4, 2, 2, 1}},
           {"InGroupsOfOne",
            {{"group", two}, {"strides", Extents{2, 2}}},
            96,
            {1, 2, 4, 3},
            {2, 1, 2, 2}},
           {"SameUpper", {{"auto_pad", upper}, {"strides", Extents{2, 2}}}, 96},
           {"SameLower", {{"auto_pad", lower}, {"strides", Extents{2, 1}}}, 48},
           {"SameWithSmallWindows", {{"auto_pad", lower}, {"strides", Extents{4, 3}}}, 288},
           {"Valid", {{"auto_pad", std::string{"VALID"}}}, 48},
           {"OfAShape", {{"output_shape", Extents{8, 5}}, {"strides", Extents{2, 2}}}, 80},
           {"OfLines",
            {{"strides", Extents{2}}, {"dilations", Extents{2}}, {"output_padding", Extents{1}}},
            24,
            {1, 3, 4},
            {3, 2, 3}},
           {"OfVolumes",
            {{"strides", Extents{1, 2, 1}}, {"pads", Extents{0, 1, 0, 1, 0, 0}}},
            96,
            {1, 2, 3, 2, 3},
            {2, 2, 2, 3, 2}},
           {"InGroupsOfVolumes",
            {{"group", two}, {"dilations", Extents{2, 1, 1}}, {"auto_pad", upper}},
            24,
            {1, 2, 3, 2, 2},
            {2, 1, 2, 2, 1}}}) {
    rows.push_back(transposed(test));
  }
  NodeAttributes const gaps{{"kernel_shape", Extents{2, 2}}, {"dilations", Extents{2, 3}}};
  rows.push_back(pooled("MaxPoolWithGaps", "MaxPool", gaps, 18));
  rows.push_back(pooled("AveragePoolWithGaps", "AveragePool", gaps, 18));
  NodeAttributes padded = gaps;
  padded.emplace_back("pads", Extents{1, 1, 1, 1});
  rows.push_back(pooled("MaxPoolWithGapsAndPadding", "MaxPool", padded, 50));
  rows.push_back(pooled("AveragePoolThatPassesItsPadding",
                        "AveragePool",
                        {{"kernel_shape", Extents{3, 2}},
                         {"strides", Extents{2, 2}},
                         {"pads", Extents{1, 0, 0, 1}},
                         {"ceil_mode", on},
                         {"count_include_pad", on}},
                        18));
  rows.push_back(pooled("AveragePoolThatCountsItsPadding",
                        "AveragePool",
                        {{"kernel_shape", Extents{2, 2}},
                         {"pads", Extents{1, 0, 0, 0}},
                         {"ceil_mode", on},
                         {"count_include_pad", on}},
                        50));
  return rows;
}

} // namespace equivarify::testing
