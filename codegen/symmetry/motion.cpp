#include "equivarify/codegen/symmetry/motion.hpp"

namespace equivarify::codegen {

std::size_t Motion::source_of(Shape const& shape, std::size_t i) const {
  std::size_t const area = shape.rows * shape.columns;
  std::size_t const pixel = i % area;
  std::size_t const y = transposed ? pixel % shape.columns : pixel / shape.columns;
  std::size_t const x = transposed ? pixel / shape.columns : pixel % shape.columns;
  return i - pixel + (flipped_rows ? shape.rows - 1 - y : y) * shape.columns +
         (flipped_columns ? shape.columns - 1 - x : x);
}

std::vector<std::uint32_t> Motion::sources(Shape const& shape) const {
  std::vector<std::uint32_t> result(shape.size());
  for (std::size_t i = 0; i < result.size(); ++i) {
    result[i] = static_cast<std::uint32_t>(source_of(shape, i));
  }
  return result;
}

std::optional<Motion> find_motion(Shape const& shape,
                                  std::vector<std::uint32_t> const& permutation) {
  if (shape.depth > 1) {
    return std::nullopt;
  }
  for (unsigned bits = 0; bits < 8; ++bits) {
    Motion const motion{(bits & 4U) != 0, (bits & 2U) != 0, (bits & 1U) != 0};
    bool const fits = !motion.transposed || shape.rows == shape.columns;
    if (fits && motion.sources(shape) == permutation) {
      return motion;
    }
  }
  return std::nullopt;
}

} // namespace equivarify::codegen
