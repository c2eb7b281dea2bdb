/// \file
/// Memory in large pages, where the system has them.
#ifndef EQUIVARIFY_RUNTIME_ARRAYS_LARGE_PAGES_HPP
#define EQUIVARIFY_RUNTIME_ARRAYS_LARGE_PAGES_HPP

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <new>

// WebAssembly's system interface has the header, but only as an error.
#if __has_include(<sys/mman.h>) && !defined(__wasi__)
#include <sys/mman.h>
#endif

namespace equivarify::runtime {

/// The bytes of a cache line, and of the longest vector register. A vector that straddles two lines
/// is loaded twice.
inline constexpr std::size_t cache_line = 64;

/// The bytes of a large page of memory. What kernels read front to back for every image, or write
/// at many places far apart, would otherwise need more addresses translated than the machine
/// remembers.
inline constexpr std::size_t large_page = std::size_t{1} << 21U;

/// Asks for large pages where the system can be asked; \p begin is a multiple of `large_page`.
inline void advise_large_pages([[maybe_unused]] void* begin, [[maybe_unused]] std::size_t bytes) {
#ifdef MADV_HUGEPAGE
  static_cast<void>(madvise(begin, bytes, MADV_HUGEPAGE)); // a refusal costs speed and nothing else
#endif
}

/// Parts of large pages, for what is too small to fill one. A page is given back when all its parts
/// are. Not for many small pieces that come and go: the room of a part is not used again before.
class SharedPages {
public:
  /// The most bytes of a part.
  static constexpr std::size_t most = large_page / 2;

  /// Room for \p bytes, which begins with a cache line.
  ///
  /// \throws std::bad_alloc when there is none.
  [[nodiscard]] void* allocate(std::size_t bytes) {
    std::size_t const size = (bytes + cache_line - 1) / cache_line * cache_line;
    Guard const guard{busy_};
    if (page_ == nullptr || page_->used + size > large_page) {
      void* const begin = ::operator new (large_page, std::align_val_t{large_page});
      advise_large_pages(begin, large_page);
      page_ = ::new (begin) Page;
    }
    void* const part = reinterpret_cast<std::byte*>(page_) + page_->used;
    page_->used += size;
    ++page_->parts;
    return part;
  }

  void release(void* part) noexcept {
    auto const address = reinterpret_cast<std::uintptr_t>(part);
    Page* const page = reinterpret_cast<Page*>(address / large_page * large_page);
    Guard const guard{busy_};
    if (--page->parts == 0) {
      if (page == page_) {
        page_ = nullptr;
      }
      give_back(page);
    }
  }

private:
  /// Stands at the begin of its page.
  struct alignas(cache_line) Page {
    std::size_t used = sizeof(Page);
    std::size_t parts = 0;
  };

  /// One thread at a time; nobody stays long, and there may be no library for threads.
  class Guard {
  public:
    explicit Guard(std::atomic_flag& busy) : busy_{&busy} {
      while (busy_->test_and_set(std::memory_order_acquire)) {
      }
    }

    Guard(Guard const&) = delete;
    Guard& operator=(Guard const&) = delete;

    ~Guard() { busy_->clear(std::memory_order_release); }

  private:
    std::atomic_flag* busy_;
  };

  static void give_back(Page* page) noexcept {
    ::operator delete (page, std::align_val_t{large_page});
  }

  std::atomic_flag busy_ = ATOMIC_FLAG_INIT;
  Page* page_ = nullptr;
};

/// Whether small arrays share large pages. Not where a tool watches the bounds of each.
#if defined(MADV_HUGEPAGE) && !defined(__SANITIZE_ADDRESS__)
#if defined(__has_feature)
#if !__has_feature(address_sanitizer)
#define EQUIVARIFY_SHARE_PAGES
#endif
#else
#define EQUIVARIFY_SHARE_PAGES
#endif
#endif

#if defined(EQUIVARIFY_SHARE_PAGES)
inline SharedPages shared_pages;
inline constexpr std::size_t least_shared = 4096; ///< smaller ones are of no account
#endif

/// Room for \p bytes that begins with a cache line, in large pages where the system has them.
///
/// \throws std::bad_alloc when there is none.
[[nodiscard]] inline void* allocate_in_pages(std::size_t bytes) {
#if defined(EQUIVARIFY_SHARE_PAGES)
  if (bytes >= least_shared && bytes <= SharedPages::most) {
    return shared_pages.allocate(bytes);
  }
#endif
  if (bytes < large_page) {
    return ::operator new (bytes, std::align_val_t{cache_line});
  }
  void* const begin = ::operator new (bytes, std::align_val_t{large_page});
  advise_large_pages(begin, bytes);
  return begin;
}

/// Gives back what `allocate_in_pages` gave for \p bytes.
inline void release_in_pages(void* begin, std::size_t bytes) noexcept {
#if defined(EQUIVARIFY_SHARE_PAGES)
  if (bytes >= least_shared && bytes <= SharedPages::most) {
    shared_pages.release(begin);
    return;
  }
#endif
  ::operator delete (begin, std::align_val_t{bytes < large_page ? cache_line : large_page});
}

/// What is large, such as weights or the values of an image: `new` makes it in large pages.
struct InLargePages {
  static void* operator new(std::size_t bytes) { return allocate_in_pages(bytes); }

  static void operator delete(void* object, std::size_t bytes) noexcept {
    release_in_pages(object, bytes);
  }
};

} // namespace equivarify::runtime

#endif
