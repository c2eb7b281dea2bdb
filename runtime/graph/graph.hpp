/// \file
/// A network as a type: its layers in order, and which layer reads which values.
///
/// A layer is a struct with static functions, and writes one value. There are three kinds:
///
///   ImageLayer   image by image: `forward(s..., y)` sets `Output& y`, a lifted image say
///   RowLayer     image by image: `forward(s..., y)` sets the `output_size` numbers at y
///   BatchLayer   all images of a micro-batch at once: `forward(rows, s..., y)` sets the rows at y
///
/// where s... are the values of the layers that it reads; a layer that reads none gets the image
/// itself as `float const*`. A layer with weights, a WeightedLayer, reads one value. It gets its
/// prepared weights first and its room last: `forward(prepared, s, y, crew)` as an ImageLayer and
/// `forward(prepared, rows, s, y, work, pool)` as a BatchLayer.
#ifndef EQUIVARIFY_RUNTIME_GRAPH_GRAPH_HPP
#define EQUIVARIFY_RUNTIME_GRAPH_GRAPH_HPP

#include "equivarify/runtime/arrays/crew.hpp"
#include "equivarify/runtime/arrays/profile.hpp"
#include "equivarify/runtime/arrays/record.hpp"
#include "equivarify/runtime/base/parallel.hpp"
#include "equivarify/runtime/base/parameters.hpp"
#include "equivarify/runtime/graph/layer_kinds.hpp"
#include "equivarify/runtime/graph/steps.hpp"

#include <algorithm>
#include <cstddef>
#include <iterator>
#include <string>
#include <utility>
#include <vector>

namespace equivarify::runtime {

/// The network of \p S, which are Steps. Each reads values of steps before it; the value of the
/// last, a row of logits for each image, is the network's. A value may be read by several steps.
template <typename... S>
class Graph {
protected:
  using AllSteps = Steps<S...>;
  static_assert(are_in_order<AllSteps>(),
                "a layer must read layers before it, and all but the last must be read");

  template <std::size_t I>
  using LayerAt = typename AllSteps::template LayerAt<I>;

  static constexpr std::size_t last = AllSteps::count - 1;
  static_assert(!ImageLayer<LayerAt<last>>, "the last layer must give a row of numbers");

public:
  static constexpr std::size_t step_count = AllSteps::count;
  static constexpr std::size_t input_size = LayerAt<0>::input_size;      ///< numbers of an image
  static constexpr std::size_t output_size = LayerAt<last>::output_size; ///< numbers of an answer

  // Each is a Record with one value for each step.
  using Weights = Record<typename detail::WeightsOf<typename S::Layer>::Type...>;
  /// The weights as the kernels use them.
  using Prepared = Record<typename detail::WeightsOf<typename S::Layer>::Prepared...>;
  /// Room for one thread.
  using Scratch = Record<typename detail::RoomOf<typename S::Layer>::Scratch...>;
  /// The values of the ImageLayers for one image.
  using ImageValues = Record<typename detail::ValueOf<typename S::Layer>::Image...>;
  /// The values of the other layers, a row for each image of a micro-batch.
  using RowValues = Record<typename detail::ValueOf<typename S::Layer>::Rows...>;
  /// Room for a micro-batch.
  using Workspaces = Record<typename detail::RoomOf<typename S::Layer>::Workspace...>;

  /// The parameters by their names in weight files, in order.
  [[nodiscard]] static std::vector<ParameterView> parameters(Weights& weights) {
    std::vector<ParameterView> views;
    for_each_weighted_step([&]<std::size_t I>() {
      std::vector<ParameterView> own = get<I>(weights).parameters(std::string(LayerAt<I>::name));
      if constexpr (requires { LayerAt<I>::tell_ties(own); }) {
        LayerAt<I>::tell_ties(own);
      }
      std::move(own.begin(), own.end(), std::back_inserter(views));
    });
    return views;
  }

  /// Transforms the weights.
  static void prepare(Weights const& weights, Prepared& prepared, ThreadPool& pool) {
    for_each_weighted_step([&]<std::size_t I>() {
      StepScope const scope(I);
      PhaseScope const phase(Phase::weights);
      LayerAt<I>::prepare(get<I>(weights), get<I>(prepared), pool);
    });
  }

  /// Rows for \p count images.
  [[nodiscard]] static RowValues make_rows(std::size_t count) {
    RowValues rows;
    AllSteps::for_each([&]<std::size_t I>() {
      if constexpr (!ImageLayer<LayerAt<I>>) {
        get<I>(rows).resize(count * LayerAt<I>::output_size);
      }
    });
    return rows;
  }

  /// The answers in \p rows.
  template <typename Rows>
  [[nodiscard]] static auto& answers(Rows& rows) noexcept {
    return get<last>(rows);
  }

  /// An image, and where its values go.
  struct ImagePlace {
    float const* x;
    ImageValues& values;
    RowValues& rows;
    std::size_t n; ///< its row
  };

  /// The layers that work image by image, of steps \p First to \p End - 1, for one image. \p crew
  /// has a Scratch for each thread.
  template <std::size_t First, std::size_t End, typename Crew>
  static void forward_image(Prepared const& prepared, ImagePlace const& place, Crew const& crew) {
    AllSteps::for_each([&]<std::size_t I>() {
      if constexpr (!BatchLayer<LayerAt<I>> && First <= I && I < End) {
        forward_image_at<I>(prepared, place, crew, ReadsAt<AllSteps, I>{});
      }
    });
  }

  /// The layers that work on micro-batches, for \p rows images.
  static void forward_rows(Prepared const& prepared,
                           std::size_t rows,
                           RowValues& values,
                           Workspaces& work,
                           ThreadPool& pool) {
    AllSteps::for_each([&]<std::size_t I>() {
      if constexpr (BatchLayer<LayerAt<I>>) {
        StepScope const scope(I);
        forward_rows_at<I>(prepared, rows, values, work, pool);
      }
    });
  }

protected:
  /// Step \p I, which works on micro-batches, for \p rows images.
  template <std::size_t I>
  static void forward_rows_at(Prepared const& prepared,
                              std::size_t rows,
                              RowValues& values,
                              Workspaces& work,
                              ThreadPool& pool) {
    using Layer = LayerAt<I>;
    if constexpr (WeightedLayer<Layer>) {
      Layer::forward(get<I>(prepared),
                     rows,
                     get<the_read<I>>(values).data(),
                     get<I>(values).data(),
                     get<I>(work),
                     pool);
    } else if constexpr (DrawingLayer<Layer>) {
      Layer::forward(
          get<I>(prepared), rows, get<the_read<I>>(values).data(), get<I>(values).data());
    } else {
      forward_rows_from<I>(rows, values, ReadsAt<AllSteps, I>{});
    }
  }

  /// Calls `f.template operator()<I>()` for each step I with weights, in order.
  template <typename F>
  static void for_each_weighted_step(F const& f) {
    AllSteps::for_each([&]<std::size_t I>() {
      if constexpr (WeightedLayer<LayerAt<I>>) {
        f.template operator()<I>();
      }
    });
  }

  template <std::size_t J>
  static constexpr std::size_t only(std::index_sequence<J>) {
    return J;
  }

  /// The step that step \p I reads, which reads one.
  template <std::size_t I>
  static constexpr std::size_t the_read = only(ReadsAt<AllSteps, I>{});

  /// The value of step \p I for an image.
  template <std::size_t I>
  static decltype(auto) value_at(ImagePlace const& place) {
    if constexpr (ImageLayer<LayerAt<I>>) {
      return (get<I>(place.values));
    } else {
      return get<I>(place.rows).data() + place.n * LayerAt<I>::output_size;
    }
  }

private:
  template <std::size_t I, typename Crew, std::size_t... Read>
  static void forward_image_at(Prepared const& prepared,
                               ImagePlace const& place,
                               Crew const& crew,
                               std::index_sequence<Read...>) {
    using Layer = LayerAt<I>;
    StepScope const scope(I);
    if constexpr (sizeof...(Read) == 0) {
      Layer::forward(place.x, value_at<I>(place));
    } else if constexpr (WeightedLayer<Layer>) {
      Layer::forward(
          get<I>(prepared), get<Read>(place.values)..., value_at<I>(place), crew.of(ValueAt<I>{}));
    } else if constexpr (DrawingLayer<Layer>) {
      Layer::forward(get<I>(prepared), place.n, get<Read>(place.values)..., value_at<I>(place));
    } else {
      Layer::forward(get<Read>(place.values)..., value_at<I>(place));
    }
  }

  template <std::size_t I, std::size_t... Read>
  static void forward_rows_from(std::size_t rows, RowValues& values, std::index_sequence<Read...>) {
    LayerAt<I>::forward(rows, get<Read>(values).data()..., get<I>(values).data());
  }
};

} // namespace equivarify::runtime

#endif
