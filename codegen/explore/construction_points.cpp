#include "equivarify/codegen/explore/construction_points.hpp"

#include <fmt/format.h>

#include <charconv>
#include <limits>

namespace equivarify::codegen {
namespace {

/// The number that \p word writes, or the largest there is if it is larger; nothing for other
/// words.
std::optional<std::uint64_t> number_in(std::string const& word) {
  if (word.empty() || word.find_first_not_of("0123456789") != std::string::npos) {
    return std::nullopt;
  }
  std::uint64_t number = 0;
  bool const fits =
      std::from_chars(word.data(), word.data() + word.size(), number).ec == std::errc{};
  return fits ? number : std::numeric_limits<std::uint64_t>::max();
}

/// What \p read returns; what it finds wrong is at the column of \p word.
template <typename Read>
auto at_column(PlacedWord const& word, Read const& read) {
  try {
    return read();
  } catch (InputError const& error) {
    Problem problem = error.problems().front();
    problem.found += fmt::format(" at column {}", word.column);
    throw InputError{std::move(problem)};
  }
}

std::uint32_t
member_named(JsonNode const& node, PlacedWord const& word, NamedSet const& set, char const* what) {
  if (set.form().is_array()) {
    nlohmann::json const name = word.text;
    return at_column(word, [&] { return set.member({name, node.pointer}); });
  }
  auto const number = number_in(word.text);
  if (!number || *number >= set.size()) {
    refuse_word(node,
                word,
                set.size() == 0 ? fmt::format("{}, but there is none", what)
                                : fmt::format("{}, 0 to {}", what, set.size() - 1));
  }
  return static_cast<std::uint32_t>(*number);
}

/// The names that \p map gives.
template <typename Value>
std::vector<std::string> names_in(std::map<std::string, Value> const& map) {
  std::vector<std::string> names;
  for (auto const& entry : map) {
    names.push_back(entry.first);
  }
  return names;
}

/// What \p word stands for in \p map.
template <typename Value>
Value const& named_in(std::map<std::string, Value> const& map,
                      JsonNode const& node,
                      PlacedWord const& word,
                      char const* what) {
  auto const found = map.find(word.text);
  if (found == map.end()) {
    std::vector<std::string> const names = names_in(map);
    refuse_word(node,
                word,
                names.empty() ? fmt::format("{} of \"where\", which has none", what)
                              : fmt::format("{} of \"where\": {}", what, one_of(names)),
                suggestion(word.text, names));
  }
  return found->second;
}

} // namespace

ConstructionSet::ConstructionSet(JsonNode const& node,
                                 SetTerm const& term,
                                 ConstructionNames const& names)
    : node_{&node}, term_{&term}, names_{&names}, subgroup_{}, size_{} {
  switch (term.kind) {
  case SetTerm::Kind::group:
    subgroup_ = algebra::Subgroup::trivial(names.group.group());
    size_ = names.group.group().order();
    return;
  case SetTerm::Kind::cosets:
  case SetTerm::Kind::named_cosets:
    subgroup_ = read_subgroup();
    size_ = subgroup_->index();
    return;
  case SetTerm::Kind::labels:
    size_ = names.labels.size();
    return;
  case SetTerm::Kind::points:
    size_ = number_in(term.name.text).value_or(0);
    return;
  case SetTerm::Kind::named:
    size_ = named_in(names.sets, node, term.name, "G, Z, a number, Map(set, Z), or a G-set")
                .points.size();
    return;
  }
}

std::uint64_t ConstructionSet::size() const {
  return size_;
}

algebra::Subgroup ConstructionSet::read_subgroup() const {
  algebra::Group const& group = names_->group.group();
  if (term_->kind == SetTerm::Kind::named_cosets) {
    return term_->name.text == "1" ? algebra::Subgroup::trivial(group)
                                   : named_in(names_->subgroups, *node_, term_->name, "a subgroup");
  }
  std::vector<algebra::Element> elements;
  for (PlacedWord const& word : term_->generators) {
    elements.push_back(element(word));
  }
  return algebra::Subgroup::generated_by(group, elements);
}

algebra::SchreierGraph ConstructionSet::graph() const {
  if (subgroup_) {
    return algebra::SchreierGraph::coset_space(*subgroup_);
  }
  return term_->kind == SetTerm::Kind::named
             ? names_->sets.at(term_->name.text).graph
             : algebra::SchreierGraph::trivial(names_->group.group(),
                                               static_cast<std::uint32_t>(size_));
}

algebra::Element ConstructionSet::element(PlacedWord const& word) const {
  return at_column(word, [&] { return names_->group.element(word.text, node_->pointer); });
}

std::uint32_t ConstructionSet::point(PlacedWord const& word) const {
  if (subgroup_) {
    return subgroup_->coset_numbers()[element(word).index()];
  }
  switch (term_->kind) {
  case SetTerm::Kind::labels:
    return label_named(*node_, word, names_->labels);
  case SetTerm::Kind::named:
    return member_named(*node_, word, names_->sets.at(term_->name.text).points, "a point");
  case SetTerm::Kind::points:
  case SetTerm::Kind::group:
  case SetTerm::Kind::cosets:
  case SetTerm::Kind::named_cosets:
    break;
  }
  return member_named(*node_, word, NamedSet{static_cast<std::uint32_t>(size_)}, "a point");
}

std::uint32_t label_named(JsonNode const& node, PlacedWord const& word, NamedSet const& labels) {
  return member_named(node, word, labels, "a label");
}

} // namespace equivarify::codegen
