#include "equivarify/codegen/generate/emit_layers.hpp"

#include "equivarify/codegen/generate/emit_ties.hpp"
#include "equivarify/codegen/generate/layout.hpp"
#include "equivarify/codegen/generate/names.hpp"
#include "equivarify/codegen/generate/step_text.hpp"
#include "equivarify/codegen/layers/batch_norm.hpp"

#include <fmt/format.h>

#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace equivarify::codegen {
namespace {

/// What h stands for in formulas.
std::string each_copy(Plan const& plan) {
  auto const group = group_of_copies(plan.network);
  return group ? fmt::format("h in {}", group->name()) : "copy h";
}

std::string documentation(Plan const& plan, Step const& step) {
  std::string which =
      step.is_coinduction() ? fmt::format("t h in {}", plan.network.group.name()) : each_copy(plan);
  if (step.reads_heads()) {
    which = "output and each coset t H";
  }
  std::string text = fmt::format(
      "{}: {}\n\n  {} for each {}", step.name, description(plan, step), formula(step), which);
  return has_weights(step) ? text + "\n\n" + computation(step) : text;
}

LayerWork work_of(Step const& step) {
  return step.is_coinduction()         ? LayerWork::coinduction
         : step.reads_heads()          ? LayerWork::heads
         : step.operation() != nullptr ? LayerWork::layer
                                       : LayerWork::concatenation;
}

/// Walks through a plan and collects its layers.
class Collector {
public:
  Collector(Plan const& plan, Purpose purpose) : plan_{plan}, purpose_{purpose} {}

  std::vector<LayerStruct> run() {
    add_lift();
    for (Step const& step : plan_.image_steps) {
      std::vector<std::string> maps = reads_of(step);
      for (std::string& map : maps) {
        map += "::Output";
      }
      add(step, maps);
    }
    for (Flattening const& flattening : plan_.flattenings) {
      add(flattening);
    }
    for (Step const& step : plan_.vector_steps) {
      add(step, {});
    }
    return std::move(layers_);
  }

private:
  /// The types of the layers whose values \p step reads.
  [[nodiscard]] std::vector<std::string> reads_of(Step const& step) const {
    std::vector<std::string> types;
    for (std::size_t const value : step.reads) {
      types.push_back(types_.at(value));
    }
    if (step.is_coinduction()) {
      types.emplace_back("Poses");
    }
    return types;
  }

  void add(Flattening const& flattening) {
    std::string const image = types_.at(flattening.read);
    // No name of a layer has this form.
    std::string const type = plan_.flattenings.size() == 1 ? "Features" : image + "_Features";
    types_.emplace(flattening.value, type);
    layers_.push_back(
        {type,
         fmt::format("rt::Flatten{}<{}::Output>", flattening.by_channel ? "ByChannel" : "", image),
         {image},
         fmt::format("The copies as vectors of {} numbers, one after another.",
                     flattening.image.size()),
         LayerWork::flatten});
  }

  void add_lift() {
    std::string const image = to_string(plan_.network.input);
    std::string const map = fmt::format("rt::FeatureMap<{}, {}, {}, {}>",
                                        plan_.copies,
                                        plan_.network.input.channels,
                                        plan_.network.input.rows,
                                        plan_.network.input.columns);
    if (!plan_.network.construction) {
      layers_.push_back(
          {"Lift",
           fmt::format("rt::LiftImage<Group, Action, {}>", map),
           {},
           fmt::format("The image x, {}, in each of {} copies.\n\n  y(h) = h^-1 x for "
                       "each {}",
                       image,
                       plan_.copies,
                       each_copy(plan_)),
           LayerWork::lift});
      return;
    }
    layers_.push_back(
        {"Lift",
         fmt::format("rt::ShowCopies<Construction, {}>", map),
         {},
         fmt::format("What each of {} copies sees of the image x, {}.", plan_.copies, image),
         LayerWork::lift});
    layers_.push_back({"Poses",
                       "rt::FindPoses<Construction>",
                       {},
                       "Which terms the means over H have at the image x.",
                       LayerWork::poses});
  }

  void add(Step const& step, std::vector<std::string> const& maps) {
    std::string base = kernel_of(plan_, step, maps).type;
    if (purpose_ == Purpose::training && has_ties(plan_, step)) {
      base = fmt::format("rt::Tied<{}, {}>", base, orbits_type(step));
    }
    if (step.norm) {
      base =
          fmt::format("rt::Normalised<{}, {}>", base, add_norm(*step.norm, step.output.channels));
    }
    std::string const type = layer_type(step);
    types_.emplace(step.value, type);
    layers_.push_back({type, base, reads_of(step), documentation(plan_, step), work_of(step)});
    if (has_weights(step)) {
      layers_.back().name = step.name;
    }
    add_parts(step);
  }

  /// The layers of the spec that \p step is, in the order in which they act.
  void add_parts(Step const& step) {
    if (step.operation() == nullptr) {
      return;
    }
    std::vector<std::string>& parts = layers_.back().parts;
    parts.push_back(step.name);
    if (step.norm) {
      parts.push_back(step.norm->name);
    }
    if (step.relu) {
      parts.emplace_back("relu");
    }
  }

  /// Adds \p norm, which is no layer by itself; its type.
  std::string add_norm(FoldedNorm const& norm, std::size_t channels) {
    std::string const type = layer_type(norm.name);
    layers_.push_back({type,
                       fmt::format("rt::RunningNorm<{}, {}>",
                                   channels,
                                   settings_of(*norm.operation.as<BatchNorm>())),
                       {},
                       fmt::format("{}: normalises {} channels by their running mean and variance; "
                                   "part of the next layer.",
                                   norm.name,
                                   channels),
                       LayerWork::norm,
                       norm.name,
                       {norm.name},
                       false});
    return type;
  }

  Plan const& plan_;
  Purpose purpose_;
  std::vector<LayerStruct> layers_;
  std::map<std::size_t, std::string> types_{{0, "Lift"}}; ///< of layers, by the values they make
};

std::string text_of(LayerStruct const& layer) {
  std::string const head =
      comment("/// ", layer.documentation) + struct_head(layer.type, layer.base);
  if (!layer.name) {
    return head + "};\n\n";
  }
  return head + fmt::format("\n  static constexpr std::string_view name = {};\n}};\n\n",
                            to_string_literal(*layer.name));
}

} // namespace

std::vector<LayerStruct> layer_structs(Plan const& plan, Purpose purpose) {
  return Collector{plan, purpose}.run();
}

std::string emit_layers(Plan const& plan, Purpose purpose) {
  std::string text;
  for (LayerStruct const& layer : layer_structs(plan, purpose)) {
    text += text_of(layer);
  }
  return text;
}

std::string emit_network(Plan const& plan, Purpose purpose) {
  bool const rounds = plan.network.arithmetic == Arithmetic::bf16;
  std::vector<std::string> steps;
  for (LayerStruct const& layer : layer_structs(plan, purpose)) {
    std::vector<std::string> types{layer.type};
    types.insert(types.end(), layer.reads.begin(), layer.reads.end());
    if (layer.is_step) {
      steps.push_back(template_list("rt::Step", types, ""));
    }
  }
  return comment("/// ",
                 fmt::format("The network: each layer, and the layers whose values s it reads. Its "
                             "{} parameters are those of the plain network.",
                             plan.network.parameters())) +
         template_list(fmt::format("using Layers = {}rt::{}",
                                   rounds ? "rt::Rounded<" : "",
                                   purpose == Purpose::training ? "TrainableGraph" : "Graph"),
                       steps,
                       rounds ? ">;" : ";") +
         "\n";
}

} // namespace equivarify::codegen
