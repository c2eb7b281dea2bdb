/// \file
/// The losses that training tells of each of several outputs.
#include "equivarify/runtime/answers/losses.hpp"
#include "equivarify/runtime/training/checkpoint.hpp"
#include "equivarify/runtime/training/trainer.hpp"

#include <gtest/gtest.h>

#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "runtime/temporary_folder.hpp"
#include "runtime/thread_ranks.hpp"
#include "runtime/toy_data.hpp"

namespace equivarify::runtime {
namespace {

constexpr std::size_t numbers = 5; ///< that come out: of three classes, and of a force
constexpr double force_weight = 2;

Description two_outputs() {
  Description result = describe<toy::Model>();
  result.classes = 0;
  result.outputs = {
      {.name = "kind", .size = 3, .classes = 3, .loss = Loss::cross_entropy},
      {.name = "force", .size = 2, .loss = Loss::mean_squared_error, .weight = force_weight}};
  return result;
}

/// y = W x, for two outputs.
class TwoOutputs final : public Network {
public:
  [[nodiscard]] Description const& description() const override { return description_; }

  [[nodiscard]] std::vector<ParameterView> parameters() override { return view_of(weights_); }

  [[nodiscard]] std::vector<ParameterView> gradients() override { return view_of(gradient_); }

  void initialize(std::uint64_t seed) override {
    Random random(seed);
    for (float& weight : weights_) {
      weight = static_cast<float>(random.uniform(-0.1, 0.1));
    }
  }

  void load() override {}

  void update_state() override {}

  void forward(std::span<float const> images, std::span<float> answers) override {
    for (std::size_t i = 0; i < answers.size(); ++i) {
      answers[i] = 0;
      for (std::size_t j = 0; j < toy::pixels; ++j) {
        answers[i] +=
            weights_[i % numbers * toy::pixels + j] * images[i / numbers * toy::pixels + j];
      }
    }
  }

  void lane_gradients(std::span<float const> images,
                      Targets const& targets,
                      BatchPart const& part,
                      LaneTaker const& take) override {
    std::size_t image = 0;
    for (std::size_t const lane : part.lanes) {
      gradient_ = {};
      std::array<double, 3> sums{};
      for (std::size_t const end = image + lane; image < end; ++image) {
        add_image(images.subspan(image * toy::pixels, toy::pixels),
                  targets.values.subspan(image * 3, 3),
                  1.0F / static_cast<float>(part.batch_images),
                  sums);
      }
      take(sums);
    }
  }

private:
  using Values = std::array<float, numbers * toy::pixels>;

  static std::vector<ParameterView> view_of(Values& values) {
    return {{.name = "w", .shape = {numbers, toy::pixels}, .values = values}};
  }

  void add_image(std::span<float const> image,
                 std::span<float const> targets,
                 float share,
                 std::array<double, 3>& sums) {
    std::array<float, numbers> answers{};
    std::array<float, numbers> slopes{};
    forward(image, answers);
    auto const part = [](auto& all, std::size_t first) {
      return std::span(all).subspan(first, first == 0 ? 3 : 2);
    };
    double const kind =
        output_loss(Loss::cross_entropy, part(answers, 0), targets.first(1), part(slopes, 0));
    double const force = output_loss(
        Loss::mean_squared_error, part(answers, 3), targets.subspan(1), part(slopes, 3));
    weigh(part(slopes, 3), force_weight);
    sums[0] += kind + force_weight * force;
    sums[1] += kind;
    sums[2] += force;
    for (std::size_t k = 0; k < gradient_.size(); ++k) {
      gradient_[k] += slopes[k / toy::pixels] * image[k % toy::pixels] * share;
    }
  }

  Description description_ = two_outputs();
  Values weights_{};
  Values gradient_{};
};

/// 59 pictures with a class and two numbers each.
Dataset pictures() {
  Dataset data = toy::make_data(59);
  std::vector<std::uint8_t> kinds;
  std::vector<std::uint8_t> forces;
  for (std::size_t i = 0; i < data.size(); ++i) {
    kinds.push_back(static_cast<std::uint8_t>(data.classes[i]));
    forces.insert(forces.end(),
                  {static_cast<std::uint8_t>(i % 4), static_cast<std::uint8_t>(i % 3)});
  }
  data.classes.clear();
  data.targets = {NumberArray{{59, 1}, NumberType::u8, std::move(kinds)},
                  NumberArray{{59, 2}, NumberType::u8, std::move(forces)}};
  return data;
}

/// A training of the two outputs on one of several ranks.
class Training {
public:
  explicit Training(std::shared_ptr<Team> const& team = team_of_one())
      : data_(toy::held_by(team->rank(), team->size(), pictures())), pool_(1 + team->rank() % 3),
        trainer_(network_, hold_out(data_, 0.27, 5), settings(), pool_, team) {}

  void train(std::size_t steps) {
    for (std::size_t i = 0; i < steps && !trainer_.finished(); ++i) {
      trainer_.step();
    }
  }

  /// All losses of all epochs, then the weights.
  [[nodiscard]] std::vector<double> traces() {
    std::vector<double> all;
    for (EpochRecord const& epoch : trainer_.state().epochs) {
      all.insert(all.end(), {epoch.loss, *epoch.validation_loss});
      for (OutputLossRecord const& output : epoch.outputs.value()) {
        all.insert(all.end(), {output.loss, *output.validation_loss});
      }
    }
    std::vector<ParameterView> const views = network_.parameters();
    all.insert(all.end(), views.front().values.begin(), views.front().values.end());
    return all;
  }

  [[nodiscard]] Trainer& trainer() { return trainer_; }

  [[nodiscard]] Network& network() { return network_; }

private:
  static TrainingSettings settings() {
    TrainingSettings settings{.plan = toy::Model::training,
                              .seed = 5,
                              .images = 43,
                              .validation = "a share of 0.27",
                              .lanes = 7};
    settings.plan.epochs = 3;
    return settings;
  }

  Dataset data_;
  TwoOutputs network_;
  ThreadPool pool_;
  Trainer trainer_;
};

constexpr std::size_t all_steps =
    18; // three epochs of 43 pictures: some ranks have none of the last 3

TEST(ToldLosses, AreThoseWhoseWeightedSumIsTheLoss) {
  Training training;
  training.train(all_steps);
  ASSERT_TRUE(training.trainer().finished());
  for (EpochRecord const& epoch : training.trainer().state().epochs) {
    ASSERT_TRUE(epoch.outputs);
    ASSERT_EQ(epoch.outputs->size(), 2U);
    OutputLossRecord const& kind = epoch.outputs->front();
    OutputLossRecord const& force = epoch.outputs->back();
    EXPECT_EQ(kind.name + ", " + force.name, "kind, force");
    EXPECT_NE(kind.loss, force.loss);
    EXPECT_NEAR(kind.loss + force_weight * force.loss, epoch.loss, 1e-12);
    EXPECT_NEAR(*kind.validation_loss + force_weight * *force.validation_loss,
                *epoch.validation_loss,
                1e-12);
  }
}

TEST(ToldLosses, HaveTheSameBitsForAnyNumberOfRanks) {
  Training alone;
  alone.train(all_steps);
  for (std::size_t const ranks : {2U, 3U, 7U}) {
    testing::run_ranks(ranks, [&](std::shared_ptr<Team> const& team) {
      Training training(team);
      training.train(all_steps);
      EXPECT_EQ(training.traces(), alone.traces()) << "rank " << team->rank() << " of " << ranks;
    });
  }
}

TEST(ToldLosses, EndWithTheSameBitsWhereverTrainingWasStopped) {
  Training uninterrupted;
  uninterrupted.train(all_steps);
  for (std::size_t const steps : {0U, 4U, 6U, 11U, 18U}) { // between epochs and in them
    TemporaryFolder const folder;
    Training first;
    first.train(steps);
    save_checkpoint(first.network(), first.trainer(), folder / "c");
    Training second;
    load_checkpoint(second.network(), second.trainer(), folder / "c");
    second.train(all_steps);
    EXPECT_EQ(second.traces(), uninterrupted.traces()) << steps << " steps";
  }
}

// A checkpoint of an earlier version, made within an epoch, does not say what it came to before.
TEST(ToldLosses, AreLeftOutOfAnEpochOfWhichTheyAreNotKnown) {
  Training training;
  training.train(8); // two steps of the second epoch
  TrainingState state = training.trainer().state();
  state.output_losses.clear();
  state.epochs.front().outputs.reset();
  Moments const moments = training.trainer().moments();
  std::vector<std::vector<float>> const best = training.trainer().best();
  training.trainer().restore(state, moments, best);
  training.train(all_steps);
  std::vector<EpochRecord> const& epochs = training.trainer().state().epochs;
  ASSERT_EQ(epochs.size(), 3U);
  EXPECT_FALSE(epochs[0].outputs || epochs[1].outputs);
  EXPECT_TRUE(epochs[2].outputs);
}

} // namespace
} // namespace equivarify::runtime
