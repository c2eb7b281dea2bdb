#include "equivarify/algebra/grid_action.hpp"
#include "equivarify/codegen/spec_group.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace equivarify::codegen {
namespace {

using algebra::EntryPermutation;

algebra::ArrayShape to_array_shape(Shape const& shape) {
  auto const number = [](std::size_t value) { return static_cast<std::uint32_t>(value); };
  return {number(shape.channels), number(shape.rows), number(shape.columns)};
}

/// Turns what the spec says of the generators into an action of the group.
class ActionBuilder {
public:
  ActionBuilder(InputSpec const& spec, algebra::Group const& group, SpecProblems& problems)
      : spec_{spec}, shape_{to_array_shape(spec.shape)}, group_{group}, problems_{problems} {}

  std::optional<std::vector<EntryPermutation>> build() {
    refuse_unknown_generators();
    std::vector<EntryPermutation> generators;
    for (std::string const& name : group_.generator_names()) {
      if (auto sources = resolve_generator(name)) {
        generators.push_back(*std::move(sources));
      }
    }
    if (generators.size() < group_.generators().size()) {
      return std::nullopt;
    }
    return extend(generators);
  }

private:
  void refuse_unknown_generators() {
    std::vector<std::string> const names = group_.generator_names();
    for (auto const& [name, motion] : spec_.action) {
      if (std::find(names.begin(), names.end(), name) == names.end()) {
        problems_.add_at_key(
            {.pointer = child(place, name),
             .summary = "unknown generator",
             .found = in_quotes(name),
             .expected = fmt::format("a generator of {}: {}", group_.name(), one_of(names)),
             .nearest = suggestion(name, names)});
      }
    }
  }

  std::optional<EntryPermutation> resolve_generator(std::string const& name) {
    auto const motion = spec_.action.find(name);
    if (motion == spec_.action.end()) {
      problems_.add({.pointer = child(place, name),
                     .summary = "generator without action",
                     .found = "no " + in_quotes(name),
                     .expected = fmt::format("how each generator of {} acts", group_.name())});
      return std::nullopt;
    }
    if (auto const* names = std::get_if<std::vector<std::string>>(&motion->second)) {
      return resolve_motions(*names, child(place, name));
    }
    return resolve_permutation(std::get<EntryPermutation>(motion->second),
                               child(child(place, name), "permutation"));
  }

  std::optional<EntryPermutation> resolve_motions(std::vector<std::string> const& names,
                                                  std::string const& pointer) {
    try {
      return algebra::grid_action(names, shape_);
    } catch (algebra::AlgebraError const& error) {
      problems_.add(
          {.pointer = pointer,
           .summary = "action does not fit the input",
           .found = error.what(),
           .expected =
               "as many rows as columns, or only identity, half_turn, flip_rows and flip_columns"});
      return std::nullopt;
    }
  }

  std::optional<EntryPermutation> resolve_permutation(EntryPermutation const& sources,
                                                      std::string const& pointer) {
    EntryPermutation sorted = sources;
    std::sort(sorted.begin(), sorted.end());
    if (sorted == algebra::grid_action("identity", shape_)) {
      return sources;
    }
    problems_.add({.pointer = pointer,
                   .summary = "no permutation of the entries",
                   .found = fmt::format("a list of {}", sources.size()),
                   .expected = fmt::format("each of 0 to {} once", shape_.size() - 1)});
    return std::nullopt;
  }

  std::optional<std::vector<EntryPermutation>>
  extend(std::vector<EntryPermutation> const& generators) {
    try {
      return algebra::entry_permutations(group_, generators, shape_);
    } catch (algebra::AlgebraError const& error) {
      problems_.add({.pointer = place,
                     .summary = "no action of the group",
                     .found = error.what(),
                     .expected = fmt::format("g (h x) = (g h) x: every relation of {} holds",
                                             group_.name())});
      return std::nullopt;
    }
  }

  inline static std::string const place = "/input/action";

  InputSpec const& spec_;
  algebra::ArrayShape shape_;
  algebra::Group const& group_;
  SpecProblems& problems_;
};

} // namespace

std::optional<std::vector<EntryPermutation>>
resolve_action(InputSpec const& spec, algebra::Group const& group, SpecProblems& problems) {
  return ActionBuilder{spec, group, problems}.build();
}

std::string describe_action(InputSpec const& spec) {
  std::string text;
  for (auto const& [generator, motion] : spec.action) {
    auto const* names = std::get_if<std::vector<std::string>>(&motion);
    text += fmt::format("{}{} by {}",
                        text.empty() ? "" : ", ",
                        generator,
                        names == nullptr ? "a permutation of the entries"
                                         : fmt::format("{}", fmt::join(*names, " ")));
  }
  return text.empty() ? "trivially" : text;
}

} // namespace equivarify::codegen
