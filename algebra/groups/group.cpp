#include "equivarify/algebra/group.hpp"

#include "equivarify/algebra/error.hpp"
#include "equivarify/algebra/group_data.hpp"
#include "equivarify/algebra/name_hint.hpp"
#include "equivarify/algebra/text.hpp"

#include <fmt/format.h>

#include <numeric>
#include <utility>

namespace equivarify::algebra {

namespace {

/// `(0, 1) ( 2 3)` as `(0 1)(2 3)`: the form in which permutation groups name their elements.
std::string normalize_name(std::string_view name) {
  std::string text{name};
  for (char& c : text) {
    c = c == ',' ? ' ' : c;
  }
  std::string result;
  for (char const c : normalize_spaces(text)) {
    bool const closes = c == ')' || c == '(';
    if (closes && !result.empty() && result.back() == ' ' &&
        (c == ')' || (result.size() > 1 && result[result.size() - 2] == ')'))) {
      result.pop_back();
    }
    if (c == ' ' && !result.empty() && result.back() == '(') {
      continue;
    }
    result += c;
  }
  return result;
}

} // namespace

Group::Group(std::shared_ptr<Data const> data)
    : data_{std::move(data)}, columns_{data_->columns.empty() ? nullptr : data_->columns.data()},
      order_{data_->order}, tag_{data_->tag} {}

Element Group::identity() const noexcept {
  return Element{0, data_->tag};
}

std::vector<Element> Group::elements() const {
  std::vector<Element> result;
  result.reserve(order());
  for (std::uint32_t index = 0; index < order(); ++index) {
    result.push_back(Element{index, data_->tag});
  }
  return result;
}

Element Group::element(std::uint32_t index) const {
  if (index >= order()) {
    throw AlgebraError(
        fmt::format("{} has no element {}: its elements are 0 to {}", name(), index, order() - 1));
  }
  return Element{index, data_->tag};
}

void Group::require_member(Element g) const {
  if (!contains(g)) {
    throw AlgebraError(
        fmt::format("element {} belongs to another group, not to {}", g.index_, name()));
  }
}

Element Group::inverse(Element g) const {
  require_member(g);
  return Element{data_->inverses[g.index_], data_->tag};
}

Element Group::power(Element g, std::int64_t exponent) const {
  Element base = exponent < 0 ? inverse(g) : g;
  auto remaining = exponent < 0 ? 0 - static_cast<std::uint64_t>(exponent)
                                : static_cast<std::uint64_t>(exponent);
  Element result = identity();
  for (; remaining != 0; remaining /= 2) {
    if (remaining % 2 != 0) {
      result = multiply(result, base);
    }
    base = multiply(base, base);
  }
  return result;
}

Element Group::conjugate(Element g, Element h) const {
  return multiply(multiply(h, g), inverse(h));
}

// The order divides |G|: each prime factor of |G| is taken out as often as g allows.
std::uint32_t Group::element_order(Element g) const {
  require_member(g);
  std::uint32_t result = order();
  std::uint32_t rest = order();
  for (std::uint32_t p = 2; rest > 1; ++p) {
    if (std::uint64_t{p} * p > rest) {
      p = rest;
    }
    for (; rest % p == 0; rest /= p) {
      if (result % p == 0 && power(g, result / p) == identity()) {
        result /= p;
      }
    }
  }
  return result;
}

bool Group::is_abelian() const {
  for (std::uint32_t i = 0; i < data_->generators.size(); ++i) {
    for (std::uint32_t j = 0; j < i; ++j) {
      std::uint32_t const a = data_->generators[i].element.index_;
      std::uint32_t const b = data_->generators[j].element.index_;
      if (step_unchecked(a, j) != step_unchecked(b, i)) {
        return false;
      }
    }
  }
  return true;
}

std::uint32_t Group::exponent() const {
  std::uint32_t result = 1;
  for (Element const g : elements()) {
    result = std::lcm(result, element_order(g));
  }
  return result;
}

std::vector<Generator> const& Group::generators() const noexcept {
  return data_->generators;
}

std::vector<std::string> Group::generator_names() const {
  std::vector<std::string> names;
  for (Generator const& generator : data_->generators) {
    names.push_back(generator.name);
  }
  return names;
}

PowerWord Group::word_of(Element g) const {
  require_member(g);
  if (!data_->words.empty()) {
    return data_->words[g.index_];
  }
  SpanningTree const& tree = data_->tree;
  PowerWord backward;
  for (std::uint32_t x = g.index_; x != 0; x = tree.parent[x]) {
    append_power(backward, tree.via[x]);
  }
  return {backward.rbegin(), backward.rend()};
}

SpanningTree const& Group::spanning_tree() const noexcept {
  return data_->tree;
}

Element Group::evaluate(SignedWord const& word) const {
  std::uint32_t result = 0;
  for (Letter const letter : word) {
    std::uint32_t const s = data_->generators.at(letter.generator).element.index_;
    result = multiply_unchecked(result, letter.inverted ? data_->inverses[s] : s);
  }
  return Element{result, data_->tag};
}

std::string const& Group::name_of(Element g) const {
  require_member(g);
  return data_->names[g.index_];
}

Element Group::element_named(std::string const& name) const {
  std::string const wanted = normalize_name(name);
  auto const found = data_->index_of_name.find(wanted);
  if (found != data_->index_of_name.end()) {
    return Element{found->second, data_->tag};
  }
  try {
    return evaluate(parse_word(wanted, generator_names()));
  } catch (AlgebraError const&) {
    throw AlgebraError(fmt::format(
        "{} has no element '{}'{}", this->name(), name, name_hint(wanted, data_->names)));
  }
}

std::string const& Group::name() const noexcept {
  return data_->name;
}

Group Group::renamed(std::string name) const {
  auto data = std::make_shared<Data>(*data_);
  data->name = std::move(name);
  return Group{std::move(data)};
}

std::vector<std::uint32_t> const& Group::table() const {
  if (data_->table.empty()) {
    throw LimitError(fmt::format("the table of {} would have {} x {} entries; at most {} x {}",
                                 name(),
                                 order(),
                                 order(),
                                 max_table_order,
                                 max_table_order));
  }
  return data_->table;
}

std::uint32_t Group::multiply_in_steps(std::uint32_t g, std::uint32_t h) const noexcept {
  Data const& data = *data_;
  // g = p s, so g h = p (s h).
  for (; g != 0; g = data.steps.parent[g]) {
    h = data.steps.left[data.steps.via[g]][h];
  }
  return h;
}

std::uint32_t Group::inverse_unchecked(std::uint32_t g) const noexcept {
  return data_->inverses[g];
}

std::uint32_t Group::step_unchecked(std::uint32_t g, std::uint32_t k) const noexcept {
  return data_->right[k][g];
}

std::vector<std::vector<std::uint32_t>> const& Group::natural_images() const noexcept {
  return data_->natural;
}

bool operator==(Group const& a, Group const& b) {
  if (a.data_ == b.data_) {
    return true;
  }
  if (a.order() != b.order() || a.data_->tag != b.data_->tag) {
    return false;
  }
  for (std::uint32_t k = 0; k < a.data_->right.size(); ++k) {
    std::uint32_t const s = a.data_->generators[k].element.index();
    for (std::uint32_t x = 0; x < a.order(); ++x) {
      if (a.step_unchecked(x, k) != b.multiply_unchecked(x, s)) {
        return false;
      }
    }
  }
  return true;
}

} // namespace equivarify::algebra
