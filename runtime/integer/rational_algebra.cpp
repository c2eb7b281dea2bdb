#include "equivarify/runtime/integer/rational_algebra.hpp"

#include <array>
#include <numeric>

namespace equivarify::runtime {

namespace {

/// A product of two sums of coordinates, and how much of it each coordinate of the result has.
template <std::size_t dimension>
struct Product {
  std::array<std::int32_t, dimension> left;
  std::array<std::int32_t, dimension> right;
  std::array<std::int32_t, dimension> answers;
};

template <std::size_t dimension, std::size_t count>
RationalAlgebra algebra_of(std::array<Product<dimension>, count> const& products,
                           std::int32_t denominator) {
  RationalAlgebra result{
      dimension, count, denominator, {}, {}, std::vector<std::int32_t>(dimension * count)};
  for (std::size_t p = 0; p < count; ++p) {
    Product<dimension> const& product = products[p];
    result.left.insert(result.left.end(), product.left.begin(), product.left.end());
    result.right.insert(result.right.end(), product.right.begin(), product.right.end());
    for (std::size_t i = 0; i < dimension; ++i) {
      result.answers[i * count + p] = product.answers[i];
    }
  }
  return result;
}

constexpr std::array<Product<4>, 7> strassen{{{{1, 0, 0, 1}, {1, 0, 0, 1}, {1, 0, 0, 1}},
                                              {{0, 0, 1, 1}, {1, 0, 0, 0}, {0, 0, 1, -1}},
                                              {{1, 0, 0, 0}, {0, 1, 0, -1}, {0, 1, 0, 1}},
                                              {{0, 0, 0, 1}, {-1, 0, 1, 0}, {1, 0, 1, 0}},
                                              {{1, 1, 0, 0}, {0, 0, 0, 1}, {-1, 1, 0, 0}},
                                              {{-1, 0, 1, 0}, {1, 1, 0, 0}, {0, 0, 0, 1}},
                                              {{0, 1, 0, -1}, {0, 0, 1, 1}, {1, 0, 0, 0}}}};

/// In bases of the three spaces of matrices in which no sum has so many terms as with his own.
constexpr std::array<Product<9>, 23> laderman{
    {{{0, 0, 1, -1, -1, 0, 0, -1, -1}, {0, 0, 0, 1, 1, 0, 0, 0, 0}, {0, 1, 0, 0, -1, 0, 0, 0, 0}},
     {{0, 0, 0, 1, 0, 0, 0, 0, 0}, {1, 1, 0, -1, -1, 0, 0, 0, 0}, {0, 0, 0, 1, 0, 0, 0, 0, 0}},
     {{0, 1, 0, 0, 1, 0, 0, 0, 0}, {0, 1, 0, 0, -1, -1, -1, 0, 1}, {0, 0, 0, 1, -1, 0, 0, 0, 0}},
     {{0, 1, 0, 1, 1, 0, 0, 0, 0}, {0, -1, 0, 1, 1, 0, 0, 0, 0}, {0, 1, 0, 1, -1, 0, 0, 0, 0}},
     {{1, 1, 0, 1, 1, 0, 0, 0, 0}, {0, 1, 0, 0, 0, 0, 0, 0, 0}, {0, 1, 0, 0, 0, 0, 0, 0, 0}},
     {{1, 0, 0, 0, 0, 0, 0, 0, 0}, {1, 0, 0, 0, 0, 0, 0, 0, 0}, {1, 0, 1, 0, 0, -1, 1, -1, 1}},
     {{1, 0, 0, 0, 0, 0, -1, -1, 0}, {-1, 0, 1, 0, 0, -1, 0, 0, 0}, {0, 0, 1, 0, 0, -1, 1, -1, 1}},
     {{1, 0, 0, 0, 0, 0, -1, 0, 0}, {0, 0, -1, 0, 0, 1, 0, 0, 0}, {0, 0, 0, 0, 0, 0, 1, -1, 1}},
     {{0, 0, 0, 0, 0, 0, 1, 1, 0}, {-1, 0, 1, 0, 0, 0, 0, 0, 0}, {0, 0, 1, 0, 0, -1, 0, 0, 1}},
     {{1, 0, 0, 0, -1, -1, -1, -1, 0}, {0, 0, 0, 0, 0, 1, 0, 0, 0}, {0, 0, 1, 0, 0, -1, 0, 0, 0}},
     {{0, 0, 0, 0, 0, 0, 0, 1, 0}, {-1, 0, 1, 0, -1, -1, 0, 1, 0}, {0, 0, 0, 0, 0, 0, 1, -1, 0}},
     {{0, 0, 1, 0, 0, 0, 0, -1, -1}, {0, 0, 0, -1, -1, 0, 0, 1, 0}, {0, 1, 0, 0, -1, 0, 1, 0, 0}},
     {{0, 0, 1, 0, 0, 0, 0, 0, -1}, {0, 0, 0, 1, 1, 0, -1, -1, 0}, {0, 0, 0, 0, 0, 0, 1, 0, 0}},
     {{0, 0, 1, 0, 0, 0, 0, 0, 0}, {0, 0, 0, 0, 0, 0, 1, 0, 0}, {1, 0, 1, 0, -1, 0, 1, 0, 0}},
     {{0, 0, 0, 0, 0, 0, 0, 1, 1}, {0, 0, 0, 0, 0, 0, 0, 1, 0}, {0, 1, 0, 0, -1, 0, 0, 1, 0}},
     {{0, 1, 0, 0, 1, 1, 0, 0, 0}, {0, 0, 0, 0, 0, 1, 1, 0, -1}, {0, 0, 1, 1, -1, 0, 0, 0, 0}},
     {{0, 0, 0, 0, 0, 1, 0, 0, 0}, {0, 0, 0, 0, 0, -1, 0, 0, 1}, {0, 0, 0, 1, -1, 1, 0, 0, 0}},
     {{0, 1, 1, 0, 1, 1, 0, 0, 0}, {0, 0, 0, 0, 0, 0, -1, 0, 1}, {0, 0, 1, 0, 0, 0, 0, 0, 0}},
     {{0, 1, 0, 0, 0, 0, 0, 0, 0}, {0, 0, 0, 1, 0, 0, 0, 0, 0}, {1, -1, 0, -1, 1, 0, 0, 0, 0}},
     {{0, 0, 1, 0, 0, 1, 0, 0, 0}, {0, 0, 0, 0, 0, 0, 1, 1, 0}, {0, 0, 0, 0, 1, 0, 0, 0, 0}},
     {{1, 0, 0, 1, 0, 0, 0, 0, 0}, {0, 0, 1, 0, 0, 0, 0, 0, 0}, {0, 0, 0, 0, 0, 1, 0, 0, 0}},
     {{0, 0, 0, 0, 0, 0, 1, 0, 0}, {1, 1, 0, 0, 0, 0, 0, 0, 0}, {0, 0, 0, 0, 0, 0, 0, 1, 0}},
     {{0, 0, 0, 0, 0, 0, 0, 0, 1}, {0, 0, 0, 0, 0, 0, 0, 0, 1}, {0, 0, 0, 0, 0, 0, 0, 0, 1}}}};

/// Four products of the signs of C2 x C2 give all products with equal signs; four more mend those
/// of the other sign. All of it times 4.
constexpr std::array<Product<4>, 8> hamilton{{{{1, 1, 1, 1}, {1, 1, 1, 1}, {-1, 1, 1, 1}},
                                              {{1, -1, 1, -1}, {1, -1, 1, -1}, {-1, -1, 1, -1}},
                                              {{1, 1, -1, -1}, {1, 1, -1, -1}, {-1, 1, -1, -1}},
                                              {{1, -1, -1, 1}, {1, -1, -1, 1}, {-1, -1, -1, 1}},
                                              {{1, 0, 0, 0}, {1, 0, 0, 0}, {8, 0, 0, 0}},
                                              {{0, 0, 0, 1}, {0, 0, 1, 0}, {0, -8, 0, 0}},
                                              {{0, 1, 0, 0}, {0, 0, 0, 1}, {0, 0, -8, 0}},
                                              {{0, 0, 1, 0}, {0, 1, 0, 0}, {0, 0, 0, -8}}}};

} // namespace

RationalAlgebra quadratic_numbers(std::int32_t a, std::int32_t b) {
  return {2, 3, 1, {1, 0, 0, 1, 1, -1}, {1, 0, 0, 1, 1, -1}, {1, a, 0, 1, b + 1, -1}};
}

RationalAlgebra quaternions() {
  return algebra_of(hamilton, 4);
}

RationalAlgebra matrices_of_two() {
  return algebra_of(strassen, 1);
}

RationalAlgebra matrices_of_three() {
  return algebra_of(laderman, 1);
}

RationalAlgebra product_of(RationalAlgebra const& first, RationalAlgebra const& second) {
  RationalAlgebra result{first.dimension * second.dimension,
                         first.products * second.products,
                         first.denominator * second.denominator,
                         {},
                         {},
                         {}};
  auto const add_rows = [](std::vector<std::int32_t>& to,
                           std::vector<std::int32_t> const& a,
                           std::size_t a_columns,
                           std::vector<std::int32_t> const& b,
                           std::size_t b_columns) {
    for (std::size_t i = 0; i < a.size() / a_columns * (b.size() / b_columns); ++i) {
      std::size_t const a_row = i / (b.size() / b_columns);
      std::size_t const b_row = i % (b.size() / b_columns);
      for (std::size_t j = 0; j < a_columns * b_columns; ++j) {
        to.push_back(a[a_row * a_columns + j / b_columns] * b[b_row * b_columns + j % b_columns]);
      }
    }
  };
  add_rows(result.left, first.left, first.dimension, second.left, second.dimension);
  add_rows(result.right, first.right, first.dimension, second.right, second.dimension);
  add_rows(result.answers, first.answers, first.products, second.answers, second.products);
  return result;
}

Coordinates times(RationalAlgebra const& algebra, Coordinates const& x, Coordinates const& y) {
  Coordinates products;
  for (std::size_t p = 0; p < algebra.products; ++p) {
    std::int32_t const* const left = &algebra.left[p * algebra.dimension];
    std::int32_t const* const right = &algebra.right[p * algebra.dimension];
    products.push_back(std::inner_product(x.begin(), x.end(), left, std::int32_t{0}) *
                       std::inner_product(y.begin(), y.end(), right, std::int32_t{0}));
  }
  Coordinates result;
  for (std::size_t i = 0; i < algebra.dimension; ++i) {
    std::int32_t const* const answers = &algebra.answers[i * algebra.products];
    result.push_back(
        std::inner_product(products.begin(), products.end(), answers, std::int32_t{0}) /
        algebra.denominator);
  }
  return result;
}

Coordinates traces_of(RationalAlgebra const& algebra) {
  Coordinates traces(algebra.dimension);
  auto const unit = [&](std::size_t i) {
    Coordinates result(algebra.dimension);
    result[i] = 1;
    return result;
  };
  for (std::size_t i = 0; i < algebra.dimension; ++i) {
    for (std::size_t j = 0; j < algebra.dimension; ++j) {
      traces[i] += times(algebra, unit(i), unit(j))[j];
    }
  }
  return traces;
}

} // namespace equivarify::runtime
