#include "equivarify/codegen/commands/lift_command.hpp"

#include "equivarify/algebra/error.hpp"
#include "equivarify/codegen/commands/cli.hpp"
#include "equivarify/codegen/commands/lift_already.hpp"
#include "equivarify/codegen/commands/lift_family.hpp"
#include "equivarify/codegen/commands/lift_files.hpp"
#include "equivarify/codegen/commands/lift_frame.hpp"
#include "equivarify/codegen/commands/lift_opaque.hpp"
#include "equivarify/codegen/commands/lift_options.hpp"
#include "equivarify/codegen/commands/lift_spec.hpp"
#include "equivarify/codegen/groups/group_expression.hpp"
#include "equivarify/codegen/lift/lift_network.hpp"

#include <fmt/format.h>
#include <fmt/ostream.h>
#include <fmt/ranges.h>

#include <filesystem>
#include <memory>
#include <ostream>
#include <string>
#include <vector>

namespace equivarify::codegen {
namespace {

namespace fs = std::filesystem;

/// The command that generates \p target of \p spec into \p output.
std::vector<std::string>
generating(std::string const& target, fs::path const& spec, fs::path const& output) {
  std::string const weights = (spec.parent_path() / "weights.safetensors").string();
  std::vector<std::string> arguments{"generate", spec.string(), "--output", output.string()};
  if (target == "header") {
    arguments.insert(arguments.end(), {"--inference-only", "--embed-weights", weights});
  } else if (target == "vnnlib") {
    arguments.insert(arguments.end(), {"--target", target});
  } else if (target != "cpp") {
    arguments.insert(arguments.end(), {"--target", target, "--weights", weights});
  }
  return arguments;
}

/// Runs `generate` for each target, up to the first that fails, or says which command does.
ExitCode generate(LiftOptions const& options, fs::path const& spec, Console& console) {
  fs::path const output = fs::path{options.folder} / "generated";
  if (options.targets.empty()) {
    fmt::print(console.out, "next:  equivarify verify {}\n", spec.string());
    fmt::print(
        console.out, "       equivarify {}\n", fmt::join(generating("cpp", spec, output), " "));
  }
  for (std::string const& target : options.targets) {
    fs::path const folder = options.targets.size() == 1 ? output : output / target;
    ExitCode const code = run(generating(target, spec, folder), console);
    if (code != ExitCode::done) {
      return code;
    }
  }
  return ExitCode::done;
}

/// Writes \p lifted in \p frame, once what it claims to be already is proved.
ExitCode write_and_generate(LiftOptions const& options,
                            LiftedModels const& lifted,
                            SpecFrame const& frame,
                            Console& console) {
  if (!frame.already.is_null()) {
    ExitCode const found = already_holds(
        lifted.network, frame, {options.budget_seconds.value_or(0), options.progress}, console);
    if (found != ExitCode::done) {
      return found;
    }
  }
  fs::path const spec = write_lifted(options.folder, lifted, frame, !options.no_compare, console);
  return generate(options, spec, console);
}

ExitCode run_lift(LiftOptions const& options, Console& console) {
  JsonDocument const group = group_document(options.group);
  LiftedModels const lifted = lift_models(options.models,
                                          !options.family.empty(),
                                          options.input_shapes,
                                          {.keep_softmax = options.keep_softmax,
                                           .flat_output = !options.output.starts_with("grid"),
                                           .output = options.model_output});
  return write_and_generate(options, lifted, frame_of(options, group, lifted.network), console);
}

ExitCode run_spec(LiftOptions const& options, Console& console) {
  ModelSpec const spec{options.spec};
  LiftedModels const lifted = lift_models({spec.model()},
                                          false,
                                          options.input_shapes,
                                          {.keep_softmax = options.keep_softmax,
                                           .flat_output = !spec.has_grid(),
                                           .output = options.model_output});
  return write_and_generate(options, lifted, spec.frame(lifted.network), console);
}

ExitCode run_opaque(LiftOptions const& options, Console& console) {
  if (options.output != "joint" || options.construction != "g_product" ||
      !options.targets.empty() || !options.classes.empty() || options.keep_softmax ||
      !options.model_output.empty() || !options.family.empty() || options.models.size() > 1 ||
      options.no_compare) {
    throw algebra::AlgebraError(
        "--opaque copies the graph as it is: expected one model, and none of "
        "--output, --family, "
        "--construction, --target, --classes, --keep-softmax, --model-output, --no-compare with "
        "it");
  }
  return lift_opaquely({.model = options.models.front(),
                        .group = options.group,
                        .input_actions = options.input_actions,
                        .input_sources = options.input_sources,
                        .input_shapes = options.input_shapes,
                        .folder = options.folder,
                        .name = options.name,
                        .channels_last = options.channels_last},
                       console);
}

/// \throws AlgebraError for an option of `--construction already` without that.
void require_claim(LiftOptions const& options) {
  if ((options.construction == "already" && !options.opaque) || !options.spec.empty()) {
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

/// \throws AlgebraError unless a model, a group and an action are given, or a spec that says them.
void require_model(LiftOptions const& options) {
  bool const has_none =
      options.models.empty() && options.group.empty() && options.input_actions.empty();
  bool const has_all =
      !options.models.empty() && !options.group.empty() && !options.input_actions.empty();
  if (options.spec.empty() ? !has_all : !has_none) {
    throw algebra::AlgebraError(
        "lift: expected MODEL, --group and --input-action, or --spec, which says them, alone");
  }
  bool const says_more = options.output != "joint" || options.construction != "g_product" ||
                         !options.input_sources.empty() || !options.subgroup.empty() ||
                         !options.family.empty() || !options.name.empty() ||
                         !options.classes.empty() || options.opaque;
  if (!options.spec.empty() && says_more) {
    throw algebra::AlgebraError(
        "--spec says what is lifted, and how: expected none of --input-from, --output, --family, "
        "--construction, --subgroup, --name, --classes, --opaque with it");
  }
  if (options.channels_last && !options.opaque) {
    throw algebra::AlgebraError(
        "--channels-last says how --opaque moves an input: expected --opaque with it; without "
        "--opaque the order is found in the file");
  }
}

} // namespace

void add_lift_command(CommandLine& app, Action& action) {
  auto options = std::make_shared<LiftOptions>();
  CommandLine command = app.add_subcommand(
      "lift", "Make a trained network equivariant: from ONNX to a spec and weights");
  add_lift_options(command, *options);
  command.on_choice([options, &action] {
    action = [options](Console& console) {
      require_model(*options);
      require_claim(*options);
      if (!options->spec.empty()) {
        return run_spec(*options, console);
      }
      return options->opaque ? run_opaque(*options, console) : run_lift(*options, console);
    };
  });
}

} // namespace equivarify::codegen
