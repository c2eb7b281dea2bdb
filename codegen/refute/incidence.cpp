#include "equivarify/codegen/refute/incidence.hpp"

#include <algorithm>

namespace equivarify::codegen {
namespace {

/// Gathers the terms of one output.
struct TermsOf {
  Layer const& layer;
  std::size_t output;

  std::vector<IncidenceTerm> operator()(Conv2d const& conv) const {
    std::size_t const channels = layer.input.channels;
    Extent const pad = conv.padding == Padding::same
                           ? Extent{(conv.kernel.rows - 1) / 2, (conv.kernel.columns - 1) / 2}
                           : Extent{0, 0};
    std::size_t const window = conv.kernel.rows * conv.kernel.columns;
    std::size_t const filter = output / (layer.output.rows * layer.output.columns);
    std::vector<IncidenceTerm> terms{{conv.filters * channels * window + filter, no_entry}};
    for (std::size_t c = 0; c < channels; ++c) {
      for_each_entry(conv.kernel, conv.stride, pad, [&](std::size_t at, std::size_t in_plane) {
        terms.push_back({(filter * channels + c) * window + at, c * plane() + in_plane});
      });
    }
    return terms;
  }

  std::vector<IncidenceTerm> operator()(Dense const& dense) const {
    std::size_t const inputs = layer.input.size();
    std::vector<IncidenceTerm> terms{{dense.units * inputs + output, no_entry}};
    for (std::size_t i = 0; i < inputs; ++i) {
      terms.push_back({output * inputs + i, i});
    }
    return terms;
  }

  std::vector<IncidenceTerm> operator()(MaxPool2d const& pool) const { return pooled(pool); }

  std::vector<IncidenceTerm> operator()(AveragePool2d const& pool) const { return pooled(pool); }

  template <typename Pointwise>
  std::vector<IncidenceTerm> operator()(Pointwise const& /*operation*/) const {
    return {{0, output}};
  }

private:
  [[nodiscard]] std::size_t plane() const { return layer.input.rows * layer.input.columns; }

  template <typename Pool>
  [[nodiscard]] std::vector<IncidenceTerm> pooled(Pool const& pool) const {
    std::size_t const channel = output / (layer.output.rows * layer.output.columns);
    std::vector<IncidenceTerm> terms;
    for_each_entry(pool.size, pool.stride, {0, 0}, [&](std::size_t, std::size_t in_plane) {
      terms.push_back({0, channel * plane() + in_plane});
    });
    return terms;
  }

  /// Calls \p action with each place of the window of this output that lies in the plane, and the
  /// entry of the plane there.
  template <typename Action>
  void for_each_entry(Extent const& size,
                      Extent const& stride,
                      Extent const& pad,
                      Action const& action) const {
    std::size_t const place = output % (layer.output.rows * layer.output.columns);
    for (std::size_t at = 0; at < size.rows * size.columns; ++at) {
      std::size_t const row = place / layer.output.columns * stride.rows + at / size.columns;
      std::size_t const column = place % layer.output.columns * stride.columns + at % size.columns;
      bool const inside = row >= pad.rows && row - pad.rows < layer.input.rows &&
                          column >= pad.columns && column - pad.columns < layer.input.columns;
      if (inside) {
        action(at, (row - pad.rows) * layer.input.columns + column - pad.columns);
      }
    }
  }
};

} // namespace

std::vector<IncidenceTerm> terms_of(Layer const& layer, std::size_t output) {
  std::vector<IncidenceTerm> terms = std::visit(TermsOf{layer, output}, layer.operation);
  std::sort(terms.begin(), terms.end());
  return terms;
}

} // namespace equivarify::codegen
