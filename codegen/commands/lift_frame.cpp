#include "equivarify/codegen/commands/lift_frame.hpp"

#include "equivarify/algebra/text.hpp"
#include "equivarify/codegen/commands/lift_already.hpp"
#include "equivarify/codegen/commands/lift_family.hpp"
#include "equivarify/codegen/commands/lift_inputs.hpp"
#include "equivarify/codegen/commands/motion_options.hpp"
#include "equivarify/codegen/groups/group_form.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <utility>

namespace equivarify::codegen {
namespace {

using nlohmann::ordered_json;

/// The part of `--output HEAD:ACTION` before the colon, and what follows.
std::pair<std::string, std::string> split_output(std::string const& output) {
  std::size_t const colon = std::min(output.find(':'), output.size());
  return {output.substr(0, colon), colon < output.size() ? output.substr(colon + 1) : ""};
}

/// What the output is: names of classes, or a number of units.
void add_size(ordered_json& head, LiftOptions const& options, std::size_t size) {
  if (options.classes.empty()) {
    head["units"] = size;
  } else {
    head["classes"] = options.classes;
  }
}

/// The field `output` for a head that moves its entries by \p action.
ordered_json
head_form(LiftOptions const& options, LiftedNetwork const& lifted, algebra::Group const& group) {
  auto const [kind, action] = split_output(options.output);
  if (!options.family.empty()) {
    return family_head({options.family, kind, action, options.classes},
                       group,
                       options.models.size(),
                       lifted.output_order.size() / options.models.size());
  }
  if (options.construction == "already" || (kind == "joint" && action.empty())) {
    return nullptr;
  }
  ordered_json head{{"head", kind}};
  Shape const& shape = lifted.layers.back().layer.output;
  bool const moves = kind == "permuted" || kind == "vector";
  if (moves || (kind == "invariant" && !options.classes.empty())) {
    require_order("--output " + kind, lifted);
  }
  if (kind == "grid") {
    head["shape"] = extents_of(shape);
    head["action"] =
        action.empty() ? ordered_json("input") : ordered_json(motions_from(action, group));
  } else if (moves) {
    add_size(head, options, shape.size());
    head["action"] = motions_from(action, group);
  } else if (kind == "invariant" && action.empty()) {
    add_size(head, options, shape.size());
  } else {
    std::string const nearest = algebra::nearest_name(
        kind, {"joint", "invariant", "permuted:MOTIONS", "vector:MOTIONS", "grid"});
    throw algebra::AlgebraError(
        fmt::format("--output: expected joint, invariant, permuted:MOTIONS, vector:MOTIONS or "
                    "grid, found '{}'{}",
                    options.output,
                    nearest.empty() ? "" : fmt::format(" (nearest: '{}')", nearest)));
  }
  return {{"output", head}};
}

/// The names of the classes in the order of the file: those given, or numbers.
std::vector<std::string> class_names(LiftOptions const& options, std::size_t count) {
  if (!options.classes.empty() && options.classes.size() != count) {
    throw algebra::AlgebraError(fmt::format(
        "--classes: {} names, expected {}, one for each output", options.classes.size(), count));
  }
  return options.classes.empty() ? class_numbers(count) : options.classes;
}

/// The claim of a model that is equivariant already; \p frame is the frame without it.
SpecFrame claiming(SpecFrame frame,
                   LiftOptions const& options,
                   LiftedNetwork const& lifted,
                   algebra::Group const& group) {
  auto const [kind, action] = split_output(options.output);
  bool const moves = kind == "permuted" && !action.empty();
  bool const stays = (kind == "joint" || kind == "invariant") && action.empty();
  if (!options.family.empty() || (!moves && !stays)) {
    throw algebra::AlgebraError("--construction already: expected one model, and --output "
                                "invariant, or permuted:MOTIONS for what moves its outputs");
  }
  if (moves) {
    require_order("--output " + kind, lifted);
  }
  frame.construction = "g_product";
  frame.already =
      already_form({options.subgroup, moves ? action : ""}, group, lifted.output_order.size());
  return frame;
}

} // namespace

SpecFrame
frame_of(LiftOptions const& options, JsonDocument const& group_form, LiftedNetwork const& lifted) {
  algebra::Group const group = group_form.read(read_listed_group);
  std::string const stem = std::filesystem::path{options.models.front()}.stem().string();
  SpecFrame frame{
      .name = as_name(options.name.empty() ? stem : options.name, "network"),
      .description = "Lifted from " + models_in_words(options.models),
      .group = group_form.node().value,
      .action = input_motions(options.input_actions, lifted.inputs, group),
      .from = input_sources(options.input_sources, lifted.inputs, group),
      .output = head_form(options, lifted, group),
      .classes = options.family.empty()
                     ? class_names(options,
                                   count_classes(options.construction, lifted.output_order, group))
                     : options.classes,
      .construction = options.construction};
  return options.construction == "already" ? claiming(std::move(frame), options, lifted, group)
                                           : frame;
}

void require_order(std::string const& what, LiftedNetwork const& lifted) {
  if (!std::is_sorted(lifted.output_order.begin(), lifted.output_order.end())) {
    throw algebra::AlgebraError(what +
                                ": the file's output has another order than the last layer's");
  }
}

std::size_t count_classes(std::string const& construction,
                          std::vector<std::uint32_t> const& output_order,
                          algebra::Group const& group) {
  std::size_t const outputs = output_order.size();
  if (construction != "reynolds" && construction != "canonical") {
    return outputs;
  }
  bool const is_in_order = std::is_sorted(output_order.begin(), output_order.end());
  if (!is_in_order || outputs % group.order() != 0) {
    throw algebra::AlgebraError(
        fmt::format("--construction {}: the file gives {} numbers{}, expected a multiple of {}: "
                    "one for each element and class, those of e first",
                    construction,
                    outputs,
                    is_in_order ? "" : " in another order than the last layer's",
                    group.order()));
  }
  return outputs / group.order();
}

std::vector<std::string> class_numbers(std::size_t count) {
  std::vector<std::string> names;
  for (std::size_t c = 0; c < count; ++c) {
    names.push_back(fmt::to_string(c));
  }
  return names;
}

} // namespace equivarify::codegen
