#include "equivarify/runtime/evaluation/turned_images.hpp"

#include "equivarify/runtime/evaluation/input_action.hpp"

#include <algorithm>
#include <cstddef>

namespace equivarify::runtime {

std::span<float const> TurnedImages::answers(std::size_t begin, std::size_t element) {
  Description const& description = network_.description();
  std::size_t const size = data_.input_size();
  std::size_t const count = std::min(batch, data_.size() - begin);
  images_.resize(count * size);
  turned_.resize(count * size);
  answers_.resize(count * description.output_size());
  for (std::size_t i = 0; i < count; ++i) {
    std::span<float> const image = std::span(images_).subspan(i * size, size);
    data_.input(begin + i, image);
    move_input(description, element, image, std::span(turned_).subspan(i * size, size));
  }
  network_.forward(turned_, answers_);
  return answers_;
}

bool TurnedImages::is_fixed(std::size_t i) const {
  auto const size = static_cast<std::ptrdiff_t>(data_.input_size());
  auto const first = static_cast<std::ptrdiff_t>(i) * size;
  return std::equal(
      images_.begin() + first, images_.begin() + first + size, turned_.begin() + first);
}

} // namespace equivarify::runtime
