/// \file
/// The parameters of a network as a list of named views, and their order in weight files.
#ifndef EQUIVARIFY_RUNTIME_BASE_PARAMETERS_HPP
#define EQUIVARIFY_RUNTIME_BASE_PARAMETERS_HPP

#include "equivarify/runtime/base/failure.hpp"

#include <cstddef>
#include <cstdint>
#include <span>
#include <stdexcept>
#include <string>
#include <vector>

namespace equivarify::runtime {

/// How a parameter lies in memory, and how in a file.
enum class Layout {
  same, ///< one order for both, as for a bias
  conv, ///< memory [copy][row][column][channel][output], file [output][copy * channels +
        ///< channel][row][column]
  dense ///< memory as conv, file [output][input] with inputs in flatten order (copy, channel, row,
        ///< column)
};

/// One weight or bias, or other numbers that a layer keeps: its name and shape in weight files, and
/// where its values lie in memory.
struct ParameterView {
  std::string name;
  std::vector<std::size_t> shape; ///< in the file
  std::span<float> values{};      ///< in memory order
  Layout layout = Layout::same;
  // The extents of a conv or dense weight; unused when the layout is `same`.
  std::size_t copies = 1;
  std::size_t rows = 1;
  std::size_t columns = 1;
  std::size_t channels = 1;
  std::size_t outputs = 1;
  std::span<std::uint32_t const> ties{}; ///< of tied weights, in file order: see ties.hpp
  bool is_trained = true; ///< false for what the layer keeps besides, such as a running mean
};

namespace detail {

/// Calls f(place in memory, place in the file) for each value of \p view.
template <typename F>
void for_each_place(ParameterView const& view, F f) {
  if (view.layout == Layout::same) {
    for (std::size_t i = 0; i < view.values.size(); ++i) {
      f(i, i);
    }
    return;
  }
  std::size_t const area = view.rows * view.columns;
  std::size_t const inputs = view.copies * area * view.channels;
  for (std::size_t input = 0; input < inputs; ++input) {
    std::size_t const channel = input % view.channels;
    std::size_t const cell = input / view.channels % area;
    std::size_t const copy = input / view.channels / area;
    std::size_t const file_input = (copy * view.channels + channel) * area + cell;
    for (std::size_t output = 0; output < view.outputs; ++output) {
      f(input * view.outputs + output, output * inputs + file_input);
    }
  }
}

inline void require_extents(ParameterView const& view) {
  std::size_t const size = view.copies * view.rows * view.columns * view.channels * view.outputs;
  if (view.layout != Layout::same && size != view.values.size()) {
    fail<std::logic_error>("parameter " + view.name + " has " + std::to_string(view.values.size()) +
                           " values, but its extents make " + std::to_string(size));
  }
}

} // namespace detail

/// The values of \p view in the order of weight files.
[[nodiscard]] inline std::vector<float> to_file_order(ParameterView const& view) {
  detail::require_extents(view);
  std::vector<float> file(view.values.size());
  detail::for_each_place(
      view, [&](std::size_t memory, std::size_t place) { file[place] = view.values[memory]; });
  return file;
}

/// Sets the values of \p view from \p file, which is in the order of weight files.
///
/// \throws std::invalid_argument when \p file has another size.
inline void from_file_order(ParameterView const& view, std::span<float const> file) {
  detail::require_extents(view);
  if (file.size() != view.values.size()) {
    fail<std::invalid_argument>("parameter " + view.name + " has " +
                                std::to_string(view.values.size()) + " values, not " +
                                std::to_string(file.size()));
  }
  detail::for_each_place(
      view, [&](std::size_t memory, std::size_t place) { view.values[memory] = file[place]; });
}

/// The number of values in all of \p parameters that are trained.
[[nodiscard]] inline std::size_t value_count(std::span<ParameterView const> parameters) {
  std::size_t count = 0;
  for (ParameterView const& parameter : parameters) {
    count += parameter.is_trained ? parameter.values.size() : 0;
  }
  return count;
}

} // namespace equivarify::runtime

#endif
