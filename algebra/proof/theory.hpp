/// \file
/// What the prover holds true, and what it proves of every group.
#ifndef EQUIVARIFY_ALGEBRA_PROOF_THEORY_HPP
#define EQUIVARIFY_ALGEBRA_PROOF_THEORY_HPP

#include "equivarify/algebra/proof/claim.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace equivarify::algebra::proof {

/// A symbol whose axioms say what must be proved first.
struct DefinedSymbol {
  std::string symbol;
  std::vector<std::string> after; ///< names of claims
  friend bool operator==(DefinedSymbol const&, DefinedSymbol const&) = default;
};

/// Axioms, and claims that follow from them.
struct Theory {
  /// The definitions and the laws of groups, each from left to right. The laws of groups are those
  /// that make every product a reduced word.
  std::vector<Equation> axioms;
  /// What claims may suppose: equations between variables of the claim, for all values of their
  /// own.
  std::vector<Equation> hypotheses;
  /// The symbols of the appendix whose axioms say that N is a normal subgroup of G, or that there
  /// are cosets of it, with the claims that show this of the N of the paper. The axioms of all
  /// other symbols are true of every group, set and map.
  std::vector<DefinedSymbol> defined;
  /// The lemma identities: those of the paper, in its order, then those of heads, each for all
  /// groups, all sets and all maps.
  std::vector<Theorem> lemmas;
  /// What other constructions rest on: `quotient` for blocks over G/N, `symmetrization` for means
  /// over a subgroup H, all of it or where the input is least in its H-orbit, and `coinduction` for
  /// maps from X to Map_H(G, Y).
  std::vector<Theorem> constructions;

  /// The hypothesis called \p name. \throws AlgebraError with the nearest name if there is none.
  [[nodiscard]] Equation const& hypothesis(std::string const& name) const;

  /// All lemma identities, then all constructions.
  [[nodiscard]] std::vector<Theorem> theorems() const;

  friend bool operator==(Theory const&, Theory const&) = default;
};

/// A file of a theory.
struct TheoryFile {
  std::string name; ///< for errors
  std::string_view text;
};

/// The files of the theory that is proved, audited and certified, in order: theory/*.txt of this
/// folder, as they are.
[[nodiscard]] std::vector<TheoryFile> shipped_theory_files();

/// The theory that they write.
[[nodiscard]] Theory const& shipped_theory();

/// The theory that \p files write, in the grammar that README.md describes.
///
/// A claim supposes hypotheses and cites claims before it, and no name is given twice.
/// \throws AlgebraError with file and line, what was found and what was expected. Cost: linear in
/// the text, times the names to look up.
[[nodiscard]] Theory read_theory(std::vector<TheoryFile> const& files);

/// \p axiom, or a hypothesis if \p kind is `given`, as read_theory() reads it.
[[nodiscard]] std::string to_text(Equation const& axiom, std::string_view kind);

/// \p claim as read_theory() reads it.
[[nodiscard]] std::string to_text(Claim const& claim);

/// \p defined as read_theory() reads it.
[[nodiscard]] std::string to_text(DefinedSymbol const& defined);

/// \p theory as read_theory() reads it, one file.
[[nodiscard]] std::string to_text(Theory const& theory);

} // namespace equivarify::algebra::proof

#endif
