#include "equivarify/codegen/audit/translation/trilinear.hpp"

#include "equivarify/codegen/audit/proof/refusal.hpp"
#include "equivarify/codegen/audit/spec/bounds.hpp"

#include <algorithm>
#include <cstdint>
#include <string>

namespace equivarify::audit {
namespace {

/// The coefficients of one x, over the product of the three denominators.
class Slice {
public:
  explicit Slice(TrilinearForm const& form)
      : form_{form}, partial_(form.second.rows * form.third.columns),
        coefficients_(form.second.columns * form.third.columns) {}

  std::vector<Wide> const& at(std::size_t x) {
    std::fill(partial_.begin(), partial_.end(), 0);
    std::fill(coefficients_.begin(), coefficients_.end(), 0);
    for (Product const& product : form_.products) {
      add_to_partial(form_.first.at(x, product[0]), product);
    }
    for (std::size_t b = 0; b < form_.second.rows; ++b) {
      for (std::size_t y = 0; y < form_.second.columns; ++y) {
        add_to_coefficients(form_.second.at(b, y), b, y);
      }
    }
    return coefficients_;
  }

private:
  void add_to_partial(std::int64_t factor, Product const& product) {
    if (factor == 0) {
      return;
    }
    std::size_t const depth = form_.third.columns;
    for (std::size_t z = 0; z < depth; ++z) {
      partial_[product[1] * depth + z] += Wide{factor} * form_.third.at(product[2], z);
    }
  }

  void add_to_coefficients(std::int64_t factor, std::size_t b, std::size_t y) {
    if (factor == 0) {
      return;
    }
    std::size_t const depth = form_.third.columns;
    for (std::size_t z = 0; z < depth; ++z) {
      coefficients_[y * depth + z] += factor * partial_[b * depth + z];
    }
  }

  TrilinearForm const& form_;
  std::vector<Wide> partial_;      ///< of each b and z
  std::vector<Wide> coefficients_; ///< of each y and z
};

std::size_t nonzeros_of_column(ExactMatrix const& matrix, std::size_t column) {
  std::size_t count = 0;
  for (std::size_t row = 0; row < matrix.rows; ++row) {
    count += matrix.at(row, column) != 0 ? 1U : 0U;
  }
  return count;
}

/// The multiplications that expanding \p form takes.
std::size_t work_of(TrilinearForm const& form) {
  auto const zeros = static_cast<std::size_t>(
      std::count(form.second.numerators.begin(), form.second.numerators.end(), 0));
  std::size_t steps = form.first.rows * (form.second.numerators.size() - zeros);
  for (Product const& product : form.products) {
    steps += nonzeros_of_column(form.first, product[0]);
  }
  return steps * form.third.columns;
}

} // namespace

double distance_from(TrilinearForm const& form, std::function<bool(Product const&)> const& is_one) {
  std::size_t const depth = form.third.columns;
  std::size_t const work = work_of(form);
  demand(work <= bounds::scheme_work,
         "too large: a scheme of " + std::to_string(work) + " steps to expand, at most " +
             std::to_string(bounds::scheme_work));
  Wide const one = Wide{form.first.denominator} * form.second.denominator * form.third.denominator;
  Slice slice{form};
  Wide largest = 0;
  for (std::size_t x = 0; x < form.first.rows; ++x) {
    std::vector<Wide> const& coefficients = slice.at(x);
    for (std::size_t i = 0; i < coefficients.size(); ++i) {
      Wide const expected = is_one({x, i / depth, i % depth}) ? one : 0;
      Wide const off = coefficients[i] - expected;
      largest = std::max(largest, off < 0 ? -off : off);
    }
  }
  return static_cast<double>(largest) / static_cast<double>(one);
}

} // namespace equivarify::audit
