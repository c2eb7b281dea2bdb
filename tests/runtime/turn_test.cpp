/// \file
/// Pictures turned by any angle in training.
#include "equivarify/runtime/training/turn.hpp"

#include "equivarify/runtime/files/error.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <numbers>
#include <string>
#include <vector>

#include "runtime/temporary_folder.hpp"
#include "runtime/toy_data.hpp"

namespace {

namespace runtime = equivarify::runtime;

/// A network that takes \p channels planes of \p rows x \p columns.
runtime::Description pictures_of(std::size_t channels, std::size_t rows, std::size_t columns) {
  runtime::Description description;
  description.name = "turned";
  description.channels = channels;
  description.rows = rows;
  description.columns = columns;
  description.training.pose = runtime::Pose::unknown;
  return description;
}

std::vector<float>
turned(runtime::Description const& network, double degrees, std::vector<float> image) {
  turn_image(network, runtime::turn_by(degrees), image);
  return image;
}

std::vector<float> random_picture(std::size_t size, std::uint64_t seed) {
  runtime::Random random(seed);
  std::vector<float> image(size);
  for (float& light : image) {
    light = static_cast<float>(random.uniform(-1, 1));
  }
  return image;
}

TEST(Turn, IsOfPlanesAndAboutTheirCentre) {
  auto const network = pictures_of(2, 2, 2);
  std::vector<float> const image{1, 2, 3, 4, 5, 6, 7, 8};
  EXPECT_EQ(turned(network, 0, image), image);
  EXPECT_EQ(turned(network, 90, image), (std::vector<float>{2, 4, 1, 3, 6, 8, 5, 7}));
  EXPECT_EQ(turned(network, -90, image), (std::vector<float>{3, 1, 4, 2, 7, 5, 8, 6}));
  EXPECT_EQ(turned(network, 180, image), (std::vector<float>{4, 3, 2, 1, 8, 7, 6, 5}));
  EXPECT_EQ(turned(pictures_of(1, 2, 3), 180, {1, 2, 3, 4, 5, 6}),
            (std::vector<float>{6, 5, 4, 3, 2, 1}));
}

TEST(Turn, InterpolatesAndFillsWithZeros) {
  std::vector<float> const light(4, 1.0F);
  // A corner is half a diagonal from the centre; turned by 45 degrees it comes to rest outside by
  // (sqrt(2) - 1) / 2 of a pixel in one direction, in the middle of two pixels in the other.
  auto const expected = static_cast<float>((3 - std::numbers::sqrt2) / 2);
  for (float const found : turned(pictures_of(1, 2, 2), 45, light)) {
    EXPECT_NEAR(found, expected, 1e-6);
  }
  // Of one row nothing is left where the turn takes it out of sight.
  std::vector<float> const row = turned(pictures_of(1, 3, 3), 90, {0, 0, 0, 1, 2, 3, 0, 0, 0});
  EXPECT_EQ(row, (std::vector<float>{0, 3, 0, 0, 2, 0, 0, 1, 0}));
}

/// A quarter turn by interpolation is the group's own, to the bit.
TEST(Turn, ByNinetyDegreesIsTheQuarterTurnOfTheGroup) {
  auto const network = pictures_of(1, toy::side, toy::side);
  std::vector<float> const image = random_picture(toy::pixels, 3);
  for (std::size_t g = 0; g < toy::turns; ++g) {
    std::vector<float> moved(toy::pixels);
    for (std::size_t i = 0; i < toy::pixels; ++i) {
      moved[i] = image[toy::Model::input_permutations[g][i]];
    }
    double const degrees = 90.0 * static_cast<double>(g);
    EXPECT_EQ(turned(network, degrees > 180 ? degrees - 360 : degrees, image), moved) << g;
  }
}

/// Interpolation keeps light that grows evenly: what is seen at a place is what the light was where
/// the place was before. A turn about another point, the other way round, or with rows and columns
/// exchanged shows other numbers.
RC_GTEST_PROP(Turn, TakesLightToWhereItBelongs, (std::uint64_t seed)) {
  runtime::Random random(seed);
  auto const rows = *rc::gen::inRange<std::size_t>(5, 12);
  auto const columns = *rc::gen::inRange<std::size_t>(5, 12);
  double const degrees = random.uniform(-180, 180);
  double const down = random.uniform(-1, 1);
  double const right = random.uniform(-1, 1);
  double const middle_row = static_cast<double>(rows - 1) / 2;
  double const middle_column = static_cast<double>(columns - 1) / 2;
  std::vector<float> image;
  for (std::size_t i = 0; i < rows * columns; ++i) {
    image.push_back(static_cast<float>(down * (static_cast<double>(i / columns) - middle_row) +
                                       right * (static_cast<double>(i % columns) - middle_column)));
  }
  std::vector<float> const found = turned(pictures_of(1, rows, columns), degrees, image);
  double const angle = degrees * std::numbers::pi / 180;
  std::size_t in_sight = 0;
  for (std::size_t i = 0; i < rows * columns; ++i) {
    double const y = static_cast<double>(i / columns) - middle_row;
    double const x = static_cast<double>(i % columns) - middle_column;
    // Where rows go down, (y, x) came counterclockwise from here.
    double const row = std::cos(angle) * y + std::sin(angle) * x;
    double const column = std::cos(angle) * x - std::sin(angle) * y;
    if (std::abs(row) < middle_row && std::abs(column) < middle_column) {
      ++in_sight;
      RC_ASSERT(std::abs(static_cast<double>(found[i]) - (down * row + right * column)) < 1e-5);
    }
  }
  RC_ASSERT(in_sight > 4U);
}

/// Quarter turns commute with all turns, so that what training sees is as symmetric as the group.
RC_GTEST_PROP(Turn, CommutesWithQuarterTurns, (std::uint64_t seed)) {
  auto const network = pictures_of(1, 7, 7);
  double const degrees = runtime::Random(seed).uniform(-180, 180);
  std::vector<float> const image = random_picture(49, seed);
  std::vector<float> const one = turned(network, 90, turned(network, degrees, image));
  std::vector<float> const other = turned(network, degrees, turned(network, 90, image));
  for (std::size_t i = 0; i < one.size(); ++i) {
    RC_ASSERT(std::abs(one[i] - other[i]) < 1e-5F);
  }
}

/// The doubles next to the halves of the roots of 2, 2 + sqrt(2) and 2 - sqrt(2).
TEST(Turn, HasTheSameBitsEverywhere) {
  EXPECT_EQ(runtime::turn_by(45).sine, 0x1.6a09e667f3bcdp-1);
  EXPECT_EQ(runtime::turn_by(45).cosine, 0x1.6a09e667f3bcdp-1);
  EXPECT_EQ(runtime::turn_by(-22.5).sine, -0x1.87de2a6aea963p-2);
  EXPECT_EQ(runtime::turn_by(-22.5).cosine, 0x1.d906bcf328d46p-1);
  EXPECT_EQ(runtime::turn_by(157.5).sine, 0x1.87de2a6aea963p-2);
  EXPECT_EQ(runtime::turn_by(157.5).cosine, -0x1.d906bcf328d46p-1);
}

TEST(Turn, IsDrawnFromAllAnglesAllowed) {
  std::size_t to_the_left = 0;
  double widest = 0;
  for (std::size_t picture = 0; picture < 500; ++picture) {
    runtime::Turn const turn = runtime::draw_turn(60, {1, 0, picture});
    EXPECT_NEAR(turn.cosine * turn.cosine + turn.sine * turn.sine, 1, 1e-15);
    EXPECT_GE(turn.cosine, 0.5);
    to_the_left += turn.sine > 0 ? 1 : 0;
    widest = std::max(widest, std::abs(turn.sine));
  }
  EXPECT_NEAR(static_cast<double>(to_the_left), 250, 50);
  EXPECT_GT(widest, 0.85);
  auto const sines_of = [](std::uint64_t seed, std::size_t epoch) {
    std::vector<double> sines;
    for (std::size_t picture = 0; picture < 50; ++picture) {
      sines.push_back(runtime::draw_turn(60, {seed, epoch, picture}).sine);
    }
    return sines;
  };
  EXPECT_EQ(sines_of(1, 3), sines_of(1, 3));
  EXPECT_NE(sines_of(1, 3), sines_of(1, 4));
  EXPECT_NE(sines_of(1, 3), sines_of(2, 3));
}

std::string refusal(runtime::Description const& network, double most = 45) {
  return message_of<runtime::DataError>([&] { require_turn(network, most); });
}

TEST(Turn, IsRefusedForInputsThatAreNoPictures) {
  auto network = pictures_of(1, 6, 6);
  EXPECT_EQ(refusal(network, 180), "nothing thrown");
  EXPECT_EQ(refusal(network, 181), "--turn 181: expected degrees from 0 to 180");
  EXPECT_EQ(refusal(network, 180.00001), "--turn 180.00001: expected degrees from 0 to 180");
  EXPECT_EQ(refusal(pictures_of(3, 1, 20)),
            "--turn turns pictures, but the input of the network turned has no rows and columns");
  network.depth = 2;
  EXPECT_EQ(refusal(network),
            "--turn turns pictures, but the input of the network turned is a volume");
  network.input_parts = {{.name = "left", .rows = 6, .columns = 6}};
  EXPECT_EQ(refusal(network),
            "--turn turns pictures, but the input of the network turned has several parts");
}

using Sources = std::vector<std::uint32_t>;

/// How one element moves three planes of 3 x 3 pixels.
struct Motion {
  Sources places{0, 1, 2, 3, 4, 5, 6, 7, 8};
  Sources channels{0, 1, 2};
  std::vector<bool> negated{false, false, false};
};

/// Adds an element that moves pictures by \p motion to \p network.
void add_element(runtime::Description& network, Motion const& motion) {
  Sources& sources = network.input_permutations.emplace_back();
  std::vector<bool>& negated = network.input_negated.emplace_back();
  for (std::size_t channel = 0; channel < 3; ++channel) {
    for (std::uint32_t const place : motion.places) {
      sources.push_back(motion.channels[channel] * 9 + place);
      negated.push_back(motion.negated[channel]);
    }
  }
}

runtime::Description moved_by(std::vector<Motion> const& motions) {
  auto network = pictures_of(3, 3, 3);
  for (Motion const& motion : motions) {
    add_element(network, motion);
  }
  return network;
}

TEST(Turn, IsRefusedWhereChannelsChangeWithPlaces) {
  std::string const expected =
      "--turn turns places and leaves channels as they are, but those of the input of the network "
      "turned change with its places, as the components of vectors do";
  Sources const mirror{2, 1, 0, 5, 4, 3, 8, 7, 6};
  Motion const exchange{.channels = {1, 0, 2}};
  Motion const both{.places = mirror, .channels = {1, 0, 2}};
  Motion const sign{.negated = {true, true, true}};
  EXPECT_EQ(refusal(moved_by({{}, both})), expected);
  EXPECT_EQ(refusal(moved_by({{}, {.places = mirror, .negated = {false, true, false}}})), expected);
  EXPECT_EQ(refusal(moved_by({{}, both}), 0), "nothing thrown");
  EXPECT_EQ(refusal(moved_by({{}, exchange})), "nothing thrown");
  EXPECT_EQ(refusal(moved_by({{}, sign})), "nothing thrown");
  EXPECT_EQ(refusal(moved_by({{}, both, exchange, {.places = mirror}})), "nothing thrown");
  auto apart = moved_by({{}, {.places = mirror}});
  std::swap(apart.input_permutations[1][9], apart.input_permutations[1][11]);
  EXPECT_EQ(refusal(apart), expected);
  auto one_sign = moved_by({{}, {}});
  one_sign.input_negated[1][4] = true;
  EXPECT_EQ(refusal(one_sign), expected);
}

/// A quarter turn is one of the group's motions exactly where turning is allowed.
RC_GTEST_PROP(TurnProperty, IsAllowedWhereTheGroupTurnsPlacesAlone, ()) {
  Motion step{.places = {2, 5, 8, 1, 4, 7, 0, 3, 6}};
  if (*rc::gen::arbitrary<bool>()) {
    std::swap(step.channels[0], step.channels[*rc::gen::inRange<std::size_t>(0, 3)]);
  }
  bool const whole_sign = *rc::gen::arbitrary<bool>();
  step.negated.assign(3, whole_sign);
  std::vector<Motion> motions(4);
  for (std::size_t k = 1; k < 4; ++k) {
    for (std::size_t i = 0; i < 9; ++i) {
      motions[k].places[i] = motions[k - 1].places[step.places[i]];
    }
    for (std::size_t c = 0; c < 3; ++c) {
      motions[k].channels[c] = motions[k - 1].channels[step.channels[c]];
      motions[k].negated[c] = whole_sign && k % 2 == 1;
    }
  }
  auto const network = moved_by(motions);
  std::vector<float> const image = random_picture(27, *rc::gen::inRange<std::uint64_t>(0, 1000));
  bool in_orbit = false;
  for (std::size_t g = 0; g < 4; ++g) {
    std::vector<float> moved;
    for (std::size_t i = 0; i < 27; ++i) {
      float const light = image[network.input_permutations[g][i]];
      moved.push_back(network.input_negated[g][i] ? -light : light);
    }
    in_orbit = in_orbit || moved == turned(network, 90, image);
  }
  RC_ASSERT((refusal(network) == "nothing thrown") == in_orbit);
}

TEST(Turn, IsRefusedWhereTheAnswerWouldTurn) {
  std::string const is_for = "--turn turns images and leaves their targets: it is for classes of "
                             "whole images that are the same at any angle, but ";
  auto network = pictures_of(1, 6, 6);
  for (runtime::Pose const pose : {runtime::Pose::upright, runtime::Pose::given}) {
    network.training.pose = pose;
    EXPECT_EQ(refusal(network),
              is_for + "the poses of the labels of turned are known and would be others; say "
                       "\"pose\": \"unknown\" in the spec's labels");
  }
  network.outputs = {{.name = "kind", .loss = runtime::Loss::cross_entropy, .head = "invariant"}};
  EXPECT_EQ(refusal(network), "nothing thrown");
  network.outputs.push_back(
      {.name = "move", .loss = runtime::Loss::cross_entropy, .head = "permuted"});
  EXPECT_EQ(refusal(network), is_for + "the output move is something else");
  network.outputs.back() = {.name = "size", .head = "invariant"};
  EXPECT_EQ(refusal(network), is_for + "the output size is something else");
}

} // namespace
