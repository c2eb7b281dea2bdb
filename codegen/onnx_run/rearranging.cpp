#include "equivarify/codegen/onnx_run/operators.hpp"

#include <algorithm>
#include <numeric>
#include <set>

namespace equivarify::codegen::onnx_run {
namespace {

std::size_t axis_of(double axis, std::size_t rank) {
  return static_cast<std::size_t>(axis < 0 ? axis + static_cast<double>(rank) : axis);
}

Array reshape(Array in, Array const& shape) {
  std::size_t known = 1;
  std::vector<std::size_t> extents;
  for (std::size_t axis = 0; axis < shape.values.size(); ++axis) {
    double const extent = shape.values[axis];
    extents.push_back(extent == 0 ? in.shape.at(axis)
                                  : static_cast<std::size_t>(std::max(extent, 1.0)));
    known *= extents.back();
  }
  for (std::size_t axis = 0; axis < extents.size(); ++axis) {
    extents[axis] = shape.values[axis] < 0 ? in.values.size() / known : extents[axis];
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
    rows *= in.shape[i];
  }
  in.shape = {rows, in.values.size() / rows};
  return in;
}

Array transpose(Array const& in, std::vector<std::int64_t> order) {
  Array out;
  std::vector<std::size_t> strides(in.shape.size(), 1);
  for (std::size_t axis = in.shape.size(); axis-- > 1;) {
    strides[axis - 1] = strides[axis] * in.shape[axis];
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
      from += at[axis] * strides[static_cast<std::size_t>(order[axis])];
    }
    out.values.push_back(in.values.at(from));
  });
  return out;
}

Array gather(Array const& in, Array const& indices, std::size_t axis) {
  Array out{in.shape, {}};
  out.shape.at(axis) = indices.values.size();
  for_each_place(out.shape, [&](auto at, std::size_t) {
    double const index = indices.values[at[axis]];
    at[axis] =
        static_cast<std::size_t>(index < 0 ? index + static_cast<double>(in.shape[axis]) : index);
    std::size_t from = 0;
    for (std::size_t i = 0; i < at.size(); ++i) {
      from = from * in.shape[i] + at[i];
    }
    out.values.push_back(in.values.at(from));
  });
  if (indices.shape.empty()) {
    out.shape.erase(out.shape.begin() + static_cast<std::ptrdiff_t>(axis));
  }
  return out;
}

/// The entries of the list \p in at \p places, in their shape.
Array look_up(Array const& in, Array const& places) {
  Array out{places.shape, {}};
  for (double const place : places.values) {
    out.values.push_back(in.values.at(static_cast<std::size_t>(place)));
  }
  return out;
}

Array concatenate(std::vector<Array> const& in, std::size_t axis) {
  Array out{in.at(0).shape, {}};
  out.shape.at(axis) = 0;
  for (Array const& part : in) {
    out.shape[axis] += part.shape.at(axis);
  }
  std::size_t rows = 1;
  for (std::size_t i = 0; i < axis; ++i) {
    rows *= out.shape[i];
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
    bool const named = std::count(axes.begin(), axes.end(), static_cast<std::int64_t>(axis)) != 0;
    if (named || (axes.empty() && in.shape[axis] == 1)) {
      continue;
    }
    shape.push_back(in.shape[axis]);
  }
  in.shape = shape;
  return in;
}

Array unsqueeze(Array in, std::vector<std::int64_t> const& axes) {
  for (std::int64_t const axis : axes) {
    in.shape.insert(in.shape.begin() + static_cast<std::ptrdiff_t>(axis), 1);
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
  indices.shape[0] = indices.values.size();
  return gather(in, indices, axis);
}

/// With all five inputs and one axis. Negative ends count from behind.
Array slice(std::vector<Array> const& in) {
  std::size_t const axis = axis_of(in.at(3).values.at(0), in.at(0).shape.size());
  auto const place = [&](std::size_t input) {
    auto const number = static_cast<std::int64_t>(in.at(input).values.at(0));
    return number < 0 ? number + static_cast<std::int64_t>(in[0].shape.at(axis)) : number;
  };
  auto const step = in.size() > 4 ? static_cast<std::int64_t>(in[4].values.at(0)) : 1;
  return part_of(in[0], axis, place(1), place(2), step);
}

Array mean(Array in, std::vector<std::int64_t> const& axes, bool keeps) {
  std::vector<std::size_t> shape = in.shape;
  for (std::int64_t const axis : axes) {
    shape.at(axis_of(static_cast<double>(axis), shape.size())) = 1;
  }
  Array out{shape, std::vector<double>(size_of(shape))};
  for_each_place(in.shape, [&](auto const& at, std::size_t i) {
    std::size_t to = 0;
    for (std::size_t axis = 0; axis < at.size(); ++axis) {
      to = to * shape[axis] + (shape[axis] == 1 ? 0 : at[axis]);
    }
    out.values[to] += in.values[i];
  });
  for (double& value : out.values) {
    value *= static_cast<double>(out.values.size()) / static_cast<double>(in.values.size());
  }
  return keeps ? out : squeeze(out, axes);
}

/// The axes of a node: an attribute, or the second input.
std::vector<std::int64_t> axes_of(Attributes const& attributes, std::vector<Array> const& in) {
  if (in.size() < 2) {
    return attributes.list("axes", {});
  }
  std::vector<std::int64_t> axes;
  for (double const axis : in[1].values) {
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
    parts.push_back(part_of(in[0], axis, begin, end, 1));
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
  if (type == "Gather" && in.at(0).shape.size() == 1 && in.at(1).shape.size() > 1) {
    return look_up(in[0], in[1]);
  }
  if (type == "Gather") {
    return gather(in.at(0), in.at(1), axis_of(attributes.number("axis", 0), in[0].shape.size()));
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
    return slice(in);
  }
  if (type == "ReduceMean") {
    return mean(in.at(0), axes_of(attributes, in), attributes.number("keepdims", 1) != 0);
  }
  if (type == "ConstantOfShape") {
    std::vector<std::size_t> const shape(in.at(0).values.begin(), in[0].values.end());
    return Array{shape, std::vector<double>(size_of(shape))};
  }
  return type == "Shape" ? std::optional{shape_of(in.at(0))} : std::nullopt;
}

} // namespace equivarify::codegen::onnx_run
