/// \file
/// One input image as a picture, for the page and for the terminal.
#ifndef EQUIVARIFY_CODEGEN_REPORT_DIGIT_PICTURE_HPP
#define EQUIVARIFY_CODEGEN_REPORT_DIGIT_PICTURE_HPP

#include "equivarify/codegen/layers/shape.hpp"

#include <cstddef>
#include <string>
#include <vector>

namespace equivarify::codegen {

/// The image of shape \p shape (its channels averaged) as an SVG of one rectangle per run of equal
/// pixels, in the colour of the text around it. Those who do not see it are told \p name.
///
/// \pre \p pixels has `shape.size()` entries from 0 to 255.
[[nodiscard]] std::string
picture_svg(std::vector<unsigned> const& pixels, Shape const& shape, std::string const& name);

/// The image as lines of half-block characters, two rows of pixels a line, at most \p width
/// characters wide.
[[nodiscard]] std::vector<std::string>
picture_lines(std::vector<unsigned> const& pixels, Shape const& shape, std::size_t width);

} // namespace equivarify::codegen

#endif
