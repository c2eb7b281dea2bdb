/// \file
/// A network as a list of steps that each become one function of the generated program.
#ifndef EQUIVARIFY_CODEGEN_GENERATE_PLAN_HPP
#define EQUIVARIFY_CODEGEN_GENERATE_PLAN_HPP

#include "equivarify/codegen/generate/group_transform.hpp"
#include "equivarify/codegen/layers/layer.hpp"
#include "equivarify/codegen/spec/network.hpp"

#include <algorithm>
#include <cstddef>
#include <optional>
#include <string>
#include <variant>
#include <vector>

namespace equivarify::codegen {

/// How a step combines the copies of its input.
enum class CopyMixing {
  copy_by_copy, ///< y(h) = F(s(h))
  group_product ///< y(h) = sum_k W_k s(h k): a linear layer on the concatenated copies
};

/// How a convolution runs over the pixels.
enum class PixelAlgorithm { direct, winograd };

/// How a sum over the group is computed.
enum class GroupAlgorithm { copy_by_copy, regular, fourier };

/// The plan's own work: the copies put together where no layer takes them apart.
struct ConcatenateCopies {};

/// The construction's own work: the outputs for all of G from those of the copies.
struct Coinduce {};

/// The heads' own work: the outputs from the copies.
struct ReadHeads {};

/// What a step does: a layer to each copy, or work of the plan's own.
using Work = std::variant<Operation, ConcatenateCopies, Coinduce, ReadHeads>;

/// A batch_norm that is part of the linear step before it.
struct FoldedNorm {
  std::string name;
  Operation operation;
};

/// One function of the generated program. Shapes are those of one copy. Values are numbered: 0 is
/// the lifted image, each step and each Flattening makes one.
struct Step {
  std::string name;
  Work work;
  CopyMixing mixing = CopyMixing::copy_by_copy;
  std::vector<Shape> inputs{}; ///< of the values that it reads
  Shape output{};
  std::vector<std::size_t> reads{}; ///< the values that it reads, in order
  std::size_t value = 0;            ///< the value that it makes
  std::size_t gathered =
      1; ///< how many copies one input vector holds, after a step that concatenates vectors
  std::optional<FoldedNorm> norm{}; ///< follows at once, before the relu, and is folded
  bool relu = false;                ///< a relu layer follows at once and is fused
  PixelAlgorithm pixels = PixelAlgorithm::direct;
  GroupAlgorithm group = GroupAlgorithm::copy_by_copy;
  std::string group_reason{};    ///< why this sum over the group
  std::string pixel_reason{};    ///< why this way over the pixels; empty where there are none
  std::size_t block_tiles = 0;   ///< Winograd: tiles that a thread takes to the output at once
  std::size_t group_images = 1;  ///< others: images whose gradient of the weights is found at once
  std::size_t multiply_adds = 0; ///< by the definition, all copies
  std::size_t multiplications = 0; ///< of the chosen algorithms, all copies, transforms not counted

  /// The shape of the first value that it reads.
  [[nodiscard]] Shape const& input() const { return inputs.front(); }

  /// The layer's operation; null for the plan's own work.
  [[nodiscard]] Operation const* operation() const { return std::get_if<Operation>(&work); }

  /// Whether it is a layer of the type that specs call \p type.
  [[nodiscard]] bool is(std::string const& type) const {
    return operation() != nullptr && type_name(*operation()) == type;
  }

  [[nodiscard]] bool is_coinduction() const { return std::holds_alternative<Coinduce>(work); }

  [[nodiscard]] bool reads_heads() const { return std::holds_alternative<ReadHeads>(work); }

  /// Whether it is a weighted sum over windows.
  [[nodiscard]] bool is_convolution() const;

  /// Whether its windows lie on the output, so that its weights go input by input.
  [[nodiscard]] bool is_transposed() const;

  /// Whether it is a weighted sum over all entries.
  [[nodiscard]] bool is_matrix_product() const;

  /// Whether it is a weighted sum of one kind or the other.
  [[nodiscard]] bool is_linear() const { return is_convolution() || is_matrix_product(); }

  /// Whether it is a batch_norm by itself.
  [[nodiscard]] bool is_norm() const;

  /// Whether it is a layer_norm.
  [[nodiscard]] bool is_layer_norm() const;

  /// Whether it is a dropout.
  [[nodiscard]] bool is_dropout() const;
};

/// The copies of an image value as vectors.
struct Flattening {
  std::size_t read = 0;  ///< the value on images
  std::size_t value = 0; ///< the vectors
  Shape image{};         ///< of one copy
  /// Whether the entries go channel by channel, as in specs, and not pixel by pixel.
  bool by_channel = false;
};

/// How `lower` makes a plan.
struct LowerOptions {
  std::vector<std::string> without{}; ///< passes that are left out
  bool keeps_dropout = false;         ///< for training; a plan has none otherwise

  [[nodiscard]] bool uses(std::string const& pass) const {
    return std::find(without.begin(), without.end(), pass) == without.end();
  }
};

/// The steps of a network: first those on images, run image by image, then those on vectors, run
/// batch by batch. Between the two stand the flattenings. Each reads values of steps before it.
struct Plan {
  Network network;
  std::vector<Step> image_steps{};
  std::vector<Flattening> flattenings{};
  std::vector<Step> vector_steps{};
  std::size_t copies = 1;                    ///< of each value; |G|, or what the construction needs
  std::optional<GroupTransform> transform{}; ///< of the steps that sum over the group by Fourier
  std::size_t micro_batch = 16;              ///< images whose values are in memory at once
  std::size_t backward_group = 4;            ///< images whose gradients are in memory at once
  LowerOptions options{};                    ///< by which it was made

  /// Whether moved inputs give moved outputs to the last bit.
  [[nodiscard]] bool is_exact() const { return !transform || transform->exact; }

  /// How many steps and flattenings read \p value.
  [[nodiscard]] std::size_t readers(std::size_t value) const;

  /// The first number that no value has.
  [[nodiscard]] std::size_t next_value() const;
};

/// Calls \p f for every step of \p plan, in order.
template <typename AnyPlan, typename F>
void for_each_step(AnyPlan& plan, F const& f) {
  std::for_each(plan.image_steps.begin(), plan.image_steps.end(), f);
  std::for_each(plan.vector_steps.begin(), plan.vector_steps.end(), f);
}

/// Notes in \p step, a weighted sum of \p plan, how copies are summed, \p mixing them or not, and
/// the work by the definition.
void describe_weighted(Plan const& plan, Step& step, bool mixing);

/// Sets the costs of \p step, a batch_norm or layer_norm, and why it is computed as it is.
void describe_norm(Plan const& plan, Step& step);

/// The plan of \p network by the definitions: no pass has run.
///
/// \throws InputError as `lower` does.
[[nodiscard]] Plan lower_directly(Network const& network);

/// The plan of \p network after all passes that \p options allow.
///
/// \throws InputError for a network that the generator has no steps for.
[[nodiscard]] Plan lower(Network const& network, LowerOptions const& options = {});

/// \p plan for training: each batch_norm that was folded is a step of its own again, and where
/// there is one the images of a step are all in memory at once, for as many as the spec trains on.
/// Each dropout is a step.
///
/// \throws InputError where dropout would break the equivariance of a training step.
[[nodiscard]] Plan for_training(Plan plan);

} // namespace equivarify::codegen

#endif
