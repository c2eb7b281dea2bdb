#include "equivarify/runtime/domains/orbit.hpp"

#include "equivarify/runtime/evaluation/input_action.hpp"

#include <optional>

namespace equivarify::runtime {

OrbitFinder::OrbitFinder(Domain const& domain, Description const& network)
    : domain_(domain), network_(network), x_(network.input_size()), moved_(network.input_size()) {}

Orbit OrbitFinder::find(std::size_t index) {
  domain_.input(index, x_);
  std::size_t fixing = 0; // the elements g with g x = x
  std::size_t inside = 0; // those with g x in the domain
  for (std::size_t g = 0; g < network_.order; ++g) {
    move_input(network_, g, x_, moved_);
    std::optional<std::size_t> const place = domain_.index_of(moved_);
    if (place && *place < index) {
      return {moved_ == x_ ? Place::again : Place::later};
    }
    fixing += moved_ == x_ ? 1U : 0U;
    inside += place ? 1U : 0U;
  }
  return {Place::first, network_.order / fixing, inside / fixing};
}

} // namespace equivarify::runtime
