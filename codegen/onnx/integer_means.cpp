#include "equivarify/codegen/onnx/integer_means.hpp"

#include "equivarify/codegen/generate/generate_error.hpp"
#include "equivarify/codegen/layers/onnx_form.hpp"
#include "equivarify/codegen/layers/pool.hpp"
#include "equivarify/codegen/onnx/integer_sums.hpp"

#include <fmt/format.h>

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

namespace equivarify::codegen {
namespace {

/// How many entries of its plane each output pixel of \p form sees; all of the window where padding
/// counts.
std::vector<double> counts_of(IntegerForm const& form) {
  auto const* const mean = form.layer->operation.as<AveragePool2d>();
  bool const all = form.window.circular || (mean != nullptr && mean->count_include_pad);
  auto const seen = [&](WindowAxis const& axis, std::size_t size, std::size_t place) {
    std::size_t count = 0;
    for (std::size_t i = 0; i < axis.size; ++i) {
      std::size_t const entry = place * axis.stride + i * axis.dilation;
      count += all || (entry >= axis.before && entry < axis.before + size) ? 1U : 0U;
    }
    return static_cast<double>(count);
  };
  std::vector<double> result;
  for (std::size_t row = 0; row < form.output.rows; ++row) {
    for (std::size_t column = 0; column < form.output.columns; ++column) {
      result.push_back(seen(form.window.axes()[1], form.input.rows, row) *
                       seen(form.window.axes()[2], form.input.columns, column));
    }
  }
  return result;
}

void require_exact(IntegerForm const& form, std::vector<double> const& counts, double most) {
  for (double const count : counts) {
    if ((2 * most + 1) * count >= exact_floats) {
      throw GenerateError(fmt::format("layer {}: windows of {} entries, whose sums are too large "
                                      "for single precision, in which an ONNX file adds",
                                      form.layer->name,
                                      count));
    }
  }
}

/// The sums of all windows; what lies outside the plane is 0.
void add_sums(IntegerForm const& form, OnnxCopies& nodes) {
  Window const& window = form.window;
  std::int64_t const channels = number(form.input.channels);
  OnnxCopies::Extents const size = onnx_extents(window.size);
  OnnxCopies::Extents const shape{channels, 1, size[0], size[1]};
  std::vector<float> ones(form.input.channels * window.size.size(), 1);
  nodes.add_nodes("Conv",
                  form.layer->name + "/sum",
                  {nodes.add_constant(form.layer->name + ".ones", shape, std::move(ones))},
                  {{"group", channels},
                   {"kernel_shape", size},
                   {"strides", onnx_extents(window.stride)},
                   {"pads", onnx_pads(window.circular ? Margins{} : window.pad)}});
}

} // namespace

void add_integer_means(IntegerForm const& form,
                       double most,
                       bool has_sign,
                       IntegerNodes& integers) {
  std::string const& name = form.layer->name;
  std::vector<double> const counts = counts_of(form);
  require_exact(form, counts, most);
  std::vector<double> twice;
  for (double const count : counts) {
    twice.push_back(2 * count);
  }
  IntegerNodes::Extents const plane{number(form.output.rows), number(form.output.columns)};
  OnnxCopies& nodes = integers.nodes();
  add_sums(form, nodes);
  auto const signs = has_sign ? integers.copies_of("Sign", name + "/sign") : IntegerNodes::Copies{};
  nodes.add_nodes("Abs", name + "/size", {});
  nodes.add_nodes("Mul", name + "/twice", {integers.constant(name + ".two", {}, {2})});
  nodes.add_nodes("Add", name + "/moved", {integers.constant(name + ".counts", plane, counts)});
  nodes.add_nodes("Div", name + "/scaled", {integers.constant(name + ".twice", plane, twice)});
  nodes.add_nodes("Floor", name + "/whole", {});
  if (has_sign) {
    integers.combine("Mul", name + "/signed", integers.copies(), signs);
  }
}

} // namespace equivarify::codegen
