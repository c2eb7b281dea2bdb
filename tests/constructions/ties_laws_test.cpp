/// \file
/// Laws of ties under random signed actions: as many weights are free as the commuting maps have
/// dimensions, and whatever they are, the network commutes.
#include "equivarify/codegen/layers/layer_type.hpp"
#include "equivarify/codegen/reference/evaluator.hpp"
#include "equivarify/codegen/symmetry/claim.hpp"
#include "equivarify/codegen/symmetry/ties.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <cmath>
#include <numeric>
#include <string>
#include <utility>
#include <vector>

#include "support/spec_text.hpp"

namespace equivarify::codegen {
namespace {

std::string const network_of_one_block =
    R"([{{"name": "f", "equivarify": "lift", "layers": [{}]}}])";

/// A signed permutation whose power \p order is the identity: cycles of lengths that divide it, and
/// a product of signs that its powers undo.
algebra::SignedPermutation arbitrary_signed(std::uint32_t size, std::uint32_t order) {
  algebra::SignedPermutation result{.gather = {}, .negated = {}};
  while (result.gather.size() < size) {
    auto const first = static_cast<std::uint32_t>(result.gather.size());
    auto const length = *rc::gen::suchThat(rc::gen::inRange<std::uint32_t>(1, order + 1),
                                           [&](std::uint32_t n) { return order % n == 0; });
    std::uint32_t const count = first + length <= size ? length : 1;
    bool product = false;
    for (std::uint32_t i = 0; i < count; ++i) {
      result.gather.push_back(first + (i + 1) % count);
      result.negated.push_back(*rc::gen::arbitrary<bool>());
      product = product != result.negated.back();
    }
    bool const must_be_even = order / count % 2 == 1;
    result.negated.back() = result.negated.back() != (product && must_be_even);
  }
  return result;
}

/// A network under a cyclic group that acts with signs and is all of H, drawn.
Network arbitrary_network(std::uint32_t order) {
  auto const input = arbitrary_signed(*rc::gen::inRange<std::uint32_t>(1, 7), order);
  std::vector<int> signs;
  for (bool const negated : input.negated) {
    signs.push_back(negated ? -1 : 1);
  }
  bool const is_regular = *rc::gen::arbitrary<bool>();
  std::string const labels = order % 3 == 0 ? "(0 1 2)" : "(0 1)";
  return SpecText{
      .group = fmt::format(R"({{"cyclic": {}}})", order),
      .shape = fmt::format("[{}, 1, 1]", input.gather.size()),
      .action = fmt::format(R"({{"r": [{{"permutation": [{}]}}, {{"signs": [{}]}}]}})",
                            fmt::join(input.gather, ", "),
                            fmt::join(signs, ", ")),
      .network = fmt::format(
          fmt::runtime(network_of_one_block),
          fmt::format(
              R"({{"type": "flatten"}}, {{"name": "h", "type": "dense", "units": {}, "tied": true{}}},
                 {{"type": "{}"}}, {{"name": "d", "type": "dense", "units": 3, "tied": true}})",
              order * *rc::gen::inRange<std::uint32_t>(1, 3),
              is_regular ? R"(, "regular": true)" : "",
              *rc::gen::element<std::string>("relu", "tanh"))),
      .more = fmt::format(R"(, "already": {{"subgroup": ["r"], "labels": {{"r": "{}"}}}})", labels)}
      .network_of();
}

int trace(algebra::SignedPermutation const& moves) {
  int sum = 0;
  for (std::size_t i = 0; i < moves.gather.size(); ++i) {
    sum += moves.gather[i] != i ? 0 : moves.negated[i] ? -1 : 1;
  }
  return sum;
}

/// The dimensions of the maps, and of the biases, that commute with the powers of one element: the
/// means of the products of traces, and of traces.
std::pair<std::size_t, std::size_t> dimensions(LayerSymmetry const& symmetry, std::uint32_t order) {
  algebra::SignedPermutation in = symmetry.input[0];
  algebra::SignedPermutation out = symmetry.output[0];
  int maps = 0;
  int biases = 0;
  for (std::uint32_t k = 0; k < order; ++k) {
    maps += trace(in) * trace(out);
    biases += trace(out);
    in = compose(in, symmetry.input[0]);
    out = compose(out, symmetry.output[0]);
  }
  return {static_cast<std::size_t>(maps) / order, static_cast<std::size_t>(biases) / order};
}

RC_GTEST_PROP(Ties, LeaveAsManyWeightsFreeAsCommutingMapsHaveDimensions, ()) {
  std::uint32_t const order = *rc::gen::element<std::uint32_t>(2, 3, 4, 6);
  Network const network = arbitrary_network(order);
  for (LayerSymmetry const& symmetry : layer_symmetries(network)) {
    if (is_tied(symmetry.layer.operation)) {
      auto const [maps, biases] = dimensions(symmetry, order);
      RC_ASSERT(count_free(weight_ties(symmetry)) == maps);
      RC_ASSERT(count_free(bias_ties(symmetry)) == biases);
    }
  }
}

/// Whether a matrix of weights that differ, tied by \p ties, commutes with the generator.
bool commutes(LayerSymmetry const& symmetry, Ties const& ties) {
  std::vector<double> weights(ties.size());
  std::iota(weights.begin(), weights.end(), 1.0);
  std::vector<double> tied;
  for (std::uint32_t const tie : ties) {
    tied.push_back(tied_value(weights, tie));
  }
  algebra::SignedPermutation const& in = symmetry.input[0];
  algebra::SignedPermutation const& out = symmetry.output[0];
  std::size_t const inputs = in.gather.size();
  for (std::size_t w = 0; w < tied.size(); ++w) {
    std::size_t const o = w / inputs;
    std::size_t const i = w % inputs;
    double const other = tied[out.gather[o] * inputs + in.gather[i]];
    if (tied[w] != (in.negated[i] == out.negated[o] ? other : -other)) {
      return false;
    }
  }
  return true;
}

/// Whether the normalisation of \p symmetry commutes with the generator, to rounding, if all its
/// numbers differ but for \p ties: those of weight, bias, mean and variance.
bool normalises_alike(LayerSymmetry const& symmetry, std::vector<Ties> const& ties) {
  std::vector<std::vector<double>> numbers;
  for (std::size_t t = 0; t < ties.size(); ++t) {
    std::vector<double> own(ties[t].size());
    std::iota(own.begin(), own.end(), static_cast<double>(t + 1));
    std::vector<double>& tied = numbers.emplace_back();
    for (std::uint32_t const tie : ties[t]) {
      tied.push_back(tied_value(own, tie));
    }
  }
  auto const moved = [](algebra::SignedPermutation const& moves,
                        std::vector<double> const& values) {
    std::vector<double> result;
    for (std::size_t i = 0; i < values.size(); ++i) {
      double const value = values[moves.gather[i]];
      result.push_back(moves.negated[i] ? -value : value);
    }
    return result;
  };
  std::vector<double> x(symmetry.layer.output.size());
  std::iota(x.begin(), x.end(), 0.5);
  Tensors<double> const tensors(numbers.begin(), numbers.end());
  auto const first = evaluate_layer(symmetry.layer, tensors, moved(symmetry.input[0], x));
  auto const last = moved(symmetry.output[0], evaluate_layer(symmetry.layer, tensors, x));
  return std::equal(first.begin(), first.end(), last.begin(), [](double a, double b) {
    return std::abs(a - b) < 1e-9;
  });
}

/// Whether F(h x) = h F(x), to rounding, for the generator h.
bool commutes(Network const& network, ReferenceWeights<double> const& weights) {
  algebra::Element const h = network.construction->subgroup.generators().front();
  auto const& elements = network.construction->subgroup.elements();
  auto const number = std::find(elements.begin(), elements.end(), h) - elements.begin();
  auto const& sources = network.construction->class_sources[static_cast<std::size_t>(number)];
  for (std::uint64_t seed = 0; seed < 3; ++seed) {
    auto x = random_input<double>(network, seed);
    std::transform(x.begin(), x.end(), x.begin(), [](double v) { return 4 * v - 2; });
    auto const straight = evaluate_plainly(network, weights, x);
    auto const turned = evaluate_plainly(network, weights, act_on_input(network, h, x));
    for (std::size_t c = 0; c < sources.size(); ++c) {
      if (std::abs(turned[c] - straight[sources[c]]) > 1e-9) {
        return false;
      }
    }
  }
  return true;
}

RC_GTEST_PROP(Ties, MakeTheNetworkCommuteAndNoWeakerOnesDo, ()) {
  std::uint32_t const order = *rc::gen::element<std::uint32_t>(2, 3, 4, 6);
  Network const network = arbitrary_network(order);
  ClaimCheck const check = check_claim(network, 1);
  RC_ASSERT(check.holds());
  RC_ASSERT(commutes(network, random_weights<double>(network, 5)));
  LayerSymmetry const first = layer_symmetries(network)[1];
  Ties const ties = weight_ties(first);
  RC_ASSERT(commutes(first, ties));
  // Signs that are dropped, and weights that stay free although they are minus themselves.
  Ties without_signs = ties;
  Ties without_zeros = ties;
  for (std::uint32_t i = 0; i < ties.size(); ++i) {
    bool const is_zero = ties[i] == 2 * ties.size();
    without_signs[i] = is_zero ? ties[i] : ties[i] % static_cast<std::uint32_t>(ties.size());
    without_zeros[i] = is_zero ? i : ties[i];
  }
  RC_ASSERT(commutes(first, without_signs) == (without_signs == ties));
  RC_ASSERT(commutes(first, without_zeros) == (without_zeros == ties));
}

// Weights that stay free although two channels are exchanged, and signs that are lost, of each of
// the four numbers of a channel.
RC_GTEST_PROP(Ties, OfANormalisationAreThoseOfAllItsNumbersAndNoneIsTooMany, ()) {
  std::uint32_t const order = *rc::gen::element<std::uint32_t>(2, 3, 4, 6);
  auto const moves = arbitrary_signed(*rc::gen::inRange<std::uint32_t>(1, 7), order);
  auto const channels = static_cast<std::uint32_t>(moves.gather.size());
  LayerSymmetry const symmetry{.layer = {.name = "norm",
                                         .operation = operation_of("batch_norm"),
                                         .inputs = {{.channels = channels}},
                                         .output = {.channels = channels}},
                               .input = {moves},
                               .output = {moves}};
  Ties const weights = weight_ties(symmetry);
  Ties const biases = bias_ties(symmetry);
  std::vector<Ties> const ties{weights, biases, biases, weights};
  RC_ASSERT(normalises_alike(symmetry, ties));
  Ties free(channels);
  std::iota(free.begin(), free.end(), 0U);
  Ties without_signs = biases;
  for (std::uint32_t& tie : without_signs) {
    tie %= channels;
  }
  for (std::size_t t = 0; t < ties.size(); ++t) {
    for (Ties const& wrong : {free, without_signs}) {
      std::vector<Ties> changed = ties;
      changed[t] = t == 0 || t == 3 ? free : wrong;
      RC_ASSERT(normalises_alike(symmetry, changed) == (changed == ties));
    }
  }
  RC_ASSERT(count_free(biases) == dimensions(symmetry, order).second);
}

} // namespace
} // namespace equivarify::codegen
