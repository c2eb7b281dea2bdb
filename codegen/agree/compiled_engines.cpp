#include "equivarify/codegen/agree/compiled_engines.hpp"

#include "equivarify/codegen/agree/shown_layers.hpp"
#include "equivarify/codegen/c/generate_c.hpp"
#include "equivarify/codegen/generate/c_names.hpp"
#include "equivarify/codegen/generate/compiled_program.hpp"
#include "equivarify/codegen/generate/emit_comparison.hpp"
#include "equivarify/codegen/generate/names.hpp"
#include "equivarify/codegen/generate/single_header.hpp"
#include "equivarify/codegen/json/document.hpp"
#include "equivarify/codegen/probe/program_box.hpp"
#include "equivarify/codegen/process/file.hpp"
#include "equivarify/codegen/process/temporary_folder.hpp"
#include "equivarify/codegen/reference/answer.hpp"

#include <fmt/format.h>

#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace equivarify::codegen {
namespace {

namespace fs = std::filesystem;
using algebra::probe::Array;
using algebra::probe::BlackBox;

constexpr char const* compile_advice =
    "An engine made from a generated file compiles as the file does.";

/// All of \p weights as the floats of one binary array.
std::string bytes_of(ReferenceWeights<float> const& weights) {
  std::vector<Array> arrays;
  for (auto const& parameter : weights) {
    arrays.emplace_back(parameter.values.begin(), parameter.values.end());
  }
  return encode(arrays, ArrayFormat::binary);
}

std::vector<std::string> names_in(ReferenceWeights<float> const& weights) {
  std::vector<std::string> names;
  for (auto const& parameter : weights) {
    names.push_back(parameter.name);
  }
  return names;
}

/// The program in \p folder, which goes away with what is returned.
BlackBox box_in(std::shared_ptr<TemporaryFolder> folder,
                std::function<std::string(std::size_t)> command,
                std::size_t answer,
                double timeout) {
  return [folder = std::move(folder), command = std::move(command), answer, timeout](
             std::vector<Array> const& inputs) {
    std::string const place = as_typed({"cd", folder->path().string()});
    return make_black_box(ProgramBox{.command = place + " && " + command(inputs.size()),
                                     .output_size = answer,
                                     .timeout = timeout})(inputs);
  };
}

/// The command that starts \p program, made by emit_comparison(), for \p count inputs.
std::string start(std::string const& program, std::size_t count, EngineSettings const& settings) {
  return fmt::format("cat weights - | ./{} /dev/stdin /dev/stdout {} 0 {} {}",
                     program,
                     count,
                     settings.threads,
                     settings.batch);
}

/// The values of the \p shown layers of the header in \p folder at an input. The program that
/// writes them is compiled when they are asked for.
std::function<std::vector<LayerNumbers>(Array const&)>
layers_in(std::shared_ptr<TemporaryFolder> const& folder,
          Network const& network,
          ComparisonProgram wanted,
          std::vector<ShownLayer> const& shown,
          EngineSettings const& settings) {
  if (shown.empty()) {
    return nullptr;
  }
  std::size_t size = answer_size(network);
  std::vector<std::pair<std::string, std::size_t>> sizes;
  for (ShownLayer const& layer : shown) {
    wanted.shown.push_back(layer.value);
    sizes.emplace_back(layer.layer, layer.size);
    size += layer.size;
  }
  std::string const source = emit_comparison(network.name, wanted);
  auto const box = box_in(
      folder,
      [settings](std::size_t count) { return start("layers", count, settings); },
      size,
      settings.timeout);
  return [=](Array const& x) {
    write_file(folder->path() / "layers.cpp", source);
    compile_program(folder->path(), "layers", compile_advice);
    return last_layers(sizes, box({x}).front());
  };
}

/// {0} is the name of the network, {1} the same as a macro, {2} the numbers that come out.
constexpr char const* c_program = R"(#include "{0}_network.h"

#include <stdio.h>

int main(void) {{
  static float image[{1}_PIXELS], answer[{2}];
  while (fread(image, sizeof image, 1, stdin) == 1) {{
    {0}_forward(image, answer);
    if (fwrite(answer, sizeof answer, 1, stdout) != 1) {{
      return 1;
    }}
  }}
  return 0;
}}
)";

} // namespace

Engine cpp_engine(fs::path const& file,
                  Network const& network,
                  ReferenceWeights<float> const& weights,
                  EngineSettings const& settings) {
  auto const folder = std::make_shared<TemporaryFolder>();
  std::string header = read_text(file.string(), "a generated header");
  bool const has_weights = header.find("trained_weights()") != std::string::npos;
  if (header.find("#include \"equivarify/runtime/") != std::string::npos) {
    header = with_runtime(header, namespace_of(network.name));
  }
  write_file(folder->path() / (network.name + ".hpp"), header);
  write_file(folder->path() / "weights", has_weights ? "" : bytes_of(weights));
  ComparisonProgram program;
  if (!has_weights) {
    program.tensors = names_in(weights);
  }
  write_file(folder->path() / "engine.cpp", emit_comparison(network.name, program));
  compile_program(folder->path(), "engine", compile_advice);
  return {.name = file.string(),
          .kind = has_weights ? "our C++, weights built in" : "our C++",
          .answers = box_in(
              folder,
              [settings](std::size_t count) { return start("engine", count, settings); },
              answer_size(network),
              settings.timeout),
          .layers = layers_in(folder, network, program, shown_layers(network, header), settings),
          .hides_layers = "its layers are not those of `generate` without options"};
}

Engine c_engine(fs::path const& file, Network const& network, EngineSettings const& settings) {
  auto const folder = std::make_shared<TemporaryFolder>();
  std::string const name = network.name + "_network";
  fs::path const header = file.parent_path() / (name + ".h");
  write_file(folder->path() / (name + ".c"), read_text(file.string(), "generated C"));
  write_file(folder->path() / (name + ".h"), read_text(header.string(), "the header of the C"));
  write_file(folder->path() / "engine.c",
             fmt::format(fmt::runtime(c_program),
                         network.name,
                         to_macro_name(network.name),
                         answer_size(network)));
  compile_c(folder->path(), {name + ".c", "engine.c"}, "engine", compile_advice);
  return {.name = file.string(),
          .kind = "our C99",
          .answers = box_in(
              folder,
              [](std::size_t) { return std::string{"./engine"}; },
              answer_size(network),
              settings.timeout),
          .hides_layers = overwritten_values};
}

} // namespace equivarify::codegen
