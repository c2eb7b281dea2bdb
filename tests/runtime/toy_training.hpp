/// \file
/// The training of the toy model, step by step.
#ifndef EQUIVARIFY_TESTS_RUNTIME_TOY_TRAINING_HPP
#define EQUIVARIFY_TESTS_RUNTIME_TOY_TRAINING_HPP

#include "equivarify/runtime/training/checkpoint.hpp"
#include "equivarify/runtime/training/trainer.hpp"

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <vector>

#include "runtime/toy_data.hpp"

namespace toy {

/// One run of the toy model's training on 50 pictures: 2 epochs of 7 steps.
class ToyTraining {
public:
  static constexpr std::size_t all_steps = 14;

  explicit ToyTraining(std::size_t threads = 1, std::uint64_t seed = 1, std::size_t epochs = 2)
      : pool_(threads), network_(pool_), trainer_(network_, data_, settings(seed, epochs), pool_) {}

  void train(std::size_t steps) {
    for (std::size_t step = 0; step < steps; ++step) {
      trainer_.step();
    }
  }

  /// All that a training leaves but for the times.
  [[nodiscard]] std::vector<double> traces() {
    std::vector<double> all;
    for (equivarify::runtime::ParameterView const& view : network_.parameters()) {
      all.insert(all.end(), view.values.begin(), view.values.end());
    }
    for (equivarify::runtime::EpochRecord const& epoch : trainer_.state().epochs) {
      all.push_back(epoch.loss);
    }
    for (equivarify::runtime::CurvePoint const& point : trainer_.state().curve) {
      all.push_back(point.loss);
    }
    return all;
  }

  void save(std::filesystem::path const& path) { save_checkpoint(network_, trainer_, path); }

  void load(std::filesystem::path const& path) { load_checkpoint(network_, trainer_, path); }

  [[nodiscard]] equivarify::runtime::Trainer const& trainer() const { return trainer_; }

private:
  [[nodiscard]] equivarify::runtime::TrainingSettings settings(std::uint64_t seed,
                                                               std::size_t epochs) const {
    equivarify::runtime::TrainingSettings settings{.plan = toy::Model::training,
                                                   .seed = seed,
                                                   .images = data_.size(),
                                                   .data_checksum = data_.checksum()};
    settings.plan.epochs = epochs;
    return settings;
  }

  equivarify::runtime::Dataset data_ = toy::make_data(50);
  equivarify::runtime::ThreadPool pool_;
  equivarify::runtime::NetworkOf<toy::Model> network_;
  equivarify::runtime::Trainer trainer_;
};

} // namespace toy

#endif
