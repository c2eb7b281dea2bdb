#include "equivarify/codegen/commands/generate_targets.hpp"

#include "equivarify/codegen/c/generate_c.hpp"
#include "equivarify/codegen/generate/generate_error.hpp"
#include "equivarify/codegen/integers/integer_verification.hpp"
#include "equivarify/codegen/onnx/generate_onnx.hpp"
#include "equivarify/codegen/onnx/onnx_heads.hpp"
#include "equivarify/codegen/onnx/onnx_input.hpp"
#include "equivarify/codegen/onnx/vnnlib_query.hpp"
#include "equivarify/codegen/page/generate_page.hpp"
#include "equivarify/codegen/pytorch/generate_pytorch.hpp"
#include "equivarify/codegen/reference/read_integers.hpp"
#include "equivarify/codegen/reference/read_weights.hpp"
#include "equivarify/codegen/refute/map_trial.hpp"
#include "equivarify/codegen/spec/cost.hpp"
#include "equivarify/codegen/spec/load.hpp"
#include "equivarify/codegen/symmetry/ties.hpp"

#include <fmt/format.h>
#include <fmt/ostream.h>
#include <fmt/ranges.h>

#include <ostream>

namespace equivarify::codegen {
namespace {

constexpr char const* cpp_takes_all = " (--target cpp takes all)";

constexpr char const* not_compared = "not compared with the reference evaluator (--no-compare)\n";

void print_files(Generation const& generation, GenerateArguments const& options, Console& console) {
  for (SourceFile const& file : generation.files) {
    fmt::print(console.out, "wrote {}/{}\n", options.output, file.name);
  }
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
  if (options.inference_only || !options.without.empty()) {
    throw GenerateError("--inference-only and --without are for --target cpp: an ONNX file is for "
                        "inference, and other engines choose their algorithms");
  }
  Network const network = load_network(options.spec);
  if (!claim_holds(network, console)) {
    return ExitCode::refuted;
  }
  require_listable(network, "an ONNX file", most_listed_numbers, cpp_takes_all);
  bool const in_integers = !options.weights.empty() && holds_integers(options.weights);
  if (in_integers) {
    require_sound_integers(network, options.weights);
  }
  OnnxExport const written =
      in_integers ? generate_integer_onnx(network, read_integers(network, options.weights))
                  : generate_onnx(network, weights_for(network, options));
  std::string const checked = options.no_compare ? not_compared : check_onnx(network, written);
  write_generation(written.generation, options.output);
  print_files(written.generation, options, console);
  fmt::print(console.out,
             "{} multiply-adds; {} in, {} out; weights {}\n{}",
             written.generation.multiply_adds,
             onnx_inputs_text(network),
             outputs_text(network),
             weights_text(network, options) + (in_integers ? ", integers" : ""),
             checked);
  print_free(network, console);
  return ExitCode::done;
}

/// A query for each generator. The file that they are about is compared as `--target onnx` does.
ExitCode run_generate_vnnlib(GenerateArguments const& options, Console& console) {
  if (options.inference_only || !options.without.empty() || !options.weights.empty()) {
    throw GenerateError("--inference-only, --without and --weights are for other targets: a query "
                        "is about the ONNX file, whatever its weights");
  }
  Network const network = load_network(options.spec);
  if (!claim_holds(network, console)) {
    return ExitCode::refuted;
  }
  Generation const generation = generate_vnnlib(network);
  std::string const checked =
      options.no_compare
          ? not_compared
          : check_onnx(network, generate_onnx(network, weights_for(network, options)));
  write_generation(generation, options.output);
  print_files(generation, options, console);
  console.out << checked;
  return ExitCode::done;
}

/// A target for inference that checks itself by a program.
struct SelfChecked {
  char const* what;       ///< it is, for messages
  char const* definition; ///< why it has no options for speed, for messages
  Generation (*generate)(Network const& network, ReferenceWeights<float> const& weights);
  std::string (*check)(Network const& network, Generation const& generation);
  bool counts_work; ///< whether it says how many multiply-adds it takes
};

constexpr SelfChecked c_target{"C",
                               "the C is for inference and computes each layer by its definition",
                               generate_c,
                               run_c_check,
                               true};

constexpr SelfChecked pytorch_target{"a module",
                                     "a module computes each layer by its definition",
                                     generate_pytorch,
                                     run_pytorch_check,
                                     false};

ExitCode run_generate_checked(SelfChecked const& target,
                              GenerateArguments const& options,
                              Console& console) {
  if (options.inference_only || !options.without.empty()) {
    throw GenerateError(
        fmt::format("--inference-only and --without are for --target cpp: {}", target.definition));
  }
  Network const network = load_network(options.spec);
  if (!claim_holds(network, console)) {
    return ExitCode::refuted;
  }
  require_listable(network, target.what, most_listed_numbers, cpp_takes_all);
  Generation const generation = target.generate(network, weights_for(network, options));
  std::string const checked = options.no_compare ? not_compared : target.check(network, generation);
  write_generation(generation, options.output);
  print_files(generation, options, console);
  if (target.counts_work) {
    fmt::print(console.out, "{} multiply-adds; ", generation.multiply_adds);
  }
  fmt::print(console.out, "weights {}\n{}", weights_text(network, options), checked);
  print_free(network, console);
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
  require_listable(network, "a page", 0, cpp_takes_all);
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
  print_free(network, console);
  return ExitCode::done;
}

} // namespace

void print(Generation const& generation, GenerateArguments const& options, Console& console) {
  print_files(generation, options, console);
  fmt::print(console.out,
             "{} multiply-adds by the definition, {} multiplications as generated\n",
             generation.multiply_adds,
             generation.multiplications);
  if (!generation.comparison) {
    console.out << not_compared;
    return;
  }
  Comparison const& comparison = *generation.comparison;
  fmt::print(console.out,
             "compared with the reference evaluator on {} random inputs: largest difference "
             "{:.3g}, {} ULP of the largest "
             "logit ({:.3g})\n",
             comparison.vectors,
             comparison.largest_difference,
             comparison.largest_ulp(),
             comparison.largest_logit);
  if (comparison.not_numbers != 0) {
    fmt::print(console.out,
               "{} of {} outputs are not numbers, by both\n",
               comparison.not_numbers,
               comparison.values);
  }
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
  ClaimCheck const check = judge_claim(network, network.seed);
  if (!check.holds()) {
    console.out << to_text(check);
  }
  return check.holds();
}

ExitCode run_generate_target(GenerateArguments const& options, Console& console) {
  if (options.target == "c") {
    return run_generate_checked(c_target, options, console);
  }
  if (options.target == "pytorch") {
    return run_generate_checked(pytorch_target, options, console);
  }
  if (options.target == "page") {
    return run_generate_page(options, console);
  }
  if (options.target == "vnnlib") {
    return run_generate_vnnlib(options, console);
  }
  return run_generate_onnx(options, console);
}

void print_free(Network const& network, Console& console) {
  std::size_t const free = count_free(network);
  if (free < network.parameters()) {
    fmt::print(console.out,
               "{} of {} parameters are free: {} ties the others to them, or makes them 0\n",
               free,
               network.parameters(),
               network.construction->subgroup.to_string());
  }
}

} // namespace equivarify::codegen
