/// \file
/// Permutations of 0, ..., n-1.
#ifndef EQUIVARIFY_ALGEBRA_PERMUTATION_HPP
#define EQUIVARIFY_ALGEBRA_PERMUTATION_HPP

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace equivarify::algebra {

/// A bijection of {0, ..., degree-1}; an immutable value.
class Permutation {
public:
  /// The permutation that takes x to `images[x]`.
  ///
  /// \throws AlgebraError naming an image out of range, or two points with one image.
  [[nodiscard]] static Permutation from_images(std::vector<std::uint32_t> images);

  /// The permutation of \p degree points in cycle notation, such as `(0 1 2)(3 4)`; `()` and `e`
  /// are the identity. Commas separate as blanks do; the cycles need not be disjoint and are
  /// multiplied, the right one first.
  ///
  /// \throws AlgebraError naming the place in \p text.
  [[nodiscard]] static Permutation from_cycles(std::string_view text, std::uint32_t degree);

  [[nodiscard]] static Permutation identity(std::uint32_t degree);

  [[nodiscard]] std::uint32_t degree() const noexcept {
    return static_cast<std::uint32_t>(images_.size());
  }

  /// The image of \p x, not checked.
  [[nodiscard]] std::uint32_t operator()(std::uint32_t x) const noexcept { return images_[x]; }

  [[nodiscard]] std::vector<std::uint32_t> const& images() const noexcept { return images_; }

  /// The product p q; \p q acts first. \throws AlgebraError if the degrees differ.
  friend Permutation operator*(Permutation const& p, Permutation const& q);

  [[nodiscard]] Permutation inverse() const;

  [[nodiscard]] bool is_identity() const noexcept;

  /// Whether it is a product of an even number of transpositions.
  [[nodiscard]] bool is_even() const;

  /// The least n >= 1 with p^n the identity.
  ///
  /// \throws LimitError if it exceeds 64 bits.
  [[nodiscard]] std::uint64_t order() const;

  /// The cycles of length at least two, each from its least point, in order.
  [[nodiscard]] std::vector<std::vector<std::uint32_t>> cycles() const;

  /// Cycle notation, `()` for the identity.
  [[nodiscard]] std::string to_string() const;

  friend bool operator==(Permutation const&, Permutation const&) = default;
  // clang-tidy 14 takes the 0 in what the compiler writes here for a null pointer.
  // NOLINTNEXTLINE(modernize-use-nullptr)
  friend auto operator<=>(Permutation const&, Permutation const&) = default;

private:
  explicit Permutation(std::vector<std::uint32_t> images) noexcept : images_{std::move(images)} {}

  std::vector<std::uint32_t> images_;
};

} // namespace equivarify::algebra

#endif
