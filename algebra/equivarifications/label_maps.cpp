#include "equivarify/algebra/equivarifications/label_maps.hpp"

#include <algorithm>
#include <numeric>

namespace equivarify::algebra {
namespace {

std::vector<std::uint32_t> natural_order(std::uint32_t size) {
  std::vector<std::uint32_t> order(size);
  std::iota(order.begin(), order.end(), 0U);
  return order;
}

} // namespace

std::uint64_t LabelDigit::rank(Label label) const {
  return options ? static_cast<std::uint64_t>(
                       std::lower_bound(options->begin(), options->end(), label) - options->begin())
                 : label;
}

LabelMaps::LabelMaps(Subgroup const& k, Labels const& labels)
    : LabelMaps{k, labels, natural_order(k.index())} {}

LabelMaps::LabelMaps(Subgroup const& k,
                     Labels const& labels,
                     std::vector<std::uint32_t> const& order)
    : labels_{labels}, start_{0}, seen_(k.index(), false), mover_(k.index(), k.group().element(0)) {
  std::vector<Element> const cosets = k.transversal();
  std::vector<std::uint32_t> const numbers = k.coset_numbers();
  if (Subgroup const* const h = labels.subgroup()) {
    generators_ = h->generators();
  }
  for (std::uint32_t const coset : order) {
    if (!seen_[coset]) {
      add_orbit(k, cosets, numbers, coset);
    }
  }
}

void LabelMaps::add_orbit(Subgroup const& k,
                          std::vector<Element> const& cosets,
                          std::vector<std::uint32_t> const& numbers,
                          std::uint32_t first) {
  digits_.push_back({first, std::nullopt});
  seen_[first] = true;
  Group const& group = k.group();
  orbits_.push_back(first);
  for (std::size_t i = start_.back(); i < orbits_.size(); ++i) { // it grows
    std::uint32_t const at = orbits_[i];
    for (Element const s : generators_) {
      std::uint32_t const next = numbers[group.multiply_unchecked(s.index(), cosets[at].index())];
      if (!seen_[next]) {
        seen_[next] = true;
        mover_[next] = group.multiply(s, mover_[at]);
        orbits_.push_back(next);
      }
    }
  }
  std::size_t const size = orbits_.size() - start_.back();
  start_.push_back(static_cast<std::uint32_t>(orbits_.size()));
  Subgroup const* const h = labels_.subgroup();
  if (h != nullptr && size != h->order()) {
    digits_.back().options = labels_.fixed_by(h->intersection(k.conjugate(cosets[first])));
  }
}

BigInteger LabelMaps::count() const {
  if (generators_.empty()) {
    return boost::multiprecision::pow(BigInteger{labels_.size()},
                                      static_cast<unsigned>(digits_.size()));
  }
  BigInteger product = 1;
  for (LabelDigit const& digit : digits_) {
    product *= digit.size(labels_);
  }
  return product;
}

void LabelMaps::put(LabelMap& map, std::size_t i, std::uint64_t rank) const {
  Label const label = digits_[i].at(rank);
  for (std::uint32_t at = start_[i]; at < start_[i + 1]; ++at) {
    std::uint32_t const coset = orbits_[at];
    map[coset] = labels_.act(mover_[coset], label);
  }
}

LabelMap LabelMaps::at(std::uint64_t number) const {
  LabelMap map(orbits_.size());
  for (std::size_t i = 0; i < digits_.size(); ++i) {
    std::uint64_t const size = digits_[i].size(labels_);
    put(map, i, number % size);
    number /= size;
  }
  return map;
}

bool LabelMaps::advance(LabelMap& map) const {
  for (std::size_t i = 0; i < digits_.size(); ++i) {
    std::uint64_t const next = digits_[i].rank(map[digits_[i].coset]) + 1;
    if (next < digits_[i].size(labels_)) {
      put(map, i, next);
      return true;
    }
    put(map, i, 0);
  }
  return false;
}

BigInteger count_label_maps(Subgroup const& k, Labels const& labels) {
  return labels.subgroup() == nullptr
             ? boost::multiprecision::pow(BigInteger{labels.size()}, k.index())
             : LabelMaps{k, labels}.count();
}

std::vector<bool> taken_labels(std::vector<Subgroup> const& subgroups, Labels const& labels) {
  if (labels.subgroup() == nullptr) {
    return std::vector<bool>(labels.size(), true);
  }
  std::vector<bool> taken(labels.size(), false);
  for (Subgroup const& k : subgroups) {
    LabelMaps const maps{k, labels};
    if (maps.count() == 0) {
      continue;
    }
    for (LabelDigit const& digit : maps.digits()) {
      for (std::uint64_t rank = 0; rank < digit.size(labels); ++rank) {
        for (Element const h : labels.subgroup()->elements()) {
          taken[labels.act(h, digit.at(rank))] = true;
        }
      }
    }
  }
  return taken;
}

std::optional<BrokenMap>
broken_map(SchreierGraph const& x, Labels const& labels, LabelMap const& map) {
  if (labels.subgroup() == nullptr) {
    return std::nullopt;
  }
  for (Element const h : labels.subgroup()->generators()) {
    for (std::uint32_t y = 0; y < x.size(); ++y) {
      Label const found = map[x.act(h, Point{y}).index()];
      Label const expected = labels.act(h, map[y]);
      if (found != expected) {
        return BrokenMap{h, y, found, expected};
      }
    }
  }
  return std::nullopt;
}

} // namespace equivarify::algebra
