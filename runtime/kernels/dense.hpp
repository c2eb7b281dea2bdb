/// \file
/// Dense layers on lifted vectors, for a micro-batch at a time: the threads share the columns,
/// never a sum.
#ifndef EQUIVARIFY_RUNTIME_KERNELS_DENSE_HPP
#define EQUIVARIFY_RUNTIME_KERNELS_DENSE_HPP

#include "equivarify/runtime/kernels/convolution.hpp"
#include "equivarify/runtime/kernels/group_algebra.hpp"
#include "equivarify/runtime/kernels/matrix_product.hpp"
#include "equivarify/runtime/kernels/vector.hpp"
#include "equivarify/runtime/parallel.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <vector>

namespace equivarify::runtime {

/// Weights and bias as the optimiser sees them: `matrix[k][input][unit]`.
template <std::size_t WeightCopies, std::size_t Inputs, std::size_t Units>
struct DenseWeights {
  std::array<float, WeightCopies * Inputs * Units> matrix;
  std::array<float, Units> bias;
};

/// y(h) = activation(b + sum_k W_k s(h k)) for up to `Batch` images, the sum over k as \p Algebra
/// has it. Entry (image n, copy h, i) of a value with `size` entries a copy is `values[(n * copies
/// + h) * size + i]`.
template <typename Algebra, std::size_t Inputs, std::size_t Units, Activation A, std::size_t Batch>
class Dense {
  using Layout = PanelLayout<Algebra, Inputs, Units>;
  static constexpr std::size_t depth = Algebra::copies * Inputs;
  static constexpr std::size_t product_depth = Algebra::products * Units;
  static constexpr std::size_t column_chunk = 64;
  static constexpr std::size_t input_chunk = 64;
  static constexpr std::size_t input_chunks = (Inputs + input_chunk - 1) / input_chunk;

public:
  static constexpr std::size_t input_size = depth;                    ///< of one image, all copies
  static constexpr std::size_t output_size = Algebra::copies * Units; ///< of one image, all copies
  using Weights = DenseWeights<Algebra::weight_copies, Inputs, Units>;

  /// The weights, transformed by the algebra.
  struct Prepared {
    std::vector<float> panels = std::vector<float>(Layout::size);
    std::array<float, Units> bias{};
  };

  /// A sum of gradients over a batch, in the layout of the transformed weights.
  struct Gradient {
    std::vector<float> panels = std::vector<float>(Layout::size);
    std::array<float, Units> bias{};

    void clear() {
      std::fill(panels.begin(), panels.end(), 0.0F);
      bias.fill(0.0F);
    }
  };

  /// Room for one micro-batch. `forward` leaves in it what `backward` needs.
  struct Workspace {
    std::vector<float> factors = std::vector<float>(Batch * depth);
    std::vector<float> products = std::vector<float>(Batch * product_depth);
    std::vector<float> transposed;
    std::vector<float> factor_gradients;
  };

  /// Transforms \p weights.
  static void prepare(Weights const& weights, Prepared& prepared, ThreadPool& pool) {
    pool.run(input_chunks, [&](std::size_t task, std::size_t) {
      for_each_input(task, [&](std::size_t i) {
        for_each_piece<Units>([&]<std::size_t N>(std::size_t o) {
          Vector<N> copies[Algebra::weight_copies];
          load_apart<N>(weights.matrix.data() + i * Units + o, Inputs * Units, copies);
          Algebra::analyse_weights(copies);
          for (std::size_t k = 0; k < Algebra::weight_copies; ++k) {
            store<N>(prepared.panels.data() + Layout::row(k, i) + o, copies[k]);
          }
        });
      });
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
    pool.run(rows, [&](std::size_t n, std::size_t) {
      analyse_pixel<Algebra, Inputs>(input + n * depth, work.factors.data() + n * depth);
    });
    pool.run(column_tasks, [&](std::size_t task, std::size_t) {
      multiply_columns_of(task, prepared, rows, work);
    });
    pool.run(rows, [&](std::size_t n, std::size_t) {
      finish_row(
          work.products.data() + n * product_depth, prepared.bias.data(), output + n * output_size);
    });
  }

  /// Adds the gradient of the weights to \p gradient and, unless it is null, overwrites \p
  /// input_gradient. \p output and \p work are what `forward` left.
  static void backward(Prepared const& prepared,
                       std::size_t rows,
                       float const* output,
                       float const* output_gradient,
                       float* input_gradient,
                       Gradient& gradient,
                       Workspace& work,
                       ThreadPool& pool) {
    work.transposed.resize(product_depth * Batch);
    work.factor_gradients.resize(depth * Batch);
    for (std::size_t n = 0; n < rows; ++n) {
      start_row(n, output + n * output_size, output_gradient + n * output_size, gradient, work);
    }
    pool.run(input_chunks, [&](std::size_t task, std::size_t) {
      add_weight_gradients(task, rows, gradient, work);
      if (input_gradient != nullptr) {
        find_input_gradients(task, rows, prepared, input_gradient, work);
      }
    });
  }

  /// The gradient of the weights from their sum, times \p scale.
  static void collect(Gradient const& sum, float scale, Weights& gradient, ThreadPool& pool) {
    pool.run(input_chunks, [&](std::size_t task, std::size_t) {
      for_each_input(task, [&](std::size_t i) {
        for_each_piece<Units>([&]<std::size_t N>(std::size_t o) {
          Vector<N> copies[Algebra::weight_copies];
          for (std::size_t k = 0; k < Algebra::weight_copies; ++k) {
            copies[k] = load<N>(sum.panels.data() + Layout::row(k, i) + o) * scale;
          }
          Algebra::analyse_weights_adjoint(copies);
          store_apart<N>(gradient.matrix.data() + i * Units + o, Inputs * Units, copies);
        });
      });
    });
    for (std::size_t o = 0; o < Units; ++o) {
      gradient.bias[o] = sum.bias[o] * scale;
    }
  }

private:
  static constexpr std::size_t chunks_of(std::size_t columns) {
    return (columns + column_chunk - 1) / column_chunk;
  }

  static constexpr std::size_t column_tasks = [] {
    std::size_t total = 0;
    for (auto const& group : Algebra::groups) {
      total += chunks_of(group.width * Units);
    }
    return total;
  }();

  template <typename F>
  static void for_each_input(std::size_t chunk, F const& f) {
    std::size_t const end = std::min(Inputs, (chunk + 1) * input_chunk);
    for (std::size_t i = chunk * input_chunk; i < end; ++i) {
      f(i);
    }
  }

  static std::size_t inputs_in(std::size_t chunk) {
    return std::min(input_chunk, Inputs - chunk * input_chunk);
  }

  /// Columns of one product group: task numbers run through the chunks of the first group, then of
  /// the second, ...
  static void multiply_columns_of(std::size_t task,
                                  Prepared const& prepared,
                                  std::size_t rows,
                                  Workspace& work) {
    static_for<Algebra::groups.size()>([&]<std::size_t I>() {
      constexpr auto group = Algebra::groups[I];
      constexpr std::size_t columns = group.width * Units;
      constexpr std::size_t rest = columns % column_chunk;
      if (task >= chunks_of(columns)) {
        task -= chunks_of(
            columns); // a task of another group; once ours is done it lies beyond all groups
        return;
      }
      std::array<FactorOffsets, group.count> pairs;
      for (std::size_t t = 0; t < group.count; ++t) {
        pairs[t] = {group.terms[t].slot * Inputs, Layout::begin(group.terms[t].panel)};
      }
      ProductTask const product{
          .a = work.factors.data(),
          .b = prepared.panels.data(),
          .c = work.products.data() + group.output * Units,
          .pairs = pairs,
          .depth = Inputs,
          .strides = {.a_row = depth, .a_depth = 1, .b_row = columns, .c_row = product_depth}};
      if (rest != 0 && task == columns / column_chunk) {
        multiply<Store::overwrite, rest == 0 ? column_chunk : rest>(
            product, rows, task * column_chunk);
      } else {
        multiply<Store::overwrite, column_chunk>(product, rows, task * column_chunk);
      }
      task = column_tasks;
    });
  }

  static void finish_row(float const* products, float const* bias, float* output) {
    for_each_piece<Units>([&]<std::size_t N>(std::size_t o) {
      Vector<N> values[Algebra::products];
      Vector<N> copies[Algebra::copies];
      load_apart<N>(products + o, Units, values);
      Algebra::combine(values, copies);
      finish_values<Algebra, A, N>(copies, bias + o);
      store_apart<N>(output + o, Units, copies);
    });
  }

  static void start_row(std::size_t n,
                        float const* output,
                        float const* output_gradient,
                        Gradient& gradient,
                        Workspace& work) {
    float* const products = work.products.data() + n * product_depth;
    for_each_piece<Units>([&]<std::size_t N>(std::size_t o) {
      Vector<N> copies[Algebra::copies];
      Vector<N> values[Algebra::products];
      Vector<N> bias = load<N>(gradient.bias.data() + o);
      for (std::size_t h = 0; h < Algebra::copies; ++h) {
        copies[h] =
            activation_gradient<A, N>(output_gradient + h * Units + o, output + h * Units + o);
        bias += copies[h];
      }
      store<N>(gradient.bias.data() + o, bias);
      Algebra::analyse(copies);
      Algebra::combine_adjoint(copies, values);
      store_apart<N>(products + o, Units, values);
    });
    for (std::size_t j = 0; j < product_depth; ++j) {
      work.transposed[j * Batch + n] = products[j];
    }
  }

  static void add_weight_gradients(std::size_t chunk,
                                   std::size_t rows,
                                   Gradient& gradient,
                                   Workspace const& work) {
    std::size_t const first = chunk * input_chunk;
    static_for<Algebra::groups.size()>([&]<std::size_t I>() {
      constexpr auto group = Algebra::groups[I];
      constexpr std::size_t columns = group.width * Units;
      for (std::size_t t = 0; t < group.count; ++t) {
        FactorOffsets const pair{group.terms[t].slot * Inputs + first, group.output * Units};
        multiply<Store::accumulate, columns>(
            {.a = work.factors.data(),
             .b = work.products.data(),
             .c = gradient.panels.data() + Layout::begin(group.terms[t].panel) + first * columns,
             .pairs = {&pair, 1},
             .depth = rows,
             .strides = {.a_row = 1, .a_depth = depth, .b_row = product_depth, .c_row = columns}},
            inputs_in(chunk));
      }
    });
  }

  static void find_input_gradients(std::size_t chunk,
                                   std::size_t rows,
                                   Prepared const& prepared,
                                   float* input_gradient,
                                   Workspace& work) {
    std::size_t const first = chunk * input_chunk;
    static_for<Algebra::copies>([&]<std::size_t Slot>() {
      constexpr auto terms = terms_of_slot<Algebra>(Slot);
      constexpr std::size_t columns = terms.width * Units;
      std::array<FactorOffsets, terms.count> pairs;
      for (std::size_t t = 0; t < terms.count; ++t) {
        pairs[t] = {Layout::begin(terms.entries[t].panel) + first * columns,
                    terms.entries[t].output * Units * Batch};
      }
      multiply<Store::overwrite, Batch>(
          {.a = prepared.panels.data(),
           .b = work.transposed.data(),
           .c = work.factor_gradients.data() + (Slot * Inputs + first) * Batch,
           .pairs = pairs,
           .depth = columns,
           .strides = {.a_row = columns, .a_depth = 1, .b_row = Batch, .c_row = Batch}},
          inputs_in(chunk));
    });
    for_each_input(chunk,
                   [&](std::size_t i) { spread_input_gradient(i, rows, work, input_gradient); });
  }

  /// The slots of input \p i of all images to copies, each to its image.
  static void spread_input_gradient(std::size_t i,
                                    std::size_t rows,
                                    Workspace const& work,
                                    float* input_gradient) {
    std::array<float, Algebra::copies * Batch> copies;
    for_each_piece<Batch>([&]<std::size_t N>(std::size_t n) {
      Vector<N> values[Algebra::copies];
      load_apart<N>(work.factor_gradients.data() + i * Batch + n, Inputs * Batch, values);
      Algebra::synthesise(values);
      store_apart<N>(copies.data() + n, Batch, values);
    });
    for (std::size_t n = 0; n < rows; ++n) {
      for (std::size_t h = 0; h < Algebra::copies; ++h) {
        input_gradient[n * depth + h * Inputs + i] = copies[h * Batch + n];
      }
    }
  }
};

} // namespace equivarify::runtime

#endif
