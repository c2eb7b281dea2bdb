/// \file
/// Candidates given by a construction, through the commands of `equivarify explore`.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "explore/explore_program.hpp"

namespace equivarify::codegen {
namespace {

using support::example;
using support::explore;
using support::Outcome;
using support::TemporaryFile;
using support::to_json;
using ::testing::HasSubstr;
using Json = nlohmann::json;

TEST(Construction, OfAllMapsIsTheSmallestEquivarification) {
  Outcome const outcome = explore({"decide", example("d4_maps"), "--json"});
  EXPECT_EQ(outcome.code, ExitCode::done) << outcome.err;
  Json const d = to_json(outcome);
  EXPECT_EQ(d["verdict"], "yes");
  EXPECT_EQ(d["scope"], "absolute");
  EXPECT_EQ(d["points"], 256);
  EXPECT_EQ(d["minimal"], true);
  EXPECT_EQ(d["construction"], "Map(G, Z), p(s) = s(e)");
}

TEST(Construction, OfMapsFromCosetsIsOneForTheirKernel) {
  Outcome const outcome = explore({"decide", example("d4_maps_of_cosets"), "--json"});
  EXPECT_EQ(outcome.code, ExitCode::done) << outcome.err;
  EXPECT_EQ(to_json(outcome)["scope"], "relative");
  EXPECT_EQ(to_json(outcome)["points"], 16);
  EXPECT_EQ(to_json(outcome)["minimal"], true);
}

TEST(Construction, ThatIsNone) {
  Outcome const outcome = explore({"decide", example("c3_pairs")});
  EXPECT_EQ(outcome.code, ExitCode::refuted) << outcome.err;
  EXPECT_THAT(outcome.out, HasSubstr("  W               G x Z, p(g, z) = z\n"));
  EXPECT_THAT(outcome.out, HasSubstr("X = G/H with 1 points"));
}

TEST(Construction, OfSeveralParts) {
  Json const d = to_json(explore({"decide", example("s3_more"), "--json"}));
  EXPECT_EQ(d["verdict"], "yes");
  EXPECT_EQ(d["points"], 64 + 6 + 1);
  EXPECT_EQ(d["adds"]["orbits"], 3);
}

TEST(Construction, IsRelatedToTheSameSetPointByPoint) {
  TemporaryFile const maps{R"json({"group": {"cyclic": 2}, "labels": 2,
      "construction": "Map(G, Z), p(s) = s(e)"})json"};
  EXPECT_EQ(explore({"relate", example("c2_product"), maps.path()}).code, ExitCode::done);
  TemporaryFile const at_r{R"json({"group": {"cyclic": 2}, "labels": 2,
      "construction": "Map(G, Z), p(s) = s(r)"})json"};
  EXPECT_EQ(explore({"relate", maps.path(), at_r.path()}).code, ExitCode::done);
  TemporaryFile const more{R"json({"group": {"cyclic": 2}, "labels": 2,
      "construction": "Map(G, Z), p(s) = s(e); 1, p(x0) = 0"})json"};
  EXPECT_EQ(explore({"relate", maps.path(), more.path()}).code, ExitCode::refuted);
}

TEST(Construction, IsAQuestionForMinimalToo) {
  EXPECT_EQ(to_json(explore({"minimal", example("d4_maps_of_cosets"), "--json"}))["points"], 16);
}

TEST(Construction, CountsLifts) {
  TemporaryFile const map{R"({"group": "D4", "set": 4,
      "action": {"r": [1, 2, 3, 0], "s": [1, 0, 3, 2]}, "map": [0, 1, 1, 0]})"};
  Outcome const outcome = explore({"decide", example("d4_maps"), "--lifts", map.path(), "--json"});
  EXPECT_EQ(to_json(outcome)["lifts"]["number"], 1) << outcome.err;
}

} // namespace
} // namespace equivarify::codegen
