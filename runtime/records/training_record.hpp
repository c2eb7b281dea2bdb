/// \file
/// What a training did.
#ifndef EQUIVARIFY_RUNTIME_RECORDS_TRAINING_RECORD_HPP
#define EQUIVARIFY_RUNTIME_RECORDS_TRAINING_RECORD_HPP

#include "equivarify/runtime/records/fields.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace equivarify::runtime {

/// The loss of one output in an epoch, without its weight.
struct OutputLossRecord {
  std::string name;
  double loss = 0;                         ///< as that of the epoch
  std::optional<double> validation_loss{}; ///< likewise

  static void describe(auto& fields) {
    fields.field("name", &OutputLossRecord::name);
    fields.field("loss", &OutputLossRecord::loss);
    fields.field("validation_loss", &OutputLossRecord::validation_loss);
  }
};

/// One finished epoch.
struct EpochRecord {
  std::size_t epoch = 0; ///< counted from 1
  double loss = 0;       ///< mean over the images, each as the weights were at its step
  double seconds = 0;    ///< of training alone
  double images_per_second = 0;
  std::optional<double> validation_loss{};     ///< after its last step, where there is validation
  std::optional<double> validation_accuracy{}; ///< the share of right classes, where there are some
  std::optional<std::vector<OutputLossRecord>> outputs{}; ///< where there are several

  static void describe(auto& fields) {
    fields.field("epoch", &EpochRecord::epoch);
    fields.field("loss", &EpochRecord::loss);
    fields.field("seconds", &EpochRecord::seconds);
    fields.field("images_per_second", &EpochRecord::images_per_second);
    fields.field("validation_loss", &EpochRecord::validation_loss);
    fields.field("validation_accuracy", &EpochRecord::validation_accuracy);
    fields.field("outputs", &EpochRecord::outputs);
  }
};

/// The mean loss over the steps since the point before.
struct CurvePoint {
  std::size_t step = 0;
  double loss = 0;

  static void describe(auto& fields) {
    fields.field("step", &CurvePoint::step);
    fields.field("loss", &CurvePoint::loss);
  }
};

/// What a training was judged by.
struct ValidationPlan {
  std::size_t images = 0;
  std::string of;           ///< what they are, in words
  std::size_t patience = 0; ///< ends after so many epochs without a smaller loss; 0: does not
  std::size_t best_epoch = 0;

  static void describe(auto& fields) {
    fields.file("images", &ValidationPlan::images);
    fields.file("of", &ValidationPlan::of);
    fields.file("patience", &ValidationPlan::patience);
    fields.file("best_epoch", &ValidationPlan::best_epoch);
  }
};

/// What `NAME train` did.
struct TrainingRecord {
  Subject subject{};
  std::uint64_t seed = 0;
  std::size_t threads = 0;
  std::size_t ranks = 1;
  std::size_t lanes = 1;
  std::size_t sent_bytes_per_step = 0; ///< by one rank to others
  std::size_t images = 0;
  std::size_t batch = 0;
  std::size_t steps = 0;
  std::optional<std::string> first_weights_sha256{}; ///< none: it began with random ones
  std::optional<ValidationPlan> validation{};
  std::size_t shift = 0;
  double turn = 0;
  std::vector<std::size_t> schedules{}; ///< the steps at which the learning rate began its way
  std::vector<EpochRecord> epochs{};
  std::vector<CurvePoint> curve{};
  std::string weights_sha256{};

  /// Whether each epoch was judged by other pictures.
  [[nodiscard]] bool has_validation() const {
    return !epochs.empty() && epochs.front().validation_loss.has_value();
  }

  /// The seconds of all epochs.
  [[nodiscard]] double seconds() const {
    double sum = 0;
    for (EpochRecord const& epoch : epochs) {
      sum += epoch.seconds;
    }
    return sum;
  }

  /// The images of all epochs over their seconds; 0 without an epoch.
  [[nodiscard]] double images_per_second() const {
    double const time = seconds();
    return time > 0 ? static_cast<double>(images * epochs.size()) / time : 0;
  }

  static void describe(auto& fields) {
    fields.inlined(&TrainingRecord::subject);
    fields.field("seed", &TrainingRecord::seed);
    fields.field("threads", &TrainingRecord::threads, Late{});
    fields.file("ranks", &TrainingRecord::ranks);
    fields.file("lanes", &TrainingRecord::lanes);
    fields.file("sent_bytes_per_step", &TrainingRecord::sent_bytes_per_step);
    fields.field("images", &TrainingRecord::images);
    fields.file("batch", &TrainingRecord::batch);
    fields.file("steps", &TrainingRecord::steps);
    fields.file("first_weights_sha256", &TrainingRecord::first_weights_sha256, OrNull{});
    fields.file("validation", &TrainingRecord::validation, OrNull{});
    fields.file("shift", &TrainingRecord::shift);
    fields.file("turn", &TrainingRecord::turn);
    fields.file("schedules", &TrainingRecord::schedules);
    fields.field("epochs", &TrainingRecord::epochs, Late{});
    fields.page("curve", &TrainingRecord::curve, Late{});
    fields.derived("seconds", &TrainingRecord::seconds);
    fields.derived("images_per_second", &TrainingRecord::images_per_second);
    fields.field("weights_sha256", &TrainingRecord::weights_sha256, Late{});
  }
};

} // namespace equivarify::runtime

#endif
