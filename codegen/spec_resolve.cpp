#include "equivarify/codegen/spec_resolve.hpp"

#include "equivarify/codegen/spec_blocks.hpp"
#include "equivarify/codegen/spec_digest.hpp"
#include "equivarify/codegen/spec_group.hpp"
#include "equivarify/codegen/spec_labels.hpp"
#include "equivarify/codegen/spec_writer.hpp"

#include <utility>

namespace equivarify::codegen {
namespace {

/// The parts of a network that are resolved one by one.
struct Parts {
  std::optional<algebra::Group> group;
  std::vector<std::vector<std::uint32_t>> input_permutations;
  std::vector<Block> blocks;
  Labels labels;
};

Parts resolve_parts(Spec const& spec, SpecProblems& problems) {
  Parts parts;
  if (!problems.blocked("/group")) {
    parts.group = resolve_group(spec.group, problems);
  }
  if (!problems.blocked("/network")) {
    check_names(spec, problems);
  }
  if (parts.group && !problems.blocked("/input")) {
    parts.input_permutations =
        resolve_action(spec.input, *parts.group, problems).value_or(parts.input_permutations);
  }
  if (parts.group && !problems.blocked("/input/shape") && !problems.blocked("/network")) {
    parts.blocks = resolve_blocks(spec, parts.group->order(), problems);
  }
  if (parts.group && !problems.blocked("/labels")) {
    parts.labels = resolve_labels(spec.labels, *parts.group, problems);
  }
  return parts;
}

} // namespace

std::optional<Network> resolve(Spec const& spec, SpecProblems& problems) {
  Parts parts = resolve_parts(spec, problems);
  if (!problems.empty() || !parts.group) {
    return std::nullopt;
  }
  std::string const canonical = canonical_form(spec);
  return Network{.name = spec.name,
                 .description = spec.description,
                 .canonical_spec = canonical,
                 .spec_sha256 = sha256(canonical),
                 .group = *std::move(parts.group),
                 .action_description = describe_action(spec.input),
                 .input = spec.input.shape,
                 .input_permutations = std::move(parts.input_permutations),
                 .blocks = std::move(parts.blocks),
                 .labels = std::move(parts.labels),
                 .seed = spec.seed,
                 .training = spec.training,
                 .arithmetic = spec.arithmetic};
}

Network resolve(Spec const& spec) {
  SpecProblems problems;
  auto network = resolve(spec, problems);
  if (!network) {
    throw SpecError{spec.name, problems.list()};
  }
  return *std::move(network);
}

} // namespace equivarify::codegen
