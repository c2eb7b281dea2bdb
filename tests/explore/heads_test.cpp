/// \file
/// Heads turn with their copies, to the bit, and keep of p F^ = F what they say.
#include "equivarify/algebra/equivarifications/heads.hpp"

#include "equivarify/algebra/error.hpp"
#include "equivarify/algebra/named_groups.hpp"
#include "equivarify/algebra/subgroup_lattice.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <bit>
#include <cmath>
#include <random>

#include "support/expect_error.hpp"

namespace equivarify::algebra {
namespace {

using support::expect_error;
using Copies = std::vector<std::vector<double>>;

/// (x, y) under the quarter turn r: (x, y) -> (-y, x), and the flip s: (x, y) -> (-x, y).
SignedRepresentation plane_vectors(Group const& d4) {
  return SignedRepresentation::from_generators(Subgroup::whole(d4),
                                               2,
                                               {{d4.element_named("r"), {{1, 0}, {true, false}}},
                                                {d4.element_named("s"), {{0, 1}, {true, false}}}});
}

/// A number that the flip s negates.
SignedRepresentation negated_by_flip(Group const& d4) {
  Element const s = d4.element_named("s");
  return SignedRepresentation::from_generators(
      Subgroup::generated_by(d4, {s}), 1, {{s, {{0}, {true}}}});
}

std::vector<Head> heads_of_d4() {
  Group const d4 = dihedral(4);
  GSet const corners = GSet::coset_space(Subgroup::generated_by(d4, {d4.element_named("s")}));
  return {Head::joint(d4, 3),
          Head::invariant(d4, 2),
          Head::permuted(corners),
          Head::vector(plane_vectors(d4)),
          Head::grid(corners, plane_vectors(d4)),
          Head::induced(negated_by_flip(d4))};
}

Copies drawn_copies(Head const& head, std::mt19937_64& random) {
  std::uniform_int_distribution<int> whole{-3, 3};
  std::uniform_real_distribution<double> real{-1, 1};
  Copies copies(head.outputs().acting().group().order());
  for (auto& copy : copies) {
    for (std::uint32_t i = 0; i < head.outputs().size(); ++i) {
      // Whole numbers, for equals and zeros, among others.
      copy.push_back(random() % 2 == 0 ? 0.0 + whole(random) : real(random) * 1e3);
    }
  }
  return copies;
}

Copies turned(Group const& group, Element g, Copies const& s) {
  Copies result;
  for (Element const h : group.elements()) {
    result.push_back(s[group.multiply(group.inverse(g), h).index()]);
  }
  return result;
}

bool same_bits(std::vector<double> const& a, std::vector<double> const& b) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(), [](double x, double y) {
    return std::bit_cast<std::uint64_t>(x) == std::bit_cast<std::uint64_t>(y);
  });
}

RC_GTEST_PROP(Heads, TurnWithTheirCopiesToTheBit, (std::uint64_t seed)) {
  std::mt19937_64 random{seed};
  for (Head const& head : heads_of_d4()) {
    Group const& group = head.outputs().acting().group();
    Copies const copies = drawn_copies(head, random);
    auto const value = head(copies);
    RC_ASSERT(value.size() == head.size());
    for (Element const g : group.elements()) {
      RC_ASSERT(same_bits(head(turned(group, g, copies)), head.act(g, value)));
      for (Element const h : group.elements()) {
        RC_ASSERT(
            same_bits(head.act(g, head.act(h, value)), head.act(group.multiply(g, h), value)));
      }
    }
  }
}

/// The copies F^(x) of a map F on X = G, given as its value at each point.
Copies lifted(Group const& group, Copies const& map, Element x) {
  Copies result;
  for (Element const h : group.elements()) {
    result.push_back(map[group.multiply(group.inverse(h), x).index()]);
  }
  return result;
}

/// Whether the value at coset e of R F^ is F, everywhere.
bool projects(Head const& head, Group const& group, Copies const& map) {
  for (Element const x : group.elements()) {
    auto const value = head(lifted(group, map, x));
    for (std::size_t i = 0; i < map[0].size(); ++i) {
      if (value[i] != map[x.index()][i]) {
        return false;
      }
    }
  }
  return true;
}

bool commutes(Head const& head, Group const& group, Copies const& map) {
  for (Element const k : head.outputs().acting().elements()) {
    for (Element const x : group.elements()) {
      if (map[group.multiply(k, x).index()] != head.outputs().act(k, map[x.index()])) {
        return false;
      }
    }
  }
  return true;
}

/// \p map made to commute with H: F(k t) = k F(t) for one t of each orbit of H on G.
Copies made_to_commute(Head const& head, Group const& group, Copies map) {
  std::vector<bool> known(group.order(), false);
  for (Element const t : group.elements()) {
    if (known[t.index()]) {
      continue;
    }
    std::vector<double> const value = map[t.index()];
    for (Element const k : head.outputs().acting().elements()) {
      Element const x = group.multiply(k, t);
      map[x.index()] = head.outputs().act(k, value);
      known[x.index()] = true;
    }
  }
  return map;
}

RC_GTEST_PROP(Heads, KeepOfFWhatTheySay, (std::uint64_t seed)) {
  std::mt19937_64 random{seed};
  for (Head const& head : heads_of_d4()) {
    Group const& group = head.outputs().acting().group();
    Copies map = drawn_copies(head, random);
    for (auto& copy : map) {
      for (double& number : copy) {
        number = std::trunc(number); // so that means of equals are exact
      }
    }
    RC_ASSERT(projects(head, group, map) == commutes(head, group, map));
    Copies const commuting = made_to_commute(head, group, map);
    RC_ASSERT(commutes(head, group, commuting));
    RC_ASSERT(projects(head, group, commuting));
  }
}

TEST(Heads, OfUnturnedCopiesWouldNotTurn) {
  Group const d4 = dihedral(4);
  Head const head = Head::vector(plane_vectors(d4));
  Head const unturned = Head::invariant(d4, 2);
  std::mt19937_64 random{1};
  Copies const copies = drawn_copies(head, random);
  Element const r = d4.element_named("r");
  EXPECT_FALSE(same_bits(unturned(turned(d4, r, copies)), head.act(r, unturned(copies))));
}

TEST(Heads, HaveSizesAndWords) {
  std::vector<std::pair<std::string, std::uint32_t>> found;
  for (Head const& head : heads_of_d4()) {
    found.emplace_back(name_of(head.kind()) + ": " + head.keeps(), head.size());
  }
  std::vector<std::pair<std::string, std::uint32_t>> const expected{
      {"joint: p F^ = F for every F", 24},
      {"invariant: p F^ = F if and only if F(g x) = F(x) for all g", 2},
      {"permuted: p F^ = F if and only if F(g x) = g F(x) for all g", 4},
      {"vector: p F^ = F if and only if F(g x) = g F(x) for all g", 2},
      {"grid: p F^ = F if and only if F(g x) = g F(x) for all g", 8},
      {"induced: p F^ = F if and only if F(k x) = k F(x) for all k in <s>", 4}};
  EXPECT_EQ(found, expected);
}

TEST(SignedRepresentation, RefusesWhatIsNone) {
  Group const c2 = cyclic(2);
  Subgroup const whole = Subgroup::whole(c2);
  Element const r = c2.element_named("r");
  auto const with = [&](SignedPermutation const& moves) {
    return SignedRepresentation::from_generators(whole, 2, {{r, moves}});
  };
  expect_error<AlgebraError>(
      [&] {
        return with({{1, 0}, {true, false}});
      },
      "component 0 of g (h v) is -v[0], of (g h) v it is v[0], for g = r, "
      "h = r");
  expect_error<AlgebraError>(
      [&] {
        return with({{0, 0}, {false, false}});
      },
      "components 0 and 1 of r v both come from 0");
  expect_error<AlgebraError>(
      [&] {
        return with({{0, 2}, {false, false}});
      },
      "component 1 of r v comes from 2, expected less than 2");
  expect_error<AlgebraError>(
      [&] {
        return with({{0}, {false}});
      },
      "r moves 1 components, expected 2");
  expect_error<AlgebraError>([&] { return SignedRepresentation::from_generators(whole, 2, {}); },
                             "the elements given generate 1 elements, not the 2 of <r>");
}

TEST(Heads, RefuseWhatDoesNotFit) {
  Group const d4 = dihedral(4);
  expect_error<AlgebraError>([&] { return Head::vector(negated_by_flip(d4)); },
                             "<s> moves the components, expected the whole group D4; a head of a "
                             "subgroup is induced");
  Head const head = Head::invariant(d4, 2);
  expect_error<AlgebraError>([&] { return head(Copies(3)); }, "found 3 copies, expected 8");
  expect_error<AlgebraError>([&] { return head(Copies(8)); }, "found 0 components, expected 2");
  expect_error<AlgebraError>([&] { return head.act<double>(d4.identity(), {1}); },
                             "found 1 numbers, expected 2");
  expect_error<AlgebraError>(
      [&] { return negated_by_flip(d4).act<double>(d4.element_named("r"), {1}); },
      "r is not in <s>, which acts");
}

} // namespace
} // namespace equivarify::algebra
