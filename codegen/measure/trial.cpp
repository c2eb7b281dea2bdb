#include "equivarify/codegen/measure/trial.hpp"

#include <algorithm>
#include <bit>
#include <cstdint>
#include <utility>

namespace equivarify::codegen {
namespace {

std::optional<Difference> first_difference(LiftedValue<float> const& a,
                                           LiftedValue<float> const& b) {
  for (std::size_t h = 0; h < a.size(); ++h) {
    for (std::size_t i = 0; i < a[h].size(); ++i) {
      if (differing_bits(a[h][i], b[h][i]) != 0) {
        return Difference{.copy = h, .entry = i, .turned_first = a[h][i], .turned_last = b[h][i]};
      }
    }
  }
  return std::nullopt;
}

/// Makes a trial smaller while it still shows a difference.
class Shrinker {
public:
  Shrinker(Trial trial, std::size_t tries, std::function<bool(Trial const&)> const& differs)
      : differs_{differs}, trial_{std::move(trial)}, tries_left_{tries} {}

  Trial shrink() {
    simplify(trial_.x);
    for (ReferenceParameter<float>& parameter : trial_.weights) {
      if (!parameter.is_state) { // a variance of 0 says nothing
        simplify(parameter.values);
      }
    }
    return std::move(trial_);
  }

private:
  void simplify(std::vector<float>& values) {
    for (std::size_t length = values.size(); length > 0; length /= 2) {
      for (std::size_t begin = 0; begin < values.size(); begin += length) {
        replace(values, begin, std::min(begin + length, values.size()), 0.0F);
      }
    }
    std::vector<float> ones = values;
    std::replace_if(
        ones.begin(), ones.end(), [](float value) { return value != 0.0F; }, 1.0F);
    keep_if_it_differs(values, std::move(ones));
  }

  void replace(std::vector<float>& values, std::size_t begin, std::size_t end, float value) {
    auto const at = [&values](std::size_t i) {
      return values.begin() + static_cast<std::ptrdiff_t>(i);
    };
    if (std::any_of(at(begin), at(end), [value](float old) { return old != value; })) {
      std::vector<float> candidate = values;
      std::fill(candidate.begin() + (at(begin) - values.begin()),
                candidate.begin() + (at(end) - values.begin()),
                value);
      keep_if_it_differs(values, std::move(candidate));
    }
  }

  void keep_if_it_differs(std::vector<float>& values, std::vector<float> candidate) {
    if (tries_left_ == 0 || candidate == values) {
      return;
    }
    --tries_left_;
    std::swap(values, candidate);
    if (!differs_(trial_)) {
      std::swap(values, candidate);
    }
  }

  std::function<bool(Trial const&)> const& differs_;
  Trial trial_;
  std::size_t tries_left_;
};

} // namespace

std::size_t differing_bits(float a, float b) {
  auto const difference = std::bit_cast<std::uint32_t>(a) ^ std::bit_cast<std::uint32_t>(b);
  return static_cast<std::size_t>(std::popcount(difference));
}

std::optional<Difference>
first_difference(Network const& network, Arrangement const& arrangement, Trial const& trial) {
  auto const straight = evaluate(network, trial.weights, trial.x, arrangement);
  auto const turned =
      evaluate(network, trial.weights, act_on_input(network, trial.g, trial.x), arrangement);
  for (std::size_t layer = 0; layer < straight.size(); ++layer) {
    auto difference = first_difference(
        turned[layer].copies, act_on_value(network, arrangement, trial.g, straight[layer]));
    if (difference) {
      difference->layer = layer;
      return difference;
    }
  }
  return std::nullopt;
}

Trial random_trial(Network const& network, algebra::Element g, std::mt19937_64& random) {
  auto const small = [&random] { return static_cast<float>(random() % 3) - 1.0F; };
  Trial trial{.g = g,
              .x = std::vector<float>(network.input.size()),
              .weights = zero_weights<float>(network)};
  std::generate(trial.x.begin(), trial.x.end(), small);
  for (auto& parameter : trial.weights) {
    if (!parameter.is_state) {
      std::generate(parameter.values.begin(), parameter.values.end(), small);
    }
  }
  return trial;
}

Trial shrink(Network const& network,
             Arrangement const& arrangement,
             Trial trial,
             std::size_t layer) {
  Network const part = up_to_layer(network, layer);
  return shrink_while(
      std::move(trial), affordable_tries(part.multiply_adds()), [&](Trial const& smaller) {
        return first_difference(part, arrangement, smaller).has_value();
      });
}

Trial shrink_while(Trial trial,
                   std::size_t tries,
                   std::function<bool(Trial const&)> const& differs) {
  return Shrinker{std::move(trial), tries, differs}.shrink();
}

std::size_t affordable_tries(std::size_t multiply_adds) {
  constexpr std::size_t work = 4'000'000'000; // a few seconds
  return std::clamp<std::size_t>(work / (multiply_adds + 1), 20, 2000);
}

Network up_to_layer(Network network, std::size_t layer) {
  std::size_t left = layer + 1;
  std::size_t layers = 0;
  for (Block const& block : network.blocks) {
    layers += block.layers.size();
  }
  if (network.construction && layer < layers) {
    network.construction->whole = false;
  }
  if (layer < layers) {
    network.outputs.clear();
  }
  for (Block& block : network.blocks) {
    std::size_t const kept = std::min(left, block.layers.size());
    block.layers.erase(block.layers.begin() + static_cast<std::ptrdiff_t>(kept),
                       block.layers.end());
    left -= kept;
  }
  std::erase_if(network.blocks, [](Block const& block) { return block.layers.empty(); });
  return network;
}

} // namespace equivarify::codegen
