/// \file
/// The layers of a network as they are evaluated in integers, from the types of its layers.
#ifndef EQUIVARIFY_RUNTIME_NETWORK_INTEGER_LAYERS_HPP
#define EQUIVARIFY_RUNTIME_NETWORK_INTEGER_LAYERS_HPP

#include "equivarify/runtime/base/layer_form.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <type_traits>
#include <vector>

namespace equivarify::runtime {

/// What does not follow from the type of a layer, see LayerForm.
struct IntegerDetails {
  std::string_view name{}; ///< of a layer without weights
  std::array<std::uint32_t, most_values_read> back{1};
  std::optional<bool> concatenated{}; ///< unless as the type has it
  std::optional<bool> relu{};         ///< unless as the type has it
};

/// The layer \p L in integers, the batch_norm \p Norm being part of it, if any. Shapes that depend
/// on what it reads are left to with_shapes().
template <typename L, typename Norm = void>
[[nodiscard]] constexpr LayerForm integer_layer(IntegerDetails const& details = {}) {
  LayerForm form = L::integer_form;
  form.name = details.name;
  if constexpr (requires { L::name; }) {
    form.name = L::name;
  }
  if constexpr (!std::is_void_v<Norm>) {
    form.norm = Norm::name;
    form.epsilon = Norm::integer_form.epsilon;
    form.bias = true;
    form.relu = Norm::integer_form.relu;
  }
  form.back = details.back;
  form.concatenated = details.concatenated.value_or(form.concatenated);
  form.relu = details.relu.value_or(form.relu);
  return form;
}

/// The shape of one copy of a value.
struct CopyShape {
  std::size_t channels = 1;
  std::size_t rows = 1;
  std::size_t columns = 1;
};

namespace detail {

/// Sets the shape of what \p form reads, \p inputs, and of what it makes.
inline void set_shapes(LayerForm& form, std::vector<CopyShape> const& inputs, std::size_t order) {
  CopyShape const& input = inputs.front();
  form.channels = input.channels;
  form.rows = input.rows;
  form.columns = input.columns;
  if (form.flat) {
    form.window_rows = input.rows;
    form.window_columns = input.columns;
  }
  if (form.kind == FormKind::weighted) {
    return;
  }
  form.outputs = input.channels;
  bool const has_windows = form.kind == FormKind::max_pool || form.kind == FormKind::average_pool ||
                           form.kind == FormKind::upsample;
  if (!has_windows) {
    form.output_rows = input.rows;
    form.output_columns = input.columns;
  }
  if (form.kind == FormKind::copies) {
    form.outputs *= order;
  }
  if (form.kind == FormKind::concatenate) {
    form.outputs = 0;
    for (CopyShape const& part : inputs) {
      form.outputs += part.channels;
    }
  }
}

} // namespace detail

/// \p layers with all shapes, for an input of the shape \p input and a group of order \p order.
[[nodiscard]] inline std::vector<LayerForm>
with_shapes(std::span<LayerForm const> layers, CopyShape const& input, std::size_t order) {
  std::vector<CopyShape> values{input};
  std::vector<LayerForm> result;
  for (LayerForm form : layers) {
    std::vector<CopyShape> inputs;
    for (std::size_t i = 0; i < form.reads(); ++i) {
      inputs.push_back(values[values.size() - form.back[i]]);
    }
    detail::set_shapes(form, inputs, order);
    values.push_back({form.outputs, form.output_rows, form.output_columns});
    result.push_back(form);
  }
  return result;
}

} // namespace equivarify::runtime

#endif
