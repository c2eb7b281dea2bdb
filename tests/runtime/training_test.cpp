#include "equivarify/runtime/files/atomic_file.hpp"
#include "equivarify/runtime/files/digest.hpp"
#include "equivarify/runtime/files/error.hpp"
#include "equivarify/runtime/training/checkpoint.hpp"
#include "equivarify/runtime/training/trainer.hpp"
#include "equivarify/runtime/weights/safetensors.hpp"

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>
#include <rapidcheck/gtest.h>

#include <functional>
#include <string>
#include <vector>

#include "runtime/temporary_folder.hpp"
#include "runtime/toy_data.hpp"
#include "runtime/toy_training.hpp"

namespace {

namespace runtime = equivarify::runtime;
using nlohmann::json;
using toy::ToyTraining;

TEST(Training, LearnsTheToyData) {
  ToyTraining training;
  training.train(14);
  ASSERT_TRUE(training.trainer().finished());
  std::vector<runtime::EpochRecord> const& epochs = training.trainer().state().epochs;
  ASSERT_EQ(epochs.size(), 2U);
  EXPECT_LT(epochs[1].loss, 0.8 * epochs[0].loss);
  EXPECT_EQ(training.trainer().state().curve.back().step, 14U);
}

TEST(Training, DoesNotDependOnTheNumberOfThreads) {
  ToyTraining one(1);
  ToyTraining three(3);
  one.train(14);
  three.train(14);
  EXPECT_EQ(one.traces(), three.traces());
}

TEST(Training, DependsOnItsSeed) {
  ToyTraining one(1, 1);
  ToyTraining other(1, 2);
  one.train(14);
  other.train(14);
  EXPECT_NE(one.traces(), other.traces());
}

/// Stopped after any number of steps, any number of times, and taken up from the checkpoint.
RC_GTEST_PROP(Training, EndsWithTheSameBitsWhereverItWasStopped, ()) {
  static std::vector<double> const uninterrupted = [] {
    ToyTraining training;
    training.train(14);
    return training.traces();
  }();
  TemporaryFolder const folder;
  auto const first = *rc::gen::inRange<std::size_t>(0, 15);
  auto const second = *rc::gen::inRange<std::size_t>(first, 15);
  ToyTraining start;
  start.train(first);
  start.save(folder / "c");
  start.train(second - first); // work that the kill loses
  ToyTraining middle;
  middle.load(folder / "c");
  middle.train(second - first);
  middle.save(folder / "c");
  ToyTraining end;
  end.load(folder / "c");
  end.train(14 - second);
  RC_ASSERT(end.trainer().finished());
  RC_ASSERT(end.traces() == uninterrupted);
}

TEST(Training, ShufflesEachEpochAnew) {
  ToyTraining training;
  runtime::Random::State const first = training.trainer().state().epoch_shuffling;
  training.train(7);
  EXPECT_NE(training.trainer().state().epoch_shuffling, first);
}

TEST(Checkpoint, OfOtherSettingsIsRefusedWithTheDifferences) {
  TemporaryFolder const folder;
  ToyTraining(1, 1).save(folder / "c");
  ToyTraining other(1, 2);
  EXPECT_EQ(message_of<runtime::DataError>([&] { other.load(folder / "c"); }),
            (folder / "c").string() + ": was made with other settings:\n  seed: 1 there, 2 now\n"
                                      "Give the same ones to go on (more epochs once it is "
                                      "finished), or --fresh to start anew.");
}

/// A finished training of 2 epochs prolonged to 4, stopped anywhere in between.
RC_GTEST_PROP(Training, ProlongedEndsWithTheSameBitsWhereverItWasStopped, ()) {
  TemporaryFolder const folder;
  ToyTraining first;
  first.train(14);
  first.save(folder / "c");
  ToyTraining whole(1, 1, 4);
  whole.load(folder / "c");
  RC_ASSERT(whole.trainer().state().schedules == (std::vector<std::size_t>{0, 14}));
  whole.train(14);
  auto const stop = *rc::gen::inRange<std::size_t>(0, 15);
  ToyTraining start(1, 1, 4);
  start.load(folder / "c");
  start.train(stop);
  start.save(folder / "c");
  ToyTraining end(1, 1, 4);
  end.load(folder / "c");
  end.train(14 - stop);
  RC_ASSERT(end.trainer().finished());
  RC_ASSERT(end.traces() == whole.traces());
}

TEST(Checkpoint, OfAnUnfinishedTrainingIsNotProlonged) {
  TemporaryFolder const folder;
  ToyTraining half;
  half.train(10);
  half.save(folder / "c");
  ToyTraining longer(1, 1, 4);
  EXPECT_NE(message_of<runtime::DataError>([&] {
              longer.load(folder / "c");
            }).find("epochs: 2 there, 4 now"),
            std::string::npos);
}

/// The complaint about a checkpoint after 9 of 14 steps whose contents \p change was made to, with
/// the checksum that belongs to what it became.
std::string complaint_after(std::function<void(json&)> const& change) {
  TemporaryFolder const folder;
  ToyTraining training;
  training.train(9);
  training.save(folder / "c");
  runtime::TensorFile file = runtime::decode_safetensors(runtime::read_bytes(folder / "c"), "c");
  json state = json::parse(file.metadata.at("state"));
  change(state);
  file.metadata["state"] = state.dump();
  file.metadata.erase("sha256");
  file.metadata["sha256"] = runtime::sha256(runtime::encode_safetensors(file));
  runtime::write_atomically(folder / "c", runtime::encode_safetensors(file));
  std::string message = message_of<runtime::DataError>([&] { ToyTraining().load(folder / "c"); });
  std::string const start = (folder / "c").string() + ": a damaged checkpoint: ";
  return message.compare(0, start.size(), start) == 0 ? message.substr(start.size()) : message;
}

TEST(Checkpoint, WhoseStateContradictsItselfIsRefused) {
  EXPECT_EQ(complaint_after([](json&) {}), "nothing thrown");
  std::string const start = "its state contradicts itself: ";
  EXPECT_EQ(complaint_after([](json& state) { state["step"] = 10; }),
            start + "step 10, expected 9 after 1 epoch and 16 images");
  EXPECT_EQ(complaint_after([](json& state) { state["position"] = 8; }),
            start + "step 9, expected 8 after 1 epoch and 8 images");
  EXPECT_EQ(complaint_after([](json& state) { state["position"] = 15; }),
            start + "epoch 1 of 2, image 15 of 50 in batches of 8");
  EXPECT_EQ(complaint_after([](json& state) { state["epoch"] = 7; }),
            start + "epoch 7 of 2, image 16 of 50 in batches of 8");
  EXPECT_EQ(complaint_after([](json& state) { state["epochs"].clear(); }),
            start + "records of 0 epochs and 9 points of the curve that do not fit 1 epoch and 9 "
                    "steps");
  EXPECT_EQ(complaint_after([](json& state) { state["curve"][3][0] = 1; }),
            start + "records of 1 epoch and 9 points of the curve that do not fit 1 epoch and 9 "
                    "steps");
  EXPECT_EQ(complaint_after([](json& state) {
              state["epoch_shuffling"] = {0, 0, 0, 0};
            }),
            start + "a random state of zeros");
  EXPECT_NE(complaint_after([](json& state) { state["epoch_loss"][1] = 3; }).find("over 3 images"),
            std::string::npos);
  EXPECT_EQ(complaint_after([](json& state) { state["step"] = "nine"; }),
            "its state cannot be read");
}

TEST(Checkpoint, OfAnEarlierVersionIsRefusedInWords) {
  TemporaryFolder const folder;
  ToyTraining().save(folder / "c");
  runtime::TensorFile file = runtime::decode_safetensors(runtime::read_bytes(folder / "c"), "c");
  file.metadata.erase("sha256");
  runtime::write_atomically(folder / "c", runtime::encode_safetensors(file));
  EXPECT_EQ(message_of<runtime::DataError>([&] { ToyTraining().load(folder / "c"); }),
            (folder / "c").string() +
                ": not a checkpoint, or one of an earlier version, which has no checksum; --fresh "
                "starts anew");
}

/// Whichever byte is another one, in the header or in a tensor.
RC_GTEST_PROP(Checkpoint, WithADamagedByteIsRefusedOrMeansTheSame, ()) {
  TemporaryFolder const folder;
  ToyTraining training;
  training.train(9);
  training.save(folder / "c");
  std::vector<std::byte> bytes = runtime::read_bytes(folder / "c");
  auto const place = *rc::gen::inRange<std::size_t>(0, bytes.size());
  bytes[place] ^= std::byte{1} << *rc::gen::inRange(0, 8);
  runtime::write_atomically(folder / "c", bytes);
  ToyTraining other;
  try {
    other.load(folder / "c");
  } catch (runtime::DataError const&) {
    RC_SUCCEED("refused");
  }
  RC_ASSERT(other.traces() == training.traces());
}

TEST(Training, StopsWhenItDiverges) {
  runtime::Dataset const data = toy::make_data(8);
  runtime::ThreadPool pool(1);
  runtime::NetworkOf<toy::Model> network(pool);
  runtime::TrainingSettings settings{.plan = toy::Model::training, .images = data.size()};
  settings.plan.learning_rate = 1e38;
  runtime::Trainer trainer(network, data, settings, pool);
  std::string const message = message_of<runtime::DataError>([&] {
    trainer.step();
    trainer.step();
  });
  EXPECT_NE(message.find("the training diverged: the loss of step 2 is "), std::string::npos);
}

} // namespace
