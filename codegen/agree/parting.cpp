#include "equivarify/codegen/agree/parting.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace equivarify::codegen {
namespace {

using algebra::probe::Array;

bool parts(Array const& a, Array const& b) {
  constexpr double rounding = 1e-4;
  double largest = 0;
  for (double const number : a) {
    largest = std::max(largest, std::abs(number));
  }
  for (std::size_t i = 0; i < a.size(); ++i) {
    bool const close = std::abs(a[i] - b[i]) <= rounding * largest; // not so of what is no number
    if (!close) {
      return true;
    }
  }
  return false;
}

} // namespace

void find_parting(Engine const& first, Engine const& second, Array const& x, PairAgreement& pair) {
  for (Engine const* const engine : {&first, &second}) {
    if (!engine->layers) {
      pair.hidden = fmt::format("{}, {}: {}", engine->name, engine->kind, engine->hides_layers);
      return;
    }
  }
  auto const ours = first.layers(x);
  for (LayerNumbers const& theirs : second.layers(x)) {
    auto const same = std::find_if(ours.begin(), ours.end(), [&](LayerNumbers const& layer) {
      return layer.layer == theirs.layer && layer.numbers.size() == theirs.numbers.size();
    });
    if (same == ours.end()) {
      continue;
    }
    ++pair.layers_compared;
    if (parts(same->numbers, theirs.numbers)) {
      pair.parts_at = theirs.layer;
      return;
    }
  }
}

} // namespace equivarify::codegen
