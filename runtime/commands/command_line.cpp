#include "equivarify/runtime/commands/command_line.hpp"

#include "equivarify/runtime/arguments/refused_arguments.hpp"
#include "equivarify/runtime/commands/adopt_command.hpp"
#include "equivarify/runtime/commands/bench_command.hpp"
#include "equivarify/runtime/commands/check_command.hpp"
#include "equivarify/runtime/commands/domain_command.hpp"
#include "equivarify/runtime/commands/domain_options.hpp"
#include "equivarify/runtime/commands/evaluate_command.hpp"
#include "equivarify/runtime/commands/options.hpp"
#include "equivarify/runtime/commands/predict_command.hpp"
#include "equivarify/runtime/commands/quantise_command.hpp"
#include "equivarify/runtime/commands/quantise_options.hpp"
#include "equivarify/runtime/commands/train_command.hpp"
#include "equivarify/runtime/commands/train_options.hpp"
#include "equivarify/runtime/evaluation/tried_elements.hpp"
#include "equivarify/runtime/files/error.hpp"
#include "equivarify/runtime/files/text.hpp"

#include <CLI/CLI.hpp>

namespace equivarify::runtime {

namespace {

/// The options of all commands, and the one that was chosen.
struct Choice {
  TrainOptions train;
  TestOptions test;
  DomainOptions domain;
  PredictOptions predict;
  AdoptOptions adopt;
  QuantiseCommandOptions quantise;
  BenchOptions bench;
  std::function<Outcome(Program const&)> run;
};

void add_train(CLI::App& app, Choice& choice) {
  CLI::App& command =
      *app.add_subcommand("train", "train on the training images; goes on where it was stopped");
  add_train_options(command, choice.train);
  command.callback(
      [&choice] { choice.run = [&](Program const& p) { return run_train(p, choice.train); }; });
}

/// `evaluate` or `check`: the same options but for the seed.
CLI::App&
add_test(CLI::App& app, Choice& choice, std::string const& name, std::string const& help) {
  CLI::App& command = *app.add_subcommand(name, help);
  add_data(command, choice.test.data);
  add_weights(command, choice.test.weights);
  command.add_option("--limit", choice.test.limit, "use this many images at most; 0: all")
      ->check(whole_number(0))
      ->capture_default_str();
  command
      .add_option("--elements",
                  choice.test.elements,
                  text("try this many elements of the group, drawn by the seed; 0: all, but of "
                       "more than ",
                       most_tried,
                       " so many"))
      ->check(whole_number(0))
      ->capture_default_str();
  add_threads(command, choice.test.threads);
  add_json(command, choice.test.json);
  return command;
}

/// `check` on test data, on a whole domain, or of a certificate.
Outcome run_any_check(Program const& program, Choice& choice) {
  DomainOptions& domain = choice.domain;
  domain.weights = choice.test.weights;
  domain.json = choice.test.json;
  domain.threads = choice.test.threads;
  if (!domain.replay.empty()) {
    return run_domain_replay(program, domain);
  }
  choice.test.seed = domain.seed;
  return domain.domain.empty() ? run_check(program, choice.test, plan_of(domain))
                               : run_domain_check(program, domain);
}

void add_check(CLI::App& app, Description const& network, Choice& choice) {
  CLI::App& command =
      add_test(app,
               choice,
               "check",
               "f(g x) = g f(x) on the test images or on every input of a finite domain, bit by "
               "bit; exit code 1 if one differs");
  add_domain_options(command, network, choice.domain);
  for (char const* of_test_data : {"--elements", "--limit", "--data"}) {
    command.get_option(of_test_data)->excludes("--domain")->excludes("--replay");
  }
  command.callback(
      [&choice] { choice.run = [&](Program const& p) { return run_any_check(p, choice); }; });
}

void add_tests(CLI::App& app, Description const& network, Choice& choice) {
  CLI::App& evaluate =
      add_test(app, choice, "evaluate", "accuracy on the test images, at random and in every turn");
  evaluate
      .add_option("--seed", choice.test.seed, "of the random turns and shifts, and of the elements")
      ->check(whole_number(0))
      ->capture_default_str();
  evaluate
      .add_option("--shift",
                  choice.test.shift,
                  "move each image by up to so many pixels, at random; 0: do not")
      ->check(whole_number(0))
      ->capture_default_str();
  evaluate.callback(
      [&choice] { choice.run = [&](Program const& p) { return run_evaluate(p, choice.test); }; });
  add_check(app, network, choice);
}

void add_predict(CLI::App& app, Choice& choice) {
  CLI::App& command =
      *app.add_subcommand("predict", "the best answers and all probabilities of one picture");
  PredictOptions& options = choice.predict;
  command
      .add_option("picture",
                  options.picture,
                  "a PNG picture, or a file of inputs: IDX, .npy, .npz, .safetensors or .csv")
      ->required();
  add_weights(command, options.weights);
  command.add_option("--index", options.index, "which of a file of inputs, counted from 0")
      ->check(whole_number(0))
      ->capture_default_str();
  command.add_flag("--all-turns", options.all_turns, "the picture turned by each element too");
  command.add_flag("--invert", options.invert, "for dark ink on light paper");
  command.add_flag("--resize", options.resize, "fit a PNG picture of another size");
  add_json(command, options.json);
  command.callback(
      [&choice] { choice.run = [&](Program const& p) { return run_predict(p, choice.predict); }; });
}

void add_adopt(CLI::App& app, Choice& choice) {
  CLI::App& command = *app.add_subcommand(
      "adopt", "make a weight file of weights that were trained elsewhere, by names and shapes");
  command
      .add_option(
          "file",
          choice.adopt.weights,
          "a safetensors file of F32, F16, BF16 or F64; a prefix such as `module.` may stand "
          "in front of all names")
      ->required();
  command.add_option("--output", choice.adopt.output, "the weight file to write")->required();
  command.callback(
      [&choice] { choice.run = [&](Program const& p) { return run_adopt(p, choice.adopt); }; });
}

void add_quantise(CLI::App& app, Choice& choice) {
  CLI::App& command = *app.add_subcommand(
      "quantise", "make integer weights of trained ones: 8 bits, exact in every turn");
  command.alias("quantize");
  add_quantise_options(command, choice.quantise);
  command.callback([&choice] {
    choice.run = [&](Program const& p) { return run_quantise(p, choice.quantise); };
  });
}

void add_bench(CLI::App& app, Choice& choice) {
  CLI::App& command = *app.add_subcommand("bench", "images per second, evaluating and training");
  BenchOptions& options = choice.bench;
  add_threads(command, options.threads);
  command.add_option("--weights", options.weights, "weights, floats or integers; random without");
  command.add_option("--batch", options.speed.batch, "images evaluated or trained on at once")
      ->check(whole_number(1))
      ->capture_default_str();
  command
      .add_option("--repetitions", options.speed.repetitions, "the median of so many is printed")
      ->check(whole_number(1))
      ->capture_default_str();
  command.add_option("--seconds", options.speed.seconds, "least time of a repetition")
      ->check(non_negative_number())
      ->capture_default_str();
  add_json(command, options.json);
  command.callback(
      [&choice] { choice.run = [&](Program const& p) { return run_bench(p, choice.bench); }; });
}

std::string examples(std::string const& name) {
  std::string text = "Examples:\n";
  for (char const* const arguments :
       {"train --data build/mnist --output run",
        "evaluate --data build/mnist --weights run/weights.safetensors",
        "check --data build/mnist --weights run/weights.safetensors --limit 1000",
        "check --domain bits:9 --weights run/weights.safetensors --json certificate.json",
        "predict digit.png --invert --resize --weights run/weights.safetensors",
        "predict test-inputs.npy --index 7 --weights run/weights.safetensors",
        "train --data data --output run --validation 0.1 --patience 5 --epochs 100",
        "quantise --data build/mnist --weights run/weights.safetensors --output "
        "run/int8.safetensors",
        "evaluate --data build/mnist --weights run/int8.safetensors",
        "bench --threads 2"}) {
    text.append("  ").append(name).append(" ").append(arguments).append("\n");
  }
  return text.append(
      "Exit codes: 0 done, 1 a bit differs or an answer is no finite number, 2 a mistake in "
      "options, "
      "files\nor data, 3 a mistake in this program, 130 interrupted (the same command goes on).");
}

} // namespace

Outcome run_command_line(Program const& program, std::vector<std::string> const& arguments) {
  Description const& description = program.description;
  Choice choice;
  choice.train.plan = description.training;
  choice.train.seed = description.seed;
  choice.test.seed = description.seed;
  CLI::App app("The equivariant network " + description.name + ", generated by equivarify.",
               description.name);
  app.footer(examples(description.name));
  app.require_subcommand(1);
  add_train(app, choice);
  add_tests(app, description, choice);
  add_predict(app, choice);
  add_adopt(app, choice);
  add_quantise(app, choice);
  add_bench(app, choice);
  try {
    std::string const refusal = read_arguments(app, arguments);
    if (!refusal.empty()) {
      throw DataError(refusal);
    }
  } catch (CLI::Success const& wanted) {
    app.exit(wanted, program.console.out, program.console.out);
    return Outcome::success;
  }
  std::string const command = app.get_subcommands().front()->get_name();
  if (program.team->size() > 1 && command != "train" && command != "check") {
    throw DataError(text(command,
                         " works in one process; only train and check share their work among "
                         "several: start it without mpirun"));
  }
  return choice.run(program);
}

} // namespace equivarify::runtime
