/// \file
/// Certificates of layers that do not commute, or of which something untrue is said.
#include "equivarify/codegen/audit/spec/commutation.hpp"

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include <filesystem>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "codegen/certified.hpp"
#include "refute/commuting_specs.hpp"
#include "support/case_folder.hpp"

namespace equivarify::codegen {
namespace {

using nlohmann::json;

/// Why the certificate that the prover makes of \p spec, whose layers do not commute, is refused.
std::string refused(SpecText const& spec) {
  return refusal(certificate_of(spec.network_of())).value_or("accepted");
}

TEST(Auditor, RefusesTheCertificatesOfNetworksThatDoNotCommute) {
  std::filesystem::path const folder{REFUTE_FOLDER};
  std::map<std::string, std::string> const reasons{
      {"one_softmax_of_changed_signs",
       "softmax1 is reduction over entries and not odd, and r changes signs"},
      {"softmax_of_changed_signs",
       "softmax1 is reduction over entries and not odd, and r changes signs"},
      {"bias_under_changed_signs", "the bias of conv keeps its sign under s"},
      {"convolution_as_it_is",
       "an output of conv2d1 has other weights once r has moved its entries, and they are not "
       "tied"},
      {"convolution_of_the_copies",
       "an output of conv2d2 has other weights once r has moved its entries, and they are not "
       "tied"},
      {"dense_of_the_copies",
       "an output of dense2 has other weights once r has moved its entries, and they are not tied"},
      {"even_window_on_odd_plane",
       "an output of max_pool2d1 is made of other entries once r has moved them"},
      {"flatten_forgets_the_copies",
       "an output of flatten1 is made of other entries once r has moved them"},
      {"flatten_of_the_image",
       "an output of flatten1 is made of other entries once r has moved them"},
      {"largest_of_changed_signs",
       "largest is largest in windows and not odd, and s changes signs"},
      {"relu_of_changed_signs", "relu1 is pointwise and not odd, and s changes signs"},
      {"stride_that_does_not_fit",
       "an output of average_pool2d1 is made of other entries once r has moved them"},
      {"window_that_is_no_square", "r exchanges rows and columns of a plane that is no square"}};
  for (std::string const& name : support::case_names(folder)) {
    Network const network = load_network(folder / (name + ".json"));
    EXPECT_EQ(refusal(certificate_of(network)).value_or("accepted"), reasons.at(name)) << name;
  }
}

TEST(Auditor, RefusesLayersOfOtherKindsThatDoNotCommute) {
  std::string const softmax = R"({"type": "softmax"})";
  SpecText five = under("\"negate\"", "[64, 1, 1]", softmax);
  five.network =
      fmt::format(R"([{{"name": "a", "equivarify": "none", "layers": [{0}, {0}, {0}, {0}, {0}]}},
    {{"name": "b", "equivarify": "lift", "layers": [{0}, {0}, {0}, {{"type": "dense", "units": 3}}]}}])",
                  softmax);
  EXPECT_EQ(refused(five), "softmax1 is reduction over entries and not odd, and r changes signs");
  EXPECT_EQ(
      refused(under(
          R"("transpose")",
          "[1, 5, 5]",
          R"({"name": "c", "type": "conv2d", "filters": 1, "kernel": 1, "stride": [2, 1], "padding": "valid"})")),
      "r exchanges rows and columns of a plane that is no square");
  EXPECT_EQ(
      refused(under(R"("transpose")",
                    "[1, 4, 4]",
                    R"({"name": "p", "type": "max_pool2d", "size": [2, 1], "stride": [1, 2]})")),
      "r exchanges rows and columns of a plane that is no square");
  EXPECT_EQ(refused(under(R"({"permutation": [0, 2, 1, 3]})",
                          "[1, 2, 2]",
                          R"({"name": "p", "type": "max_pool2d", "size": [2, 1]})")),
            "r exchanges rows and columns of a plane that is no square");
  EXPECT_EQ(refused(under(R"({"permutation": [1, 0, 2, 3]})",
                          "[1, 2, 2]",
                          R"({"name": "p", "type": "max_pool2d", "size": [2, 1]})")),
            "the input is not moved by a motion of planes, so that later planes have none");
  EXPECT_EQ(refused(under(R"({"negate_channels": [0]})",
                          "[2, 4, 4]",
                          R"({"name": "c", "type": "conv2d", "filters": 3, "kernel": 1})")),
            "r does not move all channels alike, and there are others here");
  EXPECT_EQ(refused(coinduced(R"({"subgroup": ["s"], "labels": "trivial"})", "")),
            "an output of d has other weights once s has moved its entries, and they are not tied");
}

/// A certificate that states what is not so, and what the auditor says.
struct Forgery {
  std::string rule; ///< by which it is refused
  json certificate;
  std::string reason;
  std::string without = "accepted"; ///< what is said of it where that rule is left out
};

json certified(SpecText const& spec) {
  return json::parse(certificate_of(spec.network_of()));
}

/// The certificate of a network that commutes, with \p value for the member \p key of its layer \p
/// i.
Forgery altered(std::string const& key, std::size_t i, json const& value) {
  json certificate = certified(coinduced(R"({"subgroup": ["s"], "labels": {"s": [2, 1, 0]}})"));
  json& layer = certificate["layers"][i];
  EXPECT_NE(layer[key], value);
  std::string const name = layer["name"];
  layer[key] = value;
  return {key, certificate, fmt::format("the finding on {} has another {}", name, key)};
}

/// A spec inside a certificate, made large.
json enlarged(std::size_t filters, std::size_t kernel) {
  json certificate =
      certified({.shape = "[1, 4, 4]",
                 .network = plain_then_lifted(
                     R"({"name": "c", "type": "conv2d", "filters": 1, "kernel": 1})")});
  certificate["spec"]["input"]["shape"] = {1U, 512U, 512U};
  json& conv = certificate["spec"]["network"][0]["layers"][0];
  conv["filters"] = filters;
  conv["kernel"] = {kernel, kernel};
  return certificate;
}

std::vector<Forgery> forgeries() {
  std::string const untied = "and they are not tied";
  SpecText const d4_conv{.group = R"({"dihedral": 4})",
                         .action = R"({"r": "quarter_turn", "s": "flip_columns"})",
                         .network = plain_then_lifted(
                             R"({"name": "c", "type": "conv2d", "filters": 2, "kernel": 3})")};
  return {
      {"size",
       enlarged(65, 3),
       "c has too many terms to compare",
       "an output of c has other weights once r has moved its entries, " + untied},
      {"bias",
       certified(under(R"("negate")",
                       "[1, 4, 4]",
                       R"({"name": "c", "type": "conv2d", "filters": 2, "kernel": 3})")),
       "the bias of c keeps its sign under r"},
      {"weights",
       certified(d4_conv),
       "an output of c has other weights once r has moved its entries, " + untied},
      {"weights",
       certified(coinduced(R"({"subgroup": ["s"], "labels": "trivial"})", "")),
       "an output of d has other weights once s has moved its entries, " + untied},
      {"odd",
       certified(under(R"("negate")", "[1, 4, 4]", R"({"type": "relu"})")),
       "relu1 is pointwise and not odd, and r changes signs"},
      {"odd",
       certified(under(R"("negate")", "[4, 1, 1]", R"({"type": "softmax"})")),
       "softmax1 is reduction over entries and not odd, and r changes signs"},
      {"odd",
       certified(under(R"("negate")", "[1, 4, 4]", R"({"type": "max_pool2d", "size": 2})")),
       "max_pool2d1 is largest in windows and not odd, and r changes signs"},
      {"signs",
       certified(under(R"("negate")", "[1, 4, 4]", R"({"type": "flatten"})")),
       "r changes a sign in front of flatten1 alone, or after it alone"},
      {"entries",
       certified(under(R"("flip_rows")", "[1, 4, 4]", R"({"type": "flatten"})")),
       "an output of flatten1 is made of other entries once r has moved them"},
      {"entries",
       certified(under(R"("flip_rows")", "[1, 5, 4]", R"({"type": "average_pool2d", "size": 2})")),
       "an output of average_pool2d1 is made of other entries once r has moved them"},
      altered("name", 1, "relu2"),
      altered("class", 1, "linear"),
      altered("class", 5, "pointwise"),
      altered("tied", 1, true),
      altered("tied", 0, false),
      altered("before", 0, {{"s", "fixed"}}),
      altered("before", 3, {{"s", "fixed"}}),
      altered("after", 3, {{"s", "fixed"}}),
      altered("after", 6, {{"s", {0, 2, 1}}}),
      altered("after", 6, {{"s", "fixed"}}),
      altered("outputs", 2, 7),
      altered("terms", 4, 0)};
}

/// What the auditor says of the layers of \p certificate, but for the rule \p left_out.
std::string said_of(json const& certificate, std::string const& left_out = "") {
  std::vector<std::string> supposed;
  for (json const& layer : certificate["spec"]["network"]) {
    bool const is_used = layer["equivarify"] == "none" || certificate["spec"].contains("already");
    for (std::size_t i = 0; is_used && i < layer["layers"].size(); ++i) {
      supposed.push_back(layer["layers"][i]["name"]);
    }
  }
  try {
    static_cast<void>(audit::check_layers(certificate, supposed, left_out));
    return "accepted";
  } catch (audit::Refusal const& error) {
    return error.what();
  }
}

TEST(EachRule, IsNeeded) {
  std::set<std::string> tried{"supposed"};
  for (auto const& [rule, certificate, reason, without] : forgeries()) {
    EXPECT_EQ(said_of(certificate), reason) << rule;
    EXPECT_EQ(said_of(certificate, rule), without) << rule << ": " << reason;
    tried.insert(rule);
  }
  auto const& rules = audit::layer_rules();
  EXPECT_EQ(tried, std::set<std::string>(rules.begin(), rules.end()));
}

TEST(EachRule, OfWhichOneIsThatEveryLayerSupposedIsChecked) {
  json const certificate = certified(good()[0].spec);
  std::vector<std::string> const more{"relu1", "average_pool2d1", "again", "max_pool2d1", "c"};
  EXPECT_THROW(static_cast<void>(audit::check_layers(certificate, more)), audit::Refusal);
  EXPECT_EQ(audit::check_layers(certificate, more, "supposed").layers, 4U);
}

TEST(Auditor, RefusesFindingsThatAreMissingOrTooMany) {
  json const good_one = certified(good()[0].spec);
  std::string const reason = "a finding is missing or too many among the layers";
  json bad = good_one;
  bad["layers"].erase(1);
  EXPECT_EQ(said_of(bad), reason);
  bad = good_one;
  bad["layers"].push_back(bad["layers"][0]);
  EXPECT_EQ(said_of(bad), reason);
  bad = good_one;
  std::swap(bad["layers"][0], bad["layers"][2]);
  EXPECT_THAT(said_of(bad), testing::StartsWith("the finding on relu1 has another "));
  bad = good_one;
  bad["layers"][0]["more"] = 1;
  EXPECT_EQ(said_of(bad), "the finding on relu1: members are missing or too many");
  bad = certified(SpecText{});
  bad["layers"] = good_one["layers"];
  EXPECT_EQ(said_of(bad), reason);
  bad.erase("layers");
  EXPECT_TRUE(refusal(bad.dump()).has_value());
}

TEST(Auditor, RefusesATypeOfLayersItDoesNotKnow) {
  json bad = certified(good()[0].spec);
  bad["spec"]["network"][0]["layers"][0]["type"] = "sort";
  EXPECT_EQ(said_of(bad), "this auditor does not know what commutes with sort");
}

TEST(Auditor, CountsTermsBeforeItComparesThem) {
  EXPECT_EQ(said_of(enlarged(32, 9)), "c has too many terms to compare");
  EXPECT_EQ(said_of(enlarged(1U << 24U, 1)), "a value has too many entries");
}

} // namespace
} // namespace equivarify::codegen
