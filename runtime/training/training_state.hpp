/// \file
/// What a training has come to: all that another run needs to go on to the same last bit.
#ifndef EQUIVARIFY_RUNTIME_TRAINING_TRAINING_STATE_HPP
#define EQUIVARIFY_RUNTIME_TRAINING_TRAINING_STATE_HPP

#include "equivarify/runtime/base/random.hpp"
#include "equivarify/runtime/network/model.hpp"
#include "equivarify/runtime/records/training_record.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace equivarify::runtime {

/// How a network is trained: whatever its weights depend on, and nothing else.
struct TrainingSettings {
  TrainingDefaults plan;
  std::uint64_t seed = 1;
  std::size_t images = 0;          ///< that it is trained on
  std::uint32_t data_checksum = 0; ///< of the data set
  std::string first_weights{};     ///< digest of the file that it started from; empty: random ones
  std::string validation{};        ///< what it is judged by, in words; empty: nothing
  std::size_t patience = 0; ///< ends after so many epochs without a smaller loss there; 0: does not
  std::string class_weights{}; ///< those of all outputs, in words; empty: none
  std::size_t lanes = 1; ///< parts of a batch whose gradients are added along a tree; see LaneSum

  /// The steps of one epoch; the last has the images that are left over.
  [[nodiscard]] std::size_t steps_per_epoch() const {
    return (images + plan.batch - 1) / plan.batch;
  }

  /// The steps of all epochs.
  [[nodiscard]] std::size_t steps() const { return plan.epochs * steps_per_epoch(); }
};

/// A sum of losses, each weighted by its images.
struct LossSum {
  double sum = 0;
  std::size_t images = 0;

  /// Adds the mean \p loss of \p count images.
  void add(double loss, std::size_t count) {
    sum += loss * static_cast<double>(count);
    images += count;
  }

  /// The mean; 0 without images.
  [[nodiscard]] double mean() const {
    return images == 0 ? 0.0 : sum / static_cast<double>(images);
  }
};

/// Where a training stands, apart from weights and moments. All of it but the times is the same in
/// every run with the same settings.
struct TrainingState {
  std::size_t step = 0;            ///< steps done, all epochs counted
  std::size_t epoch = 0;           ///< epochs done
  std::size_t position = 0;        ///< images done in the present epoch
  Random::State epoch_shuffling{}; ///< of the generator before it ordered the present epoch
  LossSum epoch_loss;
  std::vector<LossSum>
      output_losses; ///< of the present epoch too: of each, where there are several
  LossSum curve_loss;
  double epoch_seconds = 0;
  std::vector<EpochRecord> epochs;
  std::vector<CurvePoint> curve;

  /// The steps at which the learning rate began its way: 0, and the end of each training that was
  /// prolonged.
  std::vector<std::size_t> schedules{0};

  /// The first of the epochs with the smallest loss in validation, counted from 1; 0 without any.
  [[nodiscard]] std::size_t best_epoch() const {
    std::size_t best = 0;
    for (EpochRecord const& record : epochs) {
      if (record.validation_loss &&
          (best == 0 || *record.validation_loss < *epochs[best - 1].validation_loss)) {
        best = record.epoch;
      }
    }
    return best;
  }
};

} // namespace equivarify::runtime

#endif
