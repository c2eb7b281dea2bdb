#include "equivarify/algebra/proof/network_theorem.hpp"

#include "equivarify/algebra/proof/diagram.hpp"
#include "equivarify/algebra/proof/diagram_report.hpp"
#include "equivarify/algebra/proof/prover.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace equivarify::algebra::proof {
namespace {

using ::testing::ElementsAre;

std::vector<BlockTerm> three_blocks() {
  return {{.name = "first", .layers = {"conv1", "relu1"}},
          {.name = "second", .kind = BlockTerm::Kind::concat, .layers = {"flatten1", "dense1"}},
          {.name = "third", .layers = {"dense2"}}};
}

TEST(NetworkTheorem, HoldsWhateverTheLayersCompute) {
  std::vector<Theorem> theorems = shipped_theory().lemmas;
  theorems.push_back(network_theorem(three_blocks()));
  auto const proved = prove_all(theorems);
  EXPECT_EQ(proved.back().claims.size(), 4U);
  EXPECT_TRUE(proved.back().holds());
}

/// A network of each construction.
class ConstructedNetwork : public ::testing::TestWithParam<std::vector<BlockTerm>> {};

std::vector<std::vector<BlockTerm>> constructed_networks() {
  using Kind = BlockTerm::Kind;
  return {{{.name = "f", .kind = Kind::quotient_lift, .layers = {"conv1", "relu1"}},
           {.name = "g", .kind = Kind::quotient_concat, .layers = {"dense1"}},
           {.name = "h", .kind = Kind::quotient_lift, .layers = {"dense2"}}},
          {{.name = "reynolds", .kind = Kind::average, .layers = {"conv1", "dense1"}},
           {.name = "Sheet", .layers = {"Sheet"}}},
          {{.name = "canonical", .kind = Kind::pose, .layers = {"conv1", "dense1"}},
           {.name = "Sheet", .layers = {"Sheet"}}},
          {{.name = "coinduction", .kind = Kind::coinduction, .layers = {"conv1", "dense1"}}},
          {{.name = "f", .kind = Kind::plain, .layers = {"relu1", "pool1"}, .gives_copies = false},
           {.name = "g", .layers = {"conv1"}},
           {.name = "h", .kind = Kind::plain, .layers = {"relu2", "pool2"}},
           {.name = "i", .kind = Kind::concat, .layers = {"dense1"}}}};
}

TEST_P(ConstructedNetwork, IsEquivariantAndItsDiagramCommutes) {
  auto const proved = prove_all(theorems_of(GetParam()));
  for (auto const& claim : proved.back().claims) {
    EXPECT_TRUE(claim.holds()) << claim.claim.name;
  }
  DiagramReport const report = check_diagram(GetParam());
  EXPECT_TRUE(report.commutes()) << report.failures.front();
}

TEST_P(ConstructedNetwork, NeedsEachHypothesisOnItsLayersAndOnX) {
  std::vector<Claim> earlier;
  for (Theorem const& theorem : theorems_of(GetParam())) {
    for (Claim const& claim : theorem.claims) {
      bool const is_block = claim.name.rfind("block-", 0) == 0 && claim.cites.empty();
      for (std::size_t i = 0; is_block && i < claim.hypotheses.size(); ++i) {
        bool const is_used = claim.hypotheses[i].name.find("-identity") == std::string::npos;
        Claim without = claim;
        without.hypotheses.erase(without.hypotheses.begin() + static_cast<std::ptrdiff_t>(i));
        EXPECT_EQ(std::holds_alternative<Unproved>(prove(without, earlier)), is_used)
            << claim.name << " without " << claim.hypotheses[i].name;
      }
      earlier.push_back(claim);
    }
  }
}

INSTANTIATE_TEST_SUITE_P(Constructions,
                         ConstructedNetwork,
                         ::testing::ValuesIn(constructed_networks()));

TEST(NetworkTheorem, SaysWhatTheBlocksAre) {
  Claim const network = network_theorem(three_blocks()).claims.back();
  EXPECT_EQ(to_string(network.left),
            "ap(each(layer_dense2), ap(concat(comp(layer_dense1, layer_flatten1)), "
            "ap(lift(comp(layer_relu1, layer_conv1)), act(g, x))))");
  EXPECT_THAT(network.cites, ElementsAre("block-first", "block-second", "block-third"));
  EXPECT_EQ(to_string(network.variables.at("layer_flatten1")), "Fun(Map(G, Z_relu1), Z_flatten1)");
}

/// The claims of the outputs of a network of three blocks, after those before them.
std::pair<std::vector<Claim>, std::vector<Claim>> claims_with_outputs() {
  std::vector<Claim> earlier;
  std::vector<Claim> of_outputs;
  for (Theorem const& theorem :
       theorems_of(three_blocks(), {{.name = "v"}, {.name = "w", .is_induced = true}})) {
    for (Claim const& claim : theorem.claims) {
      bool const of_output =
          theorem.id == "network" && claim.name.find("block-") != 0 && claim.name != "network";
      (of_output ? of_outputs : earlier).push_back(claim);
    }
  }
  return {earlier, of_outputs};
}

TEST(NetworkTheorem, ProvesWhatItsHeadsMake) {
  auto [earlier, of_outputs] = claims_with_outputs();
  std::vector<std::string> names;
  for (Claim const& claim : of_outputs) {
    EXPECT_TRUE(std::holds_alternative<Proof>(prove(claim, earlier))) << claim.name;
    names.push_back(claim.name);
    earlier.push_back(claim);
  }
  EXPECT_THAT(names, ElementsAre("part-v", "output-v", "output-w", "terms-w"));
  EXPECT_EQ(to_string(of_outputs[3].right),
            "act(of_H(k), ap(part_w, at(ap(each(layer_dense2), ap(concat(comp(layer_dense1, "
            "layer_flatten1)), ap(lift(comp(layer_relu1, layer_conv1)), x))), mul(rep(g), "
            "of_H(k)))))");
}

TEST(NetworkTheorem, ProvesNothingElseOfThem) {
  auto [earlier, of_outputs] = claims_with_outputs();
  Claim fixed = of_outputs[1]; // that g moves no output
  earlier.push_back(of_outputs[0]);
  fixed.right = fixed.right.arguments[1];
  EXPECT_TRUE(std::holds_alternative<Unproved>(prove(fixed, earlier)));
  Claim other = of_outputs[3]; // that its terms are those of the copies k t
  Term& place = other.right.arguments[1].arguments[1].arguments[1];
  std::swap(place.arguments[0], place.arguments[1]);
  EXPECT_TRUE(std::holds_alternative<Unproved>(prove(other, earlier)));
  Claim without = of_outputs[3]; // that the network need not be equivariant
  without.cites.clear();
  EXPECT_TRUE(std::holds_alternative<Unproved>(prove(without, earlier)));
}

TEST(Diagram, OfOneBlockIsTheTriangleOfTheLiftBeforeAndBehindG) {
  std::vector<BlockTerm> const one{{.name = "f", .layers = {"f"}}};
  Diagram const diagram = network_diagram(one);
  EXPECT_EQ(boost::num_vertices(diagram), 6U); // X, its copies, one copy, each twice
  EXPECT_EQ(boost::num_edges(diagram), 8U);    // F^, p, F twice, and g on X and on the copies
  DiagramReport const report = check_diagram(one);
  EXPECT_TRUE(report.commutes());
  // p F^ = F on both sides, F^ g = g F^, and three ways from X to the one copy behind g.
  EXPECT_EQ(report.path_pairs, 2U + 1U + 3U);
}

TEST(Diagram, OfEveryKindOfBlockCommutes) {
  DiagramReport const report = check_diagram(three_blocks());
  EXPECT_TRUE(report.commutes()) << report.failures.front();
  EXPECT_GT(report.path_pairs, report.equations);
}

TEST(Diagram, IsWrittenForGraphviz) {
  std::string const dot = to_dot(network_diagram(three_blocks()), "small");
  EXPECT_THAT(dot, ::testing::HasSubstr("label=\"small\""));
  EXPECT_THAT(dot, ::testing::HasSubstr("[label=\"concat of second\"]"));
  EXPECT_THAT(dot, ::testing::HasSubstr("[label=\"g\", style=dashed, constraint=false]"));
}

} // namespace
} // namespace equivarify::algebra::proof
