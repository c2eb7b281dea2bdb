#include "equivarify/codegen/integers/description.hpp"

#include "equivarify/algebra/multiplication_table.hpp"
#include "equivarify/codegen/generate/integer_forms.hpp"
#include "equivarify/codegen/layers/batch_norm.hpp"
#include "equivarify/codegen/layers/layer.hpp"
#include "equivarify/codegen/layers/pool.hpp"
#include "equivarify/runtime/base/layer_form.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

namespace equivarify::codegen {
namespace {

runtime::FormKind kind_of(IntegerKind kind) {
  switch (kind) {
  case IntegerKind::weighted:
    return runtime::FormKind::weighted;
  case IntegerKind::max_pool:
    return runtime::FormKind::max_pool;
  case IntegerKind::average_pool:
    return runtime::FormKind::average_pool;
  case IntegerKind::relu:
    return runtime::FormKind::relu;
  case IntegerKind::upsample:
    return runtime::FormKind::upsample;
  case IntegerKind::table:
    return runtime::FormKind::table;
  case IntegerKind::add:
    return runtime::FormKind::add;
  case IntegerKind::multiply:
    return runtime::FormKind::multiply;
  case IntegerKind::concatenate:
    return runtime::FormKind::concatenate;
  case IntegerKind::copies:
    break;
  }
  return runtime::FormKind::copies;
}

/// What \p layer, which is a function of each number, makes of \p x.
float value_of(void const* layer, float x) {
  std::vector<double> const y = evaluate_layer(
      *static_cast<Layer const*>(layer), Tensors<double>{}, std::vector{static_cast<double>(x)});
  return static_cast<float>(y.front());
}

/// \p form, layer \p l of the integer network.
runtime::LayerForm to_runtime(IntegerForm const& form, std::size_t l) {
  std::array<std::uint32_t, runtime::most_values_read> back{};
  for (std::size_t i = 0; i < form.reads.size(); ++i) {
    back.at(i) = static_cast<std::uint32_t>(l + 1 - form.reads[i]);
  }
  auto const* const mean = form.layer->operation.as<AveragePool2d>();
  bool const is_padded = form.window.pad != Margins{};
  runtime::LayerForm result{.kind = kind_of(form.kind),
                            .name = form.layer->name,
                            .back = back,
                            .flat = form.flat,
                            .concatenated = form.concatenated,
                            .bias = form.has_bias(),
                            .relu = form.relu,
                            .channels = form.input.channels,
                            .rows = form.input.rows,
                            .columns = form.input.columns,
                            .outputs = form.output.channels,
                            .output_rows = form.output.rows,
                            .output_columns = form.output.columns,
                            .window_rows = form.window.size.rows,
                            .window_columns = form.window.size.columns,
                            .stride_rows = form.window.stride.rows,
                            .stride_columns = form.window.stride.columns,
                            .dilation_rows = form.window.dilation.rows,
                            .dilation_columns = form.window.dilation.columns,
                            .top = form.window.pad.top,
                            .left = form.window.pad.left,
                            .circular = form.window.circular,
                            .counts_padding =
                                is_padded && mean != nullptr && mean->count_include_pad};
  if (form.norm != nullptr) {
    result.norm = form.norm->name;
    result.epsilon = static_cast<float>(form.norm->operation.as<BatchNorm>()->epsilon);
  }
  if (form.kind == IntegerKind::table) {
    result.function = {.value = value_of, .context = form.layer};
  }
  return result;
}

} // namespace

runtime::Description integer_description(Network const& network) {
  runtime::Description result;
  result.name = network.name;
  result.spec_sha256 = network.spec_sha256;
  result.network_sha256 = network.network_sha256;
  result.order = network.group.order();
  result.classes = network.labels.classes.size();
  result.channels = network.input.channels;
  result.rows = network.input.rows;
  result.columns = network.input.columns;
  result.class_names = network.labels.classes;
  result.input_permutations = network.input_permutations;
  result.input_negated = network.input_negated;
  for (algebra::Element const g : network.group.elements()) {
    result.inverse.push_back(network.group.inverse(g).index());
  }
  result.product = algebra::multiplication_table(network.group);
  for (IntegerForm const& form : integer_forms(network)) {
    result.integer_layers.push_back(to_runtime(form, result.integer_layers.size()));
  }
  return result;
}

} // namespace equivarify::codegen
