#include "equivarify/algebra/gset_isomorphism.hpp"

#include <algorithm>
#include <map>
#include <utility>

namespace equivarify::algebra {

namespace {

/// The orbits of the codomain to which no orbit of the domain was mapped yet, by length.
using FreeOrbits = std::map<std::size_t, std::vector<Orbit>>;

/// The first point of \p orbit that every element of \p fixing fixes.
std::optional<Point>
fixed_point(GSet const& y, Orbit const& orbit, std::vector<Element> const& fixing) {
  auto const found = std::find_if(orbit.begin(), orbit.end(), [&](Point point) {
    return std::all_of(
        fixing.begin(), fixing.end(), [&](Element g) { return y.act(g, point) == point; });
  });
  return found == orbit.end() ? std::nullopt : std::optional{*found};
}

/// A point of a free orbit as long as \p piece that the stabilizer of \p piece fixes; its
/// stabilizer is then that of \p piece, for both have the same order. The orbit is free no more.
std::optional<Point> take_image(GSet const& y, TransitivePiece const& piece, FreeOrbits& free) {
  std::vector<Element> const fixing = piece.stabilizer.generators();
  std::vector<Orbit>& candidates = free[piece.points.size()];
  for (Orbit& orbit : candidates) {
    if (std::optional<Point> const image = fixed_point(y, orbit, fixing)) {
      std::swap(orbit, candidates.back());
      candidates.pop_back();
      return image;
    }
  }
  return std::nullopt;
}

} // namespace

std::vector<TransitivePiece> transitive_pieces(GSet const& set) {
  std::vector<TransitivePiece> pieces;
  for (Orbit& orbit : orbits(set)) {
    Point const x = orbit.front();
    pieces.push_back({std::move(orbit), stabilizer(set, x)});
  }
  return pieces;
}

EquivariantMap orbit_map(GSet const& set, Point x) {
  Subgroup const fixing = stabilizer(set, x);
  std::vector<Point> images;
  for (Element const g : fixing.transversal()) {
    images.push_back(set.act(g, x));
  }
  return EquivariantMap::from_images(GSet::coset_space(fixing), set, std::move(images));
}

std::optional<EquivariantMap> find_isomorphism(GSet const& x, GSet const& y) {
  if (!(x.group() == y.group()) || x.size() != y.size()) {
    return std::nullopt;
  }
  FreeOrbits free;
  for (Orbit& orbit : orbits(y)) {
    free[orbit.size()].push_back(std::move(orbit));
  }
  std::vector<Point> images(x.size(), Point{0});
  for (TransitivePiece const& piece : transitive_pieces(x)) {
    std::optional<Point> const image = take_image(y, piece, free);
    if (!image) {
      return std::nullopt;
    }
    std::vector<Element> const movers = orbit_transversal(x, piece.points.front());
    for (std::size_t i = 0; i < movers.size(); ++i) {
      images[piece.points[i].index()] = y.act(movers[i], *image);
    }
  }
  return EquivariantMap::from_images(x, y, std::move(images));
}

bool is_isomorphic(GSet const& x, GSet const& y) {
  return find_isomorphism(x, y).has_value();
}

} // namespace equivarify::algebra
