#include "equivarify/runtime/domains/action_laws.hpp"
#include "equivarify/runtime/domains/domain_check.hpp"
#include "equivarify/runtime/domains/read_domain.hpp"
#include "equivarify/runtime/files/error.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "runtime/ring_network.hpp"
#include "runtime/temporary_folder.hpp"

namespace {

namespace runtime = equivarify::runtime;
using ring::RingNetwork;
using runtime::DomainReport;
using Sizes = std::map<std::size_t, std::size_t>;

DomainReport check_all(runtime::Network& network, std::string const& name) {
  std::unique_ptr<runtime::Domain> const domain = runtime::read_domain(name, network.description());
  return check_part(network, *domain, {0, domain->size()}).value();
}

TEST(Domain, OfBitsOnARingHasTheOrbitsThatNecklacesAre) {
  RingNetwork network(6);
  DomainReport const report = check_all(network, "bits:6");
  EXPECT_EQ(report.orbits, 14U);
  EXPECT_EQ(report.inputs, 64U);
  EXPECT_EQ(report.members, 64U);
  EXPECT_EQ(report.orbits_of_size, (Sizes{{1, 2}, {2, 1}, {3, 2}, {6, 9}}));
  EXPECT_EQ(report.values, 14U * 6 * 6 * 2);
  EXPECT_FALSE(report.first);
}

TEST(Domain, IsCheckedWholeOrNotAtAllWhenTimeIsOver) {
  std::unique_ptr<runtime::Domain> const domain =
      runtime::read_domain("bits:9", ring::description(9));
  std::size_t evaluated = 0;
  RingNetwork network(9, [&](std::span<float const>, std::span<float>) { ++evaluated; });
  std::size_t asked = 0;
  auto const check = [&](std::size_t most) {
    asked = evaluated = 0;
    return check_part(network, *domain, {0, 512}, [&] { return ++asked <= most; });
  };
  std::optional<DomainReport> const whole = check(10'000);
  ASSERT_TRUE(whole);
  EXPECT_EQ(whole->orbits, 60U);
  EXPECT_EQ(evaluated, 60U * 9);
  std::size_t const all = asked;
  EXPECT_EQ(all, 512U + 9);
  for (std::size_t most = 0; most < all; ++most) {
    EXPECT_FALSE(check(most)) << most;
    EXPECT_EQ(asked, most + 1);
    EXPECT_LE(evaluated, most <= 512 ? 0U : 60 * (most - 512));
  }
  EXPECT_EQ(check(all)->answers_sha256, whole->answers_sha256);
}

TEST(Domain, IsRefutedByEachSingleInputThatIsWrong) {
  std::unique_ptr<runtime::Domain> const domain =
      runtime::read_domain("bits:6", ring::description(6));
  for (std::size_t index = 0; index < domain->size(); ++index) {
    std::vector<float> wrong(6);
    domain->input(index, wrong);
    EXPECT_EQ(domain->index_of(wrong), index);
    RingNetwork network(6, ring::wrong_at(wrong));
    DomainReport const report = check_all(network, "bits:6");
    ASSERT_TRUE(report.first) << index;
    EXPECT_TRUE(report.first->input == wrong || report.first->moved == wrong) << index;
  }
}

TEST(Domain, OfListedRowsIsCheckedWithAllThatTheGroupMakesOfThem) {
  TemporaryFolder const folder;
  std::string const file = (folder / "rows.csv").string();
  std::ofstream(file) << "inputs.0,inputs.1,inputs.2\n0,0,1\n1,0,0\n2,2,2\n0,0,1\n-0,5,0\n";
  RingNetwork network(3);
  DomainReport const report = check_all(network, file);
  EXPECT_EQ(report.orbits, 3U);
  EXPECT_EQ(report.inputs, 7U);
  EXPECT_EQ(report.members, 4U);
  EXPECT_EQ(report.repetitions, 1U);
  RingNetwork wrong(3, ring::wrong_at({5, 0, 0})); // in no row
  EXPECT_TRUE(check_all(wrong, file).first);
}

TEST(Domain, UnderChangesOfSignKeepsOneZero) {
  RingNetwork network(2, [](std::span<float const> x, std::span<float> logits) {
    logits[0] = x[0];
    logits[1] = 0.0F - x[0];
  });
  network.description().input_permutations = {{0, 1}, {0, 1}};
  network.description().input_negated = {{false, false}, {true, true}};
  ASSERT_EQ(runtime::broken_law(network.description()), "");
  DomainReport const report = check_all(network, "levels:-1,0,1");
  EXPECT_EQ(report.orbits_of_size, (Sizes{{1, 1}, {2, 4}}));
  EXPECT_EQ(report.members, 9U);
}

// At r the logits are right, at its turns they are off by 1 and -1: only turns show a deviation
// of 2.
TEST(Domain, ComparesTurnsWithTurnsWhereRoundingIsAllowed) {
  RingNetwork network(3, [](std::span<float const> x, std::span<float> logits) {
    float const off = x[0] == 1 ? 1.0F : x[1] == 1 ? -1.0F : 0.0F;
    std::fill(logits.begin(), logits.end(), 8388608.0F + off); // 2^23, whose unit is 1
  });
  network.description().is_exact = false;
  TemporaryFolder const folder;
  std::string const file = (folder / "rows.csv").string();
  std::ofstream(file) << "inputs.0,inputs.1,inputs.2\n0,0,1\n";
  DomainReport const report = check_all(network, file);
  EXPECT_EQ(report.deviation, 4U); // 2 in halves: below 2^23 the unit is 1/2
  EXPECT_EQ(report.values, 3U * 3 * 3 * 2);
  EXPECT_FALSE(report.first);
}

/// D4 on two planes of 3 x 3.
runtime::Description board_description() {
  runtime::Description result;
  result.name = "board";
  result.order = 8;
  result.channels = 2;
  result.rows = 3;
  result.columns = 3;
  for (std::size_t g = 0; g < 8; ++g) {
    std::vector<std::uint32_t> sources;
    for (std::size_t i = 0; i < 18; ++i) {
      std::size_t row = i % 9 / 3;
      std::size_t column = i % 3;
      for (std::size_t turn = 0; turn < g % 4; ++turn) {
        row = std::exchange(column, 2 - row);
      }
      sources.push_back(
          static_cast<std::uint32_t>(i / 9 * 9 + row * 3 + (g < 4 ? column : 2 - column)));
    }
    result.input_permutations.push_back(sources);
  }
  return result;
}

TEST(Domain, OfTicTacToeHasItsPositionsAndTheirOrbits) {
  runtime::Description const board = board_description();
  std::unique_ptr<runtime::Domain> const domain = runtime::read_domain("tic_tac_toe", board);
  ASSERT_EQ(domain->size(), 5478U);
  std::size_t orbits = 0;
  std::vector<float> x(18);
  std::vector<float> moved(18);
  for (std::size_t index = 0; index < domain->size(); ++index) {
    domain->input(index, x);
    bool is_first = true;
    for (auto const& sources : board.input_permutations) {
      std::transform(sources.begin(), sources.end(), moved.begin(), [&](auto i) { return x[i]; });
      auto const other = domain->index_of(moved);
      ASSERT_TRUE(other);
      is_first = is_first && *other >= index;
    }
    orbits += is_first ? 1U : 0U;
  }
  EXPECT_EQ(orbits, 765U);
}

TEST(Domain, OfAPuzzleIsAllThatMovesReach) {
  TemporaryFolder const folder;
  std::string const file = (folder / "puzzle.json").string();
  auto const check = [&](std::string const& puzzle) {
    std::ofstream(file) << puzzle;
    RingNetwork network(4);
    return check_all(network, "reachable:" + file);
  };
  auto const refusal = [&](std::string const& puzzle) {
    try {
      static_cast<void>(check(puzzle));
    } catch (runtime::DataError const& error) {
      return std::string(error.what()).substr(file.size());
    }
    return std::string("accepted");
  };
  // A swap of two neighbours and one of the next two make all 6 orders of three entries.
  for (char const* const start : {"[0, 1, 2, 3]", "[0, 0.5, -0.5, 1e3]"}) {
    DomainReport const report = check(std::string("{\"start\": ") + start +
                                      ", \"moves\": {\"a\": [0, 2, 1, 3], \"b\": [0, 1, 3, 2]}}");
    EXPECT_EQ(report.members, 6U);
    EXPECT_EQ(report.orbits_of_size, (Sizes{{4, 6}}));
  }
  EXPECT_EQ(refusal("[]"), ": expected {\"start\": [...], \"moves\": {\"NAME\": [...]}}");
  EXPECT_EQ(refusal(R"({"start": [0, 1, 2], "moves": {}})"),
            ", start: expected 4 numbers, one for each entry of an input");
  EXPECT_EQ(refusal(R"({"start": [0, 1, 2, 3], "moves": {"a": [0, 1, 2, 2]}})"),
            ", move a: has the place 2, expected each of 0 to 3 once");
  EXPECT_EQ(refusal(R"({"start": [0, 1, 2, 3], "moves": {"a": [0, 1, 2, -3]}})"),
            ", move a: expected 4 places, counted from 0, one for each entry of an input");
}

TEST(Domain, NamesWhatDoesNotFit) {
  runtime::Description const network = ring::description(4);
  auto const refusal = [&network](std::string const& name) {
    try {
      static_cast<void>(runtime::read_domain(name, network));
    } catch (runtime::DataError const& error) {
      return std::string(error.what());
    }
    return std::string("accepted");
  };
  EXPECT_EQ(refusal("bits:5"),
            "the domain bits:5 does not fit: the network ring takes inputs of 4 numbers, so write "
            "bits:4");
  EXPECT_EQ(refusal("levels:0,x"),
            "the domain levels:0,x has the entry 'x', expected numbers with commas between them, "
            "such as levels:-1,0,1");
  EXPECT_EQ(refusal("levels:0,1,-0"),
            "the domain levels:0,1,-0 has the entry 0, expected different finite numbers");
  EXPECT_EQ(refusal("tic_tac_toe"),
            "the domain tic_tac_toe has inputs of 2 x 3 x 3, but the network ring takes 1 x 1 x 4");
  EXPECT_EQ(refusal("reachable:"),
            "the domain reachable: names no file, expected one, such as reachable:puzzle.json");
  EXPECT_EQ(refusal("bit:4"),
            "\"bit:4\" names no domain and no file: expected bits:N, signs:N, levels:V,V,..., "
            "tic_tac_toe, reachable:FILE or a data file (nearest: bits:N)");
}

TEST(ActionLaws, AreBrokenByAnyChangeOfATable) {
  runtime::Description good = ring::description(4);
  EXPECT_EQ(runtime::broken_law(good), "");
  for (std::size_t g = 0; g < 4; ++g) {
    runtime::Description wrong = good;
    std::swap(wrong.input_permutations[g][1], wrong.input_permutations[g][2]);
    EXPECT_NE(runtime::broken_law(wrong), "");
    wrong = good;
    std::swap(wrong.product[g][1], wrong.product[g][2]);
    EXPECT_NE(runtime::broken_law(wrong), "");
    wrong = good;
    wrong.inverse[g] = (wrong.inverse[g] + 1) % 4;
    EXPECT_NE(runtime::broken_law(wrong), "");
    wrong = good;
    wrong.input_negated.assign(4, std::vector<bool>(4));
    wrong.input_negated[g][0] = true;
    EXPECT_NE(runtime::broken_law(wrong), "");
  }
}

} // namespace
