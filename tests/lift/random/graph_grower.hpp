/// \file
/// A random ONNX graph that grows node by node.
#ifndef EQUIVARIFY_TESTS_LIFT_RANDOM_GRAPH_GROWER_HPP
#define EQUIVARIFY_TESTS_LIFT_RANDOM_GRAPH_GROWER_HPP

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "lift/small_model.hpp"

namespace equivarify::testing {

/// A value of the graph that depends on an input.
struct GrownValue {
  std::string name;
  Extents shape;

  [[nodiscard]] std::size_t rank() const { return shape.size(); }

  [[nodiscard]] std::int64_t extent(std::size_t axis) const { return shape.at(axis); }
};

/// The number of entries of an array of \p shape.
[[nodiscard]] std::int64_t entries(Extents const& shape);

/// A model, its values, and what is drawn to grow it.
class GraphGrower {
public:
  /// No value has more entries, so that linear maps stay small.
  static constexpr std::int64_t most_entries = 160;

  explicit GraphGrower(std::uint32_t seed) : small_{{1}, 20} { restart(seed); }

  /// What is drawn from now on depends on \p seed alone.
  void restart(std::uint32_t seed) { small_.engine.seed(seed); }

  [[nodiscard]] std::int64_t number(std::int64_t least, std::int64_t most);

  /// True once in \p times.
  [[nodiscard]] bool once_in(std::int64_t times) { return number(1, times) == 1; }

  /// One of \p choices.
  template <typename T>
  [[nodiscard]] T one_of(std::vector<T> const& choices) {
    return choices[static_cast<std::size_t>(
        number(0, static_cast<std::int64_t>(choices.size()) - 1))];
  }

  /// An axis of \p value other than the batch, which it must have.
  [[nodiscard]] std::size_t axis_of(GrownValue const& value) {
    return static_cast<std::size_t>(number(1, static_cast<std::int64_t>(value.rank()) - 1));
  }

  /// The same number, or the negative one that means it.
  [[nodiscard]] std::int64_t either_way(std::size_t axis, std::size_t rank) {
    auto const number = static_cast<std::int64_t>(axis);
    return once_in(3) ? number - static_cast<std::int64_t>(rank) : number;
  }

  /// A value to go on from: mostly the last one.
  [[nodiscard]] GrownValue pick();

  /// A value of \p shape other than the one called \p name, if there is one.
  [[nodiscard]] std::optional<GrownValue> another(Extents const& shape, std::string const& name);

  /// Constants with names of their own; numbers from \p least to 1.
  std::string weights(Extents const& shape, float least = -1.0F);
  std::string scalar(float number);
  std::string numbers(Extents const& shape, std::vector<float> values);
  std::string integers(Extents values);
  std::string integer(std::int64_t value); ///< without extents

  /// A node on \p inputs whose output has \p shape.
  GrownValue add(std::string const& type,
                 std::vector<std::string> inputs,
                 NodeAttributes attributes,
                 Extents shape);

  /// The same, whose output may be picked.
  bool grow(std::string const& type,
            std::vector<std::string> inputs,
            NodeAttributes attributes,
            Extents shape);

  /// \p value may be picked from now on.
  void keep(GrownValue value) { values_.push_back(std::move(value)); }

  [[nodiscard]] std::vector<GrownValue> const& values() const { return values_; }

  [[nodiscard]] OnnxModel& model() { return small_.model; }

private:
  [[nodiscard]] std::string new_constant();

  SmallModel small_;
  std::vector<GrownValue> values_;
};

/// Adds a node if it fits what the grower picks; says whether it did.
using NodeMaker = bool (*)(GraphGrower&);

/// Makers of nodes: convolutions and pools; products with constants and norms; functions and sums;
/// what joins, cuts and rearranges; what changes sizes and reduces.
[[nodiscard]] std::vector<NodeMaker> window_makers();
[[nodiscard]] std::vector<NodeMaker> linear_makers();
[[nodiscard]] std::vector<NodeMaker> function_makers();
[[nodiscard]] std::vector<NodeMaker> moving_makers();
[[nodiscard]] std::vector<NodeMaker> resizing_makers();

} // namespace equivarify::testing

#endif
