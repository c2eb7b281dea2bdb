#include "equivarify/codegen/spec/fields.hpp"

#include "equivarify/codegen/groups/group_form.hpp"
#include "equivarify/codegen/groups/motion_form.hpp"
#include "equivarify/codegen/groups/permutation_form.hpp"
#include "equivarify/codegen/layers/json.hpp"
#include "equivarify/codegen/spec/input_fields.hpp"
#include "equivarify/codegen/spec/output_fields.hpp"

#include <algorithm>
#include <iterator>
#include <utility>

namespace equivarify::codegen {
namespace {

using nlohmann::json;

/// The object with the fields of an \p Object.
template <typename Object>
Form form_of() {
  return record_of(TableOf<Object>::table());
}

json to_json(LayerSpec const& layer) {
  json result{{"name", layer.name}};
  write_operation(layer.operation, result);
  if (!layer.inputs.empty()) {
    result["inputs"] = layer.inputs;
  }
  return result;
}

LayerSpec read_layer(json const& value) {
  return {.name = value.value("name", ""),
          .operation = read_operation(value),
          .inputs = value.value("inputs", std::vector<std::string>{})};
}

/// One number for each (g, class) is what labels with classes say too.
void read_output_field(Spec& spec, json const& value) {
  spec.output = read_outputs(value);
  read_joint(value, spec.labels);
}

json write_output_field(Spec const& spec) {
  json result;
  for (OutputSpec const& output : spec.output) {
    result[output.name] = to_json(output);
  }
  return result;
}

} // namespace

Table<Training> const& TableOf<Training>::table() {
  static Table<Training> const fields{
      member("epochs",
             &Training::epochs,
             forms::integer(1, 100000),
             "How often training sees each picture."),
      member("batch",
             &Training::batch,
             forms::integer(1, 65536),
             "The pictures between two changes of the weights."),
      member("learning_rate",
             &Training::learning_rate,
             forms::number_above(0, 10),
             "The rate at the first step."),
      member("final_learning_rate",
             &Training::final_learning_rate,
             forms::number(0, 10),
             "The rate at the last step, which the schedule reaches."),
      member("schedule",
             &Training::schedule,
             forms::words({"constant", "linear", "cosine"}),
             "How the rate goes from the first step to the last."),
      member("beta1", &Training::beta1, forms::number_below(0, 1), "Adam's decay of means."),
      member("beta2", &Training::beta2, forms::number_below(0, 1), "Adam's decay of squares."),
      member("epsilon",
             &Training::epsilon,
             forms::number_above(0, 1),
             "Adam's summand in the denominator."),
      member("shift",
             &Training::shift,
             forms::integer(0, 65535),
             "How many pixels training moves each picture at most, anew in each epoch.")
          .late()
          .refused("the input is no picture, or is moved out of sight; targets are no classes of "
                   "whole pictures"),
      member("turn",
             &Training::turn,
             forms::number(0, 180),
             "How far training turns each picture at most, in degrees.")
          .late()
          .refused(
              "the input is no picture, or its channels change with its places as those of vectors "
              "do; outputs are not invariant classes; the pose of labels is not unknown")};
  return fields;
}

Table<LabelsSpec> const& TableOf<LabelsSpec>::table() {
  static Table<LabelsSpec> const fields{
      member("classes", &LabelsSpec::classes, classes_form)
          .without_default()
          .refused("two are equal"),
      member("elements",
             &LabelsSpec::elements,
             forms::map(forms::text({.least = 1})),
             "What reports call an element of the group; its name by default.")
          .refused("no such element"),
      member("symmetries",
             &LabelsSpec::symmetries,
             forms::map(forms::list(forms::text())),
             "For a class, the elements other than e that take its pictures to pictures of the "
             "same class.")
          .refused("no such class or element; with e they are no subgroup"),
      word_member("pose",
                  &LabelsSpec::pose,
                  words_of(std::vector{Pose::upright, Pose::given, Pose::unknown}),
                  "How the training pictures stand: upright, turned by elements that the data "
                  "give, or turned by elements that nobody recorded.")
          .late(),
      member("class_weights",
             &LabelsSpec::class_weights,
             class_weights_form,
             "How much the loss counts where each of the classes is right.")
          .late()
          .without_default()
          .refused("not one for each class; two classes that `already` exchanges have different "
                   "ones")};
  return fields;
}

Table<AlreadySpec> const& TableOf<AlreadySpec>::table() {
  static Table<AlreadySpec> const fields{
      member("subgroup", &AlreadySpec::subgroup, subgroup_form)
          .required()
          .refused("no such element"),
      custom_member<AlreadySpec>(
          {.name = "labels",
           .form = forms::either({forms::words({"trivial"}), forms::map(permutation_form)}),
           .help = "How each of these elements permutes the numbers of the classes.",
           .otherwise = "trivial",
           .refused = "no permutation; a relation of the subgroup is broken; no such element"},
          [](AlreadySpec& already, json const& value) {
            already.labels = value.is_object() ? value.get<decltype(already.labels)>()
                                               : decltype(already.labels){};
          },
          [](AlreadySpec const& already) {
            return already.labels.empty() ? json("trivial") : json(already.labels);
          })};
  return fields;
}

Table<BlockSpec> const& TableOf<BlockSpec>::table() {
  static Table<BlockSpec> const fields{
      member("name", &BlockSpec::name, forms::name, "Its name, unlike those of the other blocks.")
          .required(),
      word_member("equivarify",
                  &BlockSpec::equivarification,
                  words_of(std::vector{
                      Equivarification::lift, Equivarification::concat, Equivarification::none}),
                  "lift: one copy of the block on each copy of its input. concat: each copy sees "
                  "all copies of its input. none: the block as it is, which verify checks.")
          .required(),
      custom_member<BlockSpec>(
          {.name = "layers",
           .form = forms::list(layer_form, {1, most_layers}),
           .help = "Taken as one map F.",
           .is_required = true},
          [](BlockSpec& block, json const& list) {
            std::transform(list.begin(), list.end(), std::back_inserter(block.layers), read_layer);
          },
          [](BlockSpec const& block) {
            json layers = json::array();
            for (LayerSpec const& layer : block.layers) {
              layers.push_back(to_json(layer));
            }
            return layers;
          })};
  return fields;
}

Table<Spec> const& TableOf<Spec>::table() {
  static Table<Spec> const fields{
      member("name", &Spec::name, forms::name, "Names the generated program and its namespace.")
          .required()
          .refused("a word of C++"),
      member(
          "description", &Spec::description, forms::text(), "One sentence for people; no effect.")
          .without_effect(),
      member("group", &Spec::group, group_form).required(),
      member("input", &Spec::input, input_form, "What comes in, and how the group moves it.")
          .required(),
      member(
          "network",
          &Spec::network,
          forms::list(form_of<BlockSpec>().called("block", "Layers taken as one map."), {1, 256}),
          "The blocks in the order in which they run.")
          .required()
          .refused("more than 1,024 layers in all; shapes do not fit; the last value is not one "
                   "number for each class, or is not cut into the outputs"),
      member("construction",
             &Spec::construction,
             forms::words({"g_product", "kernel_quotient", "reynolds", "canonical"}),
             "How the plain network becomes equivariant.")
          .late()
          .refused("next to already"),
      custom_member<Spec>(
          {.name = "already",
           .form = form_of<AlreadySpec>().called("already",
                                                 "The network is equivariant under a subgroup as "
                                                 "it is; it is coinduced from there.")},
          [](Spec& spec, json const& value) { spec.already = value.get<AlreadySpec>(); },
          [](Spec const& spec) { return spec.already ? json(*spec.already) : json{}; }),
      member("labels",
             &Spec::labels,
             form_of<LabelsSpec>()
                 .called("labels", "A label is (h, class); g takes it to (g h, class).")
                 .titled("an object with \"classes\""))
          .refused("next to output it says more than elements"),
      custom_member<Spec>(
          {.name = "output",
           .form = forms::named(output_form, {1, 64}),
           .help = "What the network puts out, by name; without it one number for each (g, class).",
           .refused = "with a construction other than already; the last block leaves no copies"},
          read_output_field,
          write_output_field),
      member("seed",
             &Spec::seed,
             forms::integer(0, 9007199254740991),
             "Every random choice follows from it."),
      member("training",
             &Spec::training,
             form_of<Training>().called(
                 "training",
                 "How the generated program trains unless its command line says otherwise.")),
      word_member(
          "arithmetic",
          &Spec::arithmetic,
          {{"exact", Arithmetic::exact}, {"fast", Arithmetic::fast}, {"bf16", Arithmetic::bf16}},
          "exact: moved inputs give moved outputs to the last bit; fast: to rounding, with fewer "
          "multiplications for groups such as C3, C8 or S3; bf16: as exact, weights in 16 bits."),
      custom_member<Spec>(
          {.name = "$schema",
           .form = forms::text(),
           .help = "Where an editor finds the schema; no effect."},
          [](Spec&, json const&) {},
          [](Spec const&) { return json{}; })};
  return fields;
}

Form const& spec_form() {
  static Form const form = [] {
    Form spec = form_of<Spec>().called(
        "spec",
        "A network, a group and how it acts on the input. specs/README.md explains every field.");
    std::get<RecordForm>(spec.kind).any_of = {"labels", "output"};
    return std::move(spec).titled("a JSON object that describes a network for equivarify");
  }();
  return form;
}

void from_json(json const& value, Shape& shape) {
  shape = shape_of(value.get<std::vector<std::size_t>>());
}

void to_json(json& value, Shape const& shape) {
  value = extents_of(shape);
}

void from_json(json const& value, GroupSpec& group) {
  group.form = value.dump();
}

void to_json(json& value, GroupSpec const& group) {
  value = json::parse(group.form);
}

void from_json(json const& value, MotionSpec& motion) {
  motion.form = value.dump();
}

void to_json(json& value, MotionSpec const& motion) {
  value = json::parse(motion.form);
  if (value.is_string()) {
    value = json::array({value});
  }
}

void from_json(json const& value, PermutationSpec& permutation) {
  permutation.form = value.dump();
}

void to_json(json& value, PermutationSpec const& permutation) {
  value = json::parse(permutation.form);
}

} // namespace equivarify::codegen
