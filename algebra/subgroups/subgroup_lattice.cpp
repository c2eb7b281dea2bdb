#include "equivarify/algebra/subgroup_lattice.hpp"

#include "equivarify/algebra/element_set.hpp"
#include "equivarify/algebra/error.hpp"
#include "equivarify/algebra/structure.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <unordered_set>

namespace equivarify::algebra {

namespace {

using SeenSets = std::unordered_set<std::vector<std::uint64_t>, BitsHash>;

bool is_prime_power(std::uint32_t n) {
  for (std::uint32_t p = 2; p <= n; ++p) {
    if (n % p == 0) {
      while (n % p == 0) {
        n /= p;
      }
      return n == 1;
    }
  }
  return false;
}

/// One generator of each cyclic subgroup of prime power order.
std::vector<std::uint32_t> prime_power_generators(Group const& group) {
  std::vector<std::uint32_t> result;
  SeenSets seen;
  for (Element const g : group.elements()) {
    if (is_prime_power(group.element_order(g))) {
      GeneratedSet const cyclic =
          extend_subgroup(group, {ElementSet{group.order()}, {}}, g.index());
      if (seen.insert(cyclic.elements.bits()).second) {
        result.push_back(g.index());
      }
    }
  }
  return result;
}

ElementSet conjugate_set(Group const& group, ElementSet const& set, std::uint32_t g) {
  ElementSet result{group.order()};
  std::uint32_t const inverse = group.inverse_unchecked(g);
  for (std::uint32_t const h : set.members()) {
    if (h != 0) {
      result.insert(group.multiply_unchecked(group.multiply_unchecked(g, h), inverse));
    }
  }
  return result;
}

/// The search: classes are found by order of discovery, each recorded with all conjugates.
class ClassSearch {
public:
  explicit ClassSearch(Group const& group) : group_{group} {}

  std::vector<std::vector<GeneratedSet>> run() {
    std::vector<std::uint32_t> const steps = prime_power_generators(group_);
    record({ElementSet{group_.order()}, {}});
    for (std::size_t i = 0; i < classes_.size(); ++i) {
      for (std::uint32_t const z : steps) {
        extend(i, z);
      }
    }
    return std::move(classes_);
  }

private:
  /// Records what the representative of class number \p i and \p z generate, if it is new.
  void extend(std::size_t i, std::uint32_t z) {
    GeneratedSet const& representative = classes_[i].front();
    if (!representative.elements.contains(z)) {
      GeneratedSet larger = extend_subgroup(group_, representative, z);
      if (!seen_.contains(larger.elements.bits())) {
        record(std::move(larger));
      }
    }
  }

  void record(GeneratedSet representative) {
    seen_.insert(representative.elements.bits());
    std::vector<GeneratedSet> members{std::move(representative)};
    for (std::size_t i = 0; i < members.size(); ++i) {
      for (Generator const& g : group_.generators()) {
        ElementSet image = conjugate_set(group_, members[i].elements, g.element.index());
        if (seen_.insert(image.bits()).second) {
          require_room();
          members.push_back({std::move(image), {}});
        }
      }
    }
    require_room();
    classes_.push_back(std::move(members));
  }

  void require_room() const {
    if (seen_.size() > max_subgroups) {
      throw LimitError(fmt::format(
          "{} has more than {} subgroups; they are not listed", group_.name(), max_subgroups));
    }
  }

  Group const& group_;
  SeenSets seen_;
  std::vector<std::vector<GeneratedSet>> classes_;
};

/// The smallest normal subgroup that contains \p subgroup and \p g.
GeneratedSet normal_extension(Group const& group, GeneratedSet const& subgroup, std::uint32_t g) {
  GeneratedSet result = extend_subgroup(group, subgroup, g);
  for (std::size_t i = 0; i < result.generators.size(); ++i) {
    for (Generator const& s : group.generators()) {
      std::uint32_t const conjugate = group.multiply_unchecked(
          group.multiply_unchecked(s.element.index(), result.generators[i]),
          group.inverse_unchecked(s.element.index()));
      if (!result.elements.contains(conjugate)) {
        result = extend_subgroup(group, result, conjugate);
      }
    }
  }
  return result;
}

} // namespace

std::vector<SubgroupClass> subgroup_classes(Group const& group) {
  static_cast<void>(group.table());
  std::vector<std::vector<GeneratedSet>> found = ClassSearch{group}.run();
  std::stable_sort(found.begin(), found.end(), [](auto const& a, auto const& b) {
    return a.front().elements.size() < b.front().elements.size();
  });
  std::vector<SubgroupClass> result;
  result.reserve(found.size());
  for (std::vector<GeneratedSet> const& sets : found) {
    std::vector<Subgroup> members;
    members.reserve(sets.size());
    for (GeneratedSet const& set : sets) {
      members.push_back(Subgroup::from_closed_set(group, set.elements));
    }
    result.push_back({members.front(), std::move(members)});
  }
  return result;
}

std::vector<Subgroup> all_subgroups(Group const& group) {
  std::vector<Subgroup> result;
  for (SubgroupClass& subgroup_class : subgroup_classes(group)) {
    for (Subgroup& member : subgroup_class.members) {
      result.push_back(std::move(member));
    }
  }
  return result;
}

namespace {

/// The distinct normal closures of single elements.
std::vector<GeneratedSet> principal_normal_subgroups(Group const& group) {
  std::vector<GeneratedSet> result;
  SeenSets seen;
  GeneratedSet const trivial{ElementSet{group.order()}, {}};
  for (ConjugacyClass const& members : conjugacy_classes(group)) {
    if (members.front() != group.identity()) {
      GeneratedSet closure = normal_extension(group, trivial, members.front().index());
      if (seen.insert(closure.elements.bits()).second) {
        result.push_back(std::move(closure));
      }
    }
  }
  return result;
}

GeneratedSet join(Group const& group, GeneratedSet const& a, GeneratedSet const& b) {
  GeneratedSet result = a;
  for (std::uint32_t const g : b.generators) {
    if (!result.elements.contains(g)) {
      result = extend_subgroup(group, result, g);
    }
  }
  return result;
}

void require_room_for_normal(Group const& group, std::size_t found) {
  if (found >= max_subgroups) {
    throw LimitError(fmt::format(
        "{} has more than {} normal subgroups; they are not listed", group.name(), max_subgroups));
  }
}

/// The distinct joins of any of \p parts, that of none first.
std::vector<GeneratedSet> joins_of(Group const& group, std::vector<GeneratedSet> const& parts) {
  std::vector<GeneratedSet> found{{ElementSet{group.order()}, {}}};
  SeenSets seen{found.front().elements.bits()};
  for (std::size_t i = 0; i < found.size(); ++i) {
    for (GeneratedSet const& part : parts) {
      if (found[i].elements.contains(part.elements)) {
        continue;
      }
      GeneratedSet larger = join(group, found[i], part);
      if (seen.insert(larger.elements.bits()).second) {
        require_room_for_normal(group, found.size());
        found.push_back(std::move(larger));
      }
    }
  }
  return found;
}

} // namespace

// Every normal subgroup is a join of normal closures of single elements.
std::vector<Subgroup> normal_subgroups(Group const& group) {
  std::vector<GeneratedSet> found = joins_of(group, principal_normal_subgroups(group));
  std::stable_sort(found.begin(), found.end(), [](GeneratedSet const& a, GeneratedSet const& b) {
    return a.elements.size() < b.elements.size();
  });
  std::vector<Subgroup> result;
  result.reserve(found.size());
  for (GeneratedSet const& set : found) {
    result.push_back(Subgroup::from_closed_set(group, set.elements));
  }
  return result;
}

} // namespace equivarify::algebra
