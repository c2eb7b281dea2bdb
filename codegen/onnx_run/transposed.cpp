#include "equivarify/codegen/onnx_run/operators.hpp"

#include <algorithm>

namespace equivarify::codegen::onnx_run {
namespace {

/// Of a transposed convolution: how much of the output is cut off in front along each axis, and
/// the shape of the output.
struct SpreadShape {
  std::vector<std::int64_t> strides;
  std::vector<std::int64_t> dilations;
  std::vector<std::int64_t> cut;
  std::vector<std::size_t> shape;
};

SpreadShape spread_shape(Attributes const& at, Array const& x, Array const& weight) {
  std::size_t const axes = x.shape.size() - 2;
  std::vector<std::int64_t> const ones(axes, 1);
  std::vector<std::int64_t> const zeros(axes, 0);
  auto const pads = at.list("pads", std::vector<std::int64_t>(2 * axes, 0));
  auto const more = at.list("output_padding", zeros);
  auto const wanted = at.list("output_shape", zeros);
  std::string const how = at.text("auto_pad");
  auto const groups = static_cast<std::size_t>(at.number("group", 1));
  SpreadShape result{at.list("strides", ones), at.list("dilations", ones), {}, {}};
  result.shape = {x.shape.at(0), weight.shape.at(1) * groups};
  for (std::size_t axis = 0; axis < axes; ++axis) {
    auto const extent = static_cast<std::int64_t>(x.shape.at(2 + axis));
    auto const kernel = static_cast<std::int64_t>(weight.shape.at(2 + axis));
    std::int64_t const all = result.strides.at(axis) * (extent - 1) + more.at(axis) +
                             (kernel - 1) * result.dilations.at(axis) + 1;
    std::int64_t size = all - (how == "VALID" ? 0 : pads.at(axis) + pads.at(axis + axes));
    std::int64_t front = how == "VALID" ? 0 : pads.at(axis);
    if (wanted.at(axis) > 0 || how.starts_with("SAME")) {
      size = wanted.at(axis) > 0 ? wanted.at(axis) : extent * result.strides.at(axis);
      std::int64_t const total = std::max<std::int64_t>(0, all - size);
      front = how == "SAME_UPPER" ? total / 2 : total - total / 2;
    }
    result.cut.push_back(front);
    result.shape.push_back(static_cast<std::size_t>(size));
  }
  return result;
}

/// Each entry of the input is spread over a window of the output by weights [channels, filters of a
/// group, kernel].
Array spread(Attributes const& at, std::vector<Array> const& in) {
  Array const& x = in.at(0);
  Array const& weight = in.at(1);
  SpreadShape const to = spread_shape(at, x, weight);
  Array out{to.shape, {}};
  for_each_place(out.shape, [&](auto const& place, std::size_t) {
    out.values.push_back(in.size() > 2 ? in.at(2).values.at(place.at(1)) : 0.0);
  });
  auto const groups = static_cast<std::size_t>(at.number("group", 1));
  std::vector<std::size_t> const taps(weight.shape.begin() + 1, weight.shape.end());
  for_each_place(x.shape, [&](auto const& from, std::size_t i) {
    for_each_place(taps, [&](auto const& tap, std::size_t w) {
      std::size_t const group = from.at(1) / (x.shape.at(1) / groups);
      auto target =
          static_cast<std::int64_t>(from.at(0) * out.shape.at(1) + group * taps.at(0) + tap.at(0));
      for (std::size_t axis = 0; axis < to.cut.size(); ++axis) {
        auto const size = static_cast<std::int64_t>(out.shape.at(2 + axis));
        std::int64_t const place =
            static_cast<std::int64_t>(from.at(2 + axis)) * to.strides.at(axis) +
            static_cast<std::int64_t>(tap.at(1 + axis)) * to.dilations.at(axis) - to.cut.at(axis);
        if (place < 0 || place >= size) {
          return;
        }
        target = target * size + place;
      }
      out.values.at(static_cast<std::size_t>(target)) +=
          weight.values.at(from.at(1) * size_of(taps) + w) * x.values.at(i);
    });
  });
  return out;
}

} // namespace

std::optional<Array> run_transposed(std::string const& type,
                                    Attributes const& attributes,
                                    std::vector<Array> const& in) {
  return type == "ConvTranspose" ? std::optional{spread(attributes, in)} : std::nullopt;
}

} // namespace equivarify::codegen::onnx_run
