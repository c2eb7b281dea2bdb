/// \file
/// Layers that a theorem supposes to commute: certificates carry what was found of them, and the
/// auditor finds the same.
#include "equivarify/codegen/audit/proof/refusal.hpp"
#include "equivarify/codegen/refute/commuting_layers.hpp"
#include "equivarify/codegen/refute/stack_check.hpp"
#include "equivarify/codegen/verify/verification.hpp"

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>
#include <rapidcheck/gtest.h>

#include <filesystem>
#include <fstream>
#include <map>
#include <string>
#include <vector>

#include "codegen/certified.hpp"
#include "refute/commuting_specs.hpp"
#include "runtime/temporary_folder.hpp"
#include "support/few_cases.hpp"
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
    EXPECT_EQ(supposed, verify(network, {.tests = 1, .inputs = 1}).supposed) << name;
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

/// The layers of \p network that are used as they are, judged by a program that shares nothing.
bool is_accepted(Network const& network) {
  return !refusal(certificate_of(network)).has_value();
}

/// A motion of \p numbers numbers that is its own inverse: it exchanges some and negates some.
std::string any_mirror_of(std::size_t numbers) {
  std::string exchanged;
  std::vector<std::size_t> negated;
  for (std::size_t i = 0; i < numbers;) {
    bool const is_pair = i + 1 < numbers && *rc::gen::arbitrary<bool>();
    bool const negates = *rc::gen::arbitrary<bool>();
    exchanged += is_pair ? fmt::format("({} {})", i, i + 1) : "";
    for (std::size_t const end = i + (is_pair ? 2 : 1); i < end; ++i) {
      if (negates) {
        negated.push_back(i);
      }
    }
  }
  json motions = json::array();
  if (!exchanged.empty()) {
    motions.push_back({{"permute_channels", exchanged}});
  }
  if (!negated.empty()) {
    motions.push_back({{"negate_channels", negated}});
  }
  return motions.empty() ? R"(["negate"])" : motions.dump();
}

// Of minus entries alone the places are in order too, and yet they move.
TEST(LayersOfACertificate, AreAcceptedWhateverSignsAHeadChanges) {
  std::string const found = support::counterexample(15, [] {
    auto const numbers = *rc::gen::inRange<std::size_t>(1, 5);
    std::string const mirror = any_mirror_of(numbers);
    RC_LOG(mirror);
    json spec = json::parse(
        SpecText{.group = R"({"cyclic": 2})",
                 .shape = fmt::format("[{}, 1, 1]", numbers),
                 .action = R"({"r": )" + mirror + "}",
                 .network = fmt::format(
                     R"([{{"name": "f", "equivarify": "lift", "layers": [{{"type": "flatten"}},
                         {{"name": "d", "type": "dense", "units": {}, "tied": true}}]}}])",
                     numbers),
                 .more = R"(, "already": {"subgroup": ["r"]})"}
            .text());
    spec.erase("labels");
    spec["output"]["v"] = {
        {"head", "vector"}, {"units", numbers}, {"action", {{"r", json::parse(mirror)}}}};
    Network const network = parse_network(spec.dump(), "mirror.json");
    RC_ASSERT(is_accepted(network));
    RC_ASSERT(audit::audit(certificate_of(network)).layers.layers == 2U);
  });
  EXPECT_EQ(found, "");
}

std::string pool_or_convolution() {
  auto const size = [] { return *rc::gen::inRange(1, 4); };
  auto const stride = [] { return *rc::gen::inRange(1, 3); };
  std::string const type =
      *rc::gen::element<std::string>("max_pool2d", "average_pool2d", "conv2d", "relu", "tanh");
  if (type == "relu" || type == "tanh") {
    return fmt::format(R"({{"type": "{}"}})", type);
  }
  return type == "conv2d"
             ? fmt::format(
                   R"({{"type": "conv2d", "filters": {}, "kernel": [{}, {}], "padding": "valid"}})",
                   size(),
                   *rc::gen::inRange(1, 3),
                   *rc::gen::inRange(1, 3))
             : fmt::format(R"({{"type": "{}", "size": [{}, {}], "stride": [{}, {}]}})",
                           type,
                           size(),
                           size(),
                           stride(),
                           stride());
}

RC_GTEST_PROP(Auditor, AgreesWithTheProverOnLayersUsedAsTheyAre, ()) {
  std::string const motion =
      *rc::gen::element<std::string>(R"("identity")",
                                     R"("negate")",
                                     R"("flip_rows")",
                                     R"("transpose")",
                                     R"("half_turn")",
                                     R"("flip_channels")",
                                     R"(["flip_columns", {"negate_channels": [1]}])",
                                     R"(["transpose", "negate"])");
  SpecText spec = under(motion,
                        *rc::gen::element<std::string>("[2, 7, 7]", "[2, 8, 8]"),
                        pool_or_convolution() + ", " + pool_or_convolution());
  if (*rc::gen::arbitrary<bool>()) { // on copies
    spec.network = fmt::format(
        R"([{{"name": "a", "equivarify": "lift", "layers": [{{"type": "relu"}}]}},
            {{"name": "b", "equivarify": "none", "layers": [{}]}}, {}])",
        pool_or_convolution(),
        head);
  }
  Network const network = spec.network_of();
  RC_ASSERT(is_accepted(network) == check_stack(network, 1).holds());
}

/// Layers on arrays of 2 channels whose values branch at random and all meet in the last layer.
class BranchingLayers {
public:
  std::string draw() {
    for (int i = *rc::gen::inRange(1, 5); i > 0; --i) {
      add_layer();
    }
    std::string unread;
    for (auto const& [name, readers] : readers_) {
      unread += readers == 0 ? fmt::format(R"("{}", )", name) : "";
    }
    return layers_ + fmt::format(R"({{"type": "concatenate", "inputs": [{}"input"]}})", unread);
  }

private:
  /// A value of 2 channels so far but \p other, which a layer reads.
  std::string some_value(std::string const& other = "") {
    std::vector<std::string> names{"input"};
    for (auto const& [name, readers] : readers_) {
      names.push_back(name);
    }
    std::erase(names, other);
    std::string const name = *rc::gen::elementOf(names);
    for (auto& [value, readers] : readers_) {
      readers += value == name ? 1 : 0;
    }
    return name;
  }

  void add_layer() {
    std::string const type =
        readers_.empty() ? *rc::gen::element<std::string>("relu", "tanh", "batch_norm", "conv2d")
                         : *rc::gen::element<std::string>(
                               "relu", "tanh", "batch_norm", "add", "multiply", "conv2d");
    std::string const first = some_value();
    std::string inputs = fmt::format(R"("{}")", first);
    inputs +=
        type == "add" || type == "multiply" ? fmt::format(R"(, "{}")", some_value(first)) : "";
    std::string const name = fmt::format("v{}", readers_.size());
    layers_ += fmt::format(R"({{"type": "{}", "name": "{}", "inputs": [{}]{}}}, )",
                           type,
                           name,
                           inputs,
                           type == "conv2d" ? R"(, "filters": 2, "kernel": 1)" : "");
    readers_.emplace_back(name, 0);
  }

  std::string layers_;
  std::vector<std::pair<std::string, int>> readers_; ///< the layers so far, with how many read them
};

RC_GTEST_PROP(Auditor, AgreesWithTheProverOnValuesThatBranch, ()) {
  std::string const motion =
      *rc::gen::element<std::string>(R"("identity")",
                                     R"("negate")",
                                     R"("flip_rows")",
                                     R"("flip_channels")",
                                     R"(["flip_columns", {"negate_channels": [1]}])",
                                     R"({"permutation": [1, 0, 2, 3, 4, 5, 6, 7]})");
  SpecText spec = under(motion, "[2, 2, 2]", BranchingLayers{}.draw());
  if (*rc::gen::arbitrary<bool>()) { // on two copies of one channel each
    spec.network = fmt::format(
        R"([{{"name": "a", "equivarify": "lift", "layers": [
              {{"name": "one", "type": "conv2d", "filters": 1, "kernel": 1}}]}},
            {{"name": "b", "equivarify": "none", "layers": [{}]}}, {}])",
        BranchingLayers{}.draw(),
        head);
  }
  Network const network = spec.network_of();
  bool const holds = check_stack(network, 1).holds();
  RC_TAG(holds);
  RC_ASSERT(is_accepted(network) == holds);
}

RC_GTEST_PROP(Auditor, AgreesWithTheProverOnCoinduction, ()) {
  std::string const subgroup = *rc::gen::element<std::string>("s", "r", "r^2", "r s");
  std::string const labels = *rc::gen::element<std::string>(
      R"("trivial")", fmt::format(R"json({{"{}": "(0 2)"}})json", subgroup));
  std::string layer = pool_or_convolution();
  std::string const tied = *rc::gen::element<std::string>("", R"(, "tied": true)");
  if (layer.find("conv2d") != std::string::npos) {
    layer.insert(layer.size() - 1, tied);
  }
  SpecText spec =
      coinduced(fmt::format(R"({{"subgroup": ["{}"], "labels": {}}})", subgroup, labels),
                *rc::gen::element<std::string>("", R"(, "tied": true)"));
  std::string const pool = R"({"type": "max_pool2d", "size": 2})";
  spec.network.replace(spec.network.find(pool), pool.size(), layer);
  Network const network = spec.network_of();
  RC_ASSERT(is_accepted(network) == check_claim(network, 1).holds());
}

} // namespace
} // namespace equivarify::codegen
