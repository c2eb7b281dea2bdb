#include "equivarify/algebra/equivarifications/labels.hpp"

#include "equivarify/algebra/error.hpp"
#include "equivarify/algebra/gset.hpp"
#include "equivarify/algebra/permutation.hpp"

#include <fmt/format.h>

#include <numeric>

namespace equivarify::algebra {
namespace {

constexpr std::uint32_t no_row = 0xffffffffU;

/// The rows of all elements of a subgroup, each made from an earlier one.
class LabelActionTable {
public:
  LabelActionTable(Group const& group, std::uint32_t size, std::vector<Labels::Images> const& given)
      : group_{group}, size_{size}, row_(group.order(), no_row) {
    append(0, [](Label z) { return z; });
    for (std::uint32_t i = 0; i < elements_.size(); ++i) { // it grows
      for (Labels::Images const& each : given) {
        meet(each, i);
      }
    }
  }

  [[nodiscard]] std::vector<std::uint32_t> const& rows() const noexcept { return row_; }

  [[nodiscard]] std::vector<Label> const& images() const noexcept { return images_; }

private:
  template <typename Image>
  void append(std::uint32_t g, Image const& image) {
    if ((elements_.size() + 1) * std::uint64_t{size_} > Labels::max_images) {
      throw LimitError(fmt::format(
          "an action on {} labels; at most {} images are stored", size_, Labels::max_images));
    }
    row_[g] = static_cast<std::uint32_t>(elements_.size());
    elements_.push_back(g);
    for (Label z = 0; z < size_; ++z) {
      images_.push_back(image(z));
    }
  }

  /// The row of s h for the element h with row \p i, made or checked.
  void meet(Labels::Images const& s, std::uint32_t i) {
    std::uint32_t const h = elements_[i];
    std::uint32_t const product = group_.multiply_unchecked(s.element.index(), h);
    auto const in_turn = [&](Label z) { return s.images[at(i, z)]; };
    if (row_[product] == no_row) {
      append(product, in_turn);
      return;
    }
    for (Label z = 0; z < size_; ++z) {
      if (at(row_[product], z) != in_turn(z)) {
        refuse(s.element, group_.element(h), z);
      }
    }
  }

  [[nodiscard]] Label at(std::uint32_t row, Label z) const {
    return images_[std::size_t{row} * size_ + z];
  }

  [[noreturn]] void refuse(Element g, Element h, Label z) const {
    throw ActionError{fmt::format("no action on the labels: (g h) z is not g (h z) for g = {}, h = "
                                  "{}, z = {}",
                                  group_.name_of(g),
                                  group_.name_of(h),
                                  z),
                      g,
                      h,
                      Point{z}};
  }

  Group const& group_;
  std::uint32_t size_;
  std::vector<std::uint32_t> row_;
  std::vector<std::uint32_t> elements_; ///< by row
  std::vector<Label> images_;
};

} // namespace

Labels
Labels::with_action(Group const& group, std::uint32_t size, std::vector<Images> const& given) {
  std::vector<Element> generators;
  for (Images const& each : given) {
    if (each.images.size() != size) {
      throw AlgebraError(
          fmt::format("an action on {} labels, found {} images", size, each.images.size()));
    }
    static_cast<void>(Permutation::from_images(each.images));
    generators.push_back(each.element);
  }
  LabelActionTable const table{group, size, given};
  Labels labels{size};
  Subgroup subgroup = Subgroup::generated_by(group, generators);
  if (subgroup.order() > 1) {
    labels.action_ =
        std::make_shared<Action const>(Action{std::move(subgroup), table.rows(), table.images()});
  }
  return labels;
}

Label Labels::act(Element h, Label z) const {
  return action_ ? action_->images[std::size_t{action_->row[h.index()]} * size_ + z] : z;
}

std::vector<Label> Labels::fixed_by(Subgroup const& subgroup) const {
  std::vector<Label> fixed(size_);
  std::iota(fixed.begin(), fixed.end(), 0U);
  for (Element const g : subgroup.generators()) {
    std::erase_if(fixed, [&](Label z) { return act(g, z) != z; });
  }
  return fixed;
}

bool operator==(Labels const& a, Labels const& b) {
  if (a.size_ != b.size_ || !a.action_ != !b.action_) {
    return false;
  }
  if (!a.action_) {
    return true;
  }
  if (!(a.action_->subgroup == b.action_->subgroup)) {
    return false;
  }
  for (Element const h : a.action_->subgroup.elements()) {
    for (Label z = 0; z < a.size_; ++z) {
      if (a.act(h, z) != b.act(h, z)) {
        return false;
      }
    }
  }
  return true;
}

} // namespace equivarify::algebra
