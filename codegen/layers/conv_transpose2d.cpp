#include "equivarify/codegen/layers/conv_transpose2d.hpp"

#include "equivarify/codegen/layers/layer_type.hpp"
#include "equivarify/codegen/layers/shape_rules.hpp"

#include <fmt/format.h>

#include <cstddef>
#include <vector>

namespace equivarify::codegen {
namespace {

/// The windows of \p conv, which lie on its output.
Window window_of(ConvTranspose2d const& conv) {
  return {.size = conv.kernel,
          .stride = conv.stride,
          .pad = conv.padding.of(conv.kernel),
          .transposed = true};
}

class ConvTranspose2dType final : public TypedLayerType<ConvTranspose2dType, ConvTranspose2d> {
public:
  ConvTranspose2dType()
      : TypedLayerType{
            "conv_transpose2d",
            "The transpose of a convolution from its output to its input.",
            {field("filters", &ConvTranspose2d::filters, "The number of output channels."),
             field("kernel", &ConvTranspose2d::kernel, "What each entry of the input adds to."),
             field("stride", &ConvTranspose2d::stride, "From one place of the kernel to the next.")
                 .with_default(Extent{1, 1})
                 .refused("not 1 with same"),
             field("padding",
                   &ConvTranspose2d::padding,
                   "What is cut off from the output; see padding.")
                 .with_default(Padding::valid)
                 .refused("nothing is left; same with an even kernel"),
             field("bias", &ConvTranspose2d::bias, "Whether a bias is added.").with_default(true),
             field("tied",
                   &ConvTranspose2d::tied,
                   "Weights that the subgroup of \"already\" moves to each other are equal, or "
                   "minus each other where signs change.")
                 .with_default(false)
                 .refused("true without already")
                 .late(),
             field("regular",
                   &ConvTranspose2d::regular,
                   "What it gives comes in groups, as many as the subgroup of \"already\" has "
                   "elements, which it permutes as its elements.")
                 .with_default(false)
                 .refused("true without tied; no whole groups")
                 .late()}} {}

  [[nodiscard]] StructuralClass structure(Operation const& /*operation*/) const override {
    return StructuralClass::linear_in_windows;
  }

  [[nodiscard]] Shape output_shape(Operation const& operation,
                                   std::vector<Shape> const& inputs) const override {
    ConvTranspose2d const& conv = of(operation);
    expect_axes(inputs.front(), 2, name());
    if (conv.padding.kind == Padding::Kind::same) {
      expect_same_padding_works(window_of(conv), "kernel");
    }
    return spread_shape(inputs.front(), conv.filters, window_of(conv));
  }

  [[nodiscard]] std::size_t axes() const override { return 2; }

  [[nodiscard]] std::optional<Window> window(Operation const& operation,
                                             Shape const& /*input*/) const override {
    return window_of(of(operation));
  }

  [[nodiscard]] std::vector<ParameterForm> parameters(Layer const& layer) const override {
    ConvTranspose2d const& conv = of(layer.operation);
    std::vector<ParameterForm> forms{
        {"weight", {layer.input().channels, conv.filters, conv.kernel.rows, conv.kernel.columns}}};
    if (conv.bias) {
      forms.push_back({"bias", {conv.filters}});
    }
    return forms;
  }

  [[nodiscard]] std::size_t multiply_adds(Layer const& layer) const override {
    ConvTranspose2d const& conv = of(layer.operation);
    return layer.input().size() * conv.filters * conv.kernel.rows * conv.kernel.columns;
  }

  template <typename Real>
  [[nodiscard]] std::vector<Real> compute(ConvTranspose2d const& conv,
                                          Layer const& layer,
                                          Tensors<Real> const& tensors,
                                          std::vector<Real> const& x) const {
    std::size_t const plane = layer.output.rows * layer.output.columns;
    std::vector<Real> y(layer.output.size());
    for (std::size_t i = 0; conv.bias && i < y.size(); ++i) {
      y[i] = tensors[1][i / plane];
    }
    std::size_t const size = conv.kernel.rows * conv.kernel.columns;
    for (std::size_t weight = 0; weight < tensors[0].size(); ++weight) {
      std::size_t const pair = weight / size; // a channel and a filter
      std::size_t const tap = weight % size;
      spread(layer,
             {pair / conv.filters, pair % conv.filters},
             {tap / conv.kernel.columns, tap % conv.kernel.columns},
             tensors[0][weight],
             {x, y});
    }
    return y;
  }

  [[nodiscard]] std::string settings(Operation const& operation) const override {
    ConvTranspose2d const& conv = of(operation);
    return fmt::format("{}, {}x{}", conv.filters, conv.kernel.rows, conv.kernel.columns);
  }

  [[nodiscard]] std::string formula(Operation const& /*operation*/,
                                    std::string const& weight,
                                    std::string const& s) const override {
    return weight + "^T * " + s;
  }

  [[nodiscard]] Kernel kernel(Operation const& operation, KernelPlace const& place) const override {
    ConvTranspose2d const& conv = of(operation);
    // The convolution whose transpose it is goes the other way.
    Shape const input{conv.filters, place.output.rows, place.output.columns};
    return {.name = "transposed convolution",
            .header = "conv/transposed_conv",
            .type =
                fmt::format("rt::TransposedConv<{}, rt::ConvSizes{{{}}}, {}, {}>",
                            place.group,
                            conv_sizes(window_of(conv), input, place.input().channels, conv.bias),
                            place.relu ? "rt::Activation::relu" : "rt::Activation::none",
                            place.group_images)};
  }

  [[nodiscard]] std::vector<OnnxOperator> onnx(Operation const& operation) const override {
    ConvTranspose2d const& conv = of(operation);
    return {{.type = "ConvTranspose",
             .attributes = {{"kernel_shape", onnx_extents(conv.kernel)},
                            {"strides", onnx_extents(conv.stride)},
                            {"pads", onnx_pads(window_of(conv).pad)}}}};
  }

private:
  struct ChannelAndFilter {
    std::size_t channel;
    std::size_t filter;
  };

  template <typename Real>
  struct Numbers {
    std::vector<Real> const& x;
    std::vector<Real>& y;
  };

  /// Adds w times the channel to the filter's plane, moved by \p tap, as far as it lies in it.
  template <typename Real>
  static void spread(
      Layer const& layer, ChannelAndFilter pair, Extent tap, Real w, Numbers<Real> const& numbers) {
    Window const window = window_of(of(layer.operation));
    Shape const& in = layer.input();
    Shape const& out = layer.output;
    for (std::size_t i = 0; i < in.rows * in.columns; ++i) {
      // Outside the plane an index is negative, and wraps round, or too large.
      std::size_t const row = i / in.columns * window.stride.rows + tap.rows - window.pad.top;
      std::size_t const column =
          i % in.columns * window.stride.columns + tap.columns - window.pad.left;
      if (row < out.rows && column < out.columns) {
        numbers.y[(pair.filter * out.rows + row) * out.columns + column] +=
            w * numbers.x[pair.channel * in.rows * in.columns + i];
      }
    }
  }
};

} // namespace

LayerType const& conv_transpose2d_type() {
  static ConvTranspose2dType const type;
  return type;
}

LayerType const& ConvTranspose2d::type() {
  return conv_transpose2d_type();
}

} // namespace equivarify::codegen
