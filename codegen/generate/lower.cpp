#include "equivarify/codegen/generate/generate_error.hpp"
#include "equivarify/codegen/generate/plan.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <string>
#include <utility>
#include <variant>

namespace equivarify::codegen {
namespace {

/// The transforms of runtime/kernels/fourier.hpp and the multiplication tables that they are
/// written for.
struct FourierTransform {
  std::string name;
  std::size_t order;
  std::size_t products; ///< multiplications of one channel pair
  std::uint32_t (*multiply)(std::uint32_t g, std::uint32_t h);
};

std::uint32_t multiply_dihedral4(std::uint32_t g, std::uint32_t h) {
  std::uint32_t const turn = g < 4 ? h % 4 : 4 - h % 4;
  return (g % 4 + turn) % 4 + 4 * ((g / 4 + h / 4) % 2);
}

std::vector<FourierTransform> const& fourier_transforms() {
  static std::vector<FourierTransform> const all{
      {"FourierC2", 2, 2, [](std::uint32_t g, std::uint32_t h) { return (g + h) % 2; }},
      {"FourierC4", 4, 6, [](std::uint32_t g, std::uint32_t h) { return (g + h) % 4; }},
      {"FourierD4", 8, 12, multiply_dihedral4},
  };
  return all;
}

bool fits(FourierTransform const& transform, algebra::Group const& group) {
  if (transform.order != group.order()) {
    return false;
  }
  for (std::uint32_t g = 0; g < group.order(); ++g) {
    for (std::uint32_t h = 0; h < group.order(); ++h) {
      if (group.table()[g * group.order() + h] != transform.multiply(g, h)) {
        return false;
      }
    }
  }
  return true;
}

/// Walks through the layers and collects steps; `shape_` is that of one copy.
class Lowering {
public:
  Lowering(Network const& network, LowerOptions const& options)
      : options_{options}, order_{network.group.order()}, shape_{network.input}, plan_{
                                                                                     .network =
                                                                                         network} {
    auto const& transforms = fourier_transforms();
    auto const found =
        std::find_if(transforms.begin(), transforms.end(), [&](auto const& transform) {
          return fits(transform, network.group);
        });
    if (found != transforms.end() && options.fourier) {
      transform_ = &*found;
      plan_.fourier = found->name;
    }
  }

  Plan run() {
    for (Block const& block : plan_.network.blocks) {
      concatenated_ = block.equivarification == Equivarification::concat;
      for (Layer const& layer : block.layers) {
        std::visit([&](auto const& operation) { add(layer, operation); }, layer.operation);
      }
      concatenate(block.name);
    }
    flatten();
    require_class_order();
    return std::move(plan_);
  }

private:
  std::vector<Step>& steps() { return flat_ ? plan_.vector_steps : plan_.image_steps; }

  Step& append(Step step) {
    step.input = shape_;
    step.gathered = gathered_;
    shape_ = step.output;
    steps().push_back(std::move(step));
    return steps().back();
  }

  void require_image(Layer const& layer) const {
    if (flat_) {
      throw GenerateError(fmt::format(
          "layer `{}`: {} needs an image, but the value was flattened or went through a "
          "dense layer before; the generator keeps images in front of vectors",
          layer.name,
          type_name(layer.operation)));
    }
  }

  /// The copies are put together as channels where no linear layer has done so.
  void concatenate(std::string const& where) {
    if (!std::exchange(concatenated_, false)) {
      return;
    }
    Shape output = shape_;
    output.channels *= flat_ ? 1 : order_;
    append({.name = where + "_copies",
            .kind = StepKind::concatenate,
            .output = output,
            .reason = "no linear layer takes the copies apart"});
    gathered_ *= flat_ ? order_ : 1;
  }

  /// Vectors hold their entries pixel by pixel, labels are numbered channel by channel.
  void require_class_order() const {
    bool const image = shape_.rows * shape_.columns > 1 && shape_.channels > 1;
    if (image || gathered_ > 1) {
      throw GenerateError("the labels come straight from a flattened image or from concatenated "
                          "copies; the generator "
                          "needs a dense layer at the end");
    }
  }

  void flatten() {
    if (!flat_) {
      plan_.flattened = shape_;
      flat_ = true;
    }
  }

  void add(Layer const& layer, Conv2d const& conv) {
    require_image(layer);
    Step& step = append(
        {.name = layer.name, .kind = StepKind::conv, .operation = conv, .output = layer.output});
    choose_group_algorithm(step);
    choose_pixel_algorithm(step, conv);
  }

  void add(Layer const& layer, Dense const& dense) {
    flatten();
    Step& step = append(
        {.name = layer.name, .kind = StepKind::dense, .operation = dense, .output = layer.output});
    choose_group_algorithm(step);
    gathered_ = 1;
  }

  void add(Layer const& layer, Relu const&) {
    bool const linear =
        !steps().empty() && !steps().back().relu &&
        (steps().back().kind == StepKind::conv || steps().back().kind == StepKind::dense);
    if (linear) {
      steps().back().relu = true;
    } else {
      append({.name = layer.name, .kind = StepKind::relu, .output = shape_});
    }
  }

  template <typename Pool>
  void add_pool(Layer const& layer, Pool const& pool, StepKind kind) {
    require_image(layer);
    append({.name = layer.name,
            .kind = kind,
            .operation = pool,
            .output = output_shape(pool, shape_)});
  }

  void add(Layer const& layer, MaxPool2d const& pool) { add_pool(layer, pool, StepKind::max_pool); }

  void add(Layer const& layer, AveragePool2d const& pool) {
    add_pool(layer, pool, StepKind::average_pool);
  }

  void add(Layer const&, Flatten const&) { flatten(); }

  void add(Layer const& layer, Softmax const& softmax) {
    flatten();
    concatenate(layer.name);
    append({.name = layer.name, .kind = StepKind::softmax, .operation = softmax, .output = shape_});
  }

  void choose_group_algorithm(Step& step) {
    std::size_t const direct =
        step.kind == StepKind::conv
            ? Layer{{}, step.operation, step.input, step.output}.multiply_adds()
            : step.gathered * step.input.size() * step.output.size();
    std::size_t products = order_;
    if (std::exchange(concatenated_, false)) {
      step.mixing = CopyMixing::group_product;
      step.group = transform_ != nullptr ? GroupAlgorithm::fourier : GroupAlgorithm::regular;
      step.multiply_adds = direct * order_ * order_;
      products = transform_ != nullptr ? transform_->products : order_ * order_;
    } else {
      step.multiply_adds = direct * order_;
    }
    step.multiplications = direct * products;
    step.reason = reason_for(step.group);
  }

  [[nodiscard]] std::string reason_for(GroupAlgorithm group) const {
    switch (group) {
    case GroupAlgorithm::copy_by_copy:
      return "lifted copy by copy";
    case GroupAlgorithm::fourier:
      return fmt::format("Fourier over {}: {} products instead of {}",
                         plan_.network.group.name(),
                         transform_->products,
                         order_ * order_);
    case GroupAlgorithm::regular:
      return options_.fourier ? fmt::format("no exact Fourier transform for {} with its elements "
                                            "in this order: {} products",
                                            plan_.network.group.name(),
                                            order_ * order_)
                              : fmt::format("Fourier switched off: {} products", order_ * order_);
    }
    return {};
  }

  void choose_pixel_algorithm(Step& step, Conv2d const& conv) const {
    constexpr std::size_t fewest_channels =
        4; // below, the transforms cost more than they save (measured)
    bool const fits = conv.kernel == Extent{3, 3} && conv.stride == Extent{1, 1};
    if (options_.winograd && fits && step.input.channels >= fewest_channels) {
      step.pixels = PixelAlgorithm::winograd;
      std::size_t const tiles = ((step.output.rows + 3) / 4) * ((step.output.columns + 3) / 4);
      step.multiplications =
          step.multiplications / (9 * step.output.rows * step.output.columns) * 36 * tiles;
      step.reason += "; Winograd F(4x4, 3x3)";
    } else {
      step.reason += !fits                ? "; direct: Winograd needs 3x3 filters of stride 1"
                     : !options_.winograd ? "; direct: Winograd switched off"
                                          : "; direct: too few channels for Winograd";
    }
  }

  LowerOptions options_;
  std::size_t order_;
  Shape shape_;
  Plan plan_;
  std::size_t gathered_ = 1; ///< copies that one vector holds
  FourierTransform const* transform_ = nullptr;
  bool concatenated_ = false;
  bool flat_ = false;
};

} // namespace

Plan lower(Network const& network, LowerOptions const& options) {
  return Lowering{network, options}.run();
}

} // namespace equivarify::codegen
