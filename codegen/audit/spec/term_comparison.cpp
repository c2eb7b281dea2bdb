#include "equivarify/codegen/audit/spec/term_comparison.hpp"

#include "equivarify/codegen/audit/spec/printable.hpp"
#include "equivarify/codegen/audit/spec/refuse.hpp"

#include <algorithm>

namespace equivarify::audit {
namespace {

constexpr std::uint32_t none = static_cast<std::uint32_t>(-1);

/// Whether signs do not pass through layers of the class \p kind.
bool needs_no_signs(LayerClass kind) {
  switch (kind) {
  case LayerClass::pointwise:
  case LayerClass::largest_in_windows:
  case LayerClass::reduction:
  case LayerClass::normalised:
    return true;
  case LayerClass::product_of_values: // its sign is compared as a whole
  case LayerClass::pointwise_odd:
  case LayerClass::linear_in_windows:
  case LayerClass::mean_in_windows:
  case LayerClass::linear:
  case LayerClass::reshape:
  case LayerClass::sum_of_values:
  case LayerClass::values_in_a_row:
  case LayerClass::affine_in_channels:
  case LayerClass::part_of_entries:
    break;
  }
  return false;
}

/// The same where \p before has moved the entries: a sign that all of them have is that of the
/// mean, and passes through what is normalised.
bool needs_no_signs(LayerClass kind, Images const& before) {
  bool const all_change = std::all_of(
      before.begin(), before.end(), [&](std::uint32_t place) { return place >= before.size(); });
  return needs_no_signs(kind) && !(kind == LayerClass::normalised && all_change);
}

} // namespace

TermComparison::TermComparison(UsedLayer const& layer, Images const& ties)
    : layer_{layer}, ties_{ties}, is_product_{layer.kind == LayerClass::product_of_values},
      noted_by_(layer.entries(), none), weight_of_(layer.entries()) {}

void TermComparison::compare(std::string const& g, Images const& before, Images const& after) {
  std::fill(noted_by_.begin(), noted_by_.end(), none);
  needs_no_signs_ = needs_no_signs(layer_.kind, before);
  for (std::size_t o = 0; o < after.size(); ++o) {
    Output const output{o, after[o] >= after.size()};
    note(after[o] % after.size(), o);
    terms_of(layer_, o, terms_);
    for (Term const& term : terms_) {
      compare_term(g, term, output, before);
    }
    if (is_product_) {
      compare_signs(g, is_negative(before), output.minus);
    }
  }
}

TermComparison::Weight TermComparison::tied(std::size_t weight) const {
  std::size_t const n = ties_.size();
  if (weight >= n) { // nothing is tied, or an entry that is summed has no weight of its own
    return {static_cast<std::uint32_t>(weight)};
  }
  std::size_t const tie = ties_[weight];
  return {static_cast<std::uint32_t>(tie % n), tie >= n, tie >= 2 * n};
}

void TermComparison::note(std::size_t from, std::size_t o) {
  terms_of(layer_, from, terms_);
  for (Term const& term : terms_) {
    if (term.entry == no_entry) {
      bias_ = tied(term.weight);
    } else {
      noted_by_[term.entry] = static_cast<std::uint32_t>(o);
      weight_of_[term.entry] = tied(term.weight);
    }
  }
}

/// Whether the product of the factors at hand is negated once \p before has moved them.
bool TermComparison::is_negative(Images const& before) const {
  return std::count_if(terms_.begin(),
                       terms_.end(),
                       [&](Term const& term) { return before[term.entry] >= before.size(); }) %
             2 !=
         0;
}

void TermComparison::compare_signs(std::string const& g, bool before, bool after) const {
  if (needs_no_signs_ && (before || after)) {
    refuse("layer-odd",
           in_quotes(layer_.name) + " is " + words(layer_.kind) + " and not odd, and " +
               in_quotes(g) + " changes signs");
  }
  if (!needs_no_signs_ && before != after) {
    refuse("layer-signs",
           in_quotes(g) + " changes a sign in front of " + in_quotes(layer_.name) +
               " alone, or after it alone");
  }
}

void TermComparison::compare_weights(std::string const& g,
                                     Weight const& own,
                                     Weight const& other) const {
  if (own.zero != other.zero || own.number != other.number) {
    refuse("layer-weights",
           "an output of " + in_quotes(layer_.name) + " has other weights once " + in_quotes(g) +
               " has moved its entries" + (layer_.tied ? "" : ", and they are not tied"));
  }
}

void TermComparison::compare_bias(std::string const& g, Weight const& own, bool minus) const {
  if (!own.zero && minus != (own.minus != bias_.minus)) {
    refuse("layer-bias",
           "the bias of " + in_quotes(layer_.name) + " keeps its sign under " + in_quotes(g));
  }
  compare_weights(g, own, bias_);
}

void TermComparison::compare_term(std::string const& g,
                                  Term const& term,
                                  Output const& output,
                                  Images const& before) const {
  Weight const own = tied(term.weight);
  if (term.entry == no_entry) {
    compare_bias(g, own, output.minus);
    return;
  }
  bool const minus = before[term.entry] >= before.size();
  std::size_t const entry = before[term.entry] - (minus ? before.size() : 0);
  if (noted_by_[entry] != output.number) {
    if (!is_product_) {
      compare_signs(g, minus, output.minus);
    }
    refuse("layer-entries",
           "an output of " + in_quotes(layer_.name) + " is made of other entries once " +
               in_quotes(g) + " has moved them");
  }
  Weight const& other = weight_of_[entry];
  if (!is_product_ && !own.zero) {
    compare_signs(g, minus != own.minus, output.minus != other.minus);
  }
  compare_weights(g, own, other);
}

} // namespace equivarify::audit
