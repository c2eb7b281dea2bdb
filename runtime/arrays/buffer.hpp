/// \file
/// Arrays of floats that begin where a cache line begins.
#ifndef EQUIVARIFY_RUNTIME_ARRAYS_BUFFER_HPP
#define EQUIVARIFY_RUNTIME_ARRAYS_BUFFER_HPP

#include <cstddef>
#include <new>
#include <vector>

// WebAssembly's system interface has the header, but only as an error.
#if __has_include(<sys/mman.h>) && !defined(__wasi__)
#include <sys/mman.h>
#endif

namespace equivarify::runtime {

/// The bytes of a cache line, and of the longest vector register. A vector that straddles two lines
/// is loaded twice.
inline constexpr std::size_t cache_line = 64;

/// The bytes of a large page of memory. A buffer that fills one is asked for in such pages: one
/// that every image reads front to back, or writes at many places far apart, would otherwise need
/// more addresses translated than the machine remembers.
inline constexpr std::size_t large_page = std::size_t{1} << 21U;

/// Asks for large pages where the system can be asked; \p begin is a multiple of `large_page`.
inline void advise_large_pages([[maybe_unused]] void* begin, [[maybe_unused]] std::size_t bytes) {
#ifdef MADV_HUGEPAGE
  static_cast<void>(madvise(begin, bytes, MADV_HUGEPAGE)); // a refusal costs speed and nothing else
#endif
}

/// Allocates at multiples of `cache_line`, and at multiples of `large_page` where there are some to
/// fill.
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
    std::size_t const bytes = count * sizeof(T);
    void* const begin = ::operator new(bytes, alignment(count));
    if (alignment(count) == std::align_val_t{large_page}) {
      advise_large_pages(begin, bytes);
    }
    return static_cast<T*>(begin);
  }

  void deallocate(T* values, std::size_t count) noexcept {
    ::operator delete(values, alignment(count));
  }

  friend bool operator==(AlignedAllocator, AlignedAllocator) noexcept { return true; }

private:
  static std::align_val_t alignment(std::size_t count) noexcept {
    return std::align_val_t{count * sizeof(T) < large_page ? cache_line : large_page};
  }
};

/// Floats at a multiple of `cache_line`.
using Buffer = std::vector<float, AlignedAllocator<float>>;

} // namespace equivarify::runtime

#endif
