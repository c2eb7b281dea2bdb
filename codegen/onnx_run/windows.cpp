#include "equivarify/codegen/onnx_run/operators.hpp"

#include <algorithm>
#include <array>
#include <limits>

namespace equivarify::codegen::onnx_run {
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

/// An entry of a window: its number in the kernel, and where it lies in a plane.
struct Tap {
  std::size_t number;
  std::size_t place;
};

/// The entries of the window at \p place that lie inside a plane, into \p taps.
void find_taps(Windows const& windows,
               Array const& in,
               std::vector<std::size_t> const& place,
               std::vector<Tap>& taps) {
  taps.clear();
  for_each_place({windows.kernel.begin(), windows.kernel.end()},
                 [&](std::vector<std::size_t> const& tap, std::size_t number) {
                   std::int64_t from = 0;
                   for (std::size_t axis = 0; axis < tap.size(); ++axis) {
                     auto const size = static_cast<std::int64_t>(in.shape[2 + axis]);
                     std::int64_t const at =
                         static_cast<std::int64_t>(place[2 + axis]) * windows.strides[axis] +
                         static_cast<std::int64_t>(tap[axis]) * windows.dilations[axis] -
                         windows.pads[axis];
                     if (at < 0 || at >= size) {
                       return;
                     }
                     from = from * size + at;
                   }
                   taps.push_back({number, static_cast<std::size_t>(from)});
                 });
}

std::size_t plane_size(Array const& in) {
  return size_of({in.shape.begin() + 2, in.shape.end()});
}

Array output_of(Windows const& windows, Array const& in, std::size_t channels) {
  Array out{{in.shape.at(0), channels}, {}};
  for (std::int64_t const count : windows.count) {
    out.shape.push_back(static_cast<std::size_t>(count));
  }
  out.values.resize(size_of(out.shape));
  return out;
}

/// The matrix \p rows [count, size] as [size, count].
std::vector<double> turned(double const* rows, std::size_t count, std::size_t size) {
  std::vector<double> columns(count * size);
  for (std::size_t row = 0; row < count; ++row) {
    for (std::size_t i = 0; i < size; ++i) {
      columns[i * count + row] = rows[row * size + i];
    }
  }
  return columns;
}

/// Channels of one group, whose kernels are the columns of \p weight [terms of a window, channels].
struct ConvGroup {
  std::size_t first_in;
  std::size_t channels_in;
  std::size_t first_out;
  std::size_t channels_out;
  std::vector<double> weight;
};

/// So many channels are summed at once that a processor keeps the sums in registers.
constexpr std::size_t channels_at_once = 8;

/// Adds to \p sums of \p Count channels the products of \p entries under \p taps with \p weight
/// [taps, channels], of which each row is \p stride long.
template <std::size_t Count>
void add_taps(std::vector<Tap> const& taps,
              double const* entries,
              double const* weight,
              std::size_t stride,
              double* sums) {
  std::array<double, Count> here{};
  std::copy_n(sums, Count, here.begin());
  for (Tap const& tap : taps) {
    double const value = entries[tap.place];
    double const* const row = weight + tap.number * stride;
    for (std::size_t o = 0; o < Count; ++o) {
      here[o] += row[o] * value;
    }
  }
  std::copy_n(here.begin(), Count, sums);
}

/// Adds the products of \p group with one channel of \p x to \p sums [windows, channels].
void add_channel(ConvGroup const& group,
                 std::vector<std::vector<Tap>> const& windows,
                 double const* entries,
                 double const* weight,
                 std::vector<double>& sums) {
  std::size_t const channels = group.channels_out;
  for (std::size_t w = 0; w < windows.size(); ++w) {
    std::size_t o = 0;
    for (; o + channels_at_once <= channels; o += channels_at_once) {
      add_taps<channels_at_once>(
          windows[w], entries, weight + o, channels, &sums[w * channels + o]);
    }
    for (; o < channels; ++o) {
      add_taps<1>(windows[w], entries, weight + o, channels, &sums[w * channels + o]);
    }
  }
}

/// Adds the products of \p group to \p out: channel after channel, so that the weights of one stay
/// near the processor while they are used for all \p windows; each sum term after term.
void convolve_group(ConvGroup const& group,
                    std::vector<std::vector<Tap>> const& windows,
                    Array const& x,
                    Array& out) {
  std::size_t const plane = plane_size(x);
  std::size_t const channels = group.channels_out;
  std::size_t const taps = group.weight.size() / channels / group.channels_in;
  std::vector<double> sums(windows.size() * channels);
  for (std::size_t n = 0; n < x.shape[0]; ++n) {
    double* const first = &out.values[(n * out.shape[1] + group.first_out) * windows.size()];
    for (std::size_t i = 0; i < sums.size(); ++i) {
      sums[i] = first[i % channels * windows.size() + i / channels];
    }
    for (std::size_t c = 0; c < group.channels_in; ++c) {
      add_channel(group,
                  windows,
                  &x.values[(n * x.shape[1] + group.first_in + c) * plane],
                  &group.weight[c * taps * channels],
                  sums);
    }
    for (std::size_t i = 0; i < sums.size(); ++i) {
      first[i % channels * windows.size() + i / channels] = sums[i];
    }
  }
}

/// The entries of all windows on a plane.
std::vector<std::vector<Tap>>
taps_of_windows(Windows const& windows, Array const& in, Array const& out) {
  std::vector<std::size_t> one_plane = out.shape;
  one_plane[0] = 1;
  one_plane[1] = 1;
  std::vector<std::vector<Tap>> taps(plane_size(out));
  for_each_place(one_plane,
                 [&](auto const& place, std::size_t i) { find_taps(windows, in, place, taps[i]); });
  return taps;
}

Array convolve(Attributes const& at, std::vector<Array> const& in) {
  Array const& x = in.at(0);
  Array const& weight = in.at(1);
  std::vector<std::int64_t> const kernel(weight.shape.begin() + 2, weight.shape.end());
  Windows const windows = windows_of(at, x, kernel);
  Array out = output_of(windows, x, weight.shape[0]);
  auto const groups = static_cast<std::size_t>(at.number("group", 1));
  std::size_t const channels_in = weight.shape[1];
  std::size_t const channels_out = weight.shape[0] / groups;
  if (channels_in * groups != x.shape[1]) {
    throw UnknownOperator("a Conv of another number of channels");
  }
  if (in.size() > 2) {
    for_each_place(out.shape, [&](auto const& place, std::size_t i) {
      out.values[i] = in[2].values.at(place[1]);
    });
  }
  std::vector<std::vector<Tap>> const taps = taps_of_windows(windows, x, out);
  std::size_t const size = channels_in * plane_size(weight);
  for (std::size_t g = 0; g < groups; ++g) {
    convolve_group({g * channels_in,
                    channels_in,
                    g * channels_out,
                    channels_out,
                    turned(&weight.values[g * channels_out * size], channels_out, size)},
                   taps,
                   x,
                   out);
  }
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
  std::size_t const plane = plane_size(in);
  std::vector<Tap> taps;
  for_each_place(out.shape, [&](auto const& place, std::size_t i) {
    find_taps(windows, in, place, taps);
    double largest = -std::numeric_limits<double>::infinity();
    double sum = 0;
    for (Tap const& tap : taps) {
      double const value = in.values.at((place[0] * in.shape[1] + place[1]) * plane + tap.place);
      largest = std::max(largest, value);
      sum += value;
    }
    double const count = at.number("count_include_pad", 0) != 0 ? padded_cells(windows, in, place)
                                                                : static_cast<double>(taps.size());
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
  if (type == "MaxPool" || type == "AveragePool") {
    return pool(type == "AveragePool", attributes, in.at(0));
  }
  if (type == "GlobalMaxPool" || type == "GlobalAveragePool") {
    return global(type == "GlobalAveragePool", in.at(0));
  }
  return std::nullopt;
}

} // namespace equivarify::codegen::onnx_run
