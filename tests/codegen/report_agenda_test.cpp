/// \file
/// Records of another network, or of steps that were not taken in full, which `equivarify report`
/// refuses.
#include "equivarify/codegen/compare/method.hpp"
#include "equivarify/codegen/verify/agenda.hpp"
#include "equivarify/codegen/verify/verification_text.hpp"
#include "equivarify/runtime/records/record_writer.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include <functional>
#include <string>

#include "codegen/report_run.hpp"
#include "support/constructed_specs.hpp"

namespace equivarify::codegen {
namespace {

using nlohmann::json;
using ::testing::AllOf;
using ::testing::HasSubstr;

/// A record changed by hand, and what it is refused with.
struct ForgedRecord {
  std::function<void(json&)> change;
  char const* place;
  char const* found;
  char const* expected;
};

void expect_forgery_refused(json record, std::string const& name, ForgedRecord const& forged) {
  ASSERT_EQ(refusal_of_record(record, name, tiny_network()), "");
  forged.change(record);
  EXPECT_THAT(refusal_of_record(record, name, tiny_network()),
              AllOf(HasSubstr(name + ":"),
                    HasSubstr(std::string{"\n  at           "} + forged.place + "\n"),
                    HasSubstr(std::string{"\n  found        "} + forged.found + "\n"),
                    HasSubstr(std::string{"\n  expected     "} + forged.expected)));
}

TEST(ReportAgenda, AsksForEveryLemmaInItsPlace) {
  for (ForgedRecord const& forged : {
           ForgedRecord{
               [](json& v) { v["lemmas"].erase(1); }, "/lemmas", "a list of 1", "a list of 2\n"},
           {[](json& v) { v["lemmas"].erase(0); },
            "/lemmas/0/id",
            "the string \"labels\"",
            "\"action\", as lemma 1 of 2 has\n"},
           {[](json& v) { v["lemmas"].push_back(v["lemmas"][0]); },
            "/lemmas",
            "a list of 3",
            "a list of 2\n"},
           {[](json& v) { v["lemmas"][1] = v["lemmas"][0]; },
            "/lemmas/1/id",
            "the string \"action\"",
            "\"labels\", as lemma 2 of 2 has\n"},
           {[](json& v) { v["lemmas"][1]["id"] = "label"; },
            "/lemmas/1/id",
            "the string \"label\"",
            "\"labels\", as lemma 2 of 2 has\n"},
           {[](json& v) { v["lemmas"][1]["statement"] = "all is well"; },
            "/lemmas/1/statement",
            "the string \"all is well\"",
            "\"\", as lemma 2 of 2 has\n"},
           {[](json& v) { v["lemmas"][0]["symbolic"]["claims"].clear(); },
            "/lemmas/0/symbolic/claims",
            "an empty list",
            "a list of 1\n"},
           {[](json& v) { v["lemmas"] = json::array(); },
            "/lemmas",
            "an empty list",
            "a list of 2\n"},
       }) {
    expect_forgery_refused(json::parse(verify_json), "verify.json", forged);
  }
}

TEST(ReportAgenda, AsksForTheDefinitionsOfTheNetwork) {
  expect_forgery_refused(json::parse(verify_json),
                         "verify.json",
                         {[](json& v) { v["convention"] = "opposite"; },
                          "/convention",
                          "the string \"opposite\"",
                          "\"formula\", the definitions that the network follows\n"});
}

TEST(ReportAgenda, AsksForWhatWasTried) {
  for (ForgedRecord const& forged : {
           ForgedRecord{[](json& v) { v["lemmas"][1]["property"]["tests"] = 0; },
                        "/lemmas/1/property/tests",
                        "0",
                        "a number of random instances, 1 or more\n"},
           {[](json& v) { v["lemmas"][0]["exhaustive"]["cases"] = 0; },
            "/lemmas/0/exhaustive/cases",
            "0",
            "a number of cases, 1 or more\n"},
           {[](json& v) { v["network"]["inputs"] = 0; },
            "/network/inputs",
            "0",
            "a number of inputs, 1 or more\n"},
           {[](json& v) { v["network"]["elements"] = 1; },
            "/network/elements",
            "1",
            "2, the elements that are tried\n"},
           {[](json& v) { v["network"]["layers"].clear(); },
            "/network/layers",
            "an empty list",
            "a list of 1\n"},
           {[](json& v) { v["network"]["layers"][0]["values_compared"] = 0; },
            "/network/layers/0/values_compared",
            "0",
            "a number of values, 1 or more\n"},
           {[](json& v) {
              v["parameters"] = {{"lift", 0}, {"plain", 0}};
            },
            "/parameters/lift",
            "0",
            "10, of the lifted network\n"},
       }) {
    expect_forgery_refused(json::parse(verify_json), "verify.json", forged);
  }
}

TEST(ReportAgenda, TakesNoCodeThatWouldNotBeWritten) {
  for (ForgedRecord const& forged : {
           ForgedRecord{[](json& g) { g["differing_bits"] = 5; }, "/differing_bits", "5", "0\n"},
           {[](json& g) {
              g["exact"] = false;
              g["differing_bits"] = 5;
            },
            "/exact",
            "false",
            "true, as the arithmetic of the network keeps all bits\n"},
           {[](json& g) { g["largest_ulp"] = 0; }, "/largest_ulp", "0", "3, which follows"},
           {[](json& g) {
              g["largest_difference"] = 0.25;
              g["largest_ulp"] = 4194304;
            },
            "/largest_difference",
            "0.25",
            "at most 0.001 of \"largest_logit\"\n"},
           {[](json& g) { g["vectors"] = 0; }, "/vectors", "0", "a number of inputs, 1 or more\n"},
           {[](json& g) { g["values"] = 0; }, "/values", "0", "a number of values, 1 or more\n"},
       }) {
    expect_forgery_refused(json::parse(generate_json), "generated/generate.json", forged);
  }
}

TEST(ReportAgenda, TakesRoundingWhereTheArithmeticRounds) {
  NetworkFacts fast = tiny_network();
  fast.keeps_bits = false;
  json record = json::parse(generate_json);
  record["exact"] = false;
  record["differing_bits"] = 5;
  record["deviation_ulp"] = 1024;
  EXPECT_EQ(refusal_of_record(record, "generated/generate.json", fast), "");
  record["deviation_ulp"] = 1025;
  EXPECT_THAT(refusal_of_record(record, "generated/generate.json", fast),
              AllOf(HasSubstr("/deviation_ulp"), HasSubstr("a number from 0 to 1024\n")));
}

TEST(ReportAgenda, AsksForEveryConstruction) {
  Alternatives all{.subject = {.spec = "tiny", .spec_sha256 = "abc"},
                   .group = "C2",
                   .order = 2,
                   .constructions = {}};
  for (Method const& method : methods()) {
    all.constructions.push_back({.method = method, .note = "left out"});
  }
  auto const record = runtime::record_json<json>(all);
  for (ForgedRecord const& forged : {
           ForgedRecord{[](json& c) { c["constructions"].clear(); },
                        "/constructions",
                        "an empty list",
                        "a list of 7\n"},
           {[](json& c) { c["constructions"].erase(0); },
            "/constructions/0/name",
            "the string \"layer_by_layer\"",
            "\"g_product\", as construction 1 of 7 has\n"},
           {[](json& c) { c["constructions"][6]["gives_up"] = nullptr; },
            "/constructions/6/gives_up",
            "null",
            "\""},
       }) {
    expect_forgery_refused(record, "compare.json", forged);
  }
}

/// Of every construction: the claim that one has, the theorems that others rest on, and the layers
/// that are used as they are.
TEST(ReportAgenda, IsThatOfTheVerificationThatIsWritten) {
  for (auto const& [name, spec] : constructed_specs()) {
    Network const network = spec.network_of();
    NetworkFacts const facts = describe(network);
    auto const written =
        json::parse(to_json(verify(network, {.tests = 2, .inputs = 1, .cases = 1})));
    EXPECT_EQ(refusal_of_record(written, "verify.json", facts), "") << name;
    json less = written;
    less.erase("already");
    less.erase("construction");
    less["network"]["stack"] = nullptr;
    EXPECT_EQ(refusal_of_record(less, "verify.json", facts).empty(), less == written) << name;
  }
}

} // namespace
} // namespace equivarify::codegen
