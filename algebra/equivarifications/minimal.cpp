#include "equivarify/algebra/equivarifications/minimal.hpp"

#include "equivarify/algebra/equivarifications/label_maps.hpp"
#include "equivarify/algebra/error.hpp"
#include "equivarify/algebra/homomorphism.hpp"
#include "equivarify/algebra/table_of_marks.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <optional>

namespace equivarify::algebra {
namespace {

/// A conjugate of a subgroup of \p inputs inside \p k, the largest there is.
std::optional<Subgroup> input_inside(InputClass const& inputs, Subgroup const& k) {
  for (Subgroup const& h : inputs.subgroups) {
    if (k.order() % h.order() != 0) {
      continue;
    }
    std::vector<Subgroup> const all = conjugates(h);
    auto const inside = std::find_if(
        all.begin(), all.end(), [&k](Subgroup const& conjugate) { return k.contains(conjugate); });
    if (inside != all.end()) {
      return *inside;
    }
  }
  return std::nullopt;
}

std::vector<MinimalOrbits>
count_orbits(InputClass const& inputs, Subgroup const& kernel, Labels const& labels) {
  Quotient const modulo = quotient(kernel);
  std::vector<MinimalOrbits> result;
  auto const fixed = [&](Subgroup const& subgroup) {
    return count_label_maps(preimage(modulo.projection, subgroup), labels);
  };
  for (StabilizerCount const& count : count_stabilizers(modulo.group, fixed)) {
    Subgroup const k = preimage(modulo.projection, count.subgroup_class.representative);
    std::optional<Subgroup> const h = input_inside(inputs, k);
    if (h && count.points != 0) {
      result.push_back({k, *h, count.points, count.orbits});
    }
  }
  return result;
}

void require_inputs(InputClass const& inputs, Labels const& labels) {
  if (inputs.subgroups.empty()) {
    throw AlgebraError("the class of inputs is empty: nothing has to be lifted");
  }
  if (labels.size() == 0) {
    throw AlgebraError("found no label, expected at least one");
  }
}

/// F composed with G/H -> G/K.
LabelMap pulled_back(CosetMap const& map, Subgroup const& h) {
  std::vector<std::uint32_t> const number = map.subgroup.coset_numbers();
  LabelMap labels;
  for (Element const t : h.transversal()) {
    labels.push_back(map.labels[number[t.index()]]);
  }
  return labels;
}

} // namespace

MinimalSet minimal_equivarification(InputClass const& inputs, Labels const& labels) {
  require_inputs(inputs, labels);
  Subgroup const n = kernel(inputs);
  MinimalSet minimal{n,
                     0,
                     count_label_maps(n, labels),
                     count_label_maps(Subgroup::trivial(n.group()), labels),
                     {}};
  bool const is_quotient = inputs.subgroups.back().order() == n.order();
  try {
    minimal.orbits = count_orbits(inputs, n, labels);
  } catch (LimitError const&) {
    if (!is_quotient) {
      throw;
    }
    minimal.points = minimal.points_of_quotient;
  }
  for (MinimalOrbits const& orbits : minimal.orbits) {
    minimal.points += orbits.points;
  }
  return minimal;
}

BigInteger least_points(InputClass const& inputs, Labels const& labels) {
  bool const has_free_inputs = !inputs.subgroups.empty() && inputs.subgroups.back().order() == 1;
  return has_free_inputs && labels.size() != 0 ? count_label_maps(inputs.subgroups.back(), labels)
                                               : minimal_equivarification(inputs, labels).points;
}

std::vector<OrbitSweep> orbit_sweeps(MinimalSet const& minimal, Labels const& labels) {
  if (minimal.orbits.empty() && minimal.points != 0) {
    throw LimitError("the subgroups are too many to list, and so the orbits are not listed");
  }
  std::vector<OrbitSweep> result;
  for (MinimalOrbits const& orbits : minimal.orbits) {
    result.emplace_back(orbits.stabilizer, labels, OrbitKind::reduced, orbits.orbits);
  }
  return result;
}

std::vector<ForcedOrbit> forced_orbits(MinimalSet const& minimal,
                                       std::vector<SweptOrbits> const& swept) {
  std::vector<ForcedOrbit> result;
  for (std::size_t i = 0; i < minimal.orbits.size(); ++i) {
    Subgroup const& h = minimal.orbits[i].forced_by;
    for (CosetMap const& map : swept.at(i).orbits) {
      result.push_back({map, {h, pulled_back(map, h)}});
    }
  }
  return result;
}

std::vector<ForcedOrbit> forced_orbits(MinimalSet const& minimal, Labels const& labels) {
  if (minimal.points > max_listed_points) {
    throw LimitError(
        fmt::format("the smallest equivarification has {} points; at most {} are listed",
                    to_string(minimal.points),
                    max_listed_points));
  }
  return forced_orbits(minimal, sweep(orbit_sweeps(minimal, labels)));
}

Candidate assemble(Group const& group, Labels const& labels, std::vector<CosetMap> const& orbits) {
  std::vector<SchreierGraph> parts;
  LabelMap projection;
  for (CosetMap const& orbit : orbits) {
    parts.push_back(SchreierGraph::coset_space(orbit.subgroup));
    projection.insert(projection.end(), orbit.labels.begin(), orbit.labels.end());
  }
  return {SchreierGraph::disjoint_union(group, parts), labels, std::move(projection)};
}

} // namespace equivarify::algebra
