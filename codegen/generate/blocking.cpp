#include "equivarify/codegen/generate/blocking.hpp"

#include "equivarify/codegen/generate/step_text.hpp"

#include <algorithm>

namespace equivarify::codegen {
namespace {

constexpr std::size_t float_size = sizeof(float);

constexpr std::size_t fewest_images = 16; ///< of a micro-batch
constexpr std::size_t most_images = 64;

/// The largest power of two that is at most \p limit and whose multiple of \p bytes fits \p room;
/// at least 1.
std::size_t power_of_two_that_fits(std::size_t bytes, std::size_t room, std::size_t limit) {
  std::size_t count = 1;
  while (2 * count <= limit && 2 * count * bytes <= room) {
    count *= 2;
  }
  return count;
}

void choose_for_convolution(Plan const& plan, CacheSizes const& caches, Step& step) {
  std::size_t const order = plan.network.group.order();
  std::size_t const outputs =
      step.group == GroupAlgorithm::fourier ? plan.transform->outputs : order;
  // What one tile or pixel has before and behind the products, all copies.
  std::size_t bytes = (order * step.input().channels + outputs * step.output.channels) * float_size;
  std::size_t places = step.output.rows * step.output.columns;
  if (step.pixels == PixelAlgorithm::winograd) {
    constexpr std::size_t points = 36;
    bytes *= points;
    places = ((step.output.rows + 3) / 4) * ((step.output.columns + 3) / 4);
    // Twice the cache: what is written is read once, so half of it may have left (measured).
    std::size_t const fewest = std::min<std::size_t>(8, places);
    step.block_tiles = std::clamp(2 * caches.own / bytes, fewest, places);
  }
  step.group_images = power_of_two_that_fits(bytes * places, caches.shared / 8, fewest_images);
}

/// The bytes of the values between the layers on images, of one image.
std::size_t activation_bytes(Plan const& plan) {
  std::size_t numbers = plan.network.input.size();
  for (Step const& step : plan.image_steps) {
    numbers += step.output.size();
  }
  return numbers * plan.network.group.order() * float_size;
}

/// The bytes of the weights of dense layers that no cache keeps.
std::size_t streamed_bytes(Plan const& plan, CacheSizes const& caches) {
  std::size_t bytes = 0;
  for (Step const& step : plan.vector_steps) {
    bytes += parameters(plan, step) * float_size;
  }
  return bytes > caches.shared / 4 ? bytes : 0;
}

/// Large weights of dense layers are read four times and written twice a micro-batch, the values of
/// an image at least twice: as few images as make the first the smaller part.
std::size_t choose_micro_batch(Plan const& plan, CacheSizes const& caches) {
  std::size_t images = fewest_images;
  while (images < most_images &&
         3 * streamed_bytes(plan, caches) > images * activation_bytes(plan) / 2) {
    images *= 2;
  }
  return images;
}

} // namespace

void choose_blocking(Plan& plan, CacheSizes const& caches) {
  for (Step& step : plan.image_steps) {
    if (step.is_convolution()) {
      choose_for_convolution(plan, caches, step);
    }
  }
  plan.micro_batch = choose_micro_batch(plan, caches);
  plan.backward_group =
      power_of_two_that_fits(activation_bytes(plan), caches.shared / 2, fewest_images);
}

} // namespace equivarify::codegen
