#include "equivarify/codegen/layers/layer.hpp"

#include "equivarify/codegen/layers/conv_transpose2d.hpp"
#include "equivarify/codegen/layers/convolution.hpp"
#include "equivarify/codegen/layers/dense.hpp"
#include "equivarify/codegen/layers/pool.hpp"
#include "equivarify/codegen/layers/upsample2d.hpp"

#include <gtest/gtest.h>

namespace equivarify::codegen {
namespace {

constexpr Shape image{.channels = 3, .rows = 8, .columns = 6};
constexpr Shape vector{.channels = 20};

/// What output_shape() says of \p operation on \p input, as `found | expected`.
std::string refusal(Operation const& operation, Shape const& input) {
  try {
    static_cast<void>(output_shape(operation, input));
    return "";
  } catch (ShapeError const& error) {
    return error.found() + " | " + error.expected();
  }
}

Layer layer(Operation const& operation, Shape const& input) {
  return {.name = "layer",
          .operation = operation,
          .inputs = {input},
          .output = output_shape(operation, input)};
}

TEST(OutputShape, OfASameConvolutionKeepsThePlane) {
  EXPECT_EQ(output_shape(Conv2d{.filters = 5, .kernel = {3, 5}}, image), (Shape{5, 8, 6}));
}

TEST(OutputShape, OfAValidConvolutionCountsWholeWindows) {
  Conv2d const conv{.filters = 5, .kernel = {3, 2}, .stride = {2, 3}, .padding = Padding::valid};
  EXPECT_EQ(output_shape(conv, image), (Shape{5, 3, 2}));
}

TEST(OutputShape, OfAPoolLeavesOutWindowsThatWouldLeaveThePlane) {
  EXPECT_EQ(output_shape(MaxPool2d{.size = {3, 4}, .stride = {3, 4}}, image), (Shape{3, 2, 1}));
  EXPECT_EQ(output_shape(AveragePool2d{.size = {2, 2}, .stride = {1, 1}}, image), (Shape{3, 7, 5}));
}

TEST(OutputShape, OfTheOtherLayers) {
  EXPECT_EQ(output_shape(operation_of("relu"), image), image);
  EXPECT_EQ(output_shape(operation_of("flatten"), image), Shape{144});
  EXPECT_EQ(output_shape(Dense{7}, vector), Shape{7});
  EXPECT_EQ(output_shape(operation_of("softmax"), vector), vector);
}

TEST(OutputShape, RefusesWhatDoesNotFit) {
  EXPECT_EQ(
      refusal(Dense{7}, image),
      "an image of 3x8x6 | a flat input for dense; put a layer of type \"flatten\" before it");
  EXPECT_EQ(refusal(Conv2d{.kernel = {9, 1}}, image),
            "a 9x1 kernel | at most 8x6, the size of its input 3x8x6");
  EXPECT_EQ(refusal(MaxPool2d{.size = {2, 7}, .stride = {1, 1}}, image),
            "a 2x7 window | at most 8x6, the size of its input 3x8x6");
  EXPECT_EQ(refusal(Conv2d{.kernel = {2, 3}}, image),
            "padding \"same\" with a 2x3 kernel and stride 1x1 | an odd kernel and stride 1, or "
            "padding \"valid\", or margins [top, left, bottom, right] such as [0, 1, 1, 1]");
}

Padding margins(std::size_t top, std::size_t left, std::size_t bottom, std::size_t right) {
  return {Padding::Kind::margins, {top, left, bottom, right}};
}

TEST(OutputShape, CountsTheWindowsOfAPaddedPlane) {
  Conv2d conv{.filters = 4, .kernel = {3, 3}, .stride = {2, 1}, .padding = margins(1, 0, 2, 0)};
  EXPECT_EQ(output_shape(conv, image), (Shape{4, 5, 4}));
  conv.dilation = {2, 2};
  EXPECT_EQ(output_shape(conv, image), (Shape{4, 4, 2}));
  EXPECT_EQ(output_shape(Conv2d{.filters = 6, .dilation = {3, 2}, .groups = 3}, image),
            (Shape{6, 8, 6}));
  EXPECT_EQ(output_shape(
                MaxPool2d{.size = {3, 3}, .stride = {2, 2}, .padding = margins(1, 1, 1, 1)}, image),
            (Shape{3, 4, 3}));
}

TEST(OutputShape, OfTransposedWindowsIsTheInputOfTheOthers) {
  ConvTranspose2d conv{.filters = 4, .kernel = {3, 2}, .stride = {2, 3}};
  EXPECT_EQ(output_shape(conv, image), (Shape{4, 17, 17}));
  conv.padding = margins(1, 0, 0, 2);
  EXPECT_EQ(output_shape(conv, image), (Shape{4, 16, 15}));
  EXPECT_EQ(output_shape(Upsample2d{{2, 3}}, image), (Shape{3, 16, 18}));
  EXPECT_EQ(output_shape(ConvTranspose2d{.kernel = {3, 5}, .padding = Padding::same}, image),
            (Shape{1, 8, 6}));
  EXPECT_EQ(refusal(ConvTranspose2d{.padding = Padding::same}, image),
            "padding \"same\" with a 2x2 kernel and stride 1x1 | an odd kernel and stride 1, or "
            "padding \"valid\", or margins [top, left, bottom, right] such as [0, 0, 1, 1]");
  EXPECT_EQ(refusal(ConvTranspose2d{.padding = margins(5, 0, 4, 0)}, image),
            "margins of 5, 0, 4, 0 to cut off | less than 9 rows and 7 columns, which there are");
  EXPECT_EQ(refusal(Upsample2d{{65536, 65536}}, image),
            "planes of 524288x393216 | at most 268435456 entries");
}

TEST(OutputShape, RefusesWindowsThatSeeWhatIsNotThere) {
  EXPECT_EQ(refusal(Conv2d{.padding = Padding::valid, .dilation = {1, 3}}, image),
            "a 3x3 kernel with dilation 1x3, which spans 3x7 | at most 8x6, the size of its input "
            "3x8x6");
  EXPECT_EQ(refusal(Conv2d{.kernel = {5, 5}, .padding = margins(0, 1, 0, 0)}, {1, 4, 4}),
            "a 5x5 kernel | at most 4x5, the size of its padded input 1x4x5");
  EXPECT_EQ(refusal(Conv2d{.filters = 6, .kernel = {2, 3}, .dilation = {1, 3}}, {1, 9, 9}),
            "padding \"same\" with a 2x3 kernel that spans 2x7 and stride 1x1 | an odd kernel and "
            "stride 1, or padding \"valid\", or margins [top, left, bottom, right] such as [0, 3, "
            "1, 3]");
  EXPECT_EQ(refusal(Conv2d{.filters = 6, .groups = 2}, image),
            "2 groups of 3 channels and 6 filters | a number of groups that divides both: 1, 3");
  EXPECT_EQ(refusal(Conv2d{.padding = Padding::valid, .circular = true}, image),
            "\"circular\" with padding \"valid\", which sees nothing of the outside | padding "
            "\"same\" or margins");
  EXPECT_EQ(refusal(Conv2d{.padding = margins(9, 0, 0, 0), .circular = true}, image),
            "circular margins of 9, 0, 0, 0 | at most 8 rows and 6 columns, those of its input "
            "3x8x6");
  EXPECT_EQ(refusal(AveragePool2d{.padding = margins(0, 0, 2, 1)}, image),
            "margins of 0, 0, 2, 1 around a plane under windows of 2x2 | at most 1 rows and 1 "
            "columns, so that every window sees an entry");
}

TEST(LayerCounts, OfAConvolution) {
  Layer const conv = layer(Conv2d{.filters = 5, .kernel = {3, 3}}, image);
  EXPECT_EQ(conv.parameters(), 5U * (3U * 9U + 1U));
  EXPECT_EQ(conv.multiply_adds(), 5U * 48U * 27U);
  Layer const depthwise = layer(Conv2d{.filters = 6, .groups = 3, .bias = false}, image);
  EXPECT_EQ(depthwise.parameters(), 6U * 9U);
  EXPECT_EQ(depthwise.multiply_adds(), 6U * 48U * 9U);
}

TEST(LayerCounts, OfADenseLayer) {
  Layer const dense = layer(Dense{7}, vector);
  EXPECT_EQ(dense.parameters(), 7U * 21U);
  EXPECT_EQ(dense.multiply_adds(), 140U);
  EXPECT_EQ(layer(Dense{.units = 7, .bias = false}, vector).parameters(), 140U);
}

TEST(LayerCounts, AreZeroWithoutWeights) {
  Layer const pool = layer(MaxPool2d{}, image);
  EXPECT_EQ(pool.parameters(), 0U);
  EXPECT_EQ(pool.multiply_adds(), 0U);
}

TEST(ShapeText, NamesRowsAndColumnsOnlyOfImages) {
  EXPECT_EQ(to_string(image), "3x8x6");
  EXPECT_EQ(to_string(vector), "20");
}

TEST(TypeName, IsTheOneOfTheSpec) {
  EXPECT_EQ(type_name(AveragePool2d{}), "average_pool2d");
  EXPECT_EQ(type_name(operation_of("softmax")), "softmax");
}

} // namespace
} // namespace equivarify::codegen
