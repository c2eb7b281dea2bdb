/// \file
/// Groups too large for a table of products: the auditor builds them by what generators do, and
/// refuses certificates and headers with other steps, cosets or motions.
#include "equivarify/codegen/audit/spec/spec_form.hpp"
#include "equivarify/codegen/generate/emit_header.hpp"
#include "equivarify/codegen/generate/passes.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include <string>
#include <utility>

#include "codegen/certified.hpp"
#include "codegen/passes_certified.hpp"
#include "support/output_specs.hpp"
#include "support/torus_specs.hpp"

namespace equivarify::codegen {
namespace {

using nlohmann::json;
using ::testing::HasSubstr;
using ::testing::Optional;

TEST(LargeGroupAudit, AcceptsTheGroupsOfTori) {
  for (auto const& [name, side] :
       {std::pair{"p4m", 6U}, {"p4", 10U}, {"pmm", 8U}, {"cmm", 9U}, {"p4m", 17U}}) {
    SpecText const spec = torus_spec(name, side);
    EXPECT_EQ(refusal(certificate_of(spec.network_of()), spec.text()), std::nullopt) << name;
  }
}

TEST(LargeGroupAudit, AcceptsOutputsThatTheGroupMovesAndNoOtherMotions) {
  json spec = json::parse(torus_spec("p4m", 6).text());
  spec.erase("labels");
  spec["output"] = json::parse(R"json({"side": {"head": "permuted", "units": 3, "action": {
    "x": "identity", "y": "identity", "r": {"permute_channels": "(0 1)"}, "s": "identity"}}})json");
  std::string const text = certificate_of(network_with(spec));
  EXPECT_EQ(refusal(text, spec.dump()), std::nullopt);
  json forged = json::parse(text);
  forged["outputs"][0]["action"]["s"] = forged["outputs"][0]["action"]["r"];
  EXPECT_NE(refusal(forged.dump()), std::nullopt);
  spec["output"]["side"]["action"]["x"] = {{"permute_channels", "(0 1 2)"}};
  forged = json::parse(text);
  forged["spec"]["output"]["side"]["action"]["x"] = spec["output"]["side"]["action"]["x"];
  forged["sha256"] = audit::sha256(forged["spec"].dump());
  EXPECT_THAT(refusal(forged.dump()), Optional(HasSubstr("break a relation of the group")));
}

TEST(LargeGroupAudit, RefusesStepsOfAnotherGroup) {
  std::string const text = certificate_of(torus_spec("p4m", 6).network_of());
  json forged = json::parse(text);
  json& step = forged["group"]["steps"]["r"];
  std::swap(step[5], step[7]);
  EXPECT_NE(refusal(forged.dump()), std::nullopt);
  forged = json::parse(text);
  forged["group"]["steps"]["s"] = forged["group"]["steps"]["r"];
  EXPECT_NE(refusal(forged.dump()), std::nullopt);
}

TEST(LargeGroupAudit, RefusesOneCopyOfAValueForEachElement) {
  json certificate = json::parse(certificate_of(torus_spec("p4m", 6).network_of()));
  certificate["spec"].erase("already");
  certificate["sha256"] = audit::sha256(certificate["spec"].dump());
  EXPECT_THAT(refusal(certificate.dump()),
              Optional(HasSubstr("too large: more than 128 copies of a value")));
}

/// A header with its certificate, of which some text is replaced by another.
class LargeGroupHeader : public ::testing::Test {
protected:
  static std::string refusal_with(std::string const& from, std::string const& to) {
    Plan const plan = lower(torus_spec("p4m", 6).network_of());
    std::string header = emit_header(plan, Purpose::training);
    if (!from.empty()) {
      std::size_t const place = header.find(from);
      EXPECT_NE(place, std::string::npos) << from;
      header.replace(place, from.size(), to);
    }
    try {
      EXPECT_FALSE(audit::check_header(
          audit::audit_passes(passes_certificate(plan, Purpose::training)), header));
      return {};
    } catch (audit::Refusal const& refused) {
      return refused.what();
    }
  }
};

TEST_F(LargeGroupHeader, IsAcceptedAsItIs) {
  EXPECT_EQ(refusal_with("", ""), "");
}

TEST_F(LargeGroupHeader, IsRefusedWithOtherSteps) {
  EXPECT_THAT(refusal_with("steps{{\n      {\n          1,", "steps{{\n      {\n          2,"),
              HasSubstr("the header has another Group"));
}

TEST_F(LargeGroupHeader, IsRefusedWithOtherMotions) {
  EXPECT_THAT(refusal_with("          5,  0,  1,  2,", "          0,  5,  1,  2,"),
              HasSubstr("the header has another action than the spec: by generator_permutations"));
  EXPECT_THAT(refusal_with("rt::actions_along(Group::steps, generator_permutations)",
                           "rt::actions_along(Group::steps, generator_cells)"),
              HasSubstr("an action that has, which is not known: actions_along"));
}

TEST_F(LargeGroupHeader, IsRefusedWithAnotherSubgroup) {
  EXPECT_THAT(refusal_with("subgroup{1, 6}", "subgroup{1, 1}"),
              HasSubstr("Construction is of another subgroup than the spec"));
  EXPECT_THAT(refusal_with("rt::cosets_of<36>", "rt::cosets_of<18>"),
              HasSubstr("Construction has not once"));
  EXPECT_THAT(refusal_with("subgroup{1, 6}", "subgroup{1, 4000}"),
              HasSubstr("a generator that is no element"));
}

} // namespace
} // namespace equivarify::codegen
