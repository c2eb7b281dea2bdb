#include "equivarify/codegen/layers/convolution.hpp"

#include "equivarify/codegen/layers/convolver.hpp"
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
template <std::size_t Axes>
Window window_of(Convolution<Axes> const& conv) {
  Window window{.size = conv.kernel,
                .stride = conv.stride,
                .dilation = conv.dilation,
                .circular = conv.circular,
                .groups = conv.groups};
  window.pad = conv.padding.of(window.span());
  return window;
}

/// The sizes of \p kernel along each axis, as weights have them.
template <std::size_t Axes>
std::vector<std::size_t> kernel_extents(Extent const& kernel) {
  std::vector<std::size_t> const all{kernel.depth, kernel.rows, kernel.columns};
  return {all.end() - Axes, all.end()};
}

template <std::size_t Axes>
std::vector<Field> conv_fields() {
  using Conv = Convolution<Axes>;
  return {
      field("filters", &Conv::filters, "The number of output channels."),
      field("kernel", &Conv::kernel, "What a filter sees at once.")
          .along(Axes)
          .refused("larger than the padded input"),
      field("stride", &Conv::stride, "From one place of the kernel to the next.")
          .along(Axes)
          .with_default(Extent{1, 1})
          .refused("not 1 with same"),
      field("padding", &Conv::padding, "")
          .along(Axes)
          .with_default(Padding::same)
          .refused("same with an even kernel"),
      field("dilation", &Conv::dilation, "From one entry that a kernel sees to the next.")
          .along(Axes)
          .with_default(Extent{1, 1})
          .late(),
      field("groups", &Conv::groups, "The channels in so many parts, each seen by its own filters.")
          .with_default(std::size_t{1})
          .refused("it does not divide the channels and the filters")
          .late(),
      field("circular",
            &Conv::circular,
            "Padding is what lies on the other side of the plane, not 0.")
          .with_default(false)
          .refused("true with valid, or with margins larger than the plane")
          .late(),
      field("bias", &Conv::bias, "Whether a bias is added.").with_default(true).late(),
      field("tied",
            &Conv::tied,
            "Weights that the subgroup of \"already\" moves to each other are equal, or minus each "
            "other where signs change.")
          .with_default(false)
          .refused("true without already")
          .late(),
      field("regular",
            &Conv::regular,
            "What it gives comes in groups, as many as the subgroup of \"already\" has elements, "
            "which it permutes as its elements.")
          .with_default(false)
          .refused("true without tied; no whole groups")
          .late()};
}

template <std::size_t Axes>
class ConvolutionType final : public TypedLayerType<ConvolutionType<Axes>, Convolution<Axes>> {
  using Conv = Convolution<Axes>;

public:
  ConvolutionType(char const* name, char const* help)
      : TypedLayerType<ConvolutionType<Axes>, Conv>{name, help, conv_fields<Axes>()} {}

  [[nodiscard]] StructuralClass structure(Operation const& /*operation*/) const override {
    return StructuralClass::linear_in_windows;
  }

  [[nodiscard]] Shape output_shape(Operation const& operation,
                                   std::vector<Shape> const& inputs) const override {
    Conv const& conv = this->of(operation);
    Shape const& input = inputs.front();
    if (conv.circular && conv.padding.kind == Padding::Kind::valid) {
      throw ShapeError{"\"circular\" with padding \"valid\", which sees nothing of the outside",
                       "padding \"same\" or margins"};
    }
    expect_axes(input, Axes, this->name());
    expect_groups(input, conv.filters, conv.groups);
    return shape_of(conv.filters, count_windows(input, window_of(conv), conv.padding, "kernel"));
  }

  [[nodiscard]] std::optional<Window> window(Operation const& operation,
                                             Shape const& /*input*/) const override {
    return window_of(this->of(operation));
  }

  [[nodiscard]] std::size_t axes() const override { return Axes; }

  [[nodiscard]] std::vector<ParameterForm> parameters(Layer const& layer) const override {
    Conv const& conv = this->of(layer.operation);
    std::vector<std::size_t> shape = kernel_extents<Axes>(conv.kernel);
    shape.insert(shape.begin(), {conv.filters, layer.input().channels / conv.groups});
    std::vector<ParameterForm> forms{{"weight", std::move(shape)}};
    if (conv.bias) {
      forms.push_back({"bias", {conv.filters}});
    }
    return forms;
  }

  [[nodiscard]] std::size_t multiply_adds(Layer const& layer) const override {
    Conv const& conv = this->of(layer.operation);
    std::size_t const channels = layer.input().channels / conv.groups;
    return layer.output.size() * channels * conv.kernel.size();
  }

  template <typename Real>
  [[nodiscard]] std::vector<Real> compute(Conv const& conv,
                                          Layer const& layer,
                                          Tensors<Real> const& tensors,
                                          std::vector<Real> const& x) const {
    return Convolver<Real>{window_of(conv), layer, tensors, x}.run();
  }

  [[nodiscard]] std::string settings(Operation const& operation) const override {
    Conv const& conv = this->of(operation);
    return fmt::format("{}, {}", conv.filters, to_string(conv.kernel));
  }

  [[nodiscard]] std::string formula(Operation const& /*operation*/,
                                    std::string const& weight,
                                    std::string const& s) const override {
    return weight + " * " + s;
  }

  [[nodiscard]] Kernel kernel(Operation const& operation, KernelPlace const& place) const override {
    Conv const& conv = this->of(operation);
    bool const depthwise = goes_channel_by_channel(conv, place.input());
    std::string const sizes =
        conv_sizes(window_of(conv), place.input(), conv.filters, conv.bias, Axes);
    std::string const activation = place.relu ? "rt::Activation::relu" : "rt::Activation::none";
    if (depthwise) {
      return {
          .name = "depthwise convolution",
          .header = "conv/depthwise_conv",
          .type = fmt::format(
              "rt::DepthwiseConv<{}, rt::ConvSizes{{{}}}, {}>", place.copies, sizes, activation)};
    }
    return {.name = place.winograd ? "Winograd convolution" : "direct convolution",
            .header = place.winograd ? "conv/winograd_conv" : "conv/direct_conv",
            .type = fmt::format("rt::{}<{}, rt::ConvSizes{{{}}}, {}, {}>",
                                place.winograd ? "WinogradConv" : "DirectConv",
                                place.group,
                                sizes,
                                activation,
                                place.winograd ? place.block_tiles : place.group_images)};
  }

  [[nodiscard]] std::vector<OnnxOperator> onnx(Operation const& operation) const override {
    Conv const& conv = this->of(operation);
    // A circle is laid around the plane before: ONNX pads by zeros.
    Margins const pad = conv.circular ? Margins{} : window_of(conv).pad;
    OnnxOperator conv_operator{.type = "Conv",
                               .attributes = {{"kernel_shape", onnx_extents(conv.kernel, Axes)},
                                              {"strides", onnx_extents(conv.stride, Axes)},
                                              {"pads", onnx_pads(pad, Axes)}}};
    if (conv.dilation != Extent{1, 1}) {
      conv_operator.attributes.emplace_back("dilations", onnx_extents(conv.dilation, Axes));
    }
    if (conv.groups != 1) {
      conv_operator.attributes.emplace_back("group", static_cast<std::int64_t>(conv.groups));
    }
    return {std::move(conv_operator)};
  }

private:
  /// Each filter sees one channel, and each channel one filter.
  static bool goes_channel_by_channel(Conv const& conv, Shape const& input) {
    return conv.groups > 1 && conv.groups == input.channels && conv.filters == input.channels;
  }
};

} // namespace

LayerType const& conv1d_type() {
  static ConvolutionType<1> const type{
      "conv1d", "A convolution of lines, which does not turn its kernel over."};
  return type;
}

LayerType const& conv2d_type() {
  static ConvolutionType<2> const type{"conv2d",
                                       "A convolution, which does not turn its kernel over."};
  return type;
}

LayerType const& conv3d_type() {
  static ConvolutionType<3> const type{
      "conv3d", "A convolution of volumes, which does not turn its kernel over."};
  return type;
}

template <>
LayerType const& Conv1d::type() {
  return conv1d_type();
}

template <>
LayerType const& Conv2d::type() {
  return conv2d_type();
}

template <>
LayerType const& Conv3d::type() {
  return conv3d_type();
}

} // namespace equivarify::codegen
