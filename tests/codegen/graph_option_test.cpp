/// \file
/// `--graph` of `equivarify group` and `equivarify action`, as their users meet it.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>

#include "runtime/temporary_folder.hpp"
#include "support/run_equivarify.hpp"

namespace equivarify::codegen {
namespace {

using nlohmann::json;
using support::Outcome;
using support::run_equivarify;
using ::testing::EndsWith;
using ::testing::HasSubstr;
using ::testing::StartsWith;

std::string content_of(std::filesystem::path const& file) {
  std::ifstream stream{file};
  return {std::istreambuf_iterator<char>{stream}, {}};
}

/// Nobody finds a program while this lives.
class EmptyPath {
public:
  EmptyPath() { ::setenv("PATH", "/nonexistent", 1); }

  EmptyPath(EmptyPath const&) = delete;
  EmptyPath(EmptyPath&&) = delete;
  EmptyPath& operator=(EmptyPath const&) = delete;
  EmptyPath& operator=(EmptyPath&&) = delete;

  ~EmptyPath() { ::setenv("PATH", before_.c_str(), 1); }

private:
  std::string before_ = std::getenv("PATH") == nullptr ? "" : std::getenv("PATH");
};

TEST(GroupCommand, WritesTheCayleyGraph) {
  ::TemporaryFolder const folder;
  EmptyPath const no_programs;
  Outcome const outcome = run_equivarify({"group", "C3", "--graph", (folder / "c3.dot").string()});
  EXPECT_EQ(outcome.code, ExitCode::done);
  EXPECT_THAT(outcome.out,
              EndsWith("\nwrote " + (folder / "c3.dot").string() + ", but not " +
                       (folder / "c3.svg").string() +
                       ": the program 'dot' is not installed (Debian package graphviz)\n"));
  EXPECT_THAT(content_of(folder / "c3.dot"),
              StartsWith("digraph G {\nlabel=\"Cayley graph of C3\""));
  EXPECT_EQ(std::distance(std::filesystem::directory_iterator{folder.path()}, {}), 1);
}

TEST(GroupCommand, WritesTheLatticeOfSubgroups) {
  ::TemporaryFolder const folder;
  EmptyPath const no_programs;
  Outcome const outcome = run_equivarify(
      {"group", "S4", "--graph", (folder / "s4.dot").string(), "--graph-of", "subgroups"});
  EXPECT_EQ(outcome.code, ExitCode::done) << outcome.err;
  std::string const drawn = content_of(folder / "s4.dot");
  EXPECT_THAT(drawn, StartsWith("digraph G {\nlabel=\"subgroups of S4\""));
  EXPECT_THAT(drawn, HasSubstr("order 24\", shape=box]"));
  EXPECT_THAT(drawn, HasSubstr("order 8, 3 conjugates\", shape=ellipse]"));
}

TEST(GroupCommand, AsksForAFileWhereItShallDraw) {
  EXPECT_EQ(run_equivarify({"group", "S4", "--graph-of", "subgroups"}).code, ExitCode::bad_input);
}

TEST(GroupCommand, SaysWhyADrawingAskedForByNameIsMissing) {
  ::TemporaryFolder const folder;
  EmptyPath const no_programs;
  std::string const file = (folder / "c3.svg").string();
  Outcome const outcome = run_equivarify({"group", "C3", "--graph", file});
  EXPECT_EQ(outcome.code, ExitCode::bad_input);
  EXPECT_EQ(outcome.err,
            file +
                ": cannot be drawn\n"
                "  found        the program 'dot' is not installed (Debian package graphviz)\n"
                "1 problem in " +
                file + "\n");
  EXPECT_TRUE(std::filesystem::is_empty(folder.path()));
}

TEST(GroupCommand, DrawsWhereGraphvizIsInstalled) {
  if (std::system("dot -V > /dev/null 2>&1") != 0) {
    GTEST_SKIP() << "Graphviz is not installed (Debian package graphviz)";
  }
  ::TemporaryFolder const folder;
  Outcome const outcome =
      run_equivarify({"group", "D4", "--json", "--graph", (folder / "d4.dot").string()});
  EXPECT_EQ(json::parse(outcome.out)["order"], "8");
  EXPECT_EQ(outcome.err,
            "wrote " + (folder / "d4.dot").string() + " and " + (folder / "d4.svg").string() +
                "\n");
  EXPECT_THAT(content_of(folder / "d4.svg"), HasSubstr("Cayley graph of D4"));
}

TEST(GroupCommand, DrawsGeneratorsNamedAsWordsOfGraphviz) {
  if (std::system("dot -V > /dev/null 2>&1") != 0) {
    GTEST_SKIP() << "Graphviz is not installed (Debian package graphviz)";
  }
  ::TemporaryFolder const folder;
  for (char const* word : {"node", "edge", "graph", "digraph", "subgraph", "strict"}) {
    Outcome const outcome =
        run_equivarify({"group",
                        std::string{R"({"presentation": {"generators": [")"} + word +
                            R"("], "relations": [")" + word + R"(^3"]}})",
                        "--graph",
                        (folder / "words.svg").string()});
    EXPECT_EQ(outcome.code, ExitCode::done) << word << outcome.err;
    EXPECT_THAT(content_of(folder / "words.svg"), HasSubstr(word));
  }
}

TEST(ActionCommand, WritesTheSchreierGraph) {
  ::TemporaryFolder const folder;
  std::ofstream{folder / "square.json"}
      << R"({"group": {"cyclic": 4}, "points": 5, "generators": {"r": [1, 2, 3, 0, 4]}})";
  EmptyPath const no_programs;
  Outcome const outcome = run_equivarify({"action",
                                          (folder / "square.json").string(),
                                          "--json",
                                          "--graph",
                                          (folder / "square.dot").string()});
  EXPECT_EQ(outcome.code, ExitCode::done);
  EXPECT_EQ(json::parse(outcome.out)["points"], 5);
  EXPECT_THAT(outcome.err, StartsWith("wrote " + (folder / "square.dot").string()));
  EXPECT_THAT(content_of(folder / "square.dot"),
              HasSubstr("3->0 [label=\"r\", color=\"#0072b2\"];\n4->4"));
}

} // namespace
} // namespace equivarify::codegen
