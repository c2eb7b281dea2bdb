/// \file
/// A network that normalises values on images and on vectors, for tests.
#ifndef EQUIVARIFY_TESTS_RUNTIME_NORMALISING_NETWORK_HPP
#define EQUIVARIFY_TESTS_RUNTIME_NORMALISING_NETWORK_HPP

#include "equivarify/runtime/conv/direct_conv.hpp"
#include "equivarify/runtime/dense/dense.hpp"
#include "equivarify/runtime/graph/training_engine.hpp"
#include "equivarify/runtime/layers/merging.hpp"
#include "equivarify/runtime/layers/rearrange.hpp"
#include "equivarify/runtime/norm/batch_norm.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <string_view>

#include "runtime/graph_bench.hpp"
#include "runtime/kernel_reference.hpp"

namespace equivarify::runtime::normalising {

using testing::LabelledImages;

inline constexpr std::size_t classes = 3;
inline constexpr std::size_t most_images = 8;
inline constexpr std::size_t side = 4;

struct C4 {
  static constexpr std::array<std::uint32_t, 4> inverse{0, 3, 2, 1};
};

/// (r x)[i][j] = x[j][side - 1 - i], and its powers.
struct Turns {
  static constexpr auto input_permutations = [] {
    std::array<std::array<std::uint32_t, side * side>, 4> table{};
    for (std::uint32_t i = 0; i < side * side; ++i) {
      table[0][i] = i;
    }
    for (std::size_t g = 1; g < 4; ++g) {
      for (std::size_t i = 0; i < side * side; ++i) {
        table[g][i] = table[g - 1][(i % side) * side + side - 1 - i / side];
      }
    }
    return table;
  }();
};

using Copies = CopyByCopy<4>;
using Group = Regular<runtime::testing::CyclicTable<4>>;
inline constexpr NormSettings standard{};
inline constexpr auto linear = Activation::none;

constexpr ConvSizes sizes(std::size_t channels, std::size_t filters) {
  return {.channels = channels,
          .filters = filters,
          .rows = side,
          .columns = side,
          .padding_top = 1,
          .padding_left = 1,
          .padding_bottom = 1,
          .padding_right = 1};
}

struct Lift : LiftImage<C4, Turns, FeatureMap<4, 1, side, side>> {};

using PlainConv1 = DirectConv<Copies, sizes(1, 3), linear, 2>;

struct Conv1 : PlainConv1 {
  static constexpr std::string_view name = "conv1";
};

struct Norm1 : BatchNormMap<Conv1::Output, standard, linear> {
  static constexpr std::string_view name = "norm1";
};

struct Conv2 : DirectConv<Group, sizes(3, 2), linear, 2> {
  static constexpr std::string_view name = "conv2";
};

struct Grown : ConcatenateChannels<Norm1::Output, Conv2::Output> {};

struct Norm2 : BatchNormMap<Grown::Output, standard, linear> {
  static constexpr std::string_view name = "norm2";
};

struct Features : Flatten<Norm2::Output> {};

using PlainHidden = Dense<Group,
                          DenseSizes{.channels = 5, .rows = side, .columns = side, .units = 6},
                          linear,
                          most_images>;

struct Hidden : PlainHidden {
  static constexpr std::string_view name = "hidden";
};

struct Norm3 : BatchNormVector<4, 6, standard, linear> {
  static constexpr std::string_view name = "norm3";
};

struct Both : ConcatenateEntries<4, 6, 6> {};

struct Logits : Dense<Copies, DenseSizes{.channels = 12, .units = classes}, linear, most_images> {
  static constexpr std::string_view name = "logits";
};

/// Normalises on images twice and on vectors once; two values are read twice.
using Normalising = TrainableGraph<Step<Lift>,
                                   Step<Conv1, Lift>,
                                   Step<Norm1, Conv1>,
                                   Step<Conv2, Norm1>,
                                   Step<Grown, Norm1, Conv2>,
                                   Step<Norm2, Grown>,
                                   Step<Features, Norm2>,
                                   Step<Hidden, Features>,
                                   Step<Norm3, Hidden>,
                                   Step<Both, Hidden, Norm3>,
                                   Step<Logits, Both>>;

using Engine = TrainingEngine<Normalising, classes, most_images, most_images>;
using Weights = Normalising::Weights;

/// The weights after the running statistics have moved towards \p images.
inline std::unique_ptr<Weights> observed(LabelledImages const& batch, std::size_t threads) {
  ThreadPool pool{threads};
  Engine engine{pool};
  auto weights = Normalising::initialize(1);
  auto const gradient = std::make_unique<Weights>();
  engine.load(*weights);
  engine.gradient(batch.images, batch.labels, *gradient);
  engine.update_state(*weights);
  return weights;
}

} // namespace equivarify::runtime::normalising

#endif
