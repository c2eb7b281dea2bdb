/// \file
/// Pictures of digits, and how they are turned by any angle.
#ifndef EQUIVARIFY_TESTS_GALLERY_DIGITS_HPP
#define EQUIVARIFY_TESTS_GALLERY_DIGITS_HPP

#include <array>
#include <cstddef>
#include <vector>

#include "task.hpp"

namespace equivarify::gallery {

/// Rows and columns of a picture of MNIST.
constexpr std::size_t digit_size = 28;

/// Light from 0 to 1, row by row.
using Picture = std::array<float, digit_size * digit_size>;

/// Pictures of MNIST's kind, and what is on them.
struct Digits {
  std::vector<Picture> pictures;
  std::vector<std::size_t> classes;
};

/// The pictures of \p split, `train` or `t10k`, in the folder \p source.
///
/// \throws runtime::DataError when there are none there, or they are of another size
[[nodiscard]] Digits read_digits(fs::path const& source, std::string const& split);

/// \p picture turned by \p angle about the centre of its light, which comes to the centre of the
/// picture, so that its place does not tell how it was turned. Light between pixels is interpolated
/// linearly.
[[nodiscard]] Picture turned(Picture const& picture, double angle);

} // namespace equivarify::gallery

#endif
