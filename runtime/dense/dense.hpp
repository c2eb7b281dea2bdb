/// \file
/// Dense layers on lifted vectors, for a micro-batch at a time: the threads share the columns,
/// never a sum.
#ifndef EQUIVARIFY_RUNTIME_DENSE_DENSE_HPP
#define EQUIVARIFY_RUNTIME_DENSE_DENSE_HPP

#include "equivarify/runtime/arrays/buffer.hpp"
#include "equivarify/runtime/arrays/matrix_product.hpp"
#include "equivarify/runtime/arrays/profile.hpp"
#include "equivarify/runtime/arrays/vector.hpp"
#include "equivarify/runtime/arrays/weighted.hpp"
#include "equivarify/runtime/base/batch_part.hpp"
#include "equivarify/runtime/base/layer_form.hpp"
#include "equivarify/runtime/base/parallel.hpp"
#include "equivarify/runtime/dense/bf16_products.hpp"
#include "equivarify/runtime/dense/dense_inputs.hpp"
#include "equivarify/runtime/dense/dense_layout.hpp"
#include "equivarify/runtime/dense/dense_products.hpp"
#include "equivarify/runtime/group/group_algebra.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <type_traits>

namespace equivarify::runtime {

/// y(h) = activation(b + sum_k W_k s(h k)) for up to `Batch` images, the sum over k as \p Algebra
/// has it. Entry i of copy h of image n is `values[(n * copies + h) * size + i]`, for `size`
/// entries per copy.
template <typename Algebra, DenseSizes S, Activation A, std::size_t Batch>
class Dense {
  static constexpr std::size_t Inputs = S.inputs();
  static constexpr std::size_t Units = S.units;
  using Strips = ColumnStrips<Units>;
  using FloatProducts = DenseProducts<Algebra, Inputs, Units>;
  using Products =
      std::conditional_t<S.bf16, Bf16DenseProducts<Algebra, Inputs, Units>, FloatProducts>;
  using SlotInputs = DenseInputs<Algebra, Inputs>;
  static constexpr std::size_t depth = Algebra::copies * Inputs;
  static constexpr std::size_t matrix_size = Inputs * Units;
  static constexpr std::size_t panels_size = Algebra::weight_copies * matrix_size; ///< of floats
  static constexpr std::size_t input_chunk = 64;
  static constexpr std::size_t input_chunks = (Inputs + input_chunk - 1) / input_chunk;

public:
  static constexpr std::size_t input_size = depth;                    ///< of one image, all copies
  static constexpr std::size_t output_size = Algebra::copies * Units; ///< of one image, all copies
  using Weights = DenseWeights<Algebra::weight_copies, S>;
  static constexpr LayerForm integer_form{.flat = true,
                                          .concatenated = Algebra::weight_copies > 1,
                                          .bias = S.bias,
                                          .relu = A == Activation::relu,
                                          .outputs = S.units};

  /// Whether the weights are rounded when they are prepared.
  static constexpr bool rounds_weights = S.bf16;

  /// The weights as the products take them.
  struct Prepared {
    typename Products::Panels panels = typename Products::Panels(Products::panels_size);
    alignas(cache_line) std::array<float, Units> bias{};
  };

  /// A sum of gradients over a batch, in the layout of weights transformed by the algebra: a matrix
  /// in strips for each slot.
  struct Gradient {
    Buffer panels = Buffer(panels_size);
    alignas(cache_line) std::array<float, Units> bias{};
    bool empty = true; ///< nothing was added yet; `panels` holds anything

    void clear() {
      empty = true;
      bias.fill(0.0F);
    }
  };

  /// An empty sum of gradients.
  static Gradient make_gradient() { return {}; }

  /// Room for one micro-batch. `forward` leaves in it what `backward` needs.
  struct Workspace {
    Buffer factors = Buffer(Batch * depth); ///< slot by slot, for each input all images
    Buffer products = Buffer(Batch * Algebra::products * Units); ///< slot by slot, in strips
    Buffer transposed;
    Buffer factor_gradients;
  };

  /// Transforms \p weights, or rounds them.
  static void prepare(Weights const& weights, Prepared& prepared, ThreadPool& pool) {
    for_each_weight(pool, [&]<std::size_t N>(std::size_t i, std::size_t o) {
      Products::template set_weights<N>(
          i, o, weights.matrix.data() + i * Units + o, prepared.panels);
    });
    prepared.bias = weights.bias;
  }

  /// The layer on \p rows images.
  static void forward(Prepared const& prepared,
                      std::size_t rows,
                      float const* input,
                      float* output,
                      Workspace& work,
                      ThreadPool& pool) {
    pool.run(input_chunks, [&](std::size_t chunk, std::size_t) {
      PhaseScope const phase(Phase::input_transform);
      SlotInputs::analyse(inputs_of(chunk), rows, input, work.factors.data());
    });
    pool.run(Products::tasks, [&](std::size_t task, std::size_t) {
      PhaseScope const phase(Phase::products);
      Products::multiply_task(
          task, rows, work.factors.data(), prepared.panels.data(), work.products.data());
    });
    pool.run(rows, [&](std::size_t n, std::size_t) {
      PhaseScope const phase(Phase::output_transform);
      finish_row(n, rows, prepared.bias.data(), output + n * output_size, work);
    });
  }

  /// Backward pass: adds the gradient of the weights to the sum of each of \p lane_rows, which are
  /// all rows, and computes \p input_gradient, unless it is null. \p output and \p work are what
  /// `forward` left.
  template <typename Lanes>
  static void backward(Prepared const& prepared,
                       std::size_t rows,
                       float const* output,
                       float const* output_gradient,
                       float* input_gradient,
                       Lanes const& lane_rows,
                       Workspace& work,
                       ThreadPool& pool) {
    work.transposed.resize(Algebra::products * Units * Batch);
    work.factor_gradients.resize(depth * Batch);
    pool.run(Strips::count, [&](std::size_t strip, std::size_t) {
      PhaseScope const phase(Phase::gradient_transform);
      for (std::size_t lane = 0; lane < lane_rows.size(); ++lane) {
        start_strip(strip, rows, output, output_gradient, lane_rows[lane], work);
      }
    });
    pool.run(input_chunks, [&](std::size_t chunk, std::size_t) {
      PhaseScope const phase(Phase::weight_gradients);
      for (std::size_t lane = 0; lane < lane_rows.size(); ++lane) {
        add_weight_gradients(inputs_of(chunk), rows, lane_rows[lane], work);
      }
      if (input_gradient != nullptr) {
        find_input_gradients(inputs_of(chunk), rows, prepared, input_gradient, work);
      }
    });
    for (std::size_t lane = 0; lane < lane_rows.size(); ++lane) {
      lane_rows[lane].sum.empty = false;
    }
  }

  /// The gradient of the weights from their sum, times \p scale.
  static void collect(Gradient const& sum, float scale, Weights& gradient, ThreadPool& pool) {
    for_each_weight(pool, [&]<std::size_t N>(std::size_t i, std::size_t o) {
      Vector<N> copies[Algebra::weight_copies];
      load_apart<N>(sum.panels.data() + Strips::place(i, o, Inputs), matrix_size, copies);
      for (Vector<N>& value : copies) {
        value *= scale;
      }
      Algebra::analyse_weights_adjoint(copies);
      store_apart<N>(gradient.matrix.data() + i * Units + o, matrix_size, copies);
    });
    scale_bias(sum.bias, scale, gradient.bias);
  }

private:
  static InputRange inputs_of(std::size_t chunk) {
    std::size_t const first = chunk * input_chunk;
    return {first, std::min(input_chunk, Inputs - first)};
  }

  /// Calls `f.template operator()<N>(input, unit)` for pieces of N units of every input.
  template <typename F>
  static void for_each_weight(ThreadPool& pool, F const& f) {
    pool.run(input_chunks, [&](std::size_t chunk, std::size_t) {
      InputRange const inputs = inputs_of(chunk);
      for (std::size_t i = inputs.first; i < inputs.first + inputs.count; ++i) {
        for_each_piece<Units>(
            [&]<std::size_t N>(std::size_t o) { f.template operator()<N>(i, o); });
      }
    });
  }

  static void finish_row(
      std::size_t n, std::size_t rows, float const* bias, float* output, Workspace const& work) {
    for_each_piece<Units>([&]<std::size_t N>(std::size_t o) {
      Vector<N> values[Algebra::products];
      Vector<N> copies[Algebra::copies];
      load_apart<N>(work.products.data() + Strips::place(n, o, rows), rows * Units, values);
      Algebra::combine(values, copies);
      finish_values<Algebra, A, N>(copies, bias + o);
      store_apart<N>(output + o, Units, copies);
    });
  }

  /// The gradients of the products of one strip for the rows of \p lane, and the sums for its
  /// biases.
  static void start_strip(std::size_t strip,
                          std::size_t rows,
                          float const* output,
                          float const* output_gradient,
                          LaneRows<Gradient> const& lane,
                          Workspace& work) {
    std::size_t const first = strip * Strips::width;
    Strips::visit(strip, [&]<std::size_t Columns>() {
      start_columns<Columns>(first, rows, output, output_gradient, lane, work);
    });
  }

  template <std::size_t Columns>
  static void start_columns(std::size_t first,
                            std::size_t rows,
                            float const* output,
                            float const* output_gradient,
                            LaneRows<Gradient> const& lane,
                            Workspace& work) {
    for (std::size_t n = lane.first; n < lane.first + lane.count; ++n) {
      for_each_piece<Columns>([&]<std::size_t N>(std::size_t column) {
        std::size_t const o = first + column;
        Vector<N> copies[Algebra::copies];
        Vector<N> values[Algebra::products];
        Vector<N> bias = load<N>(lane.sum.bias.data() + o);
        for (std::size_t h = 0; h < Algebra::copies; ++h) {
          std::size_t const place = n * output_size + h * Units + o;
          copies[h] = activation_gradient<A, N>(output_gradient + place, output + place);
          bias += copies[h];
        }
        store<N>(lane.sum.bias.data() + o, bias);
        Algebra::analyse(copies);
        Algebra::combine_adjoint(copies, values);
        float* const target = work.products.data() + Strips::place(n, o, rows);
        store_apart<N>(target, rows * Units, values);
        transpose<N>(target, o, rows, work.transposed.data() + n);
      });
    }
  }

  /// Adds the gradient of the weights of \p inputs over the rows of \p lane.
  static void add_weight_gradients(InputRange inputs,
                                   std::size_t rows,
                                   LaneRows<Gradient> const& lane,
                                   Workspace const& work) {
    FloatProducts::add_weight_gradients(inputs,
                                        {lane.first, lane.count, rows},
                                        work.factors.data(),
                                        work.products.data(),
                                        lane.sum.panels.data(),
                                        lane.sum.empty ? Store::overwrite : Store::accumulate);
  }

  /// Copies N columns from \p o on of one row of all products to where images lie side by side.
  template <std::size_t N>
  static void transpose(float const* products, std::size_t o, std::size_t rows, float* target) {
    for (std::size_t product = 0; product < Algebra::products; ++product) {
      for (std::size_t i = 0; i < N; ++i) {
        target[(product * Units + o + i) * Batch] = products[product * rows * Units + i];
      }
    }
  }

  static void find_input_gradients(InputRange inputs,
                                   std::size_t rows,
                                   Prepared const& prepared,
                                   float* input_gradient,
                                   Workspace& work) {
    PhaseScope const phase(Phase::input_gradients);
    Products::template find_factor_gradients<Batch>(
        inputs, prepared.panels.data(), work.transposed.data(), work.factor_gradients.data());
    PhaseScope const back(Phase::input_adjoint);
    SlotInputs::template synthesise<Batch>(
        inputs, rows, work.factor_gradients.data(), input_gradient);
  }
};

} // namespace equivarify::runtime

#endif
