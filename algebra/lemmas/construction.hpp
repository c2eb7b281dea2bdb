/// \file
/// The definitions that the lemmas are about, each replaceable.
#ifndef EQUIVARIFY_ALGEBRA_LEMMAS_CONSTRUCTION_HPP
#define EQUIVARIFY_ALGEBRA_LEMMAS_CONSTRUCTION_HPP

#include "equivarify/algebra/equivarification.hpp"
#include "equivarify/algebra/gset.hpp"
#include "equivarify/algebra/homomorphism.hpp"
#include "equivarify/algebra/lemmas/heads.hpp"

#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace equivarify::algebra::lemmas {

/// For one point x and one map F, the function g -> F(g x).
using ValueAlongOrbit = std::function<Label(Element)>;

/// What the lemmas speak of. The defaults are the definitions of the paper; a test, or a user who
/// wants to know what another convention breaks, plugs in others.
struct Construction {
  std::string name;
  std::string description;

  /// F^(x) from g -> F(g x); by definition F^(x)(h) = F(h^-1 x) [3.0.4].
  std::function<Tuple(Group const&, ValueAlongOrbit const&)> lift;

  /// g s; by definition (g s)(h) = s(g^-1 h) [3.0.1].
  std::function<Tuple(Group const&, Element, Tuple const&)> act;

  /// p(s); by definition s(e) [3.0.1].
  std::function<Label(Group const&, Tuple const&)> project;

  /// pi(w) from g -> q(g w); by definition pi(w)(h) = q(h^-1 w) [A.0.1].
  std::function<Tuple(Group const&, ValueAlongOrbit const&)> universal;

  /// The elements that act trivially on a set [appendix].
  std::function<Subgroup(GSet const&)> kernel;

  /// The coset g N, and an element of a coset [appendix].
  std::function<Element(Quotient const&, Element)> coset;
  std::function<Element(Quotient const&, Element)> representative;

  /// The point of Z^{xG} for a point s of Z^{xG/N}; by definition h -> s(h N) [appendix].
  std::function<Tuple(Quotient const&, Tuple const&)> include;

  /// What copy h of a layer on the concatenation sees of s; by definition (s(h g_0), s(h g_1), ...)
  /// (example 4.0.1).
  std::function<Tuple(Group const&, Tuple const&, Element)> concatenate;

  /// The label of g x for a label of x; by definition g (h, c) = (g h, c) [2.0.3, section 5].
  std::function<CopyLabel(Group const&, Element, CopyLabel const&)> extend_label;

  /// For a candidate (W, q) and f in Z^{xG} a point w with pi(w) = f and Stab(w) = Stab(f), if
  /// there is one: what decides whether W is an equivarification.
  std::function<std::optional<Point>(GSet const&, LabelMap const&, Tuple const&)> find_above;

  /// The section of pi at g f, for its value w at f; by definition g w.
  std::function<Point(GSet const&, Element, Point)> extend_section;

  /// What is made of the copies.
  HeadDefinitions heads;
};

/// The definitions of the paper, called `formula`.
[[nodiscard]] Construction formula();

/// The definitions of the paper under another name, with one of them about to be replaced.
[[nodiscard]] Construction variant(std::string name, std::string description);

/// The tuple with \p value (h) at h.
template <typename Value>
[[nodiscard]] Tuple tabulate(Group const& group, Value const& value) {
  Tuple result;
  result.reserve(group.order());
  for (Element const h : group.elements()) {
    result.push_back(value(h));
  }
  return result;
}

/// The value pi(w) of the universal map for the candidate (\p set, \p q): q(h^-1 w) at h.
[[nodiscard]] Tuple universal_value(GSet const& set, LabelMap const& q, Point w);

/// Whether g w = w exactly for the g with g \p f = \p f, for (g f)(h) = f(g^-1 h).
[[nodiscard]] bool same_stabilizer(GSet const& set, Point w, Tuple const& f);

/// Other conventions, each with its name, that a user can put to the test: `formula` first, then
/// `opposite` (the authors' program, which shifts the other way), then ones that go wrong in other
/// ways.
[[nodiscard]] std::vector<Construction> const& named_conventions();

/// The convention called \p name. \throws AlgebraError with the nearest name.
[[nodiscard]] Construction const& convention_named(std::string const& name);

} // namespace equivarify::algebra::lemmas

#endif
