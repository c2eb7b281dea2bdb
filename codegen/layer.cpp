#include "equivarify/codegen/layer.hpp"

#include <fmt/format.h>

namespace equivarify::codegen {
namespace {

void expect_flat(Shape const& input, char const* layer) {
  if (!input.is_flat()) {
    throw ShapeError{
        fmt::format("an image of {}", to_string(input)),
        fmt::format("a flat input for {}; put a layer of type \"flatten\" before it", layer)};
  }
}

void expect_fits(Shape const& input, Extent const& window, char const* what) {
  if (window.rows > input.rows || window.columns > input.columns) {
    throw ShapeError{fmt::format("a {}x{} {}", window.rows, window.columns, what),
                     fmt::format("at most {}x{}, the size of its input {}",
                                 input.rows,
                                 input.columns,
                                 to_string(input))};
  }
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

/// How many windows lie wholly inside the plane.
Extent windows(Shape const& input, Extent const& size, Extent const& stride) {
  return {(input.rows - size.rows) / stride.rows + 1,
          (input.columns - size.columns) / stride.columns + 1};
}

template <typename Pool>
Shape pooled(Pool const& pool, Shape const& input) {
  expect_fits(input, pool.size, "window");
  Extent const count = windows(input, pool.size, pool.stride);
  return {input.channels, count.rows, count.columns};
}

struct OutputShape {
  Shape const& input;

  Shape operator()(Conv2d const& conv) const {
    expect_fits(input, conv.kernel, "kernel");
    if (conv.padding == Padding::same) {
      expect_same_padding_works(conv);
      return {conv.filters, input.rows, input.columns};
    }
    Extent const count = windows(input, conv.kernel, conv.stride);
    return {conv.filters, count.rows, count.columns};
  }

  Shape operator()(Dense const& dense) const {
    expect_flat(input, "dense");
    return {dense.units, 1, 1};
  }

  Shape operator()(Relu const&) const { return input; }

  Shape operator()(MaxPool2d const& pool) const { return pooled(pool, input); }

  Shape operator()(AveragePool2d const& pool) const { return pooled(pool, input); }

  Shape operator()(Flatten const&) const { return {input.size(), 1, 1}; }

  Shape operator()(Softmax const&) const {
    expect_flat(input, "softmax");
    return input;
  }
};

struct TypeName {
  char const* operator()(Conv2d const&) const { return "conv2d"; }

  char const* operator()(Dense const&) const { return "dense"; }

  char const* operator()(Relu const&) const { return "relu"; }

  char const* operator()(MaxPool2d const&) const { return "max_pool2d"; }

  char const* operator()(AveragePool2d const&) const { return "average_pool2d"; }

  char const* operator()(Flatten const&) const { return "flatten"; }

  char const* operator()(Softmax const&) const { return "softmax"; }
};

/// The number of inputs that one output of \p layer is a weighted sum of; 0 for a layer without
/// weights.
std::size_t weights_of_one_output(Layer const& layer) {
  if (auto const* conv = std::get_if<Conv2d>(&layer.operation)) {
    return layer.input.channels * conv->kernel.rows * conv->kernel.columns;
  }
  return std::holds_alternative<Dense>(layer.operation) ? layer.input.size() : 0;
}

} // namespace

ShapeError::ShapeError(std::string found, std::string expected)
    : Error{fmt::format("found {}, expected {}", found, expected)}, found_{std::move(found)},
      expected_{std::move(expected)} {}

std::size_t Layer::parameters() const {
  std::size_t const weights = weights_of_one_output(*this);
  return weights == 0 ? 0 : output.channels * (weights + 1);
}

std::size_t Layer::multiply_adds() const {
  return output.size() * weights_of_one_output(*this);
}

std::string type_name(Operation const& operation) {
  return std::visit(TypeName{}, operation);
}

Shape output_shape(Operation const& operation, Shape const& input) {
  return std::visit(OutputShape{input}, operation);
}

} // namespace equivarify::codegen
