#include "equivarify/codegen/commands/lift_opaque.hpp"

#include "equivarify/codegen/commands/lift_files.hpp"
#include "equivarify/codegen/commands/lift_inputs.hpp"
#include "equivarify/codegen/groups/group_expression.hpp"
#include "equivarify/codegen/groups/group_form.hpp"
#include "equivarify/codegen/lift/input_shapes.hpp"
#include "equivarify/codegen/lift/lift_network.hpp"
#include "equivarify/codegen/lift/opaque_lift.hpp"
#include "equivarify/codegen/onnx_file/read_file.hpp"
#include "equivarify/codegen/onnx_file/read_onnx.hpp"
#include "equivarify/codegen/process/file.hpp"
#include "equivarify/codegen/spec/group.hpp"

#include <fmt/format.h>
#include <fmt/ostream.h>

#include <filesystem>
#include <map>
#include <numeric>
#include <ostream>

namespace equivarify::codegen {
namespace {

namespace fs = std::filesystem;

/// The inputs as [channels, rows, columns], by the names of their parts.
std::vector<GraphInput> inputs_of(OnnxModel const& model, OpaqueOptions const& options) {
  std::vector<GraphInput> inputs = arranged_inputs(model, options.model, 0);
  bool has_pictures = false;
  for (GraphInput& input : inputs) {
    std::vector<Arrangement3> const all = arrangements_of(input.extents);
    bool const is_picture = all.size() > 1 && !all.front().shape.is_flat();
    has_pictures = has_pictures || is_picture;
    if (options.channels_last && is_picture) {
      input.arrangement = all[1];
    }
  }
  if (options.channels_last && !has_pictures) {
    throw algebra::AlgebraError(
        "--channels-last: expected an input [batch, rows, columns, channels]");
  }
  return inputs;
}

/// What the command line says of the action on \p inputs, as a spec would have it.
InputSpec spec_of(OpaqueOptions const& options,
                  algebra::Group const& group,
                  std::vector<GraphInput> const& inputs) {
  std::vector<LiftedInput> named;
  for (GraphInput const& input : inputs) {
    named.push_back({input.value->name, input.part, input.arrangement.shape, input.extents, {}});
  }
  nlohmann::json const motions = input_motions(options.input_actions, named, group);
  nlohmann::json const sources = input_sources(options.input_sources, named, group);
  auto const forms = [](nlohmann::json const& of_generators) {
    std::map<std::string, MotionSpec> action;
    for (auto const& [generator, motion] : of_generators.items()) {
      action[generator] = {motion.dump()};
    }
    return action;
  };
  if (inputs.size() == 1) {
    return {.shape = inputs.front().arrangement.shape, .action = forms(motions)};
  }
  InputSpec spec{.shape = {.channels = 0}, .action = {}};
  for (GraphInput const& input : inputs) {
    spec.shape.channels += input.arrangement.shape.size();
    spec.parts.push_back({.name = input.part,
                          .shape = input.arrangement.shape,
                          .action = forms(motions.at(input.part)),
                          .from = sources.value(input.part, std::map<std::string, std::string>{})});
  }
  return spec;
}

InputAction action_of(InputSpec const& spec, algebra::Group const& group) {
  Problems problems;
  auto action = resolve_action(spec, group, problems);
  if (!action) {
    throw InputError{"--input-action", problems.list()};
  }
  return *std::move(action);
}

/// The numbers of entries of the inputs, in the order of the file.
std::vector<std::size_t> sizes_of(OnnxModel const& model, std::vector<GraphInput> const& inputs) {
  std::vector<std::size_t> sizes(inputs.size());
  for (GraphInput const& input : inputs) {
    sizes[static_cast<std::size_t>(input.value - model.inputs.data())] =
        input.arrangement.shape.size();
  }
  return sizes;
}

/// Where each entry of \p inputs, one after another as arranged, stands among all of the file.
std::vector<std::uint32_t> places_in_file(OnnxModel const& model,
                                          std::vector<GraphInput> const& inputs) {
  std::vector<std::size_t> const sizes = sizes_of(model, inputs);
  std::vector<std::uint32_t> places;
  for (GraphInput const& input : inputs) {
    auto const begin =
        std::accumulate(sizes.begin(), sizes.begin() + (input.value - model.inputs.data()), 0UL);
    for (std::int64_t const place : integers_of(input.arrangement.order)) {
      places.push_back(static_cast<std::uint32_t>(begin + static_cast<std::size_t>(place)));
    }
  }
  return places;
}

/// h^-1 x for each h, on the entries at \p places of the file.
std::vector<SignedSources> moves_of(algebra::Group const& group,
                                    InputAction const& action,
                                    std::vector<std::uint32_t> const& places) {
  auto const size = static_cast<std::uint32_t>(places.size());
  std::vector<SignedSources> moves;
  for (algebra::Element const h : group.elements()) {
    std::uint32_t const inverse = group.inverse(h).index();
    SignedSources& sources = moves.emplace_back(size);
    for (std::uint32_t i = 0; i < size; ++i) {
      bool const is_negated = !action.negated.empty() && action.negated[inverse][i];
      sources[places[i]] = places[action.sources[inverse][i]] + (is_negated ? size : 0);
    }
  }
  return moves;
}

} // namespace

ExitCode lift_opaquely(OpaqueOptions const& options, Console& console) {
  std::string const bytes = read_part(options.model, 0, size_of_model_file(options.model));
  OnnxModel model = parse_onnx(bytes, options.model);
  fill_input_shapes(model, options.model, options.input_shapes);
  algebra::Group const group = group_document(options.group).read(read_listed_group);
  if (group.order() > largest_copies) {
    throw algebra::AlgebraError(fmt::format(
        "{} has {} elements, expected at most {}", group.name(), group.order(), largest_copies));
  }
  std::vector<GraphInput> const inputs = inputs_of(model, options);
  InputAction const action = action_of(spec_of(options, group, inputs), group);
  std::string const lifted = opaque_lift(bytes,
                                         model,
                                         options.model,
                                         moves_of(group, action, places_in_file(model, inputs)),
                                         sizes_of(model, inputs));
  fs::path const folder = options.folder;
  make_folder(folder);
  fs::path const stem = fs::path{options.model}.stem();
  fs::path const file = folder / ((options.name.empty() ? stem.string() : options.name) + ".onnx");
  write_file(file, lifted);
  fmt::print(console.out,
             "wrote {}: the graph once for each of the {} elements of {}; output [batch, {}, ...], "
             "f(g x)(h) = f(x)(g^-1 h)\n",
             file.string(),
             group.order(),
             group.name(),
             group.order());
  return ExitCode::done;
}

} // namespace equivarify::codegen
