#include "equivarify/codegen/generate/plan.hpp"

#include "equivarify/codegen/layers/dropout.hpp"
#include "equivarify/codegen/layers/layer_type.hpp"

namespace equivarify::codegen {

bool Step::is_convolution() const {
  return operation() != nullptr && structure_of(*operation()) == StructuralClass::linear_in_windows;
}

bool Step::is_transposed() const {
  auto const window =
      operation() == nullptr ? std::nullopt : operation()->type().window(*operation(), input());
  return window && window->transposed;
}

void describe_weighted(Plan const& plan, Step& step, bool mixing) {
  std::size_t const direct =
      step.gathered * Layer{{}, *step.operation(), step.inputs, step.output}.multiply_adds();
  if (mixing) {
    step.mixing = CopyMixing::group_product;
    step.group = GroupAlgorithm::regular;
    step.group_reason = "summed over the group by definition";
  } else {
    step.group_reason = "lifted copy by copy";
  }
  step.pixel_reason = step.is_convolution() ? "direct" : "";
  step.multiply_adds = direct * plan.copies * (mixing ? plan.copies : 1);
  step.multiplications = step.multiply_adds;
}

void describe_norm(Plan const& plan, Step& step) {
  step.group_reason = step.is_norm() ? "one map for each channel, which all copies share"
                                     : "each copy by its own mean and variance";
  step.multiply_adds = plan.copies * step.output.size();
  step.multiplications = step.multiply_adds;
}

bool Step::is_norm() const {
  return operation() != nullptr &&
         structure_of(*operation()) == StructuralClass::affine_in_channels;
}

bool Step::is_layer_norm() const {
  return operation() != nullptr && structure_of(*operation()) == StructuralClass::normalised;
}

bool Step::is_dropout() const {
  return operation() != nullptr && operation()->as<Dropout>() != nullptr;
}

std::size_t Plan::readers(std::size_t value) const {
  std::size_t count = 0;
  for_each_step(*this, [&](Step const& step) {
    count += static_cast<std::size_t>(std::count(step.reads.begin(), step.reads.end(), value));
  });
  return count + static_cast<std::size_t>(std::count_if(
                     flattenings.begin(), flattenings.end(), [value](Flattening const& one) {
                       return one.read == value;
                     }));
}

std::size_t Plan::next_value() const {
  std::size_t largest = 0;
  for_each_step(*this, [&](Step const& step) { largest = std::max(largest, step.value); });
  for (Flattening const& flattening : flattenings) {
    largest = std::max(largest, flattening.value);
  }
  return largest + 1;
}

bool Step::is_matrix_product() const {
  return operation() != nullptr && structure_of(*operation()) == StructuralClass::linear;
}

} // namespace equivarify::codegen
