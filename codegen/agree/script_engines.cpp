#include "equivarify/codegen/agree/script_engines.hpp"

#include "equivarify/codegen/agree/scripts.hpp"
#include "equivarify/codegen/agree/shown_layers.hpp"
#include "equivarify/codegen/generate/names.hpp"
#include "equivarify/codegen/json/document.hpp"
#include "equivarify/codegen/onnx_file/read_onnx.hpp"
#include "equivarify/codegen/probe/program_box.hpp"
#include "equivarify/codegen/process/file.hpp"
#include "equivarify/codegen/process/program.hpp"
#include "equivarify/codegen/process/temporary_folder.hpp"
#include "equivarify/codegen/reference/answer.hpp"

#include <fmt/format.h>

#include <cstdlib>
#include <functional>
#include <memory>
#include <string>
#include <utility>
#include <vector>

namespace equivarify::codegen {
namespace {

namespace fs = std::filesystem;
using algebra::probe::Array;
using algebra::probe::BlackBox;

/// A script in a folder of its own, and the program that reads it.
struct Script {
  std::shared_ptr<TemporaryFolder> folder = std::make_shared<TemporaryFolder>();
  ProgramCall call{}; ///< with the script as its last word
};

Script write_script(ProgramCall const& interpreter, char const* name, std::string_view text) {
  Script script;
  fs::path const file = script.folder->path() / name;
  write_file(file, text);
  script.call = interpreter;
  script.call.push_back(file.string());
  return script;
}

/// What `--version` prints. \throws EngineError with \p advice
std::string version_of(Script const& script, std::string const& advice) {
  ProgramCall call = script.call;
  call.emplace_back("--version");
  ChildOutcome const outcome = run(call, {});
  if (outcome.exit_code != 0) {
    throw EngineError(advice);
  }
  return outcome.output.substr(0, outcome.output.find('\n'));
}

/// The script started with \p words, for all inputs of a question, which writes \p size numbers for
/// each.
BlackBox box_of(Script const& script,
                ProgramCall const& words,
                std::size_t size,
                EngineSettings const& settings) {
  ProgramCall call = script.call;
  call.insert(call.end(), words.begin(), words.end());
  ProgramBox const box{.command = as_typed(call), .output_size = size, .timeout = settings.timeout};
  return [folder = script.folder, box](std::vector<Array> const& inputs) {
    return make_black_box(box)(inputs);
  };
}

/// The values of the layers \p shown at an input: the script started with \p words writes them
/// after the \p answers numbers that come out. Null where there are none.
std::function<std::vector<LayerNumbers>(Array const&)>
layers_of(Script const& script,
          ProgramCall const& words,
          std::vector<NamedLayer> const& shown,
          std::size_t answers,
          EngineSettings const& settings) {
  if (shown.empty()) {
    return nullptr;
  }
  std::vector<std::pair<std::string, std::size_t>> sizes;
  std::size_t size = answers;
  for (NamedLayer const& layer : shown) {
    sizes.emplace_back(layer.layer, layer.size);
    size += layer.size;
  }
  BlackBox const box = box_of(script, words, size, settings);
  return [sizes, box](Array const& x) { return last_layers(sizes, box({x}).front()); };
}

/// \p model with the values of the layers \p shown as further outputs.
std::string with_outputs(OnnxModel model, std::vector<NamedLayer> const& shown) {
  for (NamedLayer const& layer : shown) {
    for (std::string const& value : layer.values) {
      model.outputs.push_back({.name = value, .has_shape = false});
    }
  }
  return encode(model);
}

/// What the script is told of a model: its file, and how to run it.
ProgramCall onnx_words(fs::path const& file, std::size_t batch, EngineSettings const& settings) {
  return {fs::absolute(file).string(),
          std::to_string(batch),
          std::to_string(settings.threads),
          settings.level};
}

std::string environment(char const* name) {
  char const* const value =
      std::getenv(name); // NOLINT(concurrency-mt-unsafe): nothing here changes the environment
  return value == nullptr ? "" : value;
}

/// Where Node looks for packages: the folder itself, or that of npm in it.
std::string node_path(EngineSettings const& settings) {
  std::string path = environment("NODE_PATH");
  std::string const folder = settings.packages.empty() ? "." : settings.packages;
  for (fs::path const& place : {fs::absolute(folder) / "node_modules", fs::absolute(folder)}) {
    path += (path.empty() ? "" : ":") + place.string();
  }
  return path;
}

} // namespace

Engine
onnx_runtime_engine(fs::path const& file, Network const& network, EngineSettings const& settings) {
  Script const script = write_script({"env", "NODE_PATH=" + node_path(settings), "node"},
                                     "onnx_runtime.js",
                                     engine_scripts().onnx_runtime);
  std::string const version =
      version_of(script,
                 fmt::format("{}: ONNX Runtime is not found{}; it needs Node and the package "
                             "onnxruntime-node: npm install --prefix DIR onnxruntime-node, then "
                             "--onnxruntime DIR",
                             file.string(),
                             settings.packages.empty() ? "" : " in " + settings.packages));
  std::size_t const answers = answer_size(network);
  Engine engine{.name = file.string(),
                .kind = "ONNX Runtime " + version,
                .answers =
                    box_of(script, onnx_words(file, settings.batch, settings), answers, settings),
                .hides_layers = "the file has no values that are called as `generate` calls them"};
  std::vector<NamedLayer> const shown = layers_in_graph(network, read_onnx(file));
  fs::path const copy = script.folder->path() / "layers.onnx";
  if (auto const ask = layers_of(script, onnx_words(copy, 1, settings), shown, answers, settings)) {
    engine.layers = [=](Array const& x) {
      write_file(copy, with_outputs(read_onnx(file), shown));
      return ask(x);
    };
  }
  return engine;
}

Engine
pytorch_engine(fs::path const& file, Network const& network, EngineSettings const& settings) {
  std::string const named = environment("PYTHON");
  std::string const python = named.empty() ? "/usr/bin/python3" : named;
  Script const script = write_script({python}, "pytorch.py", engine_scripts().pytorch);
  std::string const version = version_of(
      script,
      fmt::format("{}: {} finds no PyTorch; install Debian's python3-torch, or name another Python "
                  "in the environment variable PYTHON",
                  file.string(),
                  python));
  fs::path const weights = file.parent_path() / (network.name + ".safetensors");
  if (!fs::is_regular_file(weights)) {
    throw EngineError(
        fmt::format("{}: its weights, {}, are not there", file.string(), weights.string()));
  }
  ProgramCall words{fs::absolute(file).string(),
                    to_type_name(network.name),
                    fs::absolute(weights).string(),
                    std::to_string(settings.batch),
                    std::to_string(settings.threads)};
  std::size_t const answers = answer_size(network);
  BlackBox const box = box_of(script, words, answers, settings);
  std::vector<NamedLayer> const shown =
      layers_in_module(network, read_text(file.string(), "a generated module"));
  for (NamedLayer const& layer : shown) {
    words.push_back(layer.values.front());
  }
  return {.name = file.string(),
          .kind = "PyTorch " + version,
          .answers = box,
          .layers = layers_of(script, words, shown, answers, settings),
          .hides_layers = "the module has no variables that are called as `generate` calls them"};
}

Engine wasm_engine(fs::path const& file, Network const& network, EngineSettings const& settings) {
  Script const script = write_script({"node"}, "wasm.js", engine_scripts().wasm);
  std::string const version = version_of(
      script,
      fmt::format("{}: Node is not found, which runs WebAssembly; install Debian's nodejs",
                  file.string()));
  ProgramCall const words{fs::absolute(file).string(),
                          network.name,
                          std::to_string(network.input.size()),
                          std::to_string(answer_size(network))};
  return {.name = file.string(),
          .kind = "our C99 as WebAssembly, Node " + version,
          .answers = box_of(script, words, answer_size(network), settings),
          .hides_layers = overwritten_values};
}

} // namespace equivarify::codegen
