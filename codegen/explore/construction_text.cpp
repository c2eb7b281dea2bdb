#include "equivarify/codegen/explore/construction_text.hpp"

#include "equivarify/algebra/error.hpp"
#include "equivarify/algebra/word.hpp"

#include <fmt/format.h>

namespace equivarify::codegen {
namespace {

std::string to_text(PlacedWord const& word) {
  return word.text;
}

std::string to_text(PartTerm const& part);

template <typename Term>
std::string joined(std::vector<Term> const& terms, char const* between) {
  std::string text;
  for (Term const& term : terms) {
    text += text.empty() ? "" : between;
    text += to_text(term);
  }
  return text;
}

std::string to_text(ValueTerm const& value) {
  return value.arguments.empty()
             ? value.name.text
             : fmt::format("{}({})", value.name.text, joined(value.arguments, ", "));
}

std::string to_text(PartTerm const& part) {
  return fmt::format(
      "{}, p({}) = {}", joined(part.factors, " x "), joined(part.names, ", "), to_text(part.value));
}

} // namespace

std::string to_text(ConstructionTerm const& construction) {
  return joined(construction, "; ");
}

std::string to_text(SetTerm const& set) {
  switch (set.kind) {
  case SetTerm::Kind::cosets:
    return fmt::format("G/<{}>", joined(set.generators, ", "));
  case SetTerm::Kind::named_cosets:
    return "G/" + set.name.text;
  case SetTerm::Kind::group:
  case SetTerm::Kind::labels:
  case SetTerm::Kind::points:
  case SetTerm::Kind::named:
    return set.name.text;
  }
  throw algebra::InternalError("a set of no kind");
}

std::string to_text(FactorTerm const& factor) {
  std::string const sets = joined(factor.sets, " x ");
  return factor.is_map ? fmt::format("{}({}, Z)", factor.commutes ? "Map_H" : "Map", sets) : sets;
}

bool is_construction_name(std::string_view word) {
  return algebra::is_generator_name(word);
}

std::vector<std::string> const& reserved_construction_names() {
  static std::vector<std::string> const names{"G", "Map", "Map_H", "Z", "p", "x"};
  return names;
}

void refuse_word(JsonNode const& node,
                 PlacedWord const& word,
                 std::string const& expected,
                 std::string const& nearest) {
  throw InputError{
      {.pointer = node.pointer,
       .summary = "no such construction",
       .found = fmt::format("{} at column {}",
                            word.text.empty() ? "the end of the text" : in_quotes(word.text),
                            word.column),
       .expected = expected,
       .nearest = nearest}};
}

} // namespace equivarify::codegen
