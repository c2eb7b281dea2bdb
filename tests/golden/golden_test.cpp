#include "equivarify/codegen/generate/generate.hpp"
#include "equivarify/codegen/spec/load.hpp"

#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>

namespace equivarify::codegen {
namespace {

std::string read_file(std::filesystem::path const& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

/// What two texts have around their first difference.
std::string first_difference(std::string const& actual, std::string const& expected) {
  auto const place = static_cast<std::size_t>(
      std::mismatch(actual.begin(), actual.end(), expected.begin(), expected.end()).first -
      actual.begin());
  std::size_t const begin = place < 200 ? 0 : place - 200;
  return "got:\n" + actual.substr(begin, 400) + "\n----\nexpected:\n" + expected.substr(begin, 400);
}

class GoldenSources : public ::testing::TestWithParam<char const*> {};

TEST_P(GoldenSources, AreWhatTheSpecGives) {
  std::string const name = GetParam();
  auto const folder = std::filesystem::path(GOLDEN_FOLDER) / name;
  Generation const generation =
      generate(load_network(SPECS_FOLDER "/" + name + ".json"), {.compare = false});
  for (SourceFile const& file : generation.files) {
    if (std::getenv("EQUIVARIFY_UPDATE_GOLDEN") != nullptr) {
      std::filesystem::create_directories(folder);
      std::ofstream(folder / file.name, std::ios::binary) << file.text;
    }
    std::string const expected = read_file(folder / file.name);
    EXPECT_TRUE(file.text == expected)
        << folder / file.name << " (target update-golden rewrites it)\n"
        << first_difference(file.text, expected);
  }
}

INSTANTIATE_TEST_SUITE_P(Specs,
                         GoldenSources,
                         ::testing::Values("mnist_d4", "tiny_c4"),
                         [](auto const& spec) { return std::string(spec.param); });

} // namespace
} // namespace equivarify::codegen
