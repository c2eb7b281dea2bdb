#include "equivarify/codegen/spec/resolve_training.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <set>
#include <string>
#include <vector>

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

/// How an element moves pictures whose planes all move alike.
struct PlanesMotion {
  std::vector<std::uint32_t> places; ///< of a plane: from where each comes
  bool keeps_channels = true;        ///< and signs
};

/// How \p g moves pictures of \p shape by \p action; nothing where not all planes move alike.
std::optional<PlanesMotion>
planes_motion(Shape const& shape, InputAction const& action, algebra::Element g) {
  auto const& sources = action.sources[g.index()];
  std::size_t const cells = shape.plane();
  auto const negated = [&](std::size_t i) {
    return !action.negated.empty() && action.negated[g.index()][i];
  };
  PlanesMotion motion;
  for (std::size_t i = 0; i < sources.size(); ++i) {
    std::size_t const first = i - i % cells;
    if (first == 0) {
      motion.places.push_back(static_cast<std::uint32_t>(sources[i] % cells));
    }
    if (sources[i] % cells != motion.places[i % cells] ||
        sources[i] / cells != sources[first] / cells || negated(i) != negated(first)) {
      return std::nullopt;
    }
    motion.keeps_channels = motion.keeps_channels && sources[i] / cells == i / cells && !negated(i);
  }
  return motion;
}

/// An element of \p group under which channels change with places.
Refusal of_channels(Spec const& spec, algebra::Group const& group, InputAction const& action) {
  std::vector<std::optional<PlanesMotion>> motions;
  std::set<std::vector<std::uint32_t>>
      alone; // ways of places that some element moves by themselves
  for (algebra::Element const g : group.elements()) {
    motions.push_back(planes_motion(spec.input.shape, action, g));
    if (motions.back() && motions.back()->keeps_channels) {
      alone.insert(motions.back()->places);
    }
  }
  for (algebra::Element const g : group.elements()) {
    if (!motions[g.index()] || !alone.contains(motions[g.index()]->places)) {
      return {
          fmt::format("an input whose channels change with its places, as those of a field of "
                      "vectors do, under {}",
                      group.name_of(g)),
          "an input whose places move by themselves, or 0: turning leaves channels as they are"};
    }
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
