/// \file
/// Random groups with random signed representations as outputs.
#include "equivarify/codegen/json/problems.hpp"
#include "equivarify/codegen/measure/network_check.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdint>
#include <iterator>
#include <string>
#include <vector>

#include "codegen/audited_spec.hpp"
#include "support/few_cases.hpp"
#include "support/output_specs.hpp"
#include "support/picked_outputs.hpp"
#include "support/valid_spec.hpp"

namespace equivarify::codegen {
namespace {

using nlohmann::json;

/// A network for \p group with an invariant, an induced, a permuted and a signed output.
json pick_spec(json const& form, algebra::Group const& group) {
  auto const order = static_cast<int>(group.order());
  std::vector<int> signs;
  for (int i = 0; i < order; ++i) {
    signs.push_back(support::pick_number(0, 1) == 0 ? 1 : -1);
  }
  json const induced = support::pick_induced(group);
  std::vector<int> const plain(group.order(), 1);
  support::PickedShape const shape{.channels = 1, .rows = 1, .columns = order};
  json const action = support::regular_motions(group, shape);
  int const units = 2 + 2 * order + induced["units"].get<int>();
  return {{"name", "random"},
          {"group", form},
          {"input", {{"shape", {1, 1, order}}, {"action", action}}},
          {"network",
           {{{"name", "a"},
             {"equivarify", "lift"},
             {"layers",
              {{{"type", "flatten"}}, {{"type", "dense"}, {"units", 3}}, {{"type", "gelu"}}}}},
            {{"name", "b"},
             {"equivarify", support::pick_number(0, 1) == 0 ? "lift" : "concat"},
             {"layers", {{{"type", "dense"}, {"units", units}}}}}}},
          {"output",
           {{"fixed", {{"head", "invariant"}, {"units", 2}}},
            {"induced", induced},
            {"moved",
             {{"head", "permuted"},
              {"units", order},
              {"action", support::signed_regular(group, plain)}}},
            {"turned",
             {{"head", "vector"},
              {"units", order},
              {"action", support::signed_regular(group, signs)}}}}}};
}

TEST(RandomOutputs, AreEquivariantToTheBitAndTheAuditorReadsThem) {
  EXPECT_EQ(support::counterexample(
                40,
                [] {
                  json const form = support::pick_group_form();
                  algebra::Group const group = read_listed_group({form, ""});
                  json const spec = pick_spec(form, group);
                  RC_LOG() << spec.dump(1) << '\n';
                  Network const network = network_with(spec);
                  RC_ASSERT(check_network(network, {.seed = 5, .inputs = 1}).differing_bits() ==
                            0U);
                  RC_ASSERT(audit_spec(spec.dump()).canonical == network.canonical_spec);
                }),
            "");
}

TEST(RandomOutputs, AreRefusedWhereOneSignIsLost) {
  EXPECT_EQ(support::counterexample(
                40,
                [] {
                  json const form = support::pick_group_form();
                  algebra::Group const group = read_listed_group({form, ""});
                  RC_PRE(group.order() > 1U);
                  json spec = pick_spec(form, group);
                  json& motions = spec["output"]["turned"]["action"];
                  auto const which = support::pick_number(0, static_cast<int>(motions.size()) - 1);
                  json& signs = (*std::next(motions.begin(), which))[0]["signs"];
                  auto const entry = static_cast<std::size_t>(
                      support::pick_number(0, static_cast<int>(group.order()) - 1));
                  signs[entry] = -signs[entry].get<int>();
                  RC_LOG() << spec.dump(1) << '\n';
                  RC_ASSERT_THROWS_AS(static_cast<void>(network_with(spec)), InputError);
                  RC_ASSERT(audit_spec(spec.dump()).refusal.find("break a relation") !=
                            std::string::npos);
                }),
            "");
}

} // namespace
} // namespace equivarify::codegen
