#include <algorithm>
#include <limits>

#include "lift/onnx_evaluator.hpp"

namespace equivarify::testing {
namespace {

/// The windows of a node on planes [rows, columns], or on lines or volumes.
struct Windows {
  std::vector<std::int64_t> kernel;
  std::vector<std::int64_t> strides;
  std::vector<std::int64_t> dilations;
  std::vector<std::int64_t> pads;
  std::vector<std::int64_t> count{};
};

Windows windows_of(Attributes const& at, Array const& in, std::vector<std::int64_t> const& kernel) {
  std::size_t const axes = in.shape.size() - 2;
  std::vector<std::int64_t> const ones(axes, 1);
  Windows result{.kernel = at.list("kernel_shape", kernel),
                 .strides = at.list("strides", ones),
                 .dilations = at.list("dilations", ones),
                 .pads = at.list("pads", std::vector<std::int64_t>(2 * axes, 0))};
  std::string const how = at.text("auto_pad");
  for (std::size_t axis = 0; axis < axes; ++axis) {
    auto const extent = static_cast<std::int64_t>(in.shape.at(2 + axis));
    std::int64_t const span = (result.kernel[axis] - 1) * result.dilations[axis] + 1;
    std::int64_t const stride = result.strides[axis];
    if (how == "SAME_UPPER" || how == "SAME_LOWER") {
      std::int64_t const count = (extent + stride - 1) / stride;
      std::int64_t const all = std::max<std::int64_t>(0, (count - 1) * stride + span - extent);
      std::int64_t const less = all / 2;
      result.pads[axis] = how == "SAME_UPPER" ? less : all - less;
      result.pads[axis + axes] = all - result.pads[axis];
    }
    std::int64_t const room = extent + result.pads[axis] + result.pads[axis + axes] - span;
    bool const up = at.number("ceil_mode", 0) != 0;
    std::int64_t const count = (room + (up ? stride - 1 : 0)) / stride + 1;
    bool const begins_inside = (count - 1) * stride < extent + result.pads[axis];
    result.count.push_back(up && !begins_inside ? count - 1 : count);
  }
  return result;
}

/// Calls f(tap, value) for the entries of the window at \p place that lie in the plane \p plane.
template <typename F>
void for_each_entry(Windows const& windows,
                    Array const& in,
                    std::vector<std::size_t> const& place,
                    std::size_t plane,
                    F f) {
  std::vector<std::size_t> const kernel(windows.kernel.begin(), windows.kernel.end());
  for_each_place(kernel, [&](std::vector<std::size_t> const& tap, std::size_t number) {
    auto from = static_cast<std::int64_t>(plane);
    bool inside = true;
    for (std::size_t axis = 0; axis < tap.size(); ++axis) {
      auto const size = static_cast<std::int64_t>(in.shape[2 + axis]);
      std::int64_t const at = static_cast<std::int64_t>(place[2 + axis]) * windows.strides[axis] +
                              static_cast<std::int64_t>(tap[axis]) * windows.dilations[axis] -
                              windows.pads[axis];
      inside = inside && at >= 0 && at < size;
      from = from * size + at;
    }
    if (inside) {
      f(number, in.values.at(static_cast<std::size_t>(from)));
    }
  });
}

Array output_of(Windows const& windows, Array const& in, std::size_t channels) {
  Array out{{in.shape.at(0), channels}, {}};
  for (std::int64_t const count : windows.count) {
    out.shape.push_back(static_cast<std::size_t>(count));
  }
  out.values.resize(size_of(out.shape));
  return out;
}

Array convolve(Attributes const& at, std::vector<Array> const& in) {
  Array const& weight = in.at(1);
  std::vector<std::int64_t> const kernel(weight.shape.begin() + 2, weight.shape.end());
  Windows const windows = windows_of(at, in.at(0), kernel);
  Array out = output_of(windows, in[0], weight.shape[0]);
  auto const groups = static_cast<std::size_t>(at.number("group", 1));
  std::size_t const channels = weight.shape[1];
  std::size_t const taps = size_of({weight.shape.begin() + 2, weight.shape.end()});
  for_each_place(out.shape, [&](auto const& place, std::size_t i) {
    std::size_t const group = place[1] / (weight.shape[0] / groups);
    double sum = in.size() > 2 ? in[2].values.at(place[1]) : 0.0;
    for (std::size_t c = 0; c < channels; ++c) {
      std::size_t const plane = place[0] * in[0].shape[1] + group * channels + c;
      for_each_entry(windows, in[0], place, plane, [&](std::size_t tap, double value) {
        sum += weight.values.at((place[1] * channels + c) * taps + tap) * value;
      });
    }
    out.values[i] = sum;
  });
  return out;
}

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
    auto const extent = static_cast<std::int64_t>(x.shape[2 + axis]);
    auto const kernel = static_cast<std::int64_t>(weight.shape[2 + axis]);
    std::int64_t const all = result.strides[axis] * (extent - 1) + more[axis] +
                             (kernel - 1) * result.dilations[axis] + 1;
    std::int64_t size = all - (how == "VALID" ? 0 : pads[axis] + pads[axis + axes]);
    std::int64_t front = how == "VALID" ? 0 : pads[axis];
    if (wanted[axis] > 0 || how.starts_with("SAME")) {
      size = wanted[axis] > 0 ? wanted[axis] : extent * result.strides[axis];
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
    out.values.push_back(in.size() > 2 ? in[2].values.at(place[1]) : 0.0);
  });
  auto const groups = static_cast<std::size_t>(at.number("group", 1));
  std::vector<std::size_t> const taps(weight.shape.begin() + 1, weight.shape.end());
  for_each_place(x.shape, [&](auto const& from, std::size_t i) {
    for_each_place(taps, [&](auto const& tap, std::size_t w) {
      std::size_t const group = from[1] / (x.shape[1] / groups);
      auto target = static_cast<std::int64_t>(from[0] * out.shape[1] + group * taps[0] + tap[0]);
      for (std::size_t axis = 0; axis < to.cut.size(); ++axis) {
        auto const size = static_cast<std::int64_t>(out.shape[2 + axis]);
        std::int64_t const place = static_cast<std::int64_t>(from[2 + axis]) * to.strides[axis] +
                                   static_cast<std::int64_t>(tap[1 + axis]) * to.dilations[axis] -
                                   to.cut[axis];
        if (place < 0 || place >= size) {
          return;
        }
        target = target * size + place;
      }
      out.values[static_cast<std::size_t>(target)] +=
          weight.values.at(from[1] * size_of(taps) + w) * x.values[i];
    });
  });
  return out;
}

/// The cells of the array and its padding in the window at \p place; what `ceil_mode` adds behind
/// the padding does not count.
double
padded_cells(Windows const& windows, Array const& in, std::vector<std::size_t> const& place) {
  double cells = 1;
  std::size_t const axes = windows.kernel.size();
  for (std::size_t axis = 0; axis < axes; ++axis) {
    std::int64_t const end = static_cast<std::int64_t>(in.shape[2 + axis]) + windows.pads[axis] +
                             windows.pads[axis + axes];
    std::int64_t here = 0;
    for (std::int64_t tap = 0; tap < windows.kernel[axis]; ++tap) {
      std::int64_t const cell = static_cast<std::int64_t>(place[2 + axis]) * windows.strides[axis] +
                                tap * windows.dilations[axis];
      here += cell < end ? 1 : 0;
    }
    cells *= static_cast<double>(here);
  }
  return cells;
}

Array pool(bool is_mean, Attributes const& at, Array const& in) {
  Windows const windows = windows_of(at, in, {});
  Array out = output_of(windows, in, in.shape.at(1));
  for_each_place(out.shape, [&](auto const& place, std::size_t i) {
    double largest = -std::numeric_limits<double>::infinity();
    double sum = 0;
    double count = 0;
    std::size_t const plane = place[0] * in.shape[1] + place[1];
    for_each_entry(windows, in, place, plane, [&](std::size_t, double value) {
      largest = std::max(largest, value);
      sum += value;
      ++count;
    });
    if (at.number("count_include_pad", 0) != 0) {
      count = padded_cells(windows, in, place);
    }
    out.values[i] = is_mean ? sum / count : largest;
  });
  return out;
}

/// Over all axes behind the channels.
Array global(bool is_mean, Array const& in) {
  Attributes const whole{.lists = {{"kernel_shape", {in.shape.begin() + 2, in.shape.end()}}}};
  return pool(is_mean, whole, in);
}

} // namespace

std::optional<Array>
run_windows(std::string const& type, Attributes const& attributes, std::vector<Array> const& in) {
  if (type == "Conv") {
    return convolve(attributes, in);
  }
  if (type == "ConvTranspose") {
    return spread(attributes, in);
  }
  if (type == "MaxPool" || type == "AveragePool") {
    return pool(type == "AveragePool", attributes, in.at(0));
  }
  if (type == "GlobalMaxPool" || type == "GlobalAveragePool") {
    return global(type == "GlobalAveragePool", in.at(0));
  }
  return std::nullopt;
}

} // namespace equivarify::testing
