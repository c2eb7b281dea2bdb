/// \file
/// What is expected of programs that were trained.
#ifndef EQUIVARIFY_TESTS_PROGRAM_TRAINED_PROGRAM_HPP
#define EQUIVARIFY_TESTS_PROGRAM_TRAINED_PROGRAM_HPP

#include <gtest/gtest.h>

#include <filesystem>
#include <string>

#include "program/command.hpp"

namespace equivarify::testing {

/// `check` finds no bit that differs. \p program is the command line up to its command, \p options
/// name weights and pictures.
inline void expect_equivariant(std::filesystem::path const& folder,
                               std::string const& program,
                               std::string const& options) {
  CommandResult const result =
      run_command(folder, program + "check --data " DATA_FOLDER " " + options);
  EXPECT_EQ(result.exit_code, 0) << result.output;
  EXPECT_NE(result.output.find("0 bits differ"), std::string::npos) << result.output;
}

/// More than half of the test pictures get the right label. Guessing gives 0.025.
inline void expect_learnt(std::filesystem::path const& folder,
                          std::string const& program,
                          std::string const& options) {
  expect_success(folder,
                 program + "evaluate --data " DATA_FOLDER " --json evaluation.json " + options);
  std::string const json = read_file(folder / "evaluation.json");
  std::size_t const place = json.find("\"joint\":");
  ASSERT_NE(place, std::string::npos) << json;
  EXPECT_GT(std::stod(json.substr(place + 8)), 0.5) << json;
}

/// The same training on one thread gives the weights in \p folder / trained. \p train is its
/// command line, which ends before `--output`.
inline void expect_same_weights_on_one_thread(std::filesystem::path const& folder,
                                              std::string const& train) {
  expect_success(folder, train + "--output alone --threads 1");
  std::string const trained = read_file(folder / "trained/weights.safetensors");
  EXPECT_FALSE(trained.empty());
  EXPECT_EQ(trained, read_file(folder / "alone/weights.safetensors"));
}

/// The same training, killed after a checkpoint and begun again, gives the weights in \p folder /
/// trained.
inline void expect_same_weights_after_a_kill(std::filesystem::path const& folder,
                                             std::string const& train) {
  std::string const resumed = train + "--output resumed --threads 2 --checkpoint-steps 5";
  expect_success(folder,
                 "mkdir resumed; " + resumed +
                     " & while [ ! -f resumed/checkpoint.safetensors ]; do sleep 0.01; done; "
                     "kill -9 $!; wait $! || true");
  EXPECT_FALSE(std::filesystem::exists(folder / "resumed/weights.safetensors"));
  expect_success(folder, resumed);
  EXPECT_EQ(read_file(folder / "trained/weights.safetensors"),
            read_file(folder / "resumed/weights.safetensors"));
}

/// The check of 1,030 pictures with integer weights is the same in two shards, whoever does which.
/// \p weights names the weights.
inline void expect_the_same_check_in_shards(std::filesystem::path const& folder,
                                            std::string const& program,
                                            std::string const& weights) {
  expect_success(folder,
                 "mkdir many; cp " DATA_FOLDER "/train-images-idx3-ubyte.gz "
                 "many/t10k-images-idx3-ubyte.gz; cp " DATA_FOLDER "/train-labels-idx1-ubyte.gz "
                 "many/t10k-labels-idx1-ubyte.gz");
  std::string const check =
      program + "check --data many --limit 1030 --elements 1 " + weights + "--json ";
  expect_success(folder, check + "whole.json");
  std::string const whole = read_file(folder / "whole.json");
  EXPECT_NE(whole.find("\"values\": 41200,\n    \"differing\": 0\n"), std::string::npos) << whole;
  EXPECT_EQ(run_command(folder, check + "shards.json --shards kept --shard 1/2").exit_code, 130);
  expect_success(folder, check + "shards.json --shards kept");
  EXPECT_EQ(read_file(folder / "shards.json"), whole);
  if (!std::string(MPIRUN).empty()) {
    expect_success(folder, std::string(mpi_settings) + MPIRUN " -n 2 " + check + "ranks.json");
    EXPECT_EQ(read_file(folder / "ranks.json"), whole);
  }
}

} // namespace equivarify::testing

#endif
