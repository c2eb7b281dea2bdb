/// \file
/// The lemma identities, each with its statement and the check of one instance.
#ifndef EQUIVARIFY_ALGEBRA_LEMMAS_LEMMA_HPP
#define EQUIVARIFY_ALGEBRA_LEMMAS_LEMMA_HPP

#include "equivarify/algebra/lemmas/instance.hpp"

#include <optional>
#include <string>
#include <vector>

namespace equivarify::algebra::lemmas {

/// Which parts of an Instance a lemma quantifies over, beside the group, the set and the number of
/// labels.
struct Uses {
  bool map = false;
  bool other_map = false;
  bool next = false;
  bool tuple = false;
  bool layer = false;
};

/// One lemma identity.
struct Lemma {
  std::string id;
  std::string statement;
  std::string source; ///< where the paper states it
  std::string scope;  ///< absolute, or relative to which inputs
  Uses uses;
  void (*check)(Trial&); ///< \throws Refutation
};

/// The eleven lemmas of the paper, in its order, then the eight of heads.
[[nodiscard]] std::vector<Lemma> const& all_lemmas();

/// The theorems on which the decision of a candidate rests, beyond the paper: `decision`,
/// `section`.
[[nodiscard]] std::vector<Lemma> const& decision_lemmas();

/// What one check of one instance found.
struct Outcome {
  std::uint64_t equations = 0;
  std::optional<Facts>
      refutation{}; ///< begins with the group, the set and the maps that the lemma uses
};

/// Checks \p lemma on \p instance.
[[nodiscard]] Outcome
try_lemma(Lemma const& lemma, Instance const& instance, Construction const& construction);

} // namespace equivarify::algebra::lemmas

#endif
