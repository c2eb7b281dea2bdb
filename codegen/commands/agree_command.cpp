#include "equivarify/codegen/commands/agree_command.hpp"

#include "equivarify/codegen/agree/agreement.hpp"
#include "equivarify/codegen/agree/agreement_text.hpp"
#include "equivarify/codegen/agree/make_engine.hpp"
#include "equivarify/codegen/probe/array_format.hpp"
#include "equivarify/codegen/reference/read_weights.hpp"
#include "equivarify/codegen/spec/load.hpp"
#include "equivarify/codegen/spec/plain_block.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <memory>
#include <optional>
#include <ostream>
#include <string>
#include <vector>

namespace equivarify::codegen {
namespace {

using algebra::probe::Tolerance;

struct AgreeArguments {
  std::vector<std::string> engines;
  std::vector<std::string> programs;
  std::string spec;
  std::string weights;
  std::string inputs;
  std::size_t samples = 4;
  std::uint64_t seed = 1;
  EngineSettings settings;
  std::optional<double> absolute;
  std::optional<double> relative;
  std::optional<std::uint64_t> ulps;
  bool exact = false;
  bool json = false;
};

/// What is given; two or more with the programs.
std::vector<EngineFile> all_files(AgreeArguments const& options) {
  std::vector<EngineFile> files;
  for (std::string const& given : options.engines) {
    auto const more = engine_files(given);
    files.insert(files.end(), more.begin(), more.end());
  }
  std::size_t const count = files.size() + options.programs.size();
  if (count < 2) {
    throw EngineError(
        fmt::format("found {}, expected two engines or more", count == 0 ? "none" : "one"));
  }
  return files;
}

/// The spec that says how the group moves inputs and answers.
std::string spec_of(AgreeArguments const& options, std::vector<EngineFile> const& files) {
  std::string spec = options.spec;
  for (EngineFile const& file : files) {
    if (file.kind != EngineKind::reference || file.path == spec) {
      continue;
    }
    if (!spec.empty()) {
      static_cast<void>(load_network(spec));
      static_cast<void>(load_network(file.path)); // what is no spec is not one of two
      throw EngineError(fmt::format(
          "{} and {}: two specs; engines of one spec are compared", spec, file.path.string()));
    }
    spec = file.path.string();
  }
  if (spec.empty()) {
    throw EngineError(
        "no spec says how the group moves inputs and answers: name it as an engine, for "
        "the reference evaluator, or as --spec SPEC");
  }
  return spec;
}

std::vector<Engine> make_engines(AgreeArguments const& options,
                                 std::vector<EngineFile> const& files,
                                 Network const& network) {
  ReferenceWeights<float> const weights = options.weights.empty()
                                              ? random_weights<float>(network, network.seed)
                                              : read_weights(network, options.weights);
  std::vector<Engine> engines;
  for (EngineFile const& file : files) {
    engines.push_back(make_engine(file, network, weights, options.settings));
  }
  for (std::string const& program : options.programs) {
    engines.push_back(program_engine(program, network, options.settings));
  }
  return engines;
}

bool is_float(double number) {
  return std::abs(number) <= double{std::numeric_limits<float>::max()};
}

std::vector<std::vector<float>> make_inputs(AgreeArguments const& options, Network const& network) {
  std::vector<std::vector<float>> inputs;
  if (options.inputs.empty()) {
    for (std::size_t n = 0; n < options.samples; ++n) {
      inputs.push_back(random_input<float>(network, options.seed + n));
    }
    return inputs;
  }
  for (auto const& array : read_arrays(options.inputs)) {
    // Engines may agree on what is none: a relu of NaN is often 0.
    auto const wrong = std::find_if_not(array.begin(), array.end(), is_float);
    if (wrong != array.end()) {
      throw EngineError(fmt::format("{}, input {}: {}, expected finite numbers that floats can be",
                                    options.inputs,
                                    inputs.size() + 1,
                                    *wrong));
    }
    inputs.emplace_back(array.begin(), array.end());
    if (array.size() != network.input.size()) {
      throw EngineError(fmt::format("{}, input {}: {} numbers, but {} takes {}",
                                    options.inputs,
                                    inputs.size(),
                                    array.size(),
                                    network.name,
                                    network.input.size()));
    }
  }
  return inputs;
}

std::optional<Tolerance> tolerance_of(AgreeArguments const& options) {
  if (!options.absolute && !options.relative && !options.ulps) {
    return std::nullopt;
  }
  return Tolerance{.absolute = options.absolute.value_or(0),
                   .relative = options.relative.value_or(0),
                   .ulps = options.ulps.value_or(0)};
}

ExitCode run_agree(AgreeArguments const& options, Console& console) {
  std::vector<EngineFile> const files = all_files(options);
  Network const network = load_network(spec_of(options, files));
  require_lifted(network, "the reference evaluator cannot take part");
  auto const inputs = make_inputs(options, network);
  std::vector<Engine> const engines = make_engines(options, files, network);
  Agreement const agreement = agree(network, engines, inputs, tolerance_of(options));
  AgreementContext const context{.network = network,
                                 .engines = engines,
                                 .settings = options.settings,
                                 .inputs = options.inputs.empty()
                                               ? fmt::format("random, seed {}", options.seed)
                                               : options.inputs};
  console.out << (options.json ? to_json(context, agreement) : to_text(context, agreement));
  bool const holds = agreement.all_agree() && (!options.exact || agreement.all_exact());
  return holds ? ExitCode::done : ExitCode::refuted;
}

constexpr char const* agree_examples =
    "Engines are known by what they are given:\n"
    "  SPEC.json        the reference evaluator, slow and by the definitions, in double precision\n"
    "  NAME.hpp         generated C++, compiled here with $CXX or c++\n"
    "  NAME_network.c   generated C99, compiled here with $CC or cc\n"
    "  NAME_network.wasm  the same as WebAssembly, in Node\n"
    "  NAME.onnx        ONNX Runtime, the npm package onnxruntime-node\n"
    "  NAME_network.py  a generated module in PyTorch, in $PYTHON or Debian's python3\n"
    "  FOLDER           all of these that are in it\n"
    "\n"
    "Examples:\n"
    "  equivarify agree specs/tiny_c4.json build/tiny_c4\n"
    "  equivarify agree specs/tiny_c4.json build/tiny_c4/tiny_c4.hpp --weights "
    "weights.safetensors\n"
    "  equivarify agree --spec specs/tiny_c4.json c/tiny_c4_network.c onnx/tiny_c4.onnx --ulps 64\n"
    "  equivarify agree specs/tiny_c4.json onnx/tiny_c4.onnx --onnxruntime DIR --threads 3 "
    "--exact\n"
    "                                   DIR: npm install --prefix DIR onnxruntime-node\n"
    "  equivarify agree specs/tiny_c4.json --program ./net\n"
    "                                   any program, which reads and writes as for `probe`\n"
    "\n"
    "Exit codes: 0 all agree; 1 two engines differ by more than the tolerance, or with --exact "
    "one\n"
    "breaks the symmetry by a bit; 2 an engine is missing or does not answer.";

void add_engine_options(CommandLine& command, AgreeArguments& options) {
  command.add_option("ENGINE", options.engines, "What is compared: files or folders");
  command.add_option("--program", options.programs, "A command line, as one more engine");
  command.add_option("--spec", options.spec, "The spec, where it is no engine itself");
  command.add_option(
      "--weights",
      options.weights,
      "The weights of the reference and of C++; random ones of the spec's seed without "
      "it, as `generate` has them");
  command.add_option("--batch", options.settings.batch, "Inputs that an engine gets at once")
      .between(1, 65'536)
      .shows_default();
  command.add_option("--threads", options.settings.threads, "Threads of an engine")
      .between(1, 1024)
      .shows_default();
  command
      .add_option(
          "--level",
          options.settings.level,
          "How far ONNX Runtime changes the graph: disabled, basic, extended, layout or all")
      .one_of({"disabled", "basic", "extended", "layout", "all"})
      .shows_default();
  command.add_option(
      "--onnxruntime", options.settings.packages, "The folder with npm's onnxruntime-node");
  command.add_option("--timeout", options.settings.timeout, "Seconds that an engine may take")
      .positive("a number of seconds above 0")
      .shows_default();
}

void add_input_options(CommandLine& command, AgreeArguments& options) {
  command.add_option("--samples", options.samples, "Random inputs")
      .between(1, 65'536)
      .shows_default();
  command.add_option("--inputs", options.inputs, "A text file with one input a line")
      .excludes("--samples");
  command.add_option("--seed", options.seed, "Of the random inputs").shows_default();
}

void add_tolerance_options(CommandLine& command, AgreeArguments& options) {
  command
      .add_option("--tolerance",
                  options.absolute,
                  "Numbers may differ by this; without any tolerance by 10^-4 of the largest")
      .non_negative("a number from 0");
  command.add_option("--relative", options.relative, "Or by this times the larger of the two")
      .non_negative("a number from 0");
  command.add_option("--ulps", options.ulps, "Or by so many floats");
  command.add_flag("--exact", options.exact, "f(g x) and g f(x) must have the same bits in each");
  command.add_flag("--json", options.json, "Print JSON for machines");
}

} // namespace

void add_agree_command(CommandLine& app, Action& action) {
  auto options = std::make_shared<AgreeArguments>();
  CommandLine command = app.add_subcommand(
      "agree", "Engines next to one another: how far apart, and whether each keeps the symmetry");
  add_engine_options(command, *options);
  add_input_options(command, *options);
  add_tolerance_options(command, *options);
  command.footer(agree_examples);
  command.on_choice([options, &action] {
    action = [options](Console& console) { return run_agree(*options, console); };
  });
}

} // namespace equivarify::codegen
