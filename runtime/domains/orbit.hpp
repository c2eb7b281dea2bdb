/// \file
/// The orbit of an input, as far as it is in a domain.
#ifndef EQUIVARIFY_RUNTIME_DOMAINS_ORBIT_HPP
#define EQUIVARIFY_RUNTIME_DOMAINS_ORBIT_HPP

#include "equivarify/runtime/domains/domain.hpp"
#include "equivarify/runtime/network/network.hpp"

#include <cstddef>
#include <vector>

namespace equivarify::runtime {

/// What one input of a domain is in its orbit.
enum class Place {
  first, ///< no input of its orbit has a smaller number
  later, ///< one has
  again  ///< it is an earlier input once more
};

/// The orbit of an input x under the group of a network.
struct Orbit {
  Place place = Place::first;
  std::size_t size = 0;    ///< of different inputs g x; known of a first input
  std::size_t members = 0; ///< of those that are in the domain; likewise
};

/// Looks at one input after the other; keeps its buffers.
class OrbitFinder {
public:
  /// Both must outlive this.
  OrbitFinder(Domain const& domain, Description const& network);

  /// The orbit of the input number \p index. Cost: up to |G| moved inputs, looked up.
  [[nodiscard]] Orbit find(std::size_t index);

  /// The input of the last call.
  [[nodiscard]] std::vector<float> const& input() const { return x_; }

private:
  Domain const& domain_;
  Description const& network_;
  std::vector<float> x_;
  std::vector<float> moved_;
};

} // namespace equivarify::runtime

#endif
