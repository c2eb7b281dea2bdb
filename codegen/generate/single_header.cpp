#include "equivarify/codegen/generate/single_header.hpp"

#include "equivarify/codegen/generate/amalgamate.hpp"
#include "equivarify/codegen/generate/c_names.hpp"
#include "equivarify/codegen/generate/emit_header.hpp"

#include <fmt/format.h>

namespace equivarify::codegen {
namespace {

/// How an input is handed over and what comes out: \p answers.
std::string
usage_of_forward(std::string const& space, Network const& network, char const* answers) {
  if (network.parts.empty()) {
    return fmt::format(
        "//   engine.forward(pixels, {});  // channel by channel, row by row; images "
        "one after another\n",
        answers);
  }
  return fmt::format("//   {0}::Input input;  // fill {2} and so on\n"
                     "//   engine.forward(input.numbers(), {1});  // or several inputs, one after "
                     "another\n",
                     space,
                     answers,
                     network.parts.front().name);
}

/// What to do with the logits of a picture.
std::string usage_of_logits(std::string const& space, Network const& network) {
  return fmt::format(
      "//   std::vector<float> logits({0}::Model::order * {0}::Model::classes);\n"
      "{1}"
      "//   for (auto [h, c] : {0}::rt::best_answers<{0}::Model>(logits).best)  // equally good\n"
      "//     show({0}::Model::element_labels[h], {0}::Model::class_names[c]);\n",
      space,
      usage_of_forward(space, network, "logits"));
}

/// Where the numbers of each output of \p network stand.
std::string usage_of_outputs(std::string const& space, Network const& network) {
  std::string text = fmt::format("//   std::vector<float> answers({0}::Model::output_size);\n{1}",
                                 space,
                                 usage_of_forward(space, network, "answers"));
  std::size_t place = 0;
  for (Output const& output : network.outputs) {
    std::size_t const size = output.head.size();
    text += fmt::format(
        "//   answers[{}] to answers[{}] are {}\n", place, place + size - 1, output.name);
    place += size;
  }
  return text;
}

std::string usage(std::string const& space, Network const& network, SingleHeader const& options) {
  std::string const weights = options.weights ? "trained_weights()"
                              : options.files ? "read_weights(\"weights.safetensors\")"
                                              : "read_weights(bytes_of_the_file)";
  return fmt::format("//\n"
                     "// Use: compile with -std=c++20{1} and\n"
                     "//   {0}::rt::ThreadPool pool;  // of all threads; engines may share it\n"
                     "//   {0}::Model::Engine engine(pool);  // one for each thread that calls it\n"
                     "//   engine.load(*{0}::Model::{2});\n"
                     "{3}",
                     space,
                     options.threads ? " -pthread" : "",
                     weights,
                     network.outputs.empty() ? usage_of_logits(space, network)
                                             : usage_of_outputs(space, network));
}

std::string definition(bool wanted, char const* macro) {
  return wanted ? "" : fmt::format("#ifndef {0}\n#define {0}\n#endif\n", macro);
}

/// What must be known before anything is included.
std::string prologue(SingleHeader const& options) {
  return definition(options.threads, "EQUIVARIFY_NO_THREADS") +
         definition(options.files, "EQUIVARIFY_NO_FILES") +
         definition(options.exceptions, "EQUIVARIFY_NO_EXCEPTIONS") + R"(
// Code for different instruction sets must not be taken for one another by the linker: a program may
// include this header several times, compiled for several, and each keeps its own functions.
#ifndef EQUIVARIFY_VARIANT
#if defined(__AVX512F__)
#define EQUIVARIFY_VARIANT for_avx512
#elif defined(__AVX2__) && defined(__FMA__)
#define EQUIVARIFY_VARIANT for_avx2_fma
#elif defined(__FMA__)
#define EQUIVARIFY_VARIANT for_fma
#elif defined(__AVX__)
#define EQUIVARIFY_VARIANT for_avx
#elif defined(__ARM_FEATURE_SVE)
#define EQUIVARIFY_VARIANT for_sve
#elif defined(__ARM_NEON)
#define EQUIVARIFY_VARIANT for_neon
#else
#define EQUIVARIFY_VARIANT for_the_baseline
#endif
#endif

)";
}

} // namespace

std::string emit_single_header(Plan const& plan, SingleHeader const& options) {
  std::string const space = namespace_of(plan.network.name);
  ReferenceWeights<float> const* const weights = options.weights ? &*options.weights : nullptr;
  return amalgamate(emit_header(plan, Purpose::inference, weights),
                    {.space = space,
                     .usage = usage(space, plan.network, options),
                     .prologue = prologue(options)});
}

std::string with_runtime(std::string const& header, std::string const& space) {
  return amalgamate(header, {.space = space, .usage = "", .prologue = prologue({})});
}

} // namespace equivarify::codegen
