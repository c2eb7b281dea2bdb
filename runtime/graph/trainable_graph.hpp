/// \file
/// The backward pass of a network.
///
/// Backwards a layer gets what it read and wrote, the gradient dy of what it wrote, and the places
/// ds... for the gradients of what it read:
///
///   ImageLayer, RowLayer   `backward(s..., y, dy, ds...)`
///   BatchLayer             `backward(rows, s..., y, dy, ds...)`
///
/// It overwrites ds; where nobody needs the gradient of a value, ds is null. A WeightedLayer adds
/// the gradient of its weights to a sum, lane by lane; see DirectConv for images of one lane and
/// Dense for rows of several. A
/// NormalisingLayer gets all values of a batch at once; see BatchNormMap and BatchNormVector. A
/// DrawingLayer gets what it got forward first; see DropoutMap and DropoutVector.
#ifndef EQUIVARIFY_RUNTIME_GRAPH_TRAINABLE_GRAPH_HPP
#define EQUIVARIFY_RUNTIME_GRAPH_TRAINABLE_GRAPH_HPP

#include "equivarify/runtime/arrays/buffer.hpp"
#include "equivarify/runtime/arrays/crew.hpp"
#include "equivarify/runtime/arrays/profile.hpp"
#include "equivarify/runtime/arrays/record.hpp"
#include "equivarify/runtime/arrays/weighted.hpp"
#include "equivarify/runtime/base/batch_part.hpp"
#include "equivarify/runtime/base/parallel.hpp"
#include "equivarify/runtime/base/random.hpp"
#include "equivarify/runtime/graph/gradient_flow.hpp"
#include "equivarify/runtime/graph/graph.hpp"
#include "equivarify/runtime/graph/steps.hpp"
#include "equivarify/runtime/graph/summing_graph.hpp"
#include "equivarify/runtime/optimizer/initialize.hpp"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <utility>

namespace equivarify::runtime {

/// A network that can be trained.
///
/// The gradient of a value that several steps read is the sum of what they give, in a fixed order:
/// the last of them sets it, each other sets a spare gradient, which is added.
template <typename... S>
class TrainableGraph : public SummingGraph<S...> {
  using Base = SummingGraph<S...>;
  using AllSteps = Steps<S...>;
  using Flow = GradientFlow<AllSteps>;

  template <std::size_t I>
  using LayerAt = typename AllSteps::template LayerAt<I>;

public:
  using typename Base::ImageValues;
  using typename Base::Prepared;
  using typename Base::RowValues;
  using typename Base::Sums;
  using typename Base::SumsPlace;
  using typename Base::Weights;
  using typename Base::Workspaces;
  using ImageGradients = typename Flow::ImageGradients; ///< of one image
  using RowGradients = typename Flow::RowGradients;     ///< of a micro-batch

  /// Random first weights, biases 0.
  [[nodiscard]] static std::unique_ptr<Weights> initialize(std::uint64_t seed) {
    auto weights = std::make_unique<Weights>();
    Random random{seed};
    for (ParameterView const& parameter : Base::parameters(*weights)) {
      initialize_parameter(parameter, random);
    }
    Base::for_each_weighted_step([&]<std::size_t I>() {
      if constexpr (requires { LayerAt<I>::tie(get<I>(*weights)); }) {
        LayerAt<I>::tie(get<I>(*weights));
      }
    });
    return weights;
  }

  /// Prepares weights for the backward pass, after `prepare`.
  static void prepare_backward(Weights const& weights, Prepared& prepared, ThreadPool& pool) {
    Base::for_each_weighted_step([&]<std::size_t I>() {
      if constexpr (requires { &LayerAt<I>::prepare_backward; }) {
        StepScope const scope(I);
        PhaseScope const phase(Phase::weights);
        LayerAt<I>::prepare_backward(get<I>(weights), get<I>(prepared), pool);
      }
    });
  }

  /// Gradients of rows for \p count images.
  [[nodiscard]] static RowGradients make_row_gradients(std::size_t count) {
    return Flow::make_rows(count);
  }

  /// What the backward pass of some rows reads and writes.
  struct RowsPlace {
    std::size_t count; ///< rows
    RowValues const& values;
    RowGradients& gradients;
    Workspaces& work;
    SumsPlace sums;
  };

  /// The backward pass through the layers that work on micro-batches, from the gradient of the
  /// answers.
  static void backward_rows(Prepared const& prepared, RowsPlace const& place, ThreadPool& pool) {
    AllSteps::for_each_backward([&]<std::size_t I>() {
      if constexpr (BatchLayer<LayerAt<I>> && Flow::template needs<I>) {
        StepScope const scope(I);
        backward_rows_at<I>(prepared, place, pool, ReadsAt<AllSteps, I>{});
      }
    });
  }

  /// What the backward pass of some images of a micro-batch reads and writes.
  struct ImagesPlace {
    std::span<std::unique_ptr<ImageValues> const> values;
    std::span<std::unique_ptr<ImageGradients> const> gradients;
    RowValues const& rows;
    RowGradients const& row_gradients;
    std::size_t first; ///< the row of the first image
    SumsPlace sums;
    BackwardRoom& room;
  };

  /// The backward pass through the layers that work image by image, after `backward_rows`. All
  /// threads of \p crew share each layer.
  template <typename Crew>
  static void
  backward_images(Prepared const& prepared, ImagesPlace const& place, Crew const& crew) {
    AllSteps::for_each_backward([&]<std::size_t I>() {
      if constexpr (!BatchLayer<LayerAt<I>> && Flow::template needs<I>) {
        StepScope const scope(I);
        backward_images_at<I>(prepared, place, crew, ReadsAt<AllSteps, I>{});
        add_spare_images<I>(place, crew, ReadsAt<AllSteps, I>{});
      }
    });
  }

private:
  /// Where step \p I leaves the gradient of the rows of step \p J; null if nobody needs it.
  template <std::size_t I, std::size_t J>
  static auto row_gradient(RowsPlace const& place) {
    if constexpr (Flow::template needs<J>) {
      return typename Flow::template Place<I, J>{}(place.gradients).data();
    } else {
      return nullptr;
    }
  }

  template <std::size_t I, std::size_t... Read>
  static void backward_rows_at(Prepared const& prepared,
                               RowsPlace const& place,
                               ThreadPool& pool,
                               std::index_sequence<Read...>) {
    using Layer = LayerAt<I>;
    float const* const y = get<I>(place.values).data();
    float const* const dy = get<I>(place.gradients.values).data();
    if constexpr (NormalisingLayer<Layer>) {
      Layer::backward(get<I>(prepared),
                      place.count,
                      get<Read>(place.values).data()...,
                      y,
                      dy,
                      row_gradient<I, Read>(place)...,
                      get<I>(place.sums.together));
    } else if constexpr (WeightedLayer<Layer>) {
      Layer::backward(get<I>(prepared),
                      place.count,
                      y,
                      dy,
                      row_gradient<I, Read>(place)...,
                      typename Base::template LanesOf<I>{place.sums.lanes},
                      get<I>(place.work),
                      pool);
    } else if constexpr (DrawingLayer<Layer>) {
      Layer::backward(get<I>(prepared),
                      place.count,
                      get<Read>(place.values).data()...,
                      y,
                      dy,
                      row_gradient<I, Read>(place)...);
    } else {
      Layer::backward(
          place.count, get<Read>(place.values).data()..., y, dy, row_gradient<I, Read>(place)...);
    }
    auto const numbers = [](auto& rows) { return std::span(rows); };
    (Flow::template add_spare<I, Read>(place.gradients, numbers), ...);
  }

  /// Some of the images of a pass.
  struct Images {
    std::size_t first;
    std::size_t count;
  };

  /// Value number \p J of each of \p images.
  template <std::size_t J>
  static EachImage<ImageValues, ValueAt<J>> values(ImagesPlace const& place, Images images) {
    return {place.values.subspan(images.first, images.count), {}};
  }

  /// Where step \p I leaves the gradient of the value of step \p J for each of \p images; with I =
  /// J its own, that of what it wrote.
  template <std::size_t I, std::size_t J>
  static auto gradients(ImagesPlace const& place, Images images) {
    using Place = typename Flow::template Place<I, J>;
    if constexpr (Flow::template needs<J>) {
      return EachImage<ImageGradients, Place>{place.gradients.subspan(images.first, images.count),
                                              {}};
    } else {
      return NotNeeded{};
    }
  }

  template <std::size_t I, typename Crew, std::size_t... Read>
  static void backward_images_at(Prepared const& prepared,
                                 ImagesPlace const& place,
                                 Crew const& crew,
                                 std::index_sequence<Read...> read) {
    using Layer = LayerAt<I>;
    Images const all{0, place.values.size()};
    if constexpr (NormalisingLayer<Layer>) {
      backward_weighted_at<I>(prepared, place, {0, all.count, place.sums.together}, crew, read);
    } else if constexpr (WeightedLayer<Layer>) {
      for (LaneRows<Sums> const& lane : place.sums.lanes) {
        backward_weighted_at<I>(prepared, place, lane, crew, read);
      }
    } else if constexpr (DrawingLayer<Layer>) {
      crew.run(all.count, [&](std::size_t n, auto&) {
        Layer::backward(get<I>(prepared),
                        place.first + n,
                        get<Read>(*place.values[n])...,
                        get<I>(*place.values[n]),
                        gradients<I, I>(place, all)[n],
                        gradients<I, Read>(place, all)[n]...);
      });
    } else if constexpr (ImageLayer<Layer>) {
      crew.run(all.count, [&](std::size_t n, auto&) {
        Layer::backward(get<Read>(*place.values[n])...,
                        get<I>(*place.values[n]),
                        gradients<I, I>(place, all)[n],
                        gradients<I, Read>(place, all)[n]...);
      });
    } else {
      crew.run(all.count, [&](std::size_t n, auto&) {
        std::size_t const row = (place.first + n) * Layer::output_size;
        Layer::backward(get<Read>(*place.values[n])...,
                        get<I>(place.rows).data() + row,
                        get<I>(place.row_gradients.values).data() + row,
                        gradients<I, Read>(place, all)[n]...);
      });
    }
  }

  /// The layer of step \p I on the images of \p lane.
  template <std::size_t I, typename Crew, std::size_t... Read>
  static void backward_weighted_at(Prepared const& prepared,
                                   ImagesPlace const& place,
                                   LaneRows<Sums> const& lane,
                                   Crew const& crew,
                                   std::index_sequence<Read...>) {
    Images const images{lane.first, lane.count};
    LayerAt<I>::backward(get<I>(prepared),
                         values<Read>(place, images)...,
                         values<I>(place, images),
                         gradients<I, I>(place, images),
                         gradients<I, Read>(place, images)...,
                         get<I>(lane.sum),
                         place.room,
                         crew.of(ValueAt<I>{}));
  }

  template <std::size_t I, typename Crew, std::size_t... Read>
  static void
  add_spare_images(ImagesPlace const& place, Crew const& crew, std::index_sequence<Read...>) {
    if constexpr ((Flow::template has_spare<I, Read> || ...)) {
      crew.run(place.values.size(), [&](std::size_t n, auto&) {
        auto const numbers = [](auto& image) { return std::span(image.values); };
        (Flow::template add_spare<I, Read>(*place.gradients[n], numbers), ...);
      });
    }
  }
};

} // namespace equivarify::runtime

#endif
