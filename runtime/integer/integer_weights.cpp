#include "equivarify/runtime/integer/integer_weights.hpp"

#include "equivarify/runtime/files/error.hpp"
#include "equivarify/runtime/files/text.hpp"
#include "equivarify/runtime/integer/rounding.hpp"

#include <algorithm>
#include <cmath>

namespace equivarify::runtime {

std::int32_t InputRule::operator()(float x) const {
  double const scaled = static_cast<double>(x) * scale;
  // std::round is half away from zero.
  double const rounded = std::clamp<double>(std::round(scaled), lowest, highest);
  return static_cast<std::int32_t>(rounded);
}

std::size_t parts_of(LayerForm const& form, std::size_t order) {
  return form.concatenated ? order : 1;
}

std::vector<bool> signed_values(IntegerWeights const& weights) {
  std::vector<bool> result{weights.input.lowest < 0};
  for (IntegerLayer const& layer : weights.layers) {
    bool const can_be_negative = layer.form.kind == FormKind::relu       ? false
                                 : layer.form.kind == FormKind::weighted ? !layer.form.relu
                                                                         : result.back();
    result.push_back(can_be_negative);
  }
  return result;
}

void require_integer_form(Description const& description) {
  if (!description.integer_refusal.empty() || description.integer_layers.empty()) {
    throw DataError(text(description.name,
                         ": cannot be evaluated in integers: ",
                         description.integer_refusal.empty()
                             ? "its code was generated without them; generate it again"
                             : description.integer_refusal));
  }
}

} // namespace equivarify::runtime
