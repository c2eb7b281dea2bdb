#include "equivarify/algebra/word.hpp"

#include "equivarify/algebra/error.hpp"
#include "equivarify/algebra/name_hint.hpp"
#include "equivarify/algebra/text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>

namespace equivarify::algebra {

namespace {

bool is_letter(char c) {
  return std::isalpha(static_cast<unsigned char>(c)) != 0;
}

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

bool is_name_character(char c) {
  return is_letter(c) || is_digit(c) || c == '_';
}

/// Recursive descent over: word = { factor }, factor = ( name | 'e' | '(' word ')' ) [ '^' integer
/// ].
class WordReader {
public:
  WordReader(std::string_view text, std::vector<std::string> const& generators)
      : text_{text}, generators_{generators} {}

  SignedWord whole() {
    SignedWord word = next_word(0);
    if (position_ != text_.size()) {
      fail("a generator");
    }
    return word;
  }

private:
  static constexpr int max_depth = 100;

  [[noreturn]] void fail(std::string const& expected) const {
    std::string const found =
        position_ < text_.size() ? fmt::format("'{}'", text_[position_]) : "the end";
    throw AlgebraError(fmt::format("in the word '{}' at position {}: found {}, expected {}",
                                   shortened(text_),
                                   position_,
                                   found,
                                   expected));
  }

  [[nodiscard]] bool at(char c) const { return position_ < text_.size() && text_[position_] == c; }

  void skip_separators() {
    while (at(' ') || at('\t') || at('*')) {
      ++position_;
    }
  }

  SignedWord next_word(int depth) {
    if (depth > max_depth) {
      fail(fmt::format("at most {} nested parentheses", max_depth));
    }
    SignedWord word;
    bool read_any = false;
    skip_separators();
    while (position_ < text_.size() && (is_letter(text_[position_]) || at('(') || at('1'))) {
      SignedWord const factor = next_power(depth);
      require_length(word.size() + factor.size());
      word.insert(word.end(), factor.begin(), factor.end());
      skip_separators();
      read_any = true;
    }
    if (!read_any) {
      fail("a generator");
    }
    return word;
  }

  SignedWord next_power(int depth) {
    SignedWord base = next_atom(depth);
    if (!at('^')) {
      return base;
    }
    ++position_;
    long const exponent = next_integer();
    auto const copies = static_cast<std::size_t>(std::abs(exponent));
    require_length(copies * std::max<std::size_t>(base.size(), 1));
    if (exponent < 0) {
      base = inverse(base);
    }
    SignedWord result;
    for (std::size_t i = 0; i < copies; ++i) {
      result.insert(result.end(), base.begin(), base.end());
    }
    return result;
  }

  SignedWord next_atom(int depth) {
    if (at('1')) {
      ++position_;
      return {};
    }
    if (at('(')) {
      ++position_;
      SignedWord word = next_word(depth + 1);
      if (!at(')')) {
        fail("')'");
      }
      ++position_;
      return word;
    }
    return next_generator();
  }

  SignedWord next_generator() {
    std::size_t const start = position_;
    while (position_ < text_.size() && is_name_character(text_[position_])) {
      ++position_;
    }
    std::string const name{text_.substr(start, position_ - start)};
    auto const found = std::find(generators_.begin(), generators_.end(), name);
    if (found != generators_.end()) {
      return {Letter{static_cast<std::uint32_t>(found - generators_.begin()), false}};
    }
    if (name == "e") {
      return {};
    }
    throw AlgebraError(fmt::format("in the word '{}': there is no generator '{}'{}",
                                   shortened(text_),
                                   shortened(name),
                                   name_hint(name, generators_)));
  }

  long next_integer() {
    bool const negative = at('-');
    if (negative) {
      ++position_;
    }
    if (position_ == text_.size() || !is_digit(text_[position_])) {
      fail("an integer");
    }
    long value = 0;
    for (; position_ < text_.size() && is_digit(text_[position_]); ++position_) {
      value =
          std::min(value * 10 + (text_[position_] - '0'), static_cast<long>(max_word_length) + 1);
    }
    return negative ? -value : value;
  }

  void require_length(std::size_t length) const {
    if (length > max_word_length) {
      throw LimitError(
          fmt::format("the word '{}' has more than {} letters", shortened(text_), max_word_length));
    }
  }

  std::string_view text_;
  std::vector<std::string> const& generators_;
  std::size_t position_ = 0;
};

} // namespace

bool is_generator_name(std::string_view name) {
  return !name.empty() && name != "e" && is_letter(name.front()) &&
         std::all_of(name.begin(), name.end(), is_name_character);
}

SignedWord parse_word(std::string_view text, std::vector<std::string> const& generators) {
  return WordReader{text, generators}.whole();
}

SignedWord free_product(SignedWord a, SignedWord const& b) {
  for (Letter const letter : b) {
    if (!a.empty() && a.back().generator == letter.generator &&
        a.back().inverted != letter.inverted) {
      a.pop_back();
    } else {
      a.push_back(letter);
    }
  }
  return a;
}

SignedWord inverse(SignedWord const& word) {
  SignedWord result{word.rbegin(), word.rend()};
  for (Letter& letter : result) {
    letter.inverted = !letter.inverted;
  }
  return result;
}

void append_power(PowerWord& word, std::uint32_t generator, std::uint32_t exponent) {
  if (!word.empty() && word.back().generator == generator) {
    word.back().exponent += exponent;
  } else if (exponent != 0) {
    word.push_back({generator, exponent});
  }
}

std::string to_string(PowerWord const& word, std::vector<std::string> const& generators) {
  std::string result;
  for (Power const power : word) {
    result += result.empty() ? "" : " ";
    result += generators[power.generator];
    result += power.exponent == 1 ? "" : fmt::format("^{}", power.exponent);
  }
  return result.empty() ? "e" : result;
}

std::string to_string(SignedWord const& word, std::vector<std::string> const& generators) {
  std::string result;
  for (auto run = word.begin(); run != word.end();) {
    auto const end = std::find_if(run, word.end(), [&](Letter letter) { return letter != *run; });
    std::ptrdiff_t const exponent = run->inverted ? run - end : end - run;
    result += result.empty() ? "" : " ";
    result += generators[run->generator];
    result += exponent == 1 ? "" : fmt::format("^{}", exponent);
    run = end;
  }
  return result.empty() ? "e" : result;
}

} // namespace equivarify::algebra
