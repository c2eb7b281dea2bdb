#include "equivarify/algebra/table_of_marks.hpp"

#include "equivarify/algebra/orbit.hpp"

#include <fmt/format.h>

namespace equivarify::algebra {

namespace {

ElementSet to_set(Subgroup const& subgroup) {
  ElementSet set{subgroup.group().order()};
  for (Element const g : subgroup.elements()) {
    if (g.index() != 0) {
      set.insert(g.index());
    }
  }
  return set;
}

std::uint64_t count_containing(std::vector<ElementSet> const& members, ElementSet const& h) {
  std::uint64_t count = 0;
  for (ElementSet const& member : members) {
    count += member.contains(h) ? 1U : 0U;
  }
  return count;
}

/// counts[i][j] = members of class i that contain the representative of class j.
std::vector<std::vector<std::uint64_t>>
count_inclusions(std::vector<SubgroupClass> const& classes) {
  std::vector<ElementSet> representatives;
  representatives.reserve(classes.size());
  for (SubgroupClass const& subgroup_class : classes) {
    representatives.push_back(to_set(subgroup_class.representative));
  }
  std::vector<std::vector<std::uint64_t>> counts;
  for (std::size_t i = 0; i < classes.size(); ++i) {
    std::vector<ElementSet> members;
    for (Subgroup const& member : classes[i].members) {
      members.push_back(to_set(member));
    }
    std::vector<std::uint64_t>& row = counts.emplace_back();
    for (std::size_t j = 0; j < classes.size(); ++j) {
      bool const divides = representatives[i].size() % representatives[j].size() == 0;
      row.push_back(divides ? count_containing(members, representatives[j]) : 0);
    }
  }
  return counts;
}

std::vector<SubgroupClass> tabulable_classes(Group const& group) {
  std::vector<SubgroupClass> classes = subgroup_classes(group);
  if (classes.size() > max_marks_classes) {
    throw LimitError(fmt::format("a table of marks of {} has {} rows; at most {}",
                                 group.name(),
                                 classes.size(),
                                 max_marks_classes));
  }
  return classes;
}

} // namespace

// A coset g H is fixed by K exactly if g H g^-1 contains K; each conjugate of H comes from [N(H) :
// H] cosets.
TableOfMarks::TableOfMarks(Group const& group)
    : classes_{tabulable_classes(group)}, inclusions_{count_inclusions(classes_)} {
  for (std::size_t i = 0; i < classes_.size(); ++i) {
    std::uint64_t const cosets_each =
        classes_[i].representative.index() / classes_[i].members.size();
    std::vector<std::uint64_t>& row = marks_.emplace_back(inclusions_[i]);
    for (std::uint64_t& mark : row) {
      mark *= cosets_each;
    }
  }
}

std::vector<std::uint64_t> TableOfMarks::type_of(GSet const& set) const {
  std::vector<std::uint64_t> fixed;
  for (SubgroupClass const& subgroup_class : classes_) {
    fixed.push_back(fixed_points(set, subgroup_class.representative).size());
  }
  std::vector<std::uint64_t> type(classes_.size(), 0);
  for (std::size_t j = classes_.size(); j-- > 0;) {
    type[j] = fixed[j] / marks_[j][j];
    for (std::size_t k = 0; k <= j; ++k) {
      fixed[k] -= type[j] * marks_[j][k];
    }
  }
  return type;
}

std::vector<StabilizerCount>
count_stabilizers(Group const& group, std::function<BigInteger(Subgroup const&)> const& fixed) {
  TableOfMarks const table{group};
  std::vector<SubgroupClass> const& classes = table.classes();
  // exact[j]: the points whose stabilizer is the representative of class j and no larger.
  std::vector<BigInteger> exact(classes.size());
  for (std::size_t j = classes.size(); j-- > 0;) {
    exact[j] = fixed(classes[j].representative);
    for (std::size_t i = j + 1; i < classes.size(); ++i) {
      exact[j] -= exact[i] * table.inclusions()[i][j];
    }
  }
  std::vector<StabilizerCount> counts;
  for (std::size_t j = 0; j < classes.size(); ++j) {
    BigInteger const points = exact[j] * classes[j].members.size();
    BigInteger const orbits = points / classes[j].representative.index();
    counts.push_back({classes[j], points, orbits});
  }
  return counts;
}

std::vector<StabilizerCount> count_g_product(Group const& group, std::uint32_t labels) {
  return count_stabilizers(group, [labels](Subgroup const& h) {
    return boost::multiprecision::pow(BigInteger{labels}, h.index());
  });
}

BigInteger total_orbits(std::vector<StabilizerCount> const& counts) {
  BigInteger total = 0;
  for (StabilizerCount const& count : counts) {
    total += count.orbits;
  }
  return total;
}

} // namespace equivarify::algebra
