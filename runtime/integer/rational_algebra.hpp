/// \file
/// Algebras over the rational numbers, as schemes that multiply in them with few products.
#ifndef EQUIVARIFY_RUNTIME_INTEGER_RATIONAL_ALGEBRA_HPP
#define EQUIVARIFY_RUNTIME_INTEGER_RATIONAL_ALGEBRA_HPP

#include <cstddef>
#include <cstdint>
#include <vector>

namespace equivarify::runtime {

/// Of an element, in the basis of its algebra.
using Coordinates = std::vector<std::int32_t>;

/// D (x y) = answers ((left x) * (right y)), entry by entry, for the coordinates of x and y.
/// Without more: the rational numbers.
struct RationalAlgebra {
  std::size_t dimension = 1;
  std::size_t products = 1;
  std::int32_t denominator = 1;         ///< D
  std::vector<std::int32_t> left{1};    ///< [product][coordinate]
  std::vector<std::int32_t> right{1};   ///< [product][coordinate]
  std::vector<std::int32_t> answers{1}; ///< [coordinate][product]
};

/// The numbers x + y t with t t = \p a + \p b t, by Karatsuba's method with differences, which of
/// roots of unity are smaller than sums: 3 products for 4.
[[nodiscard]] RationalAlgebra quadratic_numbers(std::int32_t a, std::int32_t b);

/// Hamilton's quaternions x + y i + z j + w k: 8 products for 16, and no fewer suffice (Howell and
/// Lafon, "The complexity of the quaternion product", 1975; de Groote, 1975).
[[nodiscard]] RationalAlgebra quaternions();

/// Matrices of 2 x 2, rows first, by Strassen's method ("Gaussian elimination is not optimal",
/// 1969): 7 products for 8.
[[nodiscard]] RationalAlgebra matrices_of_two();

/// Matrices of 3 x 3, rows first, by Laderman's method ("A noncommutative algorithm for multiplying
/// 3 x 3 matrices using 23 multiplications", 1976): 23 products for 27.
[[nodiscard]] RationalAlgebra matrices_of_three();

/// The tensor product: e_i of \p first times e_j of \p second is the element
/// i * second.dimension + j of the basis.
[[nodiscard]] RationalAlgebra product_of(RationalAlgebra const& first,
                                         RationalAlgebra const& second);

/// The coordinates of x y.
[[nodiscard]] Coordinates
times(RationalAlgebra const& algebra, Coordinates const& x, Coordinates const& y);

/// The trace of y -> e_i y for each e_i of the basis.
[[nodiscard]] Coordinates traces_of(RationalAlgebra const& algebra);

} // namespace equivarify::runtime

#endif
