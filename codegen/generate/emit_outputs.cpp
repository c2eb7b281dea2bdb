#include "equivarify/codegen/generate/emit_outputs.hpp"

#include "equivarify/codegen/generate/emit_action.hpp"
#include "equivarify/codegen/generate/emit_members.hpp"
#include "equivarify/codegen/generate/layout.hpp"
#include "equivarify/codegen/generate/names.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <numeric>
#include <vector>

namespace equivarify::codegen {
namespace {

std::vector<std::uint32_t> numbers_of(std::vector<algebra::Element> const& elements) {
  std::vector<std::uint32_t> numbers;
  for (algebra::Element const g : elements) {
    numbers.push_back(g.index());
  }
  return numbers;
}

/// How the elements of H move V.
ArrayAction action_of(Output const& output) {
  algebra::SignedRepresentation const& v = output.head.outputs();
  ArrayAction action{output.shape, {}, {}, {}};
  bool changes_signs = false;
  for (algebra::Element const k : v.acting().elements()) {
    algebra::SignedPermutation const& motion = v.of(k);
    action.sources.emplace_back(motion.gather.begin(), motion.gather.end());
    action.negated.push_back(motion.negated);
    action.elements.push_back(v.acting().group().name_of(k));
    changes_signs = changes_signs || motion.changes_signs();
  }
  if (!changes_signs) {
    action.negated.clear();
  }
  return action;
}

bool moves_nothing(ArrayAction const& action) {
  return std::all_of(action.sources.begin(), action.sources.end(), [](auto const& sources) {
    return std::is_sorted(sources.begin(), sources.end());
  });
}

std::string emit_subgroup(Output const& output) {
  algebra::Subgroup const& acting = output.head.outputs().acting();
  return acting.index() == 1 ? std::string{}
                             : number_member("elements", numbers_of(acting.elements())) +
                                   number_member("cosets", numbers_of(acting.transversal()));
}

std::string emit_motions(Output const& output) {
  ArrayAction const action = action_of(output);
  ActionNames const names{"sources", "negated", "source_"};
  return moves_nothing(action) ? emit_negated(action, names) : emit_array_action(action, names);
}

std::string documentation(Output const& output) {
  algebra::Subgroup const& acting = output.head.outputs().acting();
  std::string const size = to_string(output.shape);
  std::string text = fmt::format("{}: {} of {}, numbers {} to {} of each copy",
                                 output.name,
                                 algebra::name_of(output.head.kind()),
                                 size,
                                 output.offset,
                                 output.offset + output.shape.size() - 1);
  text += acting.index() == 1 ? "" : fmt::format("; H = {}", acting.to_string());
  return comment("/// ",
                 text + (output.action.empty() ? "." : fmt::format("; {}.", output.action)));
}

std::string emit_output(Output const& output, Purpose purpose) {
  std::size_t const cells = output.shape.rows * output.shape.columns;
  std::string text =
      documentation(output) + fmt::format("struct {} {{\n"
                                          "  static constexpr std::string_view name = {};\n"
                                          "  static constexpr std::string_view head = {};\n"
                                          "  static constexpr std::size_t size = {};\n"
                                          "  static constexpr std::size_t offset = {};\n",
                                          to_type_name(output.name),
                                          to_string_literal(output.name),
                                          to_string_literal(algebra::name_of(output.head.kind())),
                                          output.shape.size(),
                                          output.offset);
  if (cells > 1) {
    text += fmt::format("  static constexpr std::size_t cells = {};\n", cells);
  }
  if (!output.classes.empty()) {
    text += member("std::string_view", "class_names", literals(output.classes));
  }
  if (purpose == Purpose::training) {
    text += fmt::format("  static constexpr auto loss = rt::Loss::{};\n"
                        "  static constexpr double weight = {};\n",
                        to_string(output.loss),
                        output.weight);
  }
  if (purpose == Purpose::training && !output.class_weights.empty()) {
    text += class_weights_member_text(output.class_weights);
  }
  return text + emit_subgroup(output) + emit_motions(output) + "};\n\n";
}

/// The numbers of a copy, which the outputs share out.
std::size_t copy_numbers(Network const& network) {
  return std::accumulate(
      network.outputs.begin(),
      network.outputs.end(),
      std::size_t{0},
      [](std::size_t sum, Output const& output) { return sum + output.shape.size(); });
}

} // namespace

std::string emit_outputs(Network const& network, Purpose purpose) {
  if (network.outputs.empty()) {
    return {};
  }
  std::string text =
      comment("/// ",
              fmt::format("What comes out, part by part. A part of the copies s is read by a map "
                          "that commutes with {},\n\n  R(s)(t) = mean over k in H of k s(t k), H "
                          "being the whole group if nothing else is said,\n\nwhere (k v)[i] = "
                          "v[sources[k][i]], negated where negated[k][i].",
                          network.group.name())) +
      "namespace outputs {\n\n";
  std::vector<std::string> arguments{"Group", fmt::to_string(copy_numbers(network))};
  for (Output const& output : network.outputs) {
    text += emit_output(output, purpose);
    arguments.push_back("outputs::" + to_type_name(output.name));
  }
  return text + "} // namespace outputs\n\n" +
         struct_head("Outputs", template_list("rt::OutputList", arguments, "")) + "};\n\n";
}

} // namespace equivarify::codegen
