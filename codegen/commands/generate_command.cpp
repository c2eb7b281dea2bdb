#include "equivarify/codegen/commands/generate_command.hpp"

#include "equivarify/codegen/c/generate_c.hpp"
#include "equivarify/codegen/generate/generate.hpp"
#include "equivarify/codegen/generate/generate_error.hpp"
#include "equivarify/codegen/generate/passes.hpp"
#include "equivarify/codegen/json/document.hpp"
#include "equivarify/codegen/onnx/generate_onnx.hpp"
#include "equivarify/codegen/onnx/onnx_heads.hpp"
#include "equivarify/codegen/onnx/onnx_input.hpp"
#include "equivarify/codegen/page/generate_page.hpp"
#include "equivarify/codegen/reference/read_weights.hpp"
#include "equivarify/codegen/spec/load.hpp"
#include "equivarify/codegen/symmetry/claim.hpp"

#include <fmt/format.h>
#include <fmt/ostream.h>
#include <fmt/ranges.h>

#include <memory>
#include <ostream>
#include <string>
#include <vector>

namespace equivarify::codegen {
namespace {

struct GenerateArguments {
  std::string spec;
  std::string output;
  std::string target = "cpp";
  std::string weights;
  bool inference_only = false;
  bool no_compare = false;
  bool no_threads = false;
  bool no_files = false;
  bool no_exceptions = false;
  std::string embedded;
  std::vector<std::string> without;
};

void print_files(Generation const& generation, GenerateArguments const& options, Console& console) {
  for (SourceFile const& file : generation.files) {
    fmt::print(console.out, "wrote {}/{}\n", options.output, file.name);
  }
}

void print(Generation const& generation, GenerateArguments const& options, Console& console) {
  print_files(generation, options, console);
  fmt::print(console.out,
             "{} multiply-adds by the definition, {} multiplications as generated\n",
             generation.multiply_adds,
             generation.multiplications);
  if (!generation.comparison) {
    console.out << "not compared with the reference evaluator (--no-compare)\n";
    return;
  }
  Comparison const& comparison = *generation.comparison;
  fmt::print(console.out,
             "compared with the reference evaluator on {} random inputs: largest difference "
             "{:.3g}, {} ULP of the largest "
             "logit ({:.3g})\n",
             comparison.vectors,
             comparison.largest_difference,
             comparison.largest_ulp,
             comparison.largest_logit);
  std::string const deviation =
      comparison.exact
          ? fmt::format("{} differing bits", comparison.differing_bits)
          : fmt::format("at most {} ULP apart (arithmetic: fast)", comparison.deviation_ulp);
  fmt::print(console.out, "F(g x) and g F(x) on the same inputs, every g: {}\n", deviation);
}

/// Whether the network is what its spec says it is already; prints why not.
bool claim_holds(Network const& network, Console& console) {
  if (!network.construction || network.construction->kind != ConstructionKind::coinduction) {
    return true;
  }
  ClaimCheck const check = check_claim(network, network.seed);
  if (!check.holds()) {
    console.out << to_text(check);
  }
  return check.holds();
}

ReferenceWeights<float> weights_for(Network const& network, GenerateArguments const& options) {
  return options.weights.empty() ? random_weights<float>(network, network.seed)
                                 : read_weights(network, options.weights);
}

/// Which weights weights_for() takes.
std::string weights_text(Network const& network, GenerateArguments const& options) {
  return options.weights.empty() ? fmt::format("random, seed {}", network.seed)
                                 : "of " + options.weights;
}

/// What comes out of an ONNX file, such as `logits [batch, 40]`.
std::string outputs_text(Network const& network) {
  if (network.outputs.empty()) {
    return fmt::format("logits [batch, {}]", network.group.order() * network.labels.classes.size());
  }
  std::vector<std::string> parts;
  for (Output const& output : network.outputs) {
    parts.push_back(
        fmt::format("{} [batch, {}]", onnx_output_name(output.name), output.head.size()));
  }
  return fmt::to_string(fmt::join(parts, ", "));
}

ExitCode run_generate_onnx(GenerateArguments const& options, Console& console) {
  if (options.inference_only || options.no_compare || !options.without.empty()) {
    throw GenerateError("--inference-only, --no-compare and --without are for --target cpp: an "
                        "ONNX file is for inference, and other engines choose their algorithms");
  }
  Network const network = load_network(options.spec);
  Generation const generation = generate_onnx(network, weights_for(network, options));
  write_generation(generation, options.output);
  print_files(generation, options, console);
  fmt::print(console.out,
             "{} multiply-adds; {} in, {} out; weights {}\n",
             generation.multiply_adds,
             onnx_inputs_text(network),
             outputs_text(network),
             weights_text(network, options));
  return ExitCode::done;
}

SingleHeader single_header(Network const& network, GenerateArguments const& options) {
  SingleHeader single{.threads = !options.no_threads,
                      .files = !options.no_files,
                      .exceptions = !options.no_exceptions};
  if (!options.embedded.empty()) {
    single.weights = read_weights(network, options.embedded);
  }
  return single;
}

ExitCode run_generate_c(GenerateArguments const& options, Console& console) {
  if (options.inference_only || !options.without.empty()) {
    throw GenerateError(
        "--inference-only and --without are for --target cpp: the C is for inference "
        "and computes each layer by its definition");
  }
  Network const network = load_network(options.spec);
  Generation const generation = generate_c(network, weights_for(network, options));
  std::string const checked = options.no_compare ? "not compared with the reference evaluator "
                                                   "(--no-compare)\n"
                                                 : run_c_check(network, generation);
  write_generation(generation, options.output);
  print_files(generation, options, console);
  fmt::print(console.out,
             "{} multiply-adds; weights {}\n{}",
             generation.multiply_adds,
             weights_text(network, options),
             checked);
  return ExitCode::done;
}

ExitCode run_generate_page(GenerateArguments const& options, Console& console) {
  if (options.inference_only) {
    throw GenerateError("--inference-only is for --target cpp: a page evaluates only");
  }
  Network const network = load_network(options.spec);
  if (!claim_holds(network, console)) {
    return ExitCode::refuted;
  }
  PageOptions page_options{.lower = {.without = options.without}, .compare = !options.no_compare};
  if (!options.weights.empty()) {
    page_options.weights = read_weights(network, options.weights);
  }
  Page const page = generate_page(network, page_options);
  write_generation(page.generation, options.output);
  print(page.generation, options, console);
  fmt::print(console.out,
             "{} bytes: {} of WebAssembly, {} of weights ({})\n",
             page.generation.files.front().text.size(),
             page.code_bytes,
             page.weight_bytes,
             weights_text(network, options));
  return ExitCode::done;
}

void require_one_header(GenerateArguments const& options) {
  bool const is_header = options.target == "cpp" && options.inference_only;
  if (!is_header && (options.no_threads || options.no_files || options.no_exceptions ||
                     !options.embedded.empty())) {
    throw GenerateError("--no-threads, --no-files, --no-exceptions and --embed-weights are for the "
                        "one header of --inference-only");
  }
}

ExitCode run_generate(GenerateArguments const& options, Console& console) {
  require_one_header(options);
  if (options.target == "c") {
    return run_generate_c(options, console);
  }
  if (options.target == "page") {
    return run_generate_page(options, console);
  }
  if (options.target == "onnx") {
    return run_generate_onnx(options, console);
  }
  if (!options.weights.empty()) {
    throw GenerateError(
        "--weights is for --target onnx, c and page: generated C++ reads its weights itself, or "
        "has them built in with --inference-only --embed-weights FILE");
  }
  Network const network = load_network(options.spec);
  if (!claim_holds(network, console)) {
    return ExitCode::refuted;
  }
  Generation const generation =
      generate(network,
               {.purpose = options.inference_only ? Purpose::inference : Purpose::training,
                .lower = {.without = options.without},
                .single = single_header(network, options),
                .compare = !options.no_compare});
  write_generation(generation, options.output);
  print(generation, options, console);
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
    "                                       an ONNX file for other engines\n"
    "  equivarify generate specs/tiny_c4.json --target c --weights weights.safetensors --output c\n"
    "                                       C99 with a program that checks it\n"
    "  equivarify generate specs/tiny_c4.json --target page --weights weights.safetensors --output "
    "page\n"
    "                                       an HTML file: draw, turn, see the rows move\n"
    "\n"
    "The code is compiled (with $CXX, or c++) and compared with a slow reference evaluator before "
    "anything\n"
    "is written. The same spec gives the same bytes.";

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
                  "cpp (default): C++; c: C99; onnx: an ONNX file; page: an HTML file to play with")
      .one_of({"cpp", "c", "onnx", "page"});
  command.add_option("--weights",
                     options->weights,
                     "A safetensors file whose weights go into the ONNX file, the C or the page; "
                     "random ones of the "
                     "spec's seed without it");
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
