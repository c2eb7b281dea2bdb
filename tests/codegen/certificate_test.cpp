/// \file
/// Certificates, and the auditor that shares nothing with those who write them.
#include "equivarify/codegen/certificate/certificate.hpp"

#include "equivarify/codegen/audit/audit.hpp"
#include "equivarify/codegen/audit/proof/refusal.hpp"
#include "equivarify/codegen/certificate/symbolic.hpp"
#include "equivarify/codegen/cli.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include <filesystem>
#include <fstream>
#include <optional>
#include <sstream>
#include <string>
#include <vector>

#include "support/constructed_specs.hpp"
#include "support/spec_text.hpp"

namespace equivarify::codegen {
namespace {

using audit::Refusal;
using nlohmann::json;

SpecText small_c4() {
  return {.shape = "[1, 4, 4]"};
}

SpecText small_d4() {
  return {.group = R"({"dihedral": 4})",
          .shape = "[1, 4, 4]",
          .action = R"({"r": "quarter_turn", "s": "flip_columns"})"};
}

std::string certificate_of(Network const& network) {
  return certificate(network, prove_symbolically(network));
}

/// The message of the refusal of \p certificate; nothing if it is accepted.
std::optional<std::string> refusal(std::string const& text) {
  try {
    static_cast<void>(audit::audit(text));
    return std::nullopt;
  } catch (Refusal const& error) {
    return error.what();
  }
}

TEST(Certificate, IsAccepted) {
  Network const network = small_c4().network_of();
  audit::Accepted const accepted = audit::audit(certificate_of(network));
  EXPECT_EQ(accepted.spec, "small");
  EXPECT_EQ(accepted.sha256, network.spec_sha256);
  EXPECT_EQ(accepted.order, 4U);
  EXPECT_EQ(accepted.parameters, network.parameters());
  EXPECT_EQ(accepted.theorems, 12U);
  EXPECT_GT(accepted.steps, accepted.claims);
}

TEST(Certificate, IsAcceptedForEveryKindOfGroup) {
  std::string const one_row = "[1, 1, 6]";
  std::string const network = R"([{"name": "f", "equivarify": "lift", "layers": [
    {"name": "c", "type": "conv2d", "filters": 2, "kernel": [1, 3]}, {"type": "flatten"},
    {"type": "dense", "units": 3}]}])";
  std::vector<SpecText> const specs{
      small_d4(),
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

TEST(Certificate, IsAcceptedForExtensionsAndPresentations) {
  for (SpecText const& spec : extensions_and_presentations()) {
    EXPECT_EQ(refusal(certificate_of(spec.network_of())), std::nullopt) << spec.group;
  }
}

TEST(Audit, KnowsWhetherTheGroupIsThatOfTheSpec) {
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
  EXPECT_EQ(presented(R"(["r^8"])"), "the generators do not keep the products of the table");
  EXPECT_EQ(presented(R"(["r^2"])"), "the table has more elements than the group of the spec");
  EXPECT_EQ(claimed_of(R"({"wreath": [{"cyclic": 1}, {"cyclic": 4}]})"), std::nullopt);
  EXPECT_EQ(claimed_of(R"({"wreath": [{"cyclic": 1}, {"cyclic": 5}]})"),
            "the generators do not keep the products of the table");
}

TEST(Certificate, IsAcceptedForEveryConstruction) {
  for (auto const& [name, spec] : constructed_specs()) {
    Network const network = spec.network_of();
    std::string const text = certificate_of(network);
    audit::Accepted accepted;
    EXPECT_NO_THROW(accepted = audit::audit(text)) << name;
    EXPECT_EQ(accepted.parameters, network.parameters()) << name;
    EXPECT_EQ(accepted.supposed.size(),
              name == "none"          ? 4U
              : name == "coinduction" ? 4U
                                      : 0U)
        << name;
    EXPECT_NO_THROW(audit::check_spec(text, spec.text())) << name;
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
    EXPECT_NO_THROW(audit::check_spec(text, spec.str())) << name;
    std::string other = spec.str();
    other.replace(other.find("\"kernel\": 3"), 11, "\"kernel\": 5");
    EXPECT_THROW(audit::check_spec(text, other), Refusal) << name;
  }
}

TEST(Certificate, IsOfTheSpecAsItsDefaultsAndNamesReadIt) {
  std::string const certificate = certificate_of(small_c4().network_of());
  auto const is_accepted = [&](std::string const& from, std::string const& to) {
    std::string text = small_c4().text();
    EXPECT_NE(text.find(from), std::string::npos) << from;
    text.replace(text.find(from), from.size(), to);
    try {
      audit::check_spec(certificate, text);
      return true;
    } catch (Refusal const&) {
      return false;
    }
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
  EXPECT_NO_THROW(audit::check_spec(certificate, renamed));
  EXPECT_THROW(audit::check_spec(certificate, spec), Refusal);
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
            "the certificate: members are missing or too many");
  EXPECT_EQ(after([](json& bad) { bad["sha256"] = "0"; }), "the digest is not that of the spec");
  EXPECT_EQ(after([](json& bad) { bad["group"]["table"][1][1] = 3; }),
            "the group table does not associate");
  EXPECT_EQ(after([](json& bad) { std::swap(bad["action"]["r"][0], bad["action"]["r"][1]); }),
            "the action of r is not that of the spec");
  EXPECT_EQ(after([](json& bad) { bad["theorems"][1]["claims"][0]["proof"]["left"].erase(0); }),
            "a step of lift-equivariant does not begin where the one before it ends");
  EXPECT_EQ(after([](json& bad) {
              bad["theorems"][2]["claims"][0]["proof"]["left"][0]["equation"] = "each";
            }),
            "in lift-projects: each does not lead from ap(comp(p, lift(F)), x) to ap(p, "
            "ap(lift(F), x))");
  EXPECT_THAT(refusal("{").value_or("accepted"), testing::HasSubstr("parse error"));
  EXPECT_EQ(refusal(R"({"a": 1, "a": 1})"), "a key stands twice");
}

TEST(Audit, RefusesTheCertificateOfAnotherSpecUnderThisOnesDigest) {
  json c4 = json::parse(certificate_of(small_c4().network_of()));
  json const d4 = json::parse(certificate_of(small_d4().network_of()));
  for (char const* part : {"spec", "group", "action", "kernel", "parameters", "theorems"}) {
    json bad = c4;
    bad[part] = d4[part];
    EXPECT_EQ(refusal(bad.dump()).has_value(), bad != c4) << part;
  }
}

TEST(VerifyCommand, WritesCertificateCoqAndDiagram) {
  auto const folder = std::filesystem::temp_directory_path() / "equivarify_certificate_test";
  std::filesystem::create_directories(folder);
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
  EXPECT_THAT(text, testing::HasSubstr("proof for all x and weights: 3 claims, "));
  EXPECT_FALSE(refusal(content("c.json")));
  EXPECT_THAT(content("c.v"), testing::HasSubstr("Theorem network_equivariant"));
  EXPECT_THAT(content("c.dot"), testing::StartsWith("digraph G {"));
  auto const [bad, why] = verify({"--diagram", path("c.png")});
  EXPECT_EQ(bad, ExitCode::bad_input);
  EXPECT_THAT(why, testing::HasSubstr("c.png: expected a name that ends in .dot or .svg"));
  std::filesystem::remove_all(folder);
}

} // namespace
} // namespace equivarify::codegen
