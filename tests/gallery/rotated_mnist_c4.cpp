#include "digits.hpp"

namespace equivarify::gallery {

// Nothing but the strokes tells how a digit stands: the centre of its ink is in the middle of the
// picture, whatever its turn. A 6 upside down is then a 9, but for its hand.
std::vector<Split> rotated_mnist_c4(fs::path const& source) {
  return rotated_digits(source, Pivot::light);
}

} // namespace equivarify::gallery
