/// \file
/// Whether a network, as compiled and trained, is equivariant on all inputs of a finite domain.
#ifndef EQUIVARIFY_RUNTIME_DOMAINS_DOMAIN_CHECK_HPP
#define EQUIVARIFY_RUNTIME_DOMAINS_DOMAIN_CHECK_HPP

#include "equivarify/runtime/base/range.hpp"
#include "equivarify/runtime/domains/domain.hpp"
#include "equivarify/runtime/evaluation/equivariance_check.hpp"
#include "equivarify/runtime/network/network.hpp"

#include <cstddef>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace equivarify::runtime {

/// The inputs at which f(g x) is not g f(x), or not a number.
struct DomainDifference {
  Difference values;        ///< its image is the number of the input whose orbit x is in
  std::vector<float> input; ///< x
  std::vector<float> moved; ///< g x
};

/// What the check of a part of a domain found.
struct DomainReport {
  std::size_t orbits = 0;      ///< whose first input is in this part
  std::size_t inputs = 0;      ///< in these orbits, those outside the domain counted too
  std::size_t members = 0;     ///< of these, in the domain
  std::size_t repetitions = 0; ///< inputs of this part that are earlier ones once more
  std::map<std::size_t, std::size_t> orbits_of_size{};
  std::size_t values = 0; ///< compared
  std::size_t differing_bits = 0;
  std::size_t not_finite = 0;        ///< as in EquivarianceReport
  std::size_t deviation = 0;         ///< as in EquivarianceReport
  std::size_t definition_values = 0; ///< of integer networks, compared with their definition
  std::size_t definition_differing = 0;
  std::optional<DomainDifference> first{}; ///< where the network does not hold what it promises
  std::string answers_sha256{}; ///< of the answers at the first inputs of the orbits, in order
};

/// Checks f(g x) = g f(x) for all g and all inputs x in the orbits whose first input is in
/// \p part; of integer networks also that they are their definition there.
///
/// One input r of each orbit is enough where the comparison is to the bit. Let f(g r) = g f(r) for
/// all g, and x = h r. Then f(g x) = f((g h) r) = (g h) f(r) = g (h f(r)) = g f(h r) = g f(x). Used
/// are that inputs and outputs are moved by actions, see broken_law, and that f gives one input the
/// same bits each time, as engines promise. Where f(g r) and g f(r) agree to rounding alone, they
/// are compared for each x = h r and each g, which costs no further evaluation of f.
///
/// \p network must be equivariant under its group as its description says it: see broken_law.
/// Nothing where \p has_time, asked before each input and each evaluation of some inputs, says no.
/// Cost: |G| evaluations for each orbit, and |G| lookups for each input.
[[nodiscard]] std::optional<DomainReport> check_part(
    Network& network, Domain const& domain, Range part, std::function<bool()> const& has_time = [] {
      return true;
    });

} // namespace equivarify::runtime

#endif
