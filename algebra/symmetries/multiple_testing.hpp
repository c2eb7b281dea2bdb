/// \file
/// What several tests say together, and what trials say of a share.
#ifndef EQUIVARIFY_ALGEBRA_SYMMETRIES_MULTIPLE_TESTING_HPP
#define EQUIVARIFY_ALGEBRA_SYMMETRIES_MULTIPLE_TESTING_HPP

#include <cstddef>
#include <vector>

namespace equivarify::algebra::symmetries {

/// The p-values \p values, corrected so that the chance of rejecting any true hypothesis at all is
/// at most the level at which each is judged [Holm, A simple sequentially rejective multiple test
/// procedure].
[[nodiscard]] std::vector<double> holm(std::vector<double> const& values);

/// The largest share of failures with which at most \p failures in \p trials still have the chance
/// \p level: an upper bound that is wrong with at most that chance [Clopper and Pearson]. \pre
/// trials > 0, failures at most trials
[[nodiscard]] double share_bound(std::size_t failures, std::size_t trials, double level);

/// The chance of at most \p failures in \p trials if each fails with the chance \p share: the
/// p-value against "at least this share fails". \pre as share_bound()
[[nodiscard]] double chance_of_so_few(std::size_t failures, std::size_t trials, double share);

} // namespace equivarify::algebra::symmetries

#endif
