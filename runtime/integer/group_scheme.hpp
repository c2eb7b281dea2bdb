/// \file
/// Sums over the copies with fewer products than pairs of copies: exact over the integers but for
/// one division at the end.
#ifndef EQUIVARIFY_RUNTIME_INTEGER_GROUP_SCHEME_HPP
#define EQUIVARIFY_RUNTIME_INTEGER_GROUP_SCHEME_HPP

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

namespace equivarify::runtime {

/// A bilinear scheme: D y = answers ((values s) * (weights w)), entry by entry, for the sums y(h)
/// of s(h g_k) w(k) over k, or of s(h) w(0) where there is one part of weights.
struct GroupScheme {
  std::size_t copies = 1;
  std::size_t parts = 1;
  std::size_t products = 0;
  std::int32_t denominator = 1;        ///< D
  std::vector<std::int32_t> values{};  ///< [product][copy]
  std::vector<std::int32_t> weights{}; ///< [product][part]
  std::vector<std::int32_t> answers{}; ///< [copy][product]
  std::string name{};                  ///< such as "4 x C3", for people
};

/// Layers of more copies take no scheme: finding one takes cubic time, and with so many copies each
/// has few multiply-adds anyway.
inline constexpr std::size_t largest_scheme_order = 32;

/// Each copy by itself, with the one part of weights that all copies share.
[[nodiscard]] GroupScheme separate_copies(std::size_t copies);

/// The sums over all copies of a group, product[h][k] = h k. The group is cut into cosets of an
/// abelian subgroup, the one with the fewest products, where a sum is a convolution on cyclic
/// groups: by blocks Q(zeta), one for each divisor of the order, multiplied by Karatsuba's method.
/// C4 takes 5 products for 16, C5 10 for 25. Time: cubic in the order.
///
/// \pre \p product is the table of a group
[[nodiscard]] GroupScheme group_scheme(std::vector<std::vector<std::uint32_t>> const& product);

/// The schemes for a group, of which the first is group_scheme() and the others have fewer products
/// of larger factors: which of them fit 16 bits is known of a layer. Time: as group_scheme().
///
/// \pre \p product is the table of a group
[[nodiscard]] std::vector<GroupScheme>
group_schemes(std::vector<std::vector<std::uint32_t>> const& product);

/// Whether \p scheme gives the sums for all s and w: an identity of trilinear forms, compared
/// coefficient by coefficient. \p product as for group_scheme(); of one part only its size matters.
[[nodiscard]] bool computes_sums(GroupScheme const& scheme,
                                 std::vector<std::vector<std::uint32_t>> const& product);

} // namespace equivarify::runtime

#endif
