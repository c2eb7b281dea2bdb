#include "equivarify/codegen/layers/commutation.hpp"

#include "equivarify/codegen/layers/incidence.hpp"
#include "equivarify/codegen/layers/layer_type.hpp"

#include <algorithm>
#include <utility>

namespace equivarify::codegen {
namespace {

using algebra::SignedPermutation;
using Terms = std::vector<IncidenceTerm>;

/// \p term negated, of a layer with \p inputs entries: minus entry i is entry inputs + i.
IncidenceTerm negated(IncidenceTerm term, std::size_t inputs) {
  if (term.entry == no_entry || term.entry == minus_no_entry) {
    term.entry = term.entry == no_entry ? minus_no_entry : no_entry;
  } else {
    term.entry += term.entry < inputs ? inputs : 0 - inputs;
  }
  return term;
}

/// What the output \p o of \p layer is made of, with the weights that \p ties leaves.
Terms tied_terms(Layer const& layer, std::size_t o, std::vector<std::uint32_t> const& ties) {
  Terms terms = terms_of(layer, o);
  if (ties.empty()) {
    return terms;
  }
  Terms result;
  for (IncidenceTerm term : terms) {
    if (term.weight >= ties.size()) { // no weight: an entry that is summed and no more
      result.push_back(term);
      continue;
    }
    std::size_t const tie = ties[term.weight];
    if (tie < 2 * ties.size()) {
      term.weight = tie % ties.size();
      result.push_back(tie < ties.size() ? term : negated(term, layer.entries()));
    }
  }
  return result;
}

bool is_product(Layer const& layer) {
  return structure_of(layer.operation) == StructuralClass::product_of_values;
}

/// \p terms of which one carries the sign of all: of an output of a product, minus one factor is
/// minus another, and two signs cancel.
Terms with_one_sign(Terms terms, std::size_t inputs) {
  bool is_negative = false;
  for (IncidenceTerm& term : terms) {
    bool const is_minus = term.entry >= inputs;
    is_negative = is_negative != is_minus;
    term = is_minus ? negated(term, inputs) : term;
  }
  std::sort(terms.begin(), terms.end());
  if (is_negative) {
    terms.back() = negated(terms.back(), inputs); // stays the last
  }
  return terms;
}

/// What an output of \p layer made of \p terms is made of at g v, g moving the input by \p motion.
Terms moved_terms(Terms terms, SignedPermutation const& motion, Layer const& layer) {
  for (IncidenceTerm& term : terms) {
    if (term.entry != no_entry && term.entry != minus_no_entry) {
      std::size_t const n = layer.entries();
      std::size_t const entry = term.entry % n;
      bool const is_minus = (term.entry >= n) != motion.negated[entry];
      term.entry = motion.gather[entry] + (is_minus ? n : 0);
    }
  }
  if (is_product(layer)) {
    return with_one_sign(std::move(terms), layer.entries());
  }
  std::sort(terms.begin(), terms.end());
  return terms;
}

/// The output \p o of g L(v), made of \p terms before g moves it there by \p motion.
Terms terms_after(Layer const& layer, SignedPermutation const& motion, std::size_t o, Terms terms) {
  if (is_product(layer)) {
    terms.back() = motion.negated[o] ? negated(terms.back(), layer.entries()) : terms.back();
    return terms;
  }
  for (IncidenceTerm& term : terms) {
    term = motion.negated[o] ? negated(term, layer.entries()) : term;
  }
  std::sort(terms.begin(), terms.end());
  return terms;
}

Terms without_weights(Terms terms) {
  for (IncidenceTerm& term : terms) {
    term.weight = 0;
  }
  std::sort(terms.begin(), terms.end());
  return terms;
}

Terms without_bias(Terms terms) {
  std::erase_if(terms, [](IncidenceTerm const& term) {
    return term.entry == no_entry || term.entry == minus_no_entry;
  });
  return terms;
}

bool has_signs(Terms const& terms, std::size_t inputs) {
  return std::any_of(terms.begin(), terms.end(), [inputs](IncidenceTerm const& term) {
    return term.entry != no_entry && term.entry >= inputs;
  });
}

/// Whether the factors \p after and \p before of a product differ in the sign alone.
bool differ_in_sign(Terms const& after, Terms before, std::size_t inputs) {
  before.back() = negated(before.back(), inputs);
  return after == before;
}

/// Whether one output sees signs that its layer does not let through: made of \p after in L(g v)
/// and of \p before in g L(v).
bool is_changed_by_signs(Layer const& layer,
                         SignedPermutation const& in,
                         Terms const& after,
                         Terms const& before) {
  StructuralClass const structure = structure_of(layer.operation);
  if (structure == StructuralClass::product_of_values) {
    return differ_in_sign(after, before, layer.entries());
  }
  if (structure ==
      StructuralClass::normalised) { // a sign that all entries have is that of the mean
    auto const count = std::count(in.negated.begin(), in.negated.end(), true);
    return count != 0 && count != static_cast<std::ptrdiff_t>(in.negated.size());
  }
  if (lets_signs_through(structure)) {
    return false;
  }
  // A reduction sees the signs of all entries, whatever stands at its output.
  return structure == StructuralClass::reduction_over_entries ? in.changes_signs()
                                                              : has_signs(after, layer.entries());
}

/// How one output fares: made of \p after in L(g v) and of \p before in g L(v).
Fit compare(Terms const& after, Terms const& before) {
  if (after == before) {
    return Fit::holds;
  }
  if (without_bias(after) == without_bias(before)) {
    return Fit::bias;
  }
  return without_weights(after) == without_weights(before) ? Fit::other_weights
                                                           : Fit::other_entries;
}

} // namespace

bool lets_signs_through(StructuralClass structure) {
  switch (structure) {
  case StructuralClass::pointwise_odd:
  case StructuralClass::linear_in_windows:
  case StructuralClass::mean_in_windows:
  case StructuralClass::linear:
  case StructuralClass::reshape:
  case StructuralClass::sum_of_values:
  case StructuralClass::values_in_a_row:
  case StructuralClass::affine_in_channels:
  case StructuralClass::normalised:
  case StructuralClass::part_of_entries:
    return true;
  case StructuralClass::pointwise:
  case StructuralClass::largest_in_windows:
  case StructuralClass::reduction_over_entries:
  case StructuralClass::product_of_values: // the product of the signs, two of which cancel
    return false;
  }
  throw algebra::InternalError{"a layer of no known class"};
}

std::string to_string(StructuralClass structure) {
  switch (structure) {
  case StructuralClass::pointwise:
    return "pointwise";
  case StructuralClass::pointwise_odd:
    return "pointwise and odd";
  case StructuralClass::linear_in_windows:
    return "linear in windows";
  case StructuralClass::largest_in_windows:
    return "largest in windows";
  case StructuralClass::mean_in_windows:
    return "mean in windows";
  case StructuralClass::linear:
    return "linear";
  case StructuralClass::reshape:
    return "reshape";
  case StructuralClass::reduction_over_entries:
    return "reduction over entries";
  case StructuralClass::sum_of_values:
    return "sum of values";
  case StructuralClass::product_of_values:
    return "product of values";
  case StructuralClass::values_in_a_row:
    return "values in a row";
  case StructuralClass::affine_in_channels:
    return "affine in channels";
  case StructuralClass::normalised:
    return "normalised";
  case StructuralClass::part_of_entries:
    return "part of the entries";
  }
  throw algebra::InternalError{"a layer of no known class"};
}

bool adds_terms(StructuralClass structure) {
  switch (structure) {
  case StructuralClass::linear_in_windows:
  case StructuralClass::mean_in_windows:
  case StructuralClass::linear:
  case StructuralClass::reduction_over_entries:
  case StructuralClass::normalised:
    return true;
  case StructuralClass::pointwise:
  case StructuralClass::pointwise_odd:
  case StructuralClass::largest_in_windows:
  case StructuralClass::reshape:
  case StructuralClass::sum_of_values: // in the order of the values, which no motion changes
  case StructuralClass::product_of_values:
  case StructuralClass::values_in_a_row:
  case StructuralClass::affine_in_channels:
  case StructuralClass::part_of_entries:
    return false;
  }
  throw algebra::InternalError{"a layer of no known class"};
}

bool is_exact(StructuralClass structure) {
  switch (structure) {
  case StructuralClass::pointwise:
  case StructuralClass::pointwise_odd:
  case StructuralClass::linear_in_windows:
  case StructuralClass::largest_in_windows:
  case StructuralClass::mean_in_windows:
  case StructuralClass::linear:
  case StructuralClass::reshape:
  case StructuralClass::sum_of_values:
  case StructuralClass::values_in_a_row:
  case StructuralClass::part_of_entries:
    return true;
  case StructuralClass::affine_in_channels: // the same numbers, but not whole ones
  case StructuralClass::product_of_values:  // the same, but too large to be added without rounding
  case StructuralClass::reduction_over_entries:
  case StructuralClass::normalised:
    return false;
  }
  throw algebra::InternalError{"a layer of no known class"};
}

Fit fit(Layer const& layer,
        SignedPermutation const& in,
        SignedPermutation const& out,
        std::vector<std::uint32_t> const& ties) {
  Fit found = Fit::holds;
  for (std::size_t o = 0; o < layer.output.size() && found != Fit::changes_signs; ++o) {
    Terms const after = moved_terms(tied_terms(layer, o, ties), in, layer);
    Terms const before = terms_after(layer, out, o, tied_terms(layer, out.gather[o], ties));
    found = std::max(found,
                     is_changed_by_signs(layer, in, after, before) ? Fit::changes_signs
                                                                   : compare(after, before));
  }
  return found;
}

} // namespace equivarify::codegen
