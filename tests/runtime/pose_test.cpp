/// \file
/// Training on pictures that do not stand upright.
#include "equivarify/runtime/answers/cross_entropy.hpp"
#include "equivarify/runtime/evaluation/evaluation.hpp"
#include "equivarify/runtime/files/error.hpp"
#include "equivarify/runtime/training/trainer.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <cmath>
#include <vector>

#include "runtime/described_network.hpp"
#include "runtime/scripted_network.hpp"
#include "runtime/temporary_folder.hpp"

namespace {

namespace runtime = equivarify::runtime;

std::vector<float> random_logits(std::size_t count, std::uint64_t seed) {
  runtime::Random random(seed);
  std::vector<float> logits(count);
  for (float& logit : logits) {
    logit = static_cast<float>(random.uniform(-5, 5));
  }
  return logits;
}

/// The slope of the marginal loss along logit number \p i, measured.
double
measured_slope(std::vector<float> logits, std::size_t classes, std::size_t c, std::size_t i) {
  std::vector<float> gradient(logits.size());
  float const step = 1.0F / 256;
  float const before = logits[i];
  logits[i] = before + step;
  double const up = runtime::marginal_cross_entropy(logits, classes, c, gradient);
  logits[i] = before - step;
  double const down = runtime::marginal_cross_entropy(logits, classes, c, gradient);
  return (up - down) / (2 * static_cast<double>(step));
}

RC_GTEST_PROP(MarginalLoss,
              IsMinusTheLogarithmOfTheMarginalAndHasItsGradient,
              (std::uint64_t seed)) {
  auto const order = *rc::gen::inRange<std::size_t>(1, 9);
  auto const classes = *rc::gen::inRange<std::size_t>(1, 5);
  auto const c = *rc::gen::inRange<std::size_t>(0, classes);
  std::vector<float> const logits = random_logits(order * classes, seed);
  double all = 0;
  double of_class = 0;
  for (std::size_t i = 0; i < logits.size(); ++i) {
    double const weight = std::exp(static_cast<double>(logits[i]));
    all += weight;
    of_class += i % classes == c ? weight : 0;
  }
  std::vector<float> gradient(logits.size());
  auto const label = static_cast<std::uint32_t>(logits.size() + c);
  double const loss = runtime::loss(logits, classes, label, gradient);
  RC_ASSERT(std::abs(loss - std::log(all / of_class)) < 1e-6);
  for (std::size_t i = 0; i < logits.size(); ++i) {
    double const slope = measured_slope(logits, classes, c, i);
    RC_ASSERT(std::abs(static_cast<double>(gradient[i]) - slope) < 1e-4);
  }
}

RC_GTEST_PROP(MarginalLoss, ChangesNoBitWhenThePictureMoves, (std::uint64_t seed)) {
  auto const classes = *rc::gen::inRange<std::size_t>(1, 5);
  auto const g = *rc::gen::inRange<std::size_t>(0, toy::turns);
  std::vector<float> const logits = random_logits(toy::turns * classes, seed);
  std::vector<float> moved(logits.size());
  auto const move = [&](std::vector<float> const& from, std::vector<float>& to) {
    for (std::size_t i = 0; i < from.size(); ++i) {
      to[toy::Model::product[g][i / classes] * classes + i % classes] = from[i];
    }
  };
  move(logits, moved);
  std::vector<float> gradient(logits.size());
  std::vector<float> moved_gradient(logits.size());
  double const loss = runtime::marginal_cross_entropy(logits, classes, 0, gradient);
  RC_ASSERT(runtime::marginal_cross_entropy(moved, classes, 0, moved_gradient) == loss);
  std::vector<float> expected(logits.size());
  move(gradient, expected);
  RC_ASSERT(moved_gradient == expected);
}

TEST(MarginalLoss, StaysFiniteWhereTheProbabilityUnderflows) {
  std::vector<float> gradient(4);
  std::vector<float> const logits{-1000, 0, -1000, 0};
  EXPECT_NEAR(runtime::marginal_cross_entropy(logits, 2, 0, gradient), 1000, 1e-3);
  EXPECT_EQ(gradient, (std::vector<float>{-0.5F, 0.5F, -0.5F, 0.5F}));
}

/// \p data with each picture turned at random; the turns are recorded.
runtime::Dataset turned_at_random(runtime::Dataset const& data, std::uint64_t seed) {
  runtime::Random random(seed);
  runtime::Dataset turned = data;
  for (std::size_t n = 0; n < data.size(); ++n) {
    auto const g = random.below(toy::turns);
    turned.poses.push_back(static_cast<std::uint32_t>(g));
    for (std::size_t i = 0; i < toy::pixels; ++i) {
      turned.inputs.bytes[n * toy::pixels + i] =
          data.inputs.bytes[n * toy::pixels + toy::Model::input_permutations[g][i]];
    }
  }
  return turned;
}

/// The accuracy after 8 epochs on turned pictures, on other turned pictures.
runtime::Evaluation after_training(runtime::Pose pose) {
  runtime::ThreadPool pool(1);
  runtime::NetworkOf<toy::Model> toy_network(pool);
  runtime::Description description = toy_network.description();
  description.training.pose = pose;
  toy::DescribedNetwork network(toy_network, description);
  runtime::Dataset const data = turned_at_random(toy::make_data(200, 1), 1);
  runtime::TrainingSettings settings{.plan = network.description().training, .images = data.size()};
  settings.plan.epochs = 8;
  runtime::Trainer trainer(network, data, settings, pool);
  while (!trainer.finished()) {
    trainer.step();
  }
  return evaluate(network, turned_at_random(toy::make_data(100, 2), 2), 1);
}

TEST(Poses, ThatAreGivenAreLearnt) {
  runtime::Evaluation const result = after_training(runtime::Pose::given);
  EXPECT_GT(result.random_turn.class_alone, 0.9);
  EXPECT_GT(result.random_turn.joint_up_to_symmetry, 0.8);
  EXPECT_EQ(result.copies[1].joint, result.copies[0].joint);
}

TEST(Poses, ThatNobodyKnowsLeaveTheClassToBeLearnt) {
  runtime::Evaluation const result = after_training(runtime::Pose::unknown);
  EXPECT_GT(result.random_turn.class_alone, 0.9);
  EXPECT_TRUE(std::isnan(result.random_turn.joint));
  EXPECT_TRUE(std::isnan(result.random_turn.pose));
  for (runtime::WorstError const& worst : result.errors.worst) {
    EXPECT_NE(worst.error.answer.classes.front(), worst.error.true_class);
  }
}

TEST(Poses, AreReadFromTheirOwnFile) {
  TemporaryFolder const folder;
  toy::write_data(folder.path(), 5, 3);
  runtime::Description description = runtime::describe<toy::Model>();
  description.training.pose = runtime::Pose::given;
  auto const load = [&] { return load_dataset(folder.path(), runtime::Split::test, description); };
  EXPECT_NE(message_of<runtime::DataError>([&] {
              static_cast<void>(load());
            }).find("t10k-poses-idx1-ubyte"),
            std::string::npos);
  toy::write_idx(folder / "t10k-poses-idx1-ubyte", {3}, {0, 3, 1});
  EXPECT_EQ(load().poses, (std::vector<std::uint32_t>{0, 3, 1}));
  toy::write_idx(folder / "t10k-poses-idx1-ubyte", {3}, {0, 4, 1});
  EXPECT_EQ(message_of<runtime::DataError>([&] { static_cast<void>(load()); }),
            (folder / "t10k-poses-idx1-ubyte").string() +
                ": pose 1 is 4, but the network toy has elements 0 to 3");
}

} // namespace
