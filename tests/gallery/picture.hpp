/// \file
/// Pictures of inputs.
#ifndef EQUIVARIFY_TESTS_GALLERY_PICTURE_HPP
#define EQUIVARIFY_TESTS_GALLERY_PICTURE_HPP

#include <string>

#include "task.hpp"

namespace equivarify::gallery {

/// The first \p count rows of \p field as SVG: their planes from left to right, one row below the
/// other; blue below 0, black above. \pre its rows have one extent, which is drawn as a line of
/// cells, or three
[[nodiscard]] std::string picture_of(Field const& field, std::size_t count);

} // namespace equivarify::gallery

#endif
