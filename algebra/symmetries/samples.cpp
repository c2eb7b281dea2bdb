#include "equivarify/algebra/symmetries/samples.hpp"

#include "equivarify/algebra/error.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <numeric>
#include <random>

namespace equivarify::algebra::symmetries {

Samples::Samples(std::size_t width, std::vector<double> values)
    : width_{width}, values_{std::move(values)} {
  if (width_ == 0 || values_.size() % width_ != 0) {
    throw AlgebraError(
        fmt::format("{} numbers are no rows of {} numbers each", values_.size(), width_));
  }
  auto const bad =
      std::find_if(values_.begin(), values_.end(), [](double x) { return !std::isfinite(x); });
  if (bad != values_.end()) {
    auto const place = static_cast<std::size_t>(bad - values_.begin());
    throw AlgebraError(fmt::format(
        "row {}, entry {} is {}, expected a finite number", place / width_, place % width_, *bad));
  }
}

Samples Samples::select(std::vector<std::size_t> const& rows) const {
  std::vector<double> values;
  values.reserve(rows.size() * width_);
  for (std::size_t const index : rows) {
    auto const chosen = row(index);
    values.insert(values.end(), chosen.begin(), chosen.end());
  }
  return {width_, std::move(values)};
}

void move_row(SignedPermutation const& g, std::span<double const> x, std::span<double> moved) {
  for (std::size_t i = 0; i < moved.size(); ++i) {
    double const entry = x[g.gather[i]];
    moved[i] = g.negated[i] ? -entry : entry;
  }
}

Permutation on_signed_places(SignedPermutation const& g) {
  auto const n = static_cast<std::uint32_t>(g.gather.size());
  std::vector<std::uint32_t> images(std::size_t{2} * n);
  for (std::uint32_t i = 0; i < n; ++i) {
    images[g.gather[i]] = g.negated[i] ? n + i : i;
    images[n + g.gather[i]] = g.negated[i] ? i : n + i;
  }
  return Permutation::from_images(std::move(images));
}

std::uint64_t order_of(SignedPermutation const& g) {
  return on_signed_places(g).order();
}

bool is_identity(SignedPermutation const& g) {
  return on_signed_places(g).is_identity();
}

std::pair<std::vector<std::size_t>, std::vector<std::size_t>> split_rows(std::size_t rows,
                                                                         std::uint64_t seed) {
  std::vector<std::size_t> numbers(rows);
  std::iota(numbers.begin(), numbers.end(), std::size_t{0});
  std::mt19937_64 random{seed};
  for (std::size_t i = rows; i > 1; --i) {
    std::swap(numbers[i - 1], numbers[random() % i]);
  }
  auto const middle = numbers.begin() + static_cast<std::ptrdiff_t>(rows / 2);
  return {{numbers.begin(), middle}, {middle, numbers.end()}};
}

} // namespace equivarify::algebra::symmetries
