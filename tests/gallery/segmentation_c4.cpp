#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>

#include "digits.hpp"
#include "task.hpp"

namespace equivarify::gallery {
namespace {

enum Class { paper, digit, scratch };

/// A straight scratch through the picture.
struct Scratch {
  double angle;
  double distance; ///< from the middle

  [[nodiscard]] double light_at(std::size_t cell) const {
    constexpr double middle = (digit_size - 1) / 2.0;
    double const i = static_cast<double>(cell / digit_size) - middle;
    double const j = static_cast<double>(cell % digit_size) - middle;
    double const off = std::abs(std::cos(angle) * i + std::sin(angle) * j - distance);
    return std::clamp(1.5 - off, 0.0, 1.0);
  }
};

// A digit, turned by any angle, under three scratches as wide as its strokes, in noise. Where both
// are, the cell is the digit's.
void add_row(Random& random, Split& split, Picture const& picture) {
  constexpr double round = 2 * std::numbers::pi;
  Picture const ink = turned(picture, random.uniform(0, round));
  std::array<Scratch, 3> scratches{};
  for (Scratch& each : scratches) {
    each = {random.uniform(0, round), random.uniform(0, 12)};
  }
  for (std::size_t cell = 0; cell < ink.size(); ++cell) {
    double line = 0;
    for (Scratch const& each : scratches) {
      line = std::max(line, each.light_at(cell));
    }
    double const light = static_cast<double>(ink[cell]);
    split.field("inputs").add(std::max(light, line) + 0.3 * noise(random));
    split.field("cells").add(light > 0.5 ? digit : line > 0.5 ? scratch : paper);
  }
}

} // namespace

std::vector<Split> segmentation_c4(fs::path const& source) {
  std::vector<Split> splits;
  for (auto const& [name, pictures, count] : {std::tuple{"train", "train", std::size_t{4000}},
                                              std::tuple{"test", "t10k", std::size_t{1000}}}) {
    Digits const digits = read_digits(source, pictures);
    Split split{name,
                {{"inputs", {1, digit_size, digit_size}}, {"cells", {digit_size, digit_size}}}};
    Random random(2026 + splits.size());
    for (std::size_t i = 0; i < std::min(count, digits.pictures.size()); ++i) {
      add_row(random, split, digits.pictures[i]);
    }
    splits.push_back(split);
  }
  return splits;
}

} // namespace equivarify::gallery
