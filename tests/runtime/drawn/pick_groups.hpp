/// \file
/// Random groups for kernels whose group is fixed at compile time.
#ifndef EQUIVARIFY_TESTS_RUNTIME_DRAWN_PICK_GROUPS_HPP
#define EQUIVARIFY_TESTS_RUNTIME_DRAWN_PICK_GROUPS_HPP

#include "equivarify/algebra/group.hpp"
#include "equivarify/codegen/fourier/fourier_tables.hpp"

#include <string>
#include <vector>

namespace equivarify::runtime::testing {

/// A group with its elements in random order, and its Fourier transform.
struct PickedGroup {
  std::string type; ///< what the name of the group is in C++
  std::string name;
  algebra::Group group;
  codegen::FourierTables tables;
};

/// Groups of which no two are isomorphic: first `small` of order 2 to `most_small`, then `large` of
/// higher order up to `most`.
struct PickedGroups {
  static constexpr std::uint32_t most_small = 8;
  static constexpr std::uint32_t most = 20;
  static constexpr std::size_t small = 10;
  static constexpr std::size_t large = 14;
  std::vector<PickedGroup> all;
};

/// Random ones; for use inside a generator of RapidCheck.
[[nodiscard]] PickedGroups pick_groups();

/// The table of \p picked and its Fourier transform `TYPE_fourier` as C++.
[[nodiscard]] std::string emit_group(PickedGroup const& picked);

} // namespace equivarify::runtime::testing

#endif
