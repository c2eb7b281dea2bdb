#include "equivarify/algebra/equivarifications/classification.hpp"

#include "equivarify/algebra/equivarifications/input_class.hpp"
#include "equivarify/algebra/equivarifications/label_maps.hpp"
#include "equivarify/algebra/equivarifications/minimal.hpp"
#include "equivarify/algebra/error.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>

namespace equivarify::algebra {
namespace {

/// The number of types of orbits with d points, for each d that occurs.
std::map<std::uint32_t, BigInteger> types_by_degree(std::vector<OrbitTypes> const& types) {
  std::map<std::uint32_t, BigInteger> result;
  for (OrbitTypes const& entry : types) {
    if (entry.types != 0) { // as for a subgroup from which no map commutes with H
      result[entry.stabilizer.index()] += entry.types;
    }
  }
  return result;
}

/// The coefficients of 1, x, ..., x^\p most in the product of the (1 - x^d)^-a_d: n c_n is the sum
/// of b_k c_(n-k) with b_k the sum of d a_d over the divisors d of k (the Euler transform).
std::vector<BigInteger> euler_transform(std::map<std::uint32_t, BigInteger> const& degrees,
                                        std::size_t most) {
  std::vector<BigInteger> b(most + 1, 0);
  for (auto const& [degree, types] : degrees) {
    for (std::size_t k = degree; k <= most; k += degree) {
      b[k] += types * degree;
    }
  }
  std::vector<BigInteger> c(most + 1, 0);
  c[0] = 1;
  for (std::size_t n = 1; n <= most; ++n) {
    for (std::size_t k = 1; k <= n; ++k) {
      c[n] += b[k] * c[n - k];
    }
    c[n] /= n;
  }
  return c;
}

/// Lists the multisets of orbits with a given number of points.
class OrbitLists {
public:
  OrbitLists(std::vector<CosetMap> product, std::vector<CosetMap> types, std::size_t most)
      : orbits_{std::move(product)}, types_{std::move(types)}, most_{most} {}

  std::vector<Candidate> run(Group const& group, Labels const& labels, std::uint64_t points) {
    extend(group, labels, points, 0);
    return std::move(lists_);
  }

private:
  /// Adds orbits of the types from number \p first on until \p points points are added.
  void extend(Group const& group, Labels const& labels, std::uint64_t points, std::size_t first) {
    if (points == 0) {
      lists_.push_back(assemble(group, labels, orbits_));
      return;
    }
    for (std::size_t i = first; i < types_.size() && lists_.size() < most_; ++i) {
      if (types_[i].subgroup.index() <= points) {
        orbits_.push_back(types_[i]);
        extend(group, labels, points - types_[i].subgroup.index(), i);
        orbits_.pop_back();
      }
    }
  }

  std::vector<CosetMap> orbits_;
  std::vector<CosetMap> types_;
  std::size_t most_;
  std::vector<Candidate> lists_;
};

std::string factor(std::uint32_t degree, BigInteger const& exponent) {
  std::string const base = degree == 1 ? "(1-x)" : fmt::format("(1-x^{})", degree);
  return exponent == 1 ? base : fmt::format("{}^{}", base, to_string(exponent));
}

} // namespace

Classification::Classification(Group const& group, Labels const& labels)
    : group_{group}, labels_{labels}, least_points_{
                                          count_label_maps(Subgroup::trivial(group), labels)} {
  if (labels.size() == 0) {
    throw AlgebraError("found no label, expected at least one");
  }
  for (SubgroupClass const& subgroups : subgroup_classes(group)) {
    types_.push_back(
        {subgroups.representative, count_labelled_orbits(subgroups.representative, labels)});
  }
  std::reverse(types_.begin(), types_.end());
}

std::vector<BigInteger> Classification::counts(std::uint64_t first, std::uint64_t last) const {
  std::vector<BigInteger> result(last - first + 1, 0);
  if (last < least_points_) {
    return result;
  }
  auto const least = static_cast<std::uint64_t>(least_points_);
  if (last - least > max_added_points) {
    throw LimitError(fmt::format("{} points are {} more than the {} of Z^{{xG}}; at most {} more",
                                 last,
                                 last - least,
                                 least,
                                 max_added_points));
  }
  std::vector<BigInteger> const added = euler_transform(types_by_degree(types_), last - least);
  for (std::uint64_t n = std::max(first, least); n <= last; ++n) {
    result[n - first] = added[n - least];
  }
  return result;
}

std::vector<OrbitSweep> Classification::sweeps(std::uint64_t points, std::uint64_t most) const {
  if (points < least_points_) {
    return {};
  }
  if (least_points_ > most) {
    throw LimitError(
        fmt::format("the smallest equivarification has {} points; at most {} are listed",
                    to_string(least_points_),
                    most));
  }
  std::vector<OrbitSweep> result =
      orbit_sweeps(minimal_equivarification(all_inputs(group_), labels_), labels_);
  std::uint64_t const added = points - static_cast<std::uint64_t>(least_points_);
  for (OrbitTypes const& entry : types_) {
    if (entry.stabilizer.index() <= added) {
      result.emplace_back(entry.stabilizer, labels_, OrbitKind::any, entry.types);
    }
  }
  return result;
}

std::vector<Candidate> Classification::list(std::uint64_t points,
                                            std::size_t most,
                                            std::vector<SweptOrbits> const& swept) const {
  if (points < least_points_) {
    return {};
  }
  std::vector<CosetMap> product;
  std::vector<CosetMap> types;
  for (SweptOrbits const& each : swept) {
    std::vector<CosetMap>& maps = each.kind == OrbitKind::reduced ? product : types;
    maps.insert(maps.end(), each.orbits.begin(), each.orbits.end());
  }
  std::uint64_t const added = points - static_cast<std::uint64_t>(least_points_);
  return OrbitLists{std::move(product), std::move(types), most}.run(group_, labels_, added);
}

std::string Classification::generating_function() const {
  std::string denominator;
  auto const degrees = types_by_degree(types_);
  for (auto const& [degree, types] : degrees) {
    denominator += fmt::format("{}{}", denominator.empty() ? "" : " ", factor(degree, types));
  }
  std::string const numerator = fmt::format("x^{} / ", to_string(least_points_));
  return numerator + (degrees.size() == 1 ? denominator : fmt::format("({})", denominator));
}

} // namespace equivarify::algebra
