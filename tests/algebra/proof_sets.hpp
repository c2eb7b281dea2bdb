/// \file
/// Finite sets in which the terms of proofs are evaluated.
#ifndef EQUIVARIFY_TESTS_ALGEBRA_PROOF_SETS_HPP
#define EQUIVARIFY_TESTS_ALGEBRA_PROOF_SETS_HPP

#include "equivarify/algebra/gset.hpp"
#include "equivarify/algebra/permutation.hpp"
#include "equivarify/algebra/proof/term.hpp"

#include <algorithm>
#include <cstdint>
#include <functional>
#include <string>
#include <utility>
#include <vector>

namespace equivarify::algebra::proof {

/// An element, a point, a number, a label (h, c), or a function on the group as its values.
using Value = std::vector<std::uint32_t>;

/// A group G, a normal subgroup N, a subgroup H, and the subgroup that fixes a point of X.
struct Subgroups {
  Group group;
  Subgroup normal;
  Subgroup subgroup;
  Subgroup stabilizer;
};

/// G, N and H with the set X = W = G/S for the stabilizer S, the set Y of subsets of G, as bits,
/// and maps that are hash functions. A coset of N is its first element, a function of cosets a list
/// for all of G that is the same on each. The section picks another element of each coset for each
/// seed. A function on H is a list for all of G that is 0 outside H.
class ProofSets {
public:
  ProofSets(Subgroups sets, std::uint64_t seed)
      : group_{std::move(sets.group)}, kernel_{std::move(sets.normal)}, subgroup_{std::move(
                                                                            sets.subgroup)},
        x_{GSet::coset_space(sets.stabilizer)}, representatives_{representatives(kernel_)},
        transversal_{representatives(subgroup_)}, seed_{seed} {}

protected:
  template <typename Function>
  [[nodiscard]] Value on_group(Function const& function) const {
    Value s;
    for (std::uint32_t h = 0; h < group_.order(); ++h) {
      s.push_back(function(h));
    }
    return s;
  }

  template <typename Function>
  [[nodiscard]] Value on_subgroup(Function const& function) const {
    Value f(group_.order(), 0);
    for (Element const k : subgroup_.elements()) {
      f[k.index()] = function(k.index());
    }
    return f;
  }

  [[nodiscard]] std::uint32_t in_transversal(std::uint32_t g) const { return transversal_[g]; }

  /// The least point of the H-orbit of \p x.
  [[nodiscard]] Value chosen(Value const& x) const {
    Value least = x;
    for (Element const k : subgroup_.elements()) {
      least = std::min(least, Value{x_.act_unchecked(k.index(), x[0])});
    }
    return least;
  }

  /// The bits that most of the subsets have.
  [[nodiscard]] Value mean(Value const& where, Value const& f) const {
    std::uint32_t result = 0;
    for (std::uint32_t bit = 0; bit < group_.order(); ++bit) {
      int balance = 0;
      for (Element const k : subgroup_.elements()) {
        bool const has_bit = (f[k.index()] >> bit & 1U) != 0;
        balance += where[k.index()] == 0 ? 0 : has_bit ? 1 : -1;
      }
      result |= balance > 0 ? 1U << bit : 0U;
    }
    return {result};
  }

  [[nodiscard]] std::uint32_t multiply(std::uint32_t g, std::uint32_t h) const {
    return group_.multiply_unchecked(g, h);
  }

  [[nodiscard]] std::uint32_t inverse(std::uint32_t g) const { return group_.inverse_unchecked(g); }

  [[nodiscard]] std::uint32_t representative(std::uint32_t h) const { return representatives_[h]; }

  /// The element that the section picks of the coset \p coset.
  [[nodiscard]] std::uint32_t section(std::uint32_t coset) const {
    std::uint32_t const which = hash("section", {coset})[0] % kernel_.order();
    return multiply(representative(coset), kernel_.elements()[which].index());
  }

  [[nodiscard]] Value hash(std::string const& name, Value const& arguments) const {
    std::uint64_t state = seed_ ^ std::hash<std::string>{}(name);
    for (std::uint32_t const argument : arguments) {
      state = (state ^ argument) * 0x9E3779B97F4A7C15ULL;
      state ^= state >> 29U;
    }
    return {static_cast<std::uint32_t>(state % 7)};
  }

  [[nodiscard]] Value shift(std::uint32_t h, Value const& s) const {
    Value seen;
    for (std::uint32_t k = 0; k < group_.order(); ++k) {
      seen.push_back(s.at(multiply(h, k)));
    }
    return seen;
  }

  [[nodiscard]] Value act(std::uint32_t g, Value const& value, Term const& sort) const {
    if (sort.symbol == "Map" && sort.arguments[0].symbol == "H") {
      return on_subgroup([&](std::uint32_t l) { return value.at(multiply(inverse(g), l)); });
    }
    if (sort.symbol == "Map" && is_of_points(sort.arguments[0])) {
      return moved_over_points(g, value, sort.arguments[0].symbol == "I");
    }
    if (sort.symbol == "Y" || sort.symbol == "V") {
      std::uint32_t moved = 0;
      for (std::uint32_t h = 0; h < group_.order(); ++h) {
        moved |= (value[0] >> multiply(inverse(g), h) & 1U) << h;
      }
      return {moved};
    }
    if (sort.symbol == "Map") {
      return shift(inverse(g), value);
    }
    if (sort.symbol == "Prod") {
      return {multiply(g, value[0]), value[1]};
    }
    return {x_.act_unchecked(g, value[0])};
  }

  /// Whether functions on \p index are lists with an entry for each point of X: cells and
  /// components are points.
  static bool is_of_points(Term const& index) {
    return index.symbol == "Cell" || index.symbol == "I" || index.symbol == "X";
  }

  /// 0 for plus, 1 for minus: the parity of the permutation of g, and for each point a sign.
  [[nodiscard]] std::uint32_t sign(std::uint32_t g, std::uint32_t i) const {
    auto const gauge = [&](std::uint32_t x) { return hash("gauge", {x})[0] % 2; };
    bool const even = Permutation::from_images(x_.images_of(group_.element(g))).is_even();
    return (even ? 0U : 1U) ^ gauge(i) ^ gauge(x_.act_unchecked(inverse(g), i));
  }

  /// Numbers are those modulo 7.
  static std::uint32_t with_sign(std::uint32_t sign, std::uint32_t r) {
    return sign == 0 ? r : (7 - r % 7) % 7;
  }

  [[nodiscard]] Value moved_over_points(std::uint32_t g, Value const& f, bool with_signs) const {
    Value moved;
    for (std::uint32_t y = 0; y < x_.size(); ++y) {
      std::uint32_t const r = f.at(x_.act_unchecked(inverse(g), y));
      moved.push_back(with_signs ? with_sign(sign(g, y), r) : r);
    }
    return moved;
  }

  static std::vector<std::uint32_t> representatives(Subgroup const& subgroup) {
    std::vector<std::uint32_t> result;
    std::vector<Element> const transversal = subgroup.transversal();
    for (std::uint32_t const coset : subgroup.coset_numbers()) {
      result.push_back(transversal[coset].index());
    }
    return result;
  }

  Group group_;
  Subgroup kernel_;
  Subgroup subgroup_;
  GSet x_;
  std::vector<std::uint32_t> representatives_; ///< of the coset of N of each element
  std::vector<std::uint32_t> transversal_;     ///< of the coset of H of each element
  std::uint64_t seed_;
};

} // namespace equivarify::algebra::proof

#endif
