#include "equivarify/codegen/commands/lift_opaque.hpp"

#include "equivarify/codegen/commands/motion_options.hpp"
#include "equivarify/codegen/groups/group_expression.hpp"
#include "equivarify/codegen/groups/group_form.hpp"
#include "equivarify/codegen/lift/lift_network.hpp"
#include "equivarify/codegen/lift/opaque_lift.hpp"
#include "equivarify/codegen/onnx_file/read_file.hpp"
#include "equivarify/codegen/onnx_file/read_onnx.hpp"
#include "equivarify/codegen/process/file.hpp"
#include "equivarify/codegen/spec/group.hpp"

#include <fmt/format.h>
#include <fmt/ostream.h>

#include <filesystem>
#include <ostream>
#include <system_error>

namespace equivarify::codegen {
namespace {

namespace fs = std::filesystem;

/// The input's array as [channels, rows, columns].
Arrangement3 input_of(OnnxModel const& model, OpaqueOptions const& options) {
  std::vector<Arrangement3> const all =
      arrangements_of(input_extents(model.inputs.at(0), options.model));
  bool const is_picture = all.size() > 1 && !all.front().shape.is_flat();
  if (options.channels_last && !is_picture) {
    throw algebra::AlgebraError(
        "--channels-last: expected an input [batch, rows, columns, channels]");
  }
  return all[options.channels_last ? 1 : 0];
}

InputAction
action_of(OpaqueOptions const& options, algebra::Group const& group, Shape const& shape) {
  InputSpec input{.shape = shape, .action = {}};
  nlohmann::json const motions = motions_from(options.input_action, group);
  for (auto const& [generator, motion] : motions.items()) {
    input.action[generator] = {motion.dump()};
  }
  Problems problems;
  auto action = resolve_action(input, group, problems);
  if (!action) {
    throw InputError{"--input-action", problems.list()};
  }
  return *std::move(action);
}

/// h^-1 x for each h, on the entries as the file has them.
std::vector<SignedSources>
moves_of(algebra::Group const& group, InputAction const& action, Arrangement3 const& input) {
  std::vector<std::int64_t> const& order = integers_of(input.order);
  auto const size = static_cast<std::uint32_t>(order.size());
  std::vector<SignedSources> moves;
  for (algebra::Element const h : group.elements()) {
    std::uint32_t const inverse = group.inverse(h).index();
    SignedSources& sources = moves.emplace_back(size);
    for (std::uint32_t i = 0; i < size; ++i) {
      auto const from = static_cast<std::uint32_t>(order[action.sources[inverse][i]]);
      bool const is_negated = !action.negated.empty() && action.negated[inverse][i];
      sources[static_cast<std::size_t>(order[i])] = from + (is_negated ? size : 0);
    }
  }
  return moves;
}

} // namespace

ExitCode lift_opaquely(OpaqueOptions const& options, Console& console) {
  std::string const bytes = read_part(options.model, 0, size_of_model_file(options.model));
  OnnxModel const model = parse_onnx(bytes, options.model);
  if (model.inputs.size() != 1) {
    throw algebra::AlgebraError(fmt::format(
        "{}: {} inputs, expected one that the group moves", options.model, model.inputs.size()));
  }
  algebra::Group const group = group_document(options.group).read(read_listed_group);
  if (group.order() > largest_copies) {
    throw algebra::AlgebraError(fmt::format(
        "{} has {} elements, expected at most {}", group.name(), group.order(), largest_copies));
  }
  Arrangement3 const input = input_of(model, options);
  InputAction const action = action_of(options, group, input.shape);
  std::string const lifted =
      opaque_lift(bytes, options.model, moves_of(group, action, input), input.shape.size());
  fs::path const folder = options.folder;
  std::error_code error;
  fs::create_directories(folder, error);
  if (error) {
    throw InputError{folder.string(), {{.summary = "cannot be made", .found = error.message()}}};
  }
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
