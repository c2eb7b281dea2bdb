#include "codegen/onnx_windows.hpp"

#include <algorithm>
#include <cstddef>
#include <limits>
#include <stdexcept>

namespace equivarify::testing {
namespace {

using Attributes = std::map<std::string, std::vector<std::int64_t>>;

/// The windows that an operator says.
class Windows {
public:
  explicit Windows(Attributes const& attributes) : attributes_{attributes} {
    for (auto const& [name, numbers] : attributes) {
      bool const known = name == "kernel_shape" || name == "strides" || name == "pads" ||
                         name == "dilations" || name == "group" || name == "count_include_pad";
      if (!known) {
        throw std::runtime_error("windows with " + name);
      }
    }
  }

  [[nodiscard]] std::size_t
  attribute(char const* name, std::size_t index, std::size_t otherwise) const {
    auto const found = attributes_.find(name);
    return found == attributes_.end() ? otherwise
                                      : static_cast<std::size_t>(found->second.at(index));
  }

  /// What windows make of \p in, with \p channels, each entry f(place).
  template <typename F>
  [[nodiscard]] Array over(Array const& in, std::size_t channels, F const& f) const {
    Array out{{in.shape.at(0), channels}, {}};
    std::size_t count = in.shape[0] * channels;
    for (std::size_t axis = 0; axis < 2; ++axis) {
      std::size_t const padding = attribute("pads", axis, 0) + attribute("pads", 2 + axis, 0);
      std::size_t const span =
          (attribute("kernel_shape", axis, 0) - 1) * attribute("dilations", axis, 1) + 1;
      std::size_t const room = in.shape.at(2 + axis) + padding - span;
      out.shape.push_back(room / attribute("strides", axis, 1) + 1);
      count *= out.shape.back();
    }
    std::vector<std::size_t> place(4);
    for (std::size_t i = 0; i < count; ++i) {
      std::size_t rest = i;
      for (std::size_t axis = 4; axis-- > 0; rest /= out.shape[axis]) {
        place[axis] = rest % out.shape[axis];
      }
      out.values.push_back(f(place));
    }
    return out;
  }

  /// Calls f(a, b, value) for the entries of the window at \p place of channel \p channel; outside
  /// there is nothing.
  template <typename F>
  void for_each_entry(Array const& in,
                      std::vector<std::size_t> const& place,
                      std::size_t channel,
                      F const& f) const {
    for (std::size_t a = 0; a < attribute("kernel_shape", 0, 0); ++a) {
      for (std::size_t b = 0; b < attribute("kernel_shape", 1, 0); ++b) {
        std::size_t const row = entry(0, place[2], a);
        std::size_t const column = entry(1, place[3], b);
        if (row < in.shape[2] && column < in.shape[3]) { // a negative number has wrapped round
          std::size_t const plane = place[0] * in.shape[1] + channel;
          f(a, b, in.values[(plane * in.shape[2] + row) * in.shape[3] + column]);
        }
      }
    }
  }

private:
  [[nodiscard]] std::size_t entry(std::size_t axis, std::size_t output, std::size_t at) const {
    return output * attribute("strides", axis, 1) + at * attribute("dilations", axis, 1) -
           attribute("pads", axis, 0);
  }

  Attributes const& attributes_;
};

/// Operands: values, weights, and perhaps biases.
Array convolve(Windows const& windows, std::vector<Array> const& in) {
  Array const& weight = in.at(1);
  std::size_t const filters = weight.shape.at(0);
  std::size_t const channels = weight.shape.at(1);
  std::size_t const columns = weight.shape.at(3);
  std::size_t const group_filters = filters / windows.attribute("group", 0, 1);
  if (channels * windows.attribute("group", 0, 1) != in[0].shape.at(1)) {
    throw std::runtime_error("weights of other channels");
  }
  return windows.over(in[0], filters, [&](std::vector<std::size_t> const& place) {
    double sum = in.size() > 2 ? in[2].values.at(place[1]) : 0.0;
    std::size_t const first = place[1] / group_filters * channels;
    for (std::size_t c = 0; c < channels; ++c) {
      std::size_t const kernel = (place[1] * channels + c) * weight.shape.at(2) * columns;
      windows.for_each_entry(
          in[0], place, first + c, [&](std::size_t a, std::size_t b, double value) {
            sum += weight.values.at(kernel + a * columns + b) * value;
          });
    }
    return sum;
  });
}

/// ConvTranspose, likewise; weights go channel by channel of the input.
Array spread(Windows const& windows, std::vector<Array> const& in) {
  Array const& x = in.at(0);
  std::vector<std::size_t> const& kernel = in.at(1).shape;
  Array y{{x.shape.at(0), kernel.at(1)}, {}};
  for (std::size_t axis = 0; axis < 2; ++axis) {
    y.shape.push_back((x.shape.at(2 + axis) - 1) * windows.attribute("strides", axis, 1) +
                      kernel.at(2 + axis) - windows.attribute("pads", axis, 0) -
                      windows.attribute("pads", 2 + axis, 0));
  }
  std::size_t const plane = y.shape[2] * y.shape[3];
  for (std::size_t i = 0; i < y.shape[0] * y.shape[1] * plane; ++i) {
    y.values.push_back(in.size() > 2 ? in[2].values.at(i / plane % y.shape[1]) : 0.0);
  }
  for (std::size_t i = 0; i < x.values.size(); ++i) {
    std::size_t const channel = i / (x.shape[2] * x.shape[3]) % x.shape[1];
    std::size_t const image = i / (x.shape[2] * x.shape[3]) / x.shape[1];
    for (std::size_t w = 0; w < kernel[1] * kernel[2] * kernel[3]; ++w) {
      std::size_t const row = i / x.shape[3] % x.shape[2] * windows.attribute("strides", 0, 1) +
                              w / kernel[3] % kernel[2] - windows.attribute("pads", 0, 0);
      std::size_t const column = i % x.shape[3] * windows.attribute("strides", 1, 1) +
                                 w % kernel[3] - windows.attribute("pads", 1, 0);
      if (row < y.shape[2] && column < y.shape[3]) { // a negative number has wrapped round
        std::size_t const filter = w / (kernel[2] * kernel[3]);
        y.values[(image * y.shape[1] + filter) * plane + row * y.shape[3] + column] +=
            in[1].values.at(channel * kernel[1] * kernel[2] * kernel[3] + w) * x.values[i];
      }
    }
  }
  return y;
}

Array pool(Windows const& windows, bool largest, Array const& in) {
  std::size_t const area =
      windows.attribute("kernel_shape", 0, 0) * windows.attribute("kernel_shape", 1, 0);
  return windows.over(in, in.shape.at(1), [&](std::vector<std::size_t> const& place) {
    double best = -std::numeric_limits<double>::infinity();
    double sum = 0;
    std::size_t count = 0;
    windows.for_each_entry(in, place, place[1], [&](std::size_t, std::size_t, double value) {
      best = std::max(best, value);
      sum += value;
      ++count;
    });
    count = windows.attribute("count_include_pad", 0, 0) == 1 ? area : count;
    return largest ? best : sum / static_cast<double>(count);
  });
}

} // namespace

std::optional<Array> run_in_windows(std::string const& type,
                                    Attributes const& attributes,
                                    std::vector<Array> const& in) {
  if (type == "ConvTranspose") {
    return spread(Windows{attributes}, in);
  }
  if (type == "Conv") {
    return convolve(Windows{attributes}, in);
  }
  return type == "MaxPool" || type == "AveragePool"
             ? std::optional{pool(Windows{attributes}, type == "MaxPool", in.at(0))}
             : std::nullopt;
}

} // namespace equivarify::testing
