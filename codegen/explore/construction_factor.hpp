/// \file
/// The factors of the products in a construction.
#ifndef EQUIVARIFY_CODEGEN_EXPLORE_CONSTRUCTION_FACTOR_HPP
#define EQUIVARIFY_CODEGEN_EXPLORE_CONSTRUCTION_FACTOR_HPP

#include "equivarify/codegen/explore/construction_points.hpp"

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

namespace equivarify::codegen {

/// The most points of a construction: two of them are decided and related in seconds and a
/// gigabyte.
inline constexpr std::uint64_t most_construction_points = std::uint64_t{1} << 22U;

/// What numbers of points that are too large count as.
inline constexpr std::uint64_t too_many_points = most_construction_points + 1;

/// The product, or \ref too_many_points if it is more.
[[nodiscard]] std::uint64_t bounded_product(std::uint64_t a, std::uint64_t b);

/// A FactorTerm read with the names of its file; it refers to its arguments.
class ConstructionFactor {
public:
  /// \throws InputError with the column of a name or an element that is none.
  ConstructionFactor(JsonNode const& node, FactorTerm const& term, ConstructionNames const& names);

  [[nodiscard]] FactorTerm const& term() const noexcept { return *term_; }

  /// The set, or the factors of the maps' domain.
  [[nodiscard]] std::vector<ConstructionSet> const& sets() const noexcept { return sets_; }

  /// The number of points of the set or of the maps' domain, at most \ref too_many_points.
  [[nodiscard]] std::uint64_t domain() const noexcept { return domain_; }

  /// The number of points, at most \ref too_many_points.
  [[nodiscard]] std::uint64_t size() const;

  /// What is said of the number of points: `2^8`, `2^(8 x 4)`.
  [[nodiscard]] std::string count() const;

  /// The points with the action. \throws algebra::LimitError if they are too many to be stored.
  [[nodiscard]] algebra::SchreierGraph graph() const;

  /// The label of map number s at point number x of the domain. \pre Points are maps, and few
  /// enough.
  [[nodiscard]] std::function<algebra::Label(std::uint64_t s, std::uint64_t x)> reader() const;

private:
  /// H of Map_H(G, Z).
  [[nodiscard]] algebra::Subgroup acting() const;

  /// How many labels of a map may be chosen freely.
  [[nodiscard]] std::uint64_t digits() const;

  FactorTerm const* term_;
  ConstructionNames const* names_;
  std::vector<ConstructionSet> sets_;
  std::uint64_t domain_ = 1;
};

} // namespace equivarify::codegen

#endif
