/// \file
/// What a convolution computes, by its definition.
#ifndef EQUIVARIFY_CODEGEN_LAYERS_CONVOLVER_HPP
#define EQUIVARIFY_CODEGEN_LAYERS_CONVOLVER_HPP

#include "equivarify/codegen/layers/layer.hpp"
#include "equivarify/codegen/layers/window.hpp"

#include <array>
#include <cstddef>
#include <span>
#include <utility>
#include <vector>

namespace equivarify::codegen {

/// Outputs i of one axis that see the entries i * stride + offset under a tap.
struct Segment {
  std::size_t begin;
  std::size_t end;
  std::ptrdiff_t offset;
};

/// One axis of a convolution.
class ConvolvedAxis {
public:
  ConvolvedAxis(std::size_t outputs, std::size_t size, WindowAxis const& windows, bool circular)
      : windows_{windows}, outputs_{outputs}, size_{size}, circular_{circular} {}

  /// The outputs that see entries of the axis under tap \p tap, and on a circle those that see them
  /// a whole turn further.
  [[nodiscard]] std::vector<Segment> segments(std::size_t tap) const {
    auto const turn = static_cast<std::ptrdiff_t>(size_);
    std::ptrdiff_t const offset = static_cast<std::ptrdiff_t>(tap * windows_.dilation) -
                                  static_cast<std::ptrdiff_t>(windows_.before);
    return circular_ ? std::vector{inside(offset + turn), inside(offset), inside(offset - turn)}
                     : std::vector{inside(offset)};
  }

  /// The entry that output \p i of \p segment sees.
  [[nodiscard]] std::size_t entry(std::size_t i, Segment const& segment) const {
    return static_cast<std::size_t>(place(i, segment.offset));
  }

private:
  [[nodiscard]] std::ptrdiff_t place(std::size_t output, std::ptrdiff_t offset) const {
    return static_cast<std::ptrdiff_t>(output * windows_.stride) + offset;
  }

  [[nodiscard]] Segment inside(std::ptrdiff_t offset) const {
    Segment segment{0, outputs_, offset};
    while (segment.begin < segment.end && place(segment.begin, offset) < 0) {
      ++segment.begin;
    }
    while (segment.end > segment.begin &&
           place(segment.end - 1, offset) >= static_cast<std::ptrdiff_t>(size_)) {
      --segment.end;
    }
    return segment;
  }

  WindowAxis windows_;
  std::size_t outputs_;
  std::size_t size_;
  bool circular_;
};

/// Adds a convolution tap by tap, each to a whole plane or volume.
template <typename Real>
class Convolver {
public:
  Convolver(Window const& window,
            Layer const& layer,
            Tensors<Real> const& tensors,
            std::vector<Real> const& x)
      : window_{window}, in_{layer.input()}, out_{layer.output}, weight_{tensors[0]},
        axes_{axis(0), axis(1), axis(2)}, x_{x}, y_(out_.size()) {
    for (std::size_t i = 0; tensors.size() > 1 && i < y_.size(); ++i) {
      y_[i] = tensors[1][i / out_.plane()];
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
  using Block = std::array<Segment, 3>;

  [[nodiscard]] ConvolvedAxis axis(std::size_t i) const {
    return {out_.axes()[i], in_.axes()[i], window_.axes()[i], window_.circular};
  }

  /// Adds what the filter makes of one channel with the kernel number \p kernel.
  void add_channel(std::size_t filter, std::size_t channel, std::size_t kernel) {
    std::size_t const taps = window_.size.size();
    for (std::size_t tap = 0; tap < taps; ++tap) {
      for (Block const& block : blocks_under(tap)) {
        add_block(filter, channel, block, weight_[kernel * taps + tap]);
      }
    }
  }

  /// The outputs that see an entry under \p tap: on a circle several blocks.
  [[nodiscard]] std::vector<Block> blocks_under(std::size_t tap) const {
    Extent const& size = window_.size;
    std::vector<Block> blocks;
    for (Segment const& slices : axes_[0].segments(tap / size.columns / size.rows)) {
      for (Segment const& rows : axes_[1].segments(tap / size.columns % size.rows)) {
        for (Segment const& columns : axes_[2].segments(tap % size.columns)) {
          blocks.push_back({slices, rows, columns});
        }
      }
    }
    return blocks;
  }

  void add_block(std::size_t filter, std::size_t channel, Block const& block, Real w) {
    auto const& [slices, rows, columns] = block;
    for (std::size_t k = slices.begin; k < slices.end; ++k) {
      std::size_t const slice = axes_[0].entry(k, slices);
      for (std::size_t i = rows.begin; i < rows.end; ++i) {
        std::size_t const row = axes_[1].entry(i, rows);
        add_row(y_.data() + place(out_, filter, k, i),
                x_.data() + place(in_, channel, slice, row),
                columns,
                w);
      }
    }
  }

  void add_row(Real* y, Real const* x, Segment const& columns, Real w) const {
    std::size_t const count = columns.end - columns.begin;
    if (count == 0) {
      return;
    }
    std::size_t const stride = window_.stride.columns;
    Real const* const from = x + axes_[2].entry(columns.begin, columns);
    for (std::size_t j = 0; j < count; ++j) {
      y[columns.begin + j] += w * from[j * stride];
    }
  }

  /// Where a row of \p shape begins.
  static std::size_t
  place(Shape const& shape, std::size_t channel, std::size_t slice, std::size_t row) {
    return ((channel * shape.depth + slice) * (shape.rows / shape.depth) + row) * shape.columns;
  }

  Window window_;
  Shape in_;
  Shape out_;
  std::span<Real const> weight_;
  std::array<ConvolvedAxis, 3> axes_;
  std::vector<Real> const& x_;
  std::vector<Real> y_;
};

} // namespace equivarify::codegen

#endif
