#include "equivarify/algebra/equivarifications/maps_over.hpp"

#include "equivarify/algebra/error.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace equivarify::algebra {
namespace {

constexpr std::uint32_t nowhere = 0xffffffffU;

/// The map g w -> g v on the orbits of points, followed along the generators.
class Walk {
public:
  Walk(Candidate const& from, Candidate const& to)
      : from_{from}, to_{to}, image_(from.set.size(), nowhere) {}

  /// Whether g \p w -> g \p v is a map over the labels; the images of the orbit are then known.
  bool follow(std::uint32_t w, std::uint32_t v) {
    std::vector<std::uint32_t> walked;
    bool const fits = walk(w, v, walked);
    for (std::uint32_t const point : walked) {
      image_[point] = fits ? image_[point] : nowhere;
    }
    return fits;
  }

  /// The images of the points walked, one for each point.
  [[nodiscard]] std::vector<std::uint32_t> const& image() const noexcept { return image_; }

  /// Forgets the images of \p points.
  void forget(std::vector<std::uint32_t> const& points) {
    for (std::uint32_t const point : points) {
      image_[point] = nowhere;
    }
  }

private:
  bool walk(std::uint32_t w, std::uint32_t v, std::vector<std::uint32_t>& walked) {
    if (!send(w, v, walked)) {
      return false;
    }
    for (std::size_t at = 0; at < walked.size(); ++at) {
      for (std::size_t k = 0; k < from_.set.images().size(); ++k) {
        std::uint32_t const point = walked[at];
        if (!send(from_.set.step_unchecked(k, point),
                  to_.set.step_unchecked(k, image_[point]),
                  walked)) {
          return false;
        }
      }
    }
    return true;
  }

  bool send(std::uint32_t point, std::uint32_t to, std::vector<std::uint32_t>& walked) {
    if (image_[point] != nowhere) {
      return image_[point] == to;
    }
    if (from_.projection[point] != to_.projection[to]) {
      return false;
    }
    image_[point] = to;
    walked.push_back(point);
    return true;
  }

  Candidate const& from_;
  Candidate const& to_;
  std::vector<std::uint32_t> image_;
};

void require_comparable(Candidate const& from, Candidate const& to) {
  if (!(from.set.group() == to.set.group())) {
    throw AlgebraError(fmt::format(
        "sets of two groups, {} and {}", from.set.group().name(), to.set.group().name()));
  }
  if (from.labels.size() != to.labels.size()) {
    throw AlgebraError(fmt::format("{} labels and {}", from.labels.size(), to.labels.size()));
  }
  if (!(from.labels == to.labels)) {
    throw AlgebraError("labels on which other subgroups act, or in another way");
  }
}

/// The orbits of \p set, each from its first point.
std::vector<std::vector<std::uint32_t>> orbits_of(SchreierGraph const& set) {
  std::vector<bool> seen(set.size(), false);
  std::vector<std::vector<std::uint32_t>> orbits;
  for (std::uint32_t x = 0; x < set.size(); ++x) {
    if (!seen[x]) {
      orbits.push_back(set.orbit(x, seen));
    }
  }
  return orbits;
}

} // namespace

OrbitChoice const* MapsOver::obstruction() const {
  auto const found = std::find_if(
      orbits.begin(), orbits.end(), [](OrbitChoice const& orbit) { return orbit.images.empty(); });
  return found == orbits.end() ? nullptr : &*found;
}

BigInteger MapsOver::count() const {
  BigInteger product = 1;
  for (OrbitChoice const& orbit : orbits) {
    product *= orbit.images.size();
  }
  return product;
}

MapsOver maps_over(Candidate const& from, Candidate const& to) {
  require_comparable(from, to);
  Walk walk{from, to};
  MapsOver result;
  for (auto const& orbit : orbits_of(from.set)) {
    OrbitChoice& choice = result.orbits.emplace_back();
    choice.point = orbit.front();
    choice.length = static_cast<std::uint32_t>(orbit.size());
    for (std::uint32_t v = 0; v < to.set.size(); ++v) {
      if (walk.follow(orbit.front(), v)) {
        choice.images.push_back(v);
        walk.forget(orbit);
      }
    }
  }
  return result;
}

std::optional<std::vector<std::uint32_t>> isomorphism_over(Candidate const& from,
                                                           Candidate const& to) {
  require_comparable(from, to);
  auto const targets = orbits_of(to.set);
  std::vector<bool> taken(targets.size(), false);
  Walk walk{from, to};
  for (auto const& orbit : orbits_of(from.set)) {
    auto const finds = [&](std::size_t i) {
      return !taken[i] && targets[i].size() == orbit.size() &&
             std::any_of(targets[i].begin(), targets[i].end(), [&](std::uint32_t v) {
               return walk.follow(orbit.front(), v);
             });
    };
    std::size_t i = 0;
    while (i < targets.size() && !finds(i)) {
      ++i;
    }
    if (i == targets.size()) {
      return std::nullopt;
    }
    taken[i] = true;
  }
  bool const onto = std::all_of(taken.begin(), taken.end(), [](bool each) { return each; });
  return onto ? std::optional{walk.image()} : std::nullopt;
}

} // namespace equivarify::algebra
