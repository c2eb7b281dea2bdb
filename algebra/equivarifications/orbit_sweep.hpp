/// \file
/// The search for labelled orbits by going through all maps G/H -> Z, in parts where it is long.
#ifndef EQUIVARIFY_ALGEBRA_EQUIVARIFICATIONS_ORBIT_SWEEP_HPP
#define EQUIVARIFY_ALGEBRA_EQUIVARIFICATIONS_ORBIT_SWEEP_HPP

#include "equivarify/algebra/big_integer.hpp"
#include "equivarify/algebra/equivarifications/label_maps.hpp"
#include "equivarify/algebra/equivarifications/labelled_orbit.hpp"
#include "equivarify/algebra/watch.hpp"

#include <cstdint>
#include <optional>
#include <vector>

namespace equivarify::algebra {

/// Which labelled orbits are looked for.
enum class OrbitKind {
  any,    ///< all: one map G/H -> Z of each class under the automorphisms of G/H
  reduced ///< those that factor through no smaller G/K: one for each orbit of Z^{xG} whose
          ///< stabilizers are conjugate to H
};

/// All maps G/H -> Z in the order of their numbers, and which of them stand for an orbit: the
/// first of each class, in the order in which the last coset weighs most.
class OrbitSweep {
public:
  /// \p orbits is how many there are, counted otherwise: where a sweep was done elsewhere, so many
  /// different maps that it keeps are all of them. Cost: that of CosetMapFilter.
  OrbitSweep(Subgroup const& h, Labels const& labels, OrbitKind kind, BigInteger orbits);

  [[nodiscard]] Subgroup const& subgroup() const noexcept { return subgroup_; }

  [[nodiscard]] OrbitKind kind() const noexcept { return kind_; }

  /// The number of orbits that it finds.
  [[nodiscard]] BigInteger const& orbits() const noexcept { return orbits_; }

  /// The number of maps to go through.
  [[nodiscard]] BigInteger maps() const { return maps_.count(); }

  /// The numbers from \p first to \p end - 1 of the maps that it keeps; nothing where \p watch,
  /// asked before every few maps, says no. \pre \p end is at most maps(). Cost: so many maps times
  /// |N(H)/H| at most.
  [[nodiscard]] std::optional<std::vector<std::uint64_t>>
  find(std::uint64_t first, std::uint64_t end, Watch const& watch = {}) const;

  /// Whether the map number \p number stands for its orbit. \pre It is below maps().
  [[nodiscard]] bool keeps(std::uint64_t number) const;

  /// The map number \p number.
  [[nodiscard]] CosetMap map(std::uint64_t number) const;

private:
  Subgroup subgroup_;
  OrbitKind kind_;
  BigInteger orbits_;
  LabelMaps maps_;
  CosetMapFilter filter_;
};

/// What a sweep found, in the order of the maps' numbers.
struct SweptOrbits {
  OrbitKind kind = OrbitKind::any;
  std::vector<CosetMap> orbits{};
};

/// The most maps G/H -> Z that a sweep goes through unless more are asked for.
inline constexpr std::uint64_t max_listed_maps = 1ULL << 24;

/// \throws LimitError if one of \p sweeps has more than \p most maps.
void require_short(std::vector<OrbitSweep> const& sweeps, std::uint64_t most);

/// What each of \p sweeps finds. Cost: that of OrbitSweep::find(); see require_short().
[[nodiscard]] std::vector<SweptOrbits> sweep(std::vector<OrbitSweep> const& sweeps);

} // namespace equivarify::algebra

#endif
