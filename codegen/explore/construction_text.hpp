/// \file
/// Constructions of candidates as a text, such as `Map(G, Z), p(s) = s(e)`.
#ifndef EQUIVARIFY_CODEGEN_EXPLORE_CONSTRUCTION_TEXT_HPP
#define EQUIVARIFY_CODEGEN_EXPLORE_CONSTRUCTION_TEXT_HPP

#include "equivarify/codegen/json/node.hpp"

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace equivarify::codegen {

/// A word of a text, and the column where it begins, from 1. Equal are those that read alike.
struct PlacedWord {
  std::string text;
  std::size_t column = 1;

  friend bool operator==(PlacedWord const& a, PlacedWord const& b) { return a.text == b.text; }
};

/// A set without maps.
struct SetTerm {
  enum class Kind {
    group,        ///< `G`, moved by multiplication from the left
    cosets,       ///< `G/<r^2, s>`, of the subgroup that these elements generate
    named_cosets, ///< `G/H`, of a subgroup with a name; `G/1`
    labels,       ///< `Z`, which nothing moves
    points,       ///< `3`, points that nothing moves
    named,        ///< a G-set with a name
  };

  Kind kind = Kind::group;
  PlacedWord name;                    ///< the name or the number
  std::vector<PlacedWord> generators; ///< of the subgroup in `G/<...>`

  friend bool operator==(SetTerm const&, SetTerm const&) = default;
};

/// A set, or the maps from a product of sets to Z: `Map(G x 2, Z)`, `Map_H(G, Z)`.
struct FactorTerm {
  bool is_map = false;
  std::vector<SetTerm> sets; ///< one, or the factors of the maps' domain
  /// Whether only maps s : G -> Z with s(g h) = h^-1 s(g) are meant, for the h that act on the
  /// labels.
  bool commutes = false;

  friend bool operator==(FactorTerm const&, FactorTerm const&) = default;
};

/// A label: `s(e)`, `z`, or the name of one.
struct ValueTerm {
  PlacedWord name;
  std::vector<PlacedWord> arguments; ///< empty for `z`

  friend bool operator==(ValueTerm const&, ValueTerm const&) = default;
};

/// A product with a map to the labels: `Map(G, Z) x G/<r>, p(s, t) = s(e)`.
struct PartTerm {
  std::vector<FactorTerm> factors;
  std::vector<PlacedWord> names; ///< of a point's coordinates, one for each factor
  ValueTerm value;

  friend bool operator==(PartTerm const&, PartTerm const&) = default;
};

/// Parts with `;` between them: the disjoint union.
using ConstructionTerm = std::vector<PartTerm>;

/// The construction that the text \p node writes:
///
///     construction = part {";" part}
///     part         = factor {"x" factor} ", p(" name {"," name} ") =" value
///     factor       = "Map(" set {"x" set} ", Z)" | "Map_H(G, Z)" | set
///     set          = "G" | "G/<" word {"," word} ">" | "G/" name | "Z" | number | name
///     value        = word | word "(" word {"," word} ")"
///
/// What the names and words mean is not asked here. \throws InputError with the column.
[[nodiscard]] ConstructionTerm parse_construction(JsonNode const& node);

/// \p construction as parse_construction() reads it, with one blank where blanks may stand.
[[nodiscard]] std::string to_text(ConstructionTerm const& construction);

/// The same of a set, and of a factor.
[[nodiscard]] std::string to_text(SetTerm const& set);
[[nodiscard]] std::string to_text(FactorTerm const& factor);

/// Whether \p word can name a set, a subgroup or a coordinate: whether it can name a generator, so
/// that `e` is always the identity.
[[nodiscard]] bool is_construction_name(std::string_view word);

/// The words that name no set and no subgroup, since they have a meaning of their own.
[[nodiscard]] std::vector<std::string> const& reserved_construction_names();

/// Throws that \p word of the text \p node is not \p expected.
[[noreturn]] void refuse_word(JsonNode const& node,
                              PlacedWord const& word,
                              std::string const& expected,
                              std::string const& nearest = {});

} // namespace equivarify::codegen

#endif
