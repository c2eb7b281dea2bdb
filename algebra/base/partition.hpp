/// \file
/// Partitions of {0, ..., n-1} whose parts are joined.
#ifndef EQUIVARIFY_ALGEBRA_PARTITION_HPP
#define EQUIVARIFY_ALGEBRA_PARTITION_HPP

#include <cstddef>
#include <cstdint>
#include <vector>

namespace equivarify::algebra {

/// A partition that begins with parts of one entry, as Boost's disjoint sets.
class Partition {
public:
  explicit Partition(std::size_t size);

  /// Joins the parts of \p a and \p b; whether they were two. Cost: nearly constant.
  bool join(std::size_t a, std::size_t b);

  /// For each entry the least of its part. Cost: linear.
  [[nodiscard]] std::vector<std::uint32_t> least();

private:
  std::vector<std::uint32_t> parent_;
  std::vector<std::uint8_t> rank_;
};

} // namespace equivarify::algebra

#endif
