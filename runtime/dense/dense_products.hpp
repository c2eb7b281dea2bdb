/// \file
/// The matrix products of a dense layer: forward, for the gradient of its weights and for that of
/// its input.
#ifndef EQUIVARIFY_RUNTIME_DENSE_DENSE_PRODUCTS_HPP
#define EQUIVARIFY_RUNTIME_DENSE_DENSE_PRODUCTS_HPP

#include "equivarify/runtime/arrays/buffer.hpp"
#include "equivarify/runtime/arrays/matrix_product.hpp"
#include "equivarify/runtime/arrays/vector.hpp"
#include "equivarify/runtime/arrays/weighted.hpp"
#include "equivarify/runtime/dense/dense_layout.hpp"
#include "equivarify/runtime/group/group_terms.hpp"

#include <algorithm>
#include <array>
#include <cstddef>

namespace equivarify::runtime {

/// Some inputs of a layer, one behind the other.
struct InputRange {
  std::size_t first = 0;
  std::size_t count = 0;
};

/// Some images of those in a workspace.
struct ImageRange {
  std::size_t first = 0;
  std::size_t count = 0;
  std::size_t of = 0; ///< images in the workspace
};

/// A layer of \p Algebra in each of whose slots a matrix of `Inputs` rows and `Units` columns, in
/// strips, is the weight. Inputs ("factors") are slot by slot, for each input all images; products
/// are slot by slot in strips.
template <typename Algebra, std::size_t Inputs, std::size_t Units>
class DenseProducts {
  using Strips = ColumnStrips<Units>;
  static constexpr std::size_t matrix_size = Inputs * Units;
  static constexpr ProductFamilies<Algebra> families{};
  static constexpr std::size_t fetch_distance = 2048; // some 0.1 microseconds, measured

public:
  using Panels = Buffer;

  /// The weights of all slots.
  static constexpr std::size_t panels_size = Algebra::weight_copies * matrix_size;

  /// Transforms N weights of each copy, of \p input for the units from \p unit on; those of a copy
  /// lie `matrix_size` behind those of the copy before.
  template <std::size_t N>
  static void
  set_weights(std::size_t input, std::size_t unit, float const* weights, Panels& panels) {
    Vector<N> copies[Algebra::weight_copies];
    load_apart<N>(weights, matrix_size, copies);
    Algebra::analyse_weights(copies);
    store_apart<N>(panels.data() + Strips::place(input, unit, Inputs), matrix_size, copies);
  }

  /// The tasks of `multiply`: a family of products for one strip each.
  static constexpr std::size_t tasks = families.count * Strips::count;

  /// The products of task \p task for \p rows images. The family's products follow one another
  /// while its weights are near; those of a single image are found at once.
  static void multiply_task(std::size_t task,
                            std::size_t rows,
                            float const* factors,
                            float const* panels,
                            float* products) {
    std::size_t const strip = task % Strips::count;
    static_for<families.count>([&]<std::size_t Family>() {
      if (task / Strips::count == Family) {
        multiply_family<Family>(
            strip, rows, factors, panels + Strips::begin(strip, Inputs), products);
      }
    });
  }

  /// Adds the gradient of the weights of \p inputs over \p images to \p gradient, or sets it.
  static void add_weight_gradients(InputRange inputs,
                                   ImageRange images,
                                   float const* factors,
                                   float const* products,
                                   float* gradient,
                                   Store store) {
    static_for<Algebra::weight_copies>([&]<std::size_t WeightSlot>() {
      constexpr auto sum =
          find_products<Algebra>([](auto const& entry) { return entry.weight_slot == WeightSlot; });
      std::array<FactorOffsets, sum.count> pairs;
      for (std::size_t i = 0; i < sum.count; ++i) {
        pairs[i] = {(sum.entries[i].slot * Inputs + inputs.first) * images.of,
                    sum.entries[i].product * images.of * Units};
      }
      for (std::size_t strip = 0; strip < Strips::count; ++strip) {
        std::size_t const width = Strips::width_of(strip);
        multiply_columns_of<Fetch::no>(
            strip,
            {.a = factors + images.first,
             .b = products + Strips::begin(strip, images.of) + images.first * width,
             .c = gradient + WeightSlot * matrix_size + Strips::begin(strip, Inputs) +
                  inputs.first * width,
             .pairs = pairs,
             .depth = images.count,
             .strides = {.a_row = images.of, .a_depth = 1, .b_row = width, .c_row = width},
             .store = store},
            inputs.count);
      }
    });
  }

  /// The gradient of the slots of \p inputs for `Batch` images from \p transposed, for each product
  /// and unit all images.
  template <std::size_t Batch>
  static void find_factor_gradients(InputRange inputs,
                                    float const* panels,
                                    float const* transposed,
                                    float* gradient) {
    static_for<Algebra::copies>([&]<std::size_t Slot>() {
      constexpr auto sum =
          find_products<Algebra>([](auto const& entry) { return entry.slot == Slot; });
      std::array<FactorOffsets, sum.count * Strips::count> pairs;
      for (std::size_t i = 0; i < sum.count * Strips::count; ++i) {
        // Strip by strip, so that the narrow ones come last.
        auto const entry = sum.entries[i % sum.count];
        std::size_t const strip = i / sum.count;
        pairs[i] = {entry.weight_slot * matrix_size + Strips::begin(strip, Inputs) +
                        inputs.first * Strips::width_of(strip),
                    (entry.product * Units + strip * Strips::width) * Batch};
      }
      ProductTask task{.a = panels,
                       .b = transposed,
                       .c = gradient + (Slot * Inputs + inputs.first) * Batch,
                       .pairs = {pairs.data(), sum.count * Strips::whole},
                       .depth = Strips::width,
                       .strides = {.a_row = Strips::width, .b_row = Batch, .c_row = Batch}};
      multiply<Batch>(task, inputs.count);
      if constexpr (Strips::rest != 0) {
        task.pairs = {pairs.data() + sum.count * Strips::whole, sum.count};
        task.depth = Strips::rest;
        task.strides.a_row = Strips::rest;
        task.store = Store::accumulate;
        multiply<Batch>(task, inputs.count);
      }
    });
  }

private:
  template <std::size_t Family>
  static void multiply_family(std::size_t strip,
                              std::size_t rows,
                              float const* factors,
                              float const* panels,
                              float* products) {
    constexpr auto family = families.families[Family];
    std::array<FactorOffsets, family.terms.count> pairs;
    for (std::size_t i = 0; i < family.terms.count; ++i) {
      pairs[i] = {family.terms.entries[i].slot * Inputs * rows,
                  family.terms.entries[i].weight_slot * matrix_size};
    }
    std::size_t const width = Strips::width_of(strip);
    ProductTask task{.a = factors,
                     .b = panels,
                     .c = products + family.output * rows * Units + Strips::begin(strip, rows),
                     .pairs = pairs,
                     .depth = Inputs,
                     .strides = {.a_row = 1, .a_depth = rows, .b_row = width, .c_row = width},
                     .fetch = fetch_distance};
    if (rows == 1) {
      task.strides.a_row = family.slot_step * Inputs;
      task.strides.c_row = family.output_step * Units;
      multiply_one<form_of_one(family.count)>(strip, task, family.count);
      return;
    }
    for (std::size_t r = 0; r < family.count; ++r) {
      multiply_columns_of<Fetch::no>(strip, task, rows);
      task.a += family.slot_step * Inputs * rows;
      task.c += family.output_step * rows * Units;
    }
  }

  /// How \p rows rows of a single image are found, as fast as memory gives the weights: few sums
  /// would wait for one another, so that several strips are found at once where they fit into the
  /// registers, which are several streams from memory.
  static constexpr ProductForm form_of_one(std::size_t rows) {
    constexpr std::size_t most = 4;
    constexpr std::size_t small = std::size_t{1} << 18U; // comes from the second cache by itself
    ProductForm form{.fetch = Fetch::ahead};
    std::size_t const whole_strip = rows * Strips::width / lanes;
    if (whole_strip <= register_sums * 2 / 3) {
      form.vectors = Strips::width / lanes;
      form.strips = std::clamp<std::size_t>(
          std::min(register_sums * 2 / 3 / whole_strip, Strips::whole), 1, most);
      form.fetch = Algebra::weight_copies * matrix_size <= small ? Fetch::no : Fetch::ahead;
    }
    return form;
  }

  /// The product for \p strip of a single image, together with those 1, 2, ... times a share of all
  /// strips behind it, whose own tasks are done so.
  template <ProductForm Form>
  static void multiply_one(std::size_t strip, ProductTask task, std::size_t rows) {
    constexpr std::size_t share = Strips::whole / Form.strips;
    if (strip < share) {
      task.strides.b_strip = Strips::begin(share, Inputs);
      task.strides.c_strip = Strips::begin(share, 1);
      multiply<Strips::width, Form>(task, rows);
    } else if (strip >= share * Form.strips) {
      multiply_columns_of<Form.fetch>(strip, task, rows);
    }
  }

  /// A product with as many columns as \p strip has.
  template <Fetch F>
  static void multiply_columns_of(std::size_t strip, ProductTask const& task, std::size_t rows) {
    Strips::visit(strip, [&]<std::size_t Columns>() {
      multiply<Columns, ProductForm{.fetch = F}>(task, rows);
    });
  }
};

} // namespace equivarify::runtime

#endif
