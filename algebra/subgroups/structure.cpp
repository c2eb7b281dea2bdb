#include "equivarify/algebra/structure.hpp"

#include "equivarify/algebra/homomorphism.hpp"

#include <algorithm>

namespace equivarify::algebra {

namespace {

std::vector<Element> elements_where(Group const& group, auto const& predicate) {
  std::vector<Element> result;
  for (Element const g : group.elements()) {
    if (predicate(g)) {
      result.push_back(g);
    }
  }
  return result;
}

/// x -> s x s^-1 for generator \p k and every x, along the tree: s (p t) = (s p) t. Cost: O(|G|)
/// look-ups.
std::vector<std::uint32_t> conjugation(Group const& group, std::uint32_t k) {
  SpanningTree const& tree = group.spanning_tree();
  std::vector<std::uint32_t> left(group.order());
  left[0] = group.generators()[k].element.index();
  for (std::size_t i = 1; i < tree.sequence.size(); ++i) {
    std::uint32_t const x = tree.sequence[i];
    left[x] = group.step_unchecked(left[tree.parent[x]], tree.via[x]);
  }
  std::vector<std::uint32_t> undo(group.order());
  for (std::uint32_t x = 0; x < group.order(); ++x) {
    undo[group.step_unchecked(x, k)] = x;
  }
  for (std::uint32_t& x : left) {
    x = undo[x];
  }
  return left;
}

/// The class of \p start, whose members become \p seen, by conjugation with one generator after
/// another.
ConjugacyClass class_of(Group const& group,
                        std::uint32_t start,
                        std::vector<std::vector<std::uint32_t>> const& steps,
                        std::vector<bool>& seen) {
  ConjugacyClass members{group.element(start)};
  seen[start] = true;
  for (std::size_t i = 0; i < members.size(); ++i) {
    for (std::vector<std::uint32_t> const& step : steps) {
      std::uint32_t const y = step[members[i].index()];
      if (!seen[y]) {
        seen[y] = true;
        members.push_back(group.element(y));
      }
    }
  }
  std::sort(members.begin(), members.end());
  return members;
}

} // namespace

std::vector<ConjugacyClass> conjugacy_classes(Group const& group) {
  std::vector<std::vector<std::uint32_t>> steps;
  for (std::uint32_t k = 0; k < group.generators().size(); ++k) {
    steps.push_back(conjugation(group, k));
  }
  std::vector<bool> seen(group.order(), false);
  std::vector<ConjugacyClass> classes;
  for (std::uint32_t start = 0; start < group.order(); ++start) {
    if (!seen[start]) {
      classes.push_back(class_of(group, start, steps, seen));
    }
  }
  return classes;
}

std::vector<std::uint32_t> class_numbers(Group const& group) {
  std::vector<std::uint32_t> numbers(group.order(), 0);
  std::uint32_t next = 0;
  for (ConjugacyClass const& members : conjugacy_classes(group)) {
    for (Element const g : members) {
      numbers[g.index()] = next;
    }
    ++next;
  }
  return numbers;
}

Subgroup centre(Group const& group) {
  return Subgroup::generated_by(group, elements_where(group, [&](Element g) {
                                  return std::all_of(group.generators().begin(),
                                                     group.generators().end(),
                                                     [&](Generator const& s) {
                                                       return group.multiply(g, s.element) ==
                                                              group.multiply(s.element, g);
                                                     });
                                }));
}

Subgroup centralizer(Group const& group, Element g) {
  return Subgroup::generated_by(group, elements_where(group, [&](Element h) {
                                  return group.multiply(g, h) == group.multiply(h, g);
                                }));
}

Subgroup normalizer(Subgroup const& subgroup) {
  Group const& group = subgroup.group();
  std::vector<Element> const own = subgroup.generators();
  return Subgroup::generated_by(group, elements_where(group, [&](Element g) {
                                  return std::all_of(own.begin(), own.end(), [&](Element h) {
                                    return subgroup.contains(group.conjugate(h, g));
                                  });
                                }));
}

Subgroup normal_closure(Group const& group, std::vector<Element> const& elements) {
  GeneratedSet closure{ElementSet{group.order()}, {}};
  std::vector<Element> pending = elements;
  for (std::size_t i = 0; i < pending.size(); ++i) {
    if (closure.elements.contains(pending[i].index())) {
      continue;
    }
    closure = extend_subgroup(group, closure, pending[i].index());
    for (Generator const& s : group.generators()) {
      pending.push_back(group.conjugate(pending[i], s.element));
    }
  }
  return Subgroup::from_closed_set(group, closure.elements);
}

// The derived subgroup is the normal closure of the commutators of generators.
Subgroup derived_subgroup(Group const& group) {
  std::vector<Element> commutators;
  for (Generator const& a : group.generators()) {
    for (Generator const& b : group.generators()) {
      commutators.push_back(
          group.multiply(group.conjugate(b.element, a.element), group.inverse(b.element)));
    }
  }
  return normal_closure(group, commutators);
}

namespace {

/// The number of elements of the abelian group \p group whose \p n-th power is e.
std::uint32_t count_roots(Group const& group, std::uint32_t n) {
  return static_cast<std::uint32_t>(elements_where(group, [&](Element g) {
                                      return group.power(g, n) == group.identity();
                                    }).size());
}

std::uint32_t logarithm(std::uint32_t n, std::uint32_t p) {
  std::uint32_t result = 0;
  for (; n > 1; n /= p) {
    ++result;
  }
  return result;
}

/// Appends the invariants of the p-part: as many factors of order at least p^k as log_p of the step
/// in the count of p^k-th roots of e.
void add_invariants(Group const& abelian, std::uint32_t p, std::vector<std::uint32_t>& result) {
  std::vector<std::uint32_t> at_least{};
  std::uint32_t previous = 1;
  std::uint32_t power = p;
  for (std::uint32_t roots = count_roots(abelian, power); roots > previous;
       roots = count_roots(abelian, power *= p)) {
    at_least.push_back(logarithm(roots / previous, p));
    previous = roots;
  }
  power = 1;
  for (std::size_t k = 0; k < at_least.size(); ++k) {
    power *= p;
    std::uint32_t const next = k + 1 < at_least.size() ? at_least[k + 1] : 0;
    result.insert(result.end(), at_least[k] - next, power);
  }
}

} // namespace

std::vector<std::uint32_t> abelian_invariants(Group const& group) {
  Group const abelian = quotient(derived_subgroup(group)).group;
  std::vector<std::uint32_t> result;
  std::uint32_t rest = abelian.order();
  for (std::uint32_t p = 2; rest > 1; ++p) {
    if (rest % p == 0) {
      add_invariants(abelian, p, result);
      while (rest % p == 0) {
        rest /= p;
      }
    }
  }
  std::sort(result.begin(), result.end());
  return result;
}

bool is_simple(Group const& group) {
  if (group.order() == 1) {
    return false;
  }
  for (ConjugacyClass const& members : conjugacy_classes(group)) {
    Element const g = members.front();
    if (g != group.identity() && normal_closure(group, {g}).order() != group.order()) {
      return false;
    }
  }
  return true;
}

} // namespace equivarify::algebra
