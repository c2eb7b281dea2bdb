/// \file
/// `equivarify explore relate`, and isomorphisms between the same set under two names.
#include "equivarify/algebra/equivarifications/maps_over.hpp"
#include "equivarify/algebra/named_groups.hpp"

#include <gtest/gtest.h>
#include <rapidcheck.h>

#include <cstdint>
#include <numeric>
#include <string>
#include <vector>

#include "explore/explore_program.hpp"
#include "explore/maps_by_hand.hpp"
#include "support/few_cases.hpp"

namespace equivarify::codegen {
namespace {

using support::example;
using support::explore;
using support::is_over;
using support::Outcome;
using support::pick_candidate;
using support::TemporaryFile;
using support::to_json;
using Json = nlohmann::json;
using algebra::Candidate;

TEST(RelateCommand, ShowsTheMapsBothWays) {
  TemporaryFile const renamed{R"({"group": {"cyclic": 2}, "labels": 2, "set": ["a", "b", "c", "d"],
    "action": {"r": ["a", "d", "c", "b"]}, "projection": [1, 0, 0, 1]})"};
  Outcome const outcome = explore({"relate", example("c2_product"), renamed.path()});
  EXPECT_EQ(outcome.code, ExitCode::done) << outcome.err;
  EXPECT_EQ(outcome.out, R"(isomorphic: W has 4 points and V has 4, over 2 labels, under C2
  W -> V          c d b a
  maps W -> V     1 over Z
                  w = 0, 1 points, goes to one of 1: c
                  w = 1, 2 points, goes to one of 1: d
                  w = 3, 1 points, goes to one of 1: a
  maps V -> W     1 over Z
                  w = a, 1 points, goes to one of 1: 3
                  w = b, 2 points, goes to one of 1: 2
                  w = c, 1 points, goes to one of 1: 0
)");
}

TEST(RelateCommand, ShowsWhatStandsInTheWay) {
  TemporaryFile const free{R"({"group": {"cyclic": 2}, "labels": 2, "set": 2,
    "action": {"r": [1, 0]}, "projection": [0, 1]})"};
  Outcome const outcome = explore({"relate", example("c2_product"), free.path(), "--json"});
  EXPECT_EQ(outcome.code, ExitCode::refuted);
  Json const d = to_json(outcome);
  EXPECT_EQ(d["isomorphic"], false);
  EXPECT_EQ(d["to_second"]["exists"], false);
  EXPECT_EQ(d["to_second"]["count"], 0);
  EXPECT_EQ(d["to_second"]["obstruction"]["w"], 0);
  EXPECT_EQ(d["to_second"]["obstruction"]["stabilizer"], "<r>");
  EXPECT_EQ(d["to_first"]["count"], 1);
}

TEST(RelateCommand, RefusesAnotherGroup) {
  TemporaryFile const other{R"({"group": {"cyclic": 3}, "labels": 2, "set": 1,
    "action": {"r": [0]}, "projection": [0]})"};
  Outcome const outcome = explore({"relate", example("c2_product"), other.path()});
  EXPECT_EQ(outcome.code, ExitCode::bad_input);
  EXPECT_NE(outcome.err.find("sets of two groups, C2 and C3"), std::string::npos) << outcome.err;
}

TEST(MapsOver, AnIsomorphismFindsItsWayThroughNewNames) {
  EXPECT_EQ(
      support::counterexample(
          100,
          [] {
            auto const group = algebra::dihedral(4);
            Candidate const from = pick_candidate(group);
            std::vector<std::uint32_t> name(from.set.size());
            std::iota(name.begin(), name.end(), 0U);
            for (std::size_t i = 1; i < name.size(); ++i) {
              std::swap(name[i], name[*rc::gen::inRange<std::size_t>(0, i + 1)]);
            }
            algebra::SchreierGraph::Images images = from.set.images();
            algebra::LabelMap labels(name.size());
            for (std::uint32_t x = 0; x < name.size(); ++x) {
              labels[name[x]] = from.projection[x];
              for (std::size_t k = 0; k < images.size(); ++k) {
                images[k][name[x]] = name[from.set.step_unchecked(k, x)];
              }
            }
            Candidate const to{
                algebra::SchreierGraph::from_generators(group, from.set.size(), images), 2, labels};
            auto const found = algebra::isomorphism_over(from, to);
            RC_ASSERT(found.has_value());
            RC_ASSERT(is_over(from, to, *found));
          }),
      "");
}

} // namespace
} // namespace equivarify::codegen
