/// \file
/// Headers whose action, on the input or on an output, is not that of the spec are refused.
#include <gtest/gtest.h>

#include <cstddef>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "codegen/forged_header.hpp"

namespace equivarify::codegen {
namespace {

/// Refuses each of \p forgeries for its own reason.
void expect_own_refusals(std::vector<ForgedHeader> const& forgeries) {
  std::set<std::string> reasons;
  for (ForgedHeader const& forgery : forgeries) {
    Plan const plan = zoo_plan(forgery.spec);
    audit::AcceptedPasses const accepted =
        audit::audit_passes(passes_certificate(plan, Purpose::training));
    std::string const header = training_header(plan);
    EXPECT_EQ(header_refusal(accepted, header), "") << forgery.spec;
    std::string const reason = header_refusal(accepted, forged_header(header, forgery));
    EXPECT_NE(reason.find(forgery.reason), std::string::npos)
        << forgery.exchanges.front().second << "\n  found: " << reason;
    EXPECT_TRUE(reasons.insert(reason).second) << reason;
  }
}

std::string const of_input = "struct Action {";
std::string const move_quarter = "{.transposed = true, .flipped_columns = true}";
std::string const move_half = "{.flipped_rows = true, .flipped_columns = true}";
std::string const move_three_quarters = "{.transposed = true, .flipped_rows = true}";

TEST(Passes, RefuseAnotherActionOnTheInput) {
  expect_own_refusals({
      // two elements change places
      {"zoo_field",
       of_input,
       {{move_quarter, "{1}"}, {move_half, move_quarter}, {"{1}", move_half}},
       "element 1 makes"},
      // the inverse of a generator
      {"zoo_field",
       of_input,
       {{move_quarter, move_three_quarters}},
       "element 1 makes entry 0 of x[30], expected x[5]"},
      // all turns go the other way
      {"zoo_poses",
       of_input,
       {{move_quarter, "{1}"}, {move_three_quarters, move_quarter}, {"{1}", move_three_quarters}},
       "element 1 makes entry 0 of x[66], expected x[41]"},
      {"zoo_field", of_input, {{"GridMotion{}", "GridMotion" + move_half}}, "element 0 makes"},
      {"zoo_field", of_input, {{"{.transposed = true}", "{}"}}, "element 5 makes"},
      // a sign is lost, another is one too many, all are lost
      {"zoo_robot", of_input, {{"{0, 0, 1, 0, 1, 1, 0}", "{0, 0, 1, 0, 0, 1, 0}"}}, "of x[5], exp"},
      {"zoo_robot",
       of_input,
       {{"{0, 0, 1, 0, 1, 1, 0}", "{0, 0, 1, 1, 1, 1, 0}"}},
       "of -x[3], exp"},
      {"zoo_robot", of_input, {{"input_negated", "input_negated_channels"}}, "entry 2 of x[2]"},
      {"zoo_poses", of_input, {{"{1, 1}", "{0, 1}"}}, "element 2 makes"},
      // two entries are exchanged
      {"zoo_robot", of_input, {{"{1, 0, 2, 3, 5, 4, 6}", "{1, 0, 3, 2, 5, 4, 6}"}}, "of -x[3]"},
      {"zoo_volume", of_input, {{"{0, 1},\n  }}", "{1, 0},\n  }}"}}, "element 3 makes"},
      // the action of another spec
      {"zoo_torus", of_input, {{"{4, 5, 0, 1, 2, 3,", "{2, 3, 4, 5, 0, 1,"}}, "element 1 makes"},
      {"zoo_field", of_input, {{"<2, 6, 6>", "<1, 6, 6>"}}, "input_permutations is of 36 entries"},
      // cells and channels of another array
      {"zoo_poses", of_input, {{"<36>", "<18>"}}, "input_negated is of 36 entries"},
  });
}

TEST(Passes, RefuseAnActionOfAnUnknownForm) {
  expect_own_refusals({
      {"zoo_field", of_input, {{"rt::grid_permutations", "rt::other"}}, "other<2,6,6>"},
      {"zoo_field", of_input, {{"{.transposed", "{.turned"}}, ".turned"},
      {"zoo_field",
       of_input,
       {{".flipped_columns = true}", ".flipped_columns = false}"}},
       "=false"},
      {"zoo_field", of_input, {{"<2, 6, 6>", "<4, 3, 6>"}}, "not square"},
      {"zoo_field", of_input, {{"<2, 6, 6>", "<2, 06, 6>"}}, "begins with no number: 06"},
      {"zoo_field", of_input, {{"<2, 6, 6>", "<0, 6, 6>"}}, "on nothing"},
      {"zoo_field", of_input, {{"rt::GridMotion{},", ""}}, "7 rows"},
      {"zoo_robot",
       of_input,
       {{"{1, 0, 2, 3, 5, 4, 6}", "{1, 0, 2, 3, 5, 4}"}},
       "which is not known"},
      {"zoo_robot", of_input, {{"{0, 0, 1, 0,", "{0, 0, 2, 0,"}}, "neither 0 nor 1"},
      {"zoo_robot", of_input, {{"input_permutations{{", "input_cells{{"}}, "no input_permutations"},
      {"zoo_robot",
       of_input,
       {{"bool, 7>, 2> input_negated", "bool, 7>, 2> other"}},
       "table other"},
      {"zoo_poses",
       of_input,
       {{"(input_channels, input_cells)", "(input_cells, other)"}},
       "of other"},
      {"zoo_robot",
       "struct Group {",
       {{"struct Action {", "struct Other {"}},
       "no part of such headers"},
      {"zoo_poses",
       "struct Construction",
       {{"candidates", "input_permutations"}},
       "Construction hides an action"},
      {"zoo_poses", "struct Construction", {{"coset{", "inverse{"}}, "Construction hides a member"},
  });
}

TEST(Passes, RefuseAnotherActionOnAnOutput) {
  std::string const torques = "struct Torques";
  std::string const flow = "struct Flow";
  std::string const sides = "struct Sides";
  expect_own_refusals({
      {"zoo_robot", torques, {{"{1, 0, 1, 0}", "{1, 0, 0, 0}"}}, "by sources, element 1 makes"},
      {"zoo_robot", torques, {{"{2, 3, 0, 1}", "{3, 2, 0, 1}"}}, "by sources, element 1 makes"},
      {"zoo_robot", torques, {{"offset = 5", "offset = 4"}}, "has not once"},
      {"zoo_robot", torques, {{"head = \"vector\"", "head = \"grid\""}}, "head=\"vector\""},
      {"zoo_robot", "struct Falls", {{"0.5", "0.5, negated[2][2]{{0, 0}, {0, 1}}"}}, "more than w"},
      {"zoo_robot", "struct Foot", {{"0.75}", "0.75}, offset{2}"}}, "more than class_weights"},
      {"zoo_robot", "struct Outputs", {{"outputs::Falls", "outputs::Foot"}}, "outputs::Falls"},
      {"zoo_robot", "struct Outputs", {{"Group, 9", "Group, 8"}}, "OutputList<Group,9"},
      {"zoo_field", flow, {{move_quarter, move_three_quarters}}, "by sources, element 1 makes"},
      {"zoo_field", flow, {{"{1, 0},", "{0, 1},"}}, "by sources, element 1 makes"},
      {"zoo_field", flow, {{"{1, 1},", "{1, 0},"}}, "by sources, element 2 makes"},
      {"zoo_sides", sides, {{"{0, 1},", "{0, 0},"}}, "entry 1 of x[1], expected -x[1]"},
      {"zoo_sides", sides, {{"elements{0, 3}", "elements{0, 4}"}}, "elements{0,3}"},
      {"zoo_sides", sides, {{"cosets{0, 1, 2}", "cosets{0, 1, 1}"}}, "cosets{0,1,2}"},
      {"zoo_sides",
       "struct Slots",
       {{"{\"in\", \"out\"}", "{\"in\", \"out\"}, negated{}"}},
       "more than class_names"},
  });
}

TEST(Passes, RefuseOtherWeightsOfLabelsThanAList) {
  std::string const weights = "struct LossWeights";
  expect_own_refusals({
      {"zoo_c2", weights, {{"0.5, 1}", "0.5, 1}, classes{9}"}}, "more than class_weights"},
      {"zoo_c2", weights, {{"1};", "1}; static constexpr int order = 2;"}}, "other members"},
      {"zoo_c2", weights, {{"0.5, 1}", "1, 0.5}"}}, "not the weights of the spec"},
      {"zoo_c2", weights, {{"{2,", "{02,"}}, "02 is no number"},
      {"zoo_c2", "struct Model", {{", LossWeights", ""}}, "the header has not: struct Model"},
      {"zoo_c3s3", "struct Model", {{", Integers", ", LossWeights, Integers"}}, "has not: struct"},
  });
}

/// The files of the runtime that \p header includes and could do without, so far as the auditor
/// sees; each of the others is one that it asks for.
std::set<std::string> includes_not_asked_for(audit::AcceptedPasses const& accepted,
                                             std::string const& header) {
  std::set<std::string> others;
  std::string const start = "#include \"equivarify/runtime/";
  for (std::size_t at = header.find(start); at != std::string::npos;
       at = header.find(start, at + 1)) {
    std::size_t const name = at + start.size();
    std::string const file = header.substr(name, header.find('"', name) - name);
    std::string without = header;
    without.erase(at, header.find('\n', at) + 1 - at);
    std::string const refusal = header_refusal(accepted, without);
    if (refusal.empty()) {
      others.insert(file);
    } else {
      EXPECT_EQ(refusal.find("the header uses rt::"), 0U) << refusal;
      EXPECT_TRUE(refusal.ends_with(" without its include, expected runtime/" + file)) << refusal;
    }
  }
  return others;
}

TEST(Passes, RefuseHeadersWithoutTheIncludesOfWhatTheyUse) {
  using Files = std::set<std::string>;
  for (auto const& [spec, others] : {std::pair{"zoo_c4c2", Files{}},
                                     {"zoo_robot", Files{"group/grid_motion.hpp"}},
                                     {"zoo_gates", Files{}},
                                     {"zoo_more_functions", Files{}}}) {
    Plan const plan = zoo_plan(spec);
    audit::AcceptedPasses const accepted =
        audit::audit_passes(passes_certificate(plan, Purpose::training));
    EXPECT_EQ(header_refusal(accepted, training_header(plan)), "");
    EXPECT_EQ(includes_not_asked_for(accepted, training_header(plan)), others) << spec;
  }
}

TEST(Passes, RefuseActionsThatTakeTooLong) {
  Plan const plan = zoo_plan("zoo_robot");
  audit::AcceptedPasses accepted = audit::audit_passes(passes_certificate(plan, Purpose::training));
  accepted.header.outputs.back().action.entries = std::size_t{1} << 24U;
  EXPECT_EQ(header_refusal(accepted, training_header(plan)).find("too large: actions"), 0U);
}

} // namespace
} // namespace equivarify::codegen
