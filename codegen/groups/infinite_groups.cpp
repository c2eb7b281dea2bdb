#include "equivarify/codegen/groups/infinite_groups.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cctype>
#include <cstddef>
#include <iterator>
#include <string_view>

namespace equivarify::codegen {
namespace {

/// The groups of one family, of dimension n from `least` to `most`.
struct Family {
  char const* letters;
  unsigned least;
  unsigned most;
  char const* what;
  char const* instead;
};

constexpr unsigned any_dimension = 99;

constexpr char const* a_ring =
    "cyclic:n, such as C12, which shifts a ring of n places; for a grid 'C8 x C8'";
constexpr char const* on_a_torus =
    R"(a space group of a torus, such as {"space_group": {"name": "p4", "side": 8}}, or dihedral:n or octahedral about a point)";
constexpr char const* over_a_field =
    R"(matrices over a finite field, such as {"matrices": {"modulus": 3, "generators": {"a": [[1, 1], [0, 1]], "b": [[0, 1], [2, 0]]}}})";
constexpr char const* of_a_simplex =
    "alternating:m for m = n + 1, the rotations of a simplex; symmetric:m with its mirrors";

/// The first that fits counts.
constexpr std::array<Family, 23> families{{
    {"Z", 0, any_dimension, "whole numbers under addition", a_ring},
    {"R", 0, any_dimension, "real numbers under addition", a_ring},
    {"T",
     1,
     any_dimension,
     "the turns of circles",
     "cyclic:n, such as C8, or products such as 'C8 x C8'"},
    {"U", 1, 1, "the turns of a circle", "cyclic:n, such as C8"},
    {"SO", 2, 2, "the turns of the plane", "cyclic:n, such as C4 or C8"},
    {"O", 2, 2, "the turns and mirrors of the plane", "dihedral:n, such as D4 or D8"},
    {"SO",
     3,
     3,
     "the rotations of space",
     "octahedral (the 24 of a cube), A5 (the 60 of an icosahedron), A4 (the 12 of a tetrahedron), "
     "or cyclic:n about an axis"},
    {"O",
     3,
     3,
     "the rotations and mirrors of space",
     "'octahedral x C2' (the 48 of a cube), or S4 (the 24 of a tetrahedron)"},
    {"SO", 4, any_dimension, "the rotations of n dimensions", of_a_simplex},
    {"O", 4, any_dimension, "the rotations and mirrors of n dimensions", of_a_simplex},
    {"SU", 2, 2, "the unit quaternions", "Q8, dicyclic:n"},
    {"SU", 3, any_dimension, "unitary matrices", over_a_field},
    {"U", 2, any_dimension, "unitary matrices", over_a_field},
    {"SE", 2, any_dimension, "the rotations and shifts of n dimensions", on_a_torus},
    {"ISO", 2, any_dimension, "the motions of n dimensions", on_a_torus},
    {"E", 2, any_dimension, "the motions of n dimensions", on_a_torus},
    {"GL", 1, any_dimension, "invertible matrices", over_a_field},
    {"SL", 2, any_dimension, "matrices of determinant 1", over_a_field},
    {"PGL", 2, any_dimension, "invertible matrices up to factors", over_a_field},
    {"PSL", 2, any_dimension, "matrices of determinant 1 up to sign", over_a_field},
    {"SP", 2, any_dimension, "symplectic matrices", over_a_field},
    {"AFF", 1, any_dimension, "affine maps", over_a_field},
    {"F", 1, any_dimension, "words in free letters", R"(a "presentation" with relations)"},
}};

/// The letters, the number after them, and whether it stood in brackets or after `^`.
struct Name {
  std::string letters{};
  unsigned number = 0;
  bool has_number = false;
  bool is_marked = false; ///< brackets or `^`
  bool is_plain = true;   ///< nothing else is there, but a field of infinitely many numbers
};

Name parts_of(std::string const& name) {
  Name parts;
  std::size_t place = 0;
  auto const is = [&](auto const& test) {
    return place < name.size() && test(static_cast<unsigned char>(name[place])) != 0;
  };
  while (is([](unsigned char c) { return std::isalpha(c); })) {
    parts.letters += static_cast<char>(std::toupper(static_cast<unsigned char>(name[place++])));
  }
  while (is(
      [](unsigned char c) { return c == '(' || c == '^' || c == '_' || c == '{' || c == ' '; })) {
    parts.is_marked = parts.is_marked || name[place] != ' ';
    ++place;
  }
  while (is([](unsigned char c) { return std::isdigit(c); }) && parts.number < any_dimension) {
    parts.number = 10 * parts.number + static_cast<unsigned>(name[place++] - '0');
    parts.has_number = true;
  }
  std::string rest;
  std::copy_if(name.begin() + static_cast<std::ptrdiff_t>(place),
               name.end(),
               std::back_inserter(rest),
               [](char c) { return std::string_view(" (){},").find(c) == std::string_view::npos; });
  parts.is_plain = rest.empty() || rest == "R" || rest == "C" || rest == "Z" || rest == "Q";
  return parts;
}

bool fits(Family const& family, Name const& name) {
  // Z4 and F2 mean C4 and a field as often, so that their numbers must be marked, as T2 is no torus
  // for everybody.
  bool const is_number_alone = family.letters == std::string_view("Z") ||
                               family.letters == std::string_view("F") ||
                               family.letters == std::string_view("T");
  bool const has_good_number =
      name.has_number ? !is_number_alone || name.is_marked : family.least == 0;
  return name.letters == family.letters && name.is_plain && has_good_number &&
         name.number >= family.least && name.number <= family.most;
}

} // namespace

std::string why_infinite(std::string const& name) {
  Name const parts = parts_of(name);
  auto const* const family = std::find_if(
      families.begin(), families.end(), [&](Family const& one) { return fits(one, parts); });
  if (family == families.end()) {
    return "";
  }
  return fmt::format("is infinite ({}), and groups here are finite; in its place: {}",
                     family->what,
                     family->instead);
}

} // namespace equivarify::codegen
