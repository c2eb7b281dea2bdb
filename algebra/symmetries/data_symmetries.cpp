#include "equivarify/algebra/symmetries/data_symmetries.hpp"

#include "equivarify/algebra/error.hpp"
#include "equivarify/algebra/symmetries/generated_symmetries.hpp"
#include "equivarify/algebra/symmetries/matching.hpp"
#include "equivarify/algebra/symmetries/multiple_testing.hpp"
#include "equivarify/algebra/symmetries/statistics.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <optional>
#include <utility>

namespace equivarify::algebra::symmetries {

namespace {

constexpr std::size_t fewest_samples = 80;

/// The most products of numbers that the statistics may take.
constexpr std::size_t most_products = 1U << 29U;

/// A candidate of the search passes the searched half unless that speaks clearly against it.
constexpr double clearly = 0.01;

InvarianceOptions options_of_look(DataQuestion const& question, std::uint64_t seed) {
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

/// \p proposal with what it does to labels.
SignedPermutation of_all_columns(SignedPermutation const& proposal,
                                 Samples const& searched,
                                 DataQuestion const& question) {
  return question.labels == 0
             ? proposal
             : next_to(proposal,
                       match_labels(searched, proposal, question.coordinates.back().may_negate));
}

Samples first_columns(Samples const& samples, std::size_t count) {
  std::vector<double> values;
  values.reserve(samples.rows() * count);
  for (std::size_t r = 0; r < samples.rows(); ++r) {
    auto const kept = samples.row(r).first(count);
    values.insert(values.end(), kept.begin(), kept.end());
  }
  return {count, std::move(values)};
}

/// Whether the half that was searched lets \p g pass. One whose order is too large to test is none
/// that could be proposed.
bool passes(Samples const& searched, SignedPermutation const& g, InvarianceOptions const& look) {
  try {
    return test_invariance(searched, g, look).p_value > clearly;
  } catch (LimitError const&) {
    return false;
  }
}

std::size_t count_fixed(std::vector<Coordinate> const& coordinates) {
  return static_cast<std::size_t>(std::count_if(
      coordinates.begin(), coordinates.end(), [](Coordinate const& each) { return each.stays; }));
}

/// Where labels are too rare, the inputs alone are searched.
StatisticGraph
graph_of(Samples const& searched, DataQuestion const& question, DataSymmetries& result) {
  StatisticGraph all = statistics_of(searched, question.coordinates);
  auto const inputs = all.coordinates().end() - static_cast<std::ptrdiff_t>(question.labels);
  result.fixed_columns = count_fixed({all.coordinates().begin(), inputs});
  result.matches_labels = count_fixed({inputs, all.coordinates().end()}) > 0;
  if (!result.matches_labels) {
    return all;
  }
  std::size_t const count = searched.width() - question.labels;
  return statistics_of(first_columns(searched, count),
                       {question.coordinates.begin(),
                        question.coordinates.begin() + static_cast<std::ptrdiff_t>(count)});
}

void search(Samples const& searched,
            DataQuestion const& question,
            DataOptions const& options,
            DataSymmetries& result) {
  StatisticGraph const graph = graph_of(rows_for_statistics(searched), question, result);
  auto const whole = [&](SignedPermutation const& g) {
    return result.matches_labels ? of_all_columns(g, searched, question) : g;
  };
  result.search = find_automorphisms(
      graph,
      [&](SignedPermutation const& g) {
        InvarianceOptions const look = options_of_look(question, options.seed);
        return passes(searched, whole(g), look) ? std::optional(g) : std::nullopt;
      },
      options.search);
  for (SignedPermutation& each : result.search.generators) {
    each = whole(each);
  }
}

/// The proposals, then what was found: each that moves anything, once.
void gather_candidates(Samples const& searched,
                       DataQuestion const& question,
                       DataSymmetries& result) {
  auto& candidates = result.candidates;
  auto const is_new = [&](SignedPermutation const& g) {
    return !is_identity(g) &&
           std::none_of(candidates.begin(), candidates.end(), [&](DataCandidate const& earlier) {
             return earlier.motion == g;
           });
  };
  for (SignedPermutation const& proposal : question.proposals) {
    SignedPermutation motion = of_all_columns(proposal, searched, question);
    if (is_identity(proposal) || !is_new(motion)) {
      ++result.left_out;
    } else {
      candidates.push_back({.motion = std::move(motion), .proposed = true});
    }
  }
  for (SignedPermutation const& found : result.search.generators) {
    if (is_new(found)) {
      candidates.push_back({.motion = found});
    }
  }
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
           DataSymmetries& result) {
  auto& candidates = result.candidates;
  std::size_t const count = candidates.size();
  std::vector<double> p_values;
  for (DataCandidate& candidate : candidates) {
    if (!p_values.empty() && !options.watch.has_time()) {
      break;
    }
    options.watch.tell(fmt::format("test {} of {}", p_values.size() + 1, count));
    candidate.test = test_invariance(tested,
                                     candidate.motion,
                                     {.rows = options.rows,
                                      .rounds = rounds_for(count, options),
                                      .seed = options.seed + p_values.size(),
                                      .labels = question.labels});
    p_values.push_back(candidate.test.p_value);
  }
  candidates.resize(p_values.size());
  result.untested = count - candidates.size();
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
    options.watch.tell(fmt::format("statistics of {} columns", samples.width()));
    search(half, question, options, result);
  }
  gather_candidates(half, question, result);
  judge(samples.select(tested), question, options, result);
  return result;
}

} // namespace equivarify::algebra::symmetries
