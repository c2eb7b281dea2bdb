#include "equivarify/codegen/onnx_run/operators.hpp"

#include <algorithm>
#include <cmath>

namespace equivarify::codegen::onnx_run {
namespace {

/// The entry of an axis of \p extent that stands at place \p i of it when it is padded in \p mode;
/// nothing for the constant.
std::optional<std::int64_t>
padded_from(std::int64_t i, std::int64_t extent, std::string const& mode) {
  if (i >= 0 && i < extent) {
    return i;
  }
  if (mode == "wrap") {
    return (i + extent) % extent;
  }
  if (mode == "edge") {
    return i < 0 ? 0 : extent - 1;
  }
  if (mode == "reflect") {
    return i < 0 ? -i : 2 * (extent - 1) - i;
  }
  return std::nullopt;
}

/// More before and after each axis, as many as the second operand says: \p otherwise, or what the
/// mode says.
Array padded(Array const& in, Array const& pads, std::string const& mode, double otherwise) {
  std::size_t const rank = in.shape.size();
  Array out{in.shape, {}};
  for (std::size_t axis = 0; axis < rank; ++axis) {
    out.shape.at(axis) +=
        static_cast<std::size_t>(pads.values.at(axis) + pads.values.at(rank + axis));
  }
  for_each_place(out.shape, [&](auto const& at, std::size_t) {
    std::optional<std::size_t> from = 0;
    for (std::size_t axis = 0; axis < rank && from; ++axis) {
      auto const place = padded_from(static_cast<std::int64_t>(at.at(axis)) -
                                         static_cast<std::int64_t>(pads.values.at(axis)),
                                     static_cast<std::int64_t>(in.shape.at(axis)),
                                     mode);
      from = place ? std::optional{*from * in.shape.at(axis) + static_cast<std::size_t>(*place)}
                   : std::nullopt;
    }
    out.values.push_back(from ? in.values.at(*from) : otherwise);
  });
  return out;
}

/// The place along an axis of \p extent entries that is nearest to entry \p i of \p factor times as
/// many: halves go down where pixels are areas, everything goes down where they are points.
std::size_t source(std::size_t i, double factor, std::size_t extent, bool are_areas) {
  double const place =
      are_areas ? (static_cast<double>(i) + 0.5) / factor - 0.5 : static_cast<double>(i) / factor;
  double const rounded = are_areas ? std::ceil(place - 0.5) : std::floor(place);
  return rounded < 0 ? 0 : std::min(static_cast<std::size_t>(rounded), extent - 1);
}

/// Along \p axis, \p factor times as many entries, each on the line between its neighbours.
Array between(Array const& in, std::size_t axis, double factor, bool are_areas) {
  Array out{in.shape, {}};
  out.shape.at(axis) = static_cast<std::size_t>(static_cast<double>(in.shape.at(axis)) * factor);
  std::size_t stride = 1;
  for (std::size_t k = axis + 1; k < in.shape.size(); ++k) {
    stride *= in.shape.at(k);
  }
  double const last = static_cast<double>(in.shape.at(axis) - 1);
  for_each_place(out.shape, [&](auto const& at, std::size_t i) {
    auto const index = static_cast<double>(at.at(axis));
    double const place = are_areas ? (index + 0.5) / factor - 0.5 : index / factor;
    double const inside = std::min(std::max(place, 0.0), last);
    auto const below = static_cast<std::size_t>(inside);
    std::size_t const above = std::min(below + 1, in.shape.at(axis) - 1);
    std::size_t const line =
        i / (stride * out.shape.at(axis)) * stride * in.shape.at(axis) + i % stride;
    double const part = inside - static_cast<double>(below);
    out.values.push_back((1 - part) * in.values.at(line + below * stride) +
                         part * in.values.at(line + above * stride));
  });
  return out;
}

/// By \p factors along all axes; \p are_areas says what pixels are, else they are points.
Array resized(std::string const& mode,
              bool are_areas,
              Array const& in,
              std::vector<double> const& factors) {
  if (mode == "linear") {
    Array out = in;
    for (std::size_t axis = 0; axis < in.shape.size(); ++axis) {
      out = factors.at(axis) == 1.0 ? out : between(out, axis, factors.at(axis), are_areas);
    }
    return out;
  }
  Array out{in.shape, {}};
  for (std::size_t axis = 0; axis < in.shape.size(); ++axis) {
    out.shape.at(axis) =
        static_cast<std::size_t>(static_cast<double>(in.shape.at(axis)) * factors.at(axis));
  }
  for_each_place(out.shape, [&](auto const& place, std::size_t) {
    std::size_t from = 0;
    for (std::size_t axis = 0; axis < place.size(); ++axis) {
      from = from * in.shape.at(axis) +
             source(place.at(axis), factors.at(axis), in.shape.at(axis), are_areas);
    }
    out.values.push_back(in.values.at(from));
  });
  return out;
}

std::vector<double> ratios(Array const& in, Array const& sizes) {
  std::vector<double> factors;
  for (std::size_t axis = 0; axis < in.shape.size(); ++axis) {
    factors.push_back(sizes.values.at(axis) / static_cast<double>(in.shape.at(axis)));
  }
  return factors;
}

/// \throws UnknownOperator for a way to place pixels, or between them, that is not here.
void require_known(Attributes const& at) {
  std::string const mode = at.text("mode");
  std::string const place = at.text("coordinate_transformation_mode");
  std::string const nearest = at.text("nearest_mode");
  bool const are_points = place == "asymmetric";
  bool const goes_down =
      nearest == (are_points ? "floor" : "round_prefer_floor") || (nearest.empty() && !are_points);
  bool const is_near = (mode.empty() || mode == "nearest") && goes_down;
  bool const is_placed = place.empty() || place == "half_pixel" || are_points;
  bool const is_whole = !at.lists.contains("axes") && at.number("antialias", 0) == 0 &&
                        at.text("keep_aspect_ratio_policy").empty();
  if (!is_whole || !is_placed || !(mode == "linear" || is_near)) {
    throw UnknownOperator("this kind of Resize");
  }
}

/// Of all axes, with nothing taken away.
Array padded_by(Attributes const& at, std::vector<Array> const& in) {
  std::vector<double> const& pads = in.at(1).values;
  bool const cuts = std::any_of(pads.begin(), pads.end(), [](double pad) { return pad < 0; });
  if (in.size() > 3 || cuts) {
    throw UnknownOperator("a Pad of some axes, or one that takes entries away");
  }
  bool const has_value = in.size() > 2 && !in.at(2).values.empty();
  return padded(in.at(0), in.at(1), at.text("mode"), has_value ? in.at(2).values.at(0) : 0.0);
}

} // namespace

std::optional<Array>
run_resizing(std::string const& type, Attributes const& attributes, std::vector<Array> const& in) {
  std::string const mode = attributes.text("mode");
  if (type == "Pad") {
    return padded_by(attributes, in);
  }
  if (type == "Upsample") {
    return resized(mode, false, in.at(0), in.at(1).values);
  }
  if (type == "Resize") { // a region and scales or sizes
    require_known(attributes);
    bool const are_areas = attributes.text("coordinate_transformation_mode") != "asymmetric";
    return resized(
        mode, are_areas, in.at(0), in.size() > 3 ? ratios(in.at(0), in.at(3)) : in.at(2).values);
  }
  return std::nullopt;
}

} // namespace equivarify::codegen::onnx_run
