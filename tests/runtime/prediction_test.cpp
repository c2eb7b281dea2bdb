#include "equivarify/runtime/evaluation/prediction.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <utility>
#include <vector>

#include "runtime/scripted_network.hpp"

namespace {

namespace runtime = equivarify::runtime;
using toy::answering;
using toy::ScriptedNetwork;

using Labels = std::vector<runtime::Label>;

/// The labels of \p answers turned by \p g, in the order in which answers list them.
Labels turned(Labels const& answers, std::size_t g) {
  Labels result;
  for (runtime::Label const& label : answers) {
    result.push_back({toy::Model::product[g][label.element], label.class_index});
  }
  std::sort(result.begin(), result.end(), [](runtime::Label const& one, runtime::Label const& two) {
    return std::pair(one.class_index, one.element) < std::pair(two.class_index, two.element);
  });
  return result;
}

/// \p pixels made the same in all turns by the powers of element \p g.
std::vector<float> symmetrized(std::vector<float> pixels, std::size_t g) {
  for (std::size_t power = g; power != 0; power = toy::Model::product[power][g]) {
    for (std::size_t i = 0; i < pixels.size(); ++i) {
      std::size_t const place = toy::Model::input_permutations[power][i];
      pixels[i] = std::max(pixels[i], pixels[place]);
      pixels[place] = pixels[i];
    }
  }
  return pixels;
}

/// The first picture that \p seed draws.
std::vector<float> first_picture(std::uint64_t seed) {
  std::vector<float> picture(toy::pixels);
  toy::make_data(1, seed).input(0, picture);
  return picture;
}

TEST(Prediction, NamesClassAndTurnAndShiftsItsProbabilities) {
  ScriptedNetwork network = answering(0, 1);
  std::vector<float> picture(toy::pixels);
  picture[0] = 1;
  runtime::Prediction const prediction = predict(network, picture, true);
  ASSERT_EQ(prediction.turns.size(), 4U);
  for (std::size_t g = 0; g < 4; ++g) {
    EXPECT_EQ(prediction.turns[g].element, g);
    EXPECT_EQ(prediction.turns[g].answer.best, (Labels{{g, 1}}));
    EXPECT_GT(prediction.turns[g].answer.class_probability, 0.3);
  }
  EXPECT_EQ(prediction.shift_differing_bits, 0U);
  EXPECT_EQ(predict(network, picture, false).turns.size(), 1U);
}

/// Whether the answers to every turn of a picture are the answers to the picture, turned.
void expect_turned_answers(runtime::Network& network,
                           std::vector<float> const& picture,
                           std::size_t fixed_by) {
  runtime::Prediction const prediction = predict(network, picture, true);
  Labels const& upright = prediction.turns.front().answer.best;
  for (std::size_t g = 0; g < toy::turns; ++g) {
    runtime::Answer const& answer = prediction.turns[g].answer;
    RC_ASSERT(answer.best == turned(upright, g));
    RC_ASSERT(answer.class_probability == prediction.turns.front().answer.class_probability);
    RC_ASSERT(answer.pose_probability == prediction.turns.front().answer.pose_probability);
  }
  RC_ASSERT(upright == turned(upright, fixed_by)); // a union of cosets of the stabilizer
}

RC_GTEST_PROP(Prediction, OfATurnedPictureIsTheTurnedSetOfAnswers, (std::uint64_t seed)) {
  auto const fixed_by = *rc::gen::element<std::size_t>(0, 1, 2);
  runtime::ThreadPool pool(1);
  runtime::NetworkOf<toy::Model> network(pool);
  network.initialize(seed);
  std::vector<float> const picture = symmetrized(first_picture(seed), fixed_by);
  expect_turned_answers(network, picture, fixed_by);
}

TEST(Prediction, CouldNotTurnWithASymmetricPictureIfItWereOneLabel) {
  runtime::ThreadPool pool(1);
  runtime::NetworkOf<toy::Model> network(pool);
  network.initialize(1);
  std::vector<float> const ring = symmetrized(first_picture(1), 1);
  runtime::Prediction const prediction = predict(network, ring, true);
  Labels const first{prediction.turns[0].answer.best.front()};
  EXPECT_EQ(prediction.turns[0].answer.best.size(), toy::turns);
  EXPECT_NE((Labels{prediction.turns[1].answer.best.front()}), turned(first, 1));
}

} // namespace
