#include "equivarify/algebra/symmetries/invariance_test.hpp"

#include "equivarify/algebra/error.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <random>
#include <vector>

namespace equivarify::algebra::symmetries {

namespace {

/// The most distances that are kept.
constexpr std::uint64_t most_distances = 1U << 25U;
/// The most numbers of all orbits.
constexpr std::uint64_t most_numbers = 1U << 27U;
constexpr std::size_t fewest_rows = 40;

std::size_t rows_for(Samples const& samples, std::uint64_t order, std::size_t asked) {
  std::size_t const rows = std::min(samples.rows(), asked);
  auto const room = std::min(static_cast<std::size_t>(std::sqrt(
                                 static_cast<double>(most_distances) / static_cast<double>(order))),
                             most_numbers / order / samples.width());
  if (rows < 2) {
    throw AlgebraError("a test of invariance needs at least 2 samples");
  }
  if (room < std::min(rows, fewest_rows)) {
    throw LimitError(fmt::format("a signed permutation of order {} is too large to test", order));
  }
  return std::min(rows, room);
}

/// All powers of g times each row: the orbits of the samples.
class Orbits {
public:
  Orbits(Samples const& samples, SignedPermutation const& g, std::uint64_t order, std::size_t rows)
      : width_{samples.width()}, order_{order}, values_(rows * order * width_) {
    for (std::size_t r = 0; r < rows; ++r) {
      auto const row = samples.row(r);
      std::copy(row.begin(), row.end(), at(r, 0).begin());
      for (std::size_t k = 1; k < order_; ++k) {
        move_row(g, at(r, k - 1), at(r, k));
      }
    }
  }

  [[nodiscard]] std::span<double> at(std::size_t row, std::size_t power) {
    return std::span{values_}.subspan((row * order_ + power) * width_, width_);
  }

  /// Divides each coordinate by its deviation over all orbits, which no choice of powers changes;
  /// then the last \p labels of them by the root of their number, and the others by that of theirs.
  void standardise(std::size_t labels) {
    auto const count = static_cast<double>(values_.size() / width_);
    for (std::size_t i = 0; i < width_; ++i) {
      double mean = 0;
      double square = 0;
      for (std::size_t at = i; at < values_.size(); at += width_) {
        mean += values_[at] / count;
      }
      for (std::size_t at = i; at < values_.size(); at += width_) {
        square += (values_[at] - mean) * (values_[at] - mean) / count;
      }
      bool const is_label = i >= width_ - labels;
      auto const block = static_cast<double>(is_label ? labels : width_ - labels);
      double const scale = square > 0 ? 1 / std::sqrt(square * block) : 0;
      for (std::size_t at = i; at < values_.size(); at += width_) {
        values_[at] *= scale;
      }
    }
  }

private:
  std::size_t width_;
  std::size_t order_;
  std::vector<double> values_;
};

/// What each pair of samples adds to the energy distance, for each difference of their powers. With
/// d_k = |x_i - g^k x_j| = |g^-k x_i - x_j|, the pairs (i, j) and (j, i) together add d_(k+1) +
/// d_(k-1) - 2 d_k for g^a x_i, g^b x_j and k = b - a.
class PairEnergies {
public:
  PairEnergies(Orbits& orbits, std::size_t rows, std::size_t order) : rows_{rows}, order_{order} {
    values_.reserve(rows * (rows - 1) / 2 * order);
    std::vector<double> d(order);
    for (std::size_t i = 0; i < rows; ++i) {
      auto const x = orbits.at(i, 0);
      for (std::size_t j = i + 1; j < rows; ++j) {
        for (std::size_t k = 0; k < order; ++k) {
          d[k] = distance(x, orbits.at(j, k));
        }
        add_pair(d);
      }
    }
  }

  /// The sum over i != j of |y_i - g y_j| - |y_i - y_j| for y_i = g^powers[i] x_i.
  [[nodiscard]] double energy(std::vector<std::size_t> const& powers) const {
    double sum = 0;
    float const* of_pair = values_.data();
    for (std::size_t i = 0; i < rows_; ++i) {
      for (std::size_t j = i + 1; j < rows_; ++j, of_pair += order_) {
        bool const wraps = powers[j] < powers[i];
        sum += double{of_pair[powers[j] + (wraps ? order_ : 0) - powers[i]]};
      }
    }
    return sum;
  }

  /// The sum over i != j of |x_i - g x_j|.
  [[nodiscard]] double across() const noexcept { return across_; }

private:
  void add_pair(std::vector<double> const& d) {
    for (std::size_t k = 0; k < order_; ++k) {
      double const after = d[k + 1 == order_ ? 0 : k + 1];
      double const before = d[k == 0 ? order_ - 1 : k - 1];
      values_.push_back(static_cast<float>(after + before - 2 * d[k]));
    }
    across_ += d[1 % order_] + d[order_ - 1];
  }

  static double distance(std::span<double const> x, std::span<double const> y) {
    double sum = 0;
    for (std::size_t i = 0; i < x.size(); ++i) {
      sum += (x[i] - y[i]) * (x[i] - y[i]);
    }
    return std::sqrt(sum);
  }

  std::size_t rows_;
  std::size_t order_;
  double across_ = 0;
  std::vector<float> values_;
};

} // namespace

InvarianceResult test_invariance(Samples const& samples,
                                 SignedPermutation const& g,
                                 InvarianceOptions const& options) {
  if (g.gather.size() != samples.width() || options.labels >= samples.width()) {
    throw AlgebraError(
        fmt::format("a signed permutation of {} entries and {} labels for rows of {}",
                    g.gather.size(),
                    options.labels,
                    samples.width()));
  }
  std::uint64_t const order = order_of(g);
  std::size_t const rows = rows_for(samples, order, options.rows);
  Orbits orbits{samples, g, order, rows};
  orbits.standardise(options.labels);
  PairEnergies const pairs{orbits, rows, order};
  std::vector<std::size_t> powers(rows);
  double const energy = pairs.energy(powers);
  double const across = pairs.across();
  // Sums in single precision of equal sets of distances differ by rounding alone.
  double const rounding = 1e-9 * across;
  std::mt19937_64 random{options.seed};
  std::size_t as_large = 1;
  for (std::size_t round = 0; round < options.rounds; ++round) {
    std::generate(powers.begin(), powers.end(), [&] { return random() % order; });
    as_large += pairs.energy(powers) >= energy - rounding ? 1U : 0U;
  }
  return {.p_value = static_cast<double>(as_large) / static_cast<double>(options.rounds + 1),
          .effect = across > 0 ? std::clamp(energy / across, 0.0, 1.0) : 0,
          .rows = rows,
          .rounds = options.rounds};
}

} // namespace equivarify::algebra::symmetries
