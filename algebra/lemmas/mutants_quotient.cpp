#include "equivarify/algebra/lemmas/mutant_parts.hpp"
#include "equivarify/algebra/orbit.hpp"
#include "equivarify/algebra/structure.hpp"

#include <algorithm>

namespace equivarify::algebra::lemmas {

namespace {

/// A universal map with q(\p source (h) w) at h.
template <typename Source>
Construction wrong_universal(std::string name, std::string description, Source const& source) {
  Construction result = variant(std::move(name), std::move(description));
  result.universal = [source](Group const& group, ValueAlongOrbit const& value) {
    return tabulate(group, [&](Element h) { return value(source(group, h)); });
  };
  return result;
}

Construction
wrong_kernel(std::string name, std::string description, Subgroup (*kernel)(GSet const&)) {
  Construction result = variant(std::move(name), std::move(description));
  result.kernel = kernel;
  return result;
}

/// The elements that fix each of the first points, as many as \p count.
Subgroup fixing_first(GSet const& set, std::size_t count) {
  Subgroup result = Subgroup::whole(set.group());
  for (std::uint32_t x = 0; x < std::min<std::size_t>(count, set.size()); ++x) {
    result = result.intersection(stabilizer(set, Point{x}));
  }
  return result;
}

Subgroup generated_by_stabilizers(GSet const& set) {
  std::vector<Element> generators;
  for (Point const x : set.points()) {
    Subgroup const fixing = stabilizer(set, x);
    generators.insert(generators.end(), fixing.elements().begin(), fixing.elements().end());
  }
  return Subgroup::generated_by(set.group(), generators);
}

Construction
wrong_coset(std::string name, std::string description, Element (*coset)(Quotient const&, Element)) {
  Construction result = variant(std::move(name), std::move(description));
  result.coset = coset;
  return result;
}

Construction wrong_representative(std::string name,
                                  std::string description,
                                  Element (*wrong_coset)(Quotient const&, Element)) {
  Construction result = variant(std::move(name), std::move(description));
  result.representative = [right = result.representative, wrong_coset](Quotient const& quotient,
                                                                       Element coset) {
    return right(quotient, wrong_coset(quotient, coset));
  };
  return result;
}

/// The coset after \p coset in the order of the quotient.
Element next_coset(Quotient const& quotient, Element coset) {
  return quotient.group.element((coset.index() + 1) % quotient.group.order());
}

Element inverse_coset(Quotient const& quotient, Element coset) {
  return quotient.group.inverse(coset);
}

/// An inclusion with s(\p source (h)) at h.
Construction wrong_inclusion(std::string name,
                             std::string description,
                             Element (*source)(Quotient const&, Element)) {
  Construction result = variant(std::move(name), std::move(description));
  result.include = [source](Quotient const& quotient, Tuple const& s) {
    return tabulate(quotient.projection.domain(),
                    [&](Element h) { return s[source(quotient, h).index()]; });
  };
  return result;
}

} // namespace

std::vector<Construction> universal_mutants() {
  Construction pooled = variant("universal_pooled",
                                "the largest value on the orbit: pi(w)(h) = max over g of q(g w)");
  pooled.universal = [](Group const& group, ValueAlongOrbit const& value) {
    Tuple const values = tabulate(group, value);
    return Tuple(values.size(), *std::max_element(values.begin(), values.end()));
  };
  return {
      std::move(pooled),
      wrong_universal("universal_still",
                      "nothing turned: pi(w)(h) = q(w)",
                      [](Group const& group, Element) { return group.identity(); }),
      wrong_universal("universal_one_too_far",
                      "every coordinate one too far: pi(w)(h) = q((h a)^-1 w)",
                      [](Group const& group, Element h) {
                        return group.inverse(group.multiply(h, last_element(group)));
                      }),
      wrong_universal("universal_conjugated",
                      "conjugated, which no abelian group shows: pi(w)(h) = q(a^-1 h^-1 a w)",
                      [](Group const& group, Element h) {
                        return group.conjugate(group.inverse(h),
                                               group.inverse(last_element(group)));
                      }),
  };
}

// Left out: the elements that fix all points but one, for they fix that one too.
std::vector<Construction> kernel_mutants() {
  return {
      wrong_kernel("kernel_trivial",
                   "N = {e} whatever acts trivially",
                   [](GSet const& set) { return Subgroup::trivial(set.group()); }),
      wrong_kernel("kernel_whole",
                   "N = G whatever moves",
                   [](GSet const& set) { return Subgroup::whole(set.group()); }),
      wrong_kernel("kernel_of_two_points",
                   "N = the elements that fix the first two points, not all points",
                   [](GSet const& set) { return fixing_first(set, 2); }),
      wrong_kernel("kernel_of_some_point",
                   "N = what the elements that fix any point generate",
                   generated_by_stabilizers),
      wrong_kernel("kernel_centre",
                   "N = the centre of G",
                   [](GSet const& set) { return centre(set.group()); }),
  };
}

std::vector<Construction> quotient_mutants() {
  return {
      wrong_coset("coset_inverted",
                  "the coset of the inverse: g -> g^-1 N",
                  [](Quotient const& quotient, Element g) {
                    return quotient.group.inverse(quotient.projection(g));
                  }),
      wrong_coset("coset_of_identity",
                  "every element in the coset N",
                  [](Quotient const& quotient, Element) { return quotient.group.identity(); }),
      wrong_coset("coset_next",
                  "the coset after the right one",
                  [](Quotient const& quotient, Element g) {
                    return next_coset(quotient, quotient.projection(g));
                  }),
      wrong_representative("representative_of_inverse",
                           "a representative of the inverse coset: F(h^-1 x) for the coset h N",
                           inverse_coset),
      wrong_representative("representative_of_next",
                           "a representative of the coset after the right one",
                           next_coset),
      wrong_representative(
          "representative_identity",
          "e as the representative of every coset",
          [](Quotient const& quotient, Element) { return quotient.group.identity(); }),
  };
}

std::vector<Construction> inclusion_mutants() {
  return {
      wrong_inclusion("inclusion_constant",
                      "the value at N in every copy: h -> s(N)",
                      [](Quotient const& quotient, Element) { return quotient.group.identity(); }),
      wrong_inclusion("inclusion_one_too_far",
                      "every copy one too far: h -> s(a h N)",
                      [](Quotient const& quotient, Element h) {
                        Group const& group = quotient.projection.domain();
                        return quotient.projection(group.multiply(last_element(group), h));
                      }),
      wrong_inclusion("inclusion_by_numbers",
                      "the number of h taken modulo [G:N] for its coset",
                      [](Quotient const& quotient, Element h) {
                        return quotient.group.element(h.index() % quotient.group.order());
                      }),
      wrong_inclusion("inclusion_conjugated",
                      "conjugated, which no abelian quotient shows: h -> s(a h a^-1 N)",
                      [](Quotient const& quotient, Element h) {
                        Group const& group = quotient.projection.domain();
                        return quotient.projection(group.conjugate(h, last_element(group)));
                      }),
  };
}

} // namespace equivarify::algebra::lemmas
