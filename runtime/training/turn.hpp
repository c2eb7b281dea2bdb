/// \file
/// Pictures turned by any angle: what a finite group leaves to be learnt.
#ifndef EQUIVARIFY_RUNTIME_TRAINING_TURN_HPP
#define EQUIVARIFY_RUNTIME_TRAINING_TURN_HPP

#include "equivarify/runtime/network/network.hpp"
#include "equivarify/runtime/training/picture_draws.hpp"

#include <span>

namespace equivarify::runtime {

/// A turn of the plane, counterclockwise where rows go down and columns to the right.
struct Turn {
  double cosine = 1;
  double sine = 0;
};

/// The turn by \p degrees, from -180 to 180, with the same bits everywhere.
[[nodiscard]] Turn turn_by(double degrees);

/// A turn by an angle between -\p most and \p most degrees, each equally likely: the one that
/// belongs to \p moment. It depends on nothing else, and so not on threads and interruptions.
[[nodiscard]] Turn draw_turn(double most, PictureMoment const& moment);

/// Turns every channel of \p image, an input of \p network, about the centre of the picture. Light
/// between pixels is interpolated linearly along rows and columns; what comes in from outside is 0.
/// Takes a time linear in the number of pixels.
void turn_image(Description const& network, Turn const& turn, std::span<float> image);

/// \throws DataError unless the inputs of \p network are pictures whose targets stay what they are
/// when the picture is turned by any angle: classes of whole pictures, as invariant outputs or as
/// labels whose pose is unknown; and unless \p most is from 0 to 180
void require_turn(Description const& network, double most);

} // namespace equivarify::runtime

#endif
