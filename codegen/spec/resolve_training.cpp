#include "equivarify/codegen/spec/resolve_training.hpp"

#include "equivarify/runtime/group/planes_motion.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstdint>
#include <string>
#include <utility>

namespace equivarify::codegen {
namespace {

/// What is not right about one of the motions of training.
struct Refusal {
  std::string found{}; ///< empty where all is right
  std::string expected{};
};

/// Why inputs of \p spec are no pictures.
Refusal of_input(Spec const& spec) {
  Shape const& shape = spec.input.shape;
  std::string const expected = "an input of [channels, rows, columns], or 0";
  if (!spec.input.parts.empty()) {
    return {"an input of several parts", expected};
  }
  if (shape.depth > 1 || shape.rows < 2 || shape.columns < 2) {
    return {fmt::format("an input of the shape {}", to_string(shape)), expected};
  }
  return {};
}

Refusal of_shift(Spec const& spec) {
  for (OutputSpec const& output : spec.output) {
    if (output.loss != Loss::cross_entropy) {
      return {fmt::format("the output \"{}\", whose targets stay where they are", output.name),
              "outputs that are classes of whole pictures, or 0"};
    }
  }
  std::size_t const side = std::min(spec.input.shape.rows, spec.input.shape.columns);
  if (spec.training.shift >= side) {
    return {fmt::format("{} pixels, which move pictures of {} out of sight",
                        spec.training.shift,
                        to_string(spec.input.shape)),
            fmt::format("{} or less", side - 1)};
  }
  return {};
}

Refusal of_turn(Spec const& spec) {
  for (OutputSpec const& output : spec.output) {
    if (output.loss != Loss::cross_entropy || output.head != algebra::HeadKind::invariant) {
      return {
          fmt::format("the output \"{}\", whose targets do not turn with the picture", output.name),
          "outputs that are classes and invariant, or 0"};
    }
  }
  if (spec.output.empty() && spec.labels.place != "/labels") {
    return {"a joint output, whose pose is known and would be another",
            "\"labels\" with \"pose\": \"unknown\" in its place, or 0"};
  }
  if (spec.output.empty() && spec.labels.pose != Pose::unknown) {
    return {fmt::format("labels whose pose is \"{}\", which would be another",
                        to_string(spec.labels.pose)),
            "labels with \"pose\": \"unknown\", or 0"};
  }
  return {};
}

/// An element of \p group under which channels change with places.
Refusal of_channels(Spec const& spec, algebra::Group const& group, InputAction const& action) {
  auto const g =
      runtime::turns_channels({action.sources, action.negated}, spec.input.shape.plane());
  if (!g) {
    return {};
  }
  return {fmt::format("an input whose channels change with its places, as those of a field of "
                      "vectors do, under {}",
                      group.name_of(group.element(static_cast<std::uint32_t>(*g)))),
          "an input whose places move by themselves, or 0: turning leaves channels as they are"};
}

void refuse(char const* field, Refusal refusal, Problems& problems) {
  if (!refusal.found.empty()) {
    problems.add({.pointer = child("/training", field),
                  .summary = "pictures that training cannot move",
                  .found = std::move(refusal.found),
                  .expected = std::move(refusal.expected)});
  }
}

} // namespace

void check_training(Spec const& spec,
                    algebra::Group const& group,
                    InputAction const& action,
                    Problems& problems) {
  Refusal const input = of_input(spec);
  if (spec.training.shift != 0) {
    refuse("shift", input.found.empty() ? of_shift(spec) : input, problems);
  }
  if (spec.training.turn != 0) {
    Refusal const targets = of_turn(spec);
    refuse("turn",
           !input.found.empty()     ? input
           : !targets.found.empty() ? targets
                                    : of_channels(spec, group, action),
           problems);
  }
}

} // namespace equivarify::codegen
