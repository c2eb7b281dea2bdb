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

void refuse_order() {
  throw Refusal{"too large: a group of more than " + std::to_string(bounds::order) + " elements"};
}

/// How elements are reached from the left, in the order of their numbers.
void make_left_tree(Group& group, std::size_t order) {
  group.left_parent = Images(order, 0);
  group.left_via = Images(order, 0);
  std::vector<bool> seen(order, false);
  seen[0] = true;
  for (std::uint32_t x = 0; x < order; ++x) {
    for (std::uint32_t k = 0; k < group.steps.size(); ++k) {
      std::uint32_t const to = group.steps[k].second[x];
      if (!seen[to]) {
        seen[to] = true;
        group.left_parent[to] = x;
        group.left_via[to] = k;
      }
    }
  }
}

/// Words along a tree of shortest ways, generators multiplied from the right, and that tree.
void make_words(Group& group) {
  std::size_t const order = group.order();
  group.words = std::vector<Powers>(order);
  group.right_parent = Images(order, 0);
  group.right_via = Images(order, 0);
  std::vector<bool> seen(order, false);
  group.found = {0};
  seen[0] = true;
  std::size_t powers = 0;
  for (std::size_t i = 0; i < group.found.size(); ++i) {
    std::uint32_t const from = group.found[i];
    for (std::uint32_t k = 0; k < group.right.size(); ++k) {
      std::uint32_t const to = group.right[k][from];
      if (!seen[to]) {
        seen[to] = true;
        group.right_parent[to] = from;
        group.right_via[to] = k;
        group.words[to] = group.words[from];
        append_power(group.words[to], k, 1);
        group.found.push_back(to);
        powers += group.words[to].size();
      }
    }
    if (powers > bounds::word_powers) {
      throw Refusal{"too large: words of elements of more than " +
                    std::to_string(bounds::word_powers) + " powers in all"};
    }
  }
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
  number_names(group);
}

/// The group whose generators make \p steps of its elements, in the order in which these find them.
Group of_steps(NamedImages steps, std::size_t order) {
  Group result;
  result.steps = std::move(steps);
  make_left_tree(result, order);
  for (auto const& [name, step] : result.steps) {
    result.right.push_back(result.column(step[0]));
  }
  make_words(result);
  for (std::uint32_t a = 0; order <= bounds::copies && a < order; ++a) {
    result.table.push_back(result.row(a));
  }
  spell(result);
  result.points = result.steps;
  return result;
}

/// Refuses what takes too long, or too much memory, to close.
void expect_closable(std::size_t elements, std::size_t degree, std::size_t generators) {
  if (elements * degree > bounds::closure_numbers ||
      elements * degree > bounds::closure_work / std::max<std::size_t>(generators, 1)) {
    throw Refusal{"too large: elements times points of a group at most " +
                  std::to_string(bounds::closure_numbers) + ", times generators at most " +
                  std::to_string(bounds::closure_work)};
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

Group close_regular(NamedImages const& generators) {
  std::size_t const degree = generators.empty() ? 1 : generators.front().second.size();
  Images number(degree, UINT32_MAX);
  Images points{0};
  number[0] = 0;
  NamedImages steps;
  for (auto const& [name, images] : generators) {
    steps.emplace_back(name, Images{});
  }
  for (std::size_t x = 0; x < points.size(); ++x) {
    for (std::size_t k = 0; k < generators.size(); ++k) {
      std::uint32_t const to = generators[k].second[points[x]];
      if (number[to] == UINT32_MAX) {
        if (points.size() >= bounds::order) {
          refuse_order();
        }
        number[to] = static_cast<std::uint32_t>(points.size());
        points.push_back(to);
      }
      steps[k].second.push_back(number[to]);
    }
  }
  return of_steps(std::move(steps), points.size());
}

Group close(NamedImages const& generators) {
  std::size_t const degree = generators.empty() ? 1 : generators.front().second.size();
  std::vector<Images> elements{identity_of(degree)};
  std::map<Images, std::uint32_t> number{{elements.front(), 0}};
  NamedImages steps;
  for (auto const& [name, images] : generators) {
    steps.emplace_back(name, Images{});
  }
  for (std::size_t x = 0; x < elements.size(); ++x) {
    for (std::size_t k = 0; k < generators.size(); ++k) {
      Images found = product(generators[k].second, elements[x]);
      auto const next = static_cast<std::uint32_t>(elements.size());
      auto const [place, is_new] = number.emplace(found, next);
      if (is_new) {
        if (next >= bounds::order) {
          refuse_order();
        }
        expect_closable(next + 1, degree, generators.size());
        elements.push_back(std::move(found));
      }
      steps[k].second.push_back(place->second);
    }
  }
  return of_steps(std::move(steps), elements.size());
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
  auto const found = group.numbers.find(wanted);
  if (found != group.numbers.end()) {
    return found->second;
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
