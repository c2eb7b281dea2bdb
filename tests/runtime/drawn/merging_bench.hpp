/// \file
/// Sums, products and concatenations of random values against the obvious loops, to the bit.
#ifndef EQUIVARIFY_TESTS_RUNTIME_DRAWN_MERGING_BENCH_HPP
#define EQUIVARIFY_TESTS_RUNTIME_DRAWN_MERGING_BENCH_HPP

#include "equivarify/runtime/layers/merging.hpp"
#include "equivarify/runtime/layers/products.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <numeric>
#include <tuple>
#include <utility>
#include <vector>

#include "runtime/kernel_reference.hpp"

namespace equivarify::runtime::testing {

/// Arrays of several channels at `places` places, which are pixels of an image or images: entry
/// (place, copy, channel) of a value is `[(place * copies + copy) * channels + channel]`.
struct MergedShape {
  std::size_t places = 1;
  std::size_t copies = 1;
  std::vector<std::size_t> channels;   ///< of each value
  std::vector<std::size_t> own_places; ///< of each value: `places`, or 1

  /// Where the entry of value \p k stands that is stretched to channel \p c of \p copy at \p place.
  [[nodiscard]] std::size_t
  stretched(std::size_t k, std::size_t place, std::size_t copy, std::size_t c) const {
    std::size_t const own = own_places[k] == 1 ? 0 : place;
    return (own * copies + copy) * channels[k] + (channels[k] == 1 ? 0 : c);
  }
};

using Arrays = std::vector<std::vector<float>>;

/// What a merging layer made of values, and of the gradient \p dy.
struct Merged {
  std::vector<float> y;
  std::vector<float> dy;
  Arrays ds;

  friend bool operator==(Merged const&, Merged const&) = default;
};

/// The concatenation by obvious loops.
inline Merged concatenated(MergedShape const& shape, Arrays const& s, std::vector<float> dy) {
  Merged merged{{}, std::move(dy), Arrays(s.size())};
  for (std::size_t place = 0; place < shape.places * shape.copies; ++place) {
    for (std::size_t k = 0; k < s.size(); ++k) {
      for (std::size_t c = 0; c < shape.channels[k]; ++c) {
        merged.ds[k].push_back(merged.dy[merged.y.size()]);
        merged.y.push_back(s[k][place * shape.channels[k] + c]);
      }
    }
  }
  return merged;
}

/// The channels of a concatenation.
inline std::size_t channels_concatenated(MergedShape const& shape) {
  return std::accumulate(shape.channels.begin(), shape.channels.end(), std::size_t{0});
}

/// The channels of a sum.
inline std::size_t channels_added(MergedShape const& shape) {
  return shape.channels.front();
}

/// The sum by obvious loops.
inline Merged added(MergedShape const& /*shape*/, Arrays const& s, std::vector<float> dy) {
  Merged merged{s.front(), dy, Arrays(s.size(), dy)};
  for (std::size_t i = 0; i < dy.size(); ++i) {
    for (std::size_t k = 1; k < s.size(); ++k) {
      merged.y[i] += s[k][i];
    }
  }
  return merged;
}

/// The product by obvious loops.
inline Merged multiplied(MergedShape const& shape, Arrays const& s, std::vector<float> dy) {
  Merged merged{{}, std::move(dy), {}};
  for (std::vector<float> const& value : s) {
    merged.ds.emplace_back(value.size());
  }
  for (std::size_t i = 0; i < merged.dy.size(); ++i) {
    std::size_t const c = i % shape.channels[0];
    std::size_t const copy = i / shape.channels[0] % shape.copies;
    std::size_t const place = i / shape.channels[0] / shape.copies;
    float product = 1.0F;
    for (std::size_t k = 0; k < s.size(); ++k) {
      product *= s[k][shape.stretched(k, place, copy, c)];
      float term = merged.dy[i];
      for (std::size_t other = 0; other < s.size(); ++other) {
        term *= other == k ? 1.0F : s[other][shape.stretched(other, place, copy, c)];
      }
      merged.ds[k][shape.stretched(k, place, copy, c)] += term;
    }
    merged.y.push_back(product);
  }
  return merged;
}

/// \p Layer on images of the types \p Maps.
template <typename Layer, typename... Maps>
struct MergedMaps {
  using First = std::tuple_element_t<0, std::tuple<Maps...>>;

  static MergedShape shape(std::size_t /*rows*/) {
    return {First::rows * First::columns,
            First::copies,
            {Maps::channels...},
            {Maps::rows * Maps::columns...}};
  }

  static Merged run(std::size_t /*rows*/, Arrays const& s, std::vector<float> const& dy) {
    return run(s, dy, std::index_sequence_for<Maps...>{});
  }

private:
  template <typename Map>
  static std::unique_ptr<Map> map_of(std::vector<float> const& numbers) {
    auto map = std::make_unique<Map>();
    std::copy(numbers.begin(), numbers.end(), map->values.begin());
    return map;
  }

  template <typename Map>
  static std::vector<float> numbers_of(Map const& map) {
    return {map.values.begin(), map.values.end()};
  }

  template <std::size_t... K>
  static Merged run(Arrays const& s, std::vector<float> const& dy, std::index_sequence<K...>) {
    std::tuple const maps{map_of<Maps>(s[K])...};
    std::tuple const gradients{std::make_unique<Maps>()...};
    auto const y = std::make_unique<typename Layer::Output>();
    auto const output_gradient = map_of<typename Layer::Output>(dy);
    Layer::forward(*std::get<K>(maps)..., *y);
    Layer::backward(*std::get<K>(maps)..., *y, *output_gradient, *std::get<K>(gradients)...);
    return {numbers_of(*y), dy, {numbers_of(*std::get<K>(gradients))...}};
  }
};

/// \p Layer on vectors of \p Sizes entries in each of \p Copies copies.
template <typename Layer, std::size_t Copies, std::size_t... Sizes>
struct MergedRows {
  static MergedShape shape(std::size_t rows) {
    return {rows, Copies, {Sizes...}, std::vector<std::size_t>(sizeof...(Sizes), rows)};
  }

  static Merged run(std::size_t rows, Arrays const& s, std::vector<float> const& dy) {
    return run(rows, s, dy, std::make_index_sequence<sizeof...(Sizes)>{});
  }

private:
  template <std::size_t... K>
  static Merged
  run(std::size_t rows, Arrays const& s, std::vector<float> const& dy, std::index_sequence<K...>) {
    Merged merged{std::vector<float>(rows * Layer::output_size), dy, s};
    Layer::forward(rows, s[K].data()..., merged.y.data());
    Layer::backward(rows, s[K].data()..., merged.y.data(), dy.data(), merged.ds[K].data()...);
    return merged;
  }
};

template <typename... Maps>
struct AddedMaps : MergedMaps<AddMaps<Maps...>, Maps...> {
  static constexpr auto obvious = added;
  static constexpr auto channels = channels_added;
};

template <typename... Maps>
struct MultipliedMaps : MergedMaps<MultiplyMaps<Maps...>, Maps...> {
  static constexpr auto obvious = multiplied;
  static constexpr auto channels = channels_added;
};

template <std::size_t Copies, std::size_t... Sizes>
struct MultipliedRows : MergedRows<MultiplyVectors<Copies, Sizes...>, Copies, Sizes...> {
  static constexpr auto obvious = multiplied;
  static constexpr auto channels = channels_added;
};

template <typename... Maps>
struct ConcatenatedMaps : MergedMaps<ConcatenateChannels<Maps...>, Maps...> {
  static constexpr auto obvious = concatenated;
  static constexpr auto channels = channels_concatenated;
};

template <std::size_t Copies, std::size_t... Sizes>
struct AddedRows : MergedRows<AddVectors<Copies, Sizes...>, Copies, Sizes...> {
  static constexpr auto obvious = added;
  static constexpr auto channels = channels_added;
};

template <std::size_t Copies, std::size_t... Sizes>
struct ConcatenatedRows : MergedRows<ConcatenateEntries<Copies, Sizes...>, Copies, Sizes...> {
  static constexpr auto obvious = concatenated;
  static constexpr auto channels = channels_concatenated;
};

/// Whether the layer of \p C is its obvious loops, forward and backward.
template <typename C>
bool merges_as_defined(KernelInputs const& inputs) {
  MergedShape const shape = C::shape(inputs.images);
  Random random{inputs.seed};
  Arrays s;
  for (std::size_t k = 0; k < shape.channels.size(); ++k) {
    s.emplace_back(shape.own_places[k] * shape.copies * shape.channels[k]);
    fill_randomly(s.back(), random);
  }
  std::vector<float> dy(shape.places * shape.copies * C::channels(shape));
  fill_randomly(dy, random);
  return C::run(inputs.images, s, dy) == C::obvious(shape, s, dy);
}

} // namespace equivarify::runtime::testing

#endif
