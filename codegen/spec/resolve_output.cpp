#include "equivarify/codegen/spec/resolve_output.hpp"

#include "equivarify/codegen/groups/motion_form.hpp"
#include "equivarify/codegen/spec/group.hpp"
#include "equivarify/codegen/spec/input_parts.hpp"
#include "equivarify/codegen/spec/output_checks.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <utility>

namespace equivarify::codegen {
namespace {

using algebra::Element;
using algebra::Head;
using algebra::HeadKind;
using algebra::SignedPermutation;
using algebra::SignedRepresentation;
using algebra::Subgroup;

/// The motion of whole planes by \p channels, in arrays with \p cells entries in each plane.
SignedPermutation of_planes(SignedPermutation const& channels, std::size_t cells) {
  SignedPermutation motion;
  for (std::size_t c = 0; c < channels.gather.size(); ++c) {
    for (std::size_t y = 0; y < cells; ++y) {
      motion.gather.push_back(static_cast<std::uint32_t>(channels.gather[c] * cells + y));
      motion.negated.push_back(channels.negated[c]);
    }
  }
  return motion;
}

/// Turns one output of a spec into a head.
class OutputResolver {
public:
  OutputResolver(Spec const& spec,
                 OutputSpec const& output,
                 algebra::Group const& group,
                 Problems& problems)
      : spec_{spec}, output_{output}, group_{group}, problems_{problems}, place_{
                                                                              child("/output",
                                                                                    output.name)} {}

  std::optional<Output> resolve() {
    check_entries(output_, group_.order(), problems_);
    if (problems_.blocked(place_) || (output_.as_input && problems_.blocked("/input"))) {
      return std::nullopt;
    }
    auto head = resolve_head();
    check_loss(output_, moves_, problems_);
    check_class_weights(output_, moves_, problems_);
    if (!head || problems_.blocked(place_)) {
      return std::nullopt;
    }
    return Output{.name = output_.name,
                  .head = *std::move(head),
                  .shape = output_.shape,
                  .classes = output_.classes,
                  .loss = output_.loss,
                  .class_weights = output_.class_weights,
                  .weight = output_.weight,
                  .action = describe()};
  }

private:
  std::optional<Head> resolve_head() {
    auto const units = static_cast<std::uint32_t>(output_.shape.size());
    switch (output_.head) {
    case HeadKind::joint:
      break; // the reader has made it the labels
    case HeadKind::invariant:
      return Head::invariant(group_, units);
    case HeadKind::permuted:
    case HeadKind::vector:
    case HeadKind::grid:
      moves_ = moves_of_generators();
      return made_of(Subgroup::whole(group_));
    case HeadKind::induced:
      return induced();
    }
    throw algebra::InternalError{"a head of no known kind in an output"};
  }

  std::optional<Head> made_of(Subgroup const& acting) {
    if (problems_.blocked(place_)) {
      return std::nullopt;
    }
    try {
      auto const entries = SignedRepresentation::from_generators(
          acting, static_cast<std::uint32_t>(output_.shape.size()), moves_);
      switch (output_.head) {
      case HeadKind::permuted:
        return Head::permuted(entries);
      case HeadKind::vector:
        return Head::vector(entries);
      case HeadKind::grid:
        return Head::grid(entries);
      case HeadKind::induced:
        return Head::induced(entries);
      case HeadKind::joint:
      case HeadKind::invariant:
        break;
      }
    } catch (algebra::AlgebraError const& error) {
      problems_.add(
          {.pointer = child(place_, "action"),
           .summary = "no action of the group",
           .found = error.what(),
           .expected = fmt::format("g (h v) = (g h) v: every relation of {} holds",
                                   acting.index() == 1 ? group_.name() : acting.to_string())});
      return std::nullopt;
    }
    throw algebra::InternalError{"a head that nothing moves"};
  }

  /// How the generators move the entries, the planes and then the channels.
  EntryMoves moves_of_generators() {
    EntryMoves moves;
    auto const motions = moves_of_cells();
    std::vector<SignedPermutation> components;
    if (!output_.components.empty()) {
      components = read_all(
          output_.components, child(place_, "components"), {.channels = output_.shape.channels});
    }
    if (problems_.blocked(place_)) {
      return moves;
    }
    std::size_t const cells = output_.shape.plane();
    for (std::size_t i = 0; i < motions.size(); ++i) {
      SignedPermutation const motion =
          components.empty() ? motions[i]
                             : algebra::compose(of_planes(components[i], cells), motions[i]);
      check_signs(motion, group_.generator_names()[i]);
      moves.emplace_back(group_.generators()[i].element, motion);
    }
    return moves;
  }

  /// How the generators move the planes.
  std::vector<SignedPermutation> moves_of_cells() {
    if (!output_.as_input || spec_.input.parts.empty()) {
      return read_all(output_.as_input ? spec_.input.action : output_.action,
                      child(place_, "action"),
                      output_.shape);
    }
    if (output_.shape != spec_.input.shape) {
      problems_.add({.pointer = child(place_, "shape"),
                     .summary = "an output that moves as the parts of the input",
                     .found = to_string(output_.shape),
                     .expected = fmt::format("[{}, 1, 1], as many entries as all parts have",
                                             spec_.input.shape.channels)});
      return {};
    }
    return problems_.attempt([&] { return motions_of_parts(spec_.input, group_); })
        .value_or(std::vector<SignedPermutation>{});
  }

  std::vector<SignedPermutation> read_all(std::map<std::string, MotionSpec> const& action,
                                          std::string const& pointer,
                                          Shape const& shape) {
    nlohmann::json form = nlohmann::json::object();
    for (auto const& [name, motion] : action) {
      form[name] = nlohmann::json::parse(motion.form);
    }
    return problems_
        .attempt([&] {
          return read_motions(group_, JsonNode{form, pointer}, to_array_shape(shape));
        })
        .value_or(std::vector<SignedPermutation>{});
  }

  void check_signs(SignedPermutation const& motion, std::string const& name) {
    if (output_.head == HeadKind::permuted && motion.changes_signs()) {
      problems_.add({.pointer = child(child(place_, "action"), name),
                     .summary = "signs in a permuted output",
                     .found = "a motion that changes signs",
                     .expected = "motions that move entries and leave their signs; the head "
                                 "\"vector\" takes both"});
    }
  }

  std::optional<Head> induced() {
    if (spec_.already) {
      problems_.add({.pointer = child(place_, "head"),
                     .summary = "an induced output of a network that is equivariant already",
                     .found = "\"induced\" besides \"already\"",
                     .expected = "a head that the whole group moves: \"invariant\", "
                                 "\"permuted\", \"vector\" or \"grid\""});
      return std::nullopt;
    }
    std::vector<Element> generators;
    for (std::size_t i = 0; i < output_.subgroup.size(); ++i) {
      std::string const pointer = child(child(place_, "subgroup"), i);
      if (auto const element = resolve_element(output_.subgroup[i], group_, pointer, problems_)) {
        generators.push_back(*element);
        read_move(*element, output_.subgroup[i]);
      }
    }
    refuse_others();
    return made_of(Subgroup::generated_by(group_, generators));
  }

  void read_move(Element element, std::string const& name) {
    std::string const pointer = child(child(place_, "action"), name);
    auto const found = output_.action.find(name);
    if (found == output_.action.end()) {
      problems_.add({.pointer = pointer,
                     .summary = "generator without action",
                     .found = "no " + in_quotes(name),
                     .expected = "how each element of \"subgroup\" moves the entries"});
      return;
    }
    nlohmann::json const form = nlohmann::json::parse(found->second.form);
    auto const motion = problems_.attempt([&] {
      return read_motion(JsonNode{form, pointer}, to_array_shape(output_.shape));
    });
    if (motion) {
      moves_.emplace_back(element, *motion);
    }
  }

  void refuse_others() {
    auto const& names = output_.subgroup;
    for (auto const& [name, unused] : output_.action) {
      if (std::find(names.begin(), names.end(), name) == names.end()) {
        problems_.add_at_key({.pointer = child(child(place_, "action"), name),
                              .summary = "not among the generators of the subgroup",
                              .found = in_quotes(name),
                              .expected = one_of(names),
                              .nearest = suggestion(name, names)});
      }
    }
  }

  [[nodiscard]] std::string describe() const {
    std::string text;
    auto const add = [&](std::map<std::string, MotionSpec> const& action, char const* what) {
      for (auto const& [name, motion] : action) {
        text += fmt::format("{}{} by {}{}",
                            text.empty() ? "" : ", ",
                            name,
                            describe_motion(nlohmann::json::parse(motion.form)),
                            what);
      }
    };
    if (output_.as_input && !spec_.input.parts.empty()) {
      text = describe_action(spec_.input);
    }
    add(output_.as_input ? spec_.input.action : output_.action, "");
    add(output_.components, " of channels");
    return text;
  }

  Spec const& spec_;
  OutputSpec const& output_;
  algebra::Group const& group_;
  Problems& problems_;
  std::string place_;
  EntryMoves moves_;
};

} // namespace

std::vector<Output>
resolve_outputs(Spec const& spec, algebra::Group const& group, Problems& problems) {
  std::vector<Output> outputs;
  if (!spec.output.empty()) {
    refuse_construction(spec, group.order(), problems);
  }
  std::size_t offset = 0;
  for (OutputSpec const& each : spec.output) {
    if (auto output = OutputResolver{spec, each, group, problems}.resolve()) {
      output->offset = offset;
      outputs.push_back(*std::move(output));
    }
    offset += each.shape.size();
  }
  return outputs;
}

} // namespace equivarify::codegen
