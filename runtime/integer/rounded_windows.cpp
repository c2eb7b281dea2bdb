// How RoundedGradient passes layers with windows.
#include "equivarify/runtime/integer/rounded_gradient.hpp"
#include "equivarify/runtime/integer/seen_entries.hpp"

#include <algorithm>
#include <array>
#include <numeric>

namespace equivarify::runtime {

namespace {

/// Sums of as many numbers as vectors have lanes, so that a compiler may add them at once.
constexpr std::size_t lanes = 16;

float dot(float const* a, float const* b, std::size_t count) {
  std::array<float, lanes> sums{};
  std::size_t const whole = count / lanes * lanes;
  for (std::size_t i = 0; i < whole; i += lanes) {
    for (std::size_t lane = 0; lane < lanes; ++lane) {
      sums[lane] += a[i + lane] * b[i + lane];
    }
  }
  for (std::size_t i = whole; i < count; ++i) {
    sums[i - whole] += a[i] * b[i];
  }
  return std::accumulate(sums.begin(), sums.end(), 0.0F);
}

void add_times(float factor, float const* x, std::size_t count, float* y) {
  for (std::size_t i = 0; i < count; ++i) {
    y[i] += factor * x[i];
  }
}

/// The entries of the planes \p x under each tap of \p form, [plane][tap][pixel]; 0 outside.
std::vector<float> entries_under_taps(LayerForm const& form, std::span<float const> x) {
  std::size_t const pixels = form.output_pixels();
  std::vector<float> seen(x.size() / form.pixels() * form.window() * pixels);
  for (std::size_t tap = 0; tap < form.window(); ++tap) {
    for (std::size_t pixel = 0; pixel < pixels; ++pixel) {
      auto const entry = seen_entry(form, pixel, tap);
      for (std::size_t plane = 0; entry && plane < x.size() / form.pixels(); ++plane) {
        seen[(plane * form.window() + tap) * pixels + pixel] = x[plane * form.pixels() + *entry];
      }
    }
  }
  return seen;
}

/// The gradient of the planes from that of the entries under taps.
std::vector<float> planes_from_taps(LayerForm const& form, std::span<float const> seen) {
  std::size_t const pixels = form.output_pixels();
  std::size_t const planes = seen.size() / form.window() / pixels;
  std::vector<float> x(planes * form.pixels());
  for (std::size_t tap = 0; tap < form.window(); ++tap) {
    for (std::size_t pixel = 0; pixel < pixels; ++pixel) {
      auto const entry = seen_entry(form, pixel, tap);
      for (std::size_t plane = 0; entry && plane < planes; ++plane) {
        x[plane * form.pixels() + *entry] += seen[(plane * form.window() + tap) * pixels + pixel];
      }
    }
  }
  return x;
}

} // namespace

void RoundedGradient::pass_weighted(std::size_t l,
                                    std::size_t h,
                                    Floats const& dy,
                                    Pass& pass) const {
  LayerForm const& form = weights_.layers[l].form;
  std::size_t const pixels = form.output_pixels();
  std::size_t const terms = floats_[l].size() / form.outputs;
  auto const step = static_cast<float>(1 / scale_of(weights_, read(l)));
  Floats x;
  for (std::size_t k = 0; k < parts_of(form, description_.order); ++k) {
    std::size_t const copy = form.concatenated ? description_.product[h][k] : h;
    for (std::int32_t const entry : pass.values[read(l)][copy]) {
      x.push_back(static_cast<float>(entry) * step);
    }
  }
  Floats const seen = entries_under_taps(form, x);
  Floats seen_slopes(read(l) == 0 ? 0 : seen.size());
  for (std::size_t o = 0; o < form.outputs; ++o) {
    float const* const slopes = dy.data() + o * pixels;
    float const* const weights = floats_[l].data() + o * terms;
    float* const sums = pass.sums[l].weights.data() + o * terms;
    pass.sums[l].bias[o] += std::accumulate(slopes, slopes + pixels, 0.0F);
    if (pixels == 1) {
      add_times(*slopes, seen.data(), terms, sums);
      add_times(*slopes, weights, seen_slopes.size(), seen_slopes.data());
      continue;
    }
    for (std::size_t i = 0; i < terms; ++i) {
      sums[i] += dot(slopes, seen.data() + i * pixels, pixels);
    }
    for (std::size_t i = 0; i * pixels < seen_slopes.size(); ++i) {
      add_times(weights[i], slopes, pixels, seen_slopes.data() + i * pixels);
    }
  }
  if (!seen_slopes.empty()) {
    add_copies(l, h, planes_from_taps(form, seen_slopes), pass);
  }
}

/// To the largest entries, all entries or the one that was repeated, to each alike: whichever way
/// the group moves them.
void RoundedGradient::pass_pool(std::size_t l, std::size_t h, Floats const& dy, Pass& pass) const {
  LayerForm const& form = weights_.layers[l].form;
  std::vector<std::int32_t> const& x = pass.values[read(l)][h];
  Floats& dx = pass.slopes[read(l)][h];
  for (std::size_t i = 0; i < dy.size(); ++i) {
    std::size_t const first = i / form.output_pixels() * form.pixels();
    std::size_t const pixel = i % form.output_pixels();
    if (form.kind == FormKind::upsample) {
      dx[first + entry_at(form, pixel)] += dy[i];
      continue;
    }
    std::vector<std::size_t> seen;
    for (std::size_t tap = 0; tap < form.window(); ++tap) {
      if (auto const entry = seen_entry(form, pixel, tap)) {
        seen.push_back(first + *entry);
      }
    }
    if (form.kind == FormKind::max_pool) {
      seen.erase(
          std::remove_if(seen.begin(),
                         seen.end(),
                         [&](std::size_t entry) { return x[entry] != pass.values[l + 1][h][i]; }),
          seen.end());
    }
    std::size_t const count = form.counts_padding ? form.window() : seen.size();
    for (std::size_t const entry : seen) {
      dx[entry] += dy[i] / static_cast<float>(count);
    }
  }
}

} // namespace equivarify::runtime
