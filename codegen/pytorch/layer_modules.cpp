#include "equivarify/codegen/pytorch/layer_modules.hpp"

#include "equivarify/codegen/json/problems.hpp"
#include "equivarify/codegen/layers/batch_norm.hpp"
#include "equivarify/codegen/layers/layer_norm.hpp"
#include "equivarify/codegen/layers/layer_type.hpp"
#include "equivarify/codegen/layers/part.hpp"
#include "equivarify/codegen/layers/pointwise.hpp"
#include "equivarify/codegen/layers/pool.hpp"
#include "equivarify/codegen/pytorch/python_text.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <map>
#include <vector>

namespace equivarify::codegen {
namespace {

[[noreturn]] void refuse(Step const& step, std::string const& what) {
  throw InputError{
      {.pointer = "/network",
       .summary = no_module,
       .found = fmt::format(
           "layer \"{}\" of type \"{}\"{}", step.name, type_name(*step.operation()), what),
       .expected = "a layer with a form in PyTorch (--target cpp takes all)"}};
}

Window window_of_step(Step const& step) {
  return *step.operation()->type().window(*step.operation(), step.input());
}

std::string pair_of(Extent const& extent) {
  return fmt::format("({}, {})", extent.rows, extent.columns);
}

bool has_margins(Margins const& pad) {
  return pad != Margins{};
}

bool is_symmetric(Margins const& pad) {
  return pad.top == pad.bottom && pad.left == pad.right;
}

/// \p x with rows and columns around it: equal ones, or those of its other side.
std::string padded(std::string const& x, Margins const& pad, std::string const& with) {
  return fmt::format(
      "F.pad({}, ({}, {}, {}, {}){})", x, pad.left, pad.right, pad.top, pad.bottom, with);
}

/// Whether the module itself lays zeros around the plane.
bool module_pads(Window const& window) {
  return has_margins(window.pad) && is_symmetric(window.pad) && !window.circular;
}

std::string conv_module(Step const& step, std::size_t seen) {
  Window const window = window_of_step(step);
  std::string text = fmt::format("nn.{}({}, {}, {}",
                                 window.transposed ? "ConvTranspose2d" : "Conv2d",
                                 seen * step.input().channels,
                                 step.output.channels,
                                 pair_of(window.size));
  if (window.stride != Extent{1, 1}) {
    text += ", stride=" + pair_of(window.stride);
  }
  if (module_pads(window)) {
    text += fmt::format(", padding=({}, {})", window.pad.top, window.pad.left);
  }
  if (window.dilation != Extent{1, 1}) {
    text += ", dilation=" + pair_of(window.dilation);
  }
  if (window.groups != 1) {
    text += fmt::format(", groups={}", window.groups);
  }
  return text + (lacks_bias(*step.operation()) ? ", bias=False)" : ")");
}

std::string conv_expression(Step const& step, std::string const& x) {
  Window const window = window_of_step(step);
  std::string const module = "self." + python_name(step.name);
  if (!has_margins(window.pad) || module_pads(window)) {
    return fmt::format("{}({})", module, x);
  }
  if (!window.transposed) {
    return fmt::format(
        "{}({})", module, padded(x, window.pad, window.circular ? ", mode=\"circular\"" : ""));
  }
  Margins const& pad = window.pad;
  return fmt::format("{}({})[:, :, {}:{}, {}:{}]",
                     module,
                     x,
                     pad.top,
                     pad.top + step.output.rows,
                     pad.left,
                     pad.left + step.output.columns);
}

std::string pool_expression(Step const& step, std::string const& x) {
  Window const window = window_of_step(step);
  bool const is_largest = structure_of(*step.operation()) == StructuralClass::largest_in_windows;
  auto const* const average = step.operation()->as<AveragePool2d>();
  std::string const pool = is_largest ? "F.max_pool2d" : "F.avg_pool2d";
  std::string const sizes = pair_of(window.size) + ", " + pair_of(window.stride);
  auto const pooled = [&](std::string const& value) {
    std::string const plane =
        has_margins(window.pad)
            ? padded(value, window.pad, is_largest ? ", value=float(\"-inf\")" : "")
            : value;
    return fmt::format("{}({}, {})", pool, plane, sizes);
  };
  if (average == nullptr || average->count_include_pad || !has_margins(window.pad)) {
    return pooled(x);
  }
  return fmt::format("{} / {}", pooled(x), pooled("torch.ones_like(" + x + ")"));
}

std::string mean_expression(Step const& step, std::string const& x) {
  Window const window = window_of_step(step);
  return window.transposed ? fmt::format("{}.repeat_interleave({}, 2).repeat_interleave({}, 3)",
                                         x,
                                         window.size.rows,
                                         window.size.columns)
                           : pool_expression(step, x);
}

float number_called(OnnxOperator const& op, std::string const& name, float otherwise) {
  for (auto const& [key, value] : op.attributes) {
    if (key == name) {
      return std::get<float>(value);
    }
  }
  return otherwise;
}

/// The operators of ONNX that functions of each number, and softmax, are made of: {0}, {1}, {2} are
/// their operands, {3} and {4} the attributes alpha and beta.
std::map<std::string, std::string> const& functions() {
  static std::map<std::string, std::string> const all{
      {"Abs", "torch.abs({0})"},
      {"Acos", "torch.acos({0})"},
      {"Acosh", "torch.acosh({0})"},
      {"Add", "({0} + {1})"},
      {"Asin", "torch.asin({0})"},
      {"Asinh", "torch.asinh({0})"},
      {"Atan", "torch.atan({0})"},
      {"Atanh", "torch.atanh({0})"},
      {"Ceil", "torch.ceil({0})"},
      {"Clip", "torch.clamp({0}, {1}, {2})"},
      {"Cos", "torch.cos({0})"},
      {"Cosh", "torch.cosh({0})"},
      {"Div", "({0} / {1})"},
      {"Elu", "F.elu({0}, {3})"},
      {"Erf", "torch.erf({0})"},
      {"Exp", "torch.exp({0})"},
      {"Floor", "torch.floor({0})"},
      {"HardSigmoid", "torch.clamp({3} * {0} + {4}, 0.0, 1.0)"},
      {"LeakyRelu", "F.leaky_relu({0}, {3})"},
      {"Log", "torch.log({0})"},
      {"Mul", "({0} * {1})"},
      {"Neg", "(-{0})"},
      {"Relu", "torch.relu({0})"},
      {"Round", "torch.round({0})"},
      {"Sigmoid", "torch.sigmoid({0})"},
      {"Sign", "torch.sign({0})"},
      {"Sin", "torch.sin({0})"},
      {"Sinh", "torch.sinh({0})"},
      {"Softmax", "torch.softmax({0}, 1)"},
      {"Softplus", "F.softplus({0})"},
      {"Sqrt", "torch.sqrt({0})"},
      {"Sub", "({0} - {1})"},
      {"Tan", "torch.tan({0})"},
      {"Tanh", "torch.tanh({0})"}};
  return all;
}

std::string function_expression(Step const& step, std::string const& x) {
  std::string value = x;
  for (OnnxOperator const& op : step.operation()->type().onnx(*step.operation())) {
    auto const function = functions().find(op.type);
    if (function == functions().end()) {
      refuse(step, fmt::format(" (operator {})", op.type));
    }
    std::vector<std::string> operands;
    for (OnnxOperand const& operand : op.operands) {
      auto const* const number = std::get_if<float>(&operand);
      bool const is_layer =
          number == nullptr && std::get<OnnxValueOf>(operand) == OnnxValueOf::layer;
      operands.push_back(number != nullptr ? fmt::to_string(*number) : (is_layer ? x : value));
    }
    operands.resize(3);
    value = fmt::format(fmt::runtime(function->second),
                        operands[0],
                        operands[1],
                        operands[2],
                        number_called(op, "alpha", op.type == "LeakyRelu" ? 0.01F : 1.0F),
                        number_called(op, "beta", 0.5F));
  }
  return value;
}

/// Whether \p step, a layer_norm, has a mean for each place and not one for all entries.
bool is_by_place(Step const& step) {
  return step.operation()->as<LayerNorm>()->each_place && step.input().plane() > 1;
}

} // namespace

std::string module_of(Step const& step, std::size_t copies) {
  std::size_t const seen = step.mixing == CopyMixing::group_product ? copies : 1;
  if (step.is_convolution()) {
    return conv_module(step, seen);
  }
  if (step.is_matrix_product()) {
    return fmt::format("nn.Linear({}, {}{})",
                       seen * step.gathered * step.input().size(),
                       step.output.size(),
                       lacks_bias(*step.operation()) ? ", bias=False" : "");
  }
  if (step.is_norm()) {
    return fmt::format("nn.BatchNorm1d({}, eps={})",
                       step.input().channels,
                       as_float<float>(step.operation()->as<BatchNorm>()->epsilon));
  }
  if (step.is_layer_norm()) {
    // GroupNorm with one group: one mean for all entries, one weight for each channel.
    return fmt::format("nn.{}{}, eps={})",
                       is_by_place(step) ? "LayerNorm(" : "GroupNorm(1, ",
                       step.input().channels,
                       as_float<float>(step.operation()->as<LayerNorm>()->epsilon));
  }
  return {};
}

std::string expression_of(Step const& step, std::vector<std::string> const& inputs) {
  std::string const& x = inputs.front();
  std::string const module = "self." + python_name(step.name);
  std::size_t const axes = step.operation()->type().axes();
  if (axes == 1 || axes == 3) {
    refuse(step, ", which is not for planes");
  }
  switch (structure_of(*step.operation())) {
  case StructuralClass::linear_in_windows:
    return conv_expression(step, x);
  case StructuralClass::linear:
    return fmt::format("{}({})", module, x);
  case StructuralClass::largest_in_windows:
    return pool_expression(step, x);
  case StructuralClass::mean_in_windows:
    return mean_expression(step, x);
  case StructuralClass::pointwise:
  case StructuralClass::pointwise_odd:
  case StructuralClass::reduction_over_entries:
    return function_expression(step, x);
  case StructuralClass::sum_of_values:
    return fmt::to_string(fmt::join(inputs, " + "));
  case StructuralClass::product_of_values: // the smaller ones are stretched as by broadcasting
    return fmt::to_string(fmt::join(inputs, " * "));
  case StructuralClass::values_in_a_row:
    return fmt::format("torch.cat([{}], 1)", fmt::join(inputs, ", "));
  case StructuralClass::affine_in_channels:
    return fmt::format(
        "{0}({1}.reshape(len({1}), {2}, -1)).reshape({1}.shape)", module, x, step.input().channels);
  case StructuralClass::normalised:
    return is_by_place(step) ? fmt::format("{}({}.movedim(1, -1)).movedim(-1, 1)", module, x)
                             : fmt::format("{}({})", module, x);
  case StructuralClass::part_of_entries: {
    Part const& part = *step.operation()->as<Part>();
    return fmt::format("{0}[:, {1}:{2}].reshape(len({0}), {3}, {4}, {5})",
                       x,
                       part.offset,
                       part.offset + part.shape.size(),
                       part.shape.channels,
                       part.shape.rows,
                       part.shape.columns);
  }
  case StructuralClass::reshape:
    break; // becomes no step
  }
  refuse(step, "");
}

} // namespace equivarify::codegen
