#include "equivarify/codegen/generate/passes.hpp"

#include "equivarify/codegen/layers/layer_type.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <optional>
#include <utility>

namespace equivarify::codegen {
namespace {

bool is_linear(Step const& step) {
  return step.is_linear();
}

bool is_conv(Step const& step) {
  return step.is_convolution();
}

bool sums_over_the_group(Step const& step) {
  return step.mixing == CopyMixing::group_product;
}

constexpr std::array all{
    Pass{"relu", "a relu behind a linear layer becomes part of it", fuse_relu, nullptr, is_linear},
    Pass{"fourier",
         "sums over the group by a Fourier transform",
         use_fourier,
         &Step::group_reason,
         sums_over_the_group},
    Pass{"winograd",
         "3x3 convolutions by Winograd's F(4x4, 3x3)",
         use_winograd,
         &Step::pixel_reason,
         is_conv},
};

void fuse_relu_in(std::vector<Step>& steps) {
  for (std::size_t i = 1; i < steps.size(); ++i) {
    if (steps[i].is("relu") && steps[i - 1].is_linear() && !steps[i - 1].relu) {
      steps[i - 1].relu = true;
      steps.erase(steps.begin() + static_cast<std::ptrdiff_t>(i--));
    }
  }
}

template <typename F>
void for_each_step(Plan& plan, F const& f) {
  std::for_each(plan.image_steps.begin(), plan.image_steps.end(), f);
  std::for_each(plan.vector_steps.begin(), plan.vector_steps.end(), f);
}

std::string reason_without_transform(algebra::Group const& group) {
  std::size_t const order = group.order();
  return order == 1 ? "one copy: nothing to transform"
                    : fmt::format("no Fourier transform for {} keeps every bit: {} products",
                                  group.name(),
                                  order * order);
}

/// Multiplications of F(4x4, 3x3): 36 for each tile of 16 outputs instead of 9 for each output.
std::size_t winograd_multiplications(Step const& step) {
  std::size_t const area = step.output.rows * step.output.columns;
  std::size_t const tiles = ((step.output.rows + 3) / 4) * ((step.output.columns + 3) / 4);
  return step.multiplications / (9 * area) * 36 * tiles;
}

} // namespace

std::span<Pass const> passes() {
  return all;
}

std::vector<std::string> pass_names() {
  std::vector<std::string> names;
  names.reserve(all.size());
  for (Pass const& pass : all) {
    names.emplace_back(pass.name);
  }
  return names;
}

void run_pass(Pass const& pass, bool enabled, Plan& plan) {
  if (enabled) {
    pass.apply(plan);
    return;
  }
  for_each_step(plan, [&](Step& step) {
    if (pass.reason != nullptr && pass.concerns(step)) {
      step.*pass.reason = fmt::format("{} switched off", pass.name);
    }
  });
}

void fuse_relu(Plan& plan) {
  fuse_relu_in(plan.image_steps);
  fuse_relu_in(plan.vector_steps);
}

void use_fourier(Plan& plan) {
  auto const group = group_of_copies(plan.network);
  if (!group) {
    return; // copies that are no group are not summed over
  }
  std::size_t const order = group->order();
  plan.transform = group_transform(*group, plan.network.arithmetic);
  for_each_step(plan, [&](Step& step) {
    if (!sums_over_the_group(step)) {
      return;
    }
    if (!plan.transform) {
      step.group_reason = reason_without_transform(*group);
      return;
    }
    step.group = GroupAlgorithm::fourier;
    step.multiplications = step.multiplications / (order * order) * plan.transform->products;
    step.group_reason = fmt::format("Fourier over {}{}: {} products instead of {}",
                                    group->name(),
                                    plan.transform->exact ? "" : " to rounding",
                                    plan.transform->products,
                                    order * order);
  });
}

void use_winograd(Plan& plan) {
  constexpr std::size_t fewest_channels = 4; // below, the transforms cost more than they save
  for_each_step(plan, [&](Step& step) {
    if (!is_conv(step)) {
      return;
    }
    auto const window = step.operation()->type().window(*step.operation(), step.input);
    if (window->size != Extent{3, 3} || window->stride != Extent{1, 1}) {
      step.pixel_reason = "direct: Winograd needs 3x3 filters of stride 1";
    } else if (step.input.channels < fewest_channels) {
      step.pixel_reason = "direct: too few channels for Winograd";
    } else {
      step.pixels = PixelAlgorithm::winograd;
      step.multiplications = winograd_multiplications(step);
      step.pixel_reason = "Winograd F(4x4, 3x3)";
    }
  });
}

} // namespace equivarify::codegen
