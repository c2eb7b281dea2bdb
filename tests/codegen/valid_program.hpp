/// \file
/// The program that a valid spec gives, its data, and its commands.
#ifndef EQUIVARIFY_TESTS_CODEGEN_VALID_PROGRAM_HPP
#define EQUIVARIFY_TESTS_CODEGEN_VALID_PROGRAM_HPP

#include "equivarify/codegen/generate/compiled_program.hpp"
#include "equivarify/codegen/generate/generate.hpp"
#include "equivarify/codegen/spec/network.hpp"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <cstddef>
#include <cstdlib>
#include <filesystem>
#include <functional>
#include <numeric>
#include <string>
#include <vector>

#include "support/npy_file.hpp"

namespace equivarify::codegen {

/// \p rows rows of \p size numbers, of which \p number_of makes each out of one from 0 to 100.
inline std::vector<float> some_numbers(std::size_t rows,
                                       std::size_t size,
                                       std::function<float(std::size_t)> const& number_of) {
  std::vector<float> numbers(rows * size);
  for (std::size_t i = 0; i < numbers.size(); ++i) {
    numbers[i] = number_of((i * 37 + i / 101) % 101);
  }
  return numbers;
}

inline std::size_t entries_of(nlohmann::json const& shape) {
  return std::accumulate(shape.begin(),
                         shape.end(),
                         std::size_t{1},
                         [](std::size_t product, nlohmann::json const& extent) {
                           return product * extent.get<std::size_t>();
                         });
}

/// Writes the arrays of \p split that \p spec needs to \p folder, of \p rows pictures.
inline void write_split(std::filesystem::path const& folder,
                        std::string const& split,
                        nlohmann::json const& spec,
                        std::size_t rows) {
  auto const write = [&](std::string const& name,
                         std::size_t size,
                         std::function<float(std::size_t)> const& number_of) {
    testing::write_npy(
        folder / (split + "-" + name + ".npy"), rows, some_numbers(rows, size, number_of));
  };
  auto const in_unit = [](std::size_t n) { return static_cast<float>(n) / 64.0F - 0.75F; };
  auto const class_of = [](std::size_t classes) {
    return [classes](std::size_t n) { return static_cast<float>(n % classes); };
  };
  nlohmann::json const& input = spec["input"];
  if (input.contains("parts")) {
    for (auto const& [name, part] : input["parts"].items()) {
      write(name, entries_of(part["shape"]), in_unit);
    }
  } else {
    write("inputs", entries_of(input["shape"]), in_unit);
  }
  if (!spec.contains("output")) {
    write("labels", 1, class_of(spec["labels"]["classes"].size()));
    return;
  }
  for (auto const& [name, output] : spec["output"].items()) {
    if (output.contains("classes")) {
      write(name, 1, class_of(output["classes"].size()));
    } else {
      write(name,
            output.contains("shape") ? entries_of(output["shape"])
                                     : output["units"].get<std::size_t>(),
            in_unit);
    }
  }
}

/// Compiles the program of \p network in \p folder, without a warning, with the runtime that was
/// staged for tests.
inline void compile_valid_program(Network const& network, std::filesystem::path const& folder) {
  write_generation(generate(network, {.compare = false}), folder);
  char const* const compiler = std::getenv("CXX"); // NOLINT(concurrency-mt-unsafe)
  ProgramCall command{compiler == nullptr ? "c++" : compiler, "-std=c++20", "-O0", "-Wall"};
  for (char const* const word : {"-Wextra",
                                 "-Werror",
                                 "-ffp-contract=off",
                                 "-pthread",
                                 "-I" RUNTIME_STAGE "/include",
                                 "valid_main.cpp",
                                 "-o",
                                 "valid",
                                 "-Wl,--start-group"}) {
    command.emplace_back(word);
  }
  for (auto const& entry : std::filesystem::directory_iterator(RUNTIME_STAGE "/lib")) {
    std::string const library = entry.path().string();
    if (library.ends_with(".a") && !library.ends_with("_mpi.a")) {
      command.push_back(library);
    }
  }
  for (char const* const word : {"-Wl,--end-group", "-lz", "-lpng"}) {
    command.emplace_back(word);
  }
  run_program(folder, command, "");
}

/// Trains, evaluates, checks, measures and, where there are integers, quantises with the program in
/// \p folder. \throws GenerateError where a command fails.
inline void run_valid_program(std::filesystem::path const& folder, bool has_integers) {
  std::vector<std::string> commands{"train --data . --output run --epochs 1 --batch 4 --threads 1",
                                    "evaluate --data . --weights run/weights.safetensors",
                                    "check --data . --weights run/weights.safetensors",
                                    "bench --threads 1 --batch 2 --repetitions 1 --seconds 0"};
  if (has_integers) {
    commands.emplace_back(
        "quantise --data . --weights run/weights.safetensors --output integers.safetensors");
    commands.emplace_back("check --data . --weights integers.safetensors");
  }
  for (std::string const& command : commands) {
    run_program(folder, {"sh", "-c", "./valid " + command}, "");
  }
}

} // namespace equivarify::codegen

#endif
