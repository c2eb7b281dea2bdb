#include "equivarify/algebra/symmetries/data_symmetries.hpp"

#include "equivarify/algebra/error.hpp"
#include "equivarify/algebra/symmetries/generated_symmetries.hpp"
#include "equivarify/algebra/symmetries/matching.hpp"
#include "equivarify/algebra/symmetries/multiple_testing.hpp"
#include "equivarify/algebra/symmetries/statistics.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <optional>

namespace equivarify::algebra::symmetries {

namespace {

constexpr std::size_t fewest_samples = 80;

/// The most products of numbers that the statistics may take.
constexpr std::size_t most_products = 1U << 29U;

/// A candidate of the search passes the searched half unless that speaks clearly against it.
constexpr double clearly = 0.01;

InvarianceOptions first_look(DataQuestion const& question, std::uint64_t seed) {
  return {.rows = 200, .rounds = 199, .seed = seed, .labels = question.labels};
}

/// So many rows of \p searched as the statistics have time for.
Samples rows_for_statistics(Samples const& searched) {
  std::size_t const most = most_products / (searched.width() * searched.width());
  std::vector<std::size_t> rows;
  for (std::size_t r = 0; r < std::min(searched.rows(), std::max<std::size_t>(most, 2)); ++r) {
    rows.push_back(r);
  }
  return searched.select(rows);
}

void search(Samples const& searched,
            DataQuestion const& question,
            DataOptions const& options,
            DataSymmetries& result) {
  StatisticGraph const graph = statistics_of(rows_for_statistics(searched), question.coordinates);
  result.fixed_columns = static_cast<std::size_t>(std::count_if(
      graph.coordinates().begin(), graph.coordinates().end(), [](Coordinate const& coordinate) {
        return coordinate.stays;
      }));
  result.search = find_automorphisms(
      graph,
      [&](SignedPermutation const& g) {
        InvarianceOptions const look = first_look(question, options.seed);
        return test_invariance(searched, g, look).p_value > clearly ? std::optional(g)
                                                                    : std::nullopt;
      },
      options.search);
}

/// \p proposal with what it does to labels.
SignedPermutation of_all_columns(SignedPermutation const& proposal,
                                 Samples const& searched,
                                 DataQuestion const& question) {
  return question.labels == 0
             ? proposal
             : next_to(proposal,
                       match_labels(searched, proposal, question.coordinates.back().may_negate));
}

/// The proposals, then what was found and is no proposal.
std::vector<DataCandidate> gather_candidates(Samples const& searched,
                                             DataQuestion const& question,
                                             SearchResult const& search) {
  std::vector<DataCandidate> candidates;
  for (SignedPermutation const& proposal : question.proposals) {
    candidates.push_back(
        {.motion = of_all_columns(proposal, searched, question), .proposed = true});
  }
  for (SignedPermutation const& found : search.generators) {
    bool const known =
        std::any_of(candidates.begin(), candidates.end(), [&](DataCandidate const& earlier) {
          return earlier.motion == found;
        });
    if (!known) {
      candidates.push_back({.motion = found});
    }
  }
  return candidates;
}

/// With fewer rounds than this no candidate could be rejected after the correction.
std::size_t rounds_for(std::size_t candidates, DataOptions const& options) {
  auto const needed =
      static_cast<std::size_t>(std::ceil(2 * static_cast<double>(candidates) / options.level));
  return std::max(options.rounds, needed);
}

void judge(Samples const& tested,
           DataQuestion const& question,
           DataOptions const& options,
           std::vector<DataCandidate>& candidates) {
  std::vector<double> p_values;
  for (DataCandidate& candidate : candidates) {
    candidate.test = test_invariance(tested,
                                     candidate.motion,
                                     {.rows = options.rows,
                                      .rounds = rounds_for(candidates.size(), options),
                                      .seed = options.seed + p_values.size(),
                                      .labels = question.labels});
    p_values.push_back(candidate.test.p_value);
  }
  std::vector<double> const corrected = holm(p_values);
  for (std::size_t c = 0; c < candidates.size(); ++c) {
    candidates[c].corrected = corrected[c];
    if (corrected[c] <= options.level) {
      candidates[c].verdict =
          candidates[c].test.effect <= options.near ? DataVerdict::near : DataVerdict::rejected;
    }
  }
}

} // namespace

DataSymmetries
data_symmetries(Samples const& samples, DataQuestion const& question, DataOptions const& options) {
  if (samples.rows() < fewest_samples) {
    throw AlgebraError(
        fmt::format("{} samples, expected at least {}: one half to search, the other to test",
                    samples.rows(),
                    fewest_samples));
  }
  auto const [searched, tested] = split_rows(samples.rows(), options.seed);
  DataSymmetries result{.searched_rows = searched.size(), .tested_rows = tested.size()};
  Samples const half = samples.select(searched);
  if (question.search) {
    search(half, question, options, result);
  }
  result.candidates = gather_candidates(half, question, result.search);
  judge(samples.select(tested), question, options, result.candidates);
  return result;
}

} // namespace equivarify::algebra::symmetries
