#include "equivarify/codegen/audit/translation/terms.hpp"

#include "equivarify/codegen/audit/proof/refusal.hpp"
#include "equivarify/codegen/audit/spec/bounds.hpp"

#include <algorithm>

namespace equivarify::audit {
namespace {

/// Whether layers of the class \p kind treat each channel alike, by itself.
bool goes_by_channel(LayerClass kind) {
  switch (kind) {
  case LayerClass::pointwise:
  case LayerClass::pointwise_odd:
  case LayerClass::largest_in_windows:
  case LayerClass::mean_in_windows:
  case LayerClass::product_of_values:
  case LayerClass::sum_of_values:
    return true;
  case LayerClass::reshape: // is no term of its own
  case LayerClass::linear_in_windows:
  case LayerClass::linear:
  case LayerClass::reduction:
  case LayerClass::values_in_a_row:
  case LayerClass::affine_in_channels:
  case LayerClass::normalised:
  case LayerClass::part_of_entries:
    break;
  }
  return false;
}

// No name of a layer begins with a blank.
constexpr char const* input_name = " input";
constexpr char const* concatenation_name = " copies";

} // namespace

MapTerm MapTerms::input() {
  return number_of(input_name, {});
}

MapTerm MapTerms::concatenated(MapTerm term) {
  if (copies_ == 1) {
    return term;
  }
  MapTerm const result = number_of(concatenation_name, {term});
  concatenations_[result] = {term};
  return result;
}

MapTerm MapTerms::applied(std::string const& name, LayerClass kind, std::vector<MapTerm> terms) {
  if (!goes_by_channel(kind) || !are_concatenated(terms)) {
    return number_of(name, terms);
  }
  for (MapTerm& term : terms) {
    term = concatenations_[term].front();
  }
  return concatenated(applied(name, kind, std::move(terms)));
}

MapTerm MapTerms::ended(std::string const& name, MapTerm term) {
  return number_of(" " + name, {term});
}

MapTerm MapTerms::number_of(std::string const& name, std::vector<MapTerm> const& terms) {
  auto const [found, is_new] = numbers_.emplace(std::pair{name, terms}, concatenations_.size());
  if (is_new) {
    demand(concatenations_.size() < bounds::terms, "too large: a network of too many terms");
    concatenations_.emplace_back();
  }
  return found->second;
}

bool MapTerms::are_concatenated(std::vector<MapTerm> const& terms) const {
  return std::all_of(
      terms.begin(), terms.end(), [this](MapTerm term) { return !concatenations_[term].empty(); });
}

} // namespace equivarify::audit
