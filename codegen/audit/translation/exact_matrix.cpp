#include "equivarify/codegen/audit/translation/exact_matrix.hpp"

#include "equivarify/codegen/audit/proof/refusal.hpp"
#include "equivarify/codegen/audit/spec/bounds.hpp"

#include <nlohmann/json.hpp>

#include <charconv>
#include <numeric>
#include <string>

namespace equivarify::audit {
namespace {

bool is_small(std::int64_t number) {
  return number <= bounds::scheme_number && number >= -bounds::scheme_number;
}

/// Reads `-1/6`.
ExactNumber fraction_at(Node const& node) {
  std::string const text = node.text(3, 64);
  ExactNumber entry;
  char const* const end = text.data() + text.size();
  auto const first = std::from_chars(text.data(), end, entry.numerator);
  bool const is_cut = first.ec == std::errc{} && first.ptr != end && *first.ptr == '/';
  auto const second = is_cut ? std::from_chars(first.ptr + 1, end, entry.denominator) : first;
  bool const is_read = is_cut && second.ec == std::errc{} && second.ptr == end;
  if (!is_read || entry.denominator < 2 || std::gcd(entry.numerator, entry.denominator) != 1 ||
      text != std::to_string(entry.numerator) + "/" + std::to_string(entry.denominator)) {
    node.fail("an integer, or a fraction in lowest terms");
  }
  return entry;
}

/// \p entry over the denominator \p denominator, which its own divides.
std::int64_t over(ExactNumber const& entry, std::int64_t denominator) {
  Wide const numerator = Wide{entry.numerator} * (denominator / entry.denominator);
  demand(numerator <= bounds::scheme_number && numerator >= -bounds::scheme_number,
         "too large: numbers of a scheme that are too far apart for exact arithmetic");
  return static_cast<std::int64_t>(numerator);
}

} // namespace

ExactNumber exact_number(Node const& node) {
  ExactNumber const entry = node.value.is_string()
                                ? fraction_at(node)
                                : ExactNumber{node.signed_integer(bounds::scheme_number), 1};
  if (!is_small(entry.numerator) || !is_small(entry.denominator)) {
    node.fail("a number that is not too large for exact arithmetic");
  }
  return entry;
}

ExactMatrix exact_matrix(Node const& node, std::size_t rows, std::size_t columns) {
  std::vector<ExactNumber> entries;
  std::int64_t denominator = 1;
  static_cast<void>(node.length(rows, rows));
  for (std::size_t row = 0; row < rows; ++row) {
    Node const line = node.at(row);
    static_cast<void>(line.length(columns, columns));
    for (std::size_t column = 0; column < columns; ++column) {
      entries.push_back(exact_number(line.at(column)));
      denominator = std::lcm(denominator, entries.back().denominator);
      demand(is_small(denominator), "too large: denominators of a scheme");
    }
  }
  ExactMatrix matrix{.rows = rows, .columns = columns, .denominator = denominator};
  for (ExactNumber const& entry : entries) {
    matrix.numerators.push_back(over(entry, denominator));
  }
  return matrix;
}

} // namespace equivarify::audit
