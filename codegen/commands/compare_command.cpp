#include "equivarify/codegen/commands/compare_command.hpp"

#include "equivarify/codegen/compare/compare_text.hpp"
#include "equivarify/codegen/compare/train_alternatives.hpp"
#include "equivarify/codegen/json/document.hpp"
#include "equivarify/codegen/process/file.hpp"
#include "equivarify/codegen/spec/cost.hpp"
#include "equivarify/codegen/spec/load.hpp"
#include "equivarify/codegen/spec/plain_block.hpp"

#include <memory>
#include <ostream>
#include <string>

namespace equivarify::codegen {
namespace {

struct CompareArguments {
  std::string spec;
  CompareOptions compare;
  std::string directory;
  TrainOptions train;
  bool json = false;
};

ExitCode run_compare(CompareArguments const& options, Console& console) {
  Network const network = load_network(options.spec);
  with_lines_of(options.spec, [&] {
    if (!options.train.data.empty()) {
      require_joint(network, "no accuracies to compare, which --train asks for");
    }
    require_listable(network, "a comparison", most_listed_numbers, "");
  });
  auto alternatives = compare(load_spec(options.spec), options.compare);
  if (!options.train.data.empty()) {
    TrainOptions train = options.train;
    train.folder = options.directory;
    train_alternatives(alternatives, train);
  } else if (!options.directory.empty()) {
    write_specs(alternatives, options.directory);
  }
  std::string const json = to_json(network, alternatives);
  if (!options.directory.empty()) {
    write_file(std::filesystem::path(options.directory) / "compare.json", json);
  }
  console.out << (options.json ? json : to_text(network, alternatives));
  return ExitCode::done;
}

constexpr char const* compare_examples =
    "Examples:\n"
    "  equivarify explore compare specs/mnist_d4.json\n"
    "  equivarify explore compare specs/mnist_d4_flip.json --json\n"
    "  equivarify explore compare specs/tiny_c4.json --directory build/tiny_c4\n"
    "                      writes a spec for each construction, which `generate` takes,\n"
    "                      and compare.json, which `report` shows\n"
    "  equivarify explore compare specs/tiny_c4.json --directory build/tiny_c4 \\\n"
    "      --train tests/data/mnist --runtime runtime\n"
    "                      compiles and trains each, and adds its accuracy";

} // namespace

void add_compare_command(CommandLine& app, Action& action) {
  auto options = std::make_shared<CompareArguments>();
  CommandLine command = app.add_subcommand(
      "compare", "One network by every construction: what each keeps, costs and gives up");
  command.add_option("SPEC", options->spec, "The spec, a JSON file").required();
  command.add_flag("--json", options->json, "Print JSON for machines");
  command.add_option("--seed", options->compare.seed, "Of the random weights and inputs")
      .shows_default();
  command
      .add_option("--trials",
                  options->compare.trials,
                  "Random weights, each with two inputs; 0: a few seconds' worth")
      .between(0, 1'000'000)
      .shows_default();
  command.add_option("--subgroup",
                     options->compare.subgroup,
                     "For coinduction, an element that generates the subgroup");
  Option const directory = command.add_option(
      "--directory", options->directory, "A folder for the specs and for compare.json");
  Option const train = command
                           .add_option("--train",
                                       options->train.data,
                                       "A folder of data: train each construction on it")
                           .needs(directory);
  command
      .add_option("--runtime",
                  options->train.runtime,
                  "The runtime folder for what is trained; without it an installed one")
      .needs(train);
  command.add_option("--epochs", options->train.epochs, "Of each training; 0: as the spec says")
      .needs(train);
  command.footer(compare_examples);
  command.on_choice([options, &action] {
    action = [options](Console& console) { return run_compare(*options, console); };
  });
}

} // namespace equivarify::codegen
