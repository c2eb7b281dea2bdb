/// \file
/// Which values of a network need gradients, and where these lie in memory.
#ifndef EQUIVARIFY_RUNTIME_GRAPH_GRADIENT_FLOW_HPP
#define EQUIVARIFY_RUNTIME_GRAPH_GRADIENT_FLOW_HPP

#include "equivarify/runtime/arrays/buffer.hpp"
#include "equivarify/runtime/arrays/large_pages.hpp"
#include "equivarify/runtime/arrays/record.hpp"
#include "equivarify/runtime/graph/graph.hpp"
#include "equivarify/runtime/graph/steps.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <functional>
#include <span>
#include <type_traits>
#include <utility>

namespace equivarify::runtime {

namespace detail {

/// The steps whose values depend on weights.
template <typename AllSteps, std::size_t... I>
constexpr auto find_dependent(std::index_sequence<I...>) {
  std::array<bool, AllSteps::count> result{
      WeightedLayer<typename AllSteps::template LayerAt<I>>...};
  for (Reading const& reading : readings<AllSteps>) {
    result[reading.step] = result[reading.step] || result[reading.value];
  }
  return result;
}

template <typename AllSteps>
inline constexpr auto
    depends_on_weights = find_dependent<AllSteps>(std::make_index_sequence<AllSteps::count>{});

} // namespace detail

/// The gradients of the values of \p AllSteps.
///
/// A value needs a gradient if it depends on weights. The last step that reads it sets the
/// gradient; each other one that reads it has a spare, which is added.
template <typename AllSteps>
class GradientFlow {
  template <std::size_t I>
  using LayerAt = typename AllSteps::template LayerAt<I>;

public:
  /// Whether the value of step \p I depends on weights.
  template <std::size_t I>
  static constexpr bool needs = detail::depends_on_weights<AllSteps>[I];

  /// Whether step \p I has a spare for the gradient of the value of step \p J.
  template <std::size_t I, std::size_t J>
  static constexpr bool has_spare = needs<J>&& reads<AllSteps, I, J>() &&
                                    !is_last_reader<AllSteps>(I, J);

private:
  template <std::size_t I>
  using Image = std::conditional_t<needs<I>, typename detail::ValueOf<LayerAt<I>>::Image, Nothing>;

  // The loss sets the gradient of the last value, whatever it depends on.
  template <std::size_t I>
  using Rows = std::conditional_t<!ImageLayer<LayerAt<I>> && (needs<I> || I + 1 == AllSteps::count),
                                  Buffer,
                                  Nothing>;

  template <std::size_t I, typename Read>
  struct SparesOf;

  template <std::size_t I, std::size_t... Read>
  struct SparesOf<I, std::index_sequence<Read...>> {
    using Images = Record<std::conditional_t<has_spare<I, Read>, Image<Read>, Nothing>...>;
    using AllRows = Record<std::conditional_t<has_spare<I, Read>, Rows<Read>, Nothing>...>;
  };

  template <typename Numbers>
  struct Storage;

  template <std::size_t... I>
  struct Storage<std::index_sequence<I...>> {
    struct Images : InLargePages {
      Record<Image<I>...> values;
      Record<typename SparesOf<I, ReadsAt<AllSteps, I>>::Images...> spares;
    };

    struct AllRows {
      Record<Rows<I>...> values;
      Record<typename SparesOf<I, ReadsAt<AllSteps, I>>::AllRows...> spares;
    };
  };

  using All = Storage<std::make_index_sequence<AllSteps::count>>;

public:
  /// The gradients of the values of one image: of each step, and its spares for what it reads.
  using ImageGradients = typename All::Images;
  /// The gradients of the rows of a micro-batch, likewise.
  using RowGradients = typename All::AllRows;

  /// Rows for \p count images.
  [[nodiscard]] static RowGradients make_rows(std::size_t count) {
    RowGradients rows;
    AllSteps::for_each([&]<std::size_t I>() {
      if constexpr (std::is_same_v<Rows<I>, Buffer>) {
        get<I>(rows.values).resize(count * LayerAt<I>::output_size);
      }
      if constexpr (ReadsAt<AllSteps, I>::size() != 0) {
        make_spares<I>(rows, count, ReadsAt<AllSteps, I>{});
      }
    });
    return rows;
  }

  /// Where step \p I leaves its gradient of the value of step \p J, in the gradients of an image or
  /// of rows; for values that need one.
  template <std::size_t I, std::size_t J>
  struct Place {
    template <typename Gradients>
    auto& operator()(Gradients& gradients) const {
      if constexpr (has_spare<I, J>) {
        return get<position<J>(ReadsAt<AllSteps, I>{})>(get<I>(gradients.spares));
      } else {
        return get<J>(gradients.values);
      }
    }
  };

  /// Adds the spare of step \p I for the value of step \p J, if there is one; \p numbers gives the
  /// numbers of a gradient.
  template <std::size_t I, std::size_t J, typename Gradients, typename F>
  static void add_spare(Gradients& gradients, F const& numbers) {
    if constexpr (has_spare<I, J>) {
      std::span<float> const sum = numbers(get<J>(gradients.values));
      std::span<float const> const spare = numbers(Place<I, J>{}(gradients));
      std::transform(sum.begin(), sum.end(), spare.begin(), sum.begin(), std::plus<>{});
    }
  }

private:
  /// The place of \p J among \p Read.
  template <std::size_t J, std::size_t... Read>
  static constexpr std::size_t position(std::index_sequence<Read...>) {
    std::size_t place = 0;
    static_cast<void>(((Read == J || (++place, false)) || ...));
    return place;
  }

  template <std::size_t I, std::size_t... Read>
  static void make_spares(RowGradients& rows, std::size_t count, std::index_sequence<Read...>) {
    (make_spare<I, Read>(rows, count), ...);
  }

  template <std::size_t I, std::size_t J>
  static void make_spare(RowGradients& rows, std::size_t count) {
    if constexpr (has_spare<I, J> && !ImageLayer<LayerAt<J>>) {
      Place<I, J>{}(rows).resize(count * LayerAt<J>::output_size);
    }
  }
};

} // namespace equivarify::runtime

#endif
