/// \file
/// A network as a list of steps that each become one function of the generated program.
#ifndef EQUIVARIFY_CODEGEN_GENERATE_PLAN_HPP
#define EQUIVARIFY_CODEGEN_GENERATE_PLAN_HPP

#include "equivarify/codegen/generate/group_transform.hpp"
#include "equivarify/codegen/layer.hpp"
#include "equivarify/codegen/network.hpp"

#include <algorithm>
#include <cstddef>
#include <optional>
#include <string>
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

/// What a step does to the value of one copy.
enum class StepKind {
  conv,
  dense,
  relu,
  max_pool,
  average_pool,
  softmax,
  concatenate,
  coinduce ///< the construction's own: the outputs for all of G from those of the copies
};

/// One function of the generated program. Shapes are those of one copy.
struct Step {
  std::string name;
  StepKind kind = StepKind::relu;
  Operation operation{Relu{}};
  CopyMixing mixing = CopyMixing::copy_by_copy;
  Shape input{};
  Shape output{};
  std::size_t gathered =
      1; ///< how many copies one input vector holds, after a step that concatenates vectors
  bool relu = false; ///< a relu layer follows at once and is fused
  PixelAlgorithm pixels = PixelAlgorithm::direct;
  GroupAlgorithm group = GroupAlgorithm::copy_by_copy;
  std::string group_reason{};      ///< why this sum over the group
  std::string pixel_reason{};      ///< why this way over the pixels; empty where there are none
  std::size_t block_tiles = 0;     ///< Winograd: tiles that a thread takes to the output at once
  std::size_t group_images = 1;    ///< images whose gradient of the weights is found at once
  std::size_t multiply_adds = 0;   ///< by the definition, all copies
  std::size_t multiplications = 0; ///< of the chosen algorithms, all copies, transforms not counted
};

/// The steps of a network: first those on images, run image by image, then those on vectors, run
/// batch by batch. Between the two stands the flattening.
struct Plan {
  Network network;
  std::vector<Step> image_steps{};
  Shape flattened{}; ///< of one copy; the features that enter the vector steps
  std::vector<Step> vector_steps{};
  std::size_t copies = 1;                    ///< of each value; |G|, or what the construction needs
  std::optional<GroupTransform> transform{}; ///< of the steps that sum over the group by Fourier
  std::size_t micro_batch = 16;              ///< images whose values are in memory at once
  std::size_t backward_group = 4;            ///< images whose gradients are in memory at once

  /// Whether moved inputs give moved outputs to the last bit.
  [[nodiscard]] bool is_exact() const { return !transform || transform->exact; }
};

/// Which passes `lower` leaves out.
struct LowerOptions {
  std::vector<std::string> without{};

  [[nodiscard]] bool uses(std::string const& pass) const {
    return std::find(without.begin(), without.end(), pass) == without.end();
  }
};

/// The plan of \p network by the definitions: no pass has run.
///
/// \throws InputError as `lower` does.
[[nodiscard]] Plan lower_directly(Network const& network);

/// The plan of \p network after all passes that \p options allow.
///
/// \throws InputError for a network that the generator has no steps for: a convolution or a
/// pooling behind vectors.
[[nodiscard]] Plan lower(Network const& network, LowerOptions const& options = {});

} // namespace equivarify::codegen

#endif
