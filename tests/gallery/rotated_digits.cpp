#include <algorithm>
#include <numbers>

#include "digits.hpp"

namespace equivarify::gallery {
namespace {

constexpr std::size_t train_pictures = 12000;
constexpr std::size_t test_pictures = 50000;

void add_row(Split& split, Picture const& picture, std::size_t digit) {
  for (float const light : picture) {
    split.field("inputs").add(static_cast<double>(std::clamp(light, 0.0F, 1.0F)));
  }
  split.field("labels").add(static_cast<double>(digit));
}

/// \p count pictures of \p digits from number \p first on, each turned once by any angle, which
/// nothing records.
void add_turned(
    Split& split, Digits const& digits, std::size_t first, std::size_t count, Pivot pivot) {
  Random random(2026 + first);
  constexpr double round = 2 * std::numbers::pi;
  for (std::size_t i = first; i < first + count && i < digits.pictures.size(); ++i) {
    add_row(split, turned(digits.pictures[i], random.uniform(0, round), pivot), digits.classes[i]);
  }
}

} // namespace

std::vector<Split> rotated_digits(fs::path const& source, Pivot pivot) {
  std::vector<Field> const fields{{"inputs", {1, digit_size, digit_size}, true}, {"labels", {}}};
  Split train{"train", fields};
  Split test{"test", fields};
  Digits const known = read_digits(source, "train");
  Digits const others = read_digits(source, "t10k");
  std::size_t const learnt = std::min(train_pictures, known.pictures.size() / 2);
  add_turned(train, known, 0, learnt, pivot);
  std::size_t const left = std::min(test_pictures, known.pictures.size() - learnt);
  add_turned(test, known, learnt, left, pivot);
  add_turned(test, others, 0, test_pictures - left, pivot);
  return {train, test};
}

} // namespace equivarify::gallery
