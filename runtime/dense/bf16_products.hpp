/// \file
/// The matrix products of a dense layer whose weights are stored in 16 bits.
#ifndef EQUIVARIFY_RUNTIME_DENSE_BF16_PRODUCTS_HPP
#define EQUIVARIFY_RUNTIME_DENSE_BF16_PRODUCTS_HPP

#include "equivarify/runtime/arrays/bf16.hpp"
#include "equivarify/runtime/arrays/matrix_product.hpp"
#include "equivarify/runtime/arrays/vector.hpp"
#include "equivarify/runtime/arrays/weighted.hpp"
#include "equivarify/runtime/dense/bf16_panels.hpp"
#include "equivarify/runtime/dense/dense_layout.hpp"
#include "equivarify/runtime/dense/dense_products.hpp"
#include "equivarify/runtime/group/group_terms.hpp"

#include <algorithm>
#include <array>
#include <cstddef>

namespace equivarify::runtime {

/// The same sums as DenseProducts, in the same order, so with the same bits as those of the rounded
/// weights, which are stored as F has them: no transform of them would fit into 16 bits. They are
/// widened and transformed where they are used, which takes less time than to fetch twice as many
/// bytes from memory.
///
/// Strips follow one another, in a strip the inputs, of an input all copies.
template <typename Algebra, std::size_t Inputs, std::size_t Units>
class Bf16DenseProducts {
  using Strips = ColumnStrips<Units>;
  using Weights = Bf16Panels<Algebra, Inputs, Units>;
  using Chunk = typename Weights::Chunk;
  static constexpr std::size_t chunk = Weights::chunk;
  static constexpr std::size_t copies = Algebra::weight_copies;
  static constexpr ProductFamilies<Algebra> families{};
  static constexpr std::size_t fetch_distance = 4096; // in numbers, measured

  /// Whether a vector of each sum of one image fits into registers, next to the weights.
  static constexpr bool is_small = Algebra::products + copies <= register_sums;

public:
  using Panels = Bf16Buffer;

  /// The weights of all copies.
  static constexpr std::size_t panels_size = Weights::size;

  /// The tasks of `multiply`: a strip each.
  static constexpr std::size_t tasks = Strips::count;

  /// Rounds N weights of each copy, see Bf16Panels.
  template <std::size_t N>
  static void
  set_weights(std::size_t input, std::size_t unit, float const* weights, Panels& panels) {
    Weights::template set_weights<N>(input, unit, weights, panels);
  }

  /// The products of strip \p strip for \p rows images.
  static void multiply_task(std::size_t strip,
                            std::size_t rows,
                            float const* factors,
                            Bf16 const* panels,
                            float* products) {
    Strips::visit(strip, [&]<std::size_t Columns>() {
      Bf16 const* const weights = panels + Weights::begin(strip);
      float* const target = products + Strips::begin(strip, rows);
      if constexpr (is_small) {
        if (rows == 1) {
          static_for<Weights::most_terms>(
              [&]<std::size_t Term>() { multiply_one<Columns, Term>(factors, weights, target); });
          return;
        }
      }
      for (std::size_t term = 0; term < Weights::most_terms; ++term) {
        multiply_some<Columns>(term, rows, factors, weights, target);
      }
    });
  }

  /// The gradient of the slots of \p inputs for `Batch` images from \p transposed, for each product
  /// and unit all images.
  template <std::size_t Batch>
  static void find_factor_gradients(InputRange inputs,
                                    Bf16 const* panels,
                                    float const* transposed,
                                    float* gradient) {
    std::size_t const end = inputs.first + inputs.count;
    for (std::size_t first = inputs.first; first < end; first += chunk) {
      InputRange const some{first, std::min(chunk, end - first)};
      for (std::size_t strip = 0; strip < Strips::count; ++strip) {
        Strips::visit(strip, [&]<std::size_t Columns>() {
          Chunk widened; // NOLINT(cppcoreguidelines-pro-type-member-init): set at once
          Weights::template widen_all<Columns>(some, panels + Weights::begin(strip), widened);
          add_factor_gradients<Batch, Columns>(some, strip, widened, transposed, gradient);
        });
      }
    }
  }

private:
  /// Adds term number \p term of each product that has so many, chunk by chunk.
  template <std::size_t Columns>
  static void multiply_some(std::size_t term,
                            std::size_t rows,
                            float const* factors,
                            Bf16 const* weights,
                            float* products) {
    Chunk widened; // NOLINT(cppcoreguidelines-pro-type-member-init): set at once
    for (std::size_t first = 0; first < Inputs; first += chunk) {
      InputRange const inputs{first, std::min(chunk, Inputs - first)};
      Weights::template widen_term<Columns>(term, inputs, weights, widened);
      for (std::size_t i = 0; i < families.count; ++i) {
        ProductFamily<Algebra> const& family = families.families[i];
        if (term >= family.terms.count) {
          continue;
        }
        SlotProduct const entry = family.terms.entries[term];
        std::array<FactorOffsets, 1> const pair{
            {{(entry.slot * Inputs + first) * rows, entry.weight_slot * chunk * Columns}}};
        ProductTask task{
            .a = factors,
            .b = widened.data(),
            .c = products + family.output * rows * Units,
            .pairs = pair,
            .depth = inputs.count,
            .strides = {.a_row = 1, .a_depth = rows, .b_row = Columns, .c_row = Columns},
            .store = term == 0 && first == 0 ? Store::overwrite : Store::accumulate};
        for (std::size_t r = 0; r < family.count; ++r) {
          multiply<Columns>(task, rows);
          task.a += family.slot_step * Inputs * rows;
          task.c += family.output_step * rows * Units;
        }
      }
    }
  }

  /// The same for one image, without a place for widened weights.
  template <std::size_t Columns, std::size_t Term>
  static void multiply_one(float const* factors, Bf16 const* weights, float* products) {
    for (std::size_t first = 0; first < Inputs; first += chunk) {
      InputRange const inputs{first, std::min(chunk, Inputs - first)};
      for_each_piece<Columns>([&]<std::size_t N>(std::size_t o) {
        add_inputs<Columns, Term, N>(inputs, factors, weights + o, products + o);
      });
    }
  }

  /// Adds \p inputs to N columns of all products, each sum in a register.
  template <std::size_t Columns, std::size_t Term, std::size_t N>
  [[gnu::flatten]] static void
  add_inputs(InputRange inputs, float const* factors, Bf16 const* weights, float* products) {
    Vector<N> sums[Algebra::products] = {};
    if (Term != 0 || inputs.first != 0) {
      load_apart<N>(products, Units, sums);
    }
    for (std::size_t i = inputs.first; i < inputs.first + inputs.count; ++i) {
      Bf16 const* const row = weights + i * copies * Columns;
      Vector<N> slots[copies];
      Weights::template load_slots<Columns, N>(row, slots);
#pragma GCC unroll 16
      for (std::size_t k = 0; k < copies; ++k) {
        __builtin_prefetch(row + k * Columns + fetch_distance);
      }
      static_for<families.count>([&]<std::size_t Family>() {
        constexpr ProductFamily<Algebra> family = families.families[Family];
        if constexpr (Term < family.terms.count) {
          constexpr SlotProduct entry = family.terms.entries[Term];
          static_for<family.count>([&]<std::size_t R>() {
            constexpr std::size_t product = family.output + R * family.output_step;
            constexpr std::size_t slot = entry.slot + R * family.slot_step;
            sums[product] = multiply_add<N>(
                factors[slot * Inputs + i], slots[entry.weight_slot], sums[product]);
          });
        }
      });
    }
    store_apart<N>(products, Units, sums);
  }

  /// Adds what one strip gives to the gradient of the slots of \p inputs; the first strip sets it.
  template <std::size_t Batch, std::size_t Columns>
  static void add_factor_gradients(InputRange inputs,
                                   std::size_t strip,
                                   Chunk const& widened,
                                   float const* transposed,
                                   float* gradient) {
    static_for<Algebra::copies>([&]<std::size_t Slot>() {
      constexpr auto sum =
          find_products<Algebra>([](auto const& entry) { return entry.slot == Slot; });
      std::array<FactorOffsets, sum.count> pairs;
      for (std::size_t i = 0; i < sum.count; ++i) {
        pairs[i] = {sum.entries[i].weight_slot * chunk * Columns,
                    (sum.entries[i].product * Units + strip * Strips::width) * Batch};
      }
      ProductTask const task{.a = widened.data(),
                             .b = transposed,
                             .c = gradient + (Slot * Inputs + inputs.first) * Batch,
                             .pairs = pairs,
                             .depth = Columns,
                             .strides = {.a_row = Columns, .b_row = Batch, .c_row = Batch},
                             .store = strip == 0 ? Store::overwrite : Store::accumulate};
      multiply<Batch>(task, inputs.count);
    });
  }
};

} // namespace equivarify::runtime

#endif
