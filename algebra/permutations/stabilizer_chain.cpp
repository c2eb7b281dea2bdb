#include "equivarify/algebra/stabilizer_chain.hpp"

#include "equivarify/algebra/error.hpp"

#include <fmt/format.h>

#include <limits>
#include <numeric>

namespace equivarify::algebra {

namespace {

constexpr auto none = std::numeric_limits<std::uint32_t>::max();
constexpr std::uint64_t max_stored_images = 1ULL << 28;
constexpr std::uint64_t max_look_ups = 1ULL << 37; // seconds

bool is_identity(Images const& p) {
  for (std::size_t x = 0; x < p.size(); ++x) {
    if (p[x] != x) {
      return false;
    }
  }
  return true;
}

Images identity_images(std::uint32_t degree) {
  Images images(degree);
  std::iota(images.begin(), images.end(), std::uint16_t{0});
  return images;
}

/// The first point that \p g moves. \pre it is not e
std::uint32_t moved_point(Images const& g) {
  std::uint32_t x = 0;
  while (g[x] == x) {
    ++x;
  }
  return x;
}

/// The strong generators whose product, leftmost last to act, is the representative at \p place.
SignedWord path_to(StabilizerChain::Level const& level, std::uint32_t place) {
  SignedWord word;
  for (; level.parent[place] != none; place = level.parent[place]) {
    word.push_back({level.via[place], false});
  }
  return word;
}

} // namespace

Images multiply(Images const& p, Images const& q) {
  Images result(p.size());
  for (std::size_t x = 0; x < p.size(); ++x) {
    result[x] = p[q[x]];
  }
  return result;
}

Images inverse(Images const& p) {
  Images result(p.size());
  for (std::size_t x = 0; x < p.size(); ++x) {
    result[p[x]] = static_cast<std::uint16_t>(x);
  }
  return result;
}

Images to_images(Permutation const& p) {
  Images result;
  result.reserve(p.degree());
  for (std::uint32_t const y : p.images()) {
    result.push_back(static_cast<std::uint16_t>(y));
  }
  return result;
}

Permutation to_permutation(Images const& p) {
  return Permutation::from_images({p.begin(), p.end()});
}

// D. F. Holt, Handbook of Computational Group Theory, 4.4.2: from the last level up, every Schreier
// generator of a level must sift to e through the levels below; one that does not becomes a strong
// generator there. Transversals are only ever extended, so that no Schreier generator is tested
// twice.
StabilizerChain::StabilizerChain(std::uint32_t degree,
                                 std::vector<Permutation> const& generators,
                                 std::vector<std::uint32_t> const& base)
    : degree_{degree} {
  for (std::uint32_t const point : base) {
    add_level(point);
  }
  for (std::uint32_t k = 0; k < generators.size(); ++k) {
    Images images = to_images(generators[k]);
    std::size_t last = 0;
    while (last < levels_.size() && images[levels_[last].point] == levels_[last].point) {
      ++last;
    }
    if (last == levels_.size()) {
      if (is_identity(images)) {
        continue;
      }
      add_level(moved_point(images));
    }
    Images back = algebra::inverse(images);
    add_strong({std::move(images), std::move(back), true, k, {}}, 0, last);
  }
  for (std::size_t i = levels_.size(); i-- > 0;) {
    std::size_t next = i;
    while (!close_level(i, next)) {
      i = next;
    }
  }
}

void StabilizerChain::add_level(std::uint32_t point) {
  Level& level = levels_.emplace_back();
  level.point = point;
  level.position.assign(degree_, none);
  append_to_orbit(level, point, none, none);
}

/// Makes \p generator a strong generator of the levels from \p first to \p last.
void StabilizerChain::add_strong(Strong generator, std::size_t first, std::size_t last) {
  auto const k = static_cast<std::uint32_t>(strong_.size());
  strong_.push_back(std::move(generator));
  for (std::size_t i = first; i <= last; ++i) {
    levels_[i].generators.push_back(k);
    extend_orbit(levels_[i]);
  }
}

void StabilizerChain::append_to_orbit(Level& level,
                                      std::uint32_t point,
                                      std::uint32_t via,
                                      std::uint32_t parent) {
  stored_ += 2ULL * degree_;
  if (stored_ > max_stored_images) {
    throw LimitError(fmt::format(
        "the stabilizer chain of this group on {} points needs more than {} stored images",
        degree_,
        max_stored_images));
  }
  Images representative = parent == none
                              ? identity_images(degree_)
                              : multiply(strong_[via].images, level.representatives[parent]);
  level.position[point] = static_cast<std::uint32_t>(level.orbit.size());
  level.orbit.push_back(point);
  level.inverses.push_back(algebra::inverse(representative));
  level.representatives.push_back(std::move(representative));
  level.via.push_back(via);
  level.parent.push_back(parent);
  level.tested.push_back(0);
}

void StabilizerChain::extend_orbit(Level& level) {
  for (std::uint32_t i = 0; i < level.orbit.size(); ++i) {
    for (std::uint32_t const k : level.generators) {
      std::uint32_t const y = strong_[k].images[level.orbit[i]];
      if (level.position[y] == none) {
        append_to_orbit(level, y, k, i);
      }
    }
  }
}

/// Tests the Schreier generators of level \p i that are new. False after the first that adds a
/// strong generator below; \p next is then the lowest level that has to be closed again.
bool StabilizerChain::close_level(std::size_t i, std::size_t& next) {
  for (std::uint32_t place = 0; place < levels_[i].orbit.size(); ++place) {
    while (levels_[i].tested[place] < levels_[i].generators.size()) {
      Level& level = levels_[i];
      std::uint32_t const k = level.generators[level.tested[place]++];
      std::uint32_t const target = level.position[strong_[k].images[level.orbit[place]]];
      if (level.via[target] == k && level.parent[target] == place) {
        continue; // u_target is s u_place by definition
      }
      Images residue = multiply(level.inverses[target],
                                multiply(strong_[k].images, level.representatives[place]));
      std::vector<std::uint32_t> path;
      std::size_t const stopped = sift(residue, i + 1, &path);
      count_look_ups((path.size() + 2) * degree_);
      if (stopped == levels_.size() && is_identity(residue)) {
        continue;
      }
      SignedWord definition;
      for (std::size_t j = path.size(); j-- > 0;) {
        SignedWord const u = algebra::inverse(path_to(levels_[i + 1 + j], path[j]));
        definition.insert(definition.end(), u.begin(), u.end());
      }
      SignedWord const to_target = algebra::inverse(path_to(level, target));
      definition.insert(definition.end(), to_target.begin(), to_target.end());
      definition.push_back({k, false});
      SignedWord const to_place = path_to(level, place);
      definition.insert(definition.end(), to_place.begin(), to_place.end());
      next = install(std::move(residue), std::move(definition), i + 1, stopped);
      return false;
    }
  }
  return true;
}

void StabilizerChain::count_look_ups(std::uint64_t number) {
  look_ups_ += number;
  if (look_ups_ > max_look_ups) {
    throw LimitError(fmt::format(
        "the stabilizer chain of this group on {} points needs more than {} look-ups of images",
        degree_,
        max_look_ups));
  }
}

/// Adds a strong generator to the levels from \p first to \p stopped, a new one if it fixes the
/// whole base.
std::size_t StabilizerChain::install(Images residue,
                                     SignedWord definition,
                                     std::size_t first,
                                     std::size_t stopped) {
  if (stopped == levels_.size()) {
    add_level(moved_point(residue));
  }
  Images back = algebra::inverse(residue);
  add_strong(
      {std::move(residue), std::move(back), false, 0, std::move(definition)}, first, stopped);
  return stopped;
}

BigInteger StabilizerChain::order() const {
  BigInteger result = 1;
  for (Level const& level : levels_) {
    result *= level.orbit.size();
  }
  return result;
}

std::size_t
StabilizerChain::sift(Images& g, std::size_t first, std::vector<std::uint32_t>* path) const {
  for (std::size_t i = first; i < levels_.size(); ++i) {
    Level const& level = levels_[i];
    std::uint32_t const place = level.position[g[level.point]];
    if (place == none) {
      return i;
    }
    if (path != nullptr) {
      path->push_back(place);
    }
    if (place != 0) {
      Images const& u = level.inverses[place];
      for (std::uint16_t& y : g) {
        y = u[y];
      }
    }
  }
  return levels_.size();
}

void StabilizerChain::expand(SignedWord const& strong_word, SignedWord& result) const {
  for (Letter const letter : strong_word) {
    Strong const& strong = strong_[letter.generator];
    if (strong.original) {
      result.push_back({strong.letter, letter.inverted});
    } else {
      expand(letter.inverted ? algebra::inverse(strong.definition) : strong.definition, result);
    }
    if (result.size() > max_word_length) {
      throw LimitError(
          fmt::format("the word in the generators has more than {} letters", max_word_length));
    }
  }
}

SignedWord StabilizerChain::word_of(std::vector<std::uint32_t> const& path) const {
  SignedWord result;
  for (std::size_t i = 0; i < path.size(); ++i) {
    expand(path_to(levels_[i], path[i]), result);
  }
  return result;
}

} // namespace equivarify::algebra
