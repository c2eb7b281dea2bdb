#include "equivarify/codegen/generate/passes.hpp"

#include "equivarify/codegen/layers/dropout.hpp"
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

bool is_norm(Step const& step) {
  return step.is_norm();
}

constexpr std::array all{
    Pass{"norm",
         "a batch_norm behind a linear layer becomes part of it, but for training",
         fold_batch_norm,
         nullptr,
         is_norm,
         false},
    Pass{"relu",
         "a relu behind a linear layer becomes part of it",
         fuse_relu,
         nullptr,
         is_linear,
         true},
    Pass{"fourier",
         "sums over the group by a Fourier transform",
         use_fourier,
         &Step::group_reason,
         sums_over_the_group,
         true},
    Pass{"winograd",
         "3x3 convolutions by Winograd's F(4x4, 3x3)",
         use_winograd,
         &Step::pixel_reason,
         is_conv,
         true},
};

/// The step of \p steps that makes \p value, if only one step reads it; null otherwise.
Step* sole_source(Plan const& plan, std::vector<Step>& steps, std::size_t value) {
  auto const found = std::find_if(
      steps.begin(), steps.end(), [value](Step const& step) { return step.value == value; });
  return found == steps.end() || plan.readers(value) != 1 ? nullptr : &*found;
}

/// Makes every step that \p joins its source, `joins(source, step)`, a part of it.
template <typename Joins>
void fuse(Plan& plan, std::vector<Step>& steps, Joins const& joins) {
  for (std::size_t i = 1; i < steps.size(); ++i) {
    Step* const source = sole_source(plan, steps, steps[i].reads.front());
    if (source != nullptr && joins(*source, steps[i])) {
      source->value = steps[i].value;
      steps.erase(steps.begin() + static_cast<std::ptrdiff_t>(i--));
    }
  }
}

bool join_relu(Step& source, Step const& step) {
  bool const joins = step.is("relu") && (source.is_linear() || source.is_norm()) && !source.relu;
  source.relu = source.relu || joins;
  return joins;
}

bool join_norm(Step& source, Step const& step) {
  bool const joins =
      step.is_norm() && source.is_linear() && !source.is_transposed() && !source.norm;
  if (joins) {
    source.norm = FoldedNorm{step.name, *step.operation()};
  }
  return joins;
}

/// Whatever reads \p value reads \p other instead.
void replace_reads(Plan& plan, std::size_t value, std::size_t other) {
  for_each_step(
      plan, [=](Step& step) { std::replace(step.reads.begin(), step.reads.end(), value, other); });
  for (Flattening& flattening : plan.flattenings) {
    flattening.read = flattening.read == value ? other : flattening.read;
  }
}

void drop_dropout(Plan& plan, std::vector<Step>& steps) {
  for (std::size_t i = 0; i < steps.size(); ++i) {
    if (steps[i].is_dropout()) {
      Step const dropout = steps[i];
      steps.erase(steps.begin() + static_cast<std::ptrdiff_t>(i--));
      replace_reads(plan, dropout.value, dropout.reads.front());
    }
  }
}

/// \p plan with its dropout, if the network has any.
Plan with_dropout(Plan plan) {
  bool const has_dropout =
      std::any_of(plan.network.blocks.begin(), plan.network.blocks.end(), [](Block const& block) {
        return std::any_of(block.layers.begin(), block.layers.end(), [](Layer const& layer) {
          return layer.operation.as<Dropout>() != nullptr;
        });
      });
  if (!has_dropout) {
    return plan;
  }
  LowerOptions options = plan.options;
  options.keeps_dropout = true;
  return lower(plan.network, options);
}

/// What fold_batch_norm() joined, as two steps again.
void unfold(Plan& plan, std::vector<Step>& steps) {
  for (std::size_t i = 0; i < steps.size(); ++i) {
    if (!steps[i].norm) {
      continue;
    }
    FoldedNorm const folded = *std::exchange(steps[i].norm, std::nullopt);
    Step norm{.name = folded.name, .work = folded.operation};
    norm.inputs = {steps[i].output};
    norm.output = steps[i].output;
    norm.relu = std::exchange(steps[i].relu, false);
    norm.value = std::exchange(steps[i].value, plan.next_value());
    norm.reads = {steps[i].value};
    describe_norm(plan, norm);
    steps.insert(steps.begin() + static_cast<std::ptrdiff_t>(i) + 1, std::move(norm));
  }
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

bool is_listed(Pass const& pass, Plan const& plan) {
  bool concerned = pass.is_always_listed;
  for_each_step(plan, [&](Step const& step) { concerned = concerned || pass.concerns(step); });
  return concerned;
}

void drop_dropout(Plan& plan) {
  drop_dropout(plan, plan.image_steps);
  drop_dropout(plan, plan.vector_steps);
}

void fold_batch_norm(Plan& plan) {
  fuse(plan, plan.image_steps, join_norm);
  fuse(plan, plan.vector_steps, join_norm);
}

void fuse_relu(Plan& plan) {
  fuse(plan, plan.image_steps, join_relu);
  fuse(plan, plan.vector_steps, join_relu);
}

Plan for_training(Plan planned) {
  Plan plan = with_dropout(std::move(planned));
  unfold(plan, plan.image_steps);
  unfold(plan, plan.vector_steps);
  bool const on_images = std::any_of(plan.image_steps.begin(), plan.image_steps.end(), is_norm);
  bool const on_vectors = std::any_of(plan.vector_steps.begin(), plan.vector_steps.end(), is_norm);
  if (on_images || on_vectors) {
    plan.micro_batch = plan.network.training.batch;
  }
  if (on_images) {
    plan.backward_group = plan.micro_batch;
  }
  return plan;
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
    auto const window = step.operation()->type().window(*step.operation(), step.input());
    if (step.input().depth > 1) {
      step.pixel_reason = "direct: Winograd needs planes";
    } else if (window->span() != Extent{3, 3} || window->size != Extent{3, 3} ||
               window->stride != Extent{1, 1}) {
      step.pixel_reason = "direct: Winograd needs 3x3 filters of stride 1";
    } else if (window->circular || window->transposed || window->groups != 1) {
      step.pixel_reason =
          "direct: Winograd needs one group, windows on the input and zeros around it";
    } else if (step.input().channels < fewest_channels) {
      step.pixel_reason = "direct: too few channels for Winograd";
    } else {
      step.pixels = PixelAlgorithm::winograd;
      step.multiplications = winograd_multiplications(step);
      step.pixel_reason = "Winograd F(4x4, 3x3)";
    }
  });
}

} // namespace equivarify::codegen
