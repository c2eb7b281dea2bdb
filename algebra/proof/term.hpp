/// \file
/// Terms: what the equations of the proofs are made of.
#ifndef EQUIVARIFY_ALGEBRA_PROOF_TERM_HPP
#define EQUIVARIFY_ALGEBRA_PROOF_TERM_HPP

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace equivarify::algebra::proof {

/// A symbol applied to terms; a variable or a constant has none. Sorts are terms too.
struct Term {
  std::string symbol;
  std::vector<Term> arguments;
  friend bool operator==(Term const&, Term const&) = default;
};

/// The variable or constant \p name.
[[nodiscard]] Term symbol(std::string name);

/// \p map at \p argument.
[[nodiscard]] Term apply(Term map, Term argument);

/// A place in a term: the number of the argument to enter, from the outside inwards.
using Position = std::vector<std::size_t>;

/// The term that \p text writes, such as `act(inv(g), x)`. \throws AlgebraError saying where the
/// text stops being one.
[[nodiscard]] Term parse_term(std::string_view text);

/// \p term as parse_term() reads it.
[[nodiscard]] std::string to_string(Term const& term);

/// \p position as `0.1`; the whole term is at ``.
[[nodiscard]] std::string to_string(Position const& position);

/// The part of \p term at \p position. \pre there is one
[[nodiscard]] Term const& subterm(Term const& term, Position const& position);

/// \p term with the part at \p position replaced by \p part. \pre there is one
[[nodiscard]] Term replaced(Term term, Position const& position, Term part);

/// \p term in the notation of the paper: `F^(g^-1 x)(h)` for `at(ap(lift(F), act(inv(g), x)), h)`.
[[nodiscard]] std::string to_formula(Term const& term);

} // namespace equivarify::algebra::proof

#endif
