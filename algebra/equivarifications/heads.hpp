/// \file
/// Heads: equivariant maps from the copies of a network to what it puts out.
#ifndef EQUIVARIFY_ALGEBRA_EQUIVARIFICATIONS_HEADS_HPP
#define EQUIVARIFY_ALGEBRA_EQUIVARIFICATIONS_HEADS_HPP

#include "equivarify/algebra/equivarifications/signed_representation.hpp"

#include <string>
#include <vector>

namespace equivarify::algebra {

/// The classes of heads.
enum class HeadKind {
  joint,     ///< one number for each (g, class): the copies themselves
  invariant, ///< numbers that G does not move
  permuted,  ///< classes that G permutes
  vector,    ///< components that G permutes and negates
  grid,      ///< planes that turn with the input, whose values G moves as well
  induced    ///< one copy of the outputs for each coset of a subgroup that moves them
};

/// `joint`, `invariant`, ...
[[nodiscard]] std::string name_of(HeadKind kind);

/// An equivariant map R from V^{xG}, the copies s(h) of outputs in V, to a representation of G; an
/// immutable value. All classes are one map for a subgroup H of G that acts on V,
///
///   R(s)(t) = mean over k in H of k s(t k), for each representative t of a coset t H,
///
/// with values in Map_H(G, V): one V for each coset. H = 1 is `joint`, where R is the identity, and
/// H = G gives the invariant, permuted, vector and grid heads, one V in all. So R F^ is equivariant
/// for every F : X -> V, and its projection, the value at t = e, is F if and only if F(k x) = k
/// F(x) for all k in H. Source: algebra/README.md, "Heads" (mean head, coinduction).
class Head {
public:
  /// \p classes numbers for each element of \p group.
  [[nodiscard]] static Head joint(Group const& group, std::uint32_t classes);

  /// \p units numbers that \p group does not move.
  [[nodiscard]] static Head invariant(Group const& group, std::uint32_t units);

  /// One number for each point of \p classes.
  [[nodiscard]] static Head permuted(GSet const& classes);

  /// The same for classes that \p classes moves. \throws AlgebraError if it changes signs, or
  /// unless the whole group acts.
  [[nodiscard]] static Head permuted(SignedRepresentation const& classes);

  /// The components of \p components. \throws AlgebraError unless the whole group moves them.
  [[nodiscard]] static Head vector(SignedRepresentation const& components);

  /// A plane with the cells \p cells for each component: component c of cell y stands at c |cells|
  /// + y. \throws AlgebraError unless the whole group of \p cells moves \p components.
  [[nodiscard]] static Head grid(GSet const& cells, SignedRepresentation const& components);

  /// Planes whose entries \p entries moves, also where cells of different planes move differently.
  /// \throws AlgebraError unless the whole group acts.
  [[nodiscard]] static Head grid(SignedRepresentation const& entries);

  /// The outputs \p outputs of a subgroup, one copy for each of its cosets.
  [[nodiscard]] static Head induced(SignedRepresentation const& outputs);

  [[nodiscard]] HeadKind kind() const noexcept { return kind_; }

  /// H, and how it moves V.
  [[nodiscard]] SignedRepresentation const& outputs() const noexcept { return outputs_; }

  /// The number of cosets of H, and so of copies of V in the output.
  [[nodiscard]] std::uint32_t copies() const noexcept { return outputs_.acting().index(); }

  /// The numbers of the output: copies() times those of V.
  [[nodiscard]] std::uint32_t size() const noexcept { return copies() * outputs_.size(); }

  /// What of p F^ = F this head keeps, in words.
  [[nodiscard]] std::string keeps() const;

  /// R(s), in floats or doubles, for \p copies = (s(g_0), s(g_1), ...), the value at coset number c
  /// from entry c times the size of V on. Positive and negative terms are summed apart, each in the
  /// order of size, so that R(g s) = g R(s) to the bit. \throws AlgebraError unless there is a copy
  /// for each element, with one entry for each component.
  template <typename Real>
  [[nodiscard]] std::vector<Real> operator()(std::vector<std::vector<Real>> const& copies) const;

  /// g r for an output \p r: (g r)(t) = r(g^-1 t). \throws AlgebraError for another size.
  template <typename Real>
  [[nodiscard]] std::vector<Real> act(Element g, std::vector<Real> const& r) const;

private:
  Head(HeadKind kind, SignedRepresentation outputs) : kind_{kind}, outputs_{std::move(outputs)} {}

  HeadKind kind_;
  SignedRepresentation outputs_;
};

} // namespace equivarify::algebra

#endif
