#include "equivarify/codegen/commands/generate_command.hpp"

#include "equivarify/codegen/commands/generate_targets.hpp"
#include "equivarify/codegen/generate/generate.hpp"
#include "equivarify/codegen/generate/generate_error.hpp"
#include "equivarify/codegen/generate/passes.hpp"
#include "equivarify/codegen/json/document.hpp"
#include "equivarify/codegen/reference/read_weights.hpp"
#include "equivarify/codegen/spec/load.hpp"
#include "equivarify/codegen/translation/passes_certificate.hpp"

#include <memory>
#include <string>
#include <vector>

namespace equivarify::codegen {
namespace {

SingleHeader single_header(Network const& network, GenerateArguments const& options) {
  SingleHeader single{.threads = !options.no_threads,
                      .files = !options.no_files,
                      .exceptions = !options.no_exceptions,
                      .weights = {},
                      .extern_c = options.extern_c};
  if (!options.embedded.empty()) {
    single.weights = read_weights(network, options.embedded);
  }
  return single;
}

void require_one_header(GenerateArguments const& options) {
  bool const is_header = options.target == "cpp" && options.inference_only;
  if (!is_header && (options.no_threads || options.no_files || options.no_exceptions ||
                     options.extern_c || !options.embedded.empty())) {
    throw GenerateError("--no-threads, --no-files, --no-exceptions, --extern-c and --embed-weights "
                        "are for the one header of --inference-only");
  }
}

ExitCode run_generate(GenerateArguments const& options, Console& console) {
  require_one_header(options);
  if (options.target != "cpp") {
    return run_generate_target(options, console);
  }
  if (!options.weights.empty()) {
    throw GenerateError("--weights is for --target onnx, pytorch, c and page: generated C++ reads "
                        "its weights itself, or "
                        "has them built in with --inference-only --embed-weights FILE");
  }
  Network const network = load_network(options.spec);
  if (!claim_holds(network, console)) {
    return ExitCode::refuted;
  }
  GenerateOptions const wanted{.purpose =
                                   options.inference_only ? Purpose::inference : Purpose::training,
                               .lower = {.without = options.without},
                               .single = single_header(network, options),
                               .compare = !options.no_compare};
  Generation generation = generate(network, wanted);
  generation.files.push_back({"passes.certificate.json",
                              passes_certificate(lower(network, wanted.lower), wanted.purpose)});
  write_generation(generation, options.output);
  print(generation, options, console);
  print_free(network, console);
  return ExitCode::done;
}

constexpr char const* generate_examples =
    "Examples:\n"
    "  equivarify generate specs/mnist_c4.json --output build/mnist_c4/generated\n"
    "  equivarify generate specs/mnist_c4.json --output include --inference-only\n"
    "                                       one header that needs the standard library alone\n"
    "  equivarify generate specs/mnist_c4.json --output plain --without winograd fourier\n"
    "  equivarify generate specs/mnist_c4.json --target onnx --weights weights.safetensors "
    "--output "
    "onnx\n"
    "                                       an ONNX file for other engines, test vectors, and a "
    "program that checks them\n"
    "  equivarify generate specs/tiny_c4.json --target c --weights weights.safetensors --output c\n"
    "                                       C99 with a program that checks it\n"
    "  equivarify generate specs/tiny_c4.json --target pytorch --weights weights.safetensors "
    "--output "
    "torch\n"
    "                                       a module of PyTorch, its weights, a program that "
    "checks it\n"
    "  equivarify generate specs/tiny_c4.json --target page --weights weights.safetensors --output "
    "page\n"
    "                                       an HTML file: draw, turn, see the rows move\n"
    "\n"
    "The code is compiled (with $CXX, or c++) and compared with a slow reference evaluator before "
    "anything\n"
    "is written; an ONNX file is read back for that. The same spec gives the same bytes.";

} // namespace

void add_generate_command(CommandLine& app, Action& action) {
  auto options = std::make_shared<GenerateArguments>();
  CommandLine command = app.add_subcommand("generate", "Write the C++ of the network");
  command.add_option("SPEC", options->spec, "The spec, a JSON file").required();
  command
      .add_option("--output", options->output, "The folder for the files, made where it is missing")
      .required();
  command
      .add_option("--target",
                  options->target,
                  "cpp (default): C++; c: C99; onnx: an ONNX file; pytorch: a module of PyTorch; "
                  "page: an HTML file to play with; "
                  "vnnlib: the theorem as a question about the ONNX file, for verifiers")
      .one_of({"cpp", "c", "onnx", "pytorch", "page", "vnnlib"});
  command.add_option(
      "--weights",
      options->weights,
      "A safetensors file whose weights go into the ONNX file, the module, the C or the page; "
      "random ones of the "
      "spec's seed without it. The ONNX file takes integers too, as quantise writes them");
  command.add_flag("--inference-only", options->inference_only, "One header, to evaluate only");
  command.add_option("--embed-weights",
                     options->embedded,
                     "With --inference-only: a safetensors file whose weights go into the header");
  command.add_flag("--no-threads",
                   options->no_threads,
                   "With --inference-only: a header for systems without threads");
  command.add_flag(
      "--no-files", options->no_files, "With --inference-only: a header that reads no files");
  command.add_flag("--no-exceptions",
                   options->no_exceptions,
                   "With --inference-only: errors end the program instead of being thrown");
  command.add_flag("--extern-c",
                   options->extern_c,
                   "With --inference-only: functions for C and languages that call it, next to the "
                   "header");
  command.add_flag(
      "--no-compare", options->no_compare, "Write the code without compiling and comparing it");
  command.add_option("--without", options->without, "Passes to leave out; `plan` explains them")
      .one_of(pass_names());
  command.footer(generate_examples);
  command.on_choice([options, &action] {
    action = [options](Console& console) {
      return with_lines_of(options->spec, [&] { return run_generate(*options, console); });
    };
  });
}

} // namespace equivarify::codegen
