/// \file
/// The expressions of a certificate, read, printed and matched; the auditor's own.
#ifndef EQUIVARIFY_CODEGEN_AUDIT_PROOF_EXPRESSION_HPP
#define EQUIVARIFY_CODEGEN_AUDIT_PROOF_EXPRESSION_HPP

#include <map>
#include <string>
#include <vector>

namespace equivarify::audit {

/// A head applied to parts.
struct Expression {
  std::string head;
  std::vector<Expression> parts;
  friend bool operator==(Expression const&, Expression const&) = default;
};

/// Names with the sorts they have, or with the expressions they stand for.
using Assignment = std::map<std::string, Expression>;

/// The expression that \p text writes. \throws Refusal unless print() gives \p text again.
[[nodiscard]] Expression read_expression(std::string const& text);

/// \p expression as `head(part, part)`.
[[nodiscard]] std::string print(Expression const& expression);

/// The sort of \p expression, no map, whose names have the sorts \p names. \throws Refusal if it
/// has none.
[[nodiscard]] Expression sort_of(Expression const& expression, Assignment const& names);

/// An equation for all values of its variables.
struct Law {
  std::string name;
  Assignment variables;
  Expression left;
  Expression right;
};

/// Whether \p law, read from `from` to `to`, turns \p before into \p after, both whole: there are
/// terms of the right sorts for its variables that make its sides these two.
[[nodiscard]] bool leads(Law const& law,
                         bool forward,
                         Expression const& before,
                         Expression const& after,
                         Assignment const& names);

} // namespace equivarify::audit

#endif
