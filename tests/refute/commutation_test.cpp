/// \file
/// Layers that a theorem supposes to commute: certificates carry what was found of them, and the
/// auditor finds the same.
#include "equivarify/codegen/audit/proof/refusal.hpp"
#include "equivarify/codegen/refute/commuting_layers.hpp"
#include "equivarify/codegen/verify/verification.hpp"

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include <fstream>
#include <map>
#include <string>
#include <vector>

#include "codegen/certified.hpp"
#include "refute/commuting_specs.hpp"
#include "runtime/temporary_folder.hpp"
#include "support/run_equivarify.hpp"

namespace equivarify::codegen {
namespace {

using nlohmann::json;
using ::testing::HasSubstr;
using ::testing::Not;

TEST(LayersOfACertificate, AreCheckedAndAccepted) {
  for (auto const& [name, spec, layers] : good()) {
    Network const network = spec.network_of();
    audit::Accepted accepted;
    EXPECT_NO_THROW(accepted = audit::audit(certificate_of(network))) << name;
    EXPECT_EQ(accepted.layers.layers, layers) << name;
    std::size_t outputs = 0;
    std::size_t terms = 0;
    for (CommutingLayer const& layer : commuting_layers(network)) {
      outputs += layer.outputs;
      terms += layer.terms;
    }
    EXPECT_EQ(accepted.layers.outputs, outputs) << name;
    EXPECT_EQ(accepted.layers.terms, terms) << name;
  }
}

TEST(LayersOfACertificate, SayWhatMovesWithoutLists) {
  json const found = json::parse(certificate_of(
      coinduced(R"json({"subgroup": ["r^2", "r s"], "labels": {"r s": "(0 1 2)(0 1)"}})json")
          .network_of()))["layers"];
  EXPECT_EQ(found[0], json::parse(R"({"name": "c", "class": "linear in windows", "tied": true,
    "before": {"r^2": "input motion", "r s": "input motion"},
    "after": {"r^2": "planes", "r s": "planes"}, "outputs": 32, "terms": 232})"));
  EXPECT_EQ(found[6]["before"], json::parse(R"({"r^2": "fixed", "r s": "fixed"})"));
  EXPECT_EQ(found[6]["after"], json::parse(R"({"r^2": "fixed", "r s": [2, 1, 0]})"));
  EXPECT_EQ(found[7]["before"], found[6]["after"]);
}

/// Vectors under D4, whose components s and r exchange and negate, in front of layers that are
/// tied, and \p how after the first of these.
Network of_vectors(std::string const& how) {
  return SpecText{
      .group = R"({"dihedral": 4})",
      .shape = "[2, 4, 4]",
      .action =
          R"json({"r": ["quarter_turn", {"permute_channels": "(0 1)"}, {"negate_channels": [0]}],
                  "s": ["flip_columns", {"negate_channels": [1]}]})json",
      .network = fmt::format(
          R"([{{"name": "f", "equivarify": "lift", "layers": [
          {{"name": "c", "type": "conv2d", "filters": 8, "kernel": 3, "tied": true{}}}, {{"type": "relu"}},
          {{"name": "t", "type": "conv2d", "filters": 2, "kernel": 3, "tied": true}}, {{"type": "flatten"}},
          {{"name": "d", "type": "dense", "units": 3, "tied": true}}]}}])",
          how),
      .more = R"json(, "already": {"subgroup": ["r^2", "s"], "labels": {"s": "(0 2)"}})json"}
      .network_of();
}

TEST(LayersOfACertificate, MayBeTiedToMinusEachOther) {
  for (std::string const how : {"", R"(, "regular": true)"}) {
    Network const network = of_vectors(how);
    json const found = json::parse(certificate_of(network))["layers"];
    std::string const after = how.empty() ? "planes" : "regular";
    EXPECT_EQ(found[0]["after"], (json{{"r^2", after}, {"s", after}}));
    EXPECT_EQ(found[1]["after"], found[0]["after"]);
    EXPECT_EQ(found[2]["after"], (json{{"r^2", "planes"}, {"s", "planes"}}));
    EXPECT_EQ(audit::audit(certificate_of(network)).layers.layers, 5U);
  }
}

TEST(LayersOfACertificate, AreRefusedWhereASignComesBeforeALayerThatIsNotOdd) {
  Network const network =
      SpecText{
          .group = R"({"cyclic": 2})",
          .shape = "[3, 1, 1]",
          .action = R"({"r": "negate"})",
          .network =
              R"([{"name": "f", "equivarify": "lift", "layers": [{"type": "relu"}, {"type": "flatten"},
                 {"name": "d", "type": "dense", "units": 3, "tied": true}]}])",
          .more = R"(, "already": {"subgroup": ["r"]})"}
          .network_of();
  EXPECT_THROW(static_cast<void>(audit::audit(certificate_of(network))), audit::Refusal);
}

TEST(LayersOfACertificate, AreNoneWhereNothingIsSupposedOfThem) {
  json const found = json::parse(certificate_of(SpecText{}.network_of()));
  EXPECT_EQ(found["layers"], json::array());
  EXPECT_EQ(audit::audit(found.dump()).layers.layers, 0U);
}

TEST(WhatIsSupposed, IsSaidOfSumsAndMeansAlone) {
  std::map<std::string, std::size_t> const counts{
      {"kernel_quotient", 0}, {"reynolds", 1}, {"canonical", 1}, {"coinduction", 3}, {"none", 1}};
  for (auto const& [name, spec] : constructed_specs()) {
    Network const network = spec.network_of();
    auto const supposed = audit::audit(certificate_of(network)).supposed;
    EXPECT_EQ(supposed.size(), counts.at(name)) << name;
    EXPECT_EQ(supposed, verify(network, {.tests = 1, .inputs = 1}).rests_on.value().supposed)
        << name;
  }
  EXPECT_TRUE(audit::audit(certificate_of(good()[7].spec.network_of())).supposed.empty());
}

TEST(VerifyCommand, SaysWhatTheTheoremRestsOn) {
  ::TemporaryFolder const folder;
  auto const file = folder / "spec.json";
  auto const verified = [&](SpecText const& spec, std::vector<std::string> const& more = {}) {
    std::ofstream{file} << spec.text();
    std::vector<std::string> arguments{"verify", file, "--tests", "1", "--inputs", "1"};
    arguments.insert(arguments.end(), more.begin(), more.end());
    return support::run_equivarify(arguments).out;
  };
  std::string const checked =
      "             each layer commutes: checked on every output (incidence), ";
  EXPECT_THAT(verified({}), HasSubstr("             supposed: nothing\n"));
  EXPECT_THAT(verified({}), Not(HasSubstr(checked)));
  EXPECT_THAT(verified(good()[0].spec),
              HasSubstr(checked +
                        "60 outputs, 96 terms\n"
                        "             supposed: a sum does not depend on the order of its "
                        "terms (exact arithmetic)\n"));
  EXPECT_THAT(verified(constructed_specs()[1].second),
              HasSubstr("             supposed: a mean does not depend on the order of its terms "
                        "and commutes with a linear action (exact arithmetic; to the bit by sorted "
                        "sums)\n"));
  json const written = json::parse(verified(good()[7].spec, {"--json"}));
  EXPECT_EQ(written["network"]["rests_on"], json::parse(R"({"layers": [
    {"name": "relu1", "class": "pointwise", "outputs": 4, "terms": 4}], "supposed": []})"));
}

} // namespace
} // namespace equivarify::codegen
