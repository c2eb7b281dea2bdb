#include "equivarify/codegen/probe/probe_form.hpp"

#include "equivarify/codegen/carrier.hpp"
#include "equivarify/codegen/groups/group_expression.hpp"
#include "equivarify/codegen/groups/group_form.hpp"
#include "equivarify/codegen/probe/form_action.hpp"
#include "equivarify/codegen/spec_document.hpp"
#include "equivarify/codegen/spec_json.hpp"
#include "equivarify/codegen/unsupported_spec.hpp"

#include <cmath>
#include <utility>

namespace equivarify::codegen {

namespace {

using algebra::ArrayShape;
using algebra::EntryPermutation;
using algebra::Group;
using algebra::probe::ArrayAction;
using algebra::probe::Domain;
using algebra::probe::Tolerance;

std::optional<Group> read_form_group(FormNode const& node) {
  return try_at(node, "no such group", [&] {
    return read_listed_group(
        node.value().is_string() ? group_form_of(node.value().get<std::string>()) : node.value());
  });
}

void read_range(FormNode const& range, Domain& domain) {
  auto const bounds = range.list();
  if (!bounds || bounds->size() != 2) {
    range.refuse("wrong range", "[least, largest]");
    return;
  }
  domain.lowest = (*bounds)[0].number().value_or(domain.lowest);
  domain.highest = (*bounds)[1].number().value_or(domain.highest);
  domain.unbounded = false;
  if (!(domain.lowest < domain.highest)) {
    range.refuse("wrong range", "[least, largest], the least below the largest");
  }
  if (domain.integers && (std::floor(domain.lowest) != domain.lowest ||
                          std::floor(domain.highest) != domain.highest)) {
    range.refuse("wrong range", "two integers, for the entries are integers");
  }
}

Domain read_domain(FormNode const& input) {
  Domain domain{.unbounded = true};
  if (auto const integers = input.optional("integers")) {
    domain.integers = integers->value() == true;
    if (!integers->value().is_boolean()) {
      integers->refuse("wrong type", "true or false");
    }
    domain.lowest = -8;
    domain.highest = 8;
  }
  if (auto const range = input.optional("range")) {
    read_range(*range, domain);
  }
  return domain;
}

double read_bound(FormNode const& node) {
  double const bound = node.number().value_or(0);
  if (!(bound >= 0)) {
    node.refuse("wrong number", "a number from 0");
  }
  return bound;
}

/// A number, the absolute one; or an object with several.
Tolerance read_tolerance(FormNode const& node) {
  Tolerance tolerance;
  if (node.value().is_number()) {
    tolerance.absolute = read_bound(node);
    return tolerance;
  }
  static_cast<void>(node.only({"absolute", "relative", "ulps"}));
  if (auto const bound = node.optional("absolute")) {
    tolerance.absolute = read_bound(*bound);
  }
  if (auto const bound = node.optional("relative")) {
    tolerance.relative = read_bound(*bound);
  }
  if (auto const bound = node.optional("ulps")) {
    tolerance.ulps = bound->integer(0, longest_extent).value_or(0);
  }
  return tolerance;
}

std::optional<ProbeForm> read_form(FormNode const& root) {
  if (!root.only({"group", "input", "output", "tolerance", "$schema", "description"})) {
    return std::nullopt;
  }
  auto const group_node = root.required("group");
  auto const input_node = root.required("input");
  auto const output_node = root.required("output");
  auto const group = group_node ? read_form_group(*group_node) : std::nullopt;
  if (!group || !input_node || !output_node) {
    return std::nullopt;
  }
  auto input = read_form_action(*input_node, *group, {"range", "integers"});
  auto output = read_form_action(*output_node, *group, {});
  Domain const domain = read_domain(*input_node);
  auto const tolerance = root.optional("tolerance");
  Tolerance const bounds = tolerance ? read_tolerance(*tolerance) : Tolerance{};
  if (!input || !output) {
    return std::nullopt;
  }
  return ProbeForm{*std::move(input), *std::move(output), domain, bounds};
}

/// What the generated code of a network promises.
ProbeForm form_of(Network const& network) {
  require_no_signs(network, "no program of this spec can be probed");
  auto const extent = [](std::size_t n) { return static_cast<std::uint32_t>(n); };
  ArrayShape const shape{
      extent(network.input.channels), extent(network.input.rows), extent(network.input.columns)};
  std::vector<EntryPermutation> motions;
  for (algebra::Generator const& generator : network.group.generators()) {
    motions.push_back(network.input_permutations[generator.element.index()]);
  }
  return {ArrayAction::on_places(algebra::places(network.group, motions, shape))
              .with_extents({shape.channels, shape.rows, shape.columns}),
          ArrayAction::regular(network.group, extent(network.labels.classes.size())),
          {.lowest = 0, .highest = 1},
          {}};
}

} // namespace

ProbeForm load_probe_form(std::string const& path) {
  return with_lines_of(path, [&] {
    return parse_probe_form(read_text(path, "a JSON file with group, input and output, or a spec"),
                            path);
  });
}

ProbeForm parse_probe_form(std::string const& text, std::string const& path) {
  SpecDocument document = parse_document(text);
  if (document.value.is_object() && document.value.contains("network")) {
    return form_of(parse_network(text, path));
  }
  std::optional<ProbeForm> form;
  if (document.problems.empty()) {
    form = read_form({document.value, "", document.problems});
  }
  if (!form || !document.problems.empty()) {
    throw SpecError{path, document.problems.list()};
  }
  return *std::move(form);
}

} // namespace equivarify::codegen
