/// \file
/// Pictures moved a little: an action that is not that of the group.
#ifndef EQUIVARIFY_RUNTIME_TRAINING_SHIFT_HPP
#define EQUIVARIFY_RUNTIME_TRAINING_SHIFT_HPP

#include "equivarify/runtime/data/dataset.hpp"
#include "equivarify/runtime/network/network.hpp"
#include "equivarify/runtime/training/picture_draws.hpp"

#include <cstddef>
#include <cstdint>
#include <span>

namespace equivarify::runtime {

/// How far a picture is moved, down and to the right.
struct Shift {
  std::ptrdiff_t rows = 0;
  std::ptrdiff_t columns = 0;
};

/// One of the shifts by at most \p most pixels along rows and along columns, each equally likely:
/// the one that belongs to \p moment. It depends on nothing else, and so not on threads and
/// interruptions.
[[nodiscard]] Shift draw_shift(std::size_t most, PictureMoment const& moment);

/// Moves every channel of \p image, an input of \p network, by \p shift; what comes in from outside
/// is 0.
void shift_image(Description const& network, Shift const& shift, std::span<float> image);

/// Moves each picture of \p data, an input of \p network, as training does in its first epoch: by
/// `draw_shift(most, {seed, 0, index})`.
///
/// \throws DataError as `require_shift`
void shift_pictures(Description const& network,
                    std::size_t most,
                    std::uint64_t seed,
                    Dataset& data);

/// \throws DataError unless shifts by at most \p most pixels leave the targets of \p network as
/// they are, and some of each picture in sight
void require_shift(Description const& network, std::size_t most);

} // namespace equivarify::runtime

#endif
