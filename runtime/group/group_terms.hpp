/// \file
/// Which products of an algebra share what: the same slot, the same panel, or rows side by side.
#ifndef EQUIVARIFY_RUNTIME_GROUP_GROUP_TERMS_HPP
#define EQUIVARIFY_RUNTIME_GROUP_GROUP_TERMS_HPP

#include <array>
#include <cstddef>
#include <utility>

namespace equivarify::runtime {

/// Calls `f.template operator()<i>()` for i = 0, ..., Count - 1.
template <std::size_t Count, typename F>
[[gnu::always_inline]] inline void static_for(F&& f) {
  [&]<std::size_t... I>(std::index_sequence<I...>) {
    (f.template operator()<I>(), ...);
  }
  (std::make_index_sequence<Count>{});
}

/// The terms of an algebra that have something in common, and the width of their panels.
template <typename Algebra>
struct SharedTerms {
  struct Entry {
    std::size_t slot = 0;
    std::size_t output = 0;
    std::size_t panel = 0;
  };

  static constexpr std::size_t capacity = [] {
    std::size_t terms = 0;
    for (auto const& group : Algebra::groups) {
      terms += group.count;
    }
    return terms;
  }();

  std::size_t width = 1;
  std::size_t count = 0;
  std::array<Entry, capacity> entries{};
};

/// The terms for which `chosen(entry)` holds, in the order of the groups; all have panels of one
/// width.
template <typename Algebra, typename Predicate>
constexpr SharedTerms<Algebra> find_terms(Predicate chosen) {
  SharedTerms<Algebra> found;
  for (auto const& group : Algebra::groups) {
    for (std::size_t t = 0; t < group.count; ++t) {
      typename SharedTerms<Algebra>::Entry const entry{
          group.terms[t].slot, group.output, group.terms[t].panel};
      if (chosen(entry)) {
        found.width = group.width;
        found.entries[found.count++] = entry;
      }
    }
  }
  return found;
}

/// The terms whose input is \p slot: in the backward pass, those that reach it.
template <typename Algebra>
constexpr SharedTerms<Algebra> terms_of_slot(std::size_t slot) {
  return find_terms<Algebra>([slot](auto const& entry) { return entry.slot == slot; });
}

/// The terms whose weights are \p panel.
template <typename Algebra>
constexpr SharedTerms<Algebra> terms_of_panel(std::size_t panel) {
  return find_terms<Algebra>([panel](auto const& entry) { return entry.panel == panel; });
}

/// How slots lie in an array of matrices with one row for each of `rows` tiles or pixels: each slot
/// is in a block of `width` slots whose rows stand side by side, which begins at slot `begin`.
template <std::size_t Count>
struct SlotBlocks {
  static constexpr std::size_t count = Count;
  std::array<std::size_t, Count> begin{};
  std::array<std::size_t, Count> width{};

  /// Where row \p row of slot \p slot begins, in units of one slot's row.
  [[nodiscard]] constexpr std::size_t
  place(std::size_t slot, std::size_t row, std::size_t rows) const {
    return begin[slot] * rows + row * width[slot] + slot - begin[slot];
  }
};

/// Every slot a block of its own.
template <std::size_t Count>
constexpr SlotBlocks<Count> separate_slots() {
  SlotBlocks<Count> blocks;
  for (std::size_t slot = 0; slot < Count; ++slot) {
    blocks.begin[slot] = slot;
    blocks.width[slot] = 1;
  }
  return blocks;
}

/// The products of one group side by side, as one matrix product makes them.
template <typename Algebra>
constexpr SlotBlocks<Algebra::products> product_blocks() {
  SlotBlocks<Algebra::products> blocks;
  for (auto const& group : Algebra::groups) {
    for (std::size_t i = 0; i < group.width; ++i) {
      blocks.begin[group.output + i] = group.output;
      blocks.width[group.output + i] = group.width;
    }
  }
  return blocks;
}

} // namespace equivarify::runtime

#endif
