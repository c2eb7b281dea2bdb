#include "equivarify/runtime/commands/train_command.hpp"

#include "equivarify/runtime/commands/interruption.hpp"
#include "equivarify/runtime/commands/progress.hpp"
#include "equivarify/runtime/commands/results_json.hpp"
#include "equivarify/runtime/data/dataset.hpp"
#include "equivarify/runtime/files/atomic_file.hpp"
#include "equivarify/runtime/files/digest.hpp"
#include "equivarify/runtime/files/error.hpp"
#include "equivarify/runtime/files/folder_lock.hpp"
#include "equivarify/runtime/files/text.hpp"
#include "equivarify/runtime/training/checkpoint.hpp"
#include "equivarify/runtime/weights/weights.hpp"

#include <charconv>
#include <chrono>
#include <optional>
#include <system_error>

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

/// What the training pictures are, in words.
std::string images_in(Pose pose) {
  return pose == Pose::upright ? "unrotated images" : "images in " + pose_name(pose) + " poses";
}

/// The share of the images that \p validation asks for; nothing where it names a folder.
std::optional<double> share_in(std::string const& validation) {
  double share = 0;
  char const* const end = validation.data() + validation.size();
  auto const [stop, error] = std::from_chars(validation.data(), end, share);
  if (error != std::errc{} || stop != end) {
    return std::nullopt;
  }
  if (!(share > 0 && share < 1)) {
    throw DataError(text("--validation ",
                         validation,
                         ": expected a share between 0 and 1, or a folder (./",
                         validation,
                         " if it is called so)"));
  }
  return share;
}

/// All data of a training; selections refer to the data sets in it.
class Data {
public:
  Data(Program const& program, TrainOptions const& options)
      : all_(load_dataset(options.data, Split::train, program.description, options.limit)) {
    if (options.validation.empty()) {
      parts_ = {all_of(all_)};
      return;
    }
    std::optional<double> const share = share_in(options.validation);
    if (share) {
      parts_ = hold_out(all_, *share, options.seed);
      words_ = text("a share of ", exact(*share));
      return;
    }
    other_ = load_dataset(options.validation, Split::validation, program.description);
    parts_ = {all_of(all_), all_of(other_)};
    words_ = text(other_.size(), " other images with checksum ", other_.checksum());
  }

  Data(Data const&) = delete;
  Data(Data&&) = delete;
  Data& operator=(Data const&) = delete;
  Data& operator=(Data&&) = delete;
  ~Data() = default;

  [[nodiscard]] TrainingData const& parts() const { return parts_; }

  [[nodiscard]] std::uint32_t checksum() const { return all_.checksum(); }

  /// What validation is done with; nothing where there is none.
  [[nodiscard]] std::string const& words() const { return words_; }

private:
  Dataset all_;
  Dataset other_; ///< for validation
  TrainingData parts_;
  std::string words_;
};

TrainingSettings settings_of(TrainOptions const& options, Data const& data) {
  return {.plan = options.plan,
          .seed = options.seed,
          .images = data.parts().training.size(),
          .data_checksum = data.checksum(),
          .first_weights = options.from.empty() ? "" : sha256(read_bytes(options.from)),
          .validation = data.words(),
          .patience = options.patience,
          .shift = options.shift};
}

/// One call of `train`.
class Training {
public:
  Training(Program const& program, TrainOptions const& options, Data const& data)
      : pool_(options.threads), network_(program.make_network(pool_)),
        trainer_(*network_, data.parts(), settings_of(options, data), pool_),
        validation_images_(data.parts().validation.size()), program_(program), options_(options),
        files_(options.output) {}

  Outcome run() {
    take_up();
    if (trainer_.finished() && fs::exists(files_.weights) && fs::exists(files_.summary)) {
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
  void take_up() {
    if (options_.fresh) {
      files_.remove();
    } else if (fs::exists(files_.checkpoint)) {
      load_checkpoint(*network_, trainer_, files_.checkpoint);
      return;
    }
    if (!options_.from.empty()) {
      load_weights(*network_, options_.from);
    }
  }

  void announce() {
    TrainingSettings const& settings = trainer_.settings();
    program_.console.out << "training " << program_.description.name << " ("
                         << grouped(value_count(network_->parameters())) << " parameters) on "
                         << grouped(settings.images) << ' '
                         << (program_.description.outputs.empty() ? images_in(settings.plan.pose)
                                                                  : "images")
                         << ", " << settings.plan.epochs << " epochs, batches of "
                         << settings.plan.batch << ", " << pool_.thread_count()
                         << (pool_.thread_count() == 1 ? " thread" : " threads") << ", seed "
                         << settings.seed << std::endl;
    if (validation_images_ != 0) {
      program_.console.out << "judged by " << grouped(validation_images_)
                           << " images after each epoch; weights.safetensors will be the ones "
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

  /// Trains to the end, writing checkpoints; false when it was interrupted.
  bool train() {
    Interruption const interruption;
    TrainingProgress progress(program_.console, trainer_.settings(), trainer_.state());
    while (!trainer_.finished()) {
      if (Interruption::wanted()) {
        save();
        return false;
      }
      trainer_.step();
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
    save_checkpoint(*network_, trainer_, files_.checkpoint);
    saved_ = std::chrono::steady_clock::now();
  }

  /// In this order a program that is killed in between finishes its work in the next run.
  void finish() {
    save();
    announce_best();
    trainer_.take_best();
    std::string const digest = save_weights(*network_, files_.weights);
    TrainingResult const result{
        trainer_.settings(), trainer_.state(), pool_.thread_count(), validation_images_, digest};
    write_atomically(files_.summary, to_json(program_.description, result));
    program_.console.out << "wrote " << files_.weights.string() << "  sha256 " << digest
                         << std::endl;
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

  ThreadPool pool_;
  std::unique_ptr<Network> network_;
  Trainer trainer_;
  std::size_t validation_images_;
  Program const& program_;
  TrainOptions const& options_;
  Files files_;
  std::chrono::steady_clock::time_point saved_ = std::chrono::steady_clock::now();
};

} // namespace

Outcome run_train(Program const& program, TrainOptions const& options) {
  if (options.patience != 0 && options.validation.empty()) {
    throw DataError("--patience needs --validation: without it nothing says which epoch is better");
  }
  Data const data(program, options);
  fs::create_directories(options.output);
  require_writable(options.output);
  FolderLock const lock(options.output);
  return Training(program, options, data).run();
}

} // namespace equivarify::runtime
