/// \file
/// Subgroups, their cosets and quotients.
#ifndef EQUIVARIFY_ALGEBRA_SUBGROUP_HPP
#define EQUIVARIFY_ALGEBRA_SUBGROUP_HPP

#include "equivarify/algebra/element_set.hpp"
#include "equivarify/algebra/group.hpp"

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

namespace equivarify::algebra {

/// A subgroup of a Group, as the sorted set of its elements; an immutable value.
class Subgroup {
public:
  /// The subgroup of \p group that \p generators generate. Cost: O(order x generators).
  ///
  /// \throws AlgebraError if a generator belongs to another group.
  [[nodiscard]] static Subgroup generated_by(Group const& group,
                                             std::vector<Element> const& generators);

  /// The subgroup whose elements are \p elements.
  ///
  /// \throws AlgebraError with the product that is missing.
  [[nodiscard]] static Subgroup from_elements(Group const& group, std::vector<Element> elements);

  /// The subgroup with the elements of \p set, trusted to be closed. Cost: O(order log order).
  [[nodiscard]] static Subgroup from_closed_set(Group const& group, ElementSet const& set);

  [[nodiscard]] static Subgroup trivial(Group const& group);
  [[nodiscard]] static Subgroup whole(Group const& group);

  [[nodiscard]] Group const& group() const noexcept { return group_; }

  [[nodiscard]] std::uint32_t order() const noexcept {
    return static_cast<std::uint32_t>(elements_.size());
  }

  /// The number of cosets.
  [[nodiscard]] std::uint32_t index() const noexcept { return group_.order() / order(); }

  /// The elements in the group's order, e first.
  [[nodiscard]] std::vector<Element> const& elements() const noexcept { return elements_; }

  /// A small generating set, chosen greedily in the group's order. Cost: O(order x generators).
  [[nodiscard]] std::vector<Element> generators() const;

  /// Whether \p g is in this subgroup. Cost: O(log order).
  [[nodiscard]] bool contains(Element g) const;

  /// Whether every element of \p other is in this subgroup.
  [[nodiscard]] bool contains(Subgroup const& other) const;

  /// Whether g H g^-1 = H for every g. Cost: O(order x generators of the group).
  [[nodiscard]] bool is_normal() const;

  /// The subgroup g H g^-1.
  [[nodiscard]] Subgroup conjugate(Element g) const;

  /// The least element of each left coset g H, in order; e first. Cost: O(|G|).
  [[nodiscard]] std::vector<Element> transversal() const;

  /// The number, in the order of transversal(), of the left coset of each element of the group.
  /// Cost: O(|G|).
  [[nodiscard]] std::vector<std::uint32_t> coset_numbers() const;

  /// The intersection with \p other.
  [[nodiscard]] Subgroup intersection(Subgroup const& other) const;

  /// Its generators in angle brackets: `<r^2, s>`; `1` for the trivial one.
  [[nodiscard]] std::string to_string() const;

  friend bool operator==(Subgroup const& a, Subgroup const& b) {
    return a.elements_ == b.elements_ && a.group_ == b.group_;
  }

private:
  Subgroup(Group group, std::vector<Element> elements)
      : group_{std::move(group)}, elements_{std::move(elements)} {}

  Group group_;
  std::vector<Element> elements_;
};

} // namespace equivarify::algebra

#endif
