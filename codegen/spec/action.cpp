#include "equivarify/algebra/grid_action.hpp"
#include "equivarify/codegen/groups/motion_form.hpp"
#include "equivarify/codegen/spec/group.hpp"
#include "equivarify/codegen/spec/input_parts.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <utility>

namespace equivarify::codegen {
namespace {

using algebra::EntryPermutation;
using algebra::SignedPermutation;

/// Turns what the spec says of the generators into an action of the group.
class ActionBuilder {
public:
  ActionBuilder(InputSpec const& spec, algebra::Group const& group, Problems& problems)
      : spec_{spec}, place_{spec.parts.empty() ? "/input/action" : "/input/parts"},
        shape_{to_array_shape(spec.shape)}, group_{group}, problems_{problems} {}

  std::optional<InputAction> build() {
    if (!spec_.parts.empty()) {
      auto const motions = problems_.attempt([&] { return motions_of_parts(spec_, group_); });
      return motions ? extend(*motions) : std::nullopt;
    }
    nlohmann::json form = nlohmann::json::object();
    for (auto const& [name, motion] : spec_.action) {
      form[name] = nlohmann::json::parse(motion.form);
    }
    auto const motions = problems_.attempt([&] {
      return read_motions(group_, JsonNode{form, place_}, shape_);
    });
    return motions ? extend(*motions) : std::nullopt;
  }

private:
  std::optional<InputAction> extend(std::vector<SignedPermutation> const& generators) {
    try {
      bool const changes_signs =
          std::any_of(generators.begin(), generators.end(), [](SignedPermutation const& motion) {
            return motion.changes_signs();
          });
      return changes_signs ? signed_action(generators) : unsigned_action(generators);
    } catch (algebra::AlgebraError const& error) {
      problems_.add({.pointer = place_,
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

  InputSpec const& spec_;
  std::string place_;
  algebra::ArrayShape shape_;
  algebra::Group const& group_;
  Problems& problems_;
};

/// \p action in words; \p from says what a generator brings from elsewhere.
std::string describe(std::map<std::string, MotionSpec> const& action,
                     std::map<std::string, std::string> const& from) {
  std::string text;
  for (auto const& [generator, motion] : action) {
    auto const source = from.find(generator);
    text += fmt::format("{}{} by {}{}",
                        text.empty() ? "" : ", ",
                        generator,
                        describe_motion(nlohmann::json::parse(motion.form)),
                        source == from.end() ? "" : " of " + source->second);
  }
  return text.empty() ? "trivially" : text;
}

} // namespace

std::optional<InputAction>
resolve_action(InputSpec const& spec, algebra::Group const& group, Problems& problems) {
  return ActionBuilder{spec, group, problems}.build();
}

std::string describe_action(InputSpec const& spec) {
  if (spec.parts.empty()) {
    return describe(spec.action, {});
  }
  std::string text;
  for (PartSpec const& part : spec.parts) {
    text += fmt::format(
        "{}{}: {}", text.empty() ? "" : "; ", part.name, describe(part.action, part.from));
  }
  return text;
}

} // namespace equivarify::codegen
