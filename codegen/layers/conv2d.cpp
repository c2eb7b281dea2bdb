#include "equivarify/codegen/layers/conv2d.hpp"

#include "equivarify/codegen/layers/layer_type.hpp"
#include "equivarify/codegen/layers/shape_rules.hpp"

#include <fmt/format.h>

#include <cstddef>
#include <cstdint>
#include <utility>
#include <vector>

namespace equivarify::codegen {
namespace {

/// The windows of \p conv.
Window window_of(Conv2d const& conv) {
  Window window{.size = conv.kernel,
                .stride = conv.stride,
                .dilation = conv.dilation,
                .circular = conv.circular,
                .groups = conv.groups};
  window.pad = conv.padding.of(window.span());
  return window;
}

/// Outputs i of one axis that see the entries i * stride + offset under a tap.
struct Segment {
  std::size_t begin;
  std::size_t end;
  std::ptrdiff_t offset;
};

/// One axis of a convolution.
struct Axis {
  std::size_t outputs;
  std::size_t size;
  std::size_t stride;
  bool circular;

  /// The outputs that see entries of the axis at \p offset, and on a circle those that see them a
  /// whole turn further.
  [[nodiscard]] std::vector<Segment> segments(std::ptrdiff_t offset) const {
    auto const turn = static_cast<std::ptrdiff_t>(size);
    return circular ? std::vector{inside(offset + turn), inside(offset), inside(offset - turn)}
                    : std::vector{inside(offset)};
  }

private:
  [[nodiscard]] std::ptrdiff_t entry(std::size_t output, std::ptrdiff_t offset) const {
    return static_cast<std::ptrdiff_t>(output * stride) + offset;
  }

  [[nodiscard]] Segment inside(std::ptrdiff_t offset) const {
    Segment segment{0, outputs, offset};
    while (segment.begin < segment.end && entry(segment.begin, offset) < 0) {
      ++segment.begin;
    }
    while (segment.end > segment.begin &&
           entry(segment.end - 1, offset) >= static_cast<std::ptrdiff_t>(size)) {
      --segment.end;
    }
    return segment;
  }
};

/// Adds a convolution tap by tap, each to a whole plane.
template <typename Real>
class Convolver {
public:
  Convolver(Conv2d const& conv,
            Layer const& layer,
            Tensors<Real> const& tensors,
            std::vector<Real> const& x)
      : window_{window_of(conv)}, in_{layer.input()}, out_{layer.output}, weight_{tensors[0]},
        rows_{out_.rows, in_.rows, conv.stride.rows, conv.circular},
        columns_{out_.columns, in_.columns, conv.stride.columns, conv.circular}, x_{x},
        y_(out_.size()) {
    for (std::size_t i = 0; conv.bias && i < y_.size(); ++i) {
      y_[i] = tensors[1][i / (out_.rows * out_.columns)];
    }
  }

  std::vector<Real> run() {
    std::size_t const channels = in_.channels / window_.groups;
    for (std::size_t filter = 0; filter < out_.channels; ++filter) {
      std::size_t const first = filter / (out_.channels / window_.groups) * channels;
      for (std::size_t channel = 0; channel < channels; ++channel) {
        add_channel(filter, first + channel, filter * channels + channel);
      }
    }
    return std::move(y_);
  }

private:
  /// Adds what the filter makes of one channel with the kernel number \p kernel.
  void add_channel(std::size_t filter, std::size_t channel, std::size_t kernel) {
    for (std::size_t a = 0; a < window_.size.rows; ++a) {
      for (std::size_t b = 0; b < window_.size.columns; ++b) {
        Real const w = weight_[(kernel * window_.size.rows + a) * window_.size.columns + b];
        add_shifted_plane(
            filter, channel, {a * window_.dilation.rows, b * window_.dilation.columns}, w);
      }
    }
  }

  /// y[filter][i][j] += w x[channel][i s + down - top][j s + right - left] wherever that lies
  /// inside.
  void add_shifted_plane(std::size_t filter, std::size_t channel, Extent shift, Real w) {
    auto const offset = [](std::size_t by, std::size_t margin) {
      return static_cast<std::ptrdiff_t>(by) - static_cast<std::ptrdiff_t>(margin);
    };
    for (Segment const& rows : rows_.segments(offset(shift.rows, window_.pad.top))) {
      for (Segment const& columns : columns_.segments(offset(shift.columns, window_.pad.left))) {
        add_block(filter, channel, {rows, columns}, w);
      }
    }
  }

  struct Block {
    Segment rows;
    Segment columns;
  };

  void add_block(std::size_t filter, std::size_t channel, Block const& block, Real w) {
    auto const& [rows, columns] = block;
    for (std::size_t i = rows.begin; i < rows.end; ++i) {
      std::size_t const row = i * rows_.stride + static_cast<std::size_t>(rows.offset);
      Real* const y = y_.data() + (filter * out_.rows + i) * out_.columns;
      Real const* const x = x_.data() + (channel * in_.rows + row) * in_.columns;
      for (std::size_t j = columns.begin; j < columns.end; ++j) {
        y[j] += w * x[j * columns_.stride + static_cast<std::size_t>(columns.offset)];
      }
    }
  }

  Window window_;
  Shape in_;
  Shape out_;
  std::span<Real const> weight_;
  Axis rows_;
  Axis columns_;
  std::vector<Real> const& x_;
  std::vector<Real> y_;
};

class Conv2dType final : public TypedLayerType<Conv2dType, Conv2d> {
public:
  Conv2dType()
      : TypedLayerType{
            "conv2d",
            "A convolution, which does not turn its kernel over.",
            {field("filters", &Conv2d::filters, "The number of output channels."),
             field("kernel", &Conv2d::kernel, "What a filter sees at once.")
                 .refused("larger than the padded input"),
             field("stride", &Conv2d::stride, "From one place of the kernel to the next.")
                 .with_default(Extent{1, 1})
                 .refused("not 1 with same"),
             field("padding", &Conv2d::padding, "")
                 .with_default(Padding::same)
                 .refused("same with an even kernel"),
             field("dilation", &Conv2d::dilation, "From one entry that a kernel sees to the next.")
                 .with_default(Extent{1, 1})
                 .late(),
             field("groups",
                   &Conv2d::groups,
                   "The channels in so many parts, each seen by its own filters.")
                 .with_default(std::size_t{1})
                 .refused("it does not divide the channels and the filters")
                 .late(),
             field("circular",
                   &Conv2d::circular,
                   "Padding is what lies on the other side of the plane, not 0.")
                 .with_default(false)
                 .refused("true with valid, or with margins larger than the plane")
                 .late(),
             field("bias", &Conv2d::bias, "Whether a bias is added.").with_default(true).late(),
             field("tied",
                   &Conv2d::tied,
                   "Weights that the subgroup of \"already\" moves to each other are equal.")
                 .with_default(false)
                 .refused("true without already")
                 .late()}} {}

  [[nodiscard]] StructuralClass structure(Operation const& /*operation*/) const override {
    return StructuralClass::linear_in_windows;
  }

  [[nodiscard]] Shape output_shape(Operation const& operation,
                                   std::vector<Shape> const& inputs) const override {
    Conv2d const& conv = of(operation);
    Shape const& input = inputs.front();
    if (conv.circular && conv.padding.kind == Padding::Kind::valid) {
      throw ShapeError{"\"circular\" with padding \"valid\", which sees nothing of the outside",
                       "padding \"same\" or margins"};
    }
    expect_groups(input, conv.filters, conv.groups);
    Extent const count = count_windows(input, window_of(conv), conv.padding, "kernel");
    return {conv.filters, count.rows, count.columns};
  }

  [[nodiscard]] std::optional<Window> window(Operation const& operation,
                                             Shape const& /*input*/) const override {
    return window_of(of(operation));
  }

  [[nodiscard]] std::vector<ParameterForm> parameters(Layer const& layer) const override {
    Conv2d const& conv = of(layer.operation);
    std::size_t const channels = layer.input().channels / conv.groups;
    std::vector<ParameterForm> forms{
        {"weight", {conv.filters, channels, conv.kernel.rows, conv.kernel.columns}}};
    if (conv.bias) {
      forms.push_back({"bias", {conv.filters}});
    }
    return forms;
  }

  [[nodiscard]] std::size_t multiply_adds(Layer const& layer) const override {
    Conv2d const& conv = of(layer.operation);
    std::size_t const channels = layer.input().channels / conv.groups;
    return layer.output.size() * channels * conv.kernel.rows * conv.kernel.columns;
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
    Conv2d const& conv = of(operation);
    return {.name = place.winograd ? "Winograd convolution" : "direct convolution",
            .header = place.winograd ? "conv/winograd_conv" : "conv/direct_conv",
            .type = fmt::format("rt::{}<{}, rt::ConvSizes{{{}}}, {}, {}>",
                                place.winograd ? "WinogradConv" : "DirectConv",
                                place.group,
                                conv_sizes(window_of(conv), place.input(), conv.filters, conv.bias),
                                place.relu ? "rt::Activation::relu" : "rt::Activation::none",
                                place.winograd ? place.block_tiles : place.group_images)};
  }

  [[nodiscard]] std::vector<OnnxOperator> onnx(Operation const& operation) const override {
    Conv2d const& conv = of(operation);
    // A circle is laid around the plane before: ONNX pads by zeros.
    Margins const pad = conv.circular ? Margins{} : window_of(conv).pad;
    OnnxOperator conv_operator{.type = "Conv",
                               .attributes = {{"kernel_shape", onnx_extents(conv.kernel)},
                                              {"strides", onnx_extents(conv.stride)},
                                              {"pads", onnx_pads(pad)}}};
    if (conv.dilation != Extent{1, 1}) {
      conv_operator.attributes.emplace_back("dilations", onnx_extents(conv.dilation));
    }
    if (conv.groups != 1) {
      conv_operator.attributes.emplace_back("group", static_cast<std::int64_t>(conv.groups));
    }
    return {std::move(conv_operator)};
  }
};

} // namespace

LayerType const& conv2d_type() {
  static Conv2dType const type;
  return type;
}

LayerType const& Conv2d::type() {
  return conv2d_type();
}

} // namespace equivarify::codegen
