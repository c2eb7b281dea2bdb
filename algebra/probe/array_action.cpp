#include "equivarify/algebra/probe/array_action.hpp"

#include "equivarify/algebra/error.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <functional>
#include <numeric>
#include <utility>

namespace equivarify::algebra::probe {

ArrayAction::ArrayAction(GSet entries, GSet copies, GSet places, std::uint32_t fields)
    : entries_{std::move(entries)}, copies_{std::move(copies)}, places_{std::move(places)},
      fields_{fields}, extents_{places_.size()} {}

ArrayAction ArrayAction::trivial(Group const& group, std::uint32_t size) {
  return on_places(GSet::trivial(group, size));
}

ArrayAction ArrayAction::on_places(GSet const& places) {
  return {places, GSet::trivial(places.group(), 1), places, 1};
}

ArrayAction ArrayAction::on_array(Group const& group,
                                  std::vector<SignedPermutation> const& motions,
                                  ArrayShape const& shape) {
  std::vector<EntryPermutation> moves;
  moves.reserve(motions.size());
  for (SignedPermutation const& motion : motions) {
    moves.push_back(motion.gather);
  }
  ArrayAction result = on_places(algebra::places(group, moves, shape));
  if (std::any_of(
          motions.begin(), motions.end(), [](auto const& m) { return m.changes_signs(); })) {
    result.signed_places_ = algebra::signed_places(group, motions, shape);
  }
  return result;
}

ArrayAction ArrayAction::on_grid(Group const& group,
                                 ArrayShape const& shape,
                                 std::vector<std::vector<std::string>> const& motions) {
  std::vector<EntryPermutation> generators;
  generators.reserve(motions.size());
  for (std::vector<std::string> const& names : motions) {
    generators.push_back(grid_action(names, shape));
  }
  return on_places(algebra::places(group, generators, shape))
      .with_extents({shape.channels, shape.rows, shape.columns});
}

ArrayAction
ArrayAction::on_copies(GSet const& copies, ArrayAction const& each, std::uint32_t fields) {
  GSet const field = GSet::product(copies, each.entries());
  ArrayAction result{
      GSet::product(GSet::trivial(copies.group(), fields), field), copies, each.entries(), fields};
  result.extents_ = each.extents_;
  result.signed_places_ = each.signed_places_;
  return result;
}

ArrayAction ArrayAction::regular(Group const& group, std::uint32_t size) {
  return on_copies(GSet::regular(group), trivial(group, size));
}

ArrayAction ArrayAction::with_extents(std::vector<std::uint32_t> extents) const {
  std::uint64_t const size =
      std::accumulate(extents.begin(), extents.end(), std::uint64_t{1}, std::multiplies{});
  if (size != places_.size()) {
    throw AlgebraError(fmt::format("a copy has {} entries, expected {}", places_.size(), size));
  }
  ArrayAction result = *this;
  result.extents_ = std::move(extents);
  return result;
}

bool ArrayAction::has_regular_copies() const {
  return copies_.size() > 1 && copies_.size() == group().order() &&
         copies_ == GSet::regular(group());
}

Array ArrayAction::act(Element g, Array const& x) const {
  if (x.size() != size()) {
    throw AlgebraError(fmt::format("an array of {} entries, expected {}", x.size(), size()));
  }
  std::uint32_t const back = group().inverse(g).index();
  Array result;
  result.reserve(x.size());
  for (std::uint32_t i = 0; i < size(); ++i) {
    result.push_back(source(back, i).in(x));
  }
  return result;
}

Source ArrayAction::source(std::uint32_t back, std::uint32_t i) const {
  std::uint32_t const n = places_.size();
  return {.entry = entries_.act_unchecked(back, i),
          .negated = signed_places_ && signed_places_->act_unchecked(back, i % n) >= n};
}

std::string ArrayAction::entry_name(std::size_t index) const {
  std::string subscripts;
  std::size_t rest = index % places_.size();
  for (std::size_t k = extents_.size(); k-- > 0;) {
    subscripts = fmt::format("[{}]{}", rest % extents_[k], subscripts);
    rest /= extents_[k];
  }
  if (fields_ > 1) {
    std::size_t const field = index / places_.size() / copies_.size();
    subscripts = fmt::format("field {}, {}", field, subscripts);
  }
  if (copies_.size() == 1) {
    return subscripts;
  }
  auto const copy = static_cast<std::uint32_t>(index / places_.size() % copies_.size());
  std::string const name =
      has_regular_copies() ? group().name_of(group().element(copy)) : fmt::format("{}", copy);
  return fmt::format("copy {}, {}", name, subscripts);
}

} // namespace equivarify::algebra::probe
