/// \file
/// Every NAME.json of this folder is a bad spec, NAME.expected the whole message it gets. The
/// target update-reject rewrites the messages.
#include "equivarify/codegen/cli.hpp"
#include "equivarify/codegen/spec_json.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>
#include <vector>

namespace equivarify::codegen {
namespace {

std::filesystem::path const folder{REJECT_FOLDER};

std::string read(std::filesystem::path const& path) {
  std::ostringstream text;
  text << std::ifstream{path, std::ios::binary}.rdbuf();
  return text.str();
}

/// The names of all cases, sorted.
std::vector<std::string> case_names() {
  std::vector<std::string> names;
  for (auto const& entry : std::filesystem::directory_iterator{folder}) {
    if (entry.path().extension() == ".json") {
      names.push_back(entry.path().stem());
    }
  }
  std::sort(names.begin(), names.end());
  return names;
}

/// The message that the spec called \p name gets; empty if it is accepted.
std::string message_for(std::string const& name) {
  try {
    static_cast<void>(parse_network(read(folder / (name + ".json")), name + ".json"));
    return "";
  } catch (SpecError const& error) {
    return std::string{error.what()} + '\n';
  }
}

class Reject : public testing::TestWithParam<std::string> {};

TEST_P(Reject, GetsTheWholeMessage) {
  std::filesystem::path const expected = folder / (GetParam() + ".expected");
  if (std::getenv("EQUIVARIFY_UPDATE_EXPECTED") != nullptr) {
    std::ofstream{expected, std::ios::binary} << message_for(GetParam());
  }
  EXPECT_EQ(message_for(GetParam()), read(expected));
}

TEST_P(Reject, EndsTheProgramWithExitCodeTwo) {
  std::ostringstream out;
  std::ostringstream err;
  Console console{.out = out, .err = err};
  EXPECT_EQ(run({"check", folder / (GetParam() + ".json")}, console), ExitCode::bad_input);
  EXPECT_EQ(out.str(), "");
  EXPECT_NE(err.str(), "");
}

INSTANTIATE_TEST_SUITE_P(Specs, Reject, testing::ValuesIn(case_names()), [](auto const& name) {
  return name.param;
});

TEST(RejectFolder, HasAMessageForEachSpecAndNoOther) {
  for (auto const& entry : std::filesystem::directory_iterator{folder}) {
    if (entry.path().extension() == ".expected") {
      EXPECT_TRUE(
          std::filesystem::exists(std::filesystem::path{entry.path()}.replace_extension(".json")))
          << entry.path();
    }
  }
  EXPECT_GE(case_names().size(), 20U);
}

} // namespace
} // namespace equivarify::codegen
