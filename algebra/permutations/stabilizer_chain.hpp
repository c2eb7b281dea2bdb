/// \file
/// A base and strong generating set with the transversals of its stabilizer chain; the engine of
/// PermutationGroup.
#ifndef EQUIVARIFY_ALGEBRA_STABILIZER_CHAIN_HPP
#define EQUIVARIFY_ALGEBRA_STABILIZER_CHAIN_HPP

#include "equivarify/algebra/big_integer.hpp"
#include "equivarify/algebra/permutation.hpp"
#include "equivarify/algebra/word.hpp"

#include <cstddef>
#include <cstdint>
#include <vector>

namespace equivarify::algebra {

/// The images of a permutation, in the form that sifting works on.
using Images = std::vector<std::uint16_t>;

/// A chain of stabilizers G = G_0 > G_1 > ... > 1 of base points, each with its orbit of the next
/// base point.
class StabilizerChain {
public:
  /// The chain of the group that \p generators generate, whose base begins with \p base.
  ///
  /// \throws LimitError if it would need too much memory or time.
  StabilizerChain(std::uint32_t degree,
                  std::vector<Permutation> const& generators,
                  std::vector<std::uint32_t> const& base);

  /// One step of the chain.
  struct Level {
    std::uint32_t point = 0;
    std::vector<std::uint32_t>
        generators{}; ///< the strong generators that fix the earlier base points
    std::vector<std::uint32_t> orbit{};
    std::vector<std::uint32_t> position{}; ///< of each point in the orbit, or none
    std::vector<Images> inverses{};        ///< u^-1 for each u with u(point) = orbit[i]
    std::vector<Images> representatives{}; ///< u
    std::vector<std::uint32_t> via{};      ///< the strong generator that reached orbit[i]
    std::vector<std::uint32_t> parent{};   ///< from which place in the orbit
    std::vector<std::uint32_t> tested{};   ///< how many generators were tested at orbit[i]
  };

  [[nodiscard]] std::vector<Level> const& levels() const noexcept { return levels_; }

  [[nodiscard]] BigInteger order() const;

  /// Divides \p g by transversal elements from level \p first on until it is e or leaves an orbit;
  /// the places in the orbits are appended to \p path. Returns the level where it stopped, the
  /// number of levels for e.
  std::size_t sift(Images& g, std::size_t first, std::vector<std::uint32_t>* path = nullptr) const;

  /// The word in the original generators for the element with \p path, one place for each level.
  [[nodiscard]] SignedWord word_of(std::vector<std::uint32_t> const& path) const;

  /// Strong generator \p k as a permutation.
  [[nodiscard]] Images const& strong_generator(std::uint32_t k) const { return strong_[k].images; }

private:
  /// A strong generator: original number `letter`, or the product of the signed strong generators
  /// in `definition`.
  struct Strong {
    Images images;
    Images inverse;
    bool original = false;
    std::uint32_t letter = 0;
    SignedWord definition{};
  };

  void add_level(std::uint32_t point);
  void add_strong(Strong generator, std::size_t first, std::size_t last);
  void extend_orbit(Level& level);
  void append_to_orbit(Level& level, std::uint32_t point, std::uint32_t via, std::uint32_t parent);
  bool close_level(std::size_t i, std::size_t& next);
  std::size_t
  install(Images residue, SignedWord definition, std::size_t first, std::size_t stopped);
  void count_look_ups(std::uint64_t number);
  void expand(SignedWord const& strong_word, SignedWord& result) const;

  std::uint32_t degree_;
  std::vector<Strong> strong_;
  std::vector<Level> levels_;
  std::uint64_t stored_ = 0;
  std::uint64_t look_ups_ = 0;
};

/// The product p q; \p q acts first.
[[nodiscard]] Images multiply(Images const& p, Images const& q);

/// The inverse of \p p.
[[nodiscard]] Images inverse(Images const& p);

/// \p p as Images, and back. \pre at most 2^16 points
[[nodiscard]] Images to_images(Permutation const& p);
[[nodiscard]] Permutation to_permutation(Images const& p);

} // namespace equivarify::algebra

#endif
