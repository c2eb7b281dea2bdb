/// \file
/// The table of marks, and what it counts: types of G-sets and the orbits of Z^{xG}.
#ifndef EQUIVARIFY_ALGEBRA_TABLE_OF_MARKS_HPP
#define EQUIVARIFY_ALGEBRA_TABLE_OF_MARKS_HPP

#include "equivarify/algebra/big_integer.hpp"
#include "equivarify/algebra/gset.hpp"
#include "equivarify/algebra/subgroup_lattice.hpp"

#include <cstdint>
#include <functional>
#include <vector>

namespace equivarify::algebra {

/// The most classes of subgroups for which a table of marks is made: it takes 16 bytes for each
/// pair.
inline constexpr std::size_t max_marks_classes = 4'000;

/// The numbers of fixed points of every class of subgroups on every transitive G-set.
class TableOfMarks {
public:
  /// Cost: that of subgroup_classes(), then one inclusion test for each class and subgroup.
  ///
  /// \throws LimitError as subgroup_classes(), and beyond max_marks_classes classes.
  explicit TableOfMarks(Group const& group);

  [[nodiscard]] std::vector<SubgroupClass> const& classes() const noexcept { return classes_; }

  /// `marks()[i][j]` is the number of points of G/H_i that H_j fixes, for the classes'
  /// representatives.
  [[nodiscard]] std::vector<std::vector<std::uint64_t>> const& marks() const noexcept {
    return marks_;
  }

  /// `inclusions()[i][j]` is the number of members of class i that contain the representative of
  /// class j.
  [[nodiscard]] std::vector<std::vector<std::uint64_t>> const& inclusions() const noexcept {
    return inclusions_;
  }

  /// How often each transitive type G/H_i occurs in \p set.
  [[nodiscard]] std::vector<std::uint64_t> type_of(GSet const& set) const;

private:
  std::vector<SubgroupClass> classes_;
  std::vector<std::vector<std::uint64_t>> inclusions_;
  std::vector<std::vector<std::uint64_t>> marks_;
};

/// The points and orbits of a G-set, such as Z^{xG}, whose stabilizer is in one class of subgroups.
struct StabilizerCount {
  SubgroupClass subgroup_class;
  BigInteger points;
  BigInteger orbits;
};

/// The orbit structure, class by class, of the set in which \p fixed (H) is the number of points
/// that H fixes, by Moebius inversion. Cost: that of the table of marks, and \p fixed once for each
/// class.
[[nodiscard]] std::vector<StabilizerCount>
count_stabilizers(Group const& group, std::function<BigInteger(Subgroup const&)> const& fixed);

/// The orbit structure of the G-product of \p labels labels: H fixes labels^[G:H] points. Cost: as
/// count_stabilizers(); the points are not listed.
[[nodiscard]] std::vector<StabilizerCount> count_g_product(Group const& group,
                                                           std::uint32_t labels);

/// The sum of the orbits.
[[nodiscard]] BigInteger total_orbits(std::vector<StabilizerCount> const& counts);

} // namespace equivarify::algebra

#endif
