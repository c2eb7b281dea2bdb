/// \file
/// Finite groups of moderate order, given by a multiplication table or by the right action of
/// generators.
#ifndef EQUIVARIFY_ALGEBRA_GROUP_HPP
#define EQUIVARIFY_ALGEBRA_GROUP_HPP

#include "equivarify/algebra/word.hpp"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

namespace equivarify::algebra {

class Group;

/// An element of one finite group: its index in the group's order, and a tag of the group it
/// belongs to.
///
/// Groups with equal tables have equal tags, so that their elements may be exchanged; an element of
/// another group is refused by every checked function.
class Element {
public:
  /// The position of the element in its group's order; 0 is the identity.
  [[nodiscard]] constexpr std::uint32_t index() const noexcept { return index_; }

  friend constexpr bool operator==(Element, Element) = default;
  // clang-tidy 14 takes the 0 in what the compiler writes here for a null pointer.
  // NOLINTNEXTLINE(modernize-use-nullptr)
  friend constexpr auto operator<=>(Element, Element) = default;

private:
  friend class Group;
  friend struct GroupBuilder;

  constexpr Element(std::uint32_t index, std::uint32_t tag) noexcept : index_{index}, tag_{tag} {}

  std::uint32_t index_;
  std::uint32_t tag_;
};

/// A generator of a group with the name by which a spec refers to it.
struct Generator {
  std::string name;
  Element element;
};

/// How the elements are reached from e, breadth first: x is parent[x] times generator via[x].
struct SpanningTree {
  std::vector<std::uint32_t> sequence; ///< all elements, each after its parent; e first
  std::vector<std::uint32_t> parent;
  std::vector<std::uint32_t> via;
};

/// A finite group, an immutable value. Element 0 is the identity; the order of the elements is part
/// of the value.
class Group {
public:
  using Table = std::vector<std::vector<std::uint32_t>>;

  /// The largest order that a Group can have; larger groups are PermutationGroup values.
  static constexpr std::uint32_t max_order = 100'000;

  /// The largest order that carries a full table; beyond it a product takes a few look-ups.
  static constexpr std::uint32_t max_table_order = 2'048;

  /// The group whose product of i and j is `table[i][j]`; where the identity i is not row 0, it
  /// changes place with row 0. Elements are called `e`, `g1`, `g2`, ...
  ///
  /// \throws AlgebraError with the first witness: not closed, no identity, no inverse, or a, b, c
  /// that do not associate. Cost: O(n^2 k) for k generators (Light's test).
  [[nodiscard]] static Group from_table(Table const& table);

  [[nodiscard]] std::uint32_t order() const noexcept { return order_; }

  [[nodiscard]] Element identity() const noexcept;

  /// The elements in order, e first.
  [[nodiscard]] std::vector<Element> elements() const;

  /// The element at \p index. \throws AlgebraError if there is none.
  [[nodiscard]] Element element(std::uint32_t index) const;

  /// The product \p g \p h; \p h acts first. \throws AlgebraError if either belongs to another
  /// group.
  [[nodiscard]] Element multiply(Element g, Element h) const {
    if (!contains(g) || !contains(h)) {
      require_member(contains(g) ? h : g);
    }
    return Element{multiply_unchecked(g.index_, h.index_), tag_};
  }

  /// The inverse of \p g. \throws AlgebraError if it belongs to another group.
  [[nodiscard]] Element inverse(Element g) const;

  /// \p g to the power \p exponent, which may be negative. Cost: O(log |exponent|) products.
  [[nodiscard]] Element power(Element g, std::int64_t exponent) const;

  /// The product h g h^-1.
  [[nodiscard]] Element conjugate(Element g, Element h) const;

  /// The least n >= 1 with g^n = e. Cost: O(log^2 |G|) products.
  [[nodiscard]] std::uint32_t element_order(Element g) const;

  /// Whether every two elements commute. Cost: O(k^2) for k generators.
  [[nodiscard]] bool is_abelian() const;

  /// The least n >= 1 with g^n = e for every g. Cost: |G| times that of element_order().
  [[nodiscard]] std::uint32_t exponent() const;

  /// Named generators; none for the trivial group.
  [[nodiscard]] std::vector<Generator> const& generators() const noexcept;

  /// The generators' names, in order.
  [[nodiscard]] std::vector<std::string> generator_names() const;

  /// The word in the generators behind the name of \p g, or a shortest one.
  [[nodiscard]] PowerWord word_of(Element g) const;

  /// How the elements are reached from e by multiplying by generators on the right.
  [[nodiscard]] SpanningTree const& spanning_tree() const noexcept;

  /// The product that \p word stands for.
  [[nodiscard]] Element evaluate(SignedWord const& word) const;

  /// The name of \p g as an algebra book writes it: `e`, `r`, `r^2`, `r^3 s`.
  [[nodiscard]] std::string const& name_of(Element g) const;

  /// The element called \p name, or the value of a word such as `s r^-1` in the generators.
  ///
  /// \throws AlgebraError with the nearest valid name.
  [[nodiscard]] Element element_named(std::string const& name) const;

  /// The name of the group: `C4`, `D4`, `S3`, `C2 x C4`.
  [[nodiscard]] std::string const& name() const noexcept;

  /// This group under another name.
  [[nodiscard]] Group renamed(std::string name) const;

  /// The row-major multiplication table, `order()` a row.
  ///
  /// \throws LimitError if the order exceeds max_table_order.
  [[nodiscard]] std::vector<std::uint32_t> const& table() const;

  /// The index of the product of two element indices, neither checked.
  [[nodiscard]] std::uint32_t multiply_unchecked(std::uint32_t g, std::uint32_t h) const noexcept {
    return columns_ != nullptr ? columns_[std::size_t{h} * order_ + g] : multiply_in_steps(g, h);
  }

  /// The index of the inverse of an element index, not checked.
  [[nodiscard]] std::uint32_t inverse_unchecked(std::uint32_t g) const noexcept;

  /// The index of the product of element index \p g and generator \p k, neither checked. Cost: one
  /// look-up.
  [[nodiscard]] std::uint32_t step_unchecked(std::uint32_t g, std::uint32_t k) const noexcept;

  /// For each generator its images of the points that the group was made to permute: n points for
  /// cyclic, dihedral (from D3), symmetric and alternating groups and groups of permutations; else
  /// empty.
  [[nodiscard]] std::vector<std::vector<std::uint32_t>> const& natural_images() const noexcept;

  /// Whether \p g is an element of this group.
  [[nodiscard]] bool contains(Element g) const noexcept {
    return g.tag_ == tag_ && g.index_ < order_;
  }

  /// Whether both have the same order and the same products; names and generators do not matter.
  /// Cost: O(n k) for k generators.
  friend bool operator==(Group const& a, Group const& b);

private:
  struct Data;

  void require_member(Element g) const;
  [[nodiscard]] std::uint32_t multiply_in_steps(std::uint32_t g, std::uint32_t h) const noexcept;

  explicit Group(std::shared_ptr<Data const> data);
  friend struct GroupBuilder;

  std::shared_ptr<Data const> data_;
  std::uint16_t const* columns_; ///< the table of data_ by columns, if it has one
  std::uint32_t order_;
  std::uint32_t tag_;
};

} // namespace equivarify::algebra

#endif
