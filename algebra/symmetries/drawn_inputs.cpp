#include "equivarify/algebra/symmetries/drawn_inputs.hpp"

#include "equivarify/algebra/error.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <random>

namespace equivarify::algebra::symmetries {

namespace {

constexpr std::size_t fewest_given = 80;

void require_box(InputSource const& source) {
  for (std::vector<double> const* bounds : {&source.lowest, &source.highest}) {
    if (bounds->size() != 1 && bounds->size() != source.inputs) {
      throw AlgebraError(
          fmt::format("{} bounds of {} entries of the input, expected one, or one for "
                      "each",
                      bounds->size(),
                      source.inputs));
    }
  }
  for (std::size_t i = 0; i < source.inputs; ++i) {
    auto const [lowest, highest] = range_of(source, i);
    if (!(lowest < highest)) {
      throw AlgebraError(fmt::format(
          "entry {} of the input from {} to {}, expected a lower bound below the upper one",
          i,
          lowest,
          highest));
    }
  }
}

DrawnInputs
given_inputs(InputSource const& source, DrawnFor purpose, std::size_t count, std::uint64_t seed) {
  Samples const& given = *source.given;
  if (given.rows() < fewest_given || given.width() != source.inputs) {
    throw AlgebraError(fmt::format("{} inputs of {} numbers, expected at least {} of {}: one half "
                                   "to search, the other to test",
                                   given.rows(),
                                   given.width(),
                                   fewest_given,
                                   source.inputs));
  }
  auto [searched, tested] = split_rows(given.rows(), seed);
  std::vector<std::size_t>& rows = purpose == DrawnFor::search ? searched : tested;
  rows.resize(std::min(rows.size(), count));
  Samples inputs = given.select(rows);
  std::rotate(
      rows.begin(), rows.begin() + static_cast<std::ptrdiff_t>(rows.size() / 2), rows.end());
  return {std::move(inputs), given.select(rows)};
}

} // namespace

std::pair<double, double> range_of(InputSource const& source, std::size_t i) {
  auto const at = [i](std::vector<double> const& bounds) {
    return bounds.size() == 1 ? bounds.front() : bounds[i];
  };
  return {at(source.lowest), at(source.highest)};
}

Samples draw_inputs(InputSource const& source, std::size_t count, std::uint64_t seed) {
  require_box(source);
  std::mt19937_64 random{seed};
  std::vector<double> values(count * source.inputs);
  for (std::size_t k = 0; k < values.size(); ++k) {
    auto const [lowest, highest] = range_of(source, k % source.inputs);
    // Of few digits, so that a negative is exact.
    double const share = static_cast<double>(random() >> 44U) * 0x1p-20;
    values[k] = lowest + (highest - lowest) * share;
  }
  return {source.inputs, std::move(values)};
}

DrawnInputs
drawn_inputs(InputSource const& source, DrawnFor purpose, std::size_t count, std::uint64_t seed) {
  if (source.given) {
    return given_inputs(source, purpose, count, seed);
  }
  std::uint64_t const own = seed + (purpose == DrawnFor::search ? 0 : 1);
  return {draw_inputs(source, count, own), draw_inputs(source, count, ~own)};
}

} // namespace equivarify::algebra::symmetries
