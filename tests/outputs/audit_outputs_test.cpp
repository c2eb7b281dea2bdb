/// \file
/// Certificates of networks with outputs: accepted, and refused where they are forged.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <functional>
#include <string>
#include <vector>

#include "codegen/audited_spec.hpp"
#include "codegen/certified.hpp"
#include "outputs/shipped_spec.hpp"
#include "support/output_specs.hpp"

namespace equivarify::codegen {
namespace {

using nlohmann::json;
using ::testing::HasSubstr;

TEST(AuditOutputs, AcceptsEachHead) {
  for (json const& spec : {slots(every_head(), 12),
                           turned_planes(),
                           slots_already(),
                           slots_already({"r", "s"}),
                           shipped_spec("mirrored_torques"),
                           shipped_spec("mask_c4")}) {
    std::string const certificate = certificate_of(network_with(spec));
    EXPECT_EQ(refusal(certificate, spec.dump()), std::nullopt);
    EXPECT_EQ(json::parse(certificate)["format"], "equivarify certificate 4");
  }
}

TEST(AuditOutputs, ReadsTheCanonicalFormOfCodegen) {
  for (json const& spec : {shipped_spec("mirrored_torques"), shipped_spec("mask_c4")}) {
    EXPECT_EQ(audit_spec(spec.dump()).canonical, network_with(spec).canonical_spec);
  }
}

TEST(AuditOutputs, CarriesTheRepresentations) {
  json const outputs =
      json::parse(certificate_of(network_with(shipped_spec("mirrored_torques"))))["outputs"];
  EXPECT_EQ(
      outputs[0],
      json::parse(
          R"({"name": "falls", "head": "invariant", "size": 2, "subgroup": [0, 1], "action": {}})"));
  // -v[2], v[3], -v[0], v[1], and their negatives.
  EXPECT_EQ(outputs[1]["action"]["r"], json::parse("[6, 3, 4, 1, 2, 7, 0, 5]"));
}

TEST(AuditOutputs, KnowsHowASubgroupMovesWhatComesOut) {
  json certificate = json::parse(certificate_of(network_with(slots_already())));
  json const after = certificate["layers"].back()["after"];
  // One number, then -f[0], -f[2], -f[1], a plane and classes of which it exchanges the last two.
  EXPECT_EQ(after["s"], json::parse("[0, 11, 13, 12, 4, 6, 5, 7, 9, 8]"));
  for (json& layer : certificate["layers"]) {
    for (char const* const side : {"before", "after"}) {
      layer[side] =
          layer[side] == after ? json{{"s", {0, 1, 3, 2, 4, 6, 5, 7, 9, 8}}} : layer[side];
    }
  }
  EXPECT_NE(refusal(certificate.dump(1) + "\n"), std::nullopt);
}

/// A change of a certificate and why the auditor refuses it then.
struct Forged {
  char const* name;
  std::function<void(json&)> change;
  char const* expected;
};

json& claim_in(json& certificate, std::string const& name) {
  for (json& claim : certificate["theorems"].back()["claims"]) {
    if (claim["name"] == name) {
      return claim;
    }
  }
  throw std::invalid_argument{"no claim " + name};
}

void expect_refused(json const& spec, std::vector<Forged> const& forgeries) {
  json const good = json::parse(certificate_of(network_with(spec)));
  ASSERT_EQ(refusal(good.dump()), std::nullopt);
  for (Forged const& forged : forgeries) {
    json bad = good;
    forged.change(bad);
    bad["sha256"] = audit::sha256(bad["spec"].dump());
    EXPECT_THAT(refusal(bad.dump()).value_or("accepted"), HasSubstr(forged.expected))
        << forged.name;
  }
}

TEST(AuditOutputs, RefusesForgedOutputsOfAMirror) {
  expect_refused(
      shipped_spec("mirrored_torques"),
      {{"another head in the member",
        [](json& bad) { bad["outputs"][1]["head"] = "permuted"; },
        "at /outputs/1/head: found \"permuted\""},
       {"another head in the spec",
        [](json& bad) {
          bad["spec"]["output"]["torques"]["head"] = "permuted";
          bad["spec"]["output"]["torques"]["loss"] = "huber";
        },
        "at /output/torques: classes whose signs change"},
       {"another action in the spec",
        [](json& bad) { bad["spec"]["output"]["torques"]["action"]["r"] = {"identity"}; },
        "at /outputs/1/action/r/0: found 6"},
       {"the sign of one joint lost in the spec",
        [](json& bad) {
          bad["spec"]["output"]["torques"]["action"]["r"][0]["negate_channels"] = {0};
        },
        "at /output/torques: the motions break a relation of the group"},
       {"the sign of one joint lost in the member",
        [](json& bad) { bad["outputs"][1]["action"]["r"][0] = 2; },
        "at /outputs/1/action/r/0: found 2, expected 6"},
       {"sizes swapped in the spec",
        [](json& bad) {
          bad["spec"]["output"]["torques"]["units"] = 2;
          bad["spec"]["output"]["torques"]["action"]["r"] = {"negate"};
          bad["spec"]["output"]["falls"]["classes"] = {"a", "b", "c", "d"};
        },
        "at /outputs/0/size: found 2, expected 4"},
       {"a size too many",
        [](json& bad) { bad["spec"]["output"]["falls"]["classes"].push_back("third"); },
        "the last value has 6 entries, expected 7"},
       {"an output left out of the member",
        [](json& bad) { bad["outputs"].erase(0); },
        "at /outputs"},
       {"no outputs", [](json& bad) { bad.erase("outputs"); }, "outputs"}});
}

TEST(AuditOutputs, RefusesForgedProofsOfOutputs) {
  expect_refused(slots(every_head(), 12),
                 {{"no claim of the vector",
                   [](json& bad) {
                     json& claims = bad["theorems"].back()["claims"];
                     claims.erase(6);
                   },
                   "claim"},
                  {"the claim of another output",
                   [](json& bad) { claim_in(bad, "output-forces")["name"] = "output-other"; },
                   "output-forces"},
                  {"an induced output that is a mean over all of G",
                   [](json& bad) {
                     bad["spec"]["output"]["sides"]["subgroup"] = {"s", "r"};
                   },
                   "at /output/sides: no motion of \"r\""},
                  {"the head claimed to be fixed",
                   [](json& bad) {
                     json& claim = claim_in(bad, "output-forces");
                     claim["right"] =
                         "ap(head, ap(each(part_forces), ap(concat(layer_dense), "
                         "ap(lift(comp(layer_tanh1, comp(layer_dense1, layer_flatten1))), x))))";
                   },
                   "output-forces"}});
}

TEST(AuditOutputs, RefusesAHypothesisOfLayersBeforeAHeadThatFails) {
  json spec = turned_planes();
  spec["network"].push_back(
      {{"name", "last"},
       {"equivarify", "none"},
       {"layers", {{{"name", "conv3"}, {"type", "conv2d"}, {"filters", 16}, {"kernel", 3}}}}});
  EXPECT_THAT(refusal(certificate_of(network_with(spec))).value_or("accepted"), HasSubstr("conv3"));
  spec["network"].back()["layers"] = {{{"type", "tanh"}}};
  EXPECT_EQ(refusal(certificate_of(network_with(spec))), std::nullopt);
}

} // namespace
} // namespace equivarify::codegen
