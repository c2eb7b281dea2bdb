/// \file
/// Validation, early stopping and best weights in training.
#include "equivarify/runtime/training/validation.hpp"

#include "equivarify/runtime/evaluation/evaluation.hpp"
#include "equivarify/runtime/files/atomic_file.hpp"
#include "equivarify/runtime/files/error.hpp"
#include "equivarify/runtime/training/checkpoint.hpp"
#include "equivarify/runtime/training/trainer.hpp"
#include "equivarify/runtime/weights/safetensors.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <cmath>
#include <numeric>
#include <set>
#include <string>
#include <vector>

#include "runtime/described_network.hpp"
#include "runtime/scripted_network.hpp"
#include "runtime/temporary_folder.hpp"
#include "runtime/toy_data.hpp"

namespace {

namespace runtime = equivarify::runtime;
using Rows = std::vector<std::uint32_t>;

RC_GTEST_PROP(HoldOut, DividesThePicturesByItsSeed, (std::uint64_t seed)) {
  runtime::Dataset const data = toy::make_data(50);
  auto const share = *rc::gen::element(0.02, 0.1, 0.5, 0.98);
  runtime::TrainingData const parts = hold_out(data, share, seed);
  RC_ASSERT(parts.validation.size() == static_cast<std::size_t>(std::lround(share * 50)));
  RC_ASSERT(std::is_sorted(parts.training.rows.begin(), parts.training.rows.end()));
  std::set<std::uint32_t> all(parts.training.rows.begin(), parts.training.rows.end());
  all.insert(parts.validation.rows.begin(), parts.validation.rows.end());
  RC_ASSERT(all.size() == 50U);
  RC_ASSERT(parts.training.size() + parts.validation.size() == 50U);
  RC_ASSERT(hold_out(data, share, seed).validation.rows == parts.validation.rows);
}

TEST(HoldOut, DependsOnItsSeedAndIsTheSameEverywhere) {
  runtime::Dataset const data = toy::make_data(50);
  Rows const drawn = hold_out(data, 0.1, 1).validation.rows;
  EXPECT_EQ(drawn, (Rows{19, 29, 33, 35, 41}));
  EXPECT_NE(hold_out(data, 0.1, 2).validation.rows, drawn);
}

TEST(HoldOut, LeavesPicturesForBoth) {
  runtime::Dataset const data = toy::make_data(50);
  EXPECT_EQ(message_of<runtime::DataError>([&] { static_cast<void>(hold_out(data, 0.001, 1)); }),
            "a share of 0.001 of 50 images leaves none for validation or none for training");
  EXPECT_NE(message_of<runtime::DataError>([&] { static_cast<void>(hold_out(data, 0.999, 1)); }),
            "nothing thrown");
}

TEST(Validation, AgreesWithAnEvaluationOfUprightPictures) {
  runtime::ThreadPool pool(1);
  runtime::NetworkOf<toy::Model> network(pool);
  network.initialize(1);
  runtime::Dataset const data = toy::make_data(100);
  runtime::ValidationRecord const record = validate(network, all_of(data), *runtime::team_of_one());
  EXPECT_DOUBLE_EQ(record.accuracy, evaluate(network, data, 1).copies[0].class_alone);
  std::vector<float> images(data.size() * toy::pixels);
  std::vector<std::uint32_t> labels;
  for (std::size_t i = 0; i < data.size(); ++i) {
    data.input(i, std::span(images).subspan(i * toy::pixels, toy::pixels));
    labels.push_back(label_of(network.description(), data, i));
  }
  EXPECT_NEAR(record.loss, network.gradient(images, {.labels = labels}), 1e-9);
}

TEST(Validation, SumsTheLossesOfOutputsAndSharesOfTheirClasses) {
  toy::ScriptedNetwork scripted([](std::span<float const>, std::span<float> answers) {
    std::vector<float> const said{1, 1, 0, /**/ 0, 5, 0, 5, 0, 5, /**/ 1, 2, 3};
    std::copy(said.begin(), said.end(), answers.begin());
  });
  runtime::Description description = scripted.description();
  description.outputs = {
      {.name = "kind", .size = 3, .classes = 3, .loss = runtime::Loss::cross_entropy},
      {.name = "mask",
       .size = 6,
       .classes = 2,
       .cells = 3,
       .loss = runtime::Loss::cross_entropy_per_cell},
      {.name = "force", .size = 3, .loss = runtime::Loss::mean_squared_error, .weight = 2}};
  description.classes = 0;
  toy::DescribedNetwork network(scripted, description);
  runtime::Dataset data = toy::make_data(1);
  auto const bytes = [](std::vector<std::uint8_t> const& values) {
    return runtime::NumberArray{{1, values.size()}, runtime::NumberType::u8, values};
  };
  data.targets = {bytes({1}), bytes({1, 0, 0}), bytes({1, 2, 5})};
  runtime::ValidationRecord const record = validate(network, all_of(data), *runtime::team_of_one());
  double const kind = std::log(2 * std::exp(1.0) + 1) - 1;
  double const right = std::log(1 + std::exp(-5.0));
  double const mask = (right + right + right + 5) / 3;
  EXPECT_NEAR(record.loss, kind + mask + 2 * 4.0 / 3, 1e-5);
  ASSERT_EQ(record.outputs.size(), 3U);
  EXPECT_NEAR(record.outputs[0], kind, 1e-5);
  EXPECT_NEAR(record.outputs[1], mask, 1e-5);
  EXPECT_NEAR(record.outputs[2], 4.0 / 3, 1e-5);    // without its weight
  EXPECT_DOUBLE_EQ(record.accuracy, (0.5 + 2) / 4); // a tie of two, two of three cells
  data.targets.erase(data.targets.begin(), data.targets.begin() + 2);
  description.outputs.erase(description.outputs.begin(), description.outputs.begin() + 2);
  description.outputs.front().size = 12;
  data.targets.front() = bytes(std::vector<std::uint8_t>(12));
  toy::DescribedNetwork numbers(scripted, description);
  EXPECT_TRUE(std::isnan(validate(numbers, all_of(data), *runtime::team_of_one()).accuracy));
}

/// A training of the toy model on 50 pictures, 10 of which judge it: epochs of 5 steps.
class JudgedTraining {
public:
  explicit JudgedTraining(std::size_t epochs, std::size_t patience = 0, std::size_t threads = 1)
      : pool_(threads), network_(pool_),
        trainer_(network_, hold_out(data_, 0.2, 1), settings(epochs, patience), pool_) {}

  void train(std::size_t steps) {
    for (std::size_t step = 0; step < steps && !trainer_.finished(); ++step) {
      trainer_.step();
    }
  }

  [[nodiscard]] std::vector<float> weights() {
    std::vector<float> all;
    for (runtime::ParameterView const& view : network_.parameters()) {
      all.insert(all.end(), view.values.begin(), view.values.end());
    }
    return all;
  }

  /// All that a training leaves but for the times.
  [[nodiscard]] std::vector<double> traces() {
    std::vector<float> const last = weights();
    std::vector<double> all(last.begin(), last.end());
    for (runtime::EpochRecord const& epoch : trainer_.state().epochs) {
      all.insert(all.end(), {epoch.loss, *epoch.validation_loss, *epoch.validation_accuracy});
    }
    for (std::vector<float> const& values : trainer_.best()) {
      all.insert(all.end(), values.begin(), values.end());
    }
    return all;
  }

  [[nodiscard]] runtime::Trainer& trainer() { return trainer_; }

  [[nodiscard]] runtime::Network& network() { return network_; }

  void save(std::filesystem::path const& path) { save_checkpoint(network_, trainer_, path); }

  void load(std::filesystem::path const& path) { load_checkpoint(network_, trainer_, path); }

private:
  [[nodiscard]] runtime::TrainingSettings settings(std::size_t epochs, std::size_t patience) const {
    runtime::TrainingSettings settings{.plan = toy::Model::training,
                                       .images = 40,
                                       .data_checksum = data_.checksum(),
                                       .validation = "a share of 0.2",
                                       .patience = patience};
    settings.plan.epochs = epochs;
    settings.plan.shift = 1;
    return settings;
  }

  runtime::Dataset data_ = toy::make_data(50);
  runtime::ThreadPool pool_;
  runtime::NetworkOf<toy::Model> network_;
  runtime::Trainer trainer_;
};

TEST(Judging, KeepsTheWeightsThatDidBest) {
  JudgedTraining training(8);
  std::vector<float> best;
  double least = 1e9;
  for (std::size_t epoch = 0; epoch < 8; ++epoch) {
    training.train(5);
    double const loss = *training.trainer().state().epochs.back().validation_loss;
    if (loss < least) {
      least = loss;
      best = training.weights();
    }
  }
  ASSERT_TRUE(training.trainer().finished());
  training.trainer().take_best();
  EXPECT_EQ(training.weights(), best);
  EXPECT_EQ(training.trainer()
                .state()
                .epochs[training.trainer().state().best_epoch() - 1]
                .validation_loss,
            least);
}

TEST(Judging, DoesNotDependOnTheNumberOfThreads) {
  JudgedTraining one(3);
  JudgedTraining three(3, 0, 3);
  one.train(15);
  three.train(15);
  EXPECT_EQ(one.traces(), three.traces());
}

TEST(Judging, LeavesTheTrainingAsItIs) {
  JudgedTraining judged(3);
  judged.train(15);
  runtime::Dataset const data = toy::make_data(50);
  runtime::ThreadPool pool(1);
  runtime::NetworkOf<toy::Model> network(pool);
  runtime::TrainingSettings settings = judged.trainer().settings();
  settings.validation = "";
  runtime::Trainer plain(network, {hold_out(data, 0.2, 1).training}, settings, pool);
  while (!plain.finished()) {
    plain.step();
  }
  std::vector<float> weights;
  for (runtime::ParameterView const& view : network.parameters()) {
    weights.insert(weights.end(), view.values.begin(), view.values.end());
  }
  EXPECT_EQ(judged.weights(), weights);
}

TEST(Judging, EndsATrainingThatGetsNoBetter) {
  JudgedTraining training(1000, 2);
  training.train(5000);
  runtime::TrainingState const& state = training.trainer().state();
  ASSERT_TRUE(training.trainer().stopped_early());
  EXPECT_LT(state.epoch, 1000U);
  EXPECT_EQ(state.epoch, state.best_epoch() + 2);
  for (std::size_t count = 1; count < state.epoch; ++count) { // it ended as soon as it could
    runtime::TrainingState earlier;
    earlier.epochs.assign(state.epochs.begin(),
                          state.epochs.begin() + static_cast<std::ptrdiff_t>(count));
    EXPECT_LT(count - earlier.best_epoch(), 2U);
  }
}

/// Stopped after any number of steps, any number of times, and taken up from the checkpoint.
RC_GTEST_PROP(Judging, EndsWithTheSameBitsWhereverItWasStopped, ()) {
  static std::vector<double> const uninterrupted = [] {
    JudgedTraining training(6, 1);
    training.train(30);
    return training.traces();
  }();
  TemporaryFolder const folder;
  auto const first = *rc::gen::inRange<std::size_t>(0, 31);
  auto const second = *rc::gen::inRange<std::size_t>(first, 31);
  JudgedTraining start(6, 1);
  start.train(first);
  start.save(folder / "c");
  JudgedTraining middle(6, 1);
  middle.load(folder / "c");
  middle.train(second - first);
  middle.save(folder / "c");
  JudgedTraining end(6, 1);
  end.load(folder / "c");
  end.train(30 - second);
  RC_ASSERT(end.trainer().finished());
  RC_ASSERT(end.traces() == uninterrupted);
}

TEST(Judging, IsPartOfTheSettings) {
  TemporaryFolder const folder;
  JudgedTraining(6, 1).save(folder / "c");
  EXPECT_EQ(message_of<runtime::DataError>([&] { JudgedTraining(6, 2).load(folder / "c"); }),
            (folder / "c").string() +
                ": was made with other settings:\n  patience: 1 there, 2 now\n"
                "Give the same ones to go on (more epochs once it is "
                "finished), or --fresh to start anew.");
  runtime::Dataset const data = toy::make_data(50);
  runtime::ThreadPool pool(1);
  runtime::NetworkOf<toy::Model> network(pool);
  runtime::TrainingSettings settings{.plan = toy::Model::training, .images = data.size()};
  runtime::Trainer plain(network, data, settings, pool);
  std::string const message =
      message_of<runtime::DataError>([&] { load_checkpoint(network, plain, folder / "c"); });
  for (std::string const part : {"validation: a share of 0.2 there, nothing now",
                                 "patience: 1 there, nothing now",
                                 "shift: 1 there, nothing now"}) {
    EXPECT_NE(message.find(part), std::string::npos) << message;
  }
}

} // namespace
