/// \file
/// Random subgroups and homomorphisms for RapidCheck, with the shrinking of their groups.
#ifndef EQUIVARIFY_TESTS_SUPPORT_ARBITRARY_SUBGROUP_HPP
#define EQUIVARIFY_TESTS_SUPPORT_ARBITRARY_SUBGROUP_HPP

#include "equivarify/algebra/homomorphism.hpp"
#include "equivarify/algebra/subgroup.hpp"

#include <optional>
#include <ostream>
#include <string>
#include <vector>

#include "support/arbitrary_group.hpp"

namespace equivarify::algebra {

/// `<r^2, s> in D4 of order 8 = <r, s>`.
inline void showValue(Subgroup const& subgroup, std::ostream& out) {
  out << subgroup.to_string() << " in ";
  showValue(subgroup.group(), out);
}

/// `r -> a, s -> e from D4 of order 8 = <r, s> to C2 of order 2 = <a>`.
inline void showValue(Homomorphism const& map, std::ostream& out) {
  std::vector<std::string> images;
  for (Generator const& g : map.domain().generators()) {
    images.push_back(fmt::format("{} -> {}", g.name, map.codomain().name_of(map(g.element))));
  }
  out << fmt::format("{} from ",
                     images.empty() ? "e -> e" : fmt::format("{}", fmt::join(images, ", ")));
  showValue(map.domain(), out);
  out << " to ";
  showValue(map.codomain(), out);
}

} // namespace equivarify::algebra

namespace equivarify::support {

/// The subgroup that up to three random elements generate; for use inside shrinking().
inline algebra::Subgroup pick_subgroup(algebra::Group const& group) {
  std::vector<algebra::Element> generators;
  for (std::uint32_t k = pick(0, 3); k > 0; --k) {
    generators.push_back(pick_element(group));
  }
  return algebra::Subgroup::generated_by(group, generators);
}

/// The image of \p subgroup under \p map.
inline algebra::Subgroup image_of(algebra::Subgroup const& subgroup,
                                  algebra::Homomorphism const& map) {
  std::vector<algebra::Element> images;
  for (algebra::Element const g : subgroup.generators()) {
    images.push_back(map(g));
  }
  return algebra::Subgroup::generated_by(map.codomain(), images);
}

/// The elements that \p map takes into \p subgroup.
inline algebra::Subgroup preimage_of(algebra::Subgroup const& subgroup,
                                     algebra::Homomorphism const& map) {
  std::vector<algebra::Element> elements;
  for (algebra::Element const g : map.domain().elements()) {
    if (subgroup.contains(map(g))) {
      elements.push_back(g);
    }
  }
  return algebra::Subgroup::from_elements(map.domain(), elements);
}

/// Its proper subgroups; then itself in smaller groups around it, and in quotients.
inline Smaller<algebra::Subgroup> smaller_subgroups(algebra::Subgroup const& subgroup) {
  algebra::Group const& group = subgroup.group();
  Smaller<algebra::Subgroup> result;
  for (algebra::SubgroupClass const& candidates : algebra::subgroup_classes(group)) {
    for (algebra::Subgroup const& other : candidates.members) {
      if (subgroup.contains(other) && other.order() < subgroup.order()) {
        result.emplace_back([other] { return other; });
      } else if (other.contains(subgroup) && other.order() < group.order()) {
        result.emplace_back(
            [subgroup, other] { return preimage_of(subgroup, algebra::as_group(other).into); });
      }
    }
  }
  for (algebra::Subgroup const& kernel : algebra::normal_subgroups(group)) {
    if (kernel.order() > 1) {
      result.emplace_back(
          [subgroup, kernel] { return image_of(subgroup, algebra::quotient(kernel).projection); });
    }
  }
  return result;
}

/// Random subgroups of random groups.
inline rc::Gen<algebra::Subgroup> arbitrary_subgroup() {
  return shrinking<algebra::Subgroup>([] { return pick_subgroup(pick_group()); },
                                      smaller_subgroups);
}

/// A homomorphism with random images of the generators, if that is one.
inline std::optional<algebra::Homomorphism> try_homomorphism(algebra::Group const& domain,
                                                             algebra::Group const& codomain) {
  std::vector<algebra::Element> images;
  for (std::size_t k = 0; k < domain.generators().size(); ++k) {
    images.push_back(pick_element(codomain));
  }
  try {
    return algebra::Homomorphism::from_generators(domain, codomain, images);
  } catch (algebra::AlgebraError const&) {
    return std::nullopt;
  }
}

/// From a group onto a quotient, then into a product with that quotient, or as the generators'
/// images fall.
inline algebra::Homomorphism pick_homomorphism() {
  algebra::Group const domain = pick_group();
  if (pick(0, 1) == 0) {
    algebra::Group const codomain = pick_named_group(12);
    for (int attempt = 0; attempt < 8; ++attempt) {
      if (auto const map = try_homomorphism(domain, codomain)) {
        return *map;
      }
    }
  }
  algebra::Quotient const quotient = algebra::quotient(pick_normal_subgroup(domain));
  algebra::Group const codomain = algebra::direct_product(
      quotient.group, pick_named_group(max_random_order / quotient.group.order()));
  std::uint32_t const stride = codomain.order() / quotient.group.order();
  std::vector<algebra::Element> images;
  for (algebra::Generator const& g : quotient.group.generators()) {
    images.push_back(codomain.element(g.element.index() * stride));
  }
  return quotient.projection.then(
      algebra::Homomorphism::from_generators(quotient.group, codomain, images));
}

/// The map into \p inclusion's domain that becomes \p map when it is followed by \p inclusion.
inline algebra::Homomorphism through(algebra::Homomorphism const& map,
                                     algebra::Homomorphism const& inclusion) {
  std::vector<algebra::Element> images;
  for (algebra::Generator const& g : map.domain().generators()) {
    for (algebra::Element const x : inclusion.domain().elements()) {
      if (inclusion(x) == map(g.element)) {
        images.push_back(x);
      }
    }
  }
  return algebra::Homomorphism::from_generators(map.domain(), inclusion.domain(), images);
}

/// Restrictions to subgroups of the domain; then the map onto its image, and into quotients of the
/// codomain.
inline Smaller<algebra::Homomorphism> smaller_homomorphisms(algebra::Homomorphism const& map) {
  Smaller<algebra::Homomorphism> result;
  for (algebra::SubgroupClass const& candidates : algebra::subgroup_classes(map.domain())) {
    algebra::Subgroup const& subgroup = candidates.representative;
    if (subgroup.order() < map.domain().order()) {
      result.emplace_back([map, subgroup] { return algebra::as_group(subgroup).into.then(map); });
    }
  }
  if (!map.is_surjective()) {
    result.emplace_back([map] { return through(map, algebra::as_group(map.image()).into); });
  }
  for (algebra::Subgroup const& kernel : algebra::normal_subgroups(map.codomain())) {
    if (kernel.order() > 1) {
      result.emplace_back([map, kernel] { return map.then(algebra::quotient(kernel).projection); });
    }
  }
  return result;
}

/// Random homomorphisms between random groups.
inline rc::Gen<algebra::Homomorphism> arbitrary_homomorphism() {
  return shrinking<algebra::Homomorphism>(pick_homomorphism, smaller_homomorphisms);
}

} // namespace equivarify::support

namespace rc {

template <>
struct Arbitrary<equivarify::algebra::Subgroup> {
  static Gen<equivarify::algebra::Subgroup> arbitrary() {
    return equivarify::support::arbitrary_subgroup();
  }
};

template <>
struct Arbitrary<equivarify::algebra::Homomorphism> {
  static Gen<equivarify::algebra::Homomorphism> arbitrary() {
    return equivarify::support::arbitrary_homomorphism();
  }
};

} // namespace rc

#endif
