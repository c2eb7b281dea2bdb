#include "equivarify/codegen/audit/translation/integer_judge.hpp"

#include "equivarify/codegen/audit/proof/refusal.hpp"
#include "equivarify/codegen/audit/spec/bounds.hpp"
#include "equivarify/codegen/audit/translation/exact_matrix.hpp"
#include "equivarify/codegen/audit/translation/trilinear.hpp"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <cstdint>
#include <functional>
#include <string>
#include <vector>

namespace equivarify::audit {
namespace {

/// Of runtimes that this auditor knows.
constexpr unsigned factor_bits = 16;
constexpr unsigned sum_bits = 32;
constexpr Wide largest_factor = (Wide{1} << (factor_bits - 1U)) - 1;
constexpr Wide modulus = Wide{1} << sum_bits;

/// What is to be known of a scheme that gives D times what it is for.
struct ExactScheme {
  std::size_t weights = 0;
  std::int64_t denominator = 1; ///< D
  Wide growth = 0;              ///< of entries, at most
};

/// The matrix of integers at \p node.
ExactMatrix integers_at(Node const& node, std::size_t rows, std::size_t columns) {
  ExactMatrix matrix = exact_matrix(node, rows, columns);
  demand(matrix.denominator == 1, "at " + node.pointer + ": a scheme of integers has a fraction");
  return matrix;
}

/// The largest sum of the absolute values of a row.
Wide growth_of(ExactMatrix const& matrix) {
  Wide largest = 0;
  for (std::size_t row = 0; row < matrix.rows; ++row) {
    Wide sum = 0;
    for (std::size_t column = 0; column < matrix.columns; ++column) {
      Wide const entry = matrix.at(row, column);
      sum += entry < 0 ? -entry : entry;
    }
    largest = std::max(largest, sum);
  }
  return largest;
}

/// Terms (output, weight, input) of a form.
using IsTerm = std::function<bool(Product const&)>;

/// The scheme at \p node, from \p inputs entries to \p outputs sums, for at most \p most weights.
/// \p term_of(weights) says which terms the sums have.
ExactScheme judge_integer_scheme(Node const& node,
                                 std::size_t inputs,
                                 std::size_t outputs,
                                 std::size_t most,
                                 std::function<IsTerm(std::size_t weights)> const& term_of) {
  std::size_t const products = node.at("values").length(1, bounds::integer_products);
  static_cast<void>(node.at("weights").length(products, products));
  std::size_t const weights = node.at("weights").at(0).length(1, most);
  ExactMatrix const values = integers_at(node.at("values"), products, inputs);
  ExactMatrix const taps = integers_at(node.at("weights"), products, weights);
  ExactMatrix answers = integers_at(node.at("answers"), outputs, products);
  auto const denominator = static_cast<std::int64_t>(
      node.at("denominator").integer(1, static_cast<std::uint64_t>(bounds::scheme_number)));
  answers.denominator = denominator;
  std::vector<Product> entry_by_entry;
  for (std::size_t p = 0; p < products; ++p) {
    entry_by_entry.push_back({p, p, p});
  }
  demand(distance_from({answers, taps, values, entry_by_entry}, term_of(weights)) == 0,
         "at " + node.pointer + ": not its denominator times the definition");
  return {.weights = weights, .denominator = denominator, .growth = growth_of(values)};
}

std::vector<ExactScheme> schemes_over_copies(Node const& list, CopyGroup const& copies) {
  // Beyond these the runtime has none, and their expansion would take too long.
  bool const has_some = copies.count <= bounds::integer_copies;
  std::vector<ExactScheme> schemes;
  for (Node const& node : list.list(has_some ? 1 : 0, has_some ? bounds::integer_schemes : 0)) {
    node.expect_keys({"denominator", "values", "weights", "answers"}, {});
    schemes.push_back(judge_integer_scheme(
        node, copies.count, copies.count, copies.count, [&](std::size_t weights) -> IsTerm {
          demand(weights == 1 || (weights == copies.count && copies.table.size() == copies.count),
                 "at " + node.pointer + ": a scheme for as many weights as there are no copies");
          if (weights == 1) {
            return [](Product const& at) { return at[2] == at[0]; };
          }
          return [&](Product const& at) { return at[2] == copies.table[at[0]][at[1]]; };
        }));
  }
  for (std::size_t const weights : {std::size_t{1}, copies.count}) {
    demand(!has_some || std::any_of(schemes.begin(),
                                    schemes.end(),
                                    [&](ExactScheme const& one) { return one.weights == weights; }),
           "at " + list.pointer + ": no scheme for " + std::to_string(weights) + " weights");
  }
  return schemes;
}

std::vector<ExactScheme> schemes_of_tiles(Node const& list) {
  constexpr std::size_t window = 3;
  std::vector<ExactScheme> schemes;
  for (Node const& node : list.list(1, bounds::integer_schemes)) {
    node.expect_keys({"denominator", "values", "weights", "answers"}, {});
    std::size_t const outputs = schemes.size() + 1;
    schemes.push_back(judge_integer_scheme(
        node, outputs + window - 1, outputs, window, [&](std::size_t weights) -> IsTerm {
          demand(weights == window, "at " + node.pointer + ": windows of another size than 3");
          return [](Product const& at) { return at[2] == at[0] + at[1]; };
        }));
  }
  return schemes;
}

/// That the division and the bounds at \p node are those of both schemes together, the tile's along
/// rows and along columns.
void judge_form(Node const& node, ExactScheme const& copies, ExactScheme const& tile) {
  node.expect_keys({"shift", "odd_inverse", "largest_entry", "largest_sum"}, {});
  Wide const denominator = Wide{copies.denominator} * tile.denominator * tile.denominator;
  std::uint64_t const shift = node.at("shift").integer(0, sum_bits - 1);
  Wide const odd = denominator >> shift;
  demand(odd << shift == denominator && odd % 2 == 1,
         "at " + node.pointer + ": a shift that is not that of the denominator");
  Wide const inverse = node.at("odd_inverse").integer(1, static_cast<std::uint64_t>(modulus - 1));
  demand(odd % modulus * inverse % modulus == 1,
         "at " + node.pointer + ": no inverse of the odd part of the denominator");
  constexpr std::uint64_t most = std::uint64_t{1} << 31U;
  Wide const entry = node.at("largest_entry").integer(0, most);
  demand(entry * copies.growth * tile.growth * tile.growth <= largest_factor,
         "at " + node.pointer + ": entries that are named would leave " +
             std::to_string(factor_bits) + " bits");
  Wide const sum = node.at("largest_sum").integer(0, most);
  demand((sum << shift) < modulus / 2,
         "at " + node.pointer + ": sums that are named would be lost in the division");
}

} // namespace

IntegerSchemes judge_integers(Node const& node, CopyGroup const& copies) {
  node.expect_keys({"factor_bits", "sum_bits", "copies", "tiles", "forms"}, {});
  static_cast<void>(node.at("factor_bits").integer(factor_bits, factor_bits));
  static_cast<void>(node.at("sum_bits").integer(sum_bits, sum_bits));
  std::vector<ExactScheme> const schemes = schemes_over_copies(node.at("copies"), copies);
  std::vector<ExactScheme> const tiles = schemes_of_tiles(node.at("tiles"));
  std::size_t const count = schemes.size() * tiles.size();
  static_cast<void>(node.at("forms").length(count, count));
  for (std::size_t i = 0; i < count; ++i) {
    judge_form(node.at("forms").at(i), schemes[i / tiles.size()], tiles[i % tiles.size()]);
  }
  return {.copies = schemes.size(), .tiles = tiles.size()};
}

} // namespace equivarify::audit
