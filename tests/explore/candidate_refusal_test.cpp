/// \file
/// Files that are no candidate, each with all that is said of it.
#include <gtest/gtest.h>

#include <filesystem>

#include "explore/explore_program.hpp"
#include "support/case_folder.hpp"

namespace equivarify::codegen {
namespace {

using support::explore;
using support::Outcome;
using support::TemporaryFile;

/// Compares what is said of each bad file in `candidates_refused` with the text next to it.
TEST(CandidateRefusal, SaysTheWholeMessage) {
  std::filesystem::path const folder = CANDIDATES_REFUSED;
  std::vector<std::string> const names = support::case_names(folder);
  for (std::string const& name : names) {
    TemporaryFile const file{support::read_text(folder / (name + ".json"))};
    Outcome const outcome = explore({"decide", file.path()});
    EXPECT_EQ(outcome.code, ExitCode::bad_input) << name;
    EXPECT_EQ(outcome.out, "") << name;
    std::string said = outcome.err;
    for (auto at = said.find(file.path()); at != std::string::npos; at = said.find(file.path())) {
      said.replace(at, file.path().size(), "FILE");
    }
    support::expect_text(folder / (name + ".expected"), said);
  }
  EXPECT_EQ(names.size(), 27U);
}

} // namespace
} // namespace equivarify::codegen
