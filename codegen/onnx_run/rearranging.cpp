#include "equivarify/codegen/onnx_run/operators.hpp"

#include <algorithm>
#include <numeric>
#include <set>
#include <stdexcept>

namespace equivarify::codegen::onnx_run {
namespace {

std::size_t axis_of(double axis, std::size_t rank) {
  return static_cast<std::size_t>(axis < 0 ? axis + static_cast<double>(rank) : axis);
}

Array reshape(Array in, Array const& shape) {
  std::size_t known = 1;
  std::vector<std::size_t> extents;
  for (std::size_t axis = 0; axis < shape.values.size(); ++axis) {
    double const extent = shape.values.at(axis);
    extents.push_back(extent == 0 ? in.shape.at(axis)
                                  : static_cast<std::size_t>(std::max(extent, 1.0)));
    known *= extents.back();
  }
  for (std::size_t axis = 0; axis < extents.size(); ++axis) {
    extents.at(axis) = shape.values.at(axis) < 0 ? in.values.size() / known : extents.at(axis);
  }
  if (size_of(extents) != in.values.size()) {
    throw UnknownOperator("a reshape changes the number of values");
  }
  in.shape = extents;
  return in;
}

Array flatten(Array in, double axis) {
  std::size_t rows = 1;
  for (std::size_t i = 0; i < axis_of(axis, in.shape.size()); ++i) {
    rows *= in.shape.at(i);
  }
  in.shape = {rows, in.values.size() / rows};
  return in;
}

Array transpose(Array const& in, std::vector<std::int64_t> order) {
  Array out;
  std::vector<std::size_t> strides(in.shape.size(), 1);
  for (std::size_t axis = in.shape.size(); axis-- > 1;) {
    strides.at(axis - 1) = strides.at(axis) * in.shape.at(axis);
  }
  if (order.empty()) {
    order.resize(in.shape.size());
    std::iota(order.rbegin(), order.rend(), 0);
  }
  for (std::int64_t const axis : order) {
    out.shape.push_back(in.shape.at(static_cast<std::size_t>(axis)));
  }
  for_each_place(out.shape, [&](auto const& at, std::size_t) {
    std::size_t from = 0;
    for (std::size_t axis = 0; axis < at.size(); ++axis) {
      from += at.at(axis) * strides.at(static_cast<std::size_t>(order.at(axis)));
    }
    out.values.push_back(in.values.at(from));
  });
  return out;
}

/// The entries of \p in whose index along \p axis is one of \p indices, whose axes take its place.
Array gather(Array const& in, Array const& indices, std::size_t axis) {
  auto const cut = static_cast<std::ptrdiff_t>(axis);
  std::size_t const extent = in.shape.at(axis);
  std::size_t const before = size_of({in.shape.begin(), in.shape.begin() + cut});
  std::size_t const after = size_of({in.shape.begin() + cut + 1, in.shape.end()});
  Array out{{in.shape.begin(), in.shape.begin() + cut}, {}};
  out.shape.insert(out.shape.end(), indices.shape.begin(), indices.shape.end());
  out.shape.insert(out.shape.end(), in.shape.begin() + cut + 1, in.shape.end());
  for (std::size_t row = 0; row < before; ++row) {
    for (double const index : indices.values) {
      std::size_t const from = from_front(index, extent);
      if (from >= extent) {
        throw std::out_of_range("an index");
      }
      for (std::size_t i = 0; i < after; ++i) {
        out.values.push_back(in.values.at((row * extent + from) * after + i));
      }
    }
  }
  return out;
}

Array concatenate(std::vector<Array> const& in, std::size_t axis) {
  Array out{in.at(0).shape, {}};
  out.shape.at(axis) = 0;
  for (Array const& part : in) {
    out.shape.at(axis) += part.shape.at(axis);
  }
  std::size_t rows = 1;
  for (std::size_t i = 0; i < axis; ++i) {
    rows *= out.shape.at(i);
  }
  for (std::size_t n = 0; n < rows; ++n) {
    for (Array const& part : in) {
      auto const row = static_cast<std::ptrdiff_t>(part.values.size() / rows);
      auto const begin = part.values.begin() + static_cast<std::ptrdiff_t>(n) * row;
      out.values.insert(out.values.end(), begin, begin + row);
    }
  }
  if (out.values.size() != size_of(out.shape)) {
    throw UnknownOperator("values of different planes in a row");
  }
  return out;
}

Array squeeze(Array in, std::vector<std::int64_t> const& axes) {
  std::vector<std::size_t> shape;
  for (std::size_t axis = 0; axis < in.shape.size(); ++axis) {
    bool const named = std::any_of(axes.begin(), axes.end(), [&](std::int64_t each) {
      return axis_of(static_cast<double>(each), in.shape.size()) == axis;
    });
    if (named || (axes.empty() && in.shape.at(axis) == 1)) {
      continue;
    }
    shape.push_back(in.shape.at(axis));
  }
  in.shape = shape;
  return in;
}

Array unsqueeze(Array in, std::vector<std::int64_t> const& axes) {
  std::set<std::size_t> places;
  for (std::int64_t const axis : axes) {
    places.insert(axis_of(static_cast<double>(axis), in.shape.size() + axes.size()));
  }
  for (std::size_t const place : places) {
    if (place > in.shape.size()) {
      throw std::out_of_range("an axis");
    }
    in.shape.insert(in.shape.begin() + static_cast<std::ptrdiff_t>(place), 1);
  }
  return in;
}

Array shape_of(Array const& in) {
  return {{in.shape.size()}, {in.shape.begin(), in.shape.end()}};
}

/// The entries from \p begin on, \p step after \p step, as long as they are inside and before \p
/// end.
Array part_of(
    Array const& in, std::size_t axis, std::int64_t begin, std::int64_t end, std::int64_t step) {
  auto const extent = static_cast<std::int64_t>(in.shape.at(axis));
  Array indices{{0}, {}};
  for (std::int64_t i = begin; i >= 0 && i < extent && (step > 0 ? i < end : i > end); i += step) {
    indices.values.push_back(static_cast<double>(i));
  }
  indices.shape.at(0) = indices.values.size();
  return gather(in, indices, axis);
}

/// With starts, ends and, if they are there, axes and steps. Negative ends count from behind.
Array slice(std::vector<Array> const& in) {
  Array out = in.at(0);
  for (std::size_t i = 0; i < in.at(1).values.size(); ++i) {
    bool const names_axes = in.size() > 3 && !in.at(3).values.empty();
    bool const has_steps = in.size() > 4 && !in.at(4).values.empty();
    double const named = names_axes ? in.at(3).values.at(i) : static_cast<double>(i);
    std::size_t const axis = axis_of(named, out.shape.size());
    auto const extent = static_cast<std::int64_t>(out.shape.at(axis));
    auto const step = has_steps ? static_cast<std::int64_t>(in.at(4).values.at(i)) : 1;
    auto const place = [&](std::size_t input) {
      auto const number = static_cast<std::int64_t>(
          std::clamp(in.at(input).values.at(i), -1e18, 1e18)); // often the largest whole number
      return number < 0 ? number + extent : number;
    };
    std::int64_t const begin =
        std::clamp<std::int64_t>(place(1), 0, step > 0 ? extent : extent - 1);
    out = part_of(out, axis, begin, std::max<std::int64_t>(place(2), -1), step);
  }
  return out;
}

/// The operands of a `Slice`; of old they were attributes.
std::vector<Array> slice_operands(Attributes const& attributes, std::vector<Array> in) {
  for (char const* const name : {"starts", "ends", "axes"}) {
    auto const list = attributes.lists.find(name);
    if (list != attributes.lists.end()) {
      in.push_back({{list->second.size()}, {list->second.begin(), list->second.end()}});
    }
  }
  return in;
}

/// The axes of a node: an attribute, or the second input.
std::vector<std::int64_t> axes_of(Attributes const& attributes, std::vector<Array> const& in) {
  if (in.size() < 2) {
    return attributes.list("axes", {});
  }
  std::vector<std::int64_t> axes;
  for (double const axis : in.at(1).values) {
    axes.push_back(static_cast<std::int64_t>(axis));
  }
  return axes;
}

} // namespace

std::vector<Array> run_split(Attributes const& attributes, std::vector<Array> const& in) {
  std::size_t const axis = axis_of(attributes.number("axis", 0), in.at(0).shape.size());
  std::vector<Array> parts;
  std::int64_t begin = 0;
  for (double const size : in.at(1).values) {
    std::int64_t const end = begin + static_cast<std::int64_t>(size);
    parts.push_back(part_of(in.at(0), axis, begin, end, 1));
    begin = end;
  }
  return parts;
}

std::optional<Array> run_rearranging(std::string const& type,
                                     Attributes const& attributes,
                                     std::vector<Array> const& in) {
  static std::set<std::string> const same{"Identity", "Dropout", "CastLike"};
  if (same.contains(type)) {
    return in.at(0);
  }
  if (type == "Reshape") {
    return reshape(in.at(0), in.at(1));
  }
  if (type == "Flatten") {
    return flatten(in.at(0), attributes.number("axis", 1));
  }
  if (type == "Transpose") {
    return transpose(in.at(0), attributes.list("perm", {}));
  }
  if (type == "Gather") {
    return gather(in.at(0), in.at(1), axis_of(attributes.number("axis", 0), in.at(0).shape.size()));
  }
  if (type == "Concat") {
    return concatenate(in, axis_of(attributes.number("axis", 1), in.at(0).shape.size()));
  }
  if (type == "Squeeze") {
    return squeeze(in.at(0), axes_of(attributes, in));
  }
  if (type == "Unsqueeze") {
    return unsqueeze(in.at(0), axes_of(attributes, in));
  }
  if (type == "Slice") {
    return slice(slice_operands(attributes, in));
  }
  if (type == "Shape" &&
      (attributes.numbers.contains("start") || attributes.numbers.contains("end"))) {
    throw UnknownOperator("a part of a Shape");
  }
  return type == "Shape" ? std::optional{shape_of(in.at(0))} : std::nullopt;
}

} // namespace equivarify::codegen::onnx_run
