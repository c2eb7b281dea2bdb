#include "equivarify/codegen/audit/spec/words.hpp"

#include "equivarify/codegen/audit/spec/bounds.hpp"
#include "equivarify/codegen/audit/spec/printable.hpp"
#include "equivarify/codegen/audit/spec/refuse.hpp"

#include <algorithm>

namespace equivarify::audit {
namespace {

constexpr int deepest = 100;

class WordReader {
public:
  WordReader(std::string const& text, std::vector<std::string> const& names, std::size_t left)
      : text_{text}, names_{names}, left_{left} {}

  Word whole() {
    Word word = sequence(0);
    require(at_ == text_.size());
    return word;
  }

private:
  void require(bool is_word) const {
    if (!is_word) {
      throw Refusal{"no word in the generators: " + in_quotes(text_) + ", from byte " +
                    std::to_string(at_) + " on"};
    }
  }

  void require_room(std::size_t letters) const {
    if (letters > left_) {
      throw Refusal{"too large: words of more than " + std::to_string(bounds::letters) +
                    " letters: " + in_quotes(text_)};
    }
  }

  [[nodiscard]] bool sees(char c) const { return at_ < text_.size() && text_[at_] == c; }

  [[nodiscard]] bool sees_letter() const {
    return at_ < text_.size() &&
           ((text_[at_] >= 'a' && text_[at_] <= 'z') || (text_[at_] >= 'A' && text_[at_] <= 'Z'));
  }

  bool take(char c) {
    bool const found = sees(c);
    at_ += found ? 1U : 0U;
    return found;
  }

  void skip_separators() { at_ = std::min(text_.find_first_not_of(" \t*", at_), text_.size()); }

  Word sequence(int depth) {
    require(depth <= deepest);
    Word word;
    skip_separators();
    require(sees_letter() || sees('(') || sees('1'));
    while (sees_letter() || sees('(') || sees('1')) {
      Word const power = next_power(depth);
      require_room(word.size() + power.size());
      word.insert(word.end(), power.begin(), power.end());
      skip_separators();
    }
    return word;
  }

  Word next_power(int depth) {
    Word base = next_atom(depth);
    if (!take('^')) {
      return base;
    }
    bool const inverted = take('-');
    require(at_ < text_.size() && text_[at_] >= '0' && text_[at_] <= '9');
    std::size_t copies = 0;
    for (; at_ < text_.size() && text_[at_] >= '0' && text_[at_] <= '9'; ++at_) {
      copies = copies * 10 + static_cast<std::size_t>(text_[at_] - '0');
      require_room(copies * std::max<std::size_t>(base.size(), 1));
    }
    base = inverted ? inverse(std::move(base)) : base;
    Word power;
    for (std::size_t i = 0; i < copies; ++i) {
      power.insert(power.end(), base.begin(), base.end());
    }
    return power;
  }

  Word next_atom(int depth) {
    if (take('1')) {
      return {};
    }
    if (take('(')) {
      Word word = sequence(depth + 1);
      require(take(')'));
      return word;
    }
    constexpr char const* allowed =
        "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_";
    std::size_t const end = std::min(text_.find_first_not_of(allowed, at_), text_.size());
    std::string const name = text_.substr(at_, end - at_);
    auto const found = std::find(names_.begin(), names_.end(), name);
    require(found != names_.end() || name == "e");
    at_ = end;
    return found == names_.end() ? Word{}
                                 : Word{{static_cast<std::size_t>(found - names_.begin())}};
  }

  std::string const& text_;
  std::vector<std::string> const& names_;
  std::size_t left_;
  std::size_t at_ = 0;
};

} // namespace

Word read_word(std::string const& text, std::vector<std::string> const& names, std::size_t& left) {
  Word word = WordReader{text, names, left}.whole();
  left -= word.size();
  return word;
}

Word inverse(Word word) {
  std::reverse(word.begin(), word.end());
  for (Letter& letter : word) {
    letter.inverted = !letter.inverted;
  }
  return word;
}

} // namespace equivarify::audit
