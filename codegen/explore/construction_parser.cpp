#include "equivarify/algebra/text.hpp"
#include "equivarify/codegen/explore/construction_text.hpp"
#include "equivarify/codegen/json/wording.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <string_view>

namespace equivarify::codegen {
namespace {

constexpr std::size_t most_factors = 64;

/// Whether \p c is a byte of UTF-8 after the first one of its character.
bool continues_character(char c) {
  return (static_cast<unsigned char>(c) & 0xC0U) == 0x80U;
}

constexpr char const* any_set =
    "a set: G, G/<words>, G/NAME, Z, a number, a NAME of \"where\", or Map(set, Z)";

bool is_word_character(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
}

bool is_number(std::string_view word) {
  return !word.empty() && word.find_first_not_of("0123456789") == std::string_view::npos;
}

/// Reads the text from left to right.
class ConstructionParser {
public:
  explicit ConstructionParser(JsonNode const& node) : node_{node}, text_{node.text()} {}

  ConstructionTerm parse() {
    ConstructionTerm construction;
    do {
      construction.push_back(part());
    } while (takes(';'));
    skip_blanks();
    if (at_ != text_.size()) {
      fail_here("\";\" and another part, or the end");
    }
    return construction;
  }

private:
  PartTerm part() {
    PartTerm part;
    do {
      part.factors.push_back(factor());
      if (part.factors.size() > most_factors) {
        fail_here(fmt::format("at most {} factors", most_factors));
      }
    } while (takes_times());
    require(',', "\"x\" and another factor, or \", p(\"");
    PlacedWord const p = word();
    if (p.text != "p") {
      refuse_word(node_, p, "\"p(\", the projection");
    }
    part.names = coordinates(part.factors.size());
    require('=', "\"=\" and a label");
    part.value = value();
    return part;
  }

  FactorTerm factor() {
    std::size_t const start = at_;
    std::string const kind = word().text;
    if (kind != "Map" && kind != "Map_H") {
      at_ = start;
      SetTerm const alone = set();
      if (alone.kind == SetTerm::Kind::named && takes('(')) {
        refuse_word(node_,
                    alone.name,
                    "\"Map\" or \"Map_H\" before \"(\"",
                    suggestion(alone.name.text, {"Map", "Map_H"}));
      }
      return {.is_map = false, .sets = {alone}};
    }
    require('(', "\"(\" and the domain of the maps");
    FactorTerm maps{.is_map = true, .sets = {}, .commutes = kind == "Map_H"};
    if (maps.commutes) {
      maps.sets.push_back(whole_group());
    } else {
      maps.sets = domain();
    }
    require(',', "\"x\" and another factor, or \", Z)\"");
    PlacedWord const target = word();
    if (target.text != "Z") {
      refuse_word(node_, target, "\"Z\", the labels");
    }
    require(')', "\")\"");
    return maps;
  }

  SetTerm whole_group() {
    PlacedWord const name = word();
    if (name.text != "G") {
      refuse_word(node_, name, "\"G\", the domain of Map_H(G, Z)");
    }
    return {SetTerm::Kind::group, name, {}};
  }

  std::vector<SetTerm> domain() {
    std::vector<SetTerm> sets;
    do {
      sets.push_back(set());
      if (sets.size() > most_factors) {
        fail_here(fmt::format("at most {} factors", most_factors));
      }
    } while (takes_times());
    return sets;
  }

  SetTerm set() {
    PlacedWord const name = word();
    if (name.text == "G") {
      return takes('/') ? cosets() : SetTerm{SetTerm::Kind::group, name, {}};
    }
    if (name.text == "Z") {
      return {SetTerm::Kind::labels, name, {}};
    }
    if (is_number(name.text)) {
      return {SetTerm::Kind::points, name, {}};
    }
    require_free_name(name, any_set);
    return {SetTerm::Kind::named, name, {}};
  }

  SetTerm cosets() {
    if (!takes('<')) {
      PlacedWord const name = word();
      if (name.text != "1") {
        require_free_name(name, "a subgroup: \"<\" and elements, \"1\", or a NAME of \"where\"");
      }
      return {SetTerm::Kind::named_cosets, name, {}};
    }
    SetTerm term{SetTerm::Kind::cosets, {}, {}};
    do {
      term.generators.push_back(raw(",>", "an element"));
    } while (takes(','));
    require('>', "\",\" and another element, or \">\"");
    return term;
  }

  void require_free_name(PlacedWord const& name, char const* expected) const {
    std::vector<std::string> const& reserved = reserved_construction_names();
    if (!is_construction_name(name.text) ||
        std::find(reserved.begin(), reserved.end(), name.text) != reserved.end()) {
      refuse_word(node_, name, expected);
    }
  }

  std::vector<PlacedWord> coordinates(std::size_t factors) {
    require('(', "\"(\" and a name for each factor");
    std::vector<PlacedWord> names;
    do {
      PlacedWord const name = word();
      if (!is_construction_name(name.text)) {
        refuse_word(node_, name, "a name for a coordinate");
      }
      if (std::find(names.begin(), names.end(), name) != names.end()) {
        refuse_word(node_, name, "different names for the coordinates");
      }
      names.push_back(name);
    } while (takes(','));
    if (names.size() != factors) {
      refuse_word(node_,
                  names.size() > factors ? names[factors] : here(),
                  fmt::format("{} in p(...), one for each factor",
                              factors == 1 ? "1 name" : fmt::format("{} names", factors)));
    }
    require(')', "\",\" and another name, or \")\"");
    return names;
  }

  ValueTerm value() {
    ValueTerm value{raw("(;", "a label, such as s(e) or z"), {}};
    if (takes('(')) {
      do {
        value.arguments.push_back(raw(",)", "a point"));
      } while (takes(','));
      require(')', "\",\" and another point, or \")\"");
    }
    return value;
  }

  void skip_blanks() {
    while (at_ < text_.size() && (text_[at_] == ' ' || text_[at_] == '\t' || text_[at_] == '\n')) {
      ++at_;
    }
  }

  /// Letters and digits, or one other character.
  PlacedWord word() {
    skip_blanks();
    std::size_t const start = at_;
    while (at_ < text_.size() && is_word_character(text_[at_])) {
      ++at_;
    }
    if (at_ == start) {
      return here();
    }
    return {text_.substr(start, at_ - start), column_of(start)};
  }

  /// All up to one of \p stops that stands in no parentheses.
  PlacedWord raw(std::string_view stops, std::string const& expected) {
    skip_blanks();
    std::size_t const start = at_;
    std::size_t depth = 0;
    while (at_ < text_.size() && (depth != 0 || stops.find(text_[at_]) == std::string_view::npos)) {
      depth += text_[at_] == '(' ? 1U : 0U;
      depth -= text_[at_] == ')' && depth != 0 ? 1U : 0U;
      ++at_;
    }
    PlacedWord word{algebra::normalize_spaces(text_.substr(start, at_ - start)), column_of(start)};
    if (word.text.empty()) {
      fail_here(expected);
    }
    return word;
  }

  bool takes(char c) {
    skip_blanks();
    bool const found = at_ < text_.size() && text_[at_] == c;
    at_ += found ? 1U : 0U;
    return found;
  }

  /// Whether `x` follows, as a word of its own.
  bool takes_times() {
    std::size_t const start = at_;
    bool const found = word().text == "x";
    at_ = found ? at_ : start;
    return found;
  }

  void require(char c, std::string const& expected) {
    if (!takes(c)) {
      fail_here(expected);
    }
  }

  /// What stands at the next column that is not blank.
  PlacedWord here() {
    skip_blanks();
    std::size_t end = at_;
    while (end < text_.size() && is_word_character(text_[end])) {
      ++end;
    }
    end += end == at_ && end < text_.size() ? 1U : 0U;
    while (end < text_.size() && continues_character(text_[end])) {
      ++end;
    }
    return {text_.substr(at_, end - at_), column_of(at_)};
  }

  /// The number of the character, not of the byte. It is counted from the place that was asked for
  /// last, which is near: from the beginning, a text of many parts would cost the square of its
  /// length.
  std::size_t column_of(std::size_t at) {
    auto const [first, last] = std::minmax(at, counted_);
    auto const between = std::string_view(text_).substr(first, last - first);
    auto const characters =
        between.size() - static_cast<std::size_t>(
                             std::count_if(between.begin(), between.end(), continues_character));
    column_ = at < counted_ ? column_ - characters : column_ + characters;
    counted_ = at;
    return column_;
  }

  [[noreturn]] void fail_here(std::string const& expected) { refuse_word(node_, here(), expected); }

  JsonNode const& node_;
  std::string text_;
  std::size_t at_ = 0;
  std::size_t counted_ = 0; ///< a place in the text,
  std::size_t column_ = 1;  ///< and its column
};

} // namespace

ConstructionTerm parse_construction(JsonNode const& node) {
  return ConstructionParser{node}.parse();
}

} // namespace equivarify::codegen
