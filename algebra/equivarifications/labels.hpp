/// \file
/// The set Z of labels, on which a subgroup H of G may act.
#ifndef EQUIVARIFY_ALGEBRA_EQUIVARIFICATIONS_LABELS_HPP
#define EQUIVARIFY_ALGEBRA_EQUIVARIFICATIONS_LABELS_HPP

#include "equivarify/algebra/equivarification.hpp"
#include "equivarify/algebra/subgroup.hpp"

#include <cstdint>
#include <memory>
#include <vector>

namespace equivarify::algebra {

/// The labels {0, ..., n-1}. Where a subgroup H acts on them, maps F : X -> Z are H-equivariant
/// ones and Map_H(G, Z) takes the place of Z^{xG}; H = 1 asks for nothing, and is the paper's case.
/// An immutable value.
class Labels {
public:
  /// The most images (elements of H times labels) that are stored.
  static constexpr std::uint64_t max_images = 1ULL << 27;

  /// What one element does to all labels.
  struct Images {
    Element element;
    std::vector<Label> images;
  };

  /// \p size labels that nothing moves.
  // NOLINTNEXTLINE(google-explicit-constructor): a number of labels is such a set
  Labels(std::uint32_t size) : size_{size} {}

  /// \p size labels on which the subgroup of \p group acts that the elements in \p given generate.
  /// Cost: O(|H| n) for each of them.
  ///
  /// \throws AlgebraError if one is no permutation; ActionError naming g, h, x with (g h) x != g (h
  /// x); LimitError beyond max_images.
  [[nodiscard]] static Labels
  with_action(Group const& group, std::uint32_t size, std::vector<Images> const& given);

  [[nodiscard]] std::uint32_t size() const noexcept { return size_; }

  /// H; nothing where it is trivial.
  [[nodiscard]] Subgroup const* subgroup() const noexcept {
    return action_ ? &action_->subgroup : nullptr;
  }

  /// The label h z. \pre \p h is in H.
  [[nodiscard]] Label act(Element h, Label z) const;

  /// The labels that all of \p subgroup fixes, in order. \pre It lies in H.
  [[nodiscard]] std::vector<Label> fixed_by(Subgroup const& subgroup) const;

  friend bool operator==(Labels const& a, Labels const& b);

private:
  struct Action {
    Subgroup subgroup;
    std::vector<std::uint32_t> row; ///< of each element of G that is in H
    std::vector<Label> images;      ///< n for each row
  };

  std::uint32_t size_;
  std::shared_ptr<Action const> action_;
};

} // namespace equivarify::algebra

#endif
