#include "digits.hpp"

namespace equivarify::gallery {

// Whole pictures of MNIST are turned, as programs that turn pictures do, about the middle of the
// picture. MNIST puts the centre of the ink half a pixel below and to the right of that, so the
// place of the ink tells a 6 from a 9.
std::vector<Split> mnist_rot_c4(fs::path const& source) {
  return rotated_digits(source, Pivot::middle);
}

} // namespace equivarify::gallery
