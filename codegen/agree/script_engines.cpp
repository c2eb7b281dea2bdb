#include "equivarify/codegen/agree/script_engines.hpp"

#include "equivarify/codegen/agree/scripts.hpp"
#include "equivarify/codegen/generate/names.hpp"
#include "equivarify/codegen/probe/program_box.hpp"
#include "equivarify/codegen/process/file.hpp"
#include "equivarify/codegen/process/program.hpp"
#include "equivarify/codegen/process/temporary_folder.hpp"
#include "equivarify/codegen/reference/answer.hpp"

#include <fmt/format.h>

#include <cstdlib>
#include <memory>
#include <string>

namespace equivarify::codegen {
namespace {

namespace fs = std::filesystem;
using algebra::probe::Array;

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

/// The script started with \p words, for all inputs of a question.
Engine engine_of(Script const& script,
                 ProgramCall const& words,
                 Network const& network,
                 EngineSettings const& settings) {
  ProgramCall call = script.call;
  call.insert(call.end(), words.begin(), words.end());
  ProgramBox const box{
      .command = as_typed(call), .output_size = answer_size(network), .timeout = settings.timeout};
  auto const folder = script.folder;
  return {.name = "", .kind = "", .answers = [folder, box](std::vector<Array> const& inputs) {
            return make_black_box(box)(inputs);
          }};
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
  Engine engine = engine_of(script,
                            {fs::absolute(file).string(),
                             std::to_string(settings.batch),
                             std::to_string(settings.threads),
                             settings.level},
                            network,
                            settings);
  engine.name = file.string();
  engine.kind = "ONNX Runtime " + version;
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
  Engine engine = engine_of(script,
                            {fs::absolute(file).string(),
                             to_type_name(network.name),
                             fs::absolute(weights).string(),
                             std::to_string(settings.batch),
                             std::to_string(settings.threads)},
                            network,
                            settings);
  engine.name = file.string();
  engine.kind = "PyTorch " + version;
  return engine;
}

Engine wasm_engine(fs::path const& file, Network const& network, EngineSettings const& settings) {
  Script const script = write_script({"node"}, "wasm.js", engine_scripts().wasm);
  std::string const version = version_of(
      script,
      fmt::format("{}: Node is not found, which runs WebAssembly; install Debian's nodejs",
                  file.string()));
  Engine engine = engine_of(script,
                            {fs::absolute(file).string(),
                             network.name,
                             std::to_string(network.input.size()),
                             std::to_string(answer_size(network))},
                            network,
                            settings);
  engine.name = file.string();
  engine.kind = "our C99 as WebAssembly, Node " + version;
  return engine;
}

} // namespace equivarify::codegen
