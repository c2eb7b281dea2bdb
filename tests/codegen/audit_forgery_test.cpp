/// \file
/// Certificates that are forged on the side of the spec: digest and tables are made to fit.
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "codegen/forgeries.hpp"

namespace equivarify::codegen {
namespace {

using nlohmann::json;

/// The certificate of \p other with the spec of \p good, which is then altered.
json in_place_of(json const& good, SpecText const& other) {
  json bad = json::parse(certificate_of(other.network_of()));
  bad["spec"] = good["spec"];
  return bad;
}

/// The three that were once accepted, with the true spec given.
std::vector<Forgery> once_accepted() {
  Forger sign{flat_spec(R"({"cyclic": 2})", "[1, 1, 4]", R"({"r": {"signs": [-1, 1, 1, 1]}})")};
  sign.forge_of_spec("a sign is a list",
                     "at /spec/input/action/r/signs/0: found a list of 2, expected an integer",
                     [&](json& bad) {
                       bad = in_place_of(sign.good(),
                                         flat_spec(R"({"cyclic": 2})",
                                                   "[1, 1, 4]",
                                                   R"({"r": {"signs": [1, 1, 1, 1]}})"));
                       bad["spec"]["input"]["action"]["r"]["signs"][0] = {-1, -1};
                     });
  std::string const a = R"json("a": "(0 1)")json";
  std::string const group = R"json({"permutations": {"degree": 4, "generators": {)json";
  Forger dropped{flat_spec(
      group + a + R"json(, "description": "(2 3)"}}})json",
      "[1, 2, 2]",
      R"({"a": {"permutation": [1, 0, 2, 3]}, "description": {"permutation": [0, 1, 3, 2]}})")};
  dropped.forge_of_spec(
      "a generator called description is dropped",
      "the certificate is about another spec: at /group/permutations/generators/description: "
      "found nothing",
      [&](json& bad) {
        bad = json::parse(certificate_of(
            flat_spec(group + a + "}}}", "[1, 2, 2]", R"({"a": {"permutation": [1, 0, 2, 3]}})")
                .network_of()));
      });
  Forger pool{small_c4()};
  pool.forge_of_spec("groups of a pool",
                     "at /spec/network/0/layers/2/groups: found the key \"groups\", which has no "
                     "meaning here",
                     [](json& bad) { bad["spec"]["network"][0]["layers"][2]["groups"] = 1; });
  std::vector<Forgery> all = sign.all();
  all.insert(all.end(), dropped.all().begin(), dropped.all().end());
  all.insert(all.end(), pool.all().begin(), pool.all().end());
  return all;
}

/// Fields of the spec inside, altered to another valid spec; the true one is given.
std::vector<Forgery> altered_fields() {
  Forger c4{small_c4()};
  auto const of = [&](std::string name, std::string place, auto const& change) {
    c4.forge_of_spec("altered: " + std::move(name),
                     "the certificate is about another spec: at " + std::move(place),
                     [&](json& bad) { change(bad["spec"]); });
  };
  of("labels", "/labels/classes/0: found \"z\", expected \"a\"", [](json& spec) {
    spec["labels"]["classes"][0] = "z";
  });
  of("symmetries", "/labels/symmetries/a: found the key", [](json& spec) {
    spec["labels"]["symmetries"]["a"] = {"r^2"};
  });
  of("arithmetic", "/arithmetic: found \"fast\"", [](json& spec) { spec["arithmetic"] = "fast"; });
  of("seed", "/seed: found 2, expected 1", [](json& spec) { spec["seed"] = 2; });
  of("epochs", "/training/epochs: found 4", [](json& spec) { spec["training"]["epochs"] = 4; });
  of("a rate", "/training/final", [](json& spec) {
    spec["training"]["final_learning_rate"] = 1e-300;
  });
  of("type of a layer", "/network/0/layers/2/type: found \"average_pool2d\"", [](json& spec) {
    spec["network"][0]["layers"][2]["type"] = "average_pool2d";
  });
  of("name", "/name: found \"other\"", [](json& spec) { spec["name"] = "other"; });
  c4.forge_of_spec("altered: the sign of a zero",
                   "the certificate is about another spec",
                   [](json& bad) { bad["spec"]["training"]["final_learning_rate"] = -0.0; });
  return c4.all();
}

/// Numbers that do not follow from the spec, and specs under the proofs of others.
std::vector<Forgery> altered_structure() {
  Forger c4{small_c4()};
  std::string const follows = ", which follows from the spec";
  c4.forge("two rows of the table swapped",
           "at /group/table/1/0: found 2, expected 1" + follows,
           [](json& bad) { std::swap(bad["group"]["table"][1], bad["group"]["table"][2]); });
  c4.forge("a generator is another element",
           "at /group/generators/r: found 3, expected 1" + follows,
           [](json& bad) { bad["group"]["generators"]["r"] = 3; });
  c4.forge("the number of a generator as 1.0",
           "at /group/generators/r: found 1.0, expected 1" + follows,
           [](json& bad) { bad["group"]["generators"]["r"] = 1.0; });
  c4.forge("the kernel is too large",
           "at /kernel/elements: found a list of 2, expected a list of 1" + follows,
           [](json& bad) {
             bad["kernel"]["elements"] = {0, 2};
           });
  c4.forge("the kernel is empty",
           "at /kernel/elements: found a list of 0, expected a list of 1" + follows,
           [](json& bad) { bad["kernel"]["elements"] = json::array(); });
  c4.forge("cosets are numbered in another order",
           "at /kernel/cosets/1: found 2, expected 1" + follows,
           [](json& bad) { std::swap(bad["kernel"]["cosets"][1], bad["kernel"]["cosets"][2]); });
  c4.forge("another section", "at /kernel/section/0: found 1, expected 0" + follows, [](json& bad) {
    std::swap(bad["kernel"]["section"][0], bad["kernel"]["section"][1]);
  });
  c4.forge("one parameter more", "at /parameters: found ", [](json& bad) {
    bad["parameters"] = bad["parameters"].get<int>() + 1;
  });
  c4.forge("parameters as a fraction", "at /parameters: found ", [](json& bad) {
    bad["parameters"] = bad["parameters"].get<double>();
  });
  c4.forge("the action of one generator",
           "at /action/r/0: found 7, expected 3" + follows,
           [](json& bad) { std::swap(bad["action"]["r"][0], bad["action"]["r"][1]); });
  return c4.all();
}

/// The spec inside is another one, with its digest, under the proofs of the first.
std::vector<Forgery> altered_specs() {
  Forger c4{small_c4()};
  c4.forge(
      "a member more", "at /extra: found the key \"extra\"", [](json& bad) { bad["extra"] = 1; });
  c4.forge("the shape is another", "at /parameters: found ", [](json& bad) {
    bad["spec"]["input"]["shape"] = {2, 4, 4};
    json const action = bad["action"]["r"];
    for (json const& place : action) {
      bad["action"]["r"].push_back(place.get<unsigned>() + 16);
    }
  });
  c4.forge("a layer is renamed", "the claim block-first", [](json& bad) {
    bad["spec"]["network"][0]["layers"][0]["name"] = "conv2";
  });
  c4.forge("the kind of a block", "at /parameters: found ", [](json& bad) {
    bad["spec"]["network"][1]["equivarify"] = "lift";
  });
  c4.forge("the stride", "at /parameters: found ", [](json& bad) {
    bad["spec"]["network"][0]["layers"][2]["stride"] = {1, 1};
  });
  c4.forge("no group: cycles with letters",
           "no cycles of points below 4: \"(0 1 x 3)(2 y)\", from byte 5 on",
           [](json& bad) {
             bad["spec"]["group"] = {
                 {"permutations", {{"degree", 4}, {"generators", {{"r", "(0 1 x 3)(2 y)"}}}}}};
           });
  c4.forge("no group: a table that does not associate",
           "the table does not associate: (1 1) c is not 1 (1 c)",
           [](json& bad) {
             bad["spec"]["group"] = {{"table",
                                      {{0U, 1U, 2U, 3U, 4U},
                                       {1U, 0U, 3U, 4U, 2U},
                                       {2U, 4U, 0U, 1U, 3U},
                                       {3U, 2U, 4U, 0U, 1U},
                                       {4U, 3U, 1U, 2U, 0U}}}};
           });
  return c4.all();
}

std::vector<Forgery> coinduced() {
  Forger d4{square_d4(
      one_map(3, R"(, "tied": true)"),
      R"json(, "already": {"subgroup": ["r^2", "r s"], "labels": {"r s": "(0 2)"}})json")};
  d4.forge_of_spec("tied is taken away",
                   "at /layers/3/tied: found true, expected false, which follows from the spec",
                   [](json& bad) { bad["spec"]["network"][1]["layers"][1].erase("tied"); });
  d4.forge("a smaller subgroup", "at /layers/0/after/r s: found the key", [](json& bad) {
    bad["spec"]["already"] = {{"subgroup", {"r^2"}}, {"labels", "trivial"}};
  });
  d4.forge("no action of the subgroup",
           "at /already/labels: two permutations of the classes for \"e\"",
           [](json& bad) {
             bad["spec"]["already"] = {{"subgroup", {"r^2"}}, {"labels", {{"r^2", "(0 1 2)"}}}};
           });
  d4.forge("no subgroup", "at /subgroup: found nothing", [](json& bad) { bad.erase("subgroup"); });
  return d4.all();
}

TEST(Forgery, OnceAcceptedIsRefused) {
  expect_refused(once_accepted());
}

TEST(Forgery, OfAnotherSpecIsRefused) {
  expect_refused(altered_fields());
}

TEST(Forgery, OfTheStructureIsRefused) {
  expect_refused(altered_structure());
  expect_refused(altered_specs());
}

TEST(Forgery, OfACoinductionIsRefused) {
  expect_refused(coinduced());
}

} // namespace
} // namespace equivarify::codegen
