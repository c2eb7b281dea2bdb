#include "equivarify/algebra/grid_action.hpp"
#include "equivarify/codegen/form_problems.hpp"
#include "equivarify/codegen/groups/motion_form.hpp"
#include "equivarify/codegen/spec_group.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <utility>

namespace equivarify::codegen {
namespace {

using algebra::EntryPermutation;
using algebra::SignedPermutation;

algebra::ArrayShape to_array_shape(Shape const& shape) {
  auto const number = [](std::size_t value) { return static_cast<std::uint32_t>(value); };
  return {number(shape.channels), number(shape.rows), number(shape.columns)};
}

/// Turns what the spec says of the generators into an action of the group.
class ActionBuilder {
public:
  ActionBuilder(InputSpec const& spec, algebra::Group const& group, SpecProblems& problems)
      : spec_{spec}, shape_{to_array_shape(spec.shape)}, group_{group}, problems_{problems} {}

  std::optional<InputAction> build() {
    refuse_unknown_generators();
    std::vector<SignedPermutation> generators;
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

  std::optional<SignedPermutation> resolve_generator(std::string const& name) {
    auto const motion = spec_.action.find(name);
    if (motion == spec_.action.end()) {
      problems_.add({.pointer = child(place, name),
                     .summary = "generator without action",
                     .found = "no " + in_quotes(name),
                     .expected = fmt::format("how each generator of {} acts", group_.name())});
      return std::nullopt;
    }
    return resolve_motion(motion->second, child(place, name));
  }

  std::optional<SignedPermutation> resolve_motion(MotionSpec const& motion,
                                                  std::string const& pointer) {
    try {
      nlohmann::json const form = nlohmann::json::parse(motion.form);
      return read_motion(JsonNode{form, pointer}, shape_);
    } catch (FormProblems const& error) {
      add_problems(error, problems_);
      return std::nullopt;
    }
  }

  std::optional<InputAction> extend(std::vector<SignedPermutation> const& generators) {
    try {
      bool const changes_signs =
          std::any_of(generators.begin(), generators.end(), [](SignedPermutation const& motion) {
            return motion.changes_signs();
          });
      return changes_signs ? signed_action(generators) : unsigned_action(generators);
    } catch (algebra::AlgebraError const& error) {
      problems_.add({.pointer = place,
                     .summary = "no action of the group",
                     .found = error.what(),
                     .expected = fmt::format("g (h x) = (g h) x: every relation of {} holds",
                                             group_.name())});
      return std::nullopt;
    }
  }

  [[nodiscard]] InputAction
  unsigned_action(std::vector<SignedPermutation> const& generators) const {
    std::vector<EntryPermutation> sources;
    std::transform(generators.begin(),
                   generators.end(),
                   std::back_inserter(sources),
                   [](SignedPermutation const& motion) { return motion.gather; });
    return {algebra::entry_permutations(group_, sources, shape_), {}};
  }

  /// Entry i of g x comes from where g^-1 takes the place i.
  [[nodiscard]] InputAction signed_action(std::vector<SignedPermutation> const& generators) const {
    algebra::GSet const places = algebra::signed_places(group_, generators, shape_);
    std::uint32_t const n = places.size() / 2;
    InputAction action;
    for (algebra::Element const g : group_.elements()) {
      EntryPermutation& sources = action.sources.emplace_back(n);
      std::vector<bool>& negated = action.negated.emplace_back(n);
      for (std::uint32_t i = 0; i < n; ++i) {
        std::uint32_t const from = places.act_unchecked(group_.inverse(g).index(), i);
        sources[i] = from % n;
        negated[i] = from >= n;
      }
    }
    return action;
  }

  inline static std::string const place = "/input/action";

  InputSpec const& spec_;
  algebra::ArrayShape shape_;
  algebra::Group const& group_;
  SpecProblems& problems_;
};

} // namespace

std::optional<InputAction>
resolve_action(InputSpec const& spec, algebra::Group const& group, SpecProblems& problems) {
  return ActionBuilder{spec, group, problems}.build();
}

std::string describe_action(InputSpec const& spec) {
  std::string text;
  for (auto const& [generator, motion] : spec.action) {
    text += fmt::format("{}{} by {}",
                        text.empty() ? "" : ", ",
                        generator,
                        describe_motion(nlohmann::json::parse(motion.form)));
  }
  return text.empty() ? "trivially" : text;
}

} // namespace equivarify::codegen
