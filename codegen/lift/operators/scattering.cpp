#include "equivarify/codegen/lift/operators/indices.hpp"
#include "equivarify/codegen/lift/operators/operator.hpp"

#include <fmt/format.h>

#include <utility>

namespace equivarify::codegen {
namespace {

using Values = std::vector<FileValue>;
using Integers = std::vector<std::int64_t>;

/// Constants put at places of an array: what each entry is multiplied by, and what is added then.
class Scattered {
public:
  explicit Scattered(NodeContext const& context)
      : context_{context}, shape_{context.view(0).shape()}, indices_{integers_of(
                                                                context.constant(1))},
        updates_{numbers_of(context.constant(2))}, how_{context.text("reduction", "none")},
        factors_(entries_of(shape_), 1.0F), summands_(factors_.size()) {
    if (how_ != "none" && how_ != "add" && how_ != "mul") {
      throw LiftError(fmt::format("a reduction by {}", how_), "none, add or mul");
    }
  }

  [[nodiscard]] Extents const& shape() const noexcept { return shape_; }

  /// The index number \p number along \p axis, which may count from the end.
  [[nodiscard]] std::size_t index(std::size_t number, std::size_t axis) const {
    std::int64_t const size = shape_[axis];
    std::int64_t const found = number < indices_.size() ? indices_[number] : size;
    std::int64_t const from_front = found < 0 ? found + size : found;
    if (from_front < 0 || from_front >= size) {
      throw LiftError(fmt::format("index {} of {}", found, size), "an index of the array");
    }
    return static_cast<std::size_t>(from_front);
  }

  /// Puts update number \p update at \p place.
  void put(std::size_t update, Index const& place) {
    for (std::size_t axis = 0; axis < shape_.size(); ++axis) {
      if (place.size() != shape_.size() || place[axis] >= at(shape_, axis) ||
          update >= updates_.size()) {
        throw LiftError("updates of another shape", "one for each index");
      }
    }
    auto const value = static_cast<float>(updates_[update]);
    std::size_t const entry = place_of(place, shape_);
    bool const multiplies = how_ == "mul";
    factors_[entry] = how_ == "none" ? 0.0F
                      : multiplies   ? factors_[entry] * value
                                     : factors_[entry];
    summands_[entry] = how_ == "none" ? value
                       : multiplies   ? summands_[entry] * value
                                      : summands_[entry] + value;
  }

  [[nodiscard]] Values result() const {
    return {add_affine(context_, context_.view(0), factors_, summands_)};
  }

private:
  NodeContext const& context_;
  Extents shape_;
  Integers indices_;
  std::vector<double> updates_;
  std::string how_;
  std::vector<float> factors_;
  std::vector<float> summands_;
};

Values scatter_elements(NodeContext const& context) {
  Scattered scattered{context};
  std::size_t const axis = axis_of(context.integer("axis", 0), scattered.shape().size());
  Extents const& shape = context.constant(1).shape;
  for_each_index(shape, [&](Index place) {
    std::size_t const number = place_of(place, shape);
    place.at(axis) = scattered.index(number, axis);
    scattered.put(number, place);
  });
  return scattered.result();
}

/// The last axis of the indices says where along the first axes.
Values scatter_nd(NodeContext const& context) {
  Scattered scattered{context};
  Extents const& shape = context.constant(1).shape;
  Extents const& updates = context.constant(2).shape;
  std::size_t const depth = shape.empty() ? 0 : at(shape, shape.size() - 1);
  std::size_t const outer = shape.empty() ? 0 : shape.size() - 1;
  if (shape.empty() || depth > scattered.shape().size() || updates.size() < outer) {
    throw LiftError(fmt::format("indices {}", to_string(shape)), "indices along the first axes");
  }
  for_each_index(updates, [&](Index const& index) {
    Index row(index.begin(), index.begin() + static_cast<std::ptrdiff_t>(outer));
    row.push_back(0);
    std::size_t const first = place_of(row, shape);
    Index place;
    for (std::size_t axis = 0; axis < depth; ++axis) {
      place.push_back(scattered.index(first + axis, axis));
    }
    place.insert(place.end(), index.begin() + static_cast<std::ptrdiff_t>(outer), index.end());
    scattered.put(place_of(index, updates), place);
  });
  return scattered.result();
}

} // namespace

std::vector<OperatorRow> scattering_operators() {
  return {{"Scatter", scatter_elements, true},
          {"ScatterElements", scatter_elements, true},
          {"ScatterND", scatter_nd, true}};
}

} // namespace equivarify::codegen
