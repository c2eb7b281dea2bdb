#include "equivarify/runtime/commands/train_options.hpp"

#include "equivarify/runtime/commands/options.hpp"

#include <CLI/CLI.hpp>

namespace equivarify::runtime {

namespace {

/// What is trained on, and what it is judged by.
void add_training_data(CLI::App& command, TrainOptions& options) {
  add_data(command, options.data);
  command.add_option("--limit", options.limit, "use this many images at most; 0: all")
      ->check(whole_number(0))
      ->capture_default_str();
  command.add_option(
      "--validation",
      options.validation,
      "keep this share of the images, such as 0.1, to judge the network after each "
      "epoch; or the folder with other ones (validation-*). The weights that do best "
      "are kept");
  command
      .add_option("--patience",
                  options.patience,
                  "end after so many epochs without a smaller loss in validation; 0: do not")
      ->check(whole_number(0))
      ->capture_default_str();
  command
      .add_option("--shift",
                  options.plan.shift,
                  "move each image by up to so many pixels, anew in each epoch; 0: do not")
      ->check(whole_number(0))
      ->capture_default_str();
  command
      .add_option("--turn",
                  options.plan.turn,
                  "turn each image by up to so many degrees either way, anew in each epoch; 0: do "
                  "not")
      ->check(non_negative_number())
      ->capture_default_str();
}

void add_checkpoints(CLI::App& command, TrainOptions& options) {
  command
      .add_option(
          "--checkpoint-seconds", options.checkpoint_seconds, "time between two checkpoints")
      ->check(non_negative_number())
      ->capture_default_str();
  command
      .add_option("--checkpoint-steps",
                  options.checkpoint_steps,
                  "write a checkpoint after each so many steps too; 0: do not")
      ->check(whole_number(0))
      ->capture_default_str();
}

void add_lanes(CLI::App& command, std::size_t& count) {
  command
      .add_option("--lanes",
                  count,
                  "cut each batch into so many parts, which up to as many processes started by "
                  "mpirun share; weights depend on it, as on --batch, but not on the number of "
                  "processes")
      ->check(whole_number(1))
      ->capture_default_str();
}

} // namespace

void add_train_options(CLI::App& command, TrainOptions& options) {
  add_training_data(command, options);
  command
      .add_option("--output", options.output, "folder for weights, checkpoint and training.json")
      ->required();
  command.add_option("--from", options.from, "weights to start from, in place of random ones");
  command
      .add_option(
          "--epochs",
          options.plan.epochs,
          "how often to go through all images; more than a finished training had prolong it")
      ->check(whole_number(1, most_epochs))
      ->capture_default_str();
  command.add_option("--batch", options.plan.batch, "images in one step")
      ->check(whole_number(1, most_in_batch))
      ->capture_default_str();
  command
      .add_option("--learning-rate", options.plan.learning_rate, "learning rate of the first step")
      ->check(positive_number())
      ->capture_default_str();
  command
      .add_option(
          "--seed",
          options.seed,
          "of the first weights, the order of the images, their shifts and turns, and validation")
      ->check(whole_number(0))
      ->capture_default_str();
  add_threads(command, options.threads);
  add_lanes(command, options.lanes);
  command.add_flag("--fresh", options.fresh, "start anew, deleting what an earlier training left");
  add_checkpoints(command, options);
}

} // namespace equivarify::runtime
