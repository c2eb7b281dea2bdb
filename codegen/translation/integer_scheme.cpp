#include "equivarify/codegen/translation/integer_scheme.hpp"

#include "equivarify/codegen/translation/matrix_of.hpp"
#include "equivarify/runtime/integer/fast_loops.hpp"

#include <limits>
#include <type_traits>
#include <utility>

namespace equivarify::codegen {
namespace {

/// The numbers at \p first, row by row.
FractionMatrix
matrix_from(std::int32_t const* first, std::size_t const rows, std::size_t const columns) {
  FractionMatrix matrix(rows, std::vector<Fraction>(columns));
  for (std::size_t i = 0; i < rows * columns; ++i) {
    matrix[i / columns][i % columns] = Fraction{first[i]};
  }
  return matrix;
}

IntegerScheme scheme_from(runtime::GroupScheme const& scheme) {
  return {.denominator = scheme.denominator,
          .values = matrix_from(scheme.values.data(), scheme.products, scheme.copies),
          .weights = matrix_from(scheme.weights.data(), scheme.products, scheme.parts),
          .answers = matrix_from(scheme.answers.data(), scheme.copies, scheme.products)};
}

/// Tiles of \p outputs outputs: weights go through a table, entries and products through loops.
template <std::size_t outputs>
IntegerScheme tile_scheme_of() {
  runtime::TileTables const tables = runtime::tile_tables(outputs);
  return {.denominator = tables.denominator,
          .values = matrix_of(tables.entries,
                              tables.entries,
                              [](LinearForm const* entries, LinearForm* transformed) {
                                runtime::loops::transform_line<outputs, 1>(entries, transformed);
                              }),
          .weights = matrix_from(tables.weights, tables.entries, runtime::taps),
          .answers = matrix_of(
              tables.entries, outputs, [](LinearForm const* products, LinearForm* answers) {
                runtime::loops::transform_line_back<outputs, 1>(products, answers);
              })};
}

template <std::size_t... outputs>
std::vector<IntegerScheme> tile_schemes(std::index_sequence<outputs...> /*numbers*/) {
  return {tile_scheme_of<outputs + 1>()...};
}

/// The bits of a \p Number, with its sign.
template <typename Number>
constexpr std::size_t bits_of_number = std::numeric_limits<std::make_unsigned_t<Number>>::digits;

} // namespace

IntegerSchemes integer_schemes(std::vector<std::vector<std::uint32_t>> const& product) {
  IntegerSchemes result{.factor_bits = bits_of_number<runtime::ExactFactor>,
                        .sum_bits = bits_of_number<runtime::ExactSum>,
                        .tiles = tile_schemes(std::make_index_sequence<runtime::largest_tile>{})};
  if (product.size() > runtime::largest_scheme_order) {
    return result;
  }
  std::vector<runtime::GroupScheme> schemes = runtime::group_schemes(product);
  schemes.push_back(runtime::separate_copies(product.size()));
  for (runtime::GroupScheme const& scheme : schemes) {
    result.copies.push_back(scheme_from(scheme));
    for (std::size_t tile = 1; tile <= runtime::largest_tile; ++tile) {
      result.forms.push_back(runtime::exact_form(scheme, runtime::tile_tables(tile)));
    }
  }
  return result;
}

} // namespace equivarify::codegen
