/// \file
/// Arrays of numbers as pictures: planes next to one another, cells shaded by the size of their
/// numbers.
#ifndef EQUIVARIFY_CODEGEN_REPORT_NUMBER_PICTURE_HPP
#define EQUIVARIFY_CODEGEN_REPORT_NUMBER_PICTURE_HPP

#include "equivarify/codegen/layers/shape.hpp"

#include <string>
#include <vector>

namespace equivarify::codegen {

/// Whether an array of shape \p shape can be seen as a picture: it has columns, and its planes are
/// few and small enough to be looked at.
[[nodiscard]] bool is_picture(Shape const& shape);

/// The number that is drawn darkest: 1 for numbers from 0 to 1, otherwise the largest size among \p
/// numbers.
[[nodiscard]] double darkest_of(std::vector<double> const& numbers);

/// \p numbers of shape \p shape as an SVG: the planes of its channels, and the slices of its
/// volumes, next to one another. Cells of negative numbers have another colour, those of 0 and of
/// what is no number have none. Those who do not see it are told \p name.
///
/// \pre is_picture(shape), and there are `shape.size()` numbers
[[nodiscard]] std::string numbers_svg(std::vector<double> const& numbers,
                                      Shape const& shape,
                                      double darkest,
                                      std::string const& name);

/// Three channels of numbers from 0 to 1 as red, green and blue; anything else as numbers_svg().
[[nodiscard]] std::string
input_svg(std::vector<double> const& numbers, Shape const& shape, std::string const& name);

/// \p numbers as a text, of which only the first are written where there are many.
[[nodiscard]] std::string numbers_in_words(std::vector<double> const& numbers);

} // namespace equivarify::codegen

#endif
