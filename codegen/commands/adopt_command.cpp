#include "equivarify/codegen/commands/adopt_command.hpp"

#include "equivarify/codegen/json/document.hpp"
#include "equivarify/codegen/lift/name_map.hpp"
#include "equivarify/codegen/process/file.hpp"
#include "equivarify/codegen/reference/write_weights.hpp"
#include "equivarify/codegen/spec/load.hpp"

#include <fmt/format.h>
#include <fmt/ostream.h>
#include <fmt/ranges.h>

#include <memory>
#include <ostream>
#include <string>

namespace equivarify::codegen {
namespace {

/// A file may hold this many bytes: half of it may be for training.
constexpr std::uintmax_t largest_file = std::uintmax_t{1} << 32U;

struct AdoptOptions {
  std::string spec;
  std::string weights;
  std::string map;
  std::string write_map;
  std::string output;
};

NameMap read_map(std::string const& path) {
  return load_document(path, "a JSON file with a map of names").read(read_name_map);
}

std::string map_text(NameMap const& names) {
  nlohmann::ordered_json map = nlohmann::ordered_json::object();
  for (auto const& [name, other] : names) {
    map[name] = other;
  }
  return map.dump(2, ' ', false, nlohmann::ordered_json::error_handler_t::replace) + "\n";
}

ExitCode run_adopt(AdoptOptions const& options, Console& console) {
  Network const network = load_network(options.spec);
  TensorFile const file{options.weights, largest_file, StoredNumbers::floating};
  ReferenceWeights<float> const zeros = zero_weights<float>(network);
  NameMap const names = options.map.empty() ? guess_names(zeros, file) : read_map(options.map);
  ReferenceWeights<float> const weights = adopt(zeros, file, names);
  if (std::string const untied = untied_weight(network, weights); !untied.empty()) {
    file.fail(untied);
  }
  for (auto const& parameter : weights) {
    for (auto const& [name, other] : names) {
      if (name == parameter.name) {
        fmt::print(
            console.out, "{:<32} [{}] <- {}\n", name, fmt::join(parameter.shape, ", "), other);
      }
    }
  }
  if (auto const left = unused(file, names); !left.empty()) {
    fmt::print(console.out, "left out: {}\n", fmt::join(left, ", "));
  }
  if (!options.write_map.empty()) {
    write_file(options.write_map, map_text(names));
    fmt::print(console.out, "wrote {}\n", options.write_map);
  }
  write_file(options.output, encode_weights(network, weights));
  fmt::print(console.out, "wrote {}\n", options.output);
  return ExitCode::done;
}

constexpr char const* adopt_examples =
    "Examples:\n"
    "  equivarify adopt specs/tiny_c4.json state_dict.safetensors --output weights.safetensors\n"
    "  equivarify adopt specs/tiny_c4.json state_dict.safetensors --write-map map.json --output "
    "w.safetensors\n"
    "  equivarify adopt specs/tiny_c4.json state_dict.safetensors --map map.json --output "
    "w.safetensors\n"
    "                                       the map, edited\n"
    "\n"
    "Without --map names are guessed, by names, kinds, shapes and order, and shown.";

} // namespace

void add_adopt_command(CommandLine& app, Action& action) {
  auto options = std::make_shared<AdoptOptions>();
  CommandLine command =
      app.add_subcommand("adopt", "Make a weight file of weights that another program saved");
  command.add_option("SPEC", options->spec, "The spec, a JSON file").required();
  command.add_option("WEIGHTS", options->weights, "Its weights, a safetensors file").required();
  command.add_option("--output", options->output, "The weight file to write").required();
  command.add_option(
      "--map", options->map, "A JSON file: for each of our tensors the name in WEIGHTS");
  command.add_option("--write-map", options->write_map, "Write the map of names to this file");
  command.footer(adopt_examples);
  command.on_choice([options, &action] {
    action = [options](Console& console) { return run_adopt(*options, console); };
  });
}

} // namespace equivarify::codegen
