/// \file
/// `equivarify action --maps-into`, in process.
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "support/run_equivarify.hpp"

namespace equivarify::codegen {
namespace {

using nlohmann::json;
using support::Outcome;
using support::run_equivarify;

TEST(MapsInto, CountsWithoutListing) {
  Outcome const outcome =
      run_equivarify({"action", "--maps-into", "C2 x octahedral", "--labels", "3", "--json"});
  EXPECT_EQ(outcome.code, ExitCode::done) << outcome.err;
  json const counts = json::parse(outcome.out);
  EXPECT_EQ(counts["points"], "79766443076872509863361"); // 3^48
  EXPECT_EQ(counts["group_order"], "48");
  EXPECT_EQ(counts["labels"], 3);
  EXPECT_EQ(counts["orbits_by_stabilizer"].size(), 33U); // the classes of subgroups of Oh
  // Burnside: the mean of 3^(48 / order) over the elements.
  EXPECT_EQ(counts["orbits"], "1661800897546646288751");
}

TEST(MapsInto, ShowsTheOrbitsOfC2) {
  Outcome const outcome = run_equivarify({"action", "--maps-into", "C2", "--labels", "2"});
  EXPECT_EQ(outcome.out,
            "maps from C2, 2 elements, to 2 labels\n"
            "  points      4\n"
            "  orbits      3\n"
            "\n"
            "  stabilizer  order  conjugates  orbits  points\n"
            "  1               1           1       1       2\n"
            "  <r>             2           1       2       2\n");
}

TEST(MapsInto, RefusesWhatItCannotCount) {
  Outcome const large = run_equivarify({"action", "--maps-into", "symmetric:7"});
  EXPECT_EQ(large.code, ExitCode::bad_input);
  EXPECT_EQ(large.err, "equivarify: S7 has 5040 elements; its subgroups are listed up to 2000\n");
  Outcome const wide = run_equivarify({"action", "--maps-into", "elementary_abelian:2,7"});
  EXPECT_EQ(wide.code, ExitCode::bad_input);
  EXPECT_EQ(wide.err,
            "equivarify: a table of marks of C2^7 has 29212 rows; at "
            "most 4000\n");
  EXPECT_EQ(run_equivarify({"action", "--maps-into", "C2", "--labels", "0"}).code,
            ExitCode::bad_input);
  Outcome const both = run_equivarify({"action", "x.json", "--maps-into", "C2"});
  EXPECT_EQ(
      both.err,
      "equivarify: found a file with an action and --maps-into GROUP, expected one of them\n");
  EXPECT_EQ(run_equivarify({"action"}).err,
            "equivarify: expected a file with an action, or --maps-into GROUP\n");
}

} // namespace
} // namespace equivarify::codegen
