/// \file
/// Layers that multiply values entry by entry; a factor may be smaller than the product.
#ifndef EQUIVARIFY_RUNTIME_LAYERS_PRODUCTS_HPP
#define EQUIVARIFY_RUNTIME_LAYERS_PRODUCTS_HPP

#include "equivarify/runtime/base/layer_form.hpp"
#include "equivarify/runtime/layers/merging.hpp"

#include <algorithm>
#include <array>
#include <cstddef>

namespace equivarify::runtime {

namespace detail {

/// A factor of a product: its channels in each copy, the only one if it has one, and its places,
/// the only one if it has one.
struct FactorSizes {
  std::size_t channels;
  bool one_place;
};

/// Products at places of `Copies` copies with as many channels as the first factor has; entry
/// (place, copy, channel) of a factor is number `(place * Copies + copy) * channels + channel`.
template <std::size_t Copies, FactorSizes... Factors>
struct Products {
  static constexpr std::size_t count = sizeof...(Factors);
  static constexpr std::array<FactorSizes, count> factors{Factors...};
  static constexpr std::size_t channels = factors[0].channels;
  static_assert(((Factors.channels == channels || Factors.channels == 1) && ...),
                "a factor has the channels of the first, or one");

  static void forward(std::size_t places, std::array<float const*, count> const& s, float* y) {
    for (std::size_t group = 0; group < places * Copies; ++group) {
      float* const out = y + group * channels;
      std::copy_n(s[0] + group * channels, channels, out);
      for (std::size_t k = 1; k < count; ++k) {
        float const* const factor = s[k] + begin_of(k, group);
        for (std::size_t c = 0; c < channels; ++c) {
          out[c] *= factor[factors[k].channels == 1 ? 0 : c];
        }
      }
    }
  }

  /// Each entry has the gradient of the products that it is in, times the other factors, place by
  /// place and channel by channel; a null array is left out.
  static void backward(std::size_t places,
                       std::array<float const*, count> const& s,
                       float const* dy,
                       std::array<float*, count> const& gradients) {
    for (std::size_t k = 0; k < count; ++k) {
      if (gradients[k] != nullptr) {
        find_gradient(k, places, s, dy, gradients[k]);
      }
    }
  }

private:
  /// Where the channels of factor \p k begin for the place and copy \p group.
  static constexpr std::size_t begin_of(std::size_t k, std::size_t group) {
    return (factors[k].one_place ? group % Copies : group) * factors[k].channels;
  }

  static void find_gradient(std::size_t k,
                            std::size_t places,
                            std::array<float const*, count> const& s,
                            float const* dy,
                            float* gradient) {
    std::fill_n(gradient, (factors[k].one_place ? 1 : places) * Copies * factors[k].channels, 0.0F);
    for (std::size_t group = 0; group < places * Copies; ++group) {
      for (std::size_t c = 0; c < channels; ++c) {
        float term = dy[group * channels + c];
        for (std::size_t other = 0; other < count; ++other) {
          term *= other == k
                      ? 1.0F
                      : s[other][begin_of(other, group) + (factors[other].channels == 1 ? 0 : c)];
        }
        gradient[begin_of(k, group) + (factors[k].channels == 1 ? 0 : c)] += term;
      }
    }
  }
};

} // namespace detail

/// The product of lifted images, from left to right. \p Maps are their types: those after the first
/// have its channels or one, and its pixels or one.
template <typename Map, typename... Maps>
struct MultiplyMaps {
  static_assert(((Map::copies == Maps::copies &&
                  ((Maps::rows == Map::rows && Maps::columns == Map::columns) ||
                   Maps::rows * Maps::columns == 1)) &&
                 ...),
                "the images of a product have the same pixels, or one");
  using Products =
      detail::Products<Map::copies,
                       detail::FactorSizes{Map::channels, Map::rows* Map::columns == 1},
                       detail::FactorSizes{Maps::channels, Maps::rows* Maps::columns == 1}...>;
  using Output = Map;
  static constexpr LayerForm integer_form{.kind = FormKind::multiply};

  static void forward(Map const& first, Maps const&... others, Map& y) {
    Products::forward(places, {first.values.data(), others.values.data()...}, y.values.data());
  }

  template <typename... Gradients>
  static void backward(Map const& first,
                       Maps const&... others,
                       Map const& /*y*/,
                       Map const& dy,
                       Gradients&&... gradients) {
    Products::backward(places,
                       {first.values.data(), others.values.data()...},
                       dy.values.data(),
                       {detail::numbers_of(gradients)...});
  }

private:
  static constexpr std::size_t places = Map::rows * Map::columns;
};

/// The product of lifted vectors, from left to right. \p Sizes are the entries of one copy of each:
/// those after the first have as many, or one.
template <std::size_t Copies, std::size_t Size, std::size_t... Sizes>
struct MultiplyVectors {
  using Products = detail::
      Products<Copies, detail::FactorSizes{Size, false}, detail::FactorSizes{Sizes, false}...>;
  static constexpr std::size_t output_size = Copies * Size;
  static constexpr LayerForm integer_form{.kind = FormKind::multiply};

  static void
  forward(std::size_t rows, float const* first, detail::RowsOf<Sizes>... others, float* y) {
    Products::forward(rows, {first, others...}, y);
  }

  template <typename... Gradients>
  static void backward(std::size_t rows,
                       float const* first,
                       detail::RowsOf<Sizes>... others,
                       float const* /*y*/,
                       float const* dy,
                       Gradients... gradients) {
    Products::backward(rows, {first, others...}, dy, {gradients...});
  }
};

} // namespace equivarify::runtime

#endif
