#include "equivarify/codegen/layers/conv2d.hpp"

#include "equivarify/codegen/layers/layer_type.hpp"
#include "equivarify/codegen/layers/shape_rules.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace equivarify::codegen {
namespace {

Extent padding_of(Conv2d const& conv) {
  return conv.padding == Padding::same
             ? Extent{(conv.kernel.rows - 1) / 2, (conv.kernel.columns - 1) / 2}
             : Extent{0, 0};
}

void expect_same_padding_works(Conv2d const& conv) {
  bool const odd = conv.kernel.rows % 2 == 1 && conv.kernel.columns % 2 == 1;
  if (!odd || conv.stride != Extent{1, 1}) {
    throw ShapeError{fmt::format("padding \"same\" with a {}x{} kernel and stride {}x{}",
                                 conv.kernel.rows,
                                 conv.kernel.columns,
                                 conv.stride.rows,
                                 conv.stride.columns),
                     "an odd kernel and stride 1, or padding \"valid\""};
  }
}

/// The outputs i of one axis whose input i * stride + tap - pad lies in [0, size).
struct Range {
  std::size_t begin;
  std::size_t end;
};

Range outputs_inside(
    std::size_t outputs, std::size_t size, std::size_t stride, std::size_t tap, std::size_t pad) {
  Range range{0, outputs};
  while (range.begin < range.end && range.begin * stride + tap < pad) {
    ++range.begin;
  }
  while (range.end > range.begin && (range.end - 1) * stride + tap >= size + pad) {
    --range.end;
  }
  return range;
}

/// Adds a convolution tap by tap, each to a whole plane.
template <typename Real>
class Convolver {
public:
  Convolver(Conv2d const& conv,
            Layer const& layer,
            Tensors<Real> const& tensors,
            std::vector<Real> const& x)
      : conv_{conv}, in_{layer.input()}, out_{layer.output}, weight_{tensors[0]}, bias_{tensors[1]},
        x_{x}, y_(out_.size()) {}

  std::vector<Real> run() {
    std::size_t const plane = out_.rows * out_.columns;
    for (std::size_t filter = 0; filter < out_.channels; ++filter) {
      std::fill_n(y_.begin() + static_cast<std::ptrdiff_t>(filter * plane), plane, bias_[filter]);
      for (std::size_t channel = 0; channel < in_.channels; ++channel) {
        add_channel(filter, channel);
      }
    }
    return std::move(y_);
  }

private:
  void add_channel(std::size_t filter, std::size_t channel) {
    for (std::size_t a = 0; a < conv_.kernel.rows; ++a) {
      for (std::size_t b = 0; b < conv_.kernel.columns; ++b) {
        add_shifted_plane(filter, channel, {a, b});
      }
    }
  }

  /// y[filter][i][j] += w[filter][channel][a][b] x[channel][i s + a - p][j s + b - p] wherever that
  /// lies inside.
  void add_shifted_plane(std::size_t filter, std::size_t channel, Extent tap) {
    Extent const pad = padding_of(conv_);
    Extent const stride = conv_.stride;
    Real const w = weight_[((filter * in_.channels + channel) * conv_.kernel.rows + tap.rows) *
                               conv_.kernel.columns +
                           tap.columns];
    Range const rows = outputs_inside(out_.rows, in_.rows, stride.rows, tap.rows, pad.rows);
    Range const columns =
        outputs_inside(out_.columns, in_.columns, stride.columns, tap.columns, pad.columns);
    for (std::size_t i = rows.begin; i < rows.end; ++i) {
      Real* const y = y_.data() + (filter * out_.rows + i) * out_.columns;
      Real const* const x =
          x_.data() + (channel * in_.rows + i * stride.rows + tap.rows - pad.rows) * in_.columns;
      for (std::size_t j = columns.begin; j < columns.end; ++j) {
        y[j] += w * x[j * stride.columns + tap.columns - pad.columns];
      }
    }
  }

  Conv2d const& conv_;
  Shape in_;
  Shape out_;
  std::span<Real const> weight_;
  std::span<Real const> bias_;
  std::vector<Real> const& x_;
  std::vector<Real> y_;
};

class Type final : public TypedLayerType<Type, Conv2d> {
public:
  Type()
      : TypedLayerType{
            "conv2d",
            {field("filters", &Conv2d::filters, ""),
             field("kernel", &Conv2d::kernel, ""),
             field("stride", &Conv2d::stride, "").with_default(Extent{1, 1}),
             field("padding", &Conv2d::padding, "").with_default(Padding::same),
             field("tied",
                   &Conv2d::tied,
                   "Weights that the subgroup of \"already\" moves to each other are equal.")
                 .with_default(false)
                 .late()}} {}

  [[nodiscard]] StructuralClass structure(Operation const& /*operation*/) const override {
    return StructuralClass::linear_in_windows;
  }

  [[nodiscard]] Shape output_shape(Operation const& operation,
                                   std::vector<Shape> const& inputs) const override {
    Conv2d const& conv = of(operation);
    Shape const& input = inputs.front();
    expect_fits(input, conv.kernel, "kernel");
    if (conv.padding == Padding::same) {
      expect_same_padding_works(conv);
      return {conv.filters, input.rows, input.columns};
    }
    Extent const count = windows_inside(input, conv.kernel, conv.stride);
    return {conv.filters, count.rows, count.columns};
  }

  [[nodiscard]] std::optional<Window> window(Operation const& operation,
                                             Shape const& /*input*/) const override {
    Conv2d const& conv = of(operation);
    return Window{.size = conv.kernel, .stride = conv.stride, .pad = padding_of(conv)};
  }

  [[nodiscard]] std::vector<ParameterForm> parameters(Layer const& layer) const override {
    Conv2d const& conv = of(layer.operation);
    return {
        {"weight", {conv.filters, layer.input().channels, conv.kernel.rows, conv.kernel.columns}},
        {"bias", {conv.filters}}};
  }

  [[nodiscard]] std::size_t multiply_adds(Layer const& layer) const override {
    Extent const& kernel = of(layer.operation).kernel;
    return layer.output.size() * layer.input().channels * kernel.rows * kernel.columns;
  }

  template <typename Real>
  [[nodiscard]] std::vector<Real> compute(Conv2d const& conv,
                                          Layer const& layer,
                                          Tensors<Real> const& tensors,
                                          std::vector<Real> const& x) const {
    return Convolver<Real>{conv, layer, tensors, x}.run();
  }

  [[nodiscard]] std::string settings(Operation const& operation) const override {
    Conv2d const& conv = of(operation);
    return fmt::format("{}, {}x{}", conv.filters, conv.kernel.rows, conv.kernel.columns);
  }

  [[nodiscard]] std::string formula(Operation const& /*operation*/,
                                    std::string const& weight,
                                    std::string const& s) const override {
    return weight + " * " + s;
  }

  [[nodiscard]] Kernel kernel(Operation const& operation, KernelPlace const& place) const override {
    return {.name = place.winograd ? "Winograd convolution" : "direct convolution",
            .header = place.winograd ? "winograd_conv" : "direct_conv",
            .type = fmt::format("rt::{}<{}, rt::ConvSizes{{{}}}, {}, {}{}>",
                                place.winograd ? "WinogradConv" : "DirectConv",
                                place.group,
                                sizes(of(operation), place.input()),
                                place.relu ? "rt::Activation::relu" : "rt::Activation::none",
                                place.winograd ? fmt::format("{}, ", place.block_tiles) : "",
                                place.group_images)};
  }

  [[nodiscard]] std::vector<OnnxOperator> onnx(Operation const& operation) const override {
    Conv2d const& conv = of(operation);
    auto const extents = [](Extent const& extent) {
      return std::vector<std::int64_t>{static_cast<std::int64_t>(extent.rows),
                                       static_cast<std::int64_t>(extent.columns)};
    };
    std::vector<std::int64_t> pads = extents(padding_of(conv));
    pads.insert(pads.end(), {pads[0], pads[1]});
    return {{.type = "Conv",
             .attributes = {{"kernel_shape", extents(conv.kernel)},
                            {"strides", extents(conv.stride)},
                            {"pads", pads}}}};
  }

private:
  static std::string sizes(Conv2d const& conv, Shape const& input) {
    Extent const pad = padding_of(conv);
    SizeList list;
    list.add("channels", input.channels, 0);
    list.add("filters", conv.filters, 0);
    list.add("rows", input.rows, 0);
    list.add("columns", input.columns, 0);
    list.add("kernel_rows", conv.kernel.rows, 3);
    list.add("kernel_columns", conv.kernel.columns, 3);
    list.add("stride_rows", conv.stride.rows, 1);
    list.add("stride_columns", conv.stride.columns, 1);
    list.add("padding_rows", pad.rows, 0);
    list.add("padding_columns", pad.columns, 0);
    return list.text();
  }
};

} // namespace

LayerType const& conv2d_type() {
  static Type const type;
  return type;
}

LayerType const& Conv2d::type() {
  return conv2d_type();
}

} // namespace equivarify::codegen
