/// \file
/// What constructions mean, next to the same sets made point by point.
#include "equivarify/algebra/equivarification.hpp"
#include "equivarify/algebra/named_groups.hpp"
#include "equivarify/algebra/small_groups.hpp"
#include "equivarify/algebra/subgroup_lattice.hpp"
#include "equivarify/codegen/explore/candidate_form.hpp"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <functional>
#include <string>

#include "explore/explore_program.hpp"

namespace equivarify::codegen {
namespace {

using Json = nlohmann::json;
using algebra::Candidate;
using algebra::Group;
using algebra::GSet;
using algebra::SchreierGraph;

/// The candidate of \p text for the group \p group and \p labels labels.
Candidate constructed(Json const& group,
                      Json const& labels,
                      std::string const& text,
                      Json const& where = Json::object()) {
  Json const file{{"group", group}, {"labels", labels}, {"construction", text}, {"where", where}};
  return read_candidate({file, ""}).candidate;
}

/// Whether both are the same set, point by point.
void expect_same(Candidate const& found, Candidate const& expected, std::string const& what) {
  EXPECT_EQ(found.set.images(), expected.set.images()) << what;
  EXPECT_EQ(found.projection, expected.projection) << what;
}

/// The set \p set with the label that \p label gives each point.
Candidate labelled(GSet const& set,
                   std::uint32_t labels,
                   std::function<std::uint32_t(std::uint32_t)> const& label) {
  algebra::LabelMap projection;
  for (std::uint32_t x = 0; x < set.size(); ++x) {
    projection.push_back(label(x));
  }
  return {SchreierGraph::of(set), labels, projection};
}

TEST(ConstructionSets, MapsFromGAreTheGProduct) {
  for (char const* name : {"C2", "C3", "C4", "D2", "S3", "D4"}) {
    Json const form = name;
    FileGroup const group = FileGroup::read({form, "/group"});
    algebra::LabelledSet const product = algebra::g_product(group.group(), 2);
    expect_same(constructed(name, 2, "Map(G, Z), p(s) = s(e)"),
                {SchreierGraph::of(product.set), 2, product.projection},
                name);
  }
}

TEST(ConstructionSets, MapsFromCosetsAndProducts) {
  Group const d4 = algebra::dihedral(4);
  auto const subgroup = algebra::Subgroup::generated_by(d4, {d4.element_named("r^2")});
  GSet const cosets = GSet::coset_space(subgroup);
  GSet const maps = GSet::maps_into(cosets, 2);
  std::uint32_t const at_s = subgroup.coset_numbers()[d4.element_named("s").index()];
  Candidate const expected = labelled(maps, 2, [at_s](std::uint32_t s) { return s >> at_s & 1U; });
  expect_same(constructed("D4", 2, "Map(G/<r^2>, Z), p(s) = s(s)"), expected, "words");
  expect_same(
      constructed("D4", 2, "Map(G/N, Z), p(s) = s(r^2 s)", {{"N", {"r^2"}}}), expected, "name");
  GSet const pairs = GSet::product(cosets, GSet::trivial(d4, 2));
  expect_same(constructed("D4", 2, "Map(G/<r^2> x 2, Z), p(s) = s(r^2, 1)"),
              labelled(GSet::maps_into(pairs, 2), 2, [](std::uint32_t s) { return s >> 1U & 1U; }),
              "product");
}

TEST(ConstructionSets, ProductsAndUnions) {
  Group const c3 = algebra::cyclic(3);
  GSet const set = GSet::product(GSet::regular(c3), GSet::trivial(c3, 2));
  Candidate const product = labelled(set, 2, [](std::uint32_t x) { return x % 2; });
  expect_same(constructed("C3", 2, "G x Z, p(g, z) = z"), product, "G x Z");
  expect_same(constructed("C3", 2, "G x 2, p(g, i) = 1"),
              {product.set, 2, algebra::LabelMap(6, 1)},
              "a label for all");
  GSet const both = GSet::disjoint_union(set, GSet::regular(c3));
  expect_same(constructed("C3", {"off", "on"}, "G x Z, p(g, z) = z; G/1, p(g) = on"),
              labelled(both, 2, [](std::uint32_t x) { return x < 6 ? x % 2 : 1U; }),
              "union");
}

TEST(ConstructionSets, ACoordinateIsThePointWhereAMapIsRead) {
  // (g s)(g h) = s(h): the label does not change along an orbit.
  Candidate const found = constructed("S3", 2, "Map(G, Z) x G, p(s, g) = s(g)");
  for (std::uint32_t x = 0; x < found.set.size(); ++x) {
    EXPECT_EQ(found.projection[x], (x / 6) >> (x % 6) & 1U);
    for (std::size_t k = 0; k < found.set.images().size(); ++k) {
      ASSERT_EQ(found.projection[x], found.projection[found.set.step_unchecked(k, x)]);
    }
  }
  // G/<a> is another set than G: there a coordinate of G is no point.
  Json const file{
      {"group", "C4"}, {"labels", 2}, {"construction", "Map(G/<r^2>, Z) x G, p(s, g) = s(g)"}};
  EXPECT_THROW(static_cast<void>(read_candidate({file, ""})), InputError);
}

TEST(ConstructionSets, NamedSetsKeepTheNamesOfTheirPoints) {
  Json const where =
      Json::parse(R"({"X": {"set": ["left", "right"], "action": {"r": ["right", "left"]}}})");
  Candidate const found = constructed("C2", 2, "Map(X, Z) x X, p(s, x) = s(right)", where);
  EXPECT_EQ(found.set.size(), 8U);
  EXPECT_EQ(found.projection, (algebra::LabelMap{0, 0, 0, 0, 1, 1, 1, 1}));
  EXPECT_EQ(found.set.images().front(), (std::vector<std::uint32_t>{1, 0, 5, 4, 3, 2, 7, 6}));
}

TEST(ConstructionSets, GraphsOfProductsAreThoseOfGSets) {
  for (Group const& group : algebra::small_groups()) {
    if (group.order() > 8) {
      break;
    }
    for (algebra::SubgroupClass const& a : algebra::subgroup_classes(group)) {
      GSet const x = GSet::coset_space(a.representative);
      SchreierGraph const graph = SchreierGraph::of(x);
      EXPECT_EQ(SchreierGraph::maps_into(graph, 2).images(),
                SchreierGraph::of(GSet::maps_into(x, 2)).images());
      for (algebra::SubgroupClass const& b : algebra::subgroup_classes(group)) {
        GSet const y = GSet::coset_space(b.representative);
        EXPECT_EQ(SchreierGraph::product(graph, SchreierGraph::of(y)).images(),
                  SchreierGraph::of(GSet::product(x, y)).images());
      }
    }
  }
}

} // namespace
} // namespace equivarify::codegen
