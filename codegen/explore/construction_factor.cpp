#include "equivarify/codegen/explore/construction_factor.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <limits>
#include <string>

namespace equivarify::codegen {

std::uint64_t bounded_product(std::uint64_t a, std::uint64_t b) {
  return b != 0 && a > too_many_points / b ? too_many_points : std::min(a * b, too_many_points);
}

ConstructionFactor::ConstructionFactor(JsonNode const& node,
                                       FactorTerm const& term,
                                       ConstructionNames const& names)
    : term_{&term}, names_{&names} {
  for (SetTerm const& set : term.sets) {
    sets_.emplace_back(node, set, names);
    domain_ = bounded_product(domain_, sets_.back().size());
  }
}

algebra::Subgroup ConstructionFactor::acting() const {
  algebra::Subgroup const* const h = names_->label_set.subgroup();
  return h == nullptr ? algebra::Subgroup::trivial(names_->group.group()) : *h;
}

std::uint64_t ConstructionFactor::digits() const {
  return term_->commutes ? acting().index() : domain_;
}

std::uint64_t ConstructionFactor::size() const {
  if (!term_->is_map) {
    return domain_;
  }
  std::uint64_t points = 1;
  std::uint64_t const free = names_->labels.size() == 1 ? 0 : digits();
  for (std::uint64_t i = 0; i < free && points != too_many_points; ++i) {
    points = bounded_product(points, names_->labels.size());
  }
  return points;
}

std::string ConstructionFactor::count() const {
  if (term_->commutes) {
    return fmt::format("{}^{}", names_->labels.size(), digits());
  }
  std::string text;
  for (ConstructionSet const& set : sets_) {
    text += text.empty() ? "" : " x ";
    text += set.size() == std::numeric_limits<std::uint64_t>::max() ? "2^64 or more"
                                                                    : std::to_string(set.size());
  }
  if (!term_->is_map) {
    return text;
  }
  return sets_.size() == 1 ? fmt::format("{}^{}", names_->labels.size(), text)
                           : fmt::format("{}^({})", names_->labels.size(), text);
}

algebra::SchreierGraph ConstructionFactor::graph() const {
  if (term_->commutes) {
    return algebra::SchreierGraph::coinduced(names_->group.group(), names_->label_set);
  }
  algebra::SchreierGraph graph = sets_.front().graph();
  for (std::size_t i = 1; i < sets_.size(); ++i) {
    graph = algebra::SchreierGraph::product(graph, sets_[i].graph());
  }
  return term_->is_map ? algebra::SchreierGraph::maps_into(graph, names_->labels.size()) : graph;
}

std::function<algebra::Label(std::uint64_t, std::uint64_t)> ConstructionFactor::reader() const {
  std::uint64_t const labels = names_->labels.size();
  std::vector<std::uint64_t> weights{1};
  while (weights.size() < digits()) {
    weights.push_back(weights.back() * labels);
  }
  if (!term_->commutes) {
    return [labels, weights = std::move(weights)](std::uint64_t s, std::uint64_t x) {
      return static_cast<algebra::Label>(s / weights[x] % labels);
    };
  }
  // s(t h) = h^-1 s(t), with h^-1 = g^-1 t for g = t h.
  algebra::Group const& group = names_->group.group();
  std::vector<std::uint32_t> const coset = acting().coset_numbers();
  std::vector<algebra::Element> const cosets = acting().transversal();
  std::vector<algebra::Element> back;
  for (algebra::Element const g : group.elements()) {
    back.push_back(group.multiply(group.inverse(g), cosets[coset[g.index()]]));
  }
  algebra::Labels const set = names_->label_set;
  return [=](std::uint64_t s, std::uint64_t g) {
    return set.act(back[g], static_cast<algebra::Label>(s / weights[coset[g]] % labels));
  };
}

} // namespace equivarify::codegen
