#include "equivarify/codegen/generate/extern_c.hpp"

#include "equivarify/codegen/generate/c_names.hpp"
#include "equivarify/codegen/generate/emit_facts.hpp"
#include "equivarify/codegen/generate/names.hpp"
#include "equivarify/codegen/reference/answer.hpp"

#include <fmt/format.h>

namespace equivarify::codegen {
namespace {

/// {0} is the name of the network, {1} the same as a macro, {2} and {3} the numbers in and out, {4}
/// what stands for weights that are left out.
constexpr char const* declarations = R"(#ifndef {1}_ENGINE_H
#define {1}_ENGINE_H

#include <stddef.h>

#ifdef __cplusplus
extern "C" {{
#endif

enum {{
  {1}_INPUT_SIZE = {2}, /* numbers of one input: channel by channel, row by row */
  {1}_ANSWER_SIZE = {3} /* numbers of one answer */
}};

/* An engine; one is used by one thread at a time. */
typedef struct {0}_engine {0}_engine;

/* A new engine with as many threads as are given, or as the machine has where that is 0; NULL if it cannot
   be made. Its weights are the size bytes of a safetensors file at weights; {4}. */
{0}_engine *{0}_engine_new(const unsigned char *weights, size_t size, size_t threads);

/* Sets count answers, one after another, to count inputs; 0, or 1 if that failed. */
int {0}_engine_forward({0}_engine *engine, const float *inputs, size_t count, float *answers);

/* Frees engine; does nothing with NULL. */
void {0}_engine_free({0}_engine *engine);

/* Why the last call of this thread failed. */
const char *{0}_engine_error(void);

#ifdef __cplusplus
}}
#endif

#endif
)";

/// {0} is the name of the network, {1} its namespace, {2} the built-in weights, {3} and {4} what
/// goes round a call.
constexpr char const* definitions =
    R"(// Compile with the options of {0}.hpp; -fPIC -fvisibility=hidden for a shared library.
#include "{0}.hpp"

#include "{0}_engine.h"

namespace {{

thread_local std::string last_error;

}} // namespace

struct {0}_engine {{
  explicit {0}_engine(std::size_t threads) : pool(threads), engine(pool) {{}}

  {1}::rt::ThreadPool pool;
  {1}::Model::Engine engine;
}};

extern "C" {{

{0}_engine *{0}_engine_new(const unsigned char *weights, size_t size, size_t threads) {{
  {3}
    auto made = std::make_unique<{0}_engine>(threads == 0 ? {5} : threads);
    if (weights == nullptr) {{
      {2}
    }} else {{
      made->engine.load(*{1}::Model::read_weights({{weights, size}}));
    }}
    return made.release();
  {4}
  return nullptr;
}}

int {0}_engine_forward({0}_engine *engine, const float *inputs, size_t count, float *answers) {{
  {3}
    engine->engine.forward({{inputs, count * {1}::Model::input_size}}, {{answers, count * {1}::Model::output_size}});
    return 0;
  {4}
  return 1;
}}

void {0}_engine_free({0}_engine *engine) {{
  delete engine;
}}

const char *{0}_engine_error(void) {{
  return last_error.c_str();
}}

}} // extern "C"
)";

} // namespace

std::string emit_extern_c_header(Plan const& plan, SingleHeader const& options) {
  Network const& network = plan.network;
  return fmt::format(fmt::runtime(declarations),
                     network.name,
                     to_macro_name(network.name),
                     network.input.size(),
                     answer_size(network),
                     options.weights ? "where weights is NULL, those that are built in"
                                     : "none are built in, so weights must not be NULL");
}

std::string emit_extern_c_source(Plan const& plan, SingleHeader const& options) {
  std::string const space = namespace_of(plan.network.name);
  std::string const built_in =
      options.weights ? fmt::format("made->engine.load(*{}::Model::trained_weights());", space)
                      : "last_error = \"no weights are built in\";\n      return nullptr;";
  char const* const begin = options.exceptions ? "try {" : "{";
  char const* const end = options.exceptions
                              ? "} catch (std::exception const& error) {\n    last_error = "
                                "error.what();\n  }"
                              : "} // an error ends the program";
  return emit_provenance(plan.network) +
         fmt::format(fmt::runtime(definitions),
                     plan.network.name,
                     space,
                     built_in,
                     begin,
                     end,
                     options.threads ? fmt::format("{}::rt::ThreadPool().thread_count()", space)
                                     : "1");
}

} // namespace equivarify::codegen
