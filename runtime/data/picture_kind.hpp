/// \file
/// Kinds of pictures that are not read, told by their first bytes.
#ifndef EQUIVARIFY_RUNTIME_DATA_PICTURE_KIND_HPP
#define EQUIVARIFY_RUNTIME_DATA_PICTURE_KIND_HPP

#include <cstdint>
#include <span>
#include <string>

namespace equivarify::runtime {

/// What a message about a file that starts with the bytes \p start adds: where they are those of a
/// picture that is not read (JPEG, GIF, BMP, PGM and its relatives, TIFF, WebP), its kind and how
/// to make a PNG picture of it; otherwise nothing. Four bytes are enough.
[[nodiscard]] std::string hint_for_picture(std::span<std::uint8_t const> start);

} // namespace equivarify::runtime

#endif
