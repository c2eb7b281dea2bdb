/// \file
/// What is known of sums of floats, and no more: terms that stand for equal bits are equal.
#ifndef EQUIVARIFY_CODEGEN_AUDIT_TRANSLATION_FLOAT_TERMS_HPP
#define EQUIVARIFY_CODEGEN_AUDIT_TRANSLATION_FLOAT_TERMS_HPP

#include <cstddef>
#include <cstdint>
#include <map>
#include <string>
#include <utility>
#include <vector>

namespace equivarify::audit {

/// A term, or its negative.
struct FloatTerm {
  std::size_t number = 0;
  bool is_negative = false;

  [[nodiscard]] FloatTerm negated() const { return {number, !is_negative}; }

  friend auto operator<=>(FloatTerm const&, FloatTerm const&) = default;
};

/// An abstract model of floats: a + b = b + a, -(-a) = a, -(a + b) = (-a) + (-b), and the last for
/// every function that negates its value with all its arguments, such as a product with a constant.
/// Nothing else: sums are not associative. These hold of IEEE arithmetic rounded to the nearest,
/// but for the sign of a zero.
class FloatTerms {
public:
  /// An unknown of its own for each \p i.
  [[nodiscard]] FloatTerm variable(std::size_t i);

  [[nodiscard]] FloatTerm sum(FloatTerm a, FloatTerm b);

  /// An odd function called \p name of \p arguments in their order; there is at least one.
  [[nodiscard]] FloatTerm odd(std::string const& name, std::vector<FloatTerm> arguments);

private:
  [[nodiscard]] FloatTerm number_of(std::string const& name, std::vector<FloatTerm> arguments);

  std::map<std::pair<std::string, std::vector<FloatTerm>>, std::size_t> numbers_;
};

} // namespace equivarify::audit

#endif
