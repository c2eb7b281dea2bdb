/// \file
/// Trainings on pictures that are turned by any angle, anew in each epoch.
#include "equivarify/runtime/files/error.hpp"
#include "equivarify/runtime/training/checkpoint.hpp"
#include "equivarify/runtime/training/trainer.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <cstddef>
#include <filesystem>
#include <string>
#include <vector>

#include "runtime/described_network.hpp"
#include "runtime/temporary_folder.hpp"
#include "runtime/toy_data.hpp"

namespace {

namespace runtime = equivarify::runtime;

/// A training of the toy model, whose poses are unknown, on 40 pictures: epochs of 5 steps.
class TurnedTraining {
public:
  explicit TurnedTraining(double turn, std::size_t threads = 1)
      : pool_(threads), toy_(pool_), network_(toy_, toy::turned_in_training(toy_, turn)),
        trainer_(network_, data_, settings(), pool_) {}

  void train(std::size_t steps) {
    for (std::size_t step = 0; step < steps; ++step) {
      losses_.push_back(trainer_.step());
    }
  }

  [[nodiscard]] std::vector<double> traces() {
    std::vector<double> all = losses_;
    for (runtime::ParameterView const& view : network_.parameters()) {
      all.insert(all.end(), view.values.begin(), view.values.end());
    }
    return all;
  }

  void save(std::filesystem::path const& path) { save_checkpoint(network_, trainer_, path); }

  void load(std::filesystem::path const& path, TurnedTraining const& before) {
    load_checkpoint(network_, trainer_, path);
    losses_ = before.losses_;
  }

private:
  [[nodiscard]] runtime::TrainingSettings settings() const {
    runtime::TrainingSettings settings{.plan = network_.description().training,
                                       .images = data_.size(),
                                       .data_checksum = data_.checksum()};
    settings.plan.epochs = 3;
    return settings;
  }

  runtime::Dataset data_ = toy::make_data(40);
  runtime::ThreadPool pool_;
  runtime::NetworkOf<toy::Model> toy_;
  toy::DescribedNetwork network_;
  runtime::Trainer trainer_;
  std::vector<double> losses_;
};

std::vector<double> trained(double turn, std::size_t threads = 1) {
  TurnedTraining training(turn, threads);
  training.train(15);
  return training.traces();
}

TEST(TurnedPictures, TrainToTheSameBitsOnAnyNumberOfThreads) {
  std::vector<double> const alone = trained(30);
  EXPECT_EQ(trained(30, 3), alone);
  EXPECT_NE(trained(0), alone);
  EXPECT_NE(trained(31), alone);
}

RC_GTEST_PROP(TurnedPictures, TrainToTheSameBitsWhereverTheyWereStopped, ()) {
  static std::vector<double> const uninterrupted = trained(30);
  TemporaryFolder const folder;
  auto const first = *rc::gen::inRange<std::size_t>(0, 16);
  TurnedTraining start(30);
  start.train(first);
  start.save(folder / "c");
  TurnedTraining end(30);
  end.load(folder / "c", start);
  end.train(15 - first);
  RC_ASSERT(end.traces() == uninterrupted);
}

TEST(TurnedPictures, ArePartOfTheSettings) {
  TemporaryFolder const folder;
  TurnedTraining start(30);
  start.save(folder / "c");
  TurnedTraining other(22.5);
  EXPECT_NE(message_of<runtime::DataError>([&] {
              other.load(folder / "c", start);
            }).find("\n  turn: 30 there, 22.5 now\n"),
            std::string::npos);
}

} // namespace
