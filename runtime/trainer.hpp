/// \file
/// Training by stochastic gradient descent with Adam, one step at a time.
#ifndef EQUIVARIFY_RUNTIME_TRAINER_HPP
#define EQUIVARIFY_RUNTIME_TRAINER_HPP

#include "equivarify/runtime/dataset.hpp"
#include "equivarify/runtime/network.hpp"
#include "equivarify/runtime/optimizer.hpp"
#include "equivarify/runtime/training_state.hpp"

#include <cstddef>
#include <cstdint>
#include <vector>

namespace equivarify::runtime {

/// A training of one network. An upright image x of class c has the label (e, c), and equivariance
/// carries it to every g x [2.0.3, section 5]; see Pose for others. The weights after each step
/// depend on the settings and the data alone, not on the number of threads or on interruptions.
class Trainer {
public:
  /// A training from the start, which sets \p network to its first weights. Network, data and
  /// pool must outlive it.
  ///
  /// \throws DataError when a batch is larger than the network allows.
  Trainer(Network& network,
          Dataset const& data,
          TrainingSettings const& settings,
          ThreadPool& pool);

  /// How this training is done.
  [[nodiscard]] TrainingSettings const& settings() const { return settings_; }

  /// Where it stands.
  [[nodiscard]] TrainingState const& state() const { return state_; }

  /// What the optimiser keeps.
  [[nodiscard]] Moments const& moments() const { return moments_; }

  /// Goes on from \p state and \p moments; the network must hold the weights that belong to them.
  void restore(TrainingState const& state, Moments moments);

  /// Whether all steps are done.
  [[nodiscard]] bool finished() const { return state_.step == settings_.steps(); }

  /// Does one step; the mean loss of its images. There must be one left.
  ///
  /// \throws DataError when the loss is no finite number.
  double step();

private:
  void order_epoch();
  std::size_t load_batch();
  [[nodiscard]] std::uint32_t label_of(std::size_t image) const;
  void update_weights();
  void record(double loss, std::size_t images, double seconds);
  void record_curve();
  void finish_epoch();

  Network& network_;
  Dataset const& data_;
  TrainingSettings settings_;
  ThreadPool& pool_;
  TrainingState state_;
  Moments moments_;
  Random shuffling_;                  ///< after it ordered the present epoch
  std::vector<std::uint32_t> order_;  ///< of the images in the present epoch
  std::vector<float> images_;         ///< of the present step
  std::vector<std::uint32_t> labels_; ///< of a network without outputs
  std::vector<float> targets_;        ///< of one with outputs
};

} // namespace equivarify::runtime

#endif
