/// \file
/// Expressions in parentheses, as VNN-LIB writes them, read and evaluated.
#ifndef EQUIVARIFY_TESTS_SUPPORT_EXPRESSION_HPP
#define EQUIVARIFY_TESTS_SUPPORT_EXPRESSION_HPP

#include <algorithm>
#include <cstddef>
#include <map>
#include <sstream>
#include <stdexcept>
#include <string>
#include <vector>

namespace equivarify::support {

/// A word, or several expressions in parentheses. Indices in brackets belong to the word before
/// them, or are a word.
struct Expression {
  std::string word;
  std::vector<Expression> parts;

  /// The first word in the parentheses.
  [[nodiscard]] std::string head() const { return parts.empty() ? "" : parts.front().word; }

  /// Of `[1, 2, 3]`.
  [[nodiscard]] std::vector<std::size_t> extents() const {
    std::istringstream stream(word.substr(1));
    std::vector<std::size_t> numbers;
    std::size_t number = 0;
    char comma = 0;
    while (stream >> number) {
      numbers.push_back(number);
      stream >> comma;
    }
    return numbers;
  }

  /// Its value, 1 and 0 for true and false, where variables have \p values. \throws std::exception
  /// for an operation or a variable that is unknown.
  [[nodiscard]] double value(std::map<std::string, double> const& values) const {
    if (parts.empty()) {
      auto const found = values.find(word);
      return found == values.end() ? std::stod(word) : found->second;
    }
    std::vector<double> terms;
    for (std::size_t i = 1; i < parts.size(); ++i) {
      terms.push_back(parts[i].value(values));
    }
    return combined(terms);
  }

private:
  [[nodiscard]] double combined(std::vector<double> const& terms) const {
    std::string const operation = head();
    if (operation == "or") {
      double any = 0;
      for (double const term : terms) {
        any = term != 0 ? 1 : any;
      }
      return any;
    }
    if (operation == "-" && terms.size() == 1) {
      return -terms[0];
    }
    double const a = terms.at(0);
    double const b = terms.at(1);
    if (terms.size() == 2 && operation == "+") {
      return a + b;
    }
    if (terms.size() == 2 && operation == "-") {
      return a - b;
    }
    if (terms.size() == 2 && operation == ">=") {
      return a >= b ? 1 : 0;
    }
    if (terms.size() == 2 && operation == "<=") {
      return a <= b ? 1 : 0;
    }
    if (terms.size() == 2 && operation == "==") {
      return a == b ? 1 : 0;
    }
    throw std::invalid_argument("no operation of two numbers: " + operation);
  }
};

/// All expressions of \p text, in which a comment begins with a semicolon and ends with its line.
/// \throws std::invalid_argument where parentheses do not match
inline std::vector<Expression> read_expressions(std::string const& text) {
  std::vector<Expression> open(1);
  std::size_t at = 0;
  auto const take_until = [&](char last) {
    std::size_t const end = text.find(last, at + 1);
    if (end == std::string::npos) {
      throw std::invalid_argument(std::string("no ") + last);
    }
    std::string const taken = text.substr(at, end + 1 - at);
    at = end + 1;
    return taken;
  };
  while (at < text.size()) {
    char const c = text[at];
    if (c == ';') {
      take_until('\n');
    } else if (c == '"') {
      std::string const quoted = take_until('"');
      open.back().parts.push_back({quoted.substr(1, quoted.size() - 2), {}});
    } else if (c == '(') {
      open.emplace_back();
      ++at;
    } else if (c == ')') {
      if (open.size() < 2) {
        throw std::invalid_argument("one ) too many");
      }
      Expression const closed = open.back();
      open.pop_back();
      open.back().parts.push_back(closed);
      ++at;
    } else if (c == ' ' || c == '\n') {
      ++at;
    } else {
      std::size_t const end = std::min(text.find_first_of(" \n()[", at), text.size());
      std::string word = text.substr(at, end - at);
      at = end;
      if (at < text.size() && text[at] == '[') {
        word += take_until(']');
      }
      open.back().parts.push_back({word, {}});
    }
  }
  if (open.size() != 1) {
    throw std::invalid_argument("one ( too many");
  }
  return open.front().parts;
}

} // namespace equivarify::support

#endif
