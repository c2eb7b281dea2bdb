#include "equivarify/codegen/spec/resolve.hpp"

#include "equivarify/codegen/spec/blocks.hpp"
#include "equivarify/codegen/spec/cost.hpp"
#include "equivarify/codegen/spec/digest.hpp"
#include "equivarify/codegen/spec/group.hpp"
#include "equivarify/codegen/spec/input_parts.hpp"
#include "equivarify/codegen/spec/labels.hpp"
#include "equivarify/codegen/spec/resolve_construction.hpp"
#include "equivarify/codegen/spec/resolve_output.hpp"
#include "equivarify/codegen/spec/resolve_training.hpp"
#include "equivarify/codegen/spec/writer.hpp"

#include <algorithm>
#include <utility>

namespace equivarify::codegen {
namespace {

/// The parts of a network that are resolved one by one.
struct Parts {
  std::optional<algebra::Group> group;
  InputAction action;
  std::optional<Construction> construction;
  std::vector<Block> blocks;
  Labels labels;
  std::vector<Output> outputs;
};

/// Whether what \p spec says of its construction can be made sense of.
bool can_construct(Spec const& spec, Parts const& parts, Problems const& problems) {
  bool const needs_action = spec.construction == "kernel_quotient";
  return parts.group && !problems.blocked("/construction") && !problems.blocked("/already") &&
         !problems.blocked("/labels") && !problems.blocked("/output") &&
         (!needs_action || !parts.action.sources.empty());
}

/// What the construction finds alike leaves the class as it is.
void add_symmetries(Construction const& construction, algebra::Group const& group, Labels& labels) {
  bool const moves_classes =
      std::any_of(construction.class_sources.begin(),
                  construction.class_sources.end(),
                  [&](auto const& sources) { return sources != construction.class_sources[0]; });
  if (construction.sheets > 1 || moves_classes) {
    return;
  }
  for (auto& symmetries : labels.symmetries) {
    auto const& alike = construction.subgroup.elements();
    symmetries.insert(symmetries.end(), alike.begin(), alike.end());
    symmetries = algebra::Subgroup::generated_by(group, symmetries).elements();
  }
}

Parts resolve_parts(Spec const& spec, Problems& problems) {
  Parts parts;
  if (!problems.blocked("/group")) {
    parts.group = resolve_group(spec.group, problems);
  }
  if (!problems.blocked("/network")) {
    check_names(spec, problems);
    check_layers(spec, problems);
    refuse_parts_as_they_are(spec, problems);
  }
  bool const fits = parts.group && check_one_for_each(spec, *parts.group, problems) &&
                    check_tables(spec, *parts.group, problems);
  if (!fits) {
    return parts;
  }
  if (!problems.blocked("/input")) {
    parts.action = resolve_action(spec.input, *parts.group, problems).value_or(parts.action);
  }
  if (!problems.blocked("/output")) {
    parts.outputs = resolve_outputs(spec, *parts.group, problems);
  }
  bool const constructed = can_construct(spec, parts, problems);
  if (constructed) {
    parts.construction =
        resolve_construction(spec, *parts.group, parts.action, parts.outputs, problems);
  }
  if (parts.construction) {
    check_copies(*parts.construction, problems);
  }
  bool const plain = spec.construction == "g_product" && !spec.already;
  if (parts.group && (plain || constructed) && !problems.blocked("/construction") &&
      !problems.blocked("/already") && !problems.blocked("/input/shape") &&
      !problems.blocked("/input/parts") && !problems.blocked("/network")) {
    parts.blocks = resolve_blocks(spec, demands_of(parts.construction, *parts.group), problems);
  }
  if (parts.group && !problems.blocked("/labels")) {
    parts.labels = resolve_labels(spec.labels, *parts.group, problems);
  }
  if (parts.construction && problems.empty()) {
    check_class_weights(spec.labels, parts.construction->class_sources, problems);
    add_symmetries(*parts.construction, *parts.group, parts.labels);
  }
  return parts;
}

} // namespace

std::optional<Network> resolve(Spec const& spec, Problems& problems) {
  Parts parts = resolve_parts(spec, problems);
  if (problems.empty() && parts.group) {
    check_training(spec, *parts.group, parts.action, problems);
  }
  if (!problems.empty() || !parts.group) {
    return std::nullopt;
  }
  std::string const canonical = canonical_form(spec);
  return Network{.name = spec.name,
                 .description = spec.description,
                 .canonical_spec = canonical,
                 .spec_sha256 = sha256(canonical),
                 .network_sha256 = sha256(network_form(spec)),
                 .group = *std::move(parts.group),
                 .action_description = describe_action(spec.input),
                 .input = spec.input.shape,
                 .input_permutations = std::move(parts.action.sources),
                 .input_negated = std::move(parts.action.negated),
                 .blocks = std::move(parts.blocks),
                 .labels = std::move(parts.labels),
                 .seed = spec.seed,
                 .training = spec.training,
                 .arithmetic = spec.arithmetic,
                 .construction = std::move(parts.construction),
                 .outputs = std::move(parts.outputs),
                 .parts = parts_of(spec.input)};
}

Network resolve(Spec const& spec) {
  Problems problems;
  auto network = resolve(spec, problems);
  if (!network) {
    throw InputError{spec.name, problems.list()};
  }
  return *std::move(network);
}

} // namespace equivarify::codegen
