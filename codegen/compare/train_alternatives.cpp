#include "equivarify/codegen/compare/train_alternatives.hpp"

#include "equivarify/codegen/generate/compiled_program.hpp"
#include "equivarify/codegen/generate/generate.hpp"
#include "equivarify/codegen/generate/generate_error.hpp"
#include "equivarify/codegen/json/document.hpp"
#include "equivarify/codegen/json/record_reader.hpp"
#include "equivarify/codegen/process/file.hpp"
#include "equivarify/codegen/spec/resolve.hpp"
#include "equivarify/codegen/spec/writer.hpp"
#include "equivarify/runtime/records/evaluation_record.hpp"
#include "equivarify/runtime/records/training_record.hpp"

#include <fmt/format.h>

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
    if (alternative.found) {
      text += fmt::format("add_executable({0} generated/{0}/{0}_main.cpp)\n"
                          "target_link_libraries({0} PRIVATE equivarify::runtime_io)\n"
                          "target_compile_options({0} PRIVATE -O3 -march=native)\n",
                          alternative.found->spec.name);
    }
  }
  return text;
}

/// What \p read takes from the JSON file \p file of a trained program.
template <typename Read>
auto read_json(fs::path const& file, Read const& read) {
  return load_document(file.string(), "a JSON file that a trained program wrote").read(read);
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
  auto const turned = read_json(run / "evaluation.json", [](JsonNode const& fields) {
    return read_record<runtime::RandomTurnRecord>(fields["random_turn"]);
  });
  auto const trained = read_json(run / "training.json", [](JsonNode const& fields) {
    return read_record<runtime::TrainingRecord>(fields);
  });
  return {.class_alone = turned.accuracy.class_alone,
          .joint_up_to_symmetry = turned.accuracy.joint_up_to_symmetry,
          .training_seconds = trained.seconds()};
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
    if (alternative.found) {
      write_file(folder / (alternative.found->spec.name + ".json"),
                 canonical_form(alternative.found->spec) + "\n");
    }
  }
}

void train_alternatives(std::vector<Alternative>& alternatives, TrainOptions const& options) {
  TrainOptions const absolute = with_absolute_paths(options);
  write_specs(alternatives, absolute.folder);
  for (Alternative const& alternative : alternatives) {
    if (alternative.found) {
      write_generation(generate(resolve(alternative.found->spec), {.compare = false}),
                       absolute.folder / "generated" / alternative.found->spec.name);
    }
  }
  write_file(absolute.folder / "CMakeLists.txt", project(alternatives, absolute.runtime));
  run_program(absolute.folder, {"cmake", "-S", ".", "-B", "program"}, "");
  run_program(absolute.folder, {"cmake", "--build", "program", "--parallel", "2"}, "");
  for (Alternative& alternative : alternatives) {
    if (alternative.found) {
      alternative.found->accuracy = train(alternative.found->spec.name, absolute);
    }
  }
}

} // namespace equivarify::codegen
