#include "equivarify/algebra/cayley_graph.hpp"

#include "equivarify/algebra/named_groups.hpp"
#include "equivarify/algebra/orbit.hpp"
#include "equivarify/algebra/small_groups.hpp"

#include <gtest/gtest.h>

#include <algorithm>

namespace equivarify::algebra {
namespace {

std::size_t longest(std::vector<SignedWord> const& words) {
  std::size_t length = 0;
  for (SignedWord const& word : words) {
    length = std::max(length, word.size());
  }
  return length;
}

TEST(CayleyGraph, PathsFromTheIdentitySpellTheirEnds) {
  for (Group const& group : small_groups()) {
    for (Letters const letters : {Letters::generators, Letters::generators_and_inverses}) {
      std::vector<SignedWord> const words = shortest_words(group, letters);
      for (Element const g : group.elements()) {
        EXPECT_EQ(group.evaluate(words[g.index()]), g) << group.name();
      }
    }
  }
}

// No letter leads two steps farther from e: words are shortest if and only if this holds and each
// is one letter longer than some neighbour's.
TEST(CayleyGraph, WordsAreShortest) {
  for (Group const& group : {dihedral(6), symmetric(4), octahedral(), dicyclic(3)}) {
    std::vector<SignedWord> const words = shortest_words(group, Letters::generators);
    for (Element const g : group.elements()) {
      for (Generator const& s : group.generators()) {
        Element const next = group.multiply(g, s.element);
        EXPECT_LE(words[next.index()].size(), words[g.index()].size() + 1);
      }
    }
  }
}

TEST(CayleyGraph, InversesShortenWords) {
  EXPECT_EQ(longest(shortest_words(cyclic(9), Letters::generators)), 8U);
  EXPECT_EQ(longest(shortest_words(cyclic(9))), 4U);
  EXPECT_EQ(shortest_words(cyclic(9))[8], (SignedWord{{0, true}}));
}

TEST(CayleyGraph, KnowsDiameters) {
  EXPECT_EQ(longest(shortest_words(elementary_abelian(2, 5))), 5U);
  EXPECT_EQ(longest(shortest_words(dihedral(4))), 3U);
}

TEST(SchreierGraph, WordsCarryOnePointToAnother) {
  for (Group const& group : small_groups()) {
    GSet const set =
        GSet::disjoint_union(GSet::maps_into(GSet::trivial(group, 1), 2), GSet::regular(group));
    for (Point const x : set.points()) {
      std::vector<std::optional<SignedWord>> const words = shortest_words(set, x);
      std::vector<Point> const orbit = orbit_of(set, x);
      for (Point const y : set.points()) {
        bool const within = std::find(orbit.begin(), orbit.end(), y) != orbit.end();
        ASSERT_EQ(words[y.index()].has_value(), within);
        if (within) {
          EXPECT_EQ(set.act(group.evaluate(*words[y.index()]), x), y);
        }
      }
    }
  }
}

TEST(SchreierGraph, ComponentsAreOrbits) {
  for (Group const& group : small_groups()) {
    GSet const set =
        group.order() <= 10 ? GSet::maps_into(GSet::regular(group), 2) : GSet::trivial(group, 5);
    std::vector<std::vector<std::uint32_t>> expected;
    for (Orbit const& orbit : orbits(set)) {
      std::vector<std::uint32_t>& points = expected.emplace_back();
      for (Point const x : orbit) {
        points.push_back(x.index());
      }
      std::sort(points.begin(), points.end());
    }
    std::sort(expected.begin(), expected.end());
    EXPECT_EQ(components(schreier_graph(set)), expected) << group.name();
  }
}

TEST(Graphviz, DrawsInvolutionsOnceAndWithoutArrows) {
  EXPECT_EQ(to_graphviz(cayley_graph(elementary_abelian(2, 2))), R"(digraph G {
label="Cayley graph of C2^2";
layout=neato;
overlap=false;
node [shape=ellipse];
0[label="e"];
1[label="r2"];
2[label="r1"];
3[label="r1 r2"];
0->2 [label="r1", color="#0072b2", dir=none];
1->3 [label="r1", color="#0072b2", dir=none];
0->1 [label="r2", color="#d55e00", dir=none];
2->3 [label="r2", color="#d55e00", dir=none];
}
)");
}

TEST(Graphviz, DrawsArrowsAndLoops) {
  GSet const set = GSet::from_generators(cyclic(3), 4, {{1, 2, 0, 3}});
  EXPECT_EQ(to_graphviz(schreier_graph(set, Letters::generators_and_inverses)), R"(digraph G {
label="Schreier graph of C3 on 4 points";
layout=neato;
overlap=false;
node [shape=ellipse];
0[label="0"];
1[label="1"];
2[label="2"];
3[label="3"];
0->1 [label="r", color="#0072b2"];
1->2 [label="r", color="#0072b2"];
2->0 [label="r", color="#0072b2"];
3->3 [label="r", color="#0072b2"];
}
)");
}

} // namespace
} // namespace equivarify::algebra
