/// \file
/// The toy program, run in process.
#ifndef EQUIVARIFY_TESTS_RUNTIME_TOY_PROGRAM_HPP
#define EQUIVARIFY_TESTS_RUNTIME_TOY_PROGRAM_HPP

#include "equivarify/runtime/commands/program.hpp"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <memory>
#include <sstream>
#include <string>
#include <vector>

#include "runtime/temporary_folder.hpp"
#include "runtime/toy_data.hpp"

namespace toy {

namespace fs = std::filesystem;

/// What a call of the toy program printed and told.
struct Result {
  runtime::Outcome outcome = runtime::Outcome::success;
  std::string out;
  std::string err;
};

inline runtime::Program toy_program(runtime::Console const& console) {
  return {runtime::describe<Model>(),
          [](runtime::ThreadPool& pool) -> std::unique_ptr<runtime::Network> {
            return std::make_unique<runtime::NetworkOf<Model>>(pool);
          },
          console};
}

inline Result run(std::vector<std::string> const& arguments, bool interactive = false) {
  std::ostringstream out;
  std::ostringstream err;
  runtime::Outcome const outcome = run_program(toy_program({out, err, interactive}), arguments);
  return {outcome, out.str(), err.str()};
}

inline std::string contents(fs::path const& path) {
  std::ifstream stream(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(stream), std::istreambuf_iterator<char>()};
}

/// A folder with toy data, and a trained network in `run`.
class Program : public ::testing::Test {
protected:
  Program() { write_data(folder_.path(), 50, 30); }

  Result train(std::vector<std::string> const& more = {}, bool interactive = false) {
    std::vector<std::string> arguments{"train", "--data", data_, "--output", output_.string()};
    arguments.insert(arguments.end(), more.begin(), more.end());
    return run(arguments, interactive);
  }

  TemporaryFolder folder_;
  std::string data_ = folder_.path().string();
  fs::path output_ = folder_ / "run";
  std::string weights_ = (output_ / "weights.safetensors").string();
};

} // namespace toy

#endif
