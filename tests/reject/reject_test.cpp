/// \file
/// Every NAME.json of this folder is a bad spec, NAME.expected the whole message it gets. The
/// target update-reject rewrites the messages.
#include "equivarify/codegen/spec/load.hpp"

#include <gtest/gtest.h>

#include <filesystem>
#include <string>

#include "support/case_folder.hpp"
#include "support/run_equivarify.hpp"

namespace equivarify::codegen {
namespace {

std::filesystem::path const folder{REJECT_FOLDER};

/// The message that the spec called \p name gets; empty if it is accepted.
std::string message_for(std::string const& name) {
  try {
    static_cast<void>(parse_network(support::read_text(folder / (name + ".json")), name + ".json"));
    return "";
  } catch (InputError const& error) {
    return std::string{error.what()} + '\n';
  }
}

class Reject : public ::testing::TestWithParam<std::string> {};

TEST_P(Reject, GetsTheWholeMessage) {
  support::expect_text(folder / (GetParam() + ".expected"), message_for(GetParam()));
}

TEST_P(Reject, EndsTheProgramWithExitCodeTwo) {
  support::Outcome const outcome =
      support::run_equivarify({"check", folder / (GetParam() + ".json")});
  EXPECT_EQ(outcome.code, ExitCode::bad_input);
  EXPECT_EQ(outcome.out, "");
  EXPECT_NE(outcome.err, "");
}

INSTANTIATE_TEST_SUITE_P(Specs,
                         Reject,
                         ::testing::ValuesIn(support::case_names(folder)),
                         [](auto const& name) { return name.param; });

TEST(RejectFolder, HasAMessageForEachSpecAndNoOther) {
  for (auto const& entry : std::filesystem::directory_iterator{folder}) {
    if (entry.path().extension() == ".expected") {
      EXPECT_TRUE(
          std::filesystem::exists(std::filesystem::path{entry.path()}.replace_extension(".json")))
          << entry.path();
    }
  }
  EXPECT_GE(support::case_names(folder).size(), 20U);
}

} // namespace
} // namespace equivarify::codegen
