/// \file
/// Certificates made to exhaust the auditor by their networks, their outputs and their proofs.
#include <fmt/format.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include <cstdint>
#include <numeric>
#include <string>
#include <utility>
#include <vector>

#include "codegen/audit_limits.hpp"

namespace equivarify::codegen {
namespace {

using AuditNetworkBounds = AuditLimits;

/// \p blocks blocks of \p layers layers each.
json in_a_row(int blocks, int layers) {
  json network = json::array();
  for (int b = 0; b < blocks; ++b) {
    json row = json::array();
    for (int i = 0; i < layers; ++i) {
      row.push_back({{"name", fmt::format("l{}x{}", b, i)}, {"type", "relu"}});
    }
    network.push_back(
        {{"name", fmt::format("b{}", b)}, {"equivarify", "lift"}, {"layers", std::move(row)}});
  }
  return network;
}

/// A certificate like \p good of C4 that leaves an input of \p entries numbers as it is, up to its
/// theorems.
json unmoved(std::string const& good, std::uint32_t entries, json network) {
  json result = json::parse(good);
  json& spec = result["spec"];
  spec["input"] = {{"shape", {entries, 1, 1}}, {"action", {{"r", {"identity"}}}}};
  spec["network"] = std::move(network);
  std::vector<std::uint32_t> places(entries);
  std::iota(places.begin(), places.end(), 0U);
  result["action"] = {{"r", places}};
  result["kernel"] = {{"elements", {0, 1, 2, 3}}, {"cosets", {0, 0, 0, 0}}, {"section", {0}}};
  result["parameters"] = 0;
  return result;
}

TEST_F(AuditNetworkBounds, HoldForManyLayersAndOutputs) {
  expect_refused(sealed(unmoved(good(), 3, in_a_row(256, 256))),
                 "too large: a network of more layers than 1024");
  json many = unmoved(good(), 64, in_a_row(4, 256));
  many["spec"]["labels"] = {{"elements", json::object()}};
  for (int i = 10; i < 74; ++i) {
    std::string const name = fmt::format("o{}", i);
    many["spec"]["output"][name] = {
        {"head", "invariant"}, {"units", 1}, {"loss", "mean_squared_error"}, {"weight", 1.0}};
    many["outputs"].push_back({{"name", name},
                               {"head", "invariant"},
                               {"size", 1},
                               {"subgroup", {0, 1, 2, 3}},
                               {"action", json::object()}});
  }
  expect_refused(sealed(many), "the theorem network has not the claims expected");
  many["spec"]["input"]["shape"] = {64, 128, 128};
  for (json& output : many["spec"]["output"]) {
    output = {{"head", "grid"},
              {"shape", {1, 128, 128}},
              {"action", "input"},
              {"loss", "mean_squared_error"},
              {"weight", 1.0}};
  }
  expect_refused(sealed(many), "too large: actions on outputs: elements times signed entries");
}

// Each pair of layers doubles the parts that have an action of their own.
TEST_F(AuditNetworkBounds, HoldForValuesOfManyParts) {
  json layers = json::array();
  std::string last = "input";
  for (int i = 0; i < 22; ++i) {
    layers.push_back({{"name", fmt::format("a{}", i)}, {"type", "abs"}});
    layers.push_back({{"name", fmt::format("k{}", i)},
                      {"type", "concatenate"},
                      {"inputs", {fmt::format("a{}", i), last}}});
    last = fmt::format("k{}", i);
  }
  layers.push_back({{"name", "f"}, {"type", "flatten"}});
  layers.push_back({{"name", "d"}, {"type", "dense"}, {"units", 3}});
  json bad = unmoved(good(), 1, {{{"name", "b"}, {"equivarify", "none"}, {"layers", layers}}});
  expect_refused(sealed(bad), "too large: values of more parts, each with an action of its own");
}

TEST_F(AuditNetworkBounds, HoldForClassesThatMove) {
  json bad = unmoved(good(), 16384, in_a_row(1, 200));
  json classes = json::array();
  for (int i = 0; i < 16384; ++i) {
    classes.push_back(fmt::format("c{}", i));
  }
  bad["spec"]["labels"]["classes"] = classes;
  bad["spec"]["network"][0]["layers"][0]["type"] = "flatten";
  bad["spec"]["input"]["shape"] = {1024, 4, 4};
  bad["spec"]["already"] = {{"subgroup", {"r"}}, {"labels", "trivial"}};
  expect_refused(sealed(bad), "too large: layers that must commute, of whose actions");
  bad["spec"]["group"] = json::parse(R"json({"presentation": {"generators": ["r"],
    "relations": ["r^10000"]}})json");
  expect_refused(sealed(bad), "too large: classes times elements at most 1048576");
}

TEST_F(AuditNetworkBounds, HoldForExpressions) {
  json bad = json::parse(good());
  json& step = bad["theorems"][0]["claims"][0]["proof"]["left"][0];
  step["after"] = fmt::format("a({})", many("a", 300'000, ", "));
  expect_refused(bad.dump(), "in product-identity: product-action does not lead from");
  step["after"] =
      fmt::format("{}{}{}", many("a(", 1990, ""), std::string(900'000, 'a'), many(")", 1990, ""));
  expect_refused(bad.dump(), "in product-identity: product-action does not lead from");
}

} // namespace
} // namespace equivarify::codegen
