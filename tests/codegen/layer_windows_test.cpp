/// \file
/// Layers with windows of every stride, dilation, padding and number of groups: what the judges
/// take from the windows is compared with what the layers compute.
#include "equivarify/algebra/array_motion.hpp"
#include "equivarify/codegen/layers/commutation.hpp"
#include "equivarify/codegen/layers/conv_transpose2d.hpp"
#include "equivarify/codegen/layers/convolution.hpp"
#include "equivarify/codegen/layers/incidence.hpp"
#include "equivarify/codegen/layers/layer_type.hpp"
#include "equivarify/codegen/layers/pool.hpp"
#include "equivarify/codegen/layers/upsample2d.hpp"

#include <gtest/gtest.h>
#include <rapidcheck.h>
#include <rapidcheck/gtest.h>

#include <cstdint>
#include <optional>
#include <random>
#include <set>
#include <string>
#include <utility>
#include <vector>

namespace equivarify::codegen {
namespace {

using WholeNumbers = std::vector<double>;

std::size_t pick(std::size_t least, std::size_t most) {
  return *rc::gen::inRange<std::size_t>(least, most + 1);
}

Extent pick_extent(std::size_t most) {
  return {pick(1, most), pick(1, most)};
}

/// The same in both directions or not, so that turns fit some.
Extent pick_extent_for_turns(std::size_t most) {
  Extent const extent = pick_extent(most);
  return pick(0, 1) == 0 ? extent : Extent{extent.rows, extent.rows};
}

Padding pick_padding() {
  switch (pick(0, 3)) {
  case 0:
    return Padding::valid;
  case 1:
    return Padding::same;
  case 2: {
    std::size_t const all = pick(0, 2);
    return {Padding::Kind::margins, {all, all, all, all}};
  }
  default:
    return {Padding::Kind::margins, {pick(0, 2), pick(0, 2), pick(0, 2), pick(0, 2)}};
  }
}

/// The same along all three axes or not.
Extent pick_volume_extent(std::size_t most) {
  Extent const extent{pick(1, most), pick(1, most), pick(1, most)};
  return pick(0, 1) == 0 ? extent : equal_extent(3, extent.rows);
}

Operation pick_volume_operation(std::size_t channels) {
  Padding padding = pick_padding();
  if (padding.kind == Padding::Kind::margins && pick(0, 1) == 0) {
    padding.margins.front = padding.margins.top;
    padding.margins.back = padding.margins.bottom;
  }
  Extent const size = pick_volume_extent(3);
  Extent const stride = pick_volume_extent(2);
  switch (pick(0, 3)) {
  case 0:
    return MaxPool<3>{size, stride, padding};
  case 1:
    return AveragePool<3>{size, stride, padding, pick(0, 1) == 0};
  default:
    break;
  }
  std::size_t const groups = pick(0, 1) == 0 ? 1 : channels;
  return Conv3d{.filters = groups,
                .kernel = size,
                .stride = stride,
                .padding = padding,
                .dilation = pick_volume_extent(2),
                .groups = groups,
                .circular = pick(0, 1) == 0,
                .bias = pick(0, 1) == 0};
}

Operation pick_operation(std::size_t channels) {
  std::size_t const kind = pick(0, 5);
  Extent const size = pick_extent_for_turns(3);
  Extent const stride = pick_extent_for_turns(3);
  Padding const padding = pick_padding();
  if (kind == 0) {
    return MaxPool2d{size, stride, padding};
  }
  if (kind == 1) {
    return AveragePool2d{size, stride, padding, pick(0, 1) == 0};
  }
  if (kind == 2) {
    return Upsample2d{size};
  }
  if (kind == 3) {
    return ConvTranspose2d{.filters = pick(1, 2),
                           .kernel = size,
                           .stride = stride,
                           .padding = padding,
                           .bias = pick(0, 1) == 0};
  }
  std::size_t const groups = pick(0, 1) == 0 ? 1 : channels;
  return Conv2d{.filters = groups * pick(1, 2),
                .kernel = size,
                .stride = stride,
                .padding = padding,
                .dilation = pick_extent_for_turns(2),
                .groups = groups,
                .circular = pick(0, 1) == 0,
                .bias = pick(0, 1) == 0};
}

/// A layer of \p pick_one that fits \p input.
Layer pick_layer(Shape const& input, Operation (*pick_one)(std::size_t channels)) {
  for (;;) {
    Operation const operation = pick_one(input.channels);
    try {
      return {"layer", operation, {input}, output_shape(operation, input)};
    } catch (ShapeError const&) {
      continue;
    }
  }
}

/// A layer that fits a square plane.
Layer pick_layer() {
  std::size_t const side = pick(2, 6);
  return pick_layer({pick(1, 2), side, side}, pick_operation);
}

/// A layer that fits a cube.
Layer pick_layer_of_volumes() {
  std::size_t const side = pick(2, 4);
  return pick_layer({pick(1, 2), side * side, side, side}, pick_volume_operation);
}

/// \p layer with weights that are different whole numbers.
class WeightedByWholeNumbers {
public:
  explicit WeightedByWholeNumbers(Layer layer) : layer_{std::move(layer)} {
    std::mt19937_64 random{7};
    for (ParameterForm const& form : parameter_forms(layer_)) {
      values_.emplace_back();
      for (std::size_t i = 0; i < form.size(); ++i) {
        values_.back().push_back(static_cast<double>(random() % 2000) + 1);
      }
    }
  }

  [[nodiscard]] WholeNumbers operator()(WholeNumbers const& x) const {
    return evaluate_layer(layer_, Tensors<double>(values_.begin(), values_.end()), x);
  }

private:
  Layer layer_;
  std::vector<WholeNumbers> values_;
};

/// Different multiples of all numbers of entries that a window has, so that means are exact.
WholeNumbers multiples(std::size_t count, std::uint64_t seed) {
  std::mt19937_64 random{seed};
  WholeNumbers values(count);
  for (double& value : values) {
    value = 2520.0 * static_cast<double>(random() % 100000);
  }
  return values;
}

void expect_terms(Layer const& layer) {
  WeightedByWholeNumbers const weighted{layer};
  WholeNumbers const x = multiples(layer.entries(), 8);
  WholeNumbers const y = weighted(x);
  std::vector<std::set<std::size_t>> seen(y.size());
  std::vector<std::set<std::size_t>> said(y.size());
  for (std::size_t i = 0; i < x.size(); ++i) {
    WholeNumbers moved = x;
    moved[i] = 1e9;
    WholeNumbers const after = weighted(moved);
    for (std::size_t o = 0; o < y.size(); ++o) {
      if (after[o] != y[o]) {
        seen[o].insert(i);
      }
    }
  }
  for (std::size_t o = 0; o < y.size(); ++o) {
    for (IncidenceTerm const& term : terms_of(layer, o)) {
      said[o].insert(term.entry);
    }
    RC_ASSERT(said[o].erase(no_entry) == (layer.parameters() != 0 && !lacks_bias(layer.operation)));
  }
  RC_ASSERT(seen == said);
}

RC_GTEST_PROP(LayerInWindows, DependsOnTheEntriesOfItsTermsAlone, ()) {
  expect_terms(pick(0, 2) == 0 ? pick_layer_of_volumes() : pick_layer());
}

/// A turn, a flip or a shift of the planes of \p shape.
algebra::SignedPermutation pick_motion_of(Shape const& shape, std::size_t kind) {
  std::size_t const n = shape.rows;
  algebra::EntryPermutation gather;
  for (std::size_t i = 0; i < shape.size(); ++i) {
    std::size_t const plane = i / (n * n);
    std::size_t const row = i / n % n;
    std::size_t const column = i % n;
    std::size_t const from_row = kind == 1 || kind == 2 ? n - 1 - row : kind == 3 ? column : row;
    std::size_t const from_column = kind == 2   ? n - 1 - column
                                    : kind == 3 ? n - 1 - row
                                    : kind == 4 ? (column + 1) % n
                                                : column;
    gather.push_back(static_cast<std::uint32_t>((plane * n + from_row) * n + from_column));
  }
  return algebra::without_signs(std::move(gather));
}

WholeNumbers moved(algebra::SignedPermutation const& motion, WholeNumbers const& x) {
  WholeNumbers result;
  for (std::uint32_t const source : motion.gather) {
    result.push_back(x[source]);
  }
  return result;
}

/// Motions of what a layer reads and of what it writes.
using Motions = std::pair<algebra::SignedPermutation, algebra::SignedPermutation>;

/// Whether the layer is said to fit \p motions exactly if its values do.
void expect_fit(Layer const& layer, Motions const& motions) {
  auto const& [in, out] = motions;
  WeightedByWholeNumbers const weighted{layer};
  bool commutes = true;
  // The largest entries of two windows may be one entry in some inputs.
  for (std::uint64_t seed = 1; seed <= 20 && commutes; ++seed) {
    WholeNumbers const x = multiples(layer.entries(), seed);
    commutes = weighted(moved(in, x)) == moved(out, weighted(x));
  }
  RC_CLASSIFY(commutes, "commutes");
  RC_ASSERT((fit(layer, in, out) == Fit::holds) == commutes);
}

RC_GTEST_PROP(LayerInWindows, FitsAMotionExactlyIfItsValuesDo, ()) {
  Layer const layer = pick_layer();
  RC_PRE(layer.output.rows == layer.output.columns);
  std::size_t const kind = pick(0, 4);
  expect_fit(layer, {pick_motion_of(layer.input(), kind), pick_motion_of(layer.output, kind)});
}

algebra::SignedPermutation motion_named(std::string const& name, Shape const& shape) {
  auto const number = [](std::size_t size) { return static_cast<std::uint32_t>(size); };
  return algebra::without_signs(algebra::grid_action(
      name,
      {number(shape.channels), number(shape.rows), number(shape.columns), number(shape.depth)}));
}

RC_GTEST_PROP(LayerInWindows, FitsAMotionOfVolumesExactlyIfItsValuesDo, ()) {
  Layer const layer = pick_layer_of_volumes();
  RC_PRE(layer.output.depth > 1 && layer.output.extent() == equal_extent(3, layer.output.columns));
  std::string const name = *rc::gen::element<std::string>(
      "cube_turn_x", "cube_turn_y", "cube_turn_z", "flip_slices", "flip_rows", "transpose");
  expect_fit(layer, {motion_named(name, layer.input()), motion_named(name, layer.output)});
}

} // namespace
} // namespace equivarify::codegen
