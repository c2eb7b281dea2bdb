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

/// The point about which a picture is turned, and which comes to the middle of it: the centre of
/// its light, so that its place does not tell how it was turned, or the middle itself.
enum class Pivot { light, middle };

/// \p picture turned by \p angle about \p pivot. Light between pixels is interpolated linearly.
[[nodiscard]] Picture turned(Picture const& picture, double angle, Pivot pivot = Pivot::light);

/// The protocol of Larochelle and others (An empirical evaluation of deep architectures on problems
/// with many factors of variation, 2007): of the digits of MNIST in the folder \p source 12,000 to
/// learn from, 50,000 others to be judged by, each turned once by any angle, which nothing records.
[[nodiscard]] std::vector<Split> rotated_digits(fs::path const& source, Pivot pivot);

} // namespace equivarify::gallery

#endif
