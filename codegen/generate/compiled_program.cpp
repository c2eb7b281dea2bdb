#include "equivarify/codegen/generate/compiled_program.hpp"

#include "equivarify/codegen/generate/generate_error.hpp"

#include <fmt/format.h>

#include <chrono>
#include <cstdlib>
#include <fstream>
#include <iterator>
#include <random>
#include <system_error>

namespace equivarify::codegen {
namespace {

namespace fs = std::filesystem;

std::string compiler() {
  char const* const named =
      std::getenv("CXX"); // NOLINT(concurrency-mt-unsafe): nothing here changes the environment
  return named != nullptr && *named != '\0' ? named : "c++";
}

} // namespace

TemporaryFolder::TemporaryFolder() {
  std::random_device random;
  do {
    path_ = fs::temp_directory_path() / fmt::format("equivarify-{:08x}", random());
  } while (!fs::create_directory(path_));
}

TemporaryFolder::~TemporaryFolder() {
  std::error_code ignored;
  fs::remove_all(path_, ignored);
}

double compile_program(fs::path const& folder, std::string const& name, std::string const& advice) {
  auto const start = std::chrono::steady_clock::now();
  run_program(
      folder,
      fmt::format("{} -std=c++20 -O3 -march=native -pthread {}.cpp -o {}", compiler(), name, name),
      advice);
  return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
}

std::string
run_program(fs::path const& folder, std::string const& command, std::string const& advice) {
  std::string const line = fmt::format("cd '{}' && {} > output.txt 2>&1", folder.string(), command);
  // NOLINTNEXTLINE(cert-env33-c,concurrency-mt-unsafe): the user's compiler is a command
  bool const succeeded = std::system(line.c_str()) == 0;
  std::string output = read_bytes(folder / "output.txt");
  if (!succeeded) {
    throw GenerateError(fmt::format("this command failed: {}\n{}\n{}", command, output, advice));
  }
  return output;
}

std::string read_bytes(fs::path const& file) {
  std::ifstream stream(file, std::ios::binary);
  return {std::istreambuf_iterator<char>(stream), {}};
}

} // namespace equivarify::codegen
