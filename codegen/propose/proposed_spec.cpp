#include "equivarify/codegen/propose/proposed_spec.hpp"

#include "equivarify/algebra/error.hpp"
#include "equivarify/algebra/symmetries/generated_symmetries.hpp"
#include "equivarify/algebra/symmetries/samples.hpp"
#include "equivarify/codegen/propose/motion_words.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace equivarify::codegen {
namespace {

using algebra::ArrayShape;
using algebra::SignedPermutation;
using nlohmann::ordered_json;

std::vector<SignedPermutation>
parts_of(ProposedGroup const& group, std::uint32_t start, std::uint32_t count) {
  std::vector<SignedPermutation> parts;
  for (SignedPermutation const& g : group.generators) {
    parts.push_back(algebra::symmetries::part_of(g, start, count));
  }
  return parts;
}

std::uint32_t size_of(ArrayShape const& shape) {
  return shape.channels * shape.rows * shape.columns;
}

} // namespace

ordered_json motions_of(ProposedGroup const& group, std::uint32_t start, ArrayShape const& shape) {
  ordered_json motions = ordered_json::object();
  std::vector<SignedPermutation> const parts = parts_of(group, start, size_of(shape));
  for (std::size_t k = 0; k < parts.size(); ++k) {
    motions[group.names[k]] = motion_as_form(parts[k], shape);
  }
  return motions;
}

ordered_json head_of(ProposedGroup const& group,
                     std::uint32_t start,
                     std::uint32_t count,
                     std::vector<std::string> const& classes) {
  std::vector<SignedPermutation> const parts = parts_of(group, start, count);
  bool const signs = std::any_of(
      parts.begin(), parts.end(), [](SignedPermutation const& g) { return g.changes_signs(); });
  bool const moves = !std::all_of(parts.begin(), parts.end(), algebra::symmetries::is_identity);
  ordered_json head{{"head", signs ? "vector" : moves ? "permuted" : "invariant"}};
  if (signs || classes.empty()) {
    head["units"] = count;
  } else {
    head["classes"] = classes;
  }
  if (moves) {
    head["action"] = motions_of(group, start, {count, 1, 1});
  }
  return head;
}

void require_form(ProposedGroup const& group) {
  if (group.generators.empty()) {
    throw algebra::AlgebraError("no symmetry was accepted, so that there is no spec to write");
  }
  if (group.form.is_null()) {
    throw algebra::AlgebraError(
        fmt::format("a group {}from {} generators is too large for a spec; --take names the "
                    "candidates to use",
                    group.order.empty() ? "" : fmt::format("of order {} ", group.order),
                    group.generators.size()));
  }
}

std::string
data_spec_text(ProposedGroup const& group, SampleData const& data, std::string const& name) {
  require_form(group);
  std::uint32_t const size = size_of(data.shape);
  auto const labels = static_cast<std::uint32_t>(data.labels);
  ordered_json const head = labels == 0 ? ordered_json{{"head", "invariant"}, {"units", 1}}
                                        : head_of(group, size, labels, data.classes);
  ordered_json const input{{"shape", {data.shape.channels, data.shape.rows, data.shape.columns}},
                           {"action", motions_of(group, 0, data.shape)}};
  return fmt::format(
      "{{\n  \"name\": {},\n"
      "  \"description\": \"A group that equivarify symmetries proposes, and a network to begin "
      "with.\",\n"
      "  \"group\": {},\n  \"input\": {},\n  \"network\": [\n"
      "    {{\"name\": \"body\", \"equivarify\": \"lift\", \"layers\": [\n"
      "      {{\"type\": \"flatten\"}},\n"
      "      {{\"name\": \"dense1\", \"type\": \"dense\", \"units\": 32}},\n"
      "      {{\"type\": \"relu\"}},\n"
      "      {{\"name\": \"dense2\", \"type\": \"dense\", \"units\": {}}}\n"
      "    ]}}\n  ],\n  \"output\": {}\n}}\n",
      ordered_json(name).dump(),
      group.form.dump(),
      input.dump(),
      std::max(labels, 1U),
      ordered_json{{"labels", head}}.dump());
}

} // namespace equivarify::codegen
