/// \file
/// `equivarify theory`, in process: the theory as it is used, and what falls when it is changed.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include <filesystem>
#include <fstream>
#include <set>
#include <string>
#include <vector>

#include "runtime/temporary_folder.hpp"
#include "support/run_equivarify.hpp"

namespace equivarify::codegen {
namespace {

using support::Outcome;
using support::run_equivarify;
using ::testing::EndsWith;
using ::testing::HasSubstr;
using ::testing::Not;

std::string shipped() {
  return run_equivarify({"theory"}).out;
}

/// What the command says of the theory \p text.
Outcome of_theory(std::string const& text, std::vector<std::string> const& more = {}) {
  ::TemporaryFolder const folder;
  std::ofstream{folder / "mine.txt", std::ios::binary} << text;
  std::vector<std::string> arguments{"theory", (folder / "mine.txt").string()};
  arguments.insert(arguments.end(), more.begin(), more.end());
  return run_equivarify(arguments);
}

/// The shipped theory with \p now for \p was, once.
std::string changed(std::string const& was, std::string const& now) {
  std::string text = shipped();
  std::size_t const place = text.find(was);
  EXPECT_NE(place, std::string::npos) << was;
  return text.replace(place, was.size(), now);
}

constexpr char const* lift = "  at(ap(lift(F), x), h) = ap(F, act(inv(h), x))\n";

TEST(TheoryCommand, PrintsATheoryThatItProves) {
  EXPECT_THAT(shipped(), HasSubstr("axiom lift: 3.0.4: the lift"));
  EXPECT_THAT(shipped(), HasSubstr("claim lift-equivariant: F^(g x) = g F^(x)\n"));
  Outcome const outcome = of_theory(shipped());
  EXPECT_EQ(outcome.code, ExitCode::done);
  EXPECT_EQ(outcome.out, "113 of 113 claims proved from the axioms of equivarify\n");
}

TEST(TheoryCommand, PrintsTheTheoryForMachines) {
  auto const json = nlohmann::json::parse(run_equivarify({"theory", "--json"}).out);
  auto const& lemma = json["theorems"][1];
  EXPECT_EQ(lemma["id"], "lift-equivariant");
  EXPECT_EQ(lemma["claims"][0]["says"], "F^(g x) = g F^(x)");
  EXPECT_FALSE(lemma["claims"][0].contains("verdict"));
  EXPECT_FALSE(json["axioms"].empty());
  EXPECT_FALSE(json["hypotheses"].empty());
}

/// All that the text has of a claim but the hints to the prover, and no name of nothing.
TEST(TheoryCommand, TellsMachinesWhereEachClaimComesFrom) {
  auto const json = nlohmann::json::parse(run_equivarify({"theory", "--json"}).out);
  std::set<std::string> hypotheses;
  for (auto const& hypothesis : json["hypotheses"]) {
    EXPECT_FALSE(hypothesis["source"].get<std::string>().empty());
    hypotheses.insert(hypothesis["name"]);
  }
  std::set<std::string> before;
  for (auto const& theorem : json["theorems"]) {
    EXPECT_FALSE(theorem["source"].get<std::string>().empty()) << theorem["id"];
    for (auto const& claim : theorem["claims"]) {
      for (auto const& given : claim["given"]) {
        EXPECT_TRUE(hypotheses.contains(given)) << claim;
      }
      for (auto const& cited : claim["by"]) {
        EXPECT_TRUE(before.contains(cited)) << claim;
      }
      before.insert(claim["name"]);
    }
  }
  auto const& unique = json["theorems"][3];
  EXPECT_EQ(unique["source"], "3.0.2");
  auto const& claim = unique["claims"][0];
  EXPECT_EQ(claim["given"],
            (nlohmann::json{"X-identity", "X-product", "H-equivariant", "H-projects"}));
  EXPECT_EQ(claim["variables"]["F"], "Fun(X, Z)");
  EXPECT_EQ(claim["compared_at"], "h");
}

TEST(TheoryCommand, PrintsVerdictsForMachines) {
  auto const unproved = [](Outcome const& outcome) {
    std::vector<std::string> names;
    auto const json = nlohmann::json::parse(outcome.out);
    for (auto const& theorem : json["theorems"]) {
      for (auto const& claim : theorem["claims"]) {
        if (claim["verdict"] != "proved") {
          EXPECT_EQ(claim["verdict"], "unproved");
          names.push_back(claim["name"]);
        }
      }
    }
    return names;
  };
  Outcome const same = of_theory(shipped(), {"--json"});
  EXPECT_EQ(same.code, ExitCode::done);
  EXPECT_EQ(nlohmann::json::parse(same.out)["is_shipped"], true);
  EXPECT_TRUE(unproved(same).empty());
  Outcome const other =
      of_theory(changed(lift, "  at(ap(lift(F), x), h) = ap(F, act(h, x))\n"), {"--json"});
  EXPECT_EQ(other.code, ExitCode::refuted);
  EXPECT_EQ(nlohmann::json::parse(other.out)["is_shipped"], false);
  EXPECT_THAT(unproved(other), ::testing::Contains("lift-equivariant"));
}

TEST(TheoryCommand, ShowsWhatFallsWithADefinition) {
  Outcome const outcome = of_theory(changed(lift, "  at(ap(lift(F), x), h) = ap(F, act(h, x))\n"));
  EXPECT_EQ(outcome.code, ExitCode::refuted);
  EXPECT_THAT(outcome.out, HasSubstr("-   at(ap(lift(F), x), h) = ap(F, act(inv(h), x))\n"));
  EXPECT_THAT(outcome.out, HasSubstr("+   at(ap(lift(F), x), h) = ap(F, act(h, x))\n"));
  EXPECT_THAT(outcome.out, HasSubstr("This is not the theory of equivarify."));
  EXPECT_THAT(outcome.out,
              HasSubstr("NOT PROVED lift-equivariant: F^(g x) = g F^(x)\n"
                        "  the left side ends at   F(h g x)\n"
                        "  the right side ends at  F(g^-1 h x)\n"));
  EXPECT_THAT(outcome.out,
              HasSubstr("NOT PROVED lift-bijection-values: F^ is equivariant, so F -> "
                        "F^ has values among the equivariant maps\n"
                        "  it cites lift-equivariant\n"));
  EXPECT_THAT(outcome.out, Not(HasSubstr("NOT PROVED lift-projects")));
  EXPECT_THAT(outcome.out,
              EndsWith("of 113 claims proved from other axioms than those of equivarify\n"));
}

/// Whatever follows from a false axiom is not said to follow from those of equivarify.
TEST(TheoryCommand, SaysOfWhatIsProvedFromOtherAxiomsThatItIs) {
  Outcome const outcome = of_theory(shipped() + R"(
axiom no-inverse: false
  for a: G
  inv(a) = e
theorem mine: nowhere
claim all-alike: false
  for a: G; b: G
  inv(a) = inv(b)
)");
  EXPECT_THAT(outcome.out, HasSubstr("+ axiom no-inverse: false\n"));
  EXPECT_THAT(outcome.out, HasSubstr("+ claim all-alike: false\n"));
  EXPECT_THAT(outcome.out, Not(HasSubstr("NOT PROVED all-alike")));
  EXPECT_THAT(outcome.out, HasSubstr("which nobody has checked; there are no certificates of it"));
  EXPECT_THAT(outcome.out, EndsWith("claims proved from other axioms than those of equivarify\n"));
}

TEST(TheoryCommand, EndsWhereAxiomsGoRoundOrGrow) {
  for (char const* axiom : {"mul(a, b) = mul(b, a)", "inv(a) = inv(inv(inv(a)))"}) {
    Outcome const outcome =
        of_theory(changed("axiom group-identity-left",
                          std::string{"axiom round: endless\n  for a: G; b: G\n  "} + axiom +
                              "\naxiom group-identity-left"));
    EXPECT_EQ(outcome.code, ExitCode::refuted) << axiom;
    EXPECT_THAT(outcome.out, HasSubstr("\": more than 100 steps, or 100000 symbols in them\n"))
        << axiom;
  }
}

TEST(TheoryCommand, ShowsThatSymbolsNeedTheClaimsThatDefineThem) {
  Outcome const outcome = of_theory(changed("claim kernel-inverse: n^-1 is in N, for n in N\n"
                                            "  for n: N; x: X\n"
                                            "  given X-identity, X-product, N-fixes\n",
                                            "claim kernel-inverse: n^-1 is in N, for n in N\n"
                                            "  for n: N; x: X\n"
                                            "  given X-identity, X-product\n"
                                            "  act(inv(in(n)), x) = x\n"
                                            "claim kernel-inverse-again: n^-1 is in N, for n in N\n"
                                            "  for n: N; x: X\n"
                                            "  given X-identity, X-product, N-fixes\n"));
  EXPECT_THAT(
      outcome.out,
      HasSubstr("NOT PROVED quotient-shift-well-defined: h k N depends on the cosets h N and "
                "k N alone, for N is normal\n"
                "  \"quotient-shift-well-defined\" uses a symbol that is defined after "
                "\"kernel-inverse\"\n"));
}

TEST(TheoryCommand, RefusesWhatIsNoTheory) {
  Outcome const outcome = of_theory("axiom one: law\n  for a: G\n  mull(e, a) = a\n");
  EXPECT_EQ(outcome.code, ExitCode::bad_input);
  EXPECT_THAT(outcome.err,
              EndsWith("mine.txt:3: found \"mull\"; expected a symbol (nearest: mul)\n"));
  EXPECT_EQ(run_equivarify({"theory", "nowhere.txt"}).code, ExitCode::bad_input);
}

} // namespace
} // namespace equivarify::codegen
