/// \file
/// Random numbers that belong to one picture in one epoch, whoever works on it.
#ifndef EQUIVARIFY_RUNTIME_TRAINING_PICTURE_DRAWS_HPP
#define EQUIVARIFY_RUNTIME_TRAINING_PICTURE_DRAWS_HPP

#include "equivarify/runtime/base/random.hpp"

#include <cstddef>
#include <cstdint>

namespace equivarify::runtime {

/// Which training moves which picture, and when.
struct PictureMoment {
  std::uint64_t seed = 1;
  std::size_t epoch = 0;
  std::size_t picture = 0; ///< its place in the data
};

/// A generator for \p moment, other ones for other \p stream.
[[nodiscard]] inline Random picture_draws(std::uint64_t stream, PictureMoment const& moment) {
  std::uint64_t const of_epoch = Random((moment.seed ^ stream) + moment.epoch).next();
  return Random(of_epoch + moment.picture);
}

} // namespace equivarify::runtime

#endif
