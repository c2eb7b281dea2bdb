#include "equivarify/runtime/commands/train_command.hpp"

#include "equivarify/runtime/commands/progress.hpp"
#include "equivarify/runtime/commands/results_json.hpp"
#include "equivarify/runtime/commands/results_json_parts.hpp"
#include "equivarify/runtime/commands/train_data.hpp"
#include "equivarify/runtime/commands/train_settings.hpp"
#include "equivarify/runtime/data/dataset.hpp"
#include "equivarify/runtime/files/atomic_file.hpp"
#include "equivarify/runtime/files/error.hpp"
#include "equivarify/runtime/files/folder_lock.hpp"
#include "equivarify/runtime/files/text.hpp"
#include "equivarify/runtime/ranks/interruption.hpp"
#include "equivarify/runtime/training/checkpoint.hpp"
#include "equivarify/runtime/training/ranks_agree.hpp"
#include "equivarify/runtime/weights/weights.hpp"

#include <algorithm>
#include <chrono>
#include <cstddef>
#include <optional>
#include <string>
#include <vector>

namespace equivarify::runtime {

namespace {

namespace fs = std::filesystem;

/// The files of one training.
struct Files {
  explicit Files(fs::path const& folder)
      : checkpoint(folder / "checkpoint.safetensors"), weights(folder / "weights.safetensors"),
        summary(folder / "training.json") {}

  void remove() const {
    for (fs::path const& file : {summary, weights, checkpoint}) {
      fs::remove(file);
    }
  }

  fs::path checkpoint;
  fs::path weights;
  fs::path summary;
};

/// How many training pictures there are, and how they stand.
std::string images_in(Pose pose, std::size_t count) {
  return pose == Pose::upright ? counted(count, "unrotated image")
                               : counted(count, "image") + " in " + pose_name(pose) + " poses";
}

/// The bytes of the file \p from on the first rank; none where there is no such name.
std::vector<std::byte> first_weights(Program const& program, fs::path const& from) {
  return program.team->from_first(
      [&from] { return from.empty() ? std::vector<std::byte>() : read_bytes(from); });
}

/// One call of `train`.
class Training {
public:
  Training(Program const& program, TrainOptions const& options, TrainData const& data)
      : team_(*program.team), from_(first_weights(program, options.from)), pool_(options.threads),
        network_(program.make_network(pool_)),
        trainer_(*network_,
                 data.parts(),
                 settings_of(options, data, from_, program.description),
                 pool_,
                 program.team),
        validation_images_(data.parts().validation.size()), program_(program), options_(options),
        files_(options.output) {}

  Outcome run() {
    require_agreement(team_, program_.description, trainer_.settings());
    take_up();
    if (is_done()) {
      program_.console.out << "already trained: " << files_.weights.string()
                           << "\n(--fresh trains anew)\n";
      return Outcome::success;
    }
    announce();
    if (!train()) {
      program_.console.out << "interrupted after step " << trainer_.state().step << " of "
                           << trainer_.settings().steps() << "; the same command goes on from there"
                           << std::endl;
      return Outcome::interrupted;
    }
    finish();
    return Outcome::success;
  }

private:
  /// The first rank alone reads and writes files of a training: others may be on machines that do
  /// not see them.
  void take_up() {
    if (options_.fresh && team_.is_first()) {
      files_.remove();
    }
    if (team_.any(team_.is_first() && fs::exists(files_.checkpoint))) {
      std::vector<std::byte> const contents =
          team_.from_first([this] { return read_checkpoint(*network_, files_.checkpoint); });
      load_checkpoint(*network_, trainer_, contents, files_.checkpoint);
      return;
    }
    if (!options_.from.empty()) {
      load_weights(*network_, from_, options_.from);
    }
  }

  bool is_done() {
    return team_.any(team_.is_first() && trainer_.finished() && fs::exists(files_.weights) &&
                     fs::exists(files_.summary));
  }

  void announce() {
    TrainingSettings const& settings = trainer_.settings();
    program_.console.out << "training " << program_.description.name << " ("
                         << grouped(value_count(network_->parameters())) << " parameters) on "
                         << (program_.description.outputs.empty()
                                 ? images_in(settings.plan.pose, settings.images)
                                 : counted(settings.images, "image"))
                         << ", " << counted(settings.plan.epochs, "epoch") << ", batches of "
                         << settings.plan.batch << ", " << counted(pool_.thread_count(), "thread")
                         << ranks_text() << ", seed " << settings.seed << std::endl;
    if (validation_images_ != 0) {
      program_.console.out << "judged by " << counted(validation_images_, "image")
                           << " after each epoch; weights.safetensors will be the ones "
                              "with the smallest loss there"
                           << std::endl;
    }
    TrainingState const& state = trainer_.state();
    if (state.step != 0) {
      program_.console.out << "going on after step " << state.step << " of " << settings.steps()
                           << (state.step == state.schedules.back()
                                   ? ", prolonged: the learning rate begins anew"
                                   : "")
                           << std::endl;
    } else if (!options_.from.empty()) {
      program_.console.out << "starting from the weights " << options_.from.string() << std::endl;
    }
  }

  /// What is to be said of ranks and lanes where there are several.
  [[nodiscard]] std::string ranks_text() const {
    std::size_t const parts = trainer_.settings().lanes;
    return (team_.size() == 1 ? "" : text(" on each of ", team_.size(), " ranks")) +
           (parts == 1 ? "" : text(", ", parts, " lanes"));
  }

  /// Trains to the end, writing checkpoints; false when it was interrupted.
  bool train() {
    Interruption const interruption;
    TrainingProgress progress(program_.console, trainer_.settings(), trainer_.state());
    while (!trainer_.finished()) {
      if (team_.any(Interruption::wanted())) {
        save();
        return false;
      }
      trainer_.step();
      steps_ += 1;
      progress.update(trainer_.state());
      if (checkpoint_due()) {
        save();
      }
    }
    return true;
  }

  [[nodiscard]] bool checkpoint_due() const {
    std::size_t const step = trainer_.state().step;
    std::chrono::duration<double> const age = std::chrono::steady_clock::now() - saved_;
    return age.count() >= options_.checkpoint_seconds ||
           (options_.checkpoint_steps != 0 && step % options_.checkpoint_steps == 0);
  }

  void save() {
    if (team_.is_first()) {
      save_checkpoint(*network_, trainer_, files_.checkpoint);
    }
    saved_ = std::chrono::steady_clock::now();
  }

  /// In this order a program that is killed in between finishes its work in the next run.
  void finish() {
    save();
    announce_best();
    trainer_.take_best();
    if (team_.is_first()) {
      write_result();
    }
  }

  void write_result() {
    std::string const digest = save_weights(*network_, files_.weights);
    write_atomically(files_.summary, to_json(record(digest)));
    program_.console.out << "wrote " << files_.weights.string() << "  sha256 " << digest
                         << std::endl;
  }

  [[nodiscard]] TrainingRecord record(std::string const& digest) const {
    TrainingSettings const& settings = trainer_.settings();
    TrainingState const& state = trainer_.state();
    TrainingRecord record{.subject = subject_of(program_.description),
                          .seed = settings.seed,
                          .threads = pool_.thread_count(),
                          .ranks = team_.size(),
                          .lanes = settings.lanes,
                          .sent_bytes_per_step =
                              team_.sent_bytes() / std::max<std::size_t>(1, steps_),
                          .images = settings.images,
                          .batch = settings.plan.batch,
                          .steps = state.step,
                          .shift = settings.plan.shift,
                          .turn = settings.plan.turn,
                          .schedules = state.schedules,
                          .epochs = state.epochs,
                          .curve = state.curve,
                          .weights_sha256 = digest};
    if (!settings.first_weights.empty()) {
      record.first_weights_sha256 = settings.first_weights;
    }
    if (validation_images_ != 0) {
      record.validation = {
          validation_images_, settings.validation, settings.patience, state.best_epoch()};
    }
    return record;
  }

  void announce_best() {
    std::size_t const best = trainer_.state().best_epoch();
    if (trainer_.stopped_early()) {
      program_.console.out << "stopped after epoch " << trainer_.state().epoch << " of "
                           << trainer_.settings().plan.epochs
                           << ": no smaller loss in validation for " << trainer_.settings().patience
                           << (trainer_.settings().patience == 1 ? " epoch" : " epochs")
                           << std::endl;
    }
    if (best != 0) {
      program_.console.out << "the best weights are those after epoch " << best << std::endl;
    }
  }

  Team& team_;
  std::vector<std::byte> from_; ///< the contents of the file of first weights
  ThreadPool pool_;
  std::unique_ptr<Network> network_;
  Trainer trainer_;
  std::size_t validation_images_;
  Program const& program_;
  TrainOptions const& options_;
  Files files_;
  std::size_t steps_ = 0; ///< of this call
  std::chrono::steady_clock::time_point saved_ = std::chrono::steady_clock::now();
};

} // namespace

Outcome run_train(Program const& program, TrainOptions const& options) {
  if (options.patience != 0 && options.validation.empty()) {
    throw DataError("--patience needs --validation: without it nothing says which epoch is better");
  }
  TrainData const data(program, options);
  std::optional<FolderLock> lock;
  if (program.team->is_first()) {
    fs::create_directories(options.output);
    require_writable(options.output);
    lock.emplace(options.output);
  }
  program.team->any(false); // data, folder and lock are there on all ranks
  return Training(program, options, data).run();
}

} // namespace equivarify::runtime
