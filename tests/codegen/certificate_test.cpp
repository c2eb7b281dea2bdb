/// \file
/// Certificates, and the auditor that shares nothing with those who write them.
#include "equivarify/codegen/commands/cli.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>
#include <vector>

#include "codegen/certified.hpp"
#include "runtime/temporary_folder.hpp"
#include "support/constructed_specs.hpp"
#include "support/spec_text.hpp"

namespace equivarify::codegen {
namespace {

using nlohmann::json;

SpecText small_c4() {
  return {.shape = "[1, 4, 4]"};
}

TEST(Certificate, IsAccepted) {
  Network const network = small_c4().network_of();
  audit::Accepted const accepted = audit::audit(certificate_of(network));
  EXPECT_EQ(accepted.spec, "small");
  EXPECT_EQ(accepted.sha256, network.spec_sha256);
  EXPECT_EQ(accepted.order, 4U);
  EXPECT_EQ(accepted.parameters, network.parameters());
  EXPECT_EQ(accepted.theorems, 20U);
  EXPECT_GT(accepted.steps, accepted.claims);
}

TEST(Certificate, IsAcceptedForEveryConstruction) {
  for (auto const& [name, spec] : constructed_specs()) {
    Network const network = spec.network_of();
    std::string const text = certificate_of(network);
    audit::Accepted accepted;
    EXPECT_NO_THROW(accepted = audit::audit(text)) << name;
    EXPECT_EQ(accepted.parameters, network.parameters()) << name;
    EXPECT_EQ(accepted.layers.layers, name == "none" || name == "coinduction" ? 4U : 0U) << name;
    EXPECT_EQ(refusal(text, spec.text()), std::nullopt) << name;
  }
}

TEST(Certificate, HoldsNoTheoremOfAnotherConstruction) {
  std::vector<json> certificates;
  for (auto const& [name, spec] : constructed_specs()) {
    certificates.push_back(json::parse(certificate_of(spec.network_of())));
  }
  for (json const& good : certificates) {
    for (json const& other : certificates) {
      json bad = good;
      bad["theorems"] = other["theorems"];
      EXPECT_EQ(refusal(bad.dump()).has_value(), bad != good);
    }
  }
}

TEST(Certificate, IsAcceptedForTheSpecsShippedAndNamesThem) {
  for (char const* name :
       {"tiny_c4", "mnist_c4", "mnist_d4_paper", "mnist_c4_whole", "mnist_d4_flip"}) {
    std::string const path = std::string{SPECS_FOLDER} + "/" + name + ".json";
    std::ostringstream spec;
    spec << std::ifstream{path}.rdbuf();
    Network const network = load_network(path);
    std::string const text = certificate_of(network);
    EXPECT_EQ(audit::audit(text).spec, name);
    EXPECT_EQ(refusal(text, spec.str()), std::nullopt) << name;
    std::string other = spec.str();
    other.replace(other.find("\"kernel\": 3"), 11, "\"kernel\": 5");
    EXPECT_THAT(refusal(text, other).value_or("accepted"),
                ::testing::StartsWith("the certificate is about another spec: at /network/"))
        << name;
  }
}

TEST(Certificate, IsOfTheSpecAsItsDefaultsAndNamesReadIt) {
  std::string const certificate = certificate_of(small_c4().network_of());
  auto const is_accepted = [&](std::string const& from, std::string const& to) {
    std::string text = small_c4().text();
    EXPECT_NE(text.find(from), std::string::npos) << from;
    text.replace(text.find(from), from.size(), to);
    return !refusal(certificate, text);
  };
  EXPECT_TRUE(is_accepted(R"({"type": "relu"})", R"({"type": "relu", "name": "relu1"})"));
  EXPECT_FALSE(is_accepted(R"({"type": "relu"})", R"({"type": "relu", "name": "relu2"})"));
  EXPECT_TRUE(is_accepted(R"("units": 3)", R"("units": 3, "tied": false)"));
  EXPECT_FALSE(is_accepted(R"("units": 3)", R"("units": 3, "tied": true)"));
  EXPECT_TRUE(is_accepted(R"("kernel": 3)", R"("kernel": [3, 3], "stride": 1)"));
  EXPECT_FALSE(is_accepted(R"("kernel": 3)", R"("kernel": [3, 3], "stride": 2)"));
  EXPECT_TRUE(is_accepted(R"("labels")", R"("construction": "g_product", "labels")"));
  EXPECT_FALSE(is_accepted(R"("labels")", R"("construction": "reynolds", "labels")"));
}

TEST(Certificate, DerivesTheNamesOfLayersThatHaveNone) {
  std::string const spec = small_c4().text();
  std::string renamed = spec;
  renamed.replace(renamed.find(R"({"type": "relu"})"), 16, R"({"name": "again", "type": "relu"})");
  std::string const certificate = certificate_of(parse_network(renamed, "renamed.json"));
  EXPECT_EQ(refusal(certificate, renamed), std::nullopt);
  EXPECT_EQ(refusal(certificate, spec),
            "the certificate is about another spec: at /network/0/layers/1/name: found \"again\", "
            "expected \"relu1\", as in the spec given");
}

TEST(Certificate, IsTheSameForTheSameSpec) {
  EXPECT_EQ(certificate_of(small_c4().network_of()), certificate_of(small_c4().network_of()));
}

TEST(Audit, SaysWhyItRefuses) {
  json const good = json::parse(certificate_of(small_c4().network_of()));
  auto const after = [&](auto const& change) {
    json bad = good;
    change(bad);
    return refusal(bad.dump()).value_or("accepted");
  };
  EXPECT_EQ(after([](json& bad) { bad["theorems"].erase(3); }),
            "the theorems are not those expected");
  EXPECT_EQ(after([](json& bad) { bad["subgroup"] = bad["kernel"]; }),
            "at /subgroup: found the key \"subgroup\", which has no meaning here");
  EXPECT_THAT(after([](json& bad) { bad["sha256"] = "0"; }),
              ::testing::StartsWith("the digest is not that of the spec, "));
  EXPECT_EQ(after([](json& bad) { bad["group"]["table"][1][1] = 3; }),
            "at /group/table/1/1: found 3, expected 2, which follows from the spec");
  EXPECT_EQ(after([](json& bad) { std::swap(bad["action"]["r"][0], bad["action"]["r"][1]); }),
            "at /action/r/0: found 7, expected 3, which follows from the spec");
  EXPECT_EQ(after([](json& bad) { bad["theorems"][1]["claims"][0]["proof"]["left"].erase(0); }),
            "a step of lift-equivariant does not begin where the one before it ends");
  EXPECT_EQ(after([](json& bad) {
              bad["theorems"][2]["claims"][0]["proof"]["left"][0]["equation"] = "each";
            }),
            "in lift-projects: not each leads from ap(comp(p, lift(F)), x) to ap(p, "
            "ap(lift(F), x))");
  EXPECT_EQ(refusal("{"), "not JSON, from byte 2 on, in line 1");
  EXPECT_EQ(refusal(R"({"a": 1, "a": 1})"), R"(the key "a" stands twice in one object)");
}

TEST(Audit, RefusesTheCertificateOfAnotherSpecUnderThisOnesDigest) {
  json c4 = json::parse(certificate_of(small_c4().network_of()));
  json const d4 = json::parse(certificate_of(square_d4(SpecText{}.network, "").network_of()));
  for (char const* part : {"spec", "group", "action", "kernel", "parameters", "theorems"}) {
    json bad = c4;
    bad[part] = d4[part];
    EXPECT_EQ(refusal(bad.dump()).has_value(), bad != c4) << part;
  }
}

TEST(VerifyCommand, WritesCertificateCoqAndDiagram) {
  ::TemporaryFolder const folder;
  auto const path = [&](char const* name) { return (folder / name).string(); };
  std::ofstream{path("spec.json")} << small_c4().text();
  auto const verify = [&](std::vector<std::string> more) {
    std::ostringstream out;
    std::ostringstream err;
    Console console{.out = out, .err = err};
    more.insert(more.begin(), {"verify", path("spec.json"), "--tests", "1", "--inputs", "1"});
    return std::pair{run(more, console), out.str() + err.str()};
  };
  auto const [code, text] =
      verify({"--certificate", path("c.json"), "--coq", path("c.v"), "--diagram", path("c.dot")});
  auto const content = [&](char const* name) {
    std::ostringstream all;
    all << std::ifstream{path(name)}.rdbuf();
    return all.str();
  };
  EXPECT_EQ(code, ExitCode::done) << text;
  EXPECT_THAT(text, ::testing::HasSubstr("proof for all x and weights: 3 claims, "));
  EXPECT_FALSE(refusal(content("c.json")));
  EXPECT_THAT(content("c.v"), ::testing::HasSubstr("Theorem network_equivariant"));
  EXPECT_THAT(content("c.dot"), ::testing::StartsWith("digraph G {"));
  auto const [bad, why] = verify({"--diagram", path("c.png")});
  EXPECT_EQ(bad, ExitCode::bad_input);
  EXPECT_THAT(
      why,
      ::testing::HasSubstr(
          "c.png: unknown kind of drawing\n  expected     a name that ends in .dot or .svg"));
}

} // namespace
} // namespace equivarify::codegen
