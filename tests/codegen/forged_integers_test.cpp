/// \file
/// Headers whose list of integer layers does not fit the spec, or whose standard includes are
/// others, are refused.
#include <gtest/gtest.h>

#include <array>
#include <cstddef>
#include <string>
#include <vector>

#include "codegen/forged_header.hpp"

namespace equivarify::codegen {
namespace {

TEST(Passes, RefuseHeadersWithOtherStandardIncludes) {
  Plan const plan = zoo_plan("zoo_robot");
  audit::AcceptedPasses const accepted =
      audit::audit_passes(passes_certificate(plan, Purpose::training));
  std::string const header = training_header(plan);
  auto const refusal = [&](std::string const& is) {
    return header_refusal(accepted,
                          forged_header(header, {"", "", {{"#include <array>\n", is}}, ""}));
  };
  EXPECT_EQ(refusal(""), "the header uses std::array without its include, expected <array>");
  EXPECT_EQ(refusal("#include <array>\n#include <vector>\n"), "the header includes <vector>");
}

/// A list that does not fit the layers of the spec.
TEST(Passes, RefuseOtherIntegerLayers) {
  Plan const plan = zoo_plan("zoo_wide");
  audit::AcceptedPasses const accepted =
      audit::audit_passes(passes_certificate(plan, Purpose::training));
  std::string const header = training_header(plan);
  EXPECT_EQ(header_refusal(accepted, header), "");
  std::string const pool = "rt::integer_layer<MaxPool2d1>({.name = \"max_pool2d1\"}),";
  std::string const other = "the integer layers together are another map than the layers";
  for (auto const& [was, is, reason] : std::vector<std::array<std::string, 3>>{
           {"layer<First>(),", "layer<Second>(),", other},
           {pool, "", other},
           {pool, pool + pool, other},
           {"layer<Second>()", "layer<Second>({.back = {2}})", other},
           {"layer<Second>()", "layer<Second>({.concatenated = false})", other},
           {"layer<Second>()", "layer<Second>({.relu = false})", other},
           {"layer<Fourth>()", "layer<Fourth>({.relu = true})", other},
           {pool,
            "rt::LayerForm{.kind = rt::FormKind::max_pool, .name = \"max_pool2d1\"},",
            "no str"},
           {"layer<Second>()", "layer<Second>({.back = {3}})", "before the input"},
           {"layer<Second>()", "layer<Second>({.back = {1, 2}})", "\"Second\" as what it is not"},
           {"\"max_pool2d1\"", "\"second\"", "\"MaxPool2d1\" as what it is not"},
           {"layer<Second>", "layer<Second, First>", "\"First\" for a normalisation"},
           {"layer<First>", "layer<Lift>", "\"Lift\", which is no layer's struct"},
           {"layer<First>()", "layer<First>({.epsilon = 1})", "has .epsilon"},
           {"integer_layers{", "integer_layer{", "the header has not: struct Integers{"}}) {
    std::string const refusal =
        header_refusal(accepted, forged_header(header, {"", "struct Integers", {{was, is}}, ""}));
    EXPECT_NE(refusal.find(reason), std::string::npos) << is << "\n  found: " << refusal;
  }
}

/// The lists of all networks of the zoo fit them, and each breaks without its first layer.
TEST(Passes, AcceptTheIntegerLayersOfTheZoo) {
  std::size_t lists = 0;
  for (char const* const spec : {"zoo_c2",
                                 "zoo_c4c2",
                                 "zoo_dense_net",
                                 "zoo_gates",
                                 "zoo_residual",
                                 "zoo_s3",
                                 "zoo_functions"}) {
    Plan const plan = zoo_plan(spec);
    audit::AcceptedPasses const accepted =
        audit::audit_passes(passes_certificate(plan, Purpose::training));
    std::string header = training_header(plan);
    EXPECT_EQ(header_refusal(accepted, header), "") << spec;
    std::size_t const list = header.find("integer_layers{\n");
    if (list != std::string::npos) {
      lists += 1;
      std::size_t const item = header.find('\n', list) + 1;
      header.erase(item, header.find("      rt::", item + 8) - item);
      EXPECT_NE(header_refusal(accepted, header), "") << spec;
    }
  }
  EXPECT_GE(lists, 4U);
}

} // namespace
} // namespace equivarify::codegen
