#include "equivarify/runtime/commands/train_command.hpp"

#include "equivarify/runtime/atomic_file.hpp"
#include "equivarify/runtime/checkpoint.hpp"
#include "equivarify/runtime/dataset.hpp"
#include "equivarify/runtime/digest.hpp"
#include "equivarify/runtime/folder_lock.hpp"
#include "equivarify/runtime/interruption.hpp"
#include "equivarify/runtime/progress.hpp"
#include "equivarify/runtime/results_json.hpp"
#include "equivarify/runtime/text.hpp"
#include "equivarify/runtime/weights.hpp"

#include <chrono>

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

/// One call of `train`.
class Training {
public:
  Training(Program const& program, TrainOptions const& options, Dataset const& data)
      : pool_(options.threads), network_(program.make_network(pool_)),
        trainer_(*network_,
                 data,
                 {.plan = options.plan,
                  .seed = options.seed,
                  .images = data.size(),
                  .data_checksum = data.checksum(),
                  .first_weights = options.from.empty() ? "" : sha256(read_bytes(options.from))},
                 pool_),
        program_(program), options_(options), files_(options.output) {}

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
    std::string const digest = save_weights(*network_, files_.weights);
    TrainingResult const result{
        trainer_.settings(), trainer_.state(), pool_.thread_count(), digest};
    write_atomically(files_.summary, to_json(program_.description, result));
    program_.console.out << "wrote " << files_.weights.string() << "  sha256 " << digest
                         << std::endl;
  }

  ThreadPool pool_;
  std::unique_ptr<Network> network_;
  Trainer trainer_;
  Program const& program_;
  TrainOptions const& options_;
  Files files_;
  std::chrono::steady_clock::time_point saved_ = std::chrono::steady_clock::now();
};

} // namespace

Outcome run_train(Program const& program, TrainOptions const& options) {
  Dataset const data = load_dataset(options.data, Split::train, program.description, options.limit);
  fs::create_directories(options.output);
  require_writable(options.output);
  FolderLock const lock(options.output);
  return Training(program, options, data).run();
}

} // namespace equivarify::runtime
