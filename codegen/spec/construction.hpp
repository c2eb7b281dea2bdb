/// \file
/// How a plain network F becomes equivariant where it is not lifted to the G-product.
#ifndef EQUIVARIFY_CODEGEN_SPEC_CONSTRUCTION_HPP
#define EQUIVARIFY_CODEGEN_SPEC_CONSTRUCTION_HPP

#include "equivarify/algebra/array_motion.hpp"
#include "equivarify/algebra/group.hpp"
#include "equivarify/algebra/subgroup.hpp"

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

namespace equivarify::codegen {

/// The constructions beside the paper's own.
enum class ConstructionKind {
  kernel_quotient, ///< Z^{xG/N} for the kernel N of the action on the inputs [appendix]
  coinduction,     ///< Map_H(G, Z) for an F that is H-equivariant already
  reynolds,        ///< the mean of g F(g^-1 x) over G
  canonical        ///< F at one representative of the orbit of x, turned back
};

/// How F is made equivariant under the subgroup H before it is coinduced to G.
enum class Symmetrization {
  none,   ///< it is already, to the bit
  pose,   ///< it sees the least array of the H-orbit, k^-1 z, and k acts on what it gives; where
          ///< several k lead there, a coset of the stabilizer, the mean over them
  average ///< the mean of k F(k^-1 z) over H
};

/// The map y of the G-set X to G x classes made from a plain F : X -> sheets x classes, on which H
/// acts: for g = t h with t in the transversal of G/H
///
///   y(g) = the first sheet of h^-1 mean_k k F((t k)^-1 x),
///
/// k being e alone, the poses of t^-1 x, or all of H. Every convention is in the tables, so that
/// the reference evaluator and the generated code share nothing else. Elements of H are numbered in
/// the order of `subgroup`.
struct Construction {
  ConstructionKind kind = ConstructionKind::kernel_quotient;
  algebra::Subgroup subgroup;
  Symmetrization symmetrization = Symmetrization::none;
  std::size_t sheets = 1; ///< F gives sheets x classes numbers
  /// `candidates[t][k]` is the element by which x is turned: (t k)^-1.
  std::vector<std::vector<std::uint32_t>> candidates;
  std::vector<std::uint32_t> coset;       ///< for g = t h the number of t
  std::vector<std::uint32_t> returned_by; ///< for g = t h the number of h^-1
  /// (k u)[a][c] = u[sheet_sources[k][a]][class_sources[k][c]], or minus that.
  std::vector<std::vector<std::uint32_t>> sheet_sources;
  std::vector<std::vector<std::uint32_t>> class_sources;
  std::vector<std::vector<bool>> class_negated{}; ///< where; empty where no sign changes
  bool whole = true; ///< false for the first layers of a network alone, which are not combined

  /// How often F is evaluated for one input.
  [[nodiscard]] std::size_t copies() const;

  /// The numbers of a sheet: one for each class, or those of all outputs.
  [[nodiscard]] std::size_t classes() const { return class_sources.front().size(); }

  /// How element number \p k of H moves the numbers of a sheet.
  [[nodiscard]] algebra::SignedPermutation class_move(std::size_t k) const;

  /// The same for the element \p h. \pre it is one of H
  [[nodiscard]] algebra::SignedPermutation class_move(algebra::Element h) const;
};

/// The spec's name of \p kind: `kernel_quotient`, `coinduction`, `reynolds`, `canonical`.
[[nodiscard]] std::string name_of(ConstructionKind kind);

/// Z^{xG/N} for the normal subgroup \p kernel, which acts trivially on the inputs.
[[nodiscard]] Construction kernel_quotient(algebra::Subgroup const& kernel, std::size_t classes);

/// Map_H(G, Z) for \p subgroup = H, each element of which moves what F gives by one of \p moves. F
/// is evaluated at one pose of its input, which changes nothing but rounding.
[[nodiscard]] Construction coinduction(algebra::Subgroup const& subgroup,
                                       std::vector<algebra::SignedPermutation> const& moves);

/// The mean of g F(g^-1 x) over \p group, for F : X -> G x classes.
[[nodiscard]] Construction reynolds(algebra::Group const& group, std::size_t classes);

/// k F(k^-1 x) for the k that take the least array of the orbit to x, for F : X -> G x classes.
[[nodiscard]] Construction canonical(algebra::Group const& group, std::size_t classes);

/// Where the copies of g s come from: copy i of g s is copy `shift[g][i]` of s.
[[nodiscard]] std::vector<std::vector<std::uint32_t>>
copies_shifted_from(Construction const& construction);

} // namespace equivarify::codegen

#endif
