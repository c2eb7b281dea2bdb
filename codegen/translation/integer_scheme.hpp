/// \file
/// The schemes by which generated programs compute layers of integers in fewer products.
#ifndef EQUIVARIFY_CODEGEN_TRANSLATION_INTEGER_SCHEME_HPP
#define EQUIVARIFY_CODEGEN_TRANSLATION_INTEGER_SCHEME_HPP

#include "equivarify/codegen/translation/scheme.hpp"
#include "equivarify/runtime/integer/exact_form.hpp"

#include <cstddef>
#include <cstdint>
#include <vector>

namespace equivarify::codegen {

/// D y = answers ((values s) * (weights w)), entry by entry.
struct IntegerScheme {
  std::int64_t denominator = 1; ///< D
  FractionMatrix values{};
  FractionMatrix weights{};
  FractionMatrix answers{};
};

/// Every scheme that a program may choose for a layer, and every pair of them.
struct IntegerSchemes {
  std::size_t factor_bits = 0; ///< of the factors of products, with their sign
  std::size_t sum_bits = 0;    ///< of sums, which may wrap around
  std::vector<IntegerScheme> copies{};
  std::vector<IntegerScheme> tiles{};      ///< along one axis, of 1 output, 2, ...
  std::vector<runtime::ExactForm> forms{}; ///< [scheme over the copies][tile]
};

/// Those of networks of integers whose copies are multiplied as \p product says, product[h][k] =
/// h k; none over more copies than the runtime has schemes for. The schemes over the copies are
/// what the runtime makes of the table; the transforms of tiles are its own loops, run on linear
/// forms.
[[nodiscard]] IntegerSchemes
integer_schemes(std::vector<std::vector<std::uint32_t>> const& product);

} // namespace equivarify::codegen

#endif
