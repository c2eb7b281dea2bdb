#include "equivarify/codegen/audit/spec/bounds.hpp"
#include "equivarify/codegen/audit/spec/group.hpp"
#include "equivarify/codegen/audit/spec/printable.hpp"
#include "equivarify/codegen/audit/spec/refuse.hpp"
#include "equivarify/codegen/audit/spec/words.hpp"

#include <algorithm>
#include <map>

namespace equivarify::audit {
namespace {

void append_power(Powers& word, std::size_t generator, std::size_t exponent) {
  if (!word.empty() && word.back().first == generator) {
    word.back().second += exponent;
  } else {
    word.emplace_back(generator, exponent);
  }
}

/// Row a of the table from that of b, where a is a generator times b: a x = k (b x).
std::vector<Images> table_of(NamedImages const& steps, std::size_t order) {
  std::vector<Images> table(order);
  table[0] = identity_of(order);
  for (std::uint32_t b = 0; b < order; ++b) {
    for (auto const& [name, step] : steps) {
      if (table[step[b]].empty()) {
        table[step[b]] = product(step, table[b]);
      }
    }
  }
  return table;
}

/// The words along a tree of shortest ways, generators multiplied from the right.
std::vector<Powers> shortest_words(Group const& group) {
  std::vector<Powers> words(group.order());
  std::vector<bool> seen(group.order(), false);
  Images reached{0};
  seen[0] = true;
  for (std::size_t i = 0; i < reached.size(); ++i) {
    for (std::size_t k = 0; k < group.steps.size(); ++k) {
      std::uint32_t const to = group.table[reached[i]][group.steps[k].second[0]];
      if (!seen[to]) {
        seen[to] = true;
        words[to] = words[reached[i]];
        append_power(words[to], k, 1);
        reached.push_back(to);
      }
    }
  }
  return words;
}

void spell(Group& group) {
  group.names.clear();
  for (Powers const& word : group.words) {
    std::string name;
    for (auto const& [generator, exponent] : word) {
      name += name.empty() ? "" : " ";
      name += group.steps[generator].first;
      if (exponent != 1) {
        name += '^';
        name += std::to_string(exponent);
      }
    }
    group.names.push_back(name.empty() ? "e" : name);
  }
}

/// \p text with commas as blanks and blanks only where they divide, as in `(0 1)(2 3)`.
std::string with_few_blanks(std::string const& text) {
  std::string result;
  for (char const c : text) {
    bool const blank = std::string{", \t\n\v\f\r"}.find(c) != std::string::npos;
    bool const useless = result.empty() || result.back() == ' ' || result.back() == '(';
    if (blank && useless) {
      continue;
    }
    bool const closes = c == ')' || (c == '(' && result.size() > 1 && result.back() == ' ' &&
                                     result[result.size() - 2] == ')');
    if (closes && !result.empty() && result.back() == ' ') {
      result.pop_back();
    }
    result += blank ? ' ' : c;
  }
  if (!result.empty() && result.back() == ' ') {
    result.pop_back();
  }
  return result;
}

} // namespace

Group close(NamedImages const& generators) {
  std::size_t const degree = generators.empty() ? 1 : generators.front().second.size();
  std::vector<Images> elements{identity_of(degree)};
  std::map<Images, std::uint32_t> number{{elements.front(), 0}};
  Group result;
  for (auto const& [name, images] : generators) {
    result.steps.emplace_back(name, Images{});
  }
  for (std::size_t x = 0; x < elements.size(); ++x) {
    for (std::size_t k = 0; k < generators.size(); ++k) {
      Images found = product(generators[k].second, elements[x]);
      auto const next = static_cast<std::uint32_t>(elements.size());
      auto const [place, is_new] = number.emplace(found, next);
      if (is_new) {
        if (next >= bounds::order) {
          throw Refusal{"too large: a group of more than " + std::to_string(bounds::order) +
                        " elements"};
        }
        elements.push_back(std::move(found));
      }
      result.steps[k].second.push_back(place->second);
    }
  }
  result.table = table_of(result.steps, elements.size());
  result.words = shortest_words(result);
  spell(result);
  result.points = result.steps;
  return result;
}

std::uint32_t evaluate(Powers const& word, NamedImages const& steps) {
  std::uint32_t element = 0;
  for (auto power = word.rbegin(); power != word.rend(); ++power) {
    for (std::size_t i = 0; i < power->second; ++i) {
      element = steps[power->first].second[element];
    }
  }
  return element;
}

void take_words(Group& group, std::vector<Group> const& parts) {
  std::vector<Powers> words{{}};
  std::size_t offset = 0;
  for (Group const& part : parts) {
    std::vector<Powers> longer;
    for (Powers const& first : words) {
      for (Powers const& second : part.words) {
        Powers& word = longer.emplace_back(first);
        for (auto const& [generator, exponent] : second) {
          append_power(word, offset + generator, exponent);
        }
      }
    }
    words = std::move(longer);
    offset += part.steps.size();
  }
  for (Powers const& word : words) {
    group.words[evaluate(word, group.steps)] = word;
  }
  spell(group);
}

void make_distinct(NamedImages& generators) {
  std::map<std::string, int> count;
  for (auto const& [name, images] : generators) {
    ++count[name];
  }
  std::map<std::string, int> used;
  for (auto& [name, images] : generators) {
    std::string numbered = name;
    while (count.at(name) > 1 && count.contains(numbered)) {
      numbered = name + std::to_string(++used[name]);
    }
    name = numbered;
  }
}

std::uint32_t element_named(std::string const& text, Group const& group, std::size_t& letters) {
  std::string const wanted = with_few_blanks(text);
  auto const found = std::find(group.names.begin(), group.names.end(), wanted);
  if (found != group.names.end()) {
    return static_cast<std::uint32_t>(found - group.names.begin());
  }
  Word const word = read_word(wanted, names_of(group.steps), letters);
  std::vector<Images> back;
  for (auto const& [name, step] : group.steps) {
    back.push_back(inverse(step));
  }
  std::uint32_t element = 0;
  for (auto letter = word.rbegin(); letter != word.rend(); ++letter) {
    element = letter->inverted ? back[letter->generator][element]
                               : group.steps[letter->generator].second[element];
  }
  return element;
}

std::vector<std::string> names_of(NamedImages const& generators) {
  std::vector<std::string> names;
  for (auto const& [name, images] : generators) {
    names.push_back(name);
  }
  return names;
}

} // namespace equivarify::audit
