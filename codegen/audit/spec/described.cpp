#include "equivarify/codegen/audit/spec/described.hpp"

#include "equivarify/codegen/audit/spec/bounds.hpp"
#include "equivarify/codegen/audit/spec/input_parts.hpp"
#include "equivarify/codegen/audit/spec/labels.hpp"
#include "equivarify/codegen/audit/spec/motions.hpp"
#include "equivarify/codegen/audit/spec/printable.hpp"
#include "equivarify/codegen/audit/spec/refuse.hpp"
#include "equivarify/codegen/audit/spec/shapes.hpp"
#include "equivarify/codegen/audit/spec/training_form.hpp"

#include <nlohmann/json.hpp>

#include <algorithm>

namespace equivarify::audit {
namespace {

using nlohmann::json;

/// How often entries are moved to find the kernel, at most, of a group without a table.
constexpr std::size_t most_moves = std::size_t{1} << 28U;

Extents extents_of(json const& shape, Group const& group) {
  Extents const s = extents_of_shape(shape);
  std::uint64_t const size = std::uint64_t{s.channels} * s.rows * s.columns;
  if (size > bounds::array_entries) {
    throw Refusal{"too large: an input of more than " + std::to_string(bounds::array_entries) +
                  " entries"};
  }
  std::uint64_t const generators = std::max<std::size_t>(group.steps.size(), 1);
  bool const takes_long =
      group.order() > bounds::copies && size * group.order() > most_moves / generators;
  if (2 * size * group.order() > bounds::action_numbers || size * generators > bounds::values ||
      takes_long) {
    throw Refusal{"too large: an action of " + std::to_string(group.order()) + " elements on " +
                  std::to_string(size) + " entries: elements times signed entries at most " +
                  std::to_string(bounds::action_numbers) + ", generators times entries at most " +
                  std::to_string(bounds::values)};
  }
  return s;
}

/// Refuses a generator without a motion and a motion of no generator.
void expect_motion_of_each(json const& action, Group const& group) {
  for (auto const& [name, step] : group.steps) {
    if (!action.contains(name)) {
      throw Refusal{"at /input/action: no motion of the generator " + in_quotes(name)};
    }
  }
  if (action.size() != group.steps.size()) {
    refuse("motion-of-none", "at /input/action: a motion of something that is no generator");
  }
}

bool moves_places_alone(Images const& places, std::size_t size) {
  return std::all_of(places.begin(),
                     places.begin() + static_cast<std::ptrdiff_t>(size),
                     [&](std::uint32_t place) { return place < size; });
}

std::vector<Images> sources_of(json const& input, Group const& group) {
  Extents const extents = extents_of(input.at("shape"), group);
  std::vector<Images> sources;
  bool const has_parts = input.contains("parts");
  if (has_parts) {
    expect_motions_of_parts(input.at("parts"), group);
  } else {
    expect_motion_of_each(input.at("action"), group);
  }
  for (auto const& [name, step] : group.steps) {
    sources.push_back(has_parts ? sources_of_parts(input.at("parts"), name)
                                : motion_sources(input.at("action").at(name), extents));
  }
  std::size_t const size = extents.size();
  bool const no_signs = std::all_of(sources.begin(), sources.end(), [&](Images const& places) {
    return moves_places_alone(places, size);
  });
  for (Images& places : sources) {
    places.resize(no_signs ? size : 2 * size);
  }
  return sources;
}

/// For each element of \p group the places to which it moves those of the input.
std::vector<Images> moved_places(Group const& group, std::vector<Images> const& sources) {
  std::vector<Images> images;
  for (Images const& places : sources) {
    images.push_back(inverse(places));
  }
  std::vector<Images> value(group.order());
  value[0] = identity_of(sources.empty() ? 1 : sources.front().size());
  for (std::size_t x = 0; x < group.order(); ++x) {
    for (std::size_t k = 0; k < images.size(); ++k) {
      Images const found = product(images[k], value[x]);
      Images& known = value[group.steps[k].second[x]];
      known = known.empty() ? found : known;
      if (known != found) {
        refuse("action-relation",
               "at /input/action: the motions break a relation of the group: two ways to the "
               "element " +
                   in_quotes(group.names[group.steps[k].second[x]]) +
                   " move the entries differently");
      }
    }
  }
  return value;
}

Images kernel_of(std::vector<Images> const& images) {
  Images kernel;
  for (std::uint32_t g = 0; g < images.size(); ++g) {
    if (images[g] == images[0]) {
      kernel.push_back(g);
    }
  }
  return kernel;
}

/// The subgroup from which F is coinduced, if it is.
std::optional<Images> subgroup_of(json const& spec, Described const& found, std::size_t& letters) {
  std::string const construction = construction_of(spec);
  if (construction != "coinduction") {
    bool const of_whole = construction == "reynolds" || construction == "canonical";
    return of_whole ? std::optional{identity_of(found.group.order())} : std::nullopt;
  }
  if (spec.contains("construction")) {
    refuse("two-constructions", "at /construction: found one besides \"already\"");
  }
  return already_subgroup(spec, found.group, letters);
}

/// What regular layers give comes in groups of \p order outputs.
void check_groups(json const& spec, std::size_t order) {
  for (json const& block : spec.at("network")) {
    for (json const& layer : block.at("layers")) {
      char const* const number = layer.contains("units") ? "units" : "filters";
      if (layer.contains("regular") && layer.at(number).get<std::size_t>() % order != 0) {
        refuse("regular-groups",
               "the " + std::string{number} + " of " +
                   in_quotes(layer.at("name").get<std::string>()) + " are no multiple of " +
                   std::to_string(order));
      }
    }
  }
}

/// Refuses more copies of each value than a network may have.
void expect_few_copies(json const& spec, Described const& described) {
  std::string const construction = construction_of(spec);
  std::size_t const order = described.group.order();
  std::size_t const alike = construction == "coinduction"       ? described.subgroup->size()
                            : construction == "kernel_quotient" ? described.kernel.size()
                                                                : 1;
  if (order / alike > bounds::copies) {
    throw Refusal{"too large: more than " + std::to_string(bounds::copies) + " copies of a value"};
  }
}

/// Refuses more answers of a large group, of which \p order is the order, than there may be.
void expect_few_answers(json const& spec, std::size_t order) {
  std::size_t const classes = spec.at("labels").value("classes", json::array()).size();
  if (order > bounds::copies && classes > bounds::answers / order) {
    throw Refusal{"too large: classes times elements at most " + std::to_string(bounds::answers)};
  }
}

/// Heads map the copies of a lift, or those that are rebuilt from a subgroup, which moves what F
/// gives as a part of the group.
void expect_heads_have_copies(json const& spec) {
  std::string const construction = construction_of(spec);
  if (!spec.contains("output") || construction == "g_product") {
    return;
  }
  if (construction != "coinduction") {
    throw Refusal{"at /output: found one in a spec with a construction"};
  }
  if (spec.at("already").at("labels").is_object()) {
    refuse("already-labels-of-outputs", "at /already/labels: found some besides \"output\"");
  }
  for (json const& output : spec.at("output")) {
    if (output.at("head") == "induced") {
      refuse("already-induced", "at /output: found an induced one besides \"already\"");
    }
  }
}

} // namespace

Described describe(json const& spec) {
  expect_heads_have_copies(spec);
  std::size_t letters = bounds::letters;
  Described result{.group = group_of(spec.at("group"), letters), .sources = {}, .kernel = {}};
  expect_few_answers(spec, result.group.order());
  result.sources = sources_of(spec.at("input"), result.group);
  std::vector<Images> const moved = moved_places(result.group, result.sources);
  check_turn(spec, moved);
  result.kernel = kernel_of(moved);
  if (spec.contains("output") && result.group.order() > bounds::copies &&
      entries_of_outputs(spec) > bounds::head_numbers / result.group.order()) {
    throw Refusal{"too large: heads of a large group take means of at most " +
                  std::to_string(bounds::head_numbers) + " numbers of all elements"};
  }
  result.subgroup = subgroup_of(spec, result, letters);
  expect_few_copies(spec, result);
  if (result.subgroup) {
    check_groups(spec, result.subgroup->size());
  }
  std::string const construction = construction_of(spec);
  std::size_t const order = result.group.order();
  result.copies = construction == "kernel_quotient" ? order / result.kernel.size() : order;
  result.parameters = parameters_of(spec, construction, order, result.copies);
  check_labels(spec.at("labels"), result.group);
  result.outputs = outputs_of(spec, result.group, letters);
  return result;
}

std::string construction_of(json const& spec) {
  return spec.contains("already")        ? "coinduction"
         : spec.contains("construction") ? spec.at("construction").get<std::string>()
                                         : "g_product";
}

} // namespace equivarify::audit
