#include "equivarify/runtime/group/steps.hpp"

#include "equivarify/algebra/subgroup_lattice.hpp"
#include "equivarify/codegen/spec/construction.hpp"
#include "equivarify/codegen/spec/network.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <array>
#include <vector>

#include "support/arbitrary_group.hpp"
#include "support/torus_specs.hpp"

namespace equivarify::codegen {
namespace {

using Rows = std::vector<std::vector<std::uint32_t>>;

Rows steps_of(algebra::Group const& group) {
  Rows steps;
  for (algebra::Generator const& generator : group.generators()) {
    std::vector<std::uint32_t>& row = steps.emplace_back();
    for (algebra::Element const g : group.elements()) {
      row.push_back(group.multiply(g, generator.element).index());
    }
  }
  return steps;
}

/// Whether the products that follow from \p steps are those of \p group.
bool are_products(algebra::Group const& group, Rows const& steps) {
  runtime::StepTree const tree = runtime::tree_of(steps, group.order());
  bool same = tree.sequence.size() == group.order();
  for (algebra::Element const g : group.elements()) {
    std::vector<std::uint32_t> const row = runtime::row_of(steps, tree, g.index());
    for (algebra::Element const h : group.elements()) {
      same = same && row[h.index()] == group.multiply(g, h).index();
    }
  }
  return same;
}

RC_GTEST_PROP(Steps, DetermineAllProducts, (algebra::Group const& group)) {
  RC_ASSERT(are_products(group, steps_of(group)));
}

// A wrong version: steps from the left.
RC_GTEST_PROP(Steps, FromTheLeftAreOthersUnlessAllCommutes, (algebra::Group const& group)) {
  Rows steps;
  for (algebra::Generator const& generator : group.generators()) {
    std::vector<std::uint32_t>& row = steps.emplace_back();
    for (algebra::Element const g : group.elements()) {
      row.push_back(group.multiply(generator.element, g).index());
    }
  }
  RC_ASSERT(are_products(group, steps) == group.is_abelian());
}

template <std::size_t Rows_, std::size_t Columns>
auto as_arrays(Rows const& rows) {
  std::array<std::array<std::uint32_t, Columns>, Rows_> result{};
  for (std::size_t i = 0; i < Rows_; ++i) {
    std::copy(rows[i].begin(), rows[i].end(), result[i].begin());
  }
  return result;
}

/// Compares all tables that a generated header makes of p4m on 6 x 6 cells with those of its
/// network.
TEST(Steps, MakeTheTablesOfANetwork) {
  Network const network = torus_spec("p4m", 6).network_of();
  Construction const& construction = *network.construction;
  auto const steps = as_arrays<4, 288>(steps_of(network.group));
  Rows generators;
  for (algebra::Generator const& generator : network.group.generators()) {
    generators.push_back(network.input_permutations[generator.element.index()]);
  }
  auto const tables = runtime::actions_along(steps, as_arrays<4, 36>(generators));
  auto const inverse = runtime::inverses_of(steps);
  std::array<std::uint32_t, 2> const shifts{network.group.element_named("x").index(),
                                            network.group.element_named("y").index()};
  auto const cosets = runtime::cosets_of<36>(steps, shifts);
  for (algebra::Element const g : network.group.elements()) {
    std::size_t const i = g.index();
    EXPECT_TRUE(
        std::equal(tables[i].begin(), tables[i].end(), network.input_permutations[i].begin()));
    EXPECT_EQ(inverse[i], network.group.inverse(g).index());
    EXPECT_EQ(cosets.coset[i], construction.coset[i]);
    EXPECT_EQ(cosets.returned_by[i], construction.returned_by[i]);
  }
  ASSERT_EQ(cosets.candidates.size(), construction.candidates.size());
  for (std::size_t t = 0; t < cosets.candidates.size(); ++t) {
    EXPECT_TRUE(std::equal(cosets.candidates[t].begin(),
                           cosets.candidates[t].end(),
                           construction.candidates[t].begin()));
  }
}

TEST(Steps, CarrySignsAlong) {
  // C4 on two entries: the generator takes (a, b) to (-b, a).
  std::array<std::array<std::uint32_t, 4>, 1> const steps{{{1, 2, 3, 0}}};
  auto const tables =
      runtime::actions_along(steps, std::array<std::array<std::uint32_t, 2>, 1>{{{1, 0}}});
  auto const signs =
      runtime::signs_along(steps, tables, std::array<std::array<bool, 2>, 1>{{{true, false}}});
  EXPECT_EQ(signs[1], (std::array<bool, 2>{true, false}));
  EXPECT_EQ(signs[2], (std::array<bool, 2>{true, true}));
  EXPECT_EQ(signs[3], (std::array<bool, 2>{false, true}));
}

} // namespace
} // namespace equivarify::codegen
