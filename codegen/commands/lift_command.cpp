#include "equivarify/codegen/commands/lift_command.hpp"

#include "equivarify/codegen/commands/cli.hpp"
#include "equivarify/codegen/commands/lift_family.hpp"
#include "equivarify/codegen/commands/lift_files.hpp"
#include "equivarify/codegen/commands/lift_inputs.hpp"
#include "equivarify/codegen/commands/lift_opaque.hpp"
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

struct LiftOptions {
  std::vector<std::string> models;
  std::string group;
  std::vector<std::string> input_actions;
  std::string output = "joint";
  std::string family; ///< motions of the models; empty for one
  std::string construction = "g_product";
  std::string folder;
  std::string name;
  std::string target;
  std::string model_output;
  std::vector<std::string> classes;
  bool keep_softmax = false;
  bool opaque = false;
  bool channels_last = false;
};

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
  if (kind == "joint" && action.empty()) {
    return nullptr;
  }
  ordered_json head{{"head", kind}};
  Shape const& shape = lifted.layers.back().layer.output;
  bool const moves = kind == "permuted" || kind == "vector";
  if (moves && !std::is_sorted(lifted.output_order.begin(), lifted.output_order.end())) {
    throw algebra::AlgebraError("--output " + kind +
                                ": the file's output has another order than the last layer's");
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
    throw algebra::AlgebraError(
        fmt::format("--output: expected joint, invariant, permuted:MOTIONS, vector:MOTIONS or "
                    "grid, found '{}'",
                    options.output));
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
      .output = head_form(options, lifted, group),
      .classes = options.family.empty()
                     ? class_names(options, count_classes(options, lifted.output_order, group))
                     : options.classes,
      .construction = options.construction};
  fs::path const spec = write_lifted(options.folder, lifted, frame, console);
  return generate(options, spec, console);
}

ExitCode run_opaque(LiftOptions const& options, Console& console) {
  if (options.output != "joint" || options.construction != "g_product" || !options.target.empty() ||
      !options.classes.empty() || options.keep_softmax || !options.model_output.empty() ||
      !options.family.empty() || options.models.size() > 1 || options.input_actions.size() > 1) {
    throw algebra::AlgebraError(
        "--opaque copies the graph as it is: expected one model, one --input-action, and none of "
        "--output, --family, "
        "--construction, --target, --classes, --keep-softmax, --model-output with it");
  }
  return lift_opaquely({.model = options.models.front(),
                        .group = options.group,
                        .input_action = options.input_actions.front(),
                        .folder = options.folder,
                        .name = options.name,
                        .channels_last = options.channels_last},
                       console);
}

constexpr char const* lift_examples =
    "Examples:\n"
    "  equivarify lift digits.onnx --group cyclic:4 --input-action quarter_turn --output-dir "
    "lifted\n"
    "  equivarify lift digits.onnx --group dihedral:4 --input-action r=quarter_turn,s=flip_columns "
    "\\\n"
    "      --output invariant --output-dir lifted\n"
    "  equivarify lift advice.onnx --group cyclic:2 --input-action '{\"signs\": [1, -1, -1, 1, "
    "1]}' "
    "\\\n"
    "      --output 'permuted:{\"permutation\": [0, 2, 1, 4, 3]}' --output-dir lifted --target c\n"
    "  equivarify lift advice_*.onnx --group cyclic:2 --family '{\"permutation\": [0, 2, 1]}' \\\n"
    "      --input-action '{\"signs\": [1, -1]}' --output invariant --output-dir lifted\n"
    "                                       three networks of which the generator exchanges two\n"
    "  equivarify lift drive.onnx --group cyclic:2 --input-action picture=flip_columns \\\n"
    "      --input-action 'state={\"signs\": [1, -1]}' --output invariant --output-dir lifted\n"
    "                                       two inputs, called picture and state in the file\n"
    "\n"
    "The output of the lifted network is one copy of the file's for each element (joint), or what\n"
    "the head makes of them. The copy of e is what the file computes. Motions are those of\n"
    "specs/README.md, on the input as [channels, rows, columns].";

} // namespace

void add_lift_command(CommandLine& app, Action& action) {
  auto options = std::make_shared<LiftOptions>();
  CommandLine command = app.add_subcommand(
      "lift", "Make a trained network equivariant: from ONNX to a spec and weights");
  command.add_option("MODEL", options->models, "The network, an ONNX file; several for a family")
      .required();
  command.add_option("--group", options->group, "The group: an expression, JSON, or a file")
      .required();
  command
      .add_option("--input-action",
                  options->input_actions,
                  "How its generators move the input; NAME=MOTIONS for each of several inputs")
      .required()
      .one_each_time();
  command.add_option("--output",
                     options->output,
                     "joint (default), invariant, permuted:MOTIONS, vector:MOTIONS or grid");
  command.add_option(
      "--family",
      options->family,
      "How the generators permute the models, in their order; --output then says what "
      "they do to the output of one");
  command
      .add_option(
          "--output-dir", options->folder, "The folder for the files, made where it is missing")
      .required();
  command.add_option("--construction", options->construction, "How the network becomes equivariant")
      .one_of({"g_product", "kernel_quotient", "reynolds", "canonical"});
  command.add_option(
      "--name", options->name, "What the spec is called; the file's name without it");
  command.add_option("--classes", options->classes, "What the outputs are called, in their order");
  command.add_option("--model-output",
                     options->model_output,
                     "Which of several outputs of the model, by its name");
  command.add_flag("--keep-softmax", options->keep_softmax, "Keep a softmax at the end");
  command.add_option("--target", options->target, "Generate this from it at once, into generated/")
      .one_of({"cpp", "header", "c", "onnx"});
  command.add_flag("--opaque",
                   options->opaque,
                   "From ONNX to ONNX, whatever the operators: the graph once for each element");
  command.add_flag("--channels-last",
                   options->channels_last,
                   "With --opaque: the input is [batch, rows, columns, channels]");
  command.footer(lift_examples);
  command.on_choice([options, &action] {
    action = [options](Console& console) {
      return options->opaque ? run_opaque(*options, console) : run_lift(*options, console);
    };
  });
}

} // namespace equivarify::codegen
