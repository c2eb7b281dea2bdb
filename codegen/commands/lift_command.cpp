#include "equivarify/codegen/commands/lift_command.hpp"

#include "equivarify/algebra/text.hpp"
#include "equivarify/codegen/commands/cli.hpp"
#include "equivarify/codegen/commands/lift_already.hpp"
#include "equivarify/codegen/commands/lift_family.hpp"
#include "equivarify/codegen/commands/lift_files.hpp"
#include "equivarify/codegen/commands/lift_inputs.hpp"
#include "equivarify/codegen/commands/lift_opaque.hpp"
#include "equivarify/codegen/commands/lift_options.hpp"
#include "equivarify/codegen/commands/motion_options.hpp"
#include "equivarify/codegen/groups/group_expression.hpp"
#include "equivarify/codegen/groups/group_form.hpp"
#include "equivarify/codegen/lift/lift_network.hpp"
#include "equivarify/codegen/lift/lifted_spec.hpp"

#include <fmt/format.h>
#include <fmt/ostream.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <filesystem>
#include <memory>
#include <numeric>
#include <ostream>
#include <string>
#include <vector>

namespace equivarify::codegen {
namespace {

namespace fs = std::filesystem;
using nlohmann::ordered_json;

/// The part of `--output HEAD:ACTION` before the colon, and what follows.
std::pair<std::string, std::string> split_output(std::string const& output) {
  std::size_t const colon = std::min(output.find(':'), output.size());
  return {output.substr(0, colon), colon < output.size() ? output.substr(colon + 1) : ""};
}

/// What the output is: names of classes, or a number of units.
void add_size(ordered_json& head, LiftOptions const& options, std::size_t size) {
  if (options.classes.empty()) {
    head["units"] = size;
  } else {
    head["classes"] = options.classes;
  }
}

/// \throws AlgebraError unless entries of the output have the numbers that they have in the file.
void require_order(std::string const& kind, LiftedNetwork const& lifted) {
  if (!std::is_sorted(lifted.output_order.begin(), lifted.output_order.end())) {
    throw algebra::AlgebraError("--output " + kind +
                                ": the file's output has another order than the last layer's");
  }
}

/// The field `output` for a head that moves its entries by \p action.
ordered_json
head_form(LiftOptions const& options, LiftedNetwork const& lifted, algebra::Group const& group) {
  auto const [kind, action] = split_output(options.output);
  if (!options.family.empty()) {
    return family_head({options.family, kind, action, options.classes},
                       group,
                       options.models.size(),
                       lifted.output_order.size() / options.models.size());
  }
  if (options.construction == "already" || (kind == "joint" && action.empty())) {
    return nullptr;
  }
  ordered_json head{{"head", kind}};
  Shape const& shape = lifted.layers.back().layer.output;
  bool const moves = kind == "permuted" || kind == "vector";
  if (moves) {
    require_order(kind, lifted);
  }
  if (kind == "grid") {
    head["shape"] = extents_of(shape);
    head["action"] =
        action.empty() ? ordered_json("input") : ordered_json(motions_from(action, group));
  } else if (moves) {
    add_size(head, options, shape.size());
    head["action"] = motions_from(action, group);
  } else if (kind == "invariant" && action.empty()) {
    add_size(head, options, shape.size());
  } else {
    std::string const nearest = algebra::nearest_name(
        kind, {"joint", "invariant", "permuted:MOTIONS", "vector:MOTIONS", "grid"});
    throw algebra::AlgebraError(
        fmt::format("--output: expected joint, invariant, permuted:MOTIONS, vector:MOTIONS or "
                    "grid, found '{}'{}",
                    options.output,
                    nearest.empty() ? "" : fmt::format(" (nearest: '{}')", nearest)));
  }
  return {{"output", head}};
}

/// The number of classes of a file whose numbers have \p output_order: averaging and
/// canonicalization take one for each element and class.
std::size_t count_classes(LiftOptions const& options,
                          std::vector<std::uint32_t> const& output_order,
                          algebra::Group const& group) {
  std::size_t const outputs = output_order.size();
  if (options.construction != "reynolds" && options.construction != "canonical") {
    return outputs;
  }
  bool const is_in_order = std::is_sorted(output_order.begin(), output_order.end());
  if (!is_in_order || outputs % group.order() != 0) {
    throw algebra::AlgebraError(
        fmt::format("--construction {}: the file gives {} numbers{}, expected a multiple of {}: "
                    "one for each element and class, those of e first",
                    options.construction,
                    outputs,
                    is_in_order ? "" : " in another order than the last layer's",
                    group.order()));
  }
  return outputs / group.order();
}

/// The names of the classes in the order of the file: those given, or numbers.
std::vector<std::string> class_names(LiftOptions const& options, std::size_t count) {
  if (!options.classes.empty() && options.classes.size() != count) {
    throw algebra::AlgebraError(fmt::format(
        "--classes: {} names, expected {}, one for each output", options.classes.size(), count));
  }
  std::vector<std::string> names = options.classes;
  for (std::size_t c = names.size(); c < count; ++c) {
    names.push_back(fmt::to_string(c));
  }
  return names;
}

/// Runs `generate` for the target, or says which command does.
ExitCode generate(LiftOptions const& options, fs::path const& spec, Console& console) {
  std::string const weights = (fs::path{options.folder} / "weights.safetensors").string();
  std::string const output = (fs::path{options.folder} / "generated").string();
  std::string const target = options.target.empty() ? "cpp" : options.target;
  std::vector<std::string> arguments{"generate", spec.string(), "--output", output};
  if (target == "header") {
    arguments.insert(arguments.end(), {"--inference-only", "--embed-weights", weights});
  } else if (target != "cpp") {
    arguments.insert(arguments.end(), {"--target", target, "--weights", weights});
  }
  if (!options.target.empty()) {
    return run(arguments, console);
  }
  fmt::print(console.out, "next:  equivarify verify {}\n", spec.string());
  fmt::print(console.out, "       equivarify {}\n", fmt::join(arguments, " "));
  return ExitCode::done;
}

/// The claim of a model that is equivariant already; \p frame is the frame without it.
SpecFrame claiming(SpecFrame frame,
                   LiftOptions const& options,
                   LiftedNetwork const& lifted,
                   algebra::Group const& group) {
  auto const [kind, action] = split_output(options.output);
  bool const moves = kind == "permuted" && !action.empty();
  bool const stays = (kind == "joint" || kind == "invariant") && action.empty();
  if (!options.family.empty() || (!moves && !stays)) {
    throw algebra::AlgebraError("--construction already: expected one model, and --output "
                                "invariant, or permuted:MOTIONS for what moves its outputs");
  }
  if (moves) {
    require_order(kind, lifted);
  }
  frame.construction = "g_product";
  frame.already =
      already_form({options.subgroup, moves ? action : ""}, group, lifted.output_order.size());
  return frame;
}

/// \throws AlgebraError for an option of `--construction already` without that.
void require_claim(LiftOptions const& options) {
  if (options.construction == "already" && !options.opaque) {
    return;
  }
  if (!options.subgroup.empty()) {
    throw algebra::AlgebraError("--subgroup is what the model is equivariant under already: "
                                "expected --construction already with it");
  }
  if (options.budget_seconds || options.progress) {
    throw algebra::AlgebraError(
        "--budget and --progress are of the proof that the model is equivariant "
        "already: expected --construction already with them");
  }
}

ExitCode run_lift(LiftOptions const& options, Console& console) {
  if (options.channels_last) {
    throw algebra::AlgebraError(
        "--channels-last says how --opaque moves an input: expected --opaque with it; without "
        "--opaque the order is found in the file");
  }
  JsonDocument const group_form = group_document(options.group);
  algebra::Group const group = group_form.read(read_listed_group);
  LiftedNetwork const lifted = lift_models(options.models,
                                           !options.family.empty(),
                                           {.keep_softmax = options.keep_softmax,
                                            .flat_output = !options.output.starts_with("grid"),
                                            .output = options.model_output});
  fs::path const file = fs::path{options.models.front()}.filename();
  SpecFrame frame{
      .name =
          as_name(options.name.empty() ? fs::path{file}.stem().string() : options.name, "network"),
      .description = "Lifted from " + models_in_words(options.models),
      .group = group_form.node().value,
      .action = input_motions(options.input_actions, lifted.inputs, group),
      .from = input_sources(options.input_sources, lifted.inputs, group),
      .output = head_form(options, lifted, group),
      .classes = options.family.empty()
                     ? class_names(options, count_classes(options, lifted.output_order, group))
                     : options.classes,
      .construction = options.construction};
  if (options.construction == "already") {
    frame = claiming(std::move(frame), options, lifted, group);
    ExitCode const found = already_holds(
        lifted, frame, {options.budget_seconds.value_or(0), options.progress}, console);
    if (found != ExitCode::done) {
      return found;
    }
  }
  fs::path const spec = write_lifted(options.folder, lifted, frame, console);
  return generate(options, spec, console);
}

ExitCode run_opaque(LiftOptions const& options, Console& console) {
  if (options.output != "joint" || options.construction != "g_product" || !options.target.empty() ||
      !options.classes.empty() || options.keep_softmax || !options.model_output.empty() ||
      !options.family.empty() || options.models.size() > 1) {
    throw algebra::AlgebraError(
        "--opaque copies the graph as it is: expected one model, and none of "
        "--output, --family, "
        "--construction, --target, --classes, --keep-softmax, --model-output with it");
  }
  return lift_opaquely({.model = options.models.front(),
                        .group = options.group,
                        .input_actions = options.input_actions,
                        .input_sources = options.input_sources,
                        .folder = options.folder,
                        .name = options.name,
                        .channels_last = options.channels_last},
                       console);
}

} // namespace

void add_lift_command(CommandLine& app, Action& action) {
  auto options = std::make_shared<LiftOptions>();
  CommandLine command = app.add_subcommand(
      "lift", "Make a trained network equivariant: from ONNX to a spec and weights");
  add_lift_options(command, *options);
  command.on_choice([options, &action] {
    action = [options](Console& console) {
      require_claim(*options);
      return options->opaque ? run_opaque(*options, console) : run_lift(*options, console);
    };
  });
}

} // namespace equivarify::codegen
