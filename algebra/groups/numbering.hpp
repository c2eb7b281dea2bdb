/// \file
/// The elements of a group in an order that does not depend on how the group is stored.
#ifndef EQUIVARIFY_ALGEBRA_NUMBERING_HPP
#define EQUIVARIFY_ALGEBRA_NUMBERING_HPP

#include "equivarify/algebra/group.hpp"

#include <cstdint>
#include <vector>

namespace equivarify::algebra {

/// A group with its elements numbered as they are found, breadth first, by products with generators
/// on the left. The group must outlive it. Cost of making one: order times generators products.
class Numbering {
public:
  explicit Numbering(Group const& group);

  [[nodiscard]] std::vector<Element> const& elements() const noexcept { return elements_; }

  /// \pre \p g is of the group.
  [[nodiscard]] std::uint32_t number(Element g) const { return numbers_[g.index()]; }

  /// The number of g h.
  [[nodiscard]] std::uint32_t product(Element g, Element h) const {
    return number(group_.multiply(g, h));
  }

private:
  void find(Element g);

  Group const& group_;
  std::vector<std::uint32_t> numbers_;
  std::vector<Element> elements_;
};

} // namespace equivarify::algebra

#endif
