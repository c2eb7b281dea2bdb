#include "equivarify/codegen/audit/spec/term_comparison.hpp"

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
    return true;
  case LayerClass::pointwise_odd:
  case LayerClass::linear_in_windows:
  case LayerClass::mean_in_windows:
  case LayerClass::linear:
  case LayerClass::reshape:
    break;
  }
  return false;
}

} // namespace

TermComparison::TermComparison(UsedLayer const& layer, Images const& ties, Rules const& rules)
    : layer_{layer}, ties_{ties}, rules_{rules}, needs_no_signs_{needs_no_signs(layer.kind)},
      noted_by_(layer.input.size(), none), weight_of_(layer.input.size()) {}

void TermComparison::compare(std::string const& g, Images const& before, Images const& after) {
  std::fill(noted_by_.begin(), noted_by_.end(), none);
  for (std::size_t o = 0; o < after.size(); ++o) {
    Output const output{o, after[o] >= after.size()};
    note(after[o] % after.size(), o);
    terms_of(layer_, o, terms_);
    for (Term const& term : terms_) {
      if (term.entry == no_entry) {
        compare_bias(g, term, output);
      } else {
        compare_entry(g, term, output, before);
      }
    }
  }
}

std::uint32_t TermComparison::same_weight(std::size_t weight) const {
  return ties_.empty() ? static_cast<std::uint32_t>(weight) : ties_[weight];
}

void TermComparison::note(std::size_t from, std::size_t o) {
  terms_of(layer_, from, terms_);
  for (Term const& term : terms_) {
    if (term.entry == no_entry) {
      bias_ = same_weight(term.weight);
    } else {
      noted_by_[term.entry] = static_cast<std::uint32_t>(o);
      weight_of_[term.entry] = same_weight(term.weight);
    }
  }
}

void TermComparison::compare_bias(std::string const& g,
                                  Term const& bias,
                                  Output const& output) const {
  if (rules_.forbid("bias", !output.minus)) {
    throw Refusal{"the bias of " + layer_.name + " keeps its sign under " + g};
  }
  if (rules_.forbid("weights", same_weight(bias.weight) == bias_)) {
    throw Refusal{other_weights(g)};
  }
}

void TermComparison::compare_entry(std::string const& g,
                                   Term const& term,
                                   Output const& output,
                                   Images const& before) const {
  bool const minus = before[term.entry] >= before.size();
  std::size_t const entry = before[term.entry] - (minus ? before.size() : 0);
  if (needs_no_signs_ && rules_.forbid("odd", !minus && !output.minus)) {
    throw Refusal{layer_.name + " is " + words(layer_.kind) + " and not odd, and " + g +
                  " changes signs"};
  }
  if (!needs_no_signs_ && rules_.forbid("signs", minus == output.minus)) {
    throw Refusal{g + " changes a sign in front of " + layer_.name + " alone, or after it alone"};
  }
  if (rules_.forbid("entries", noted_by_[entry] == output.number)) {
    throw Refusal{"an output of " + layer_.name + " is made of other entries once " + g +
                  " has moved them"};
  }
  if (rules_.forbid("weights", weight_of_[entry] == same_weight(term.weight))) {
    throw Refusal{other_weights(g)};
  }
}

std::string TermComparison::other_weights(std::string const& g) const {
  return "an output of " + layer_.name + " has other weights once " + g + " has moved its entries" +
         (layer_.tied ? "" : ", and they are not tied");
}

} // namespace equivarify::audit
