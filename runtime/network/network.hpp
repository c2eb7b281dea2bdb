/// \file
/// A generated network behind one interface, so that training, evaluation and the command line are
/// compiled once and not for each network.
#ifndef EQUIVARIFY_RUNTIME_NETWORK_NETWORK_HPP
#define EQUIVARIFY_RUNTIME_NETWORK_NETWORK_HPP

#include "equivarify/runtime/answers/class_weights.hpp"
#include "equivarify/runtime/answers/describe_output.hpp"
#include "equivarify/runtime/answers/outputs.hpp"
#include "equivarify/runtime/base/batch_part.hpp"
#include "equivarify/runtime/base/layer_form.hpp"
#include "equivarify/runtime/group/steps.hpp"
#include "equivarify/runtime/network/integer_layers.hpp"
#include "equivarify/runtime/network/model.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <memory>
#include <span>
#include <string>
#include <vector>

namespace equivarify::runtime {

/// The facts about a network that its generator knew; see DescribedModel.
struct Description {
  std::string name;
  std::string spec_sha256;
  std::string network_sha256; ///< of what weights mean: group, action, layers, number of classes
  std::uint64_t seed = 1;
  bool is_exact = true; ///< f(g x) and g f(x) have the same bits, else they agree to rounding
  std::size_t order = 1;
  std::size_t classes = 1; ///< of labels (h, class); 0 for a network with outputs
  std::size_t channels = 1;
  std::size_t rows = 1;
  std::size_t columns = 1;
  std::size_t depth = 1; ///< slices of a volume, which lie below one another: of all `rows`
  std::vector<std::string> element_names;
  std::vector<std::string> element_labels;
  std::vector<std::string> class_names;
  std::vector<double> class_weights{};             ///< of the loss of labels; empty: all 1
  std::vector<std::vector<std::uint32_t>> product; ///< product[g][h] = g h; or there are `steps`
  std::vector<std::uint32_t> inverse;
  std::vector<std::vector<bool>> symmetries;                  ///< symmetries[class][element]
  std::vector<std::vector<std::uint32_t>> input_permutations; ///< (g x)[i] = x[p[g][i]]
  std::vector<std::vector<bool>> input_negated; ///< or minus that; empty where no sign changes
  TrainingDefaults training;
  std::size_t largest_batch = std::numeric_limits<std::size_t>::max(); ///< images of one step
  std::vector<InputPart> input_parts{};    ///< one after another; empty: the input is one array
  std::vector<OutputFacts> outputs{};      ///< in their order; empty: joint labels (h, class)
  std::vector<LayerForm> integer_layers{}; ///< for evaluation in integers; empty where it cannot be
  std::string integer_refusal{};           ///< and why not
  std::vector<std::vector<std::uint32_t>> steps{}; ///< steps[k][g] = g s_k, of a large group
  StepTree tree{};                                 ///< of `steps`

  /// The product g h.
  [[nodiscard]] std::size_t times(std::size_t g, std::size_t h) const {
    if (steps.empty()) {
      return product[g][h];
    }
    std::vector<std::uint32_t> letters;
    for (std::size_t x = h; x != 0; x = tree.parent[x]) {
      letters.push_back(tree.via[x]);
    }
    std::for_each(letters.rbegin(), letters.rend(), [&](std::uint32_t k) { g = steps[k][g]; });
    return g;
  }

  /// The products g h for each h in order.
  [[nodiscard]] std::vector<std::uint32_t> products_with(std::size_t g) const {
    return steps.empty() ? product[g] : row_of(steps, tree, g);
  }

  /// The number of pixels of an image, all channels counted.
  [[nodiscard]] std::size_t input_size() const { return channels * rows * columns; }

  /// The number of labels (h, class); 0 for a network with outputs.
  [[nodiscard]] std::size_t labels() const { return order * classes; }

  /// The numbers that come out for an image: one for each label, or those of all outputs.
  [[nodiscard]] std::size_t output_size() const {
    std::size_t size = labels();
    for (OutputFacts const& output : outputs) {
      size += output.size;
    }
    return size;
  }
};

/// What each of some images should give: one or the other.
struct Targets {
  /// Without outputs one for each image: h * classes + class, or labels() + class where the pose is
  /// unknown.
  std::span<std::uint32_t const> labels{};
  /// With outputs target_size() numbers for each image: those of its outputs one after another, a
  /// class as its number.
  std::span<float const> values{};
};

/// A network with its weights and the engine that evaluates it.
class Network {
public:
  Network() = default;
  Network(Network const&) = delete;
  Network(Network&&) = delete;
  Network& operator=(Network const&) = delete;
  Network& operator=(Network&&) = delete;
  virtual ~Network() = default;

  /// What the generator knew about the network.
  [[nodiscard]] virtual Description const& description() const = 0;

  /// The weights and what else the layers keep, in a fixed order; call `load` after a change.
  [[nodiscard]] virtual std::vector<ParameterView> parameters() = 0;

  /// Where `gradient` leaves its result, in the same order.
  [[nodiscard]] virtual std::vector<ParameterView> gradients() = 0;

  /// Sets the weights to their random first values.
  virtual void initialize(std::uint64_t seed) = 0;

  /// Makes `forward` and `gradient` use the weights as they are now.
  virtual void load() = 0;

  /// Sets \p answers to output_size() numbers for each of \p images.
  virtual void forward(std::span<float const> images, std::span<float> answers) = 0;

  /// Calls \p take for each lane of \p part in order, when `gradients` has the sum of the gradients
  /// of its images, divided by the images of the whole batch. \p images and \p targets are those of
  /// all its lanes.
  ///
  /// \throws std::invalid_argument unless there are targets of the network's kind for each image.
  virtual void lane_gradients(std::span<float const> images,
                              Targets const& targets,
                              BatchPart const& part,
                              LaneTaker const& take) = 0;

  /// The mean loss of \p images for \p targets; see `gradients`, where their mean gradient is then.
  ///
  /// \throws as `lane_gradients`.
  double gradient(std::span<float const> images, Targets const& targets) {
    std::size_t const count = images.size() / description().input_size();
    double sum = 0;
    lane_gradients(images, targets, whole_batch(count), [&sum](std::span<double const> losses) {
      sum = losses.front();
    });
    return sum / static_cast<double>(count);
  }

  /// Moves what is kept besides parameters, such as running means, as the last gradient says.
  virtual void update_state() = 0;

  /// Whether `gradient` and what goes with it can be called: not of integers.
  [[nodiscard]] virtual bool is_trainable() const { return true; }
};

/// The slices of an input of \p M, which says so where it is a volume.
template <DescribedModel M>
[[nodiscard]] constexpr std::size_t depth_of() {
  if constexpr (requires { M::depth; }) {
    return M::depth;
  } else {
    return 1;
  }
}

/// The facts about \p M as values.
template <DescribedModel M>
[[nodiscard]] Description describe() {
  auto const rows_of = [](auto const& table) {
    std::vector<std::vector<std::uint32_t>> rows;
    rows.reserve(table.size());
    for (auto const& row : table) {
      rows.emplace_back(row.begin(), row.end());
    }
    return rows;
  };
  Description result{
      .name = std::string(std::string_view(M::name)),
      .spec_sha256 = std::string(std::string_view(M::spec_sha256)),
      .network_sha256 = std::string(std::string_view(M::network_sha256)),
      .seed = M::seed,
      .is_exact = M::is_exact,
      .order = M::order,
      .classes = 0,
      .channels = M::channels,
      .rows = M::rows,
      .columns = M::columns,
      .depth = depth_of<M>(),
      .element_names = {M::element_names.begin(), M::element_names.end()},
      .element_labels = {M::element_labels.begin(), M::element_labels.end()},
      .class_names = {},
      .product = {},
      .inverse = {M::inverse.begin(), M::inverse.end()},
      .symmetries = {},
      .input_permutations = rows_of(M::input_permutations),
      .input_negated = {},
      .training = M::training,
  };
  if constexpr (requires { M::steps; }) {
    result.steps = rows_of(M::steps);
    result.tree = tree_of(result.steps, M::order);
  } else {
    result.product = rows_of(M::product);
  }
  if constexpr (JointModel<M>) {
    result.classes = M::classes;
    result.class_names.assign(M::class_names.begin(), M::class_names.end());
    result.class_weights.assign(class_weights_of<M>().begin(), class_weights_of<M>().end());
    for (auto const& row : M::symmetries) {
      result.symmetries.emplace_back(row.begin(), row.end());
    }
  } else {
    M::Outputs::for_each_output([&]<typename O>() {
      result.outputs.push_back(describe_output<typename M::Outputs::HeadGroup, O>());
    });
  }
  if constexpr (requires { M::input_negated; }) {
    for (auto const& row : M::input_negated) {
      result.input_negated.emplace_back(row.begin(), row.end());
    }
  }
  if constexpr (requires { M::input_parts; }) {
    result.input_parts.assign(M::input_parts.begin(), M::input_parts.end());
  }
  if constexpr (requires { M::integer_layers; }) {
    result.integer_layers =
        with_shapes(M::integer_layers, {M::channels, M::rows, M::columns}, M::order);
  }
  if constexpr (requires { M::integer_refusal; }) {
    result.integer_refusal = std::string(std::string_view(M::integer_refusal));
  }
  if constexpr (requires { M::Engine::largest_batch; }) {
    result.largest_batch = M::Engine::largest_batch;
  }
  return result;
}

/// The network \p M; its weights and gradient live on the heap.
template <GeneratedModel M>
class NetworkOf final : public Network {
public:
  /// A network without weights: call `initialize`, or set `parameters` and call `load`.
  explicit NetworkOf(ThreadPool& pool)
      : weights_(std::make_unique<typename M::Weights>()),
        gradient_(std::make_unique<typename M::Weights>()), engine_(pool) {}

  [[nodiscard]] Description const& description() const override { return description_; }

  [[nodiscard]] std::vector<ParameterView> parameters() override {
    return M::parameters(*weights_);
  }

  [[nodiscard]] std::vector<ParameterView> gradients() override {
    return M::parameters(*gradient_);
  }

  void initialize(std::uint64_t seed) override {
    weights_ = M::initialize(seed);
    load();
  }

  void load() override { engine_.load(*weights_); }

  void forward(std::span<float const> images, std::span<float> answers) override {
    engine_.forward(images, answers);
  }

  void lane_gradients(std::span<float const> images,
                      Targets const& targets,
                      BatchPart const& part,
                      LaneTaker const& take) override {
    if constexpr (JointModel<M>) {
      engine_.lane_gradients(images, targets.labels, part, *gradient_, take);
    } else {
      engine_.lane_gradients(images, targets.values, part, *gradient_, take);
    }
  }

  void update_state() override {
    if constexpr (requires { engine_.update_state(*weights_); }) {
      engine_.update_state(*weights_);
    }
  }

private:
  Description description_ = describe<M>();
  std::unique_ptr<typename M::Weights> weights_;
  std::unique_ptr<typename M::Weights> gradient_;
  typename M::Engine engine_;
};

} // namespace equivarify::runtime

#endif
