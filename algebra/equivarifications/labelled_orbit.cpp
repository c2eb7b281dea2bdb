#include "equivarify/algebra/equivarifications/labelled_orbit.hpp"

#include "equivarify/algebra/equivarifications/input_class.hpp"
#include "equivarify/algebra/equivarifications/label_maps.hpp"
#include "equivarify/algebra/structure.hpp"

#include <algorithm>
#include <iterator>
#include <map>

namespace equivarify::algebra {
namespace {

using Numbers = std::vector<std::uint32_t>;

/// The least n >= 1 with g^n in \p h.
std::uint32_t order_modulo(Subgroup const& h, Element g) {
  std::uint32_t n = 1;
  for (Element power = g; !h.contains(power); power = h.group().multiply(power, g)) {
    ++n;
  }
  return n;
}

/// The number of the coset t u H for each t in \p from.
Numbers shifted(Subgroup const& h, std::vector<Element> const& from, Element u) {
  Numbers const coset = h.coset_numbers();
  Numbers images;
  images.reserve(from.size());
  for (Element const t : from) {
    images.push_back(coset[h.group().multiply_unchecked(t.index(), u.index())]);
  }
  return images;
}

/// The conjugates of the subgroups in \p larger that contain \p h and are not it.
std::vector<Subgroup> conjugates_around(Subgroup const& h, std::vector<Subgroup> const& larger) {
  std::vector<Subgroup> result;
  for (Subgroup const& subgroup : larger) {
    if (subgroup.order() == h.order() || subgroup.order() % h.order() != 0) {
      continue;
    }
    std::vector<Subgroup> const all = conjugates(subgroup);
    std::copy_if(all.begin(), all.end(), std::back_inserter(result), [&h](Subgroup const& k) {
      return k.contains(h);
    });
  }
  return result;
}

/// Whether the map that takes coset i to map[images[i]] comes before \p map.
bool comes_before(Numbers const& images, LabelMap const& map) {
  for (std::size_t i = map.size(); i-- > 0;) {
    if (map[images[i]] != map[i]) {
      return map[images[i]] < map[i];
    }
  }
  return false;
}

/// The sum over u in N(H) of the number of maps that u does not change.
BigInteger unchanged_maps(Subgroup const& h, Subgroup const& normal, Labels const& labels) {
  std::map<std::vector<Element>, std::uint64_t> times; // by the elements of <H, u>
  for (Element const u : normal.elements()) {
    std::vector<Element> generators = h.generators();
    generators.push_back(u);
    ++times[Subgroup::generated_by(h.group(), generators).elements()];
  }
  BigInteger total = 0;
  for (auto const& [elements, count] : times) {
    total += count_label_maps(Subgroup::from_elements(h.group(), elements), labels) * count;
  }
  return total;
}

} // namespace

BigInteger count_labelled_orbits(Subgroup const& h, Labels const& labels) {
  Subgroup const normal = normalizer(h);
  if (labels.subgroup() != nullptr) {
    return unchanged_maps(h, normal, labels) / normal.order();
  }
  std::map<std::uint32_t, std::uint64_t> elements_of_order;
  for (Element const u : normal.elements()) {
    ++elements_of_order[order_modulo(h, u)];
  }
  BigInteger total = 0;
  for (auto const& [order, count] : elements_of_order) {
    total += boost::multiprecision::pow(BigInteger{labels.size()}, h.index() / order) * count;
  }
  return total / normal.order();
}

CosetMapFilter::CosetMapFilter(Subgroup const& h) : coset_{h.coset_numbers()} {
  std::vector<Element> const cosets = h.transversal();
  Subgroup const normal = normalizer(h);
  for (Element const u : cosets) {
    if (normal.contains(u)) {
      automorphisms_.push_back(shifted(h, cosets, u));
    }
  }
}

CosetMapFilter::CosetMapFilter(Subgroup const& h, std::vector<Subgroup> const& larger)
    : CosetMapFilter{h} {
  for (Subgroup const& k : conjugates_around(h, larger)) {
    std::vector<Numbers>& shifts = shifts_.emplace_back();
    for (Element const g : k.generators()) {
      shifts.push_back(shifted(h, h.group().elements(), g));
    }
  }
}

// A map that factors through some larger K factors through the group that H and one g of K
// generate.
CosetMapFilter CosetMapFilter::of_reduced(Subgroup const& h) {
  CosetMapFilter filter{h};
  std::vector<Element> const cosets = h.transversal();
  for (std::size_t i = 1; i < cosets.size(); ++i) {
    filter.shifts_.push_back({shifted(h, h.group().elements(), cosets[i])});
  }
  return filter;
}

bool CosetMapFilter::keeps(LabelMap const& map) const {
  return is_first(map) && !is_dropped(map);
}

bool CosetMapFilter::is_first(LabelMap const& map) const {
  return std::none_of(automorphisms_.begin(), automorphisms_.end(), [&map](Numbers const& images) {
    return comes_before(images, map);
  });
}

bool CosetMapFilter::is_dropped(LabelMap const& map) const {
  auto const is_equal_along = [&](Numbers const& images) {
    return std::equal(images.begin(),
                      images.end(),
                      coset_.begin(),
                      [&map](std::uint32_t x, std::uint32_t y) { return map[x] == map[y]; });
  };
  return std::any_of(shifts_.begin(), shifts_.end(), [&](std::vector<Numbers> const& shifts) {
    return std::all_of(shifts.begin(), shifts.end(), is_equal_along);
  });
}

} // namespace equivarify::algebra
