/// \file
/// The inputs of a dense layer between copies, as images have them, and slots, as products do.
#ifndef EQUIVARIFY_RUNTIME_DENSE_DENSE_INPUTS_HPP
#define EQUIVARIFY_RUNTIME_DENSE_DENSE_INPUTS_HPP

#include "equivarify/runtime/arrays/vector.hpp"
#include "equivarify/runtime/dense/dense_products.hpp"

#include <algorithm>
#include <array>
#include <cstddef>

namespace equivarify::runtime {

/// \p Inputs numbers in each copy. Entry i of copy h of image n is at (n * copies + h) * Inputs +
/// i, entry i of a slot, of image n, at (slot * Inputs + i) * images + n.
template <typename Algebra, std::size_t Inputs>
struct DenseInputs {
  static constexpr std::size_t depth = Algebra::copies * Inputs; ///< of one image, all copies

  /// The slots \p factors of \p inputs of the first \p rows images of \p input.
  static void analyse(InputRange inputs, std::size_t rows, float const* input, float* factors) {
    if constexpr (requires { Algebra::slots_are_copies; }) {
      copy(inputs, rows, input, factors);
      return;
    }
    for (std::size_t n = 0; n < rows; ++n) {
      for (std::size_t i = inputs.first; i < inputs.first + inputs.count; ++i) {
        Vector<1> copies[Algebra::copies];
        load_apart<1>(input + n * depth + i, Inputs, copies);
        Algebra::analyse(copies);
        store_apart<1>(factors + i * rows + n, Inputs * rows, copies);
      }
    }
  }

  /// The gradients of \p inputs of the first \p rows images from those of their slots, \p factors,
  /// which have room for \p Batch images.
  template <std::size_t Batch>
  static void synthesise(InputRange inputs, std::size_t rows, float const* factors, float* input) {
    for (std::size_t i = inputs.first; i < inputs.first + inputs.count; ++i) {
      synthesise_one<Batch>(i, rows, factors, input);
    }
  }

private:
  /// analyse() where slots are copies. As vectors of one number g++ puts all copies together on the
  /// stack, which takes ten times as long as to move them.
  static void copy(InputRange inputs, std::size_t rows, float const* input, float* factors) {
    for (std::size_t h = 0; h < Algebra::copies; ++h) {
      if (rows == 1) {
        std::copy_n(
            input + h * Inputs + inputs.first, inputs.count, factors + h * Inputs + inputs.first);
        continue;
      }
      for (std::size_t i = inputs.first; i < inputs.first + inputs.count; ++i) {
        float const* const values = input + h * Inputs + i;
        float* const place = factors + (h * Inputs + i) * rows;
        for (std::size_t n = 0; n < rows; ++n) {
          place[n] = values[n * depth];
        }
      }
    }
  }

  template <std::size_t Batch>
  static void synthesise_one(std::size_t i, std::size_t rows, float const* factors, float* input) {
    // NOLINTNEXTLINE(cppcoreguidelines-pro-type-member-init): every entry is stored to at once
    std::array<float, Algebra::copies * Batch> copies;
    for_each_piece<Batch>([&]<std::size_t N>(std::size_t n) {
      Vector<N> values[Algebra::copies];
      load_apart<N>(factors + i * Batch + n, Inputs * Batch, values);
      Algebra::synthesise(values);
      store_apart<N>(copies.data() + n, Batch, values);
    });
    for (std::size_t n = 0; n < rows; ++n) {
      for (std::size_t h = 0; h < Algebra::copies; ++h) {
        input[n * depth + h * Inputs + i] = copies[h * Batch + n];
      }
    }
  }
};

} // namespace equivarify::runtime

#endif
