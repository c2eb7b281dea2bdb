#include "equivarify/algebra/numbering.hpp"

namespace equivarify::algebra {

Numbering::Numbering(Group const& group) : group_{group}, numbers_(group.order(), group.order()) {
  find(group.identity());
  std::size_t done = 0;
  while (done < elements_.size()) { // their number grows
    Element const g = elements_[done++];
    for (Generator const& generator : group.generators()) {
      find(group.multiply(generator.element, g));
    }
  }
}

void Numbering::find(Element g) {
  if (numbers_[g.index()] == group_.order()) {
    numbers_[g.index()] = static_cast<std::uint32_t>(elements_.size());
    elements_.push_back(g);
  }
}

} // namespace equivarify::algebra
