#include "equivarify/codegen/spec/resolve_training.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <string>

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

void refuse(char const* field, Refusal refusal, Problems& problems) {
  if (!refusal.found.empty()) {
    problems.add({.pointer = child("/training", field),
                  .summary = "pictures that training cannot move",
                  .found = std::move(refusal.found),
                  .expected = std::move(refusal.expected)});
  }
}

} // namespace

void check_training(Spec const& spec, Problems& problems) {
  Refusal const input = of_input(spec);
  if (spec.training.shift != 0) {
    refuse("shift", input.found.empty() ? of_shift(spec) : input, problems);
  }
  if (spec.training.turn != 0) {
    refuse("turn", input.found.empty() ? of_turn(spec) : input, problems);
  }
}

} // namespace equivarify::codegen
