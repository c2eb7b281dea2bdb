#include "equivarify/codegen/audit/translation/bit_judge.hpp"

#include "equivarify/codegen/audit/proof/refusal.hpp"
#include "equivarify/codegen/audit/spec/bounds.hpp"
#include "equivarify/codegen/audit/translation/float_terms.hpp"

#include <nlohmann/json.hpp>

#include <utility>

namespace equivarify::audit {
namespace {

/// \p step of \p node, which makes number \p index.
OrderedSums::Step step_at(Node const& node, std::size_t index) {
  static_cast<void>(node.length(3, 3));
  OrderedSums::Step step{.operation = node.at(0).choice({"+", "-", "*"}).front(),
                         .first = node.at(1).integer(0, index - 1)};
  if (step.operation == '*') {
    step.factor = node.at(2).value.dump();
  } else {
    step.second = node.at(2).integer(0, index - 1);
  }
  return step;
}

/// The row of coefficients that each number is, over 2^24: transforms have no finer factors.
class Rows {
public:
  explicit Rows(std::size_t inputs) : inputs_{inputs} {
    for (std::size_t i = 0; i < inputs; ++i) {
      rows_.emplace_back(inputs).at(i) = one;
    }
  }

  void add(OrderedSums::Step const& step, Node const& node) {
    std::vector<Wide> row = rows_[step.first];
    if (step.operation == '*') {
      scale(row, exact_number(node.at(2)));
    } else {
      for (std::size_t i = 0; i < inputs_; ++i) {
        row[i] += step.operation == '+' ? rows_[step.second][i] : -rows_[step.second][i];
      }
    }
    for (Wide const& entry : row) {
      demand(entry < largest && entry > -largest, "too large: sums of a transform");
    }
    rows_.push_back(std::move(row));
  }

  /// Whether number \p index is row \p o of \p matrix.
  [[nodiscard]] bool is_row(std::size_t index, ExactMatrix const& matrix, std::size_t o) const {
    for (std::size_t i = 0; i < inputs_; ++i) {
      if (rows_[index][i] * matrix.denominator != Wide{matrix.at(o, i)} * one) {
        return false;
      }
    }
    return true;
  }

private:
  static constexpr Wide one = Wide{1} << 60U;
  static constexpr Wide largest = Wide{1} << 90U;

  static void scale(std::vector<Wide>& row, ExactNumber const& factor) {
    for (Wide& entry : row) {
      Wide const product = entry * factor.numerator;
      demand(product % factor.denominator == 0, "too large: factors of a transform are too fine");
      entry = product / factor.denominator;
    }
  }

  std::size_t inputs_;
  std::vector<std::vector<Wide>> rows_;
};

std::vector<FloatTerm>
run(OrderedSums const& sums, std::vector<FloatTerm> numbers, FloatTerms& terms) {
  for (OrderedSums::Step const& step : sums.steps) {
    FloatTerm const first = numbers[step.first];
    if (step.operation == '*') {
      bool const is_negative = step.factor.find('-') != std::string::npos;
      std::string const size =
          is_negative ? std::string{step.factor}.erase(step.factor.find('-'), 1) : step.factor;
      FloatTerm const product = size == "1" ? first : terms.odd(size, {first});
      numbers.push_back(is_negative ? product.negated() : product);
    } else {
      FloatTerm const second = numbers[step.second];
      numbers.push_back(terms.sum(first, step.operation == '+' ? second : second.negated()));
    }
  }
  std::vector<FloatTerm> results;
  for (std::size_t const result : sums.results) {
    results.push_back(numbers[result]);
  }
  return results;
}

/// y of the copies \p copies.
std::vector<FloatTerm> outputs_of(std::vector<FloatTerm> const& copies,
                                  OrderedSums const& input,
                                  OrderedSums const& output,
                                  std::vector<std::array<std::size_t, 3>> const& products,
                                  FloatTerms& terms) {
  std::vector<FloatTerm> const slots = run(input, copies, terms);
  std::vector<std::string> names(output.inputs);
  std::vector<std::vector<FloatTerm>> factors(output.inputs);
  for (auto const& [slot, weight, product] : products) {
    names[product].append(" ").append(std::to_string(weight));
    factors[product].push_back(slots[slot]);
  }
  std::vector<FloatTerm> found;
  for (std::size_t p = 0; p < output.inputs; ++p) {
    demand(!factors[p].empty(), "a product of nothing");
    found.push_back(terms.odd(names[p], factors[p]));
  }
  return run(output, std::move(found), terms);
}

} // namespace

OrderedSums ordered_sums(Node const& node, ExactMatrix const& matrix) {
  node.expect_keys({"steps", "results"}, {});
  OrderedSums sums{.inputs = matrix.columns};
  Rows rows{matrix.columns};
  std::size_t const steps = node.at("steps").length(0, bounds::scheme_products);
  demand(steps * matrix.columns <= bounds::values, "too large: a transform of too many sums");
  for (std::size_t i = 0; i < steps; ++i) {
    Node const step = node.at("steps").at(i);
    sums.steps.push_back(step_at(step, matrix.columns + i));
    rows.add(sums.steps.back(), step);
  }
  Node const results = node.at("results");
  static_cast<void>(results.length(matrix.rows, matrix.rows));
  for (std::size_t o = 0; o < matrix.rows; ++o) {
    std::size_t const result = results.at(o).integer(0, matrix.columns + steps - 1);
    demand(rows.is_row(result, matrix, o),
           "at " + results.at(o).pointer + ": a sum that is not the row of the matrix");
    sums.results.push_back(result);
  }
  return sums;
}

bool keeps_bits(OrderedSums const& input,
                OrderedSums const& output,
                std::vector<std::array<std::size_t, 3>> const& products,
                std::vector<Images> const& table) {
  FloatTerms terms;
  std::size_t const copies = input.inputs;
  std::size_t const sums = input.steps.size() + output.steps.size() + output.inputs;
  demand(sums * (table.size() + 1) <= bounds::ordered_terms &&
             products.size() * (table.size() + 1) <= 4 * bounds::ordered_terms,
         "too large: a scheme of too many sums to compare for each element");
  std::vector<FloatTerm> variables;
  for (std::size_t h = 0; h < copies; ++h) {
    variables.push_back(terms.variable(h));
  }
  std::vector<FloatTerm> const still = outputs_of(variables, input, output, products, terms);
  for (Images const& row : table) { // g^-1 h for each h, for some g
    std::vector<FloatTerm> moved;
    for (std::uint32_t const source : row) {
      moved.push_back(variables[source]);
    }
    std::vector<FloatTerm> const found = outputs_of(moved, input, output, products, terms);
    for (std::size_t h = 0; h < copies; ++h) {
      if (found[h] != still[row[h]]) {
        return false;
      }
    }
  }
  return true;
}

} // namespace equivarify::audit
