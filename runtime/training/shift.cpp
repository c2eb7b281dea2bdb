#include "equivarify/runtime/training/shift.hpp"

#include "equivarify/runtime/files/error.hpp"
#include "equivarify/runtime/files/text.hpp"

#include <algorithm>
#include <vector>

namespace equivarify::runtime {

namespace {

/// The stream of random numbers that moves pictures, apart from all others of a training.
constexpr std::uint64_t shift_stream = 0x5348494654;

/// Moves every plane of \p image, whose numbers are \p parts of T each; what comes in is 0.
template <typename T>
void shift_planes(Description const& network,
                  Shift const& shift,
                  std::size_t parts,
                  std::span<T> image) {
  std::vector<T> const before(image.begin(), image.end());
  std::fill(image.begin(), image.end(), T{});
  auto const size = static_cast<std::ptrdiff_t>(parts);
  auto const rows = static_cast<std::ptrdiff_t>(network.rows / network.depth);
  auto const columns = static_cast<std::ptrdiff_t>(network.columns);
  auto const first_row = std::max<std::ptrdiff_t>(0, shift.rows);
  auto const first_column = std::max<std::ptrdiff_t>(0, shift.columns);
  std::ptrdiff_t const width = columns - std::abs(shift.columns);
  for (std::size_t p = 0; p < network.channels * network.depth; ++p) {
    auto const plane = static_cast<std::ptrdiff_t>(p) * rows * columns;
    for (std::ptrdiff_t row = first_row; row < rows + std::min<std::ptrdiff_t>(0, shift.rows);
         ++row) {
      std::ptrdiff_t const target = plane + row * columns + first_column;
      std::ptrdiff_t const source = target - shift.rows * columns - shift.columns;
      std::copy_n(before.begin() + source * size, width * size, image.begin() + target * size);
    }
  }
}

} // namespace

Shift draw_shift(std::size_t most, PictureMoment const& moment) {
  Random random = picture_draws(shift_stream, moment);
  auto const draw = [&] {
    return static_cast<std::ptrdiff_t>(random.below(2 * most + 1)) -
           static_cast<std::ptrdiff_t>(most);
  };
  std::ptrdiff_t const rows = draw();
  return {rows, draw()};
}

void shift_image(Description const& network, Shift const& shift, std::span<float> image) {
  shift_planes(network, shift, 1, image);
}

void shift_pictures(Description const& network,
                    std::size_t most,
                    std::uint64_t seed,
                    Dataset& data) {
  require_shift(network, most);
  std::size_t const number = bytes_of(data.inputs.type);
  std::span<std::uint8_t> const bytes(data.inputs.bytes);
  std::size_t const picture = data.input_size() * number;
  for (std::size_t i = 0; i < data.size(); ++i) {
    shift_planes(
        network, draw_shift(most, {seed, 0, i}), number, bytes.subspan(i * picture, picture));
  }
}

void require_shift(Description const& network, std::size_t most) {
  if (!network.input_parts.empty()) {
    throw DataError(text(
        "--shift moves images, but the input of the network ", network.name, " has several parts"));
  }
  std::size_t const rows = network.rows / network.depth;
  if (most >= rows || most >= network.columns) {
    throw DataError(text("shifts by ",
                         most,
                         " pixels move images of ",
                         rows,
                         " x ",
                         network.columns,
                         " out of sight; give --shift ",
                         std::min(rows, network.columns) - 1,
                         " or less"));
  }
  for (OutputFacts const& output : network.outputs) {
    if (output.loss != Loss::cross_entropy) {
      throw DataError(text("--shift moves images and leaves their targets: it is for classes of "
                           "whole images, but the output ",
                           output.name,
                           " is something else"));
    }
  }
}

} // namespace equivarify::runtime
