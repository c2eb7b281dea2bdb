#include "equivarify/codegen/commands/lift_options.hpp"

namespace equivarify::codegen {
namespace {

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
    "  equivarify lift stereo.onnx --group cyclic:2 --input-action left=flip_columns \\\n"
    "      --input-action right=flip_columns --input-from left=right --input-from right=left \\\n"
    "      --output invariant --output-dir lifted\n"
    "                                       two cameras that the mirror exchanges\n"
    "  equivarify lift text.onnx --input-shape 1,3,48,192 --group cyclic:2 --input-action "
    "half_turn "
    "\\\n"
    "      --output-dir lifted --target c --target onnx --target pytorch\n"
    "                                       pictures of any size in the file, three targets at "
    "once\n"
    "  equivarify lift --spec digits.json --output-dir lifted\n"
    "                                       a spec with \"network\": \"digits.onnx\", and the rest "
    "as "
    "in any\n"
    "                                       spec, but for the shape of the input\n"
    "  equivarify lift mirrored.onnx --group dihedral:4 --input-action "
    "r=quarter_turn,s=flip_columns "
    "\\\n"
    "      --construction already --subgroup s --output-dir lifted\n"
    "                                       a network that is equivariant under the flip as it is\n"
    "\n"
    "The output of the lifted network is one copy of the file's for each element (joint), or what\n"
    "the head makes of them. The copy of e is what the file computes. Motions are those of\n"
    "specs/README.md, on the input as [channels, rows, columns].";

} // namespace

void add_input_shape(CommandLine& command, std::vector<std::string>& shapes) {
  command
      .add_option("--input-shape",
                  shapes,
                  "The sizes that the file leaves open, with a batch of 1, such as 1,3,48,192; "
                  "NAME=SIZES for each of several inputs")
      .one_each_time();
}

void add_lift_options(CommandLine& command, LiftOptions& options) {
  command.add_option("MODEL", options.models, "The network, an ONNX file; several for a family");
  command.add_option(
      "--spec",
      options.spec,
      "Instead of MODEL, --group and --input-action: a spec whose \"network\" is the "
      "path of an ONNX file");
  command.add_option("--group", options.group, "The group: an expression, JSON, or a file");
  command
      .add_option("--input-action",
                  options.input_actions,
                  "How its generators move the input; NAME=MOTIONS for each of several inputs")
      .one_each_time();
  command
      .add_option("--input-from",
                  options.input_sources,
                  "NAME=OTHER: the generator brings the entries of the input OTHER to NAME, by "
                  "NAME's motion")
      .one_each_time();
  add_input_shape(command, options.input_shapes);
  command.add_option("--output",
                     options.output,
                     "joint (default), invariant, permuted:MOTIONS, vector:MOTIONS or grid");
  command.add_option(
      "--family",
      options.family,
      "How the generators permute the models, in their order; --output then says what "
      "they do to the output of one");
  command
      .add_option(
          "--output-dir", options.folder, "The folder for the files, made where it is missing")
      .required();
  command.add_option("--construction", options.construction, "How the network becomes equivariant")
      .one_of({"g_product", "kernel_quotient", "reynolds", "canonical", "already"});
  command.add_option("--subgroup",
                     options.subgroup,
                     "With --construction already: elements that generate what the model is "
                     "equivariant under; the whole group without it");
  command
      .add_option("--budget",
                  options.budget_seconds,
                  "With --construction already: begin nothing after so many seconds, and say what "
                  "is left out; 0: no limit")
      .non_negative("seconds from 0");
  command.add_flag("--progress",
                   options.progress,
                   "With --construction already: say on standard error what is done, also where "
                   "that is no terminal");
  command.add_option("--name", options.name, "What the spec is called; the file's name without it");
  command.add_option("--classes", options.classes, "What the outputs are called, in their order");
  command.add_option(
      "--model-output", options.model_output, "Which of several outputs of the model, by its name");
  command.add_flag("--no-compare",
                   options.no_compare,
                   "Write the spec without comparing its numbers with those of the file");
  command.add_flag("--keep-softmax", options.keep_softmax, "Keep a softmax at the end");
  command
      .add_option("--target",
                  options.targets,
                  "Generate this from it at once, into generated/; where several are named, each "
                  "into a folder of its name in there")
      .one_of({"cpp", "header", "c", "onnx", "pytorch", "page", "vnnlib"})
      .one_each_time();
  command.add_flag("--opaque",
                   options.opaque,
                   "From ONNX to ONNX, whatever the operators: the graph once for each element");
  command.add_flag("--channels-last",
                   options.channels_last,
                   "With --opaque: pictures are [batch, rows, columns, channels]");
  command.footer(lift_examples);
}

} // namespace equivarify::codegen
