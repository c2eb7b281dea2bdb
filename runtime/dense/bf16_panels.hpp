/// \file
/// The weights of a dense layer in 16 bits: how they lie in memory, and how they become floats.
#ifndef EQUIVARIFY_RUNTIME_DENSE_BF16_PANELS_HPP
#define EQUIVARIFY_RUNTIME_DENSE_BF16_PANELS_HPP

#include "equivarify/runtime/arrays/bf16.hpp"
#include "equivarify/runtime/arrays/vector.hpp"
#include "equivarify/runtime/dense/dense_layout.hpp"
#include "equivarify/runtime/dense/dense_products.hpp"
#include "equivarify/runtime/group/group_terms.hpp"

#include <algorithm>
#include <array>
#include <cstddef>

namespace equivarify::runtime {

/// Weights as F has them: no transform of them over the group would fit into 16 bits. Strips follow
/// one another, in a strip the inputs, of an input all copies.
template <typename Algebra, std::size_t Inputs, std::size_t Units>
class Bf16Panels {
  using Strips = ColumnStrips<Units>;
  static constexpr std::size_t copies = Algebra::weight_copies;
  static constexpr std::size_t matrix_size = Inputs * Units;
  static constexpr ProductFamilies<Algebra> families{};
  using SlotSet = std::array<bool, copies>;

  static constexpr SlotSet all_slots = [] {
    SlotSet all{};
    all.fill(true);
    return all;
  }();

public:
  /// The terms of the longest sum.
  static constexpr std::size_t most_terms = [] {
    std::size_t most = 0;
    for (std::size_t i = 0; i < families.count; ++i) {
      most = std::max(most, families.families[i].terms.count);
    }
    return most;
  }();

  /// The weights of all strips and copies.
  static constexpr std::size_t size = copies * matrix_size;

  /// The inputs whose weights are widened at once: those of all slots fit into the first cache.
  static constexpr std::size_t chunk =
      std::clamp<std::size_t>(8192 / (copies * Strips::width), 1, Inputs);

  /// The weights of a chunk, a matrix for each slot.
  using Chunk = std::array<float, copies * chunk * Strips::width>;

  /// Rounds N weights of each copy, of \p input for the units from \p unit on; those of a copy lie
  /// `matrix_size` behind those of the copy before.
  template <std::size_t N>
  static void
  set_weights(std::size_t input, std::size_t unit, float const* weights, Bf16Buffer& panels) {
    std::size_t const strip = unit / Strips::width;
    std::size_t const columns = Strips::width_of(strip);
    Bf16* const target =
        panels.data() + begin(strip) + input * copies * columns + unit % Strips::width;
    for (std::size_t k = 0; k < copies; ++k) {
      for (std::size_t n = 0; n < N; ++n) {
        target[k * columns + n] = to_bf16(weights[k * matrix_size + n]);
      }
    }
  }

  /// Where \p strip begins.
  static constexpr std::size_t begin(std::size_t strip) {
    return copies * Strips::begin(strip, Inputs);
  }

  /// The floats of \p inputs of a strip at \p weights, slot by slot.
  template <std::size_t Columns>
  static void widen_all(InputRange inputs, Bf16 const* weights, Chunk& widened) {
    widen<Columns, all_slots>(inputs, weights, widened);
  }

  /// Those of them that term number \p term of some product takes.
  template <std::size_t Columns>
  static void widen_term(std::size_t term, InputRange inputs, Bf16 const* weights, Chunk& widened) {
    if constexpr (requires { Algebra::slots_are_copies; }) {
      for (std::size_t k = 0; k < copies; ++k) {
        if (slots_of_term[term][k]) {
          widen_copy<Columns>(k, inputs, weights, widened);
        }
      }
    } else {
      static_for<most_terms>([&]<std::size_t Term>() {
        if (term == Term) {
          widen<Columns, slots_of_term[Term]>(inputs, weights, widened);
        }
      });
    }
  }

  /// The weights of N units, transformed as `Dense` transforms those of 32 bits.
  template <std::size_t Columns, std::size_t N>
  [[gnu::always_inline]] static void load_slots(Bf16 const* row, Vector<N> (&slots)[copies]) {
#pragma GCC unroll 16
    for (std::size_t k = 0; k < copies; ++k) {
      slots[k] = load_widened<N>(row + k * Columns);
    }
    Algebra::analyse_weights(slots);
  }

private:
  /// The weight slots that term number t of some product takes: `slots_of_term[t]`.
  static constexpr auto slots_of_term = [] {
    std::array<SlotSet, most_terms> slots{};
    for (std::size_t i = 0; i < families.count; ++i) {
      auto const& terms = families.families[i].terms;
      for (std::size_t t = 0; t < terms.count; ++t) {
        slots[t][terms.entries[t].weight_slot] = true;
      }
    }
    return slots;
  }();

  /// The weights of one copy, which is a slot.
  template <std::size_t Columns>
  static void widen_copy(std::size_t copy, InputRange inputs, Bf16 const* weights, Chunk& widened) {
    for (std::size_t i = 0; i < inputs.count; ++i) {
      Bf16 const* const row = weights + ((inputs.first + i) * copies + copy) * Columns;
      float* const target = widened.data() + (copy * chunk + i) * Columns;
      for_each_piece<Columns>(
          [&]<std::size_t N>(std::size_t o) { store<N>(target + o, load_widened<N>(row + o)); });
    }
  }

  /// The weights of \p Chosen slots.
  template <std::size_t Columns, SlotSet Chosen>
  [[gnu::flatten]] static void widen(InputRange inputs, Bf16 const* weights, Chunk& widened) {
    for (std::size_t i = 0; i < inputs.count; ++i) {
      Bf16 const* const row = weights + (inputs.first + i) * copies * Columns;
      for_each_piece<Columns>([&]<std::size_t N>(std::size_t o) {
        Vector<N> slots[copies];
        load_slots<Columns, N>(row + o, slots);
        for (std::size_t k = 0; k < copies; ++k) {
          if (Chosen[k]) {
            store<N>(widened.data() + (k * chunk + i) * Columns + o, slots[k]);
          }
        }
      });
    }
  }
};

} // namespace equivarify::runtime

#endif
