/// \file
/// Pictures moved in training.
#include "equivarify/runtime/training/shift.hpp"

#include "equivarify/runtime/files/error.hpp"

#include <gtest/gtest.h>

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <cstring>
#include <set>
#include <utility>
#include <vector>

#include "runtime/temporary_folder.hpp"
#include "runtime/toy_data.hpp"

namespace {

namespace runtime = equivarify::runtime;

TEST(Shift, MovesEveryChannelAndFillsWithZeros) {
  runtime::Description description;
  description.channels = 2;
  description.rows = 2;
  description.columns = 3;
  auto const moved = [&](std::ptrdiff_t rows, std::ptrdiff_t columns) {
    std::vector<float> image{1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12};
    shift_image(description, {rows, columns}, image);
    return image;
  };
  EXPECT_EQ(moved(0, 0), (std::vector<float>{1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12}));
  EXPECT_EQ(moved(1, 0), (std::vector<float>{0, 0, 0, 1, 2, 3, 0, 0, 0, 7, 8, 9}));
  EXPECT_EQ(moved(0, -2), (std::vector<float>{3, 0, 0, 6, 0, 0, 9, 0, 0, 12, 0, 0}));
  EXPECT_EQ(moved(-1, 1), (std::vector<float>{0, 4, 5, 0, 0, 0, 0, 10, 11, 0, 0, 0}));
}

TEST(Shift, MovesPicturesOfBytesAndOfFloatsAlike) {
  runtime::Description description;
  description.channels = 1;
  description.rows = 3;
  description.columns = 3;
  runtime::Dataset bytes =
      runtime::pictures_of_bytes(9, std::vector<std::uint8_t>(36, 255), {0, 1, 0, 1});
  runtime::Dataset floats = bytes;
  std::vector<float> const ones(36, 1.0F);
  floats.inputs.type = runtime::NumberType::f32;
  floats.inputs.bytes.resize(36 * sizeof(float));
  std::memcpy(floats.inputs.bytes.data(), ones.data(), floats.inputs.bytes.size());
  shift_pictures(description, 2, 7, bytes);
  shift_pictures(description, 2, 7, floats);
  for (std::size_t i = 0; i < 4; ++i) {
    std::vector<float> image(9, 1.0F);
    shift_image(description, runtime::draw_shift(2, {7, 0, i}), image);
    std::vector<float> found(9);
    bytes.input(i, found);
    EXPECT_EQ(found, image) << i;
    floats.input(i, found);
    EXPECT_EQ(found, image) << i;
  }
  EXPECT_THROW(shift_pictures(description, 3, 7, bytes), runtime::DataError);
}

TEST(Shift, IsDrawnFromAllThatAreAllowed) {
  std::set<std::pair<std::ptrdiff_t, std::ptrdiff_t>> found;
  std::vector<std::ptrdiff_t> first;
  for (std::size_t picture = 0; picture < 500; ++picture) {
    runtime::Shift const shift = runtime::draw_shift(2, {1, 0, picture});
    found.insert({shift.rows, shift.columns});
    EXPECT_LE(std::abs(shift.rows), 2);
    EXPECT_LE(std::abs(shift.columns), 2);
  }
  EXPECT_EQ(found.size(), 25U);
  auto const rows_of = [](std::uint64_t seed, std::size_t epoch) {
    std::vector<std::ptrdiff_t> rows;
    for (std::size_t picture = 0; picture < 50; ++picture) {
      rows.push_back(runtime::draw_shift(2, {seed, epoch, picture}).rows);
    }
    return rows;
  };
  EXPECT_EQ(rows_of(1, 3), rows_of(1, 3));
  EXPECT_NE(rows_of(1, 3), rows_of(1, 4));
  EXPECT_NE(rows_of(1, 3), rows_of(2, 3));
}

TEST(Shift, IsRefusedWhereItWouldChangeTheAnswers) {
  runtime::Description description = runtime::describe<toy::Model>();
  EXPECT_EQ(message_of<runtime::DataError>([&] { require_shift(description, 6); }),
            "shifts by 6 pixels move images of 6 x 6 out of sight; give --shift 5 or less");
  description.outputs = {{.name = "kind", .loss = runtime::Loss::cross_entropy}};
  EXPECT_EQ(message_of<runtime::DataError>([&] { require_shift(description, 5); }),
            "nothing thrown");
  description.outputs.push_back({.name = "mask", .loss = runtime::Loss::cross_entropy_per_cell});
  EXPECT_EQ(message_of<runtime::DataError>([&] { require_shift(description, 1); }),
            "--shift moves images and leaves their targets: it is for classes of whole images, but "
            "the output mask is something else");
}

} // namespace
