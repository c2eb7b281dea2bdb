/// \file
/// Things that follow one another, and equal parts of them.
#ifndef EQUIVARIFY_RUNTIME_BASE_RANGE_HPP
#define EQUIVARIFY_RUNTIME_BASE_RANGE_HPP

#include <cstddef>

namespace equivarify::runtime {

/// Some things that follow one another: `first` to `end` - 1.
struct Range {
  std::size_t first = 0;
  std::size_t end = 0;

  [[nodiscard]] std::size_t size() const { return end - first; }

  /// Whether thing number \p thing is one of them.
  [[nodiscard]] bool has(std::size_t thing) const { return first <= thing && thing < end; }

  friend bool operator==(Range const&, Range const&) = default;
};

/// Part number \p part of \p things things that are cut into \p parts parts, whose sizes differ by
/// at most 1.
[[nodiscard]] constexpr Range part_of(std::size_t things, std::size_t parts, std::size_t part) {
  return {things * part / parts, things * (part + 1) / parts};
}

} // namespace equivarify::runtime

#endif
