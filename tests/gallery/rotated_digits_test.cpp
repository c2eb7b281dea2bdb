// Where the ink of turned digits lies, which tells a 6 from a 9 or does not.
#include <gtest/gtest.h>

#include <cmath>

#include "digits.hpp"
#include "task.hpp"

namespace equivarify::gallery {
namespace {

/// How far the centres of light of the pictures of \p name are from the middle, the mean of them.
double ink_beside_the_middle(std::string const& name) {
  Split test = tasks().at(name)(MNIST_SAMPLE).back();
  Field const& inputs = test.field("inputs");
  constexpr double middle = (digit_size - 1) / 2.0;
  double sum = 0;
  for (std::size_t row = 0; row < inputs.rows(); ++row) {
    double light = 0;
    double down = 0;
    double right = 0;
    for (std::size_t cell = 0; cell < inputs.row_size(); ++cell) {
      auto const here = static_cast<double>(inputs.values[row * inputs.row_size() + cell]);
      light += here;
      down += here * (static_cast<double>(cell / digit_size) - middle);
      right += here * (static_cast<double>(cell % digit_size) - middle);
    }
    sum += std::hypot(down, right) / light;
  }
  return sum / static_cast<double>(inputs.rows());
}

TEST(RotatedDigits, HaveTheirInkInTheMiddleOrHalfAPixelBesideItInBothDirections) {
  EXPECT_NEAR(ink_beside_the_middle("rotated_mnist_c4"), 0, 0.01);
  // The mean distance of the points of a square of side 1 from one of its corners.
  EXPECT_NEAR(ink_beside_the_middle("mnist_rot_c4"), 0.765, 0.05);
}

} // namespace
} // namespace equivarify::gallery
