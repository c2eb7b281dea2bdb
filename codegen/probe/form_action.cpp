#include "equivarify/codegen/probe/form_action.hpp"

#include "equivarify/algebra/error.hpp"
#include "equivarify/algebra/permutation.hpp"
#include "equivarify/algebra/subgroup.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace equivarify::codegen {

namespace {

using algebra::AlgebraError;
using algebra::ArrayShape;
using algebra::EntryPermutation;
using algebra::Group;
using algebra::GSet;
using algebra::probe::ArrayAction;

/// Reads the `input` or the `output` of a form.
class ActionReader {
public:
  /// \p others are keys that mean something to others.
  ActionReader(FormNode node, Group const& group, std::vector<std::string> const& others)
      : node_{std::move(node)}, group_{group}, keys_{"shape", "action", "copies", "fields"} {
    keys_.insert(keys_.end(), others.begin(), others.end());
  }

  std::optional<ArrayAction> read() {
    if (!node_.only(keys_)) {
      return std::nullopt;
    }
    auto const shape = read_shape();
    auto const each = shape ? read_one_copy(*shape) : std::nullopt;
    auto const copies = read_copies();
    auto const fields = read_fields();
    if (!each || !copies || !fields) {
      return std::nullopt;
    }
    return try_at(
        node_, "too large", [&] { return ArrayAction::on_copies(*copies, *each, *fields); });
  }

private:
  /// One to three numbers; what is missing in front is 1, but one number alone is a flat array.
  std::optional<ArrayShape> read_shape() {
    auto const member = node_.required("shape");
    auto const entries = member ? member->list() : std::nullopt;
    if (!entries) {
      return std::nullopt;
    }
    for (FormNode const& entry : *entries) {
      auto const extent = entry.integer(1, longest_extent);
      if (!extent) {
        return std::nullopt;
      }
      extents_.push_back(*extent);
    }
    switch (extents_.size()) {
    case 1:
      return ArrayShape{extents_[0], 1, 1};
    case 2:
      return ArrayShape{1, extents_[0], extents_[1]};
    case 3:
      return ArrayShape{extents_[0], extents_[1], extents_[2]};
    default:
      member->refuse("wrong shape", "[entries], [rows, columns] or [channels, rows, columns]");
      return std::nullopt;
    }
  }

  std::optional<ArrayAction> read_one_copy(ArrayShape const& shape) {
    auto const places = read_places(shape);
    return places ? std::optional{ArrayAction::on_places(*places).with_extents(extents_)}
                  : std::nullopt;
  }

  std::optional<GSet> read_places(ArrayShape const& shape) {
    auto const member = node_.optional("action");
    bool const trivial = member && member->value() == "trivial";
    if (trivial || (!member && node_.optional("copies"))) {
      return try_at(node_, "too large", [&] {
        return GSet::trivial(group_, static_cast<std::uint32_t>(shape.size()));
      });
    }
    if (!member) {
      static_cast<void>(node_.required("action"));
      return std::nullopt;
    }
    if (!member->value().is_object()) {
      member->refuse("no action", R"("trivial", or an object: how each generator acts)");
      return std::nullopt;
    }
    auto const motions = read_generators(*member, shape);
    return motions ? try_at(*member,
                            "no action of the group",
                            [&] { return algebra::places(group_, *motions, shape); })
                   : std::nullopt;
  }

  std::optional<std::vector<EntryPermutation>> read_generators(FormNode const& member,
                                                               ArrayShape const& shape) {
    bool complete = member.only(group_.generator_names());
    std::vector<EntryPermutation> motions;
    for (std::string const& name : group_.generator_names()) {
      auto const motion = member.required(name);
      auto permutation = motion ? read_motion(*motion, shape) : std::nullopt;
      complete = complete && permutation.has_value();
      motions.push_back(permutation.value_or(EntryPermutation{}));
    }
    return complete ? std::optional{std::move(motions)} : std::nullopt;
  }

  /// A name, a list of names, or a permutation of the flattened entries.
  static std::optional<EntryPermutation> read_motion(FormNode const& node,
                                                     ArrayShape const& shape) {
    if (auto const permutation = node.optional("permutation")) {
      static_cast<void>(node.only({"permutation"}));
      return read_permutation(*permutation, shape);
    }
    if (!node.value().is_string() && !node.value().is_array()) {
      node.refuse("no motion", R"(a motion, a list of motions, or {"permutation": [...]})");
      return std::nullopt;
    }
    std::vector<std::string> names;
    for (FormNode const& entry :
         node.value().is_array() ? *node.list() : std::vector<FormNode>{node}) {
      auto const name = entry.text();
      auto const& known = algebra::grid_action_names();
      if (!name || std::find(known.begin(), known.end(), *name) == known.end()) {
        entry.refuse("unknown motion", one_of(known), name ? suggestion(*name, known) : "");
        return std::nullopt;
      }
      names.push_back(*name);
    }
    return try_at(
        node, "action does not fit the shape", [&] { return algebra::grid_action(names, shape); });
  }

  static std::optional<EntryPermutation> read_permutation(FormNode const& node,
                                                          ArrayShape const& shape) {
    return try_at(node, "no permutation", [&] {
      return node.value().is_array() ? read_sources(node, shape) : read_cycles(node, shape);
    });
  }

  static EntryPermutation read_sources(FormNode const& node, ArrayShape const& shape) {
    EntryPermutation sources;
    std::vector<FormNode> const entries = node.list().value();
    for (FormNode const& entry : entries) {
      auto const source = entry.integer(0, static_cast<std::uint32_t>(shape.size() - 1));
      sources.push_back(source.value_or(0));
    }
    if (sources.size() != shape.size()) {
      throw AlgebraError(fmt::format(
          "a list of {}, expected each of 0 to {} once", sources.size(), shape.size() - 1));
    }
    return algebra::Permutation::from_images(std::move(sources)).images();
  }

  /// Cycles say where entries go; a motion says where they come from.
  static EntryPermutation read_cycles(FormNode const& node, ArrayShape const& shape) {
    auto const size = static_cast<std::uint32_t>(shape.size());
    return algebra::Permutation::from_cycles(node.text().value_or(""), size).inverse().images();
  }

  std::optional<GSet> read_copies() {
    auto const member = node_.optional("copies");
    if (!member) {
      return GSet::trivial(group_, 1);
    }
    if (member->value() == "regular") {
      return try_at(*member, "too large", [&] { return GSet::regular(group_); });
    }
    auto const subgroup = member->optional("cosets_of");
    auto const names = subgroup ? subgroup->list() : std::nullopt;
    if (!names) {
      member->refuse("unknown copies",
                     R"("regular", or {"cosets_of": [elements that generate a subgroup]})");
      return std::nullopt;
    }
    std::vector<algebra::Element> generators;
    for (FormNode const& name : *names) {
      auto const element = try_at(
          name, "unknown element", [&] { return group_.element_named(name.text().value_or("e")); });
      if (!element) {
        return std::nullopt;
      }
      generators.push_back(*element);
    }
    return GSet::coset_space(algebra::Subgroup::generated_by(group_, generators));
  }

  std::optional<std::uint32_t> read_fields() {
    auto const member = node_.optional("fields");
    return member ? member->integer(1, longest_extent) : 1;
  }

  FormNode node_;
  Group const& group_;
  std::vector<std::string> keys_;
  std::vector<std::uint32_t> extents_;
};

} // namespace

std::optional<ArrayAction> read_form_action(FormNode const& node,
                                            Group const& group,
                                            std::vector<std::string> const& other_keys) {
  return ActionReader{node, group, other_keys}.read();
}

} // namespace equivarify::codegen
