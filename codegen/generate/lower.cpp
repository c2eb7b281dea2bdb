#include "equivarify/codegen/generate/blocking.hpp"
#include "equivarify/codegen/generate/passes.hpp"
#include "equivarify/codegen/generate/plan.hpp"
#include "equivarify/codegen/json/problems.hpp"
#include "equivarify/codegen/layers/layer_type.hpp"
#include "equivarify/codegen/spec/carrier.hpp"

#include <fmt/format.h>

#include <string>
#include <utility>

namespace equivarify::codegen {
namespace {

/// Walks through the layers and collects steps; `shape_` is that of one copy.
class Lowering {
public:
  explicit Lowering(Network const& network)
      : order_{network.copies()}, shape_{network.input}, plan_{.network = network} {
    plan_.copies = order_;
  }

  Plan run() {
    require_lifted(plan_.network, cannot);
    for (std::size_t b = 0; b < plan_.network.blocks.size(); ++b) {
      Block const& block = plan_.network.blocks[b];
      concatenated_ = block.equivarification == Equivarification::concat;
      for (std::size_t l = 0; l < block.layers.size(); ++l) {
        Layer const& layer = block.layers[l];
        place_ = child(child(child("/network", b), "layers"), l);
        add(layer);
      }
      concatenate(block.name);
    }
    flatten();
    require_class_order();
    coinduce();
    return std::move(plan_);
  }

private:
  static constexpr char const* cannot = "no code can be generated";

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
      throw InputError{
          {.pointer = place_,
           .summary = cannot,
           .found = fmt::format("layer \"{}\" of type \"{}\" after a vector: the value was "
                                "flattened or went through a dense layer before",
                                layer.name,
                                type_name(layer.operation)),
           .expected = "layers of images in front of those of vectors"}};
    }
  }

  [[noreturn]] void refuse(Layer const& layer) const {
    throw InputError{{.pointer = place_,
                      .summary = cannot,
                      .found = fmt::format(
                          "layer \"{}\" of type \"{}\"", layer.name, type_name(layer.operation)),
                      .expected = "layers that read the one before, without state"}};
  }

  /// The copies are put together as channels where no linear layer has done so.
  void concatenate(std::string const& where) {
    if (!std::exchange(concatenated_, false)) {
      return;
    }
    Shape output = shape_;
    output.channels *= flat_ ? 1 : order_;
    append({.name = where + "_copies",
            .work = ConcatenateCopies{},
            .output = output,
            .group_reason = "no linear layer takes the copies apart"});
    gathered_ *= flat_ ? order_ : 1;
  }

  /// Vectors hold their entries pixel by pixel, labels are numbered channel by channel.
  void require_class_order() const {
    bool const image = shape_.rows * shape_.columns > 1 && shape_.channels > 1;
    if (image || gathered_ > 1) {
      throw InputError{
          {.pointer = place_,
           .summary = cannot,
           .found = "labels that come straight from a flattened image or from concatenated copies",
           .expected = "a dense layer at the end"}};
    }
  }

  /// The outputs for all of G from those of the copies that the construction needs.
  void coinduce() {
    if (auto const& construction = plan_.network.construction) {
      append({.name = name_of(construction->kind) + "_of_copies",
              .work = Coinduce{},
              .output = {.channels = plan_.network.labels.classes.size()},
              .group_reason = "no arithmetic but means"});
    }
  }

  void flatten() {
    if (!flat_) {
      plan_.flattened = shape_;
      flat_ = true;
    }
  }

  void add(Layer const& layer) {
    switch (structure_of(layer.operation)) {
    case StructuralClass::linear_in_windows:
      require_image(layer);
      count_work(append_layer(layer));
      return;
    case StructuralClass::largest_in_windows:
    case StructuralClass::mean_in_windows:
      require_image(layer);
      append_layer(layer);
      return;
    case StructuralClass::linear:
      flatten();
      count_work(append_layer(layer));
      gathered_ = 1;
      return;
    case StructuralClass::pointwise:
    case StructuralClass::pointwise_odd:
      append_layer(layer);
      return;
    case StructuralClass::reshape:
      flatten();
      return;
    case StructuralClass::reduction_over_entries:
      flatten();
      concatenate(layer.name);
      append_layer(layer);
      return;
    case StructuralClass::sum_of_values:
    case StructuralClass::values_in_a_row:
    case StructuralClass::affine_in_channels:
      refuse(layer);
    }
    throw algebra::InternalError{"a layer of no known class"};
  }

  /// \p layer as a step; weighted sums make of concatenated copies what the layer says, all others
  /// one copy of one.
  Step& append_layer(Layer const& layer) {
    Step step{.name = layer.name, .work = layer.operation};
    step.output = step.is_linear() ? layer.output : output_of_one_copy(layer);
    return append(std::move(step));
  }

  /// Vectors keep the shape of the image that they were.
  [[nodiscard]] Shape output_of_one_copy(Layer const& layer) const {
    return flat_ ? shape_ : output_shape(layer.operation, shape_);
  }

  void count_work(Step& step) {
    std::size_t const direct =
        step.gathered * Layer{{}, *step.operation(), {step.input}, step.output}.multiply_adds();
    bool const mixing = std::exchange(concatenated_, false);
    if (mixing) {
      step.mixing = CopyMixing::group_product;
      step.group = GroupAlgorithm::regular;
      step.group_reason = "summed over the group by definition";
    } else {
      step.group_reason = "lifted copy by copy";
    }
    step.pixel_reason = step.is_convolution() ? "direct" : "";
    step.multiply_adds = direct * order_ * (mixing ? order_ : 1);
    step.multiplications = step.multiply_adds;
  }

  std::size_t order_;
  Shape shape_;
  Plan plan_;
  std::string place_;        ///< the JSON pointer of the layer at hand
  std::size_t gathered_ = 1; ///< copies that one vector holds
  bool concatenated_ = false;
  bool flat_ = false;
};

} // namespace

bool Step::is_convolution() const {
  return operation() != nullptr && structure_of(*operation()) == StructuralClass::linear_in_windows;
}

bool Step::is_matrix_product() const {
  return operation() != nullptr && structure_of(*operation()) == StructuralClass::linear;
}

Plan lower_directly(Network const& network) {
  return Lowering{network}.run();
}

Plan lower(Network const& network, LowerOptions const& options) {
  Plan plan = lower_directly(network);
  for (Pass const& pass : passes()) {
    run_pass(pass, options.uses(pass.name), plan);
  }
  choose_blocking(plan);
  return plan;
}

} // namespace equivarify::codegen
