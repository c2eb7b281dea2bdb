/// \file
/// Finite groups given by their multiplication table.
#ifndef EQUIVARIFY_ALGEBRA_GROUP_HPP
#define EQUIVARIFY_ALGEBRA_GROUP_HPP

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

namespace equivarify::algebra {

class Group;

/// An element of one finite group: its index in the group's order, and a tag of the group it belongs to.
///
/// Groups with equal tables have equal tags, so that their elements may be exchanged; an element of another
/// group is refused by every checked function.
class Element {
public:
  /// The position of the element in its group's order; 0 is the identity.
  [[nodiscard]] constexpr std::uint32_t index() const noexcept { return index_; }

  friend constexpr bool operator==(Element, Element) = default;
  friend constexpr auto operator<=>(Element, Element) = default;

private:
  friend class Group;
  constexpr Element(std::uint32_t index, std::uint32_t tag) noexcept : index_{index}, tag_{tag} {}

  std::uint32_t index_;
  std::uint32_t tag_;
};

/// A generator of a group with the name by which a spec refers to it.
struct Generator {
  std::string name;
  Element element;
};

/// A finite group, an immutable value. Element 0 is the identity; the order of the elements is part of the value.
class Group {
public:
  using Table = std::vector<std::vector<std::uint32_t>>;

  /// The group whose product of i and j is `table[i][j]`; where the identity is not row 0 the elements are
  /// renumbered so that it is. Elements are called `e`, `g1`, `g2`, ...
  ///
  /// \throws AlgebraError with the first witness: not closed, no identity, no inverse, or a, b, c that do not associate.
  /// Cost: O(n^2 k) for k generators (Light's test).
  [[nodiscard]] static Group from_table(Table const& table);

  [[nodiscard]] std::uint32_t order() const noexcept;
  [[nodiscard]] Element identity() const noexcept;

  /// The elements in order, e first.
  [[nodiscard]] std::vector<Element> elements() const;

  /// The element at \p index. \throws AlgebraError if there is none.
  [[nodiscard]] Element element(std::uint32_t index) const;

  /// The product \p g \p h; \p h acts first. \throws AlgebraError if either belongs to another group.
  [[nodiscard]] Element multiply(Element g, Element h) const;

  [[nodiscard]] Element inverse(Element g) const;

  /// Named generators; none for the trivial group.
  [[nodiscard]] std::vector<Generator> const& generators() const noexcept;

  /// The name of \p g as an algebra book writes it: `e`, `r`, `r^2`, `r^3 s`.
  [[nodiscard]] std::string const& name_of(Element g) const;

  /// The element called \p name (spaces do not matter). \throws AlgebraError with the nearest valid name.
  [[nodiscard]] Element element_named(std::string const& name) const;

  /// The name of the group: `C4`, `D4`, `S3`, `C2 x C4`.
  [[nodiscard]] std::string const& name() const noexcept;

  /// The product of two element indices, not checked: row-major table, `order()` a row.
  [[nodiscard]] std::vector<std::uint32_t> const& table() const noexcept;

  friend bool operator==(Group const& a, Group const& b);

private:
  struct Data;
  explicit Group(std::shared_ptr<Data const> data);
  friend struct GroupBuilder;

  std::shared_ptr<Data const> data_;
};

} // namespace equivarify::algebra

#endif
