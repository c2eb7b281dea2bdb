/// \file
/// Arrays of floats that begin where a cache line begins.
#ifndef EQUIVARIFY_RUNTIME_KERNELS_BUFFER_HPP
#define EQUIVARIFY_RUNTIME_KERNELS_BUFFER_HPP

#include <cstddef>
#include <new>
#include <vector>

namespace equivarify::runtime {

/// The bytes of a cache line, and of the longest vector register. A vector that straddles two lines
/// is loaded twice.
inline constexpr std::size_t cache_line = 64;

/// Allocates at multiples of `cache_line`.
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
    return static_cast<T*>(::operator new (count * sizeof(T), std::align_val_t{cache_line}));
  }

  void deallocate(T* values, std::size_t) noexcept {
    ::operator delete (values, std::align_val_t{cache_line});
  }

  friend bool operator==(AlignedAllocator, AlignedAllocator) noexcept { return true; }
};

/// Floats at a multiple of `cache_line`.
using Buffer = std::vector<float, AlignedAllocator<float>>;

} // namespace equivarify::runtime

#endif
