#include "equivarify/algebra/symmetries/multiple_testing.hpp"

#include <boost/math/distributions/binomial.hpp>

#include <algorithm>
#include <numeric>

namespace equivarify::algebra::symmetries {

std::vector<double> holm(std::vector<double> const& values) {
  std::vector<std::size_t> order(values.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
    return values[a] < values[b];
  });
  std::vector<double> corrected(values.size());
  double largest = 0;
  for (std::size_t rank = 0; rank < order.size(); ++rank) {
    auto const others = static_cast<double>(order.size() - rank);
    largest = std::max(largest, std::min(1.0, others * values[order[rank]]));
    corrected[order[rank]] = largest;
  }
  return corrected;
}

double share_bound(std::size_t failures, std::size_t trials, double level) {
  if (failures >= trials) {
    return 1;
  }
  return boost::math::binomial_distribution<>::find_upper_bound_on_p(
      static_cast<double>(trials), static_cast<double>(failures), level);
}

double chance_of_so_few(std::size_t failures, std::size_t trials, double share) {
  return cdf(boost::math::binomial_distribution<>{static_cast<double>(trials), share},
             static_cast<double>(failures));
}

} // namespace equivarify::algebra::symmetries
