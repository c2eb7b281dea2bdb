#include "equivarify/codegen/commands/probe_command.hpp"

#include "equivarify/algebra/probe/probe.hpp"
#include "equivarify/codegen/probe/array_format.hpp"
#include "equivarify/codegen/probe/probe_form.hpp"
#include "equivarify/codegen/probe/probe_json.hpp"
#include "equivarify/codegen/probe/program_box.hpp"
#include "equivarify/codegen/process/file.hpp"

#include <fmt/format.h>

#include <cmath>
#include <limits>
#include <map>
#include <memory>
#include <optional>
#include <ostream>
#include <string>
#include <vector>

namespace equivarify::codegen {
namespace {

using algebra::probe::BlackBox;
using algebra::probe::NamedInput;
using algebra::probe::ProbeOptions;
using algebra::probe::ProbeReport;

struct ProbeArguments {
  std::string form;
  std::string program;
  std::string library;
  std::string function = "equivarify_evaluate";
  std::string format = "binary";
  double timeout = 60;
  std::optional<double> absolute;
  std::optional<double> relative;
  std::optional<std::uint64_t> ulps;
  std::uint64_t seed = 1;
  std::size_t inputs = 16;
  std::string input;
  std::string write_input;
  std::string elements = "auto";
  bool json = false;
};

std::string quoted(std::string const& word) {
  std::string result = "'";
  for (char const c : word) {
    result += c == '\'' ? std::string{R"('\'')"} : std::string{c};
  }
  return result + "'";
}

BlackBox make_box(ProbeArguments const& options, std::size_t output_size) {
  if (!options.library.empty()) {
    return make_black_box(LibraryBox{.file = options.library,
                                     .function = options.function,
                                     .output_size = output_size,
                                     .timeout = options.timeout});
  }
  return make_black_box(
      ProgramBox{.command = options.program,
                 .output_size = output_size,
                 .format = options.format == "text" ? ArrayFormat::text : ArrayFormat::binary,
                 .timeout = options.timeout});
}

/// What the command line says of the tolerance replaces what the form says.
void apply_tolerance(ProbeArguments const& options, algebra::probe::Tolerance& tolerance) {
  if (options.absolute || options.relative || options.ulps) {
    tolerance.absolute = options.absolute.value_or(0);
    tolerance.relative = options.relative.value_or(0);
    tolerance.ulps = options.ulps.value_or(0);
  }
}

std::vector<NamedInput> read_inputs(std::string const& file) {
  std::vector<NamedInput> inputs;
  for (auto& array : read_arrays(file)) {
    inputs.push_back({fmt::format("{}, array {}", file, inputs.size() + 1), std::move(array)});
  }
  return inputs;
}

/// Of larger groups the generators are tried.
std::size_t most_elements(ProbeArguments const& options) {
  if (options.elements == "auto") {
    return ProbeOptions{}.max_elements;
  }
  return options.elements == "all" ? std::numeric_limits<std::size_t>::max() : 0;
}

ProbeOptions probe_options(ProbeArguments const& options, ProbeForm const& form) {
  return {.inputs = {.seed = options.seed, .random = options.inputs, .domain = form.domain},
          .given = options.input.empty() ? std::vector<NamedInput>{} : read_inputs(options.input),
          .tolerance = form.tolerance,
          .max_elements = most_elements(options)};
}

/// The command that finds the same counterexample again.
std::string replay(ProbeArguments const& options) {
  std::string command = fmt::format("equivarify probe {}", quoted(options.form));
  command += options.library.empty() ? fmt::format(" --program {}{}",
                                                   quoted(options.program),
                                                   options.format == "text" ? " --format text" : "")
                                     : fmt::format(" --library {} --function {}",
                                                   quoted(options.library),
                                                   quoted(options.function));
  auto const add = [&command](char const* name, auto const& value) {
    command += value ? fmt::format(" --{} {}", name, *value) : "";
  };
  add("tolerance", options.absolute);
  add("relative", options.relative);
  add("ulps", options.ulps);
  if (options.elements != "auto") {
    command += " --elements " + options.elements;
  }
  std::string const file = options.write_input.empty() ? options.input : options.write_input;
  return file.empty()
             ? command + fmt::format(" --seed {} --inputs {}", options.seed, options.inputs)
             : command + " --input " + quoted(file);
}

void print(ProbeReport const& report,
           ProbeForm const& form,
           ProbeArguments const& options,
           Console& console) {
  if (options.json) {
    console.out << to_json(report, form, replay(options));
    return;
  }
  char const* indent = "";
  for (std::string const& line : to_lines(report, form.input, form.output, form.tolerance)) {
    console.out << indent << line << '\n';
    indent = "  ";
  }
  if (!report.equivariant()) {
    console.out << "  replay: " << replay(options) << '\n';
  }
}

ExitCode run_probe(ProbeArguments const& options, Console& console) {
  ProbeForm form = load_probe_form(options.form);
  apply_tolerance(options, form.tolerance);
  ProbeReport const report = algebra::probe::probe(
      make_box(options, form.output.size()), form.input, form.output, probe_options(options, form));
  if (report.failure && !options.write_input.empty()) {
    write_file(options.write_input, encode({report.failure->x}, ArrayFormat::text));
  }
  print(report, form, options, console);
  return report.equivariant() ? ExitCode::done : ExitCode::refuted;
}

constexpr char const* probe_examples =
    "Examples:\n"
    "  equivarify probe turns.json --program 'python3 net.py' --tolerance 1e-5\n"
    "  equivarify probe turns.json --library ./libnet.so --function net\n"
    "  equivarify probe specs/tiny_c4.json --library ./libtiny_c4.so\n"
    "                                       code generated from a spec, to the bit\n"
    "  equivarify probe turns.json --program ./net --write-input failing.txt\n"
    "  equivarify probe turns.json --program ./net --input failing.txt\n"
    "\n"
    "turns.json says what is tested: here that quarter turns of the picture shift the four rows\n"
    "of ten numbers, (g s)(h) = s(g^-1 h).\n"
    "  {\"group\": \"C4\",\n"
    "   \"input\":  {\"shape\": [1, 28, 28], \"action\": {\"r\": \"quarter_turn\"}, \"range\": [0, "
    "1]},\n"
    "   \"output\": {\"shape\": [10], \"copies\": \"regular\"}}\n"
    "An output that does not move: {\"shape\": [10], \"action\": \"trivial\"}.\n"
    "\n"
    "A program reads arrays from standard input until it ends, floats of 32 bits with the least\n"
    "significant byte first, and writes one array for each; with --format text a line is an "
    "array.\n"
    "A library has a C function\n"
    "  int equivarify_evaluate(float const* input, size_t input_size,\n"
    "                          float* output, size_t output_size);   // returns 0\n"
    "\n"
    "Exit codes: 0 it held on all that was tried; 1 it is refuted, with a smallest input and the\n"
    "convention that is followed instead; 2 the form, the program or the library is at fault.";

void add_black_box_options(CommandLine& command, ProbeArguments& options) {
  CommandLine boxes = command.add_choice("Black box");
  boxes.add_option("--program", options.program, "A command line, run by the shell");
  boxes.add_option("--library", options.library, "A shared library");
  command.add_option("--function", options.function, "The function in the library").shows_default();
  command
      .add_option(
          "--format", options.format, "What the program reads and writes: binary or text [binary]")
      .one_of({"binary", "text"});
  command.add_option("--timeout", options.timeout, "Seconds that one start may take")
      .positive("a number of seconds above 0")
      .shows_default();
}

void add_comparison_options(CommandLine& command, ProbeArguments& options) {
  command.add_option("--tolerance", options.absolute, "Numbers may differ by this; else not a bit")
      .non_negative("a number from 0");
  command.add_option("--relative", options.relative, "Or by this times the larger of the two")
      .non_negative("a number from 0");
  command.add_option("--ulps", options.ulps, "Or by so many floats");
}

void add_input_options(CommandLine& command, ProbeArguments& options) {
  command.add_option("--seed", options.seed, "Of the random inputs").shows_default();
  command.add_option("--inputs", options.inputs, "Random inputs, beside the structured ones")
      .between(0, 1'000'000)
      .shows_default();
  command.add_option("--input", options.input, "Try the inputs in this file alone, one a line");
  command.add_option("--write-input", options.write_input, "Write the smallest failing input here");
  command
      .add_option("--elements",
                  options.elements,
                  "all; generators, which imply the others if they hold for every input; or auto: "
                  "generators of groups of more than 1000")
      .one_of({"auto", "all", "generators"})
      .shows_default();
  command.add_flag("--json", options.json, "Print JSON for machines");
}

} // namespace

void add_probe_command(CommandLine& app, Action& action) {
  auto options = std::make_shared<ProbeArguments>();
  CommandLine command =
      app.add_subcommand("probe", "Test somebody else's network for equivariance");
  command.add_option("FORM", options->form, "What is tested: a JSON file, or a spec").required();
  add_black_box_options(command, *options);
  add_comparison_options(command, *options);
  add_input_options(command, *options);
  command.footer(probe_examples);
  command.on_choice([options, &action] {
    action = [options](Console& console) { return run_probe(*options, console); };
  });
}

} // namespace equivarify::codegen
