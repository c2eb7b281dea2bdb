#include "equivarify/runtime/integer/rounded_network.hpp"

#include "equivarify/runtime/answers/class_weights.hpp"
#include "equivarify/runtime/answers/cross_entropy.hpp"
#include "equivarify/runtime/integer/definition.hpp"
#include "equivarify/runtime/integer/rounding.hpp"

#include <algorithm>
#include <cmath>
#include <functional>
#include <numeric>
#include <stdexcept>
#include <utility>

namespace equivarify::runtime {

namespace {

/// Images whose gradients are in memory at once, and then added in their order.
constexpr std::size_t images_together = 16;

std::vector<FoldedWeights> folded_layers(IntegerWeights const& weights,
                                         std::span<ParameterView const> floats) {
  std::vector<FoldedWeights> result;
  for (IntegerLayer const& layer : weights.layers) {
    result.push_back(layer.form.kind == FormKind::weighted ? folded_weights(layer.form, floats)
                                                           : FoldedWeights{});
  }
  return result;
}

void add_array(std::vector<float> const& x, std::vector<float>& y) {
  std::transform(x.begin(), x.end(), y.begin(), y.begin(), std::plus<>{});
}

template <typename F>
void for_each_array(std::vector<FoldedWeights>& layers, F const& f) {
  for (FoldedWeights& layer : layers) {
    f(layer.weights);
    f(layer.bias);
  }
}

} // namespace

RoundedNetwork::RoundedNetwork(IntegerWeights start,
                               std::span<ParameterView const> floats,
                               Description description,
                               ThreadPool& pool)
    : description_(std::move(description)), integers_(std::move(start)),
      start_(folded_layers(integers_, floats)), floats_(start_), backward_(integers_, description_),
      pool_(&pool) {
  gradients_ = backward_.zero();
  load();
}

std::vector<ParameterView> RoundedNetwork::views_of(std::vector<FoldedWeights>& layers) const {
  std::vector<ParameterView> views;
  for (std::size_t l = 0; l < layers.size(); ++l) {
    LayerForm const& form = integers_.layers[l].form;
    if (form.kind != FormKind::weighted) {
      continue;
    }
    std::string const name(form.name);
    FoldedWeights& layer = layers[l];
    views.push_back({.name = name + ".weight",
                     .shape = {form.outputs, layer.weights.size() / form.outputs},
                     .values = layer.weights});
    if (form.bias) {
      views.push_back({.name = name + ".bias", .shape = {form.outputs}, .values = layer.bias});
    }
  }
  return views;
}

void RoundedNetwork::initialize(std::uint64_t /*seed*/) {
  floats_ = start_;
  load();
}

void RoundedNetwork::load() {
  for (std::size_t l = 0; l < floats_.size(); ++l) {
    if (integers_.layers[l].form.kind == FormKind::weighted) {
      round_layer(l);
    }
  }
  backward_.load();
}

void RoundedNetwork::round_layer(std::size_t l) {
  IntegerLayer& layer = integers_.layers[l];
  std::vector<int> const exponents = sum_exponents(layer);
  double const scale = scale_of(integers_, value_read(layer.form, l, 0));
  std::size_t const terms = floats_[l].weights.size() / layer.form.outputs;
  constexpr double rounds_to_largest = 127.49;
  for (std::size_t i = 0; i < floats_[l].weights.size(); ++i) {
    auto const most =
        static_cast<float>(std::ldexp(rounds_to_largest * scale, -exponents[i / terms]));
    floats_[l].weights[i] = std::clamp(floats_[l].weights[i], -most, most);
  }
  round_weights(floats_[l], exponents, scale, layer);
}

void RoundedNetwork::logits_of(std::span<float const> image, std::span<float> logits) const {
  std::vector<std::int32_t> const sums = evaluate_by_definition(integers_, description_, image);
  int const exponent = integers_.layers.back().exponent;
  std::transform(sums.begin(), sums.end(), logits.begin(), [exponent](std::int32_t sum) {
    return std::ldexp(static_cast<float>(sum), -exponent);
  });
}

void RoundedNetwork::forward(std::span<float const> images, std::span<float> answers) {
  std::size_t const size = description_.input_size();
  std::size_t const labels = description_.labels();
  pool_->run(images.size() / size, [&](std::size_t n, std::size_t /*thread*/) {
    logits_of(images.subspan(n * size, size), answers.subspan(n * labels, labels));
  });
}

double RoundedNetwork::image_gradient(std::span<float const> image,
                                      std::uint32_t label,
                                      std::vector<FoldedWeights>& sums) const {
  std::vector<IntegerCopies> const values = values_by_definition(integers_, description_, image);
  std::vector<float> logits;
  for (std::vector<std::int32_t> const& copy : values.back()) {
    for (std::int32_t const sum : copy) {
      logits.push_back(std::ldexp(static_cast<float>(sum), -integers_.layers.back().exponent));
    }
  }
  std::vector<float> slopes(logits.size());
  double const weight = class_weight(description_.class_weights, label % description_.classes);
  double const found = loss(logits, description_.classes, label, slopes);
  weigh(slopes, weight);
  backward_.add(values, slopes, sums);
  return weight * found;
}

/// Adds the gradients of a few images to the sums, in their order; the sum of their losses.
double RoundedNetwork::add_images(std::span<float const> images,
                                  std::span<std::uint32_t const> labels) {
  std::size_t const size = description_.input_size();
  of_images_.resize(std::max(of_images_.size(), labels.size()));
  std::vector<double> losses(labels.size());
  pool_->run(labels.size(), [&](std::size_t n, std::size_t /*thread*/) {
    of_images_[n] = backward_.zero();
    losses[n] = image_gradient(images.subspan(n * size, size), labels[n], of_images_[n]);
  });
  pool_->run(gradients_.size(), [&](std::size_t l, std::size_t /*thread*/) {
    for (std::size_t n = 0; n < labels.size(); ++n) {
      add_array(of_images_[n][l].weights, gradients_[l].weights);
      add_array(of_images_[n][l].bias, gradients_[l].bias);
    }
  });
  return std::accumulate(losses.begin(), losses.end(), 0.0);
}

void RoundedNetwork::lane_gradients(std::span<float const> images,
                                    Targets const& targets,
                                    BatchPart const& part,
                                    LaneTaker const& take) {
  std::size_t const size = description_.input_size();
  if (targets.labels.size() != part.images() || images.size() != part.images() * size) {
    throw std::invalid_argument("images and labels are not those of the lanes");
  }
  auto const share = 1.0F / static_cast<float>(part.batch_images);
  std::size_t first = 0;
  for (std::size_t const lane : part.lanes) {
    for_each_array(gradients_,
                   [](std::vector<float>& sums) { std::fill(sums.begin(), sums.end(), 0.0F); });
    double sum = 0;
    for (std::size_t const end = first + lane; first < end;) {
      std::size_t const count = std::min(images_together, end - first);
      sum += add_images(images.subspan(first * size, count * size),
                        targets.labels.subspan(first, count));
      first += count;
    }
    for_each_array(gradients_, [share](std::vector<float>& sums) {
      for (float& value : sums) {
        value *= share;
      }
    });
    take({&sum, 1});
  }
}

} // namespace equivarify::runtime
