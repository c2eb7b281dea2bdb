/// \file
/// Layers that make one value of several: sums, and channels one after another.
#ifndef EQUIVARIFY_RUNTIME_LAYERS_MERGING_HPP
#define EQUIVARIFY_RUNTIME_LAYERS_MERGING_HPP

#include "equivarify/runtime/arrays/feature_map.hpp"
#include "equivarify/runtime/base/layer_form.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <functional>
#include <type_traits>

namespace equivarify::runtime {

namespace detail {

/// What a reader of vectors with \p Size entries a copy gets of each.
template <std::size_t Size>
using RowsOf = float const*;

template <std::size_t Size>
using RowGradientsOf = float*;

/// Sets the \p count numbers at \p sum to those at \p first plus those of \p others, in order.
template <typename... Others>
void add_all(std::size_t count, float* sum, float const* first, Others... others) {
  std::copy_n(first, count, sum);
  (std::transform(sum, sum + count, others, sum, std::plus<>{}), ...);
}

/// The gradient of every term is that of the sum; null where nobody needs it.
inline void pass_on(std::size_t count, float const* gradient, float* term) {
  if (term != nullptr) {
    std::copy_n(gradient, count, term);
  }
}

inline void pass_on(std::size_t /*count*/, float const* /*gradient*/, std::nullptr_t) {}

/// Pieces that lie one after another: piece k, of `Sizes` numbers, begins at `begins[k]`.
template <std::size_t... Sizes>
struct Pieces {
  static constexpr std::size_t count = sizeof...(Sizes);
  static constexpr std::array<std::size_t, count> sizes{Sizes...};
  static constexpr std::size_t size = (Sizes + ...);

  static constexpr auto begins = [] {
    std::array<std::size_t, count> result{};
    for (std::size_t k = 1; k < count; ++k) {
      result[k] = result[k - 1] + sizes[k - 1];
    }
    return result;
  }();

  /// Fills \p places places of `size` numbers at \p whole from the pieces, of which \p parts has
  /// an array each.
  static void join(std::size_t places, std::array<float const*, count> const& parts, float* whole) {
    for (std::size_t place = 0; place < places; ++place) {
      for (std::size_t k = 0; k < count; ++k) {
        std::copy_n(parts[k] + place * sizes[k], sizes[k], whole + place * size + begins[k]);
      }
    }
  }

  /// Takes them apart again; a null array is left out.
  static void part(std::size_t places, float const* whole, std::array<float*, count> const& parts) {
    for (std::size_t k = 0; k < count; ++k) {
      for (std::size_t place = 0; parts[k] != nullptr && place < places; ++place) {
        std::copy_n(whole + place * size + begins[k], sizes[k], parts[k] + place * sizes[k]);
      }
    }
  }
};

/// Where the numbers of an image's gradient lie; null where nobody needs them.
template <typename Map>
float* numbers_of(Map& gradient) {
  return gradient.values.data();
}

inline float* numbers_of(std::nullptr_t) {
  return nullptr;
}

} // namespace detail

/// The sum of lifted images, from left to right. \p Maps are their types, all the same.
template <typename Map, typename... Maps>
struct AddMaps {
  static_assert((std::is_same_v<Map, Maps> && ...), "only images of one size can be added");
  using Output = Map;
  static constexpr LayerForm integer_form{.kind = FormKind::add};

  static void forward(Map const& first, Maps const&... others, Map& y) {
    detail::add_all(Map::size, y.values.data(), first.values.data(), others.values.data()...);
  }

  template <typename... Gradients>
  static void
  backward(Map const&, Maps const&..., Map const&, Map const& dy, Gradients&&... gradients) {
    (detail::pass_on(Map::size, dy.values.data(), detail::numbers_of(gradients)), ...);
  }
};

/// The sum of lifted vectors, from left to right. \p Sizes are the entries of one copy of each.
template <std::size_t Copies, std::size_t Size, std::size_t... Sizes>
struct AddVectors {
  static_assert(((Size == Sizes) && ...), "only vectors of one length can be added");
  static constexpr std::size_t output_size = Copies * Size;
  static constexpr LayerForm integer_form{.kind = FormKind::add};

  static void
  forward(std::size_t rows, float const* first, detail::RowsOf<Sizes>... others, float* y) {
    detail::add_all(rows * output_size, y, first, others...);
  }

  template <typename... Gradients>
  static void backward(std::size_t rows,
                       float const* /*first*/,
                       detail::RowsOf<Sizes>... /*others*/,
                       float const* /*y*/,
                       float const* dy,
                       Gradients... gradients) {
    (detail::pass_on(rows * output_size, dy, gradients), ...);
  }
};

/// The channels of lifted images, copy by copy: those of the first, then those of the next.
/// \p Maps are their types, which differ in channels alone.
template <typename Map, typename... Maps>
struct ConcatenateChannels {
  static_assert(((Map::copies == Maps::copies && Map::rows == Maps::rows &&
                  Map::columns == Maps::columns) &&
                 ...),
                "only images with the same copies and pixels can be concatenated");
  using Pieces = detail::Pieces<Map::channels, Maps::channels...>;
  using Output = FeatureMap<Map::copies, Pieces::size, Map::rows, Map::columns>;
  static constexpr LayerForm integer_form{.kind = FormKind::concatenate};

  static void forward(Map const& first, Maps const&... others, Output& y) {
    Pieces::join(places, {first.values.data(), others.values.data()...}, y.values.data());
  }

  template <typename... Gradients>
  static void
  backward(Map const&, Maps const&..., Output const&, Output const& dy, Gradients&&... gradients) {
    Pieces::part(places, dy.values.data(), {detail::numbers_of(gradients)...});
  }

private:
  static constexpr std::size_t places = Map::rows * Map::columns * Map::copies;
};

/// The entries of lifted vectors, copy by copy: those of the first, then those of the next.
/// \p Sizes are the entries of one copy of each.
template <std::size_t Copies, std::size_t... Sizes>
struct ConcatenateEntries {
  using Pieces = detail::Pieces<Sizes...>;
  static constexpr std::size_t output_size = Copies * Pieces::size;
  static constexpr LayerForm integer_form{.kind = FormKind::concatenate};

  static void forward(std::size_t rows, detail::RowsOf<Sizes>... parts, float* y) {
    Pieces::join(rows * Copies, {parts...}, y);
  }

  template <typename... Gradients>
  static void backward(std::size_t rows,
                       detail::RowsOf<Sizes>... /*parts*/,
                       float const* /*y*/,
                       float const* dy,
                       Gradients... gradients) {
    Pieces::part(rows * Copies, dy, {gradients...});
  }
};

} // namespace equivarify::runtime

#endif
