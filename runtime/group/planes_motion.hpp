/// \file
/// Motions of pictures that move all planes alike, and whether channels change with places.
#ifndef EQUIVARIFY_RUNTIME_GROUP_PLANES_MOTION_HPP
#define EQUIVARIFY_RUNTIME_GROUP_PLANES_MOTION_HPP

#include <cstddef>
#include <cstdint>
#include <optional>
#include <set>
#include <vector>

namespace equivarify::runtime {

/// How the elements of a group move the entries of pictures: entry i of g x is the entry
/// `sources[g][i]` of x, or minus that where `negated[g][i]`; no sign changes where that is empty.
struct EntryMotions {
  std::vector<std::vector<std::uint32_t>> const& sources;
  std::vector<std::vector<bool>> const& negated;
};

/// How an element moves pictures whose planes all move alike.
struct PlanesMotion {
  std::vector<std::uint32_t> places; ///< of a plane: from where each comes
  bool keeps_channels = true;        ///< and signs
};

/// How the element number \p g moves pictures with planes of \p cells places; nothing where not all
/// planes move alike.
[[nodiscard]] inline std::optional<PlanesMotion>
planes_motion(EntryMotions const& motions, std::size_t g, std::size_t cells) {
  auto const& sources = motions.sources[g];
  auto const negated = [&](std::size_t i) {
    return !motions.negated.empty() && motions.negated[g][i];
  };
  PlanesMotion motion;
  for (std::size_t i = 0; i < sources.size(); ++i) {
    std::size_t const first = i - i % cells;
    if (first == 0) {
      motion.places.push_back(static_cast<std::uint32_t>(sources[i] % cells));
    }
    if (sources[i] % cells != motion.places[i % cells] ||
        sources[i] / cells != sources[first] / cells || negated(i) != negated(first)) {
      return std::nullopt;
    }
    motion.keeps_channels = motion.keeps_channels && sources[i] / cells == i / cells && !negated(i);
  }
  return motion;
}

/// The number of an element under which channels change with places, as the components of vectors
/// do: no element moves places as it does and leaves channels and signs alone. Nothing where there
/// is none.
[[nodiscard]] inline std::optional<std::size_t> turns_channels(EntryMotions const& motions,
                                                               std::size_t cells) {
  std::vector<std::optional<PlanesMotion>> all;
  std::set<std::vector<std::uint32_t>>
      alone; // ways of places that some element moves by themselves
  for (std::size_t g = 0; g < motions.sources.size(); ++g) {
    all.push_back(planes_motion(motions, g, cells));
    if (all.back() && all.back()->keeps_channels) {
      alone.insert(all.back()->places);
    }
  }
  for (std::size_t g = 0; g < all.size(); ++g) {
    if (!all[g] || !alone.contains(all[g]->places)) {
      return g;
    }
  }
  return std::nullopt;
}

} // namespace equivarify::runtime

#endif
