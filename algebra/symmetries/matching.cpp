#include "equivarify/algebra/symmetries/matching.hpp"

#include "equivarify/algebra/error.hpp"

#include <algorithm>
#include <tuple>

namespace equivarify::algebra::symmetries {

namespace {

/// Column `to` of what is moved as column `from`, or its negative.
struct Pair {
  double distance = 0;
  bool negated = false;
  std::uint32_t to = 0;
  std::uint32_t from = 0;
};

double distance_of(Samples const& labels, Samples const& moved, Pair const& pair) {
  double sum = 0;
  for (std::size_t r = 0; r < labels.rows(); ++r) {
    double const from = labels.row(r)[pair.from];
    double const off = moved.row(r)[pair.to] - (pair.negated ? -from : from);
    sum += off * off;
  }
  return sum;
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

} // namespace

SignedPermutation match_columns(Samples const& labels, Samples const& moved, bool may_negate) {
  auto const columns = static_cast<std::uint32_t>(labels.width());
  if (moved.width() != columns || moved.rows() != labels.rows()) {
    throw AlgebraError("columns of other sizes cannot be matched");
  }
  std::vector<Pair> pairs;
  for (std::uint32_t to = 0; to < columns; ++to) {
    for (std::uint32_t from = 0; from < columns; ++from) {
      for (bool const negated : {false, true}) {
        if (!negated || may_negate) {
          pairs.push_back({0, negated, to, from});
          pairs.back().distance = distance_of(labels, moved, pairs.back());
        }
      }
    }
  }
  std::stable_sort(pairs.begin(), pairs.end(), [](Pair const& a, Pair const& b) {
    return a.distance < b.distance ||
           (a.distance <= b.distance && a.to == a.from && b.to != b.from);
  });
  SignedPermutation result{EntryPermutation(columns), std::vector<bool>(columns)};
  std::vector<bool> is_moved(columns);
  std::vector<bool> is_taken(columns);
  for (Pair const& pair : pairs) {
    if (!is_moved[pair.to] && !is_taken[pair.from]) {
      is_moved[pair.to] = true;
      is_taken[pair.from] = true;
      result.gather[pair.to] = pair.from;
      result.negated[pair.to] = pair.negated;
    }
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
  std::vector<double> const means = column_means(samples);
  std::vector<double> covariances(inputs * labels);
  for (std::size_t r = 0; r < samples.rows(); ++r) {
    auto const row = samples.row(r);
    for (std::size_t i = 0; i < inputs; ++i) {
      for (std::size_t o = 0; o < labels; ++o) {
        covariances[i * labels + o] += (row[i] - means[i]) * (row[inputs + o] - means[inputs + o]);
      }
    }
  }
  std::vector<double> moved(covariances.size());
  for (std::size_t i = 0; i < inputs; ++i) {
    for (std::size_t o = 0; o < labels; ++o) {
      double const covariance = covariances[on_input.gather[i] * labels + o];
      moved[i * labels + o] = on_input.negated[i] ? -covariance : covariance;
    }
  }
  // E[(g x)_i (h y)_o] = E[x_i y_o] for the motion h of the labels: those of x_i y, moved by h,
  // are those of the moved x_i, moved back.
  return match_columns(
      Samples{labels, std::move(moved)}, Samples{labels, std::move(covariances)}, may_negate);
}

} // namespace equivarify::algebra::symmetries
