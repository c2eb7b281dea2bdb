#include "equivarify/codegen/probe/probe_form.hpp"

#include "equivarify/algebra/permutation.hpp"
#include "equivarify/codegen/groups/group_expression.hpp"
#include "equivarify/codegen/groups/group_form.hpp"
#include "equivarify/codegen/json/document.hpp"
#include "equivarify/codegen/probe/form_action.hpp"
#include "equivarify/codegen/spec/group.hpp"
#include "equivarify/codegen/spec/load.hpp"
#include "equivarify/codegen/spec/plain_block.hpp"

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

/// \p domain with the bounds that \p range gives.
Domain read_range(JsonNode const& range, Domain domain) {
  auto const bounds = range.list();
  if (bounds.size() != 2) {
    range.fail("wrong range", "[least, largest]");
  }
  domain.lowest = bounds[0].real();
  domain.highest = bounds[1].real();
  domain.unbounded = false;
  if (!(domain.lowest < domain.highest)) {
    range.fail("wrong range", "[least, largest], the least below the largest");
  }
  if (domain.integers && (std::floor(domain.lowest) != domain.lowest ||
                          std::floor(domain.highest) != domain.highest)) {
    range.fail("wrong range", "two integers, for the entries are integers");
  }
  return domain;
}

Domain read_domain(JsonNode const& input, bool changes_signs) {
  Domain domain{.unbounded = true};
  if (auto const integers = input.find("integers")) {
    domain.integers = integers->truth();
    domain.lowest = -8;
    domain.highest = 8;
  }
  auto const range = input.find("range");
  if (range) {
    domain = read_range(*range, domain);
  }
  if (range && changes_signs && domain.lowest != -domain.highest) {
    range->fail("wrong range", "[-b, b], for the action changes signs");
  }
  return domain;
}

double read_bound(JsonNode const& node) {
  double const bound = node.real();
  if (!(bound >= 0)) {
    node.fail("wrong number", "a number from 0");
  }
  return bound;
}

/// A number, the absolute one; or an object with several.
Tolerance read_tolerance(JsonNode const& node) {
  Tolerance tolerance;
  if (node.value.is_number()) {
    tolerance.absolute = read_bound(node);
    return tolerance;
  }
  Problems problems;
  problems.attempt([&] { node.require_keys({.optional = {"absolute", "relative", "ulps"}}); });
  problems.attempt([&] {
    auto const bound = node.find("absolute");
    tolerance.absolute = bound ? read_bound(*bound) : 0;
  });
  problems.attempt([&] {
    auto const bound = node.find("relative");
    tolerance.relative = bound ? read_bound(*bound) : 0;
  });
  problems.attempt([&] {
    auto const bound = node.find("ulps");
    tolerance.ulps = bound ? bound->number(0, longest_extent) : 0;
  });
  problems.require_none();
  return tolerance;
}

Group read_form_group(JsonNode const& node) {
  nlohmann::json const form = group_form_at(node);
  return read_listed_group({form, node.pointer});
}

ProbeForm read_form(JsonNode const& root) {
  Problems problems;
  problems.attempt([&] {
    root.require_keys({{"group", "input", "output"}, {"tolerance", "$schema", "description"}});
  });
  auto const group_node = root.find("group");
  auto const input_node = root.find("input");
  auto const output_node = root.find("output");
  if (!group_node || !input_node || !output_node) {
    problems.require_none();
  }
  Group const group = read_form_group(*group_node);
  auto input = problems.attempt([&] {
    return read_form_action(*input_node, group, {"range", "integers"});
  });
  auto output = problems.attempt([&] { return read_form_action(*output_node, group, {}); });
  auto const domain =
      problems.attempt([&] { return read_domain(*input_node, input && input->changes_signs()); });
  auto const tolerance_node = root.find("tolerance");
  auto const tolerance = problems.attempt(
      [&] { return tolerance_node ? read_tolerance(*tolerance_node) : Tolerance{}; });
  problems.require_none();
  return {*std::move(input), *std::move(output), *domain, *tolerance};
}

/// What the generated code of a network promises.
ProbeForm form_of(Network const& network) {
  require_joint(network, "no program of this spec can be probed");
  require_one_array(network, "no program of this spec can be probed");
  require_no_signs(network, "no program of this spec can be probed");
  auto const extent = [](std::size_t n) { return static_cast<std::uint32_t>(n); };
  ArrayShape const shape = to_array_shape(network.input);
  std::vector<std::size_t> const extents = extents_of(network.input);
  std::vector<EntryPermutation> motions;
  for (algebra::Generator const& generator : network.group.generators()) {
    motions.push_back(network.input_permutations[generator.element.index()]);
  }
  return {ArrayAction::on_places(algebra::places(network.group, motions, shape))
              .with_extents({extents.begin(), extents.end()}),
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
  JsonDocument const document = parse_document(text, path);
  return document.node().find("network") ? form_of(parse_network(text, path))
                                         : document.read(read_form);
}

} // namespace equivarify::codegen
