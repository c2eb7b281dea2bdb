#include "equivarify/codegen/onnx_run/operators.hpp"

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
    out.shape[axis] += static_cast<std::size_t>(pads.values.at(axis) + pads.values.at(rank + axis));
  }
  for_each_place(out.shape, [&](auto const& at, std::size_t) {
    std::optional<std::size_t> from = 0;
    for (std::size_t axis = 0; axis < rank && from; ++axis) {
      auto const place = padded_from(static_cast<std::int64_t>(at[axis]) -
                                         static_cast<std::int64_t>(pads.values[axis]),
                                     static_cast<std::int64_t>(in.shape[axis]),
                                     mode);
      from = place ? std::optional{*from * in.shape[axis] + static_cast<std::size_t>(*place)}
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
  out.shape[axis] = static_cast<std::size_t>(static_cast<double>(in.shape[axis]) * factor);
  std::size_t stride = 1;
  for (std::size_t k = axis + 1; k < in.shape.size(); ++k) {
    stride *= in.shape[k];
  }
  double const last = static_cast<double>(in.shape[axis] - 1);
  for_each_place(out.shape, [&](auto const& at, std::size_t i) {
    auto const index = static_cast<double>(at[axis]);
    double const place = are_areas ? (index + 0.5) / factor - 0.5 : index / factor;
    double const inside = std::min(std::max(place, 0.0), last);
    auto const below = static_cast<std::size_t>(inside);
    std::size_t const above = std::min(below + 1, in.shape[axis] - 1);
    std::size_t const line = i / (stride * out.shape[axis]) * stride * in.shape[axis] + i % stride;
    double const part = inside - static_cast<double>(below);
    out.values.push_back((1 - part) * in.values[line + below * stride] +
                         part * in.values[line + above * stride]);
  });
  return out;
}

Array resized(Attributes const& at, Array const& in, std::vector<double> const& factors) {
  if (at.text("mode") == "linear") {
    Array out = in;
    for (std::size_t axis = 0; axis < in.shape.size(); ++axis) {
      bool const are_areas = at.text("coordinate_transformation_mode") == "half_pixel";
      out = factors[axis] == 1.0 ? out : between(out, axis, factors[axis], are_areas);
    }
    return out;
  }
  bool const are_areas = at.text("coordinate_transformation_mode") == "half_pixel";
  Array out{in.shape, {}};
  for (std::size_t axis = 0; axis < in.shape.size(); ++axis) {
    out.shape[axis] =
        static_cast<std::size_t>(static_cast<double>(in.shape[axis]) * factors.at(axis));
  }
  for_each_place(out.shape, [&](auto const& place, std::size_t) {
    std::size_t from = 0;
    for (std::size_t axis = 0; axis < place.size(); ++axis) {
      from = from * in.shape[axis] + source(place[axis], factors[axis], in.shape[axis], are_areas);
    }
    out.values.push_back(in.values[from]);
  });
  return out;
}

std::vector<double> ratios(Array const& in, Array const& sizes) {
  std::vector<double> factors;
  for (std::size_t axis = 0; axis < in.shape.size(); ++axis) {
    factors.push_back(sizes.values.at(axis) / static_cast<double>(in.shape[axis]));
  }
  return factors;
}

} // namespace

std::optional<Array>
run_resizing(std::string const& type, Attributes const& attributes, std::vector<Array> const& in) {
  if (type == "Pad") {
    return padded(
        in.at(0), in.at(1), attributes.text("mode"), in.size() > 2 ? in[2].values.at(0) : 0.0);
  }
  if (type == "Upsample") {
    return resized(attributes, in.at(0), in.at(1).values);
  }
  if (type == "Resize") { // a region and scales or sizes
    return resized(attributes, in.at(0), in.size() > 3 ? ratios(in[0], in[3]) : in.at(2).values);
  }
  return std::nullopt;
}

} // namespace equivarify::codegen::onnx_run
