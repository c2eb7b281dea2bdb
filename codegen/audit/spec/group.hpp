/// \file
/// The group that a spec describes, built anew by the auditor.
#ifndef EQUIVARIFY_CODEGEN_AUDIT_SPEC_GROUP_HPP
#define EQUIVARIFY_CODEGEN_AUDIT_SPEC_GROUP_HPP

#include "equivarify/codegen/audit/spec/permutations.hpp"

#include <nlohmann/json_fwd.hpp>

#include <cstddef>
#include <cstdint>
#include <map>
#include <string>
#include <vector>

namespace equivarify::audit {

/// Powers of generators, by their numbers, the leftmost first.
using Powers = std::vector<std::pair<std::size_t, std::size_t>>;

/// A group with all its elements: the identity is 0, the others are numbered in the order in which
/// multiplying by generators from the left finds them.
struct Group {
  NamedImages steps;              ///< of each generator: its product with each element
  std::vector<Images> right;      ///< of each generator: the product of each element with it
  std::vector<Images> table;      ///< row a, column b: a b; empty beyond bounds::copies elements
  std::vector<Powers> words;      ///< of each element
  std::vector<std::string> names; ///< of each element, as a spec may call it
  NamedImages points; ///< what the generators do to the points they were made to permute

  Images left_parent; ///< of an element x: x is the generator left_via[x] times left_parent[x]
  Images left_via;
  Images found;        ///< all elements, each after its right_parent
  Images right_parent; ///< of an element x: x is right_parent[x] times the generator right_via[x]
  Images right_via;
  std::map<std::string, std::uint32_t> numbers{}; ///< of elements by name

  [[nodiscard]] std::size_t order() const { return left_parent.size(); }

  /// a times each element, in their order. Cost: one look-up each.
  [[nodiscard]] Images row(std::uint32_t a) const;

  /// Each element, in their order, times b. Cost: one look-up each.
  [[nodiscard]] Images column(std::uint32_t b) const;
};

/// The group that \p generators generate. \throws Refusal beyond bounds::order elements.
[[nodiscard]] Group close(NamedImages const& generators);

/// The same of \p generators that move points regularly: the first point to each in one way alone.
[[nodiscard]] Group close_regular(NamedImages const& generators);

/// Makes `numbers` of \p group those of its names.
void number_names(Group& group);

/// All products of \p elements of \p group, in order. Cost: |G| for each of those that the others
/// do not make.
[[nodiscard]] Images generated_by(Group const& group, Images const& elements);

/// The element that multiplying along \p word gives.
[[nodiscard]] std::uint32_t evaluate(Powers const& word, NamedImages const& steps);

/// Makes the words of \p group those of \p parts, one after the other: of its generators, those of
/// the first part come first. \pre each element is one product of elements of the parts
void take_words(Group& group, std::vector<Group> const& parts);

/// Gives the names that occur more than once in \p generators the numbers 1, 2, ...
void make_distinct(NamedImages& generators);

/// The element that \p text names, by its own name or by a word, of which there may be \p letters
/// more letters. \throws Refusal if there is none.
[[nodiscard]] std::uint32_t
element_named(std::string const& text, Group const& group, std::size_t& letters);

/// The group that \p form, a checked form of a group, describes, in words of at most \p letters
/// letters, which become fewer. \throws Refusal if it describes none or one beyond the bounds.
[[nodiscard]] Group group_of(nlohmann::json const& form, std::size_t& letters);

/// The names that \p generators have.
[[nodiscard]] std::vector<std::string> names_of(NamedImages const& generators);

} // namespace equivarify::audit

#endif
