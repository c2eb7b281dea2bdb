/// \file
/// Words in named generators.
#ifndef EQUIVARIFY_ALGEBRA_WORD_HPP
#define EQUIVARIFY_ALGEBRA_WORD_HPP

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace equivarify::algebra {

/// A run of one generator in a product.
struct Power {
  std::uint32_t generator = 0;
  std::uint32_t exponent = 1;
  friend bool operator==(Power, Power) = default;
};

/// A product of powers of generators, the leftmost first, neighbours different.
using PowerWord = std::vector<Power>;

/// \p word times generator \p generator to the power \p exponent.
void append_power(PowerWord& word, std::uint32_t generator, std::uint32_t exponent = 1);

/// One factor of a word: a generator or its inverse.
struct Letter {
  std::uint32_t generator = 0;
  bool inverted = false;
  friend bool operator==(Letter, Letter) = default;
};

/// A product of generators and inverses, the leftmost first.
using SignedWord = std::vector<Letter>;

/// The longest word that parse_word() spells out.
inline constexpr std::size_t max_word_length = 1'000'000;

/// Whether \p name can name a generator: a letter, then letters, digits and underscores, and not
/// `e`.
[[nodiscard]] bool is_generator_name(std::string_view name);

/// The word that \p text writes: generators, powers `r^2`, `r^-1`, parentheses and `e`, separated
/// by blanks or `*`.
///
/// \throws AlgebraError with the place and, for an unknown generator, the nearest one; LimitError
/// for a word of more than max_word_length letters.
[[nodiscard]] SignedWord parse_word(std::string_view text,
                                    std::vector<std::string> const& generators);

/// The inverse of \p word: reversed, each letter inverted.
[[nodiscard]] SignedWord inverse(SignedWord const& word);

/// The product of two words without letters that cancel where they meet.
[[nodiscard]] SignedWord free_product(SignedWord a, SignedWord const& b);

/// \p word as an algebra book writes it: `r^2 s`; `e` if it is empty.
[[nodiscard]] std::string to_string(PowerWord const& word,
                                    std::vector<std::string> const& generators);

/// \copydoc to_string(PowerWord const&, std::vector<std::string> const&)
[[nodiscard]] std::string to_string(SignedWord const& word,
                                    std::vector<std::string> const& generators);

} // namespace equivarify::algebra

#endif
