/// \file
/// Arrays of floats that begin where a cache line begins.
#ifndef EQUIVARIFY_RUNTIME_ARRAYS_BUFFER_HPP
#define EQUIVARIFY_RUNTIME_ARRAYS_BUFFER_HPP

#include "equivarify/runtime/arrays/large_pages.hpp"

#include <cstddef>
#include <vector>

namespace equivarify::runtime {

/// Allocates at multiples of `cache_line`, in large pages.
template <typename T>
struct AlignedAllocator {
  using value_type = T;

  AlignedAllocator() = default;

  template <typename Other>
  // NOLINTNEXTLINE(google-explicit-constructor): as the standard asks of an allocator
  AlignedAllocator(AlignedAllocator<Other> const&) noexcept {}

  /// Room for \p count values.
  ///
  /// \throws std::bad_alloc when there is none.
  [[nodiscard]] T* allocate(std::size_t count) {
    return static_cast<T*>(allocate_in_pages(count * sizeof(T)));
  }

  void deallocate(T* values, std::size_t count) noexcept {
    release_in_pages(values, count * sizeof(T));
  }

  friend bool operator==(AlignedAllocator, AlignedAllocator) noexcept { return true; }
};

/// Floats at a multiple of `cache_line`.
using Buffer = std::vector<float, AlignedAllocator<float>>;

} // namespace equivarify::runtime

#endif
