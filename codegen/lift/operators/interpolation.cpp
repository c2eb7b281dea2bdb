#include "equivarify/codegen/lift/operators/interpolation.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>

namespace equivarify::codegen {
namespace {

/// \p length, or the whole number that rounding has moved it from. \throws LiftError where the
/// description's whole length and the reference's fraction give different places
double whole_length(std::string const& places, double length) {
  constexpr double rounding = 1e-5;
  double const whole = std::floor(length);
  if (length - whole <= rounding) {
    return whole;
  }
  if (places == "align_corners" || places == "pytorch_half_pixel") {
    throw LiftError(
        fmt::format("{} to a length of {}, from which engines take other entries", places, length),
        "a whole length, as from sizes");
  }
  return length;
}

/// Where entry \p i of an axis that became \p factor times as long, from \p extent, comes from.
double source_of(std::string const& places, double i, double factor, double extent) {
  double const result = whole_length(places, factor * extent);
  if (places == "asymmetric") {
    return i / factor;
  }
  if (places == "align_corners") {
    return result == 1.0 ? 0.0 : i * (extent - 1) / (result - 1);
  }
  if (places == "half_pixel" || (places == "pytorch_half_pixel" && result > 1.0)) {
    return (i + 0.5) / factor - 0.5;
  }
  if (places == "half_pixel_symmetric") { // around the middle, whatever the length is rounded to
    double const adjustment = std::floor(result) / result;
    return extent / 2 * (1 - adjustment) + (i + 0.5) / factor - 0.5;
  }
  if (places == "pytorch_half_pixel") {
    return -0.5;
  }
  throw LiftError(fmt::format("coordinate_transformation_mode {}", places),
                  "asymmetric, half_pixel, half_pixel_symmetric, pytorch_half_pixel or "
                  "align_corners");
}

double nearest(std::string const& how, double place) {
  if (how == "round_prefer_floor") {
    return std::ceil(place - 0.5);
  }
  if (how == "round_prefer_ceil") {
    return std::floor(place + 0.5);
  }
  if (how == "floor" || how == "ceil") {
    return how == "floor" ? std::floor(place) : std::ceil(place);
  }
  throw LiftError(fmt::format("nearest_mode {}", how),
                  "round_prefer_floor, round_prefer_ceil, floor or ceil");
}

/// The weights of the entries floor(place) - 1 to floor(place) + 2 (Keys, "Cubic convolution
/// interpolation for digital image processing").
std::vector<double> cubic_weights(double a, double part) {
  double const s = part;
  double const t = 1 - part;
  auto const near = [a](double x) { return ((a + 2) * x - (a + 3)) * x * x + 1; };
  auto const far = [a](double x) { return ((a * x - 5 * a) * x + 8 * a) * x - 4 * a; };
  return {far(s + 1), near(s), near(t), far(t + 1)};
}

/// The entries from \p first on with \p weights; beyond the ends the last one stands in, or
/// nothing.
std::vector<std::pair<std::size_t, double>> weighted(double first,
                                                     std::vector<double> const& weights,
                                                     std::size_t extent,
                                                     bool excludes_outside) {
  std::map<std::size_t, double> taken;
  double total = 0;
  double const last = static_cast<double>(extent - 1);
  for (std::size_t k = 0; k < weights.size(); ++k) {
    double const place = first + static_cast<double>(k);
    bool const is_outside = place < 0 || place > last;
    double const weight = is_outside && excludes_outside ? 0.0 : weights[k];
    taken[static_cast<std::size_t>(std::clamp(place, 0.0, last))] += weight;
    total += weight;
  }
  std::vector<std::pair<std::size_t, double>> result;
  for (auto const& [entry, weight] : taken) {
    if (weight != 0.0) {
      result.emplace_back(entry, excludes_outside ? weight / total : weight);
    }
  }
  return result;
}

} // namespace

Interpolation interpolation_of(NodeContext const& context) {
  Interpolation how;
  bool const is_old = context.node().type == "Upsample" || context.operator_set() < 11;
  how.mode = context.text("mode", "nearest");
  how.places = is_old ? "asymmetric" : context.text("coordinate_transformation_mode", "half_pixel");
  how.rounding = is_old ? "floor" : context.text("nearest_mode", "round_prefer_floor");
  how.cubic = static_cast<double>(context.number("cubic_coeff_a", -0.75F));
  how.excludes_outside = context.integer("exclude_outside", 0) != 0;
  std::string const policy = context.text("keep_aspect_ratio_policy", "stretch");
  if (context.integer("antialias", 0) != 0 || policy != "stretch") {
    throw LiftError(context.integer("antialias", 0) != 0 ? "antialias" : policy,
                    "sizes or scales as they are, without antialias");
  }
  return how;
}

std::vector<std::pair<std::size_t, double>>
taken_at(Interpolation const& how, std::size_t i, double factor, std::size_t extent) {
  double const place =
      source_of(how.places, static_cast<double>(i), factor, static_cast<double>(extent));
  double const below = std::floor(place);
  if (how.mode == "nearest") {
    return weighted(nearest(how.rounding, place), {1.0}, extent, false);
  }
  if (how.mode == "linear") {
    return weighted(below, {1 - (place - below), place - below}, extent, how.excludes_outside);
  }
  if (how.mode == "cubic") {
    if (how.places == "pytorch_half_pixel" && place == -0.5 && factor < 1.0) {
      throw LiftError("pytorch_half_pixel to one entry, for which engines take other entries",
                      "half_pixel, or a length above 1");
    }
    return weighted(
        below - 1, cubic_weights(how.cubic, place - below), extent, how.excludes_outside);
  }
  throw LiftError(fmt::format("mode {}", how.mode), "nearest, linear or cubic");
}

} // namespace equivarify::codegen
