/// \file
/// The auditor builds every group that a spec can have, by itself.
#include "equivarify/algebra/small_group.hpp"

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "codegen/certified.hpp"
#include "support/constructed_specs.hpp"
#include "support/spec_text.hpp"

namespace equivarify::codegen {
namespace {

using nlohmann::json;

TEST(AuditGroups, AreAcceptedForEveryKindOfGroup) {
  std::string const one_row = "[1, 1, 6]";
  std::string const network = R"([{"name": "f", "equivarify": "lift", "layers": [
    {"name": "c", "type": "conv2d", "filters": 2, "kernel": [1, 3]}, {"type": "flatten"},
    {"type": "dense", "units": 3}]}])";
  std::vector<SpecText> const specs{
      square_d4(SpecText{}.network, ""),
      {.group = R"({"symmetric": 3})",
       .shape = one_row,
       .action =
           R"({"a": {"permutation": [1, 0, 2, 4, 3, 5]}, "b": {"permutation": [2, 0, 1, 5, 3, 4]}})",
       .network = network},
      {.group = R"({"alternating": 3})",
       .shape = one_row,
       .action = R"({"a": {"permutation": [2, 0, 1, 5, 3, 4]}})",
       .network = network},
      {.group = R"({"dicyclic": 2})",
       .shape = one_row,
       .action = R"({"a": "identity", "b": "flip_columns"})",
       .network = network},
      {.group = R"({"product": [{"cyclic": 2}, {"cyclic": 2}]})",
       .shape = one_row,
       .action = R"({"r1": "flip_columns", "r2": "identity"})",
       .network = network},
      {.group = R"json({"permutations": {"degree": 4, "generators":
                                 {"t": "(0 1)(2 3)", "u": [2, 3, 0, 1]}}})json",
       .shape = "[1, 4, 4]",
       .action = R"({"t": ["flip_columns", "flip_rows"], "u": "flip_rows"})",
       .network = network},
      {.group = R"({"dihedral": 4})",
       .shape = "[1, 4, 4]",
       .action = R"({"r": "quarter_turn", "s": ["flip_columns", "negate"]})"},
      {.group = R"({"product": [{"cyclic": 6}, {"cyclic": 2}]})",
       .shape = "[3, 2, 3]",
       .action = R"json({"r1": [{"shift_rows": 1}, {"shift_columns": -2}],
                     "r2": [{"permute_channels": "(0 2)"}, {"negate_channels": [0, 2]}]})json",
       .network = network},
      {.group = R"({"cyclic": 2})",
       .shape = one_row,
       .action = R"({"r": [{"signs": [1, -1, 1, 1, -1, 1]}, "flip_columns", "flip_channels"]})",
       .network = network},
      {.group = R"({"elementary_abelian": [2, 2]})",
       .shape = one_row,
       .action = R"({"r1": "flip_columns", "r2": "negate"})",
       .network = network},
      {.group = R"({"matrices": {"modulus": 2, "generators":
                     {"a": [[0, 1], [1, 0]], "b": [[1, 1], [0, 1]]}}})",
       .shape = one_row,
       .action = R"({"a": "flip_columns", "b": "flip_columns"})",
       .network = network},
      {.group = R"({"table": [[2, 3, 0, 1], [3, 2, 1, 0], [0, 1, 2, 3], [1, 0, 3, 2]]})",
       .shape = "[1, 4, 4]",
       .action = R"({"g1": "flip_rows", "g2": "flip_columns"})",
       .network = network},
      {.group = R"({"octahedral": true})",
       .shape = "[4, 4, 4]",
       .action = R"({"x": "cube_turn_x", "y": "cube_turn_y"})",
       .network = network},
      {.group = R"({"octahedral": true})",
       .shape = one_row,
       .action = R"({"x": "negate", "y": "negate"})",
       .network = network},
      {.group = R"({"cyclic": 1})", .shape = one_row, .action = "{}", .network = network}};
  for (SpecText const& spec : specs) {
    EXPECT_NO_THROW(static_cast<void>(audit::audit(certificate_of(spec.network_of()))))
        << spec.group;
  }
}

/// A spec of \p group, whose generators \p names all leave the input as it is.
SpecText still(std::string const& group, std::vector<std::string> const& names) {
  json action = json::object();
  for (std::string const& name : names) {
    action[name] = "identity";
  }
  return {.group = group, .shape = "[1, 4, 4]", .action = action.dump()};
}

std::vector<SpecText> extensions_and_presentations() {
  std::string const semidirect =
      R"({"semidirect": {"normal": {"cyclic": 7}, "quotient": {"cyclic": 3},
                                                     "action": {"r": {"r": "r^2"}}}})";
  return {
      still(semidirect, {"r1", "r2"}),
      still(
          R"({"semidirect": {"normal": {"elementary_abelian": [2, 2]}, "quotient": {"symmetric": 3},
                "action": {"a": {"r1": "r2", "r2": "r1"}, "b": {"r1": "r2", "r2": "(r1 * r2)^-1"}}}})",
          {"a", "b", "r1", "r2"}),
      still(R"({"product": [)" + semidirect + R"(, {"cyclic": 2}]})", {"r", "r1", "r2"}),
      still(R"({"wreath": [{"cyclic": 2}, {"cyclic": 3}]})", {"r", "r1", "r2", "r3"}),
      still(R"({"wreath": [{"cyclic": 2}, {"dihedral": 4}]})", {"r", "r1", "r2", "r3", "r4", "s"}),
      still(R"({"wreath": [{"cyclic": 2}, {"product": [{"cyclic": 2}, {"cyclic": 2}]}]})",
            {"r11", "r12", "r21", "r22", "r3", "r4"}),
      still(R"({"wreath": [{"symmetric": 3}, {"symmetric": 2}]})", {"a", "a1", "a2", "b1", "b2"}),
      still(R"({"wreath": [{"cyclic": 2}, {"dihedral": 1}]})", {"r", "r1", "r2", "s"}),
      still(R"({"wreath": [{"cyclic": 2}, {"dicyclic": 1}]})", {"a", "b", "r1", "r2", "r3", "r4"}),
      still(
          R"({"wreath": [{"cyclic": 2}, {"table": [[2, 3, 0, 1], [3, 2, 1, 0], [0, 1, 2, 3], [1, 0, 3, 2]]}]})",
          {"g1", "g2", "r1", "r2", "r3", "r4"}),
      still(
          R"({"wreath": [{"cyclic": 2}, {"presentation": {"generators": ["x", "y"], "relations": ["y x", "x^4"]}}]})",
          {"r1", "r2", "r3", "r4", "x", "y"}),
      still(
          R"json({"wreath": [{"cyclic": 2}, {"permutations": {"degree": 4, "generators": {"t": "(1 3)"}}}]})json",
          {"r1", "r2", "r3", "r4", "t"}),
      still(R"({"presentation": {"generators": ["r"], "relations": ["r^4"]}})", {"r"}),
      still(
          R"({"presentation": {"generators": ["i", "j"], "relations": ["i^2 = j^2", "i j i = j"]}})",
          {"i", "j"}),
      // The alternating group of degree 5, and one that collapses to order 1.
      still(
          R"({"presentation": {"generators": ["a", "b"], "relations": ["a^2 = b^3 = (a b)^5 = 1"]}})",
          {"a", "b"}),
      still(R"({"presentation": {"generators": ["a", "b", "c"], "relations":
                ["a^-1 b a = b^2", "b^-1 c b = c^2", "c^-1 a c = a^2"]}})",
            {"a", "b", "c"})};
}

TEST(AuditGroups, AreAcceptedForExtensionsAndPresentations) {
  for (SpecText const& spec : extensions_and_presentations()) {
    EXPECT_EQ(refusal(certificate_of(spec.network_of())), std::nullopt) << spec.group;
  }
}

TEST(AuditGroups, AreThoseOfTheSpec) {
  json const cyclic = json::parse(certificate_of(still(R"({"cyclic": 4})", {"r"}).network_of()));
  auto const claimed_of = [&](std::string const& group) {
    json bad = cyclic;
    json const other = json::parse(certificate_of(still(group, {"r"}).network_of()));
    bad["spec"] = other["spec"];
    bad["sha256"] = other["sha256"];
    return refusal(bad.dump());
  };
  auto const presented = [&](std::string const& relations) {
    return claimed_of(R"({"presentation": {"generators": ["r"], "relations": )" + relations + "}}");
  };
  EXPECT_EQ(presented(R"(["r^4"])"), std::nullopt);
  EXPECT_EQ(presented(R"(["r^12 = 1", "r^20 = r^-8 = e"])"), std::nullopt);
  EXPECT_EQ(
      presented(R"(["r^8"])"),
      "at /group/table: found a list of 4, expected a list of 8, which follows from the spec");
  EXPECT_EQ(presented(R"(["r^2"])"),
            "at /group/table: found a list of 4, expected a list of 2, which follows from the "
            "spec");
  EXPECT_EQ(claimed_of(R"({"wreath": [{"cyclic": 1}, {"cyclic": 4}]})"), std::nullopt);
  EXPECT_EQ(claimed_of(R"({"wreath": [{"cyclic": 1}, {"cyclic": 5}]})"),
            "at /group/table: found a list of 4, expected a list of 5, which follows from the "
            "spec");
}

TEST(AuditGroups, ReadTheTableOfSmallGroupsAlike) {
  for (std::uint32_t const order : {1U, 8U, 16U, 21U, 24U, 60U}) {
    for (std::uint32_t number = 1; number <= algebra::count_small_groups(order); ++number) {
      std::string const form = fmt::format(R"({{"small_group": [{}, {}]}})", order, number);
      SpecText const spec = still(form, algebra::small_group(order, number).generator_names());
      EXPECT_NO_THROW(static_cast<void>(audit::audit(certificate_of(spec.network_of())))) << form;
    }
  }
}

} // namespace
} // namespace equivarify::codegen
