/// \file
/// What the generator promises to the runtime: the contract of a generated network.
#ifndef EQUIVARIFY_RUNTIME_NETWORK_MODEL_HPP
#define EQUIVARIFY_RUNTIME_NETWORK_MODEL_HPP

#include "equivarify/runtime/base/batch_part.hpp"
#include "equivarify/runtime/base/parallel.hpp"
#include "equivarify/runtime/base/parameters.hpp"

#include <concepts>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <string_view>
#include <type_traits>
#include <vector>

namespace equivarify::runtime {

/// How the learning rate goes from its first to its last value over all steps.
enum class Schedule {
  constant, ///< stays at the first
  linear,   ///< along a line
  cosine    ///< along half a wave: slow, fast, slow
};

/// In which poses the training pictures stand.
enum class Pose {
  upright, ///< a picture of class c has the label (e, c)
  given,   ///< recorded: a picture of class c turned by g has the label (g, c)
  unknown  ///< a picture of class c has one of the labels (h, c)
};

/// How a network trains unless the command line says otherwise.
struct TrainingDefaults {
  std::size_t epochs = 3;
  std::size_t batch = 64;
  double learning_rate = 1e-3;
  double final_learning_rate = 0.0;
  Schedule schedule = Schedule::cosine;
  double beta1 = 0.9;
  double beta2 = 0.999;
  double epsilon = 1e-8;
  Pose pose = Pose::upright;
  std::size_t shift = 0; ///< images are moved by at most so many pixels
  double turn = 0;       ///< and turned by at most so many degrees, either way
};

/// A named part of the input, which is the parts one after another: `channels` planes of `rows` x
/// `columns`, or a vector.
struct InputPart {
  std::string_view name;
  std::size_t channels = 1;
  std::size_t rows = 1;
  std::size_t columns = 1;

  /// The numbers of it.
  [[nodiscard]] constexpr std::size_t size() const { return channels * rows * columns; }
};

/// The facts about a network that are known when it is generated. Elements of the group G are
/// numbered from e = 0; products are a table, or of a large group those with generators. Where
/// elements change signs there is a table `input_negated` too, see moved_entry; where the input is
/// a volume there is its `depth`, the number of slices; where it has several parts, a list
/// `input_parts`.
template <typename M>
concept DescribedModel = requires(std::size_t i, std::size_t j) {
  { M::name } -> std::convertible_to<std::string_view>;
  { M::spec_sha256 } -> std::convertible_to<std::string_view>;
  { M::network_sha256 } -> std::convertible_to<std::string_view>; // of what weights mean
  { M::seed } -> std::convertible_to<std::uint64_t>;
  { M::is_exact } -> std::convertible_to<bool>; // f(g x) and g f(x) have the same bits
  { M::order } -> std::convertible_to<std::size_t>;
  { M::channels } -> std::convertible_to<std::size_t>;
  { M::rows } -> std::convertible_to<std::size_t>;
  { M::columns } -> std::convertible_to<std::size_t>;
  { M::element_names[i] } -> std::convertible_to<std::string_view>;
  { M::element_labels[i] } -> std::convertible_to<std::string_view>;
  { M::inverse[i] } -> std::convertible_to<std::size_t>;
  { M::input_permutations[i][j] } -> std::convertible_to<std::size_t>; // (g x)[j] = x[p[g][j]]
  { M::training } -> std::convertible_to<TrainingDefaults>;
}

&&(
    requires(std::size_t i, std::size_t j) {
      { M::product[i][j] } -> std::convertible_to<std::size_t>; // i j
    } ||
    requires(std::size_t i, std::size_t k) {
      { M::steps[k][i] } -> std::convertible_to<std::size_t>; // i times generator k
    });

/// A network whose answers are logits of labels: (h, class) has the number h * classes + class.
template <typename M>
concept JointModel = DescribedModel<M> && requires(std::size_t i, std::size_t j) {
  { M::classes } -> std::convertible_to<std::size_t>;
  { M::class_names[i] } -> std::convertible_to<std::string_view>;
  { M::symmetries[i][j] } -> std::convertible_to<bool>; // class i, element j
};

/// A network with outputs: `Outputs` is the OutputList that answers/heads.hpp describes.
template <typename M>
concept ModelWithOutputs = DescribedModel<M> && requires {
  typename M::Outputs;
};

/// A network whose answers have a meaning.
template <typename M>
concept AnsweringModel = JointModel<M> || ModelWithOutputs<M>;

/// A network that can be evaluated: images in, logits or the numbers of all outputs out.
template <typename M>
concept EvaluableModel = AnsweringModel<M> &&
    std::constructible_from<typename M::Engine, ThreadPool&> &&
    requires(typename M::Engine& engine,
             typename M::Weights& weights,
             typename M::Weights const& fixed_weights,
             std::span<float const> images,
             std::span<float> answers) {
  { M::parameters(weights) } -> std::same_as<std::vector<ParameterView>>;
  { M::initialize(std::uint64_t{1}) } -> std::same_as<std::unique_ptr<typename M::Weights>>;
  engine.load(fixed_weights);
  engine.forward(images, answers);
};

/// What the `gradient` of a model takes: labels, or the numbers of outputs.
template <typename M>
using TargetOf = std::conditional_t<JointModel<M>, std::uint32_t, float>;

/// A network that can be trained too: for each lane of a part of a batch in order, `lane_gradients`
/// overwrites the gradient by the sum of the lane's gradients over the images of the whole batch,
/// and calls its last argument with the sums of the lane's losses; see JointLoss and OutputLosses
/// for targets. Neither depends on the number of threads, or on which other lanes the part has. An
/// engine may have a `largest_batch`, the most images of a batch, and an `update_state`, which
/// changes what its layers keep besides parameters as the last `lane_gradients` says.
template <typename M>
concept GeneratedModel = EvaluableModel<M> && requires(typename M::Engine& engine,
                                                       std::span<float const> images,
                                                       std::span<TargetOf<M> const> targets,
                                                       BatchPart const& part,
                                                       typename M::Weights& gradient,
                                                       LaneTaker const& take) {
  engine.lane_gradients(images, targets, part, gradient, take);
};

/// The number of pixels, all channels counted, of an image of \p M.
template <DescribedModel M>
inline constexpr std::size_t input_size = M::channels* M::rows* M::columns;

/// The number of logits that \p M gives an image: one for each label (h, class).
template <JointModel M>
inline constexpr std::size_t label_count = M::order* M::classes;

} // namespace equivarify::runtime

#endif
