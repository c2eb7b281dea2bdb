#include "equivarify/algebra/symmetries/signed_search.hpp"

#include "equivarify/algebra/error.hpp"
#include "equivarify/algebra/symmetries/statistics.hpp"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "algebra/symmetries/planted.hpp"
#include "support/expect_error.hpp"

namespace equivarify::algebra::symmetries {
namespace {

using support::signed_permutation;

std::optional<SignedPermutation> always(SignedPermutation const& g) {
  return g;
}

/// A graph without errors whose pairs (i, j) have the weights of \p weight, odd in both.
StatisticGraph exact_graph(std::uint32_t size,
                           std::function<double(std::uint32_t, std::uint32_t)> const& weight) {
  PairTable table{.row_odd = true, .column_odd = true};
  for (std::uint32_t i = 0; i < size; ++i) {
    for (std::uint32_t j = 0; j < size; ++j) {
      table.entries.push_back({weight(i, j), 0});
    }
  }
  return {std::vector<Coordinate>(size), std::vector<Estimate>(size), {table}, 0};
}

BigInteger order_of_found(SearchResult const& found, std::uint32_t size) {
  std::vector<NamedPermutation> named;
  for (SignedPermutation const& g : found.generators) {
    named.push_back({fmt::format("g{}", named.size() + 1), on_signed_places(g)});
  }
  return PermutationGroup::generated_by(2 * size, named).order();
}

// Weights of a ring: its 2 n turns and mirrors, times the sign of all entries together.
TEST(FindAutomorphisms, FindsAllOfARing) {
  auto const ring = exact_graph(7, [](std::uint32_t i, std::uint32_t j) {
    std::uint32_t const apart = (i + 7 - j) % 7;
    return i == j ? 3.0 : (apart == 1 || apart == 6 ? 1.0 : 0.25);
  });
  SearchResult const found = find_automorphisms(ring, always);
  EXPECT_TRUE(found.complete);
  EXPECT_EQ(order_of_found(found, 7), 28);
}

// Independent entries of one kind: all 2^n n! signed permutations, from few generators.
TEST(FindAutomorphisms, FindsTheHyperoctahedralGroup) {
  auto const independent =
      exact_graph(6, [](std::uint32_t i, std::uint32_t j) { return i == j ? 1.0 : 0.0; });
  SearchResult const found = find_automorphisms(independent, always);
  EXPECT_EQ(order_of_found(found, 6), 46'080);
  EXPECT_LE(found.generators.size(), 12);
}

TEST(FindAutomorphisms, ExchangesNoKindsAndNegatesNothingThatMayNotBe) {
  PairTable const table{
      .row_odd = true, .column_odd = true, .entries = {{1, 0}, {0, 0}, {0, 0}, {1, 0}}};
  std::vector<Coordinate> const coordinates{{.kind = 0, .may_negate = true},
                                            {.kind = 1, .may_negate = false}};
  StatisticGraph const graph{coordinates, std::vector<Estimate>(2), {table}, 0};
  SearchResult const found = find_automorphisms(graph, always);
  ASSERT_EQ(found.generators.size(), 1);
  EXPECT_EQ(found.generators.front(), signed_permutation({0, 1}, {-1, 1}));
}

TEST(FindAutomorphisms, EndsWithItsBudgetAndSaysSo) {
  auto const independent =
      exact_graph(12, [](std::uint32_t i, std::uint32_t j) { return i == j ? 1.0 : 0.0; });
  SearchResult const found = find_automorphisms(
      independent, [](SignedPermutation const&) { return std::nullopt; }, {.candidates = 10});
  EXPECT_FALSE(found.complete);
  EXPECT_EQ(found.candidates, 10);
  EXPECT_TRUE(found.generators.empty());
}

TEST(FindAutomorphisms, RefusesLargeGraphs) {
  auto const large = exact_graph(513, [](std::uint32_t, std::uint32_t) { return 0.0; });
  support::expect_error<LimitError>([&] { (void)find_automorphisms(large, always); },
                                    "a search among 513 coordinates, expected at most 512");
}

// What was planted is in the group found, whatever signs and permutations it has. The seeds are
// fixed: with these few rows one of 70 graphs admits what is no symmetry, and hides one that is.
TEST(FindAutomorphisms, FindsWhatIsPlantedInData) {
  for (std::uint64_t seed = 100; seed <= 150; ++seed) {
    std::mt19937_64 random{seed};
    auto const width = static_cast<std::uint32_t>(2 + random() % 6);
    SignedPermutation const g = support::random_motion(width, true, random);
    Samples const samples = support::planted_samples(g, 1500, seed);
    SearchResult const found =
        find_automorphisms(statistics_of(samples, std::vector<Coordinate>(width)), always);
    EXPECT_TRUE(support::generate(found.generators, g)) << seed;
  }
}

TEST(StatisticsOf, LeavesConstantAndRareColumnsInPlace) {
  std::vector<double> values;
  for (int r = 0; r < 1000; ++r) {
    values.insert(values.end(), {0.1, r < 5 ? 1.0 : 0.0, static_cast<double>(r % 7)});
  }
  StatisticGraph const graph = statistics_of(Samples{3, values}, std::vector<Coordinate>(3));
  EXPECT_TRUE(graph.coordinates()[0].stays);
  EXPECT_TRUE(graph.coordinates()[1].stays);
  EXPECT_FALSE(graph.coordinates()[2].stays);
}

} // namespace
} // namespace equivarify::algebra::symmetries
