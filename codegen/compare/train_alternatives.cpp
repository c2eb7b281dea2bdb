#include "equivarify/codegen/compare/train_alternatives.hpp"

#include "equivarify/codegen/generate/compiled_program.hpp"
#include "equivarify/codegen/generate/generate.hpp"
#include "equivarify/codegen/generate/generate_error.hpp"
#include "equivarify/codegen/process/file.hpp"
#include "equivarify/codegen/spec/resolve.hpp"
#include "equivarify/codegen/spec/writer.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <fstream>
#include <limits>
#include <string>

namespace equivarify::codegen {
namespace {

namespace fs = std::filesystem;

void make_folder(fs::path const& folder) {
  std::error_code error;
  fs::create_directories(folder, error);
  if (error) {
    throw GenerateError(
        fmt::format("{}: the folder cannot be made: {}", folder.string(), error.message()));
  }
}

/// One project with all programs, which share the runtime.
std::string project(std::vector<Alternative> const& alternatives, fs::path const& runtime) {
  std::string text = fmt::format(
      "cmake_minimum_required(VERSION 3.25)\n"
      "project(constructions LANGUAGES CXX)\n"
      "set(CMAKE_BUILD_TYPE Release)\n"
      "{}\n",
      runtime.empty() ? "find_package(equivarify REQUIRED COMPONENTS runtime)"
                      : fmt::format("add_subdirectory(\"{}\" runtime)", runtime.string()));
  for (Alternative const& alternative : alternatives) {
    if (alternative.spec) {
      text += fmt::format("add_executable({0} generated/{0}/{0}_main.cpp)\n"
                          "target_link_libraries({0} PRIVATE equivarify::runtime_io)\n"
                          "target_compile_options({0} PRIVATE -O3 -march=native)\n",
                          alternative.spec->name);
    }
  }
  return text;
}

nlohmann::json read_json(fs::path const& file) {
  std::ifstream stream(file);
  return nlohmann::json::parse(stream);
}

TrainedAccuracy train(std::string const& name, TrainOptions const& options) {
  fs::path const run = options.folder / name;
  make_folder(run);
  std::string const program = fmt::format("../program/{}", name);
  std::string const data = options.data.string();
  ProgramCall training{program, "train", "--fresh", "--data", data, "--output", "."};
  if (options.epochs != 0) {
    training.insert(training.end(), {"--epochs", std::to_string(options.epochs)});
  }
  run_program(run, training, "");
  run_program(run,
              {program,
               "evaluate",
               "--data",
               data,
               "--weights",
               "weights.safetensors",
               "--json",
               "evaluation.json"},
              "");
  nlohmann::json const turned = read_json(run / "evaluation.json")["random_turn"];
  TrainedAccuracy result{.class_alone = turned["class"].get<double>(),
                         // Null where the spec says that the poses are unknown.
                         .joint_up_to_symmetry = turned["joint_up_to_symmetry"].is_number()
                                                     ? turned["joint_up_to_symmetry"].get<double>()
                                                     : std::numeric_limits<double>::quiet_NaN()};
  for (nlohmann::json const& epoch : read_json(run / "training.json")["epochs"]) {
    result.training_seconds += epoch["seconds"].get<double>();
  }
  return result;
}

/// Paths that mean the same from the folders in which programs run.
TrainOptions with_absolute_paths(TrainOptions options) {
  options.data = fs::absolute(options.data);
  options.folder = fs::absolute(options.folder);
  options.runtime = options.runtime.empty() ? options.runtime : fs::absolute(options.runtime);
  return options;
}

} // namespace

void write_specs(std::vector<Alternative> const& alternatives, fs::path const& folder) {
  make_folder(folder);
  for (Alternative const& alternative : alternatives) {
    if (alternative.spec) {
      write_file(folder / (alternative.spec->name + ".json"),
                 canonical_form(*alternative.spec) + "\n");
    }
  }
}

void train_alternatives(std::vector<Alternative>& alternatives, TrainOptions const& options) {
  TrainOptions const absolute = with_absolute_paths(options);
  write_specs(alternatives, absolute.folder);
  for (Alternative const& alternative : alternatives) {
    if (alternative.spec) {
      write_generation(generate(resolve(*alternative.spec), {.compare = false}),
                       absolute.folder / "generated" / alternative.spec->name);
    }
  }
  write_file(absolute.folder / "CMakeLists.txt", project(alternatives, absolute.runtime));
  run_program(absolute.folder, {"cmake", "-S", ".", "-B", "program"}, "");
  run_program(absolute.folder, {"cmake", "--build", "program", "--parallel", "2"}, "");
  for (Alternative& alternative : alternatives) {
    if (alternative.spec) {
      alternative.accuracy = train(alternative.spec->name, absolute);
    }
  }
}

} // namespace equivarify::codegen
