#include "equivarify/runtime/training/turn.hpp"

#include "equivarify/runtime/elementary/rates.hpp"
#include "equivarify/runtime/files/error.hpp"
#include "equivarify/runtime/files/text.hpp"
#include "equivarify/runtime/group/planes_motion.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <string>
#include <vector>

namespace equivarify::runtime {

namespace {

/// The stream of random numbers that turns pictures, apart from all others of a training.
constexpr std::uint64_t turn_stream = 0x5455524e;

/// A place between pixels as a mean of pixels: `weights[k]` times the one at `offsets[k]` of a
/// plane. Pixels outside have the weight 0.
struct Sample {
  std::array<std::size_t, 4> offsets{};
  std::array<double, 4> weights{};
};

/// What lies at \p row, \p column in planes of \p rows x \p columns.
Sample sample_at(double row, double column, std::size_t rows, std::size_t columns) {
  double const first_row = std::floor(row);
  double const first_column = std::floor(column);
  Sample sample;
  for (std::size_t k = 0; k < 4; ++k) {
    double const r = first_row + static_cast<double>(k / 2);
    double const c = first_column + static_cast<double>(k % 2);
    if (r >= 0 && c >= 0 && r < static_cast<double>(rows) && c < static_cast<double>(columns)) {
      sample.offsets[k] = static_cast<std::size_t>(r) * columns + static_cast<std::size_t>(c);
      sample.weights[k] = (1 - std::abs(row - r)) * (1 - std::abs(column - c));
    }
  }
  return sample;
}

/// Why targets of \p network change when a picture is turned; empty where they do not.
std::string change_of_targets(Description const& network) {
  if (network.outputs.empty() && network.training.pose != Pose::unknown) {
    return text("the poses of the labels of ",
                network.name,
                " are known and would be others; say \"pose\": \"unknown\" in the spec's labels");
  }
  for (OutputFacts const& output : network.outputs) {
    if (output.loss != Loss::cross_entropy || output.head != "invariant") {
      return text("the output ", output.name, " is something else");
    }
  }
  return "";
}

} // namespace

Turn turn_by(double degrees) {
  double const half_turns = std::abs(degrees) / 180;
  double const sine = elementary::cos_of_pi(std::abs(0.5 - half_turns));
  return {elementary::cos_of_pi(half_turns), degrees < 0 ? -sine : sine};
}

Turn draw_turn(double most, PictureMoment const& moment) {
  return turn_by(picture_draws(turn_stream, moment).uniform(-most, most));
}

void turn_image(Description const& network, Turn const& turn, std::span<float> image) {
  std::vector<float> const before(image.begin(), image.end());
  std::size_t const size = network.rows * network.columns;
  double const middle_row = static_cast<double>(network.rows - 1) / 2;
  double const middle_column = static_cast<double>(network.columns - 1) / 2;
  for (std::size_t pixel = 0; pixel < size; ++pixel) {
    double const down = static_cast<double>(pixel / network.columns) - middle_row;
    double const right = static_cast<double>(pixel % network.columns) - middle_column;
    Sample const sample = sample_at(middle_row + turn.cosine * down + turn.sine * right,
                                    middle_column - turn.sine * down + turn.cosine * right,
                                    network.rows,
                                    network.columns);
    for (std::size_t plane = 0; plane < image.size(); plane += size) {
      double sum = 0;
      for (std::size_t k = 0; k < 4; ++k) {
        sum += sample.weights[k] * static_cast<double>(before[plane + sample.offsets[k]]);
      }
      image[plane + pixel] = static_cast<float>(sum);
    }
  }
}

void require_turn(Description const& network, double most) {
  if (!(most >= 0 && most <= 180)) {
    throw DataError(text("--turn ", exact(most), ": expected degrees from 0 to 180"));
  }
  if (!network.input_parts.empty() || network.depth > 1 || network.rows < 2 ||
      network.columns < 2) {
    throw DataError(text("--turn turns pictures, but the input of the network ",
                         network.name,
                         !network.input_parts.empty() ? " has several parts"
                         : network.depth > 1          ? " is a volume"
                                                      : " has no rows and columns"));
  }
  std::string const change = change_of_targets(network);
  if (!change.empty()) {
    throw DataError(text("--turn turns images and leaves their targets: it is for classes of whole "
                         "images that are the same at any angle, but ",
                         change));
  }
  if (most > 0 && turns_channels({network.input_permutations, network.input_negated},
                                 network.rows * network.columns)) {
    throw DataError(text("--turn turns places and leaves channels as they are, but those of the "
                         "input of the network ",
                         network.name,
                         " change with its places, as the components of vectors do"));
  }
}

} // namespace equivarify::runtime
