#include "equivarify/runtime/evaluation/tried_elements.hpp"

#include "equivarify/runtime/base/random.hpp"
#include "equivarify/runtime/files/text.hpp"

#include <algorithm>
#include <numeric>
#include <utility>

namespace equivarify::runtime {

std::vector<std::size_t> tried_elements(std::size_t order, std::size_t count, std::uint64_t seed) {
  std::vector<std::size_t> elements(order);
  std::iota(elements.begin(), elements.end(), std::size_t{0});
  std::size_t const wanted = std::min(order, count == 0 ? most_tried : count);
  Random random(seed);
  for (std::size_t i = 1; i < wanted; ++i) {
    std::swap(elements[i], elements[i + random.below(order - i)]);
  }
  elements.resize(wanted);
  std::sort(elements.begin(), elements.end());
  return elements;
}

std::string tried_text(std::size_t tried, std::size_t order) {
  std::string const count = grouped(tried);
  return tried == order ? count : text(count, " of ", grouped(order));
}

} // namespace equivarify::runtime
