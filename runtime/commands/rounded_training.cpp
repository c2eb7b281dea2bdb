#include "equivarify/runtime/commands/rounded_training.hpp"

#include "equivarify/runtime/files/text.hpp"
#include "equivarify/runtime/integer/range_analysis.hpp"
#include "equivarify/runtime/integer/rounded_network.hpp"
#include "equivarify/runtime/training/trainer.hpp"
#include "equivarify/runtime/training/validation.hpp"

#include <algorithm>
#include <memory>
#include <ostream>
#include <string>
#include <vector>

namespace equivarify::runtime {

namespace {

TrainingSettings settings_of(Description const& description,
                             RoundedTrainingOptions const& options,
                             std::size_t images) {
  TrainingSettings settings;
  settings.plan = description.training;
  settings.seed = options.seed;
  settings.images = images;
  constexpr double gentler = 0.1; // the weights are nearly what they should be
  settings.plan.epochs = options.epochs;
  settings.plan.batch = std::min(options.batch.value_or(settings.plan.batch), images);
  settings.plan.learning_rate =
      options.learning_rate.value_or(gentler * settings.plan.learning_rate);
  settings.plan.final_learning_rate =
      std::min(settings.plan.learning_rate, gentler * settings.plan.final_learning_rate);
  return settings;
}

void print_record(std::ostream& out, char const* when, ValidationRecord const& record) {
  out << "  " << when << ": loss " << fixed(record.loss, 5) << ", " << percent(record.accuracy)
      << " of the sample right\n";
}

/// The first layer of \p weights whose sums could overflow, in words; empty where none can.
std::string overflow_of(IntegerWeights const& weights) {
  for (RangeBound const& bound : analyse_ranges(weights)) {
    if (bound.bound > bound.limit) {
      return text("a sum of the layer ",
                  bound.layer,
                  " could reach ",
                  grouped(bound.bound),
                  " of ",
                  grouped(bound.limit));
    }
  }
  return "";
}

} // namespace

std::optional<IntegerWeights> train_rounded(Program const& program,
                                            RoundedTrainingOptions const& options,
                                            RoundedTraining const& training,
                                            ThreadPool& pool) {
  std::ostream& out = program.console.out;
  RoundedNetwork network(training.start, training.floats.parameters(), program.description, pool);
  Selection const sample = all_of(training.sample);
  std::shared_ptr<Team> const alone = team_of_one();
  ValidationRecord const before = validate(network, sample, *alone);
  out << "training goes on with rounding in the loop, on " << counted(training.data.size(), "image")
      << ":\n";
  print_record(out, "before", before);
  Trainer trainer(network,
                  training.data,
                  settings_of(program.description, options, training.data.size()),
                  pool);
  for (std::size_t epochs = 0; !trainer.finished();) {
    trainer.step();
    if (trainer.state().epoch > epochs) {
      EpochRecord const& record = trainer.state().epochs.back();
      epochs = record.epoch;
      out << "  epoch " << epochs << ": loss " << fixed(record.loss, 5) << std::endl;
    }
  }
  ValidationRecord const after = validate(network, sample, *alone);
  print_record(out, "after", after);
  std::string const overflow = overflow_of(network.integers());
  if (after.loss < before.loss && overflow.empty()) {
    return network.integers();
  }
  out << "  not taken: " << (overflow.empty() ? "the loss is no smaller" : overflow) << '\n';
  return std::nullopt;
}

} // namespace equivarify::runtime
