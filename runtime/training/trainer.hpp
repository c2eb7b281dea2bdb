/// \file
/// Training by stochastic gradient descent with Adam, one step at a time.
#ifndef EQUIVARIFY_RUNTIME_TRAINING_TRAINER_HPP
#define EQUIVARIFY_RUNTIME_TRAINING_TRAINER_HPP

#include "equivarify/runtime/data/dataset.hpp"
#include "equivarify/runtime/network/network.hpp"
#include "equivarify/runtime/optimizer/optimizer.hpp"
#include "equivarify/runtime/ranks/lane_sum.hpp"
#include "equivarify/runtime/ranks/team.hpp"
#include "equivarify/runtime/training/picture_exchange.hpp"
#include "equivarify/runtime/training/selection.hpp"
#include "equivarify/runtime/training/training_state.hpp"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <vector>

namespace equivarify::runtime {

/// A training of one network. An upright image x of class c has the label (e, c), and equivariance
/// carries it to every g x [2.0.3, section 5]; see Pose for others. The weights after each step
/// depend on the settings and the data alone, not on the number of threads or of ranks that share
/// the work, or on interruptions.
/// Where there are validation data the network is judged after each epoch, and the weights that did
/// best are kept.
class Trainer {
public:
  /// A training from the start, which sets \p network to its first weights. Network, data sets and
  /// pool must outlive it. The settings say how many images \p data has for training. Each rank of
  /// \p team has a trainer, with the same data and settings, and calls the same functions; each
  /// holds its part of the data, see PictureExchange, computes some lanes of a batch, and has the
  /// same weights after a step.
  ///
  /// \throws DataError when a batch is larger than the network allows or has fewer images than
  /// lanes, when there are fewer lanes than ranks, or when shifts or turns would change what
  /// there is to learn.
  Trainer(Network& network,
          TrainingData data,
          TrainingSettings const& settings,
          ThreadPool& pool,
          std::shared_ptr<Team> team = team_of_one());

  /// The same on all of \p data.
  Trainer(Network& network, Dataset const& data, TrainingSettings const& settings, ThreadPool& pool)
      : Trainer(network, TrainingData{all_of(data)}, settings, pool) {}

  /// How this training is done.
  [[nodiscard]] TrainingSettings const& settings() const { return settings_; }

  /// Where it stands.
  [[nodiscard]] TrainingState const& state() const { return state_; }

  /// What the optimiser keeps.
  [[nodiscard]] Moments const& moments() const { return moments_; }

  /// The values of all parameters after the epoch that did best in validation; empty before one.
  [[nodiscard]] std::vector<std::vector<float>> const& best() const { return best_; }

  /// Goes on from \p state, \p moments and the \p best weights; the network must hold the weights
  /// that belong to them.
  void restore(TrainingState const& state, Moments moments, std::vector<std::vector<float>> best);

  /// Whether it ended before all steps were done, since validation did not get better.
  [[nodiscard]] bool stopped_early() const;

  /// Whether nothing is left to do.
  [[nodiscard]] bool finished() const {
    return state_.step == settings_.steps() || stopped_early();
  }

  /// Does one step; the mean loss of its images. There must be one left. The last step of an epoch
  /// judges the network by the validation data.
  ///
  /// \throws DataError when a loss is no finite number.
  double step();

  /// Sets the network to its best weights, where validation says which they are.
  void take_best();

private:
  void order_epoch();
  std::size_t batch_images(std::size_t position) const;
  RowsOfRanks rows_at(std::size_t position) const;
  void load_images();
  std::vector<double> sum_gradient(std::size_t images);
  void move_image(std::size_t row, std::span<float> image) const;
  void update_weights();
  void record(std::span<double const> losses, std::size_t images, double seconds);
  void record_curve();
  void finish_epoch();
  void judge();

  Network& network_;
  TrainingData data_;
  TrainingSettings settings_;
  ThreadPool& pool_;
  std::shared_ptr<Team> team_;
  LaneSum sum_;
  PictureExchange exchange_;
  TrainingState state_;
  Moments moments_;
  std::vector<std::vector<float>> best_;
  Random shuffling_;                  ///< after it ordered the present epoch
  std::vector<std::uint32_t> order_;  ///< of the images in the present epoch
  std::vector<float> images_;         ///< of the present step, those of this rank
  std::vector<std::uint32_t> labels_; ///< of a network without outputs
  std::vector<float> targets_;        ///< of one with outputs
};

} // namespace equivarify::runtime

#endif
