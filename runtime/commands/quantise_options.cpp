#include "equivarify/runtime/commands/quantise_options.hpp"

#include "equivarify/runtime/commands/options.hpp"

#include <CLI/CLI.hpp>

namespace equivarify::runtime {

namespace {

void add_rounded_training(CLI::App& command, RoundedTrainingOptions& options) {
  CLI::Option* const epochs =
      command
          .add_option(
              "--epochs",
              options.epochs,
              "then train so many epochs further with weights and activations rounded; 0: do not")
          ->check(whole_number(0, most_epochs))
          ->capture_default_str();
  command.add_option("--batch", options.batch, "images in one step; as in the spec without it")
      ->needs(epochs)
      ->check(whole_number(1, most_in_batch));
  command
      .add_option("--learning-rate",
                  options.learning_rate,
                  "learning rate of the first step; a tenth of the spec's without it")
      ->needs(epochs)
      ->check(positive_number());
  command.add_option("--seed", options.seed, "of the order of the images")
      ->needs(epochs)
      ->check(whole_number(0))
      ->capture_default_str();
  command
      .add_option("--train-limit",
                  options.limit,
                  "train further on this many training images at most; 0: all")
      ->needs(epochs)
      ->check(whole_number(0))
      ->capture_default_str();
}

} // namespace

void add_quantise_options(CLI::App& command, QuantiseCommandOptions& options) {
  add_data(command, options.data);
  add_weights(command, options.weights);
  command.add_option("--output", options.output, "the file of integer weights to write")
      ->required();
  command
      .add_option("--limit",
                  options.limit,
                  "choose the scales of activations by this many training images; 0: all")
      ->check(whole_number(0))
      ->capture_default_str();
  command
      .add_option("--input-bits", options.quantise.input_bits, "bits of an input, its sign counted")
      ->check(whole_number(1, 8))
      ->capture_default_str();
  command.add_flag("!--no-caps",
                   options.caps,
                   "never cut activations off lower so that convolutions take larger tiles");
  add_rounded_training(command, options.training);
  add_threads(command, options.threads);
}

} // namespace equivarify::runtime
