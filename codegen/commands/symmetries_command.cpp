#include "equivarify/codegen/commands/symmetries_command.hpp"

#include "equivarify/algebra/symmetries/grid_candidates.hpp"
#include "equivarify/algebra/symmetries/signed_search.hpp"
#include "equivarify/codegen/commands/motion_options.hpp"
#include "equivarify/codegen/commands/symmetries_options.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <filesystem>
#include <memory>

namespace equivarify::codegen {
namespace {

constexpr char const* symmetries_examples =
    "Examples:\n"
    "  equivarify symmetries states.npy\n"
    "  equivarify symmetries states.npz --labels advice --near 0.01\n"
    "  equivarify symmetries t10k-images-idx3-ubyte --labels t10k-labels-idx1-ubyte\n"
    "  equivarify symmetries table.csv --labels labels --output-dir proposed\n"
    "                                       columns inputs.0, inputs.1, ..., labels\n"
    "  equivarify symmetries controller.onnx --lowest 0,-1,-1 --highest 1 --output-dir lifted\n"
    "  equivarify symmetries taxi.onnx --inputs pictures.npy --motion flip_columns\n"
    "\n"
    "Data. One half of the samples is searched: means and moments of all pairs of columns make a "
    "graph,\n"
    "whose automorphisms are candidates. Of pictures, turns, mirrors and shifts are candidates\n"
    "besides. Each is tested on the other half: if x and g x have one distribution, any sample "
    "may\n"
    "be replaced by a power of g times it; p is the share of such replacements that are as far\n"
    "apart from their images as the samples are. p-values are corrected for the number of\n"
    "candidates [Holm].\n"
    "Labels that are one whole number for each sample, 4 samples or more for each of at most 512\n"
    "different ones, are read as classes, which a symmetry permutes; others as numbers, whose "
    "signs\n"
    "it may change too. The output says how they were read and why; --labels-are decides.\n"
    "\n"
    "Not rejected is no proof: small differences need more samples (--tested).\n"
    "Noise of many columns has candidates without end: after five minutes, or --budget, what was\n"
    "found is printed, and that it was cut. Ctrl-C does the same.\n"
    "\n"
    "A network. Its responses to random inputs from a box make the graph; pairs of motions of "
    "inputs\n"
    "and outputs with f(g x) = g f(x) are looked for, and near ones where there is none. Each is\n"
    "tried on other inputs: at how many it fails, a bound of their share of all [Clopper and\n"
    "Pearson], and by how much. `equivarify inspect` and `verify` prove. The spec is what\n"
    "`equivarify lift` would write, with weights.\n"
    "\n"
    "Inputs from a file (--inputs) are halved as samples are.\n"
    "\n"
    "Exit codes: 0 done, whatever was found; 1 a spec was asked for, but no symmetry was "
    "accepted;\n"
    "2 the file is at fault, or too large; 130 a budget or Ctrl-C ended it: there may be more.";

void add_data_options(CommandLine& command, SymmetriesOptions& options) {
  command.add_option(
      "--array", options.array, "The samples, in a file of several arrays; inputs without it");
  command.add_option("--labels",
                     options.labels,
                     "What is to be learnt of each sample: a file, or an array of the same file");
  command
      .add_option("--labels-are",
                  options.labels_are,
                  "How labels are read, in place of how they look: classes or numbers")
      .one_of({"classes", "numbers"});
  command
      .add_option(
          "--samples",
          options.samples,
          "The most samples that are read, 20000, or inputs of a network that are searched, 4000")
      .between(80, 10'000'000);
  command
      .add_option("--tested", options.tested, "The most samples, or inputs of a network, of a test")
      .between(40, 5'000)
      .shows_default();
  command.add_option("--rounds", options.rounds, "Random replacements of a test, at least; 999")
      .between(19, 1'000'000);
  command.add_option("--level", options.level, "The chance of rejecting any true symmetry")
      .positive("a number above 0")
      .shows_default();
}

void add_network_options(CommandLine& command, SymmetriesOptions& options) {
  command.add_option("--lowest",
                     options.lowest,
                     "The least that entries of the input may be: a number, or one for each with "
                     "commas; 0 of pictures, -1 of vectors");
  command.add_option("--highest", options.highest, "The largest that they may be; 1");
  command.add_option("--inputs",
                     options.inputs,
                     "Inputs that the network is made for, in place of a box: a file as of data, "
                     "in the order of the network's file");
  command
      .add_option("--tolerance",
                  options.tolerance,
                  "Differences that count as rounding, over the deviation of the outputs; 1e-6")
      .non_negative("a number from 0");
}

void add_common_options(CommandLine& command, SymmetriesOptions& options) {
  command
      .add_option("--near",
                  options.near,
                  "Take those whose effect, or relative difference, is so small; 0 for data, 0.25 "
                  "for a network")
      .non_negative("a number from 0");
  command
      .add_option(
          "--motion",
          options.motions,
          "Test this motion of the inputs too: a name, an object as specs have it, or a JSON file")
      .one_each_time();
  command
      .add_option("--search",
                  options.search,
                  "Look for others than turns, mirrors and shifts: auto, unless for pictures")
      .one_of({"auto", "always", "never"})
      .shows_default();
  command
      .add_option("--budget",
                  options.budget_seconds,
                  "End the search after half of so many seconds and begin no test after all of "
                  "them, and say what is left out; 0: no limit")
      .non_negative("seconds from 0")
      .shows_default();
  command.add_flag("--progress",
                   options.progress,
                   "Say on standard error what is done, also where that is no terminal");
  command.add_option("--seed", options.seed, "Of all random choices").shows_default();
  command
      .add_option("--take", options.take, "Use these of the accepted candidates, by their numbers")
      .one_each_time();
  command.add_option(
      "--output-dir", options.folder, "Write a spec with the group into this folder");
  command.add_option("--name", options.name, "What the spec is called; the file's name without it");
  command.add_flag("--json", options.json, "Print JSON for machines");
}

/// \throws AlgebraError for an option of the other kind of file.
void require_kind(SymmetriesOptions const& options, bool is_network) {
  struct Given {
    char const* option;
    bool is_given;
    bool of_network;
  };

  std::vector<Given> const all{{"--labels", !options.labels.empty(), false},
                               {"--labels-are", options.labels_are.has_value(), false},
                               {"--rounds", options.rounds.has_value(), false},
                               {"--lowest", !options.lowest.empty(), true},
                               {"--highest", !options.highest.empty(), true},
                               {"--inputs", !options.inputs.empty(), true},
                               {"--tolerance", options.tolerance.has_value(), true}};
  for (Given const& each : all) {
    if (each.is_given && each.of_network != is_network) {
      throw algebra::AlgebraError(fmt::format("{} is for {}, and {} is {}",
                                              each.option,
                                              each.of_network ? "a network" : "data",
                                              options.file,
                                              is_network ? "a network" : "none"));
    }
  }
  bool const is_boxed = !options.lowest.empty() || !options.highest.empty();
  if (is_boxed && !options.inputs.empty()) {
    throw algebra::AlgebraError("--inputs takes the place of --lowest and --highest");
  }
  if (is_network && options.array && options.inputs.empty()) {
    throw algebra::AlgebraError("--array is for data, or for --inputs of a network");
  }
  if (options.labels_are && options.labels.empty()) {
    throw algebra::AlgebraError("--labels-are needs --labels");
  }
}

} // namespace

bool is_picture(algebra::ArrayShape const& shape) {
  return shape.rows > 1 && shape.columns > 1;
}

std::vector<algebra::SignedPermutation> proposed_motions(SymmetriesOptions const& options,
                                                         algebra::ArrayShape const& shape) {
  std::vector<algebra::SignedPermutation> motions;
  if (is_picture(shape)) {
    for (auto const& candidate : algebra::symmetries::grid_candidates(shape)) {
      motions.push_back(algebra::without_signs(candidate.gather));
    }
  }
  for (std::string const& text : options.motions) {
    motions.push_back(motion_from(text, shape));
  }
  return motions;
}

bool wants_search(SymmetriesOptions const& options, std::size_t columns, bool is_picture) {
  bool const fits = columns <= algebra::symmetries::most_searched_coordinates;
  if (options.search == "always" && !fits) {
    throw algebra::LimitError(fmt::format("--search always: {} columns, expected at most {}",
                                          columns,
                                          algebra::symmetries::most_searched_coordinates));
  }
  if (options.search == "auto" && !is_picture && !fits) {
    throw algebra::LimitError(
        fmt::format("{} columns are too many to search, expected at most {}; pictures need the "
                    "shape [samples, rows, columns]",
                    columns,
                    algebra::symmetries::most_searched_coordinates));
  }
  return options.search == "always" || (options.search == "auto" && !is_picture);
}

std::vector<std::size_t> taken_candidates(SymmetriesOptions const& options,
                                          std::vector<std::size_t> const& accepted) {
  if (options.take.empty()) {
    return accepted;
  }
  std::vector<std::size_t> taken;
  for (std::string const& word : options.take) {
    auto const number = std::find_if(accepted.begin(), accepted.end(), [&](std::size_t each) {
      return fmt::to_string(each) == word;
    });
    if (number == accepted.end()) {
      throw algebra::AlgebraError(
          fmt::format("--take: found '{}', expected an accepted candidate: {}",
                      word,
                      fmt::join(accepted, ", ")));
    }
    taken.push_back(*number);
  }
  return taken;
}

void add_symmetries_command(CommandLine& app, Action& action) {
  auto options = std::make_shared<SymmetriesOptions>();
  CommandLine command = app.add_subcommand(
      "symmetries",
      "Propose symmetries of data or of a network, with p-values, and a spec with them");
  command
      .add_option(
          "FILE", options->file, "A network, .onnx; or data: .npy, .npz, .csv, .safetensors, IDX")
      .required();
  add_data_options(command, *options);
  add_network_options(command, *options);
  add_common_options(command, *options);
  command.footer(symmetries_examples);
  command.on_choice([options, &action] {
    action = [options](Console& console) {
      bool const is_network = std::filesystem::path{options->file}.extension() == ".onnx";
      require_kind(*options, is_network);
      return is_network ? run_network_symmetries(*options, console)
                        : run_data_symmetries(*options, console);
    };
  });
}

} // namespace equivarify::codegen
