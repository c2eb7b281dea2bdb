#include "equivarify/algebra/symmetries/matching.hpp"

#include "equivarify/algebra/error.hpp"
#include "equivarify/algebra/symmetries/assignment.hpp"

#include <algorithm>

namespace equivarify::algebra::symmetries {

namespace {

/// Two matchings whose sums differ by less than this share of the largest distance are equally
/// good: then more columns stay.
constexpr double as_good = 1e-9;

/// The sum of squares of column \p to of \p moved less column \p from of \p labels, or plus it.
double distance_of(Samples const& labels,
                   Samples const& moved,
                   std::uint32_t to,
                   std::uint32_t from,
                   bool negated) {
  double sum = 0;
  for (std::size_t r = 0; r < labels.rows(); ++r) {
    double const entry = labels.row(r)[from];
    double const off = moved.row(r)[to] - (negated ? -entry : entry);
    sum += off * off;
  }
  return sum;
}

/// What it costs that each column of what is moved goes with each column, and with which sign.
struct Distances {
  std::vector<double> costs;
  std::vector<bool> negated;
};

Distances distances_of(Samples const& labels, Samples const& moved, bool may_negate) {
  auto const columns = static_cast<std::uint32_t>(labels.width());
  Distances result;
  for (std::uint32_t to = 0; to < columns; ++to) {
    for (std::uint32_t from = 0; from < columns; ++from) {
      double const plain = distance_of(labels, moved, to, from, false);
      double const turned = may_negate ? distance_of(labels, moved, to, from, true) : plain;
      result.costs.push_back(std::min(plain, turned));
      result.negated.push_back(turned < (1 - as_good) * plain);
    }
  }
  double const largest = *std::max_element(result.costs.begin(), result.costs.end());
  for (std::size_t pair = 0; pair < result.costs.size(); ++pair) {
    bool const stays = pair / columns == pair % columns;
    result.costs[pair] += stays ? 0 : as_good * largest;
  }
  return result;
}

std::vector<double> column_means(Samples const& samples) {
  std::vector<double> means(samples.width());
  for (std::size_t r = 0; r < samples.rows(); ++r) {
    for (std::size_t i = 0; i < means.size(); ++i) {
      means[i] += samples.row(r)[i] / static_cast<double>(samples.rows());
    }
  }
  return means;
}

/// What each input changes with each column after the first \p inputs: covariances over the
/// variances of these columns. Of a column of 0 and 1 the difference of two means, however rare
/// it is.
std::vector<double> slopes_of(Samples const& samples, std::size_t inputs) {
  std::size_t const labels = samples.width() - inputs;
  std::vector<double> const means = column_means(samples);
  std::vector<double> slopes(inputs * labels);
  std::vector<double> variances(labels);
  for (std::size_t r = 0; r < samples.rows(); ++r) {
    auto const row = samples.row(r);
    for (std::size_t o = 0; o < labels; ++o) {
      double const off = row[inputs + o] - means[inputs + o];
      variances[o] += off * off;
      for (std::size_t i = 0; i < inputs; ++i) {
        slopes[i * labels + o] += (row[i] - means[i]) * off;
      }
    }
  }
  for (std::size_t pair = 0; pair < slopes.size(); ++pair) {
    double const variance = variances[pair % labels];
    slopes[pair] = variance > 0 ? slopes[pair] / variance : 0;
  }
  return slopes;
}

} // namespace

SignedPermutation match_columns(Samples const& labels, Samples const& moved, bool may_negate) {
  auto const columns = static_cast<std::uint32_t>(labels.width());
  if (moved.width() != columns || moved.rows() != labels.rows()) {
    throw AlgebraError("columns of other sizes cannot be matched");
  }
  Distances const distances = distances_of(labels, moved, may_negate);
  SignedPermutation result{cheapest_assignment(distances.costs, columns), {}};
  for (std::uint32_t to = 0; to < columns; ++to) {
    std::size_t const pair = std::size_t{to} * columns + result.gather[to];
    result.negated.push_back(distances.negated[pair]);
  }
  return result;
}

SignedPermutation
match_labels(Samples const& samples, SignedPermutation const& on_input, bool may_negate) {
  std::size_t const inputs = on_input.gather.size();
  if (inputs >= samples.width()) {
    throw AlgebraError("no column of labels is left to be matched");
  }
  std::size_t const labels = samples.width() - inputs;
  std::vector<double> slopes = slopes_of(samples, inputs);
  std::vector<double> moved(slopes.size());
  for (std::size_t i = 0; i < inputs; ++i) {
    for (std::size_t o = 0; o < labels; ++o) {
      double const slope = slopes[on_input.gather[i] * labels + o];
      moved[i * labels + o] = on_input.negated[i] ? -slope : slope;
    }
  }
  // E[(g x)_i (h y)_o] = E[x_i y_o] for the motion h of the labels: those of x_i y, moved by h,
  // are those of the moved x_i, moved back. The variances of y are h's too.
  return match_columns(
      Samples{labels, std::move(moved)}, Samples{labels, std::move(slopes)}, may_negate);
}

} // namespace equivarify::algebra::symmetries
