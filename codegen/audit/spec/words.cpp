#include "equivarify/codegen/audit/spec/words.hpp"

#include "equivarify/codegen/audit/proof/refusal.hpp"

#include <algorithm>
#include <charconv>
#include <cstdlib>

namespace equivarify::audit {
namespace {

using Word = std::vector<Letter>;

constexpr std::size_t longest = 1'000'000;
constexpr int deepest = 100;

/// word = { atom [^ integer] }; atom = name | e | 1 | (word).
class WordReader {
public:
  WordReader(std::string const& text, std::vector<std::string> const& names)
      : text_{text}, names_{names} {}

  Word whole() {
    Word word = sequence(0);
    require(at_ == text_.size() && text_.find_first_not_of(" \t*") != std::string::npos);
    return word;
  }

private:
  void require(bool is_word) const { demand(is_word, "no word in the generators: " + text_); }

  [[nodiscard]] bool sees(char c) const { return at_ < text_.size() && text_[at_] == c; }

  bool take(char c) {
    bool const found = sees(c);
    at_ += found ? 1U : 0U;
    return found;
  }

  void skip_separators() { at_ = std::min(text_.find_first_not_of(" \t*", at_), text_.size()); }

  Word sequence(int depth) {
    require(depth < deepest);
    Word word;
    for (skip_separators(); at_ < text_.size() && !sees(')'); skip_separators()) {
      Word atom = next_atom(depth);
      int const power = take('^') ? exponent() : 1;
      atom = power < 0 ? inverse(std::move(atom)) : atom;
      auto const copies = static_cast<std::size_t>(std::abs(power));
      require(word.size() + atom.size() * copies <= longest);
      for (std::size_t i = 0; i < copies; ++i) {
        word.insert(word.end(), atom.begin(), atom.end());
      }
    }
    return word;
  }

  Word next_atom(int depth) {
    if (take('(')) {
      Word word = sequence(depth + 1);
      require(take(')'));
      return word;
    }
    std::size_t const end = std::min(text_.find_first_of(" \t*^()", at_), text_.size());
    std::string const name = text_.substr(at_, end - at_);
    at_ = end;
    auto const found = std::find(names_.begin(), names_.end(), name);
    require(found != names_.end() || name == "e" || name == "1");
    return found == names_.end() ? Word{}
                                 : Word{{static_cast<std::size_t>(found - names_.begin())}};
  }

  int exponent() {
    int power = 0;
    auto const [end, error] =
        std::from_chars(text_.data() + at_, text_.data() + text_.size(), power);
    require(error == std::errc{} && std::abs(power) <= static_cast<int>(longest));
    at_ = static_cast<std::size_t>(end - text_.data());
    return power;
  }

  std::string const& text_;
  std::vector<std::string> const& names_;
  std::size_t at_ = 0;
};

} // namespace

Word read_word(std::string const& text, std::vector<std::string> const& names) {
  return WordReader{text, names}.whole();
}

Word inverse(Word word) {
  std::reverse(word.begin(), word.end());
  for (Letter& letter : word) {
    letter.inverted = !letter.inverted;
  }
  return word;
}

std::uint32_t element_of(std::string const& text, NamedImages const& steps) {
  std::vector<std::string> names;
  for (auto const& [name, step] : steps) {
    names.push_back(name);
  }
  Word const word = read_word(text, names);
  std::uint32_t element = 0;
  for (auto letter = word.rbegin(); letter != word.rend(); ++letter) {
    Images const& step = steps[letter->generator].second;
    auto const before = std::find(step.begin(), step.end(), element) - step.begin();
    element = letter->inverted ? static_cast<std::uint32_t>(before) : step[element];
  }
  return element;
}

} // namespace equivarify::audit
