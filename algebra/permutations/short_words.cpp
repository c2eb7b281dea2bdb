#include "equivarify/algebra/short_words.hpp"

#include "equivarify/algebra/error.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace equivarify::algebra {

namespace {

using Entry = ShortWords::Entry;

Entry multiply(Entry const& x, Entry const& y) {
  return {x.element * y.element, free_product(x.word, y.word)};
}

Entry inverse(Entry const& x) {
  return {x.element.inverse(), algebra::inverse(x.word)};
}

/// A table takes at most this many numbers.
constexpr std::uint64_t max_numbers = 1ULL << 24;

void require_room(PermutationGroup const& group) {
  std::uint64_t const degree = group.degree();
  std::uint64_t const numbers = group.base().size() * degree * degree;
  if (numbers > max_numbers) {
    throw LimitError(
        fmt::format("short words in a group on {} points with a base of {} need a table "
                    "of {} numbers; at most {}",
                    degree,
                    group.base().size(),
                    numbers,
                    max_numbers));
  }
}

} // namespace

/// Fills the table of a ShortWords.
class ShortWordsSearch {
public:
  ShortWordsSearch(PermutationGroup const& group, std::vector<ShortWords::Level>& levels)
      : group_{group}, levels_{levels} {
    Entry const identity{Permutation::identity(group.degree()), {}};
    for (std::uint32_t const point : group.base()) {
      ShortWords::Level& level = levels_.emplace_back();
      level.point = point;
      level.to.resize(group.degree());
      level.to[point] = identity;
    }
    for (std::uint32_t k = 0; k < group.generators().size(); ++k) {
      Entry const generator{group.generators()[k].second, {{k, false}}};
      letters_.push_back(generator);
      letters_.push_back(inverse(generator));
    }
  }

  void run(ShortWordsOptions const& options) {
    std::vector<Entry> words{{Permutation::identity(group_.degree()), {}}};
    for (std::size_t next = 0; words.size() < options.words && next < words.size(); ++next) {
      divide_longer_words(words, next);
      if (next % options.improve_every == options.improve_every - 1) {
        improve();
      }
    }
    for (int round = 0; round < most_rounds && !(is_full() && round > 2); ++round) {
      improve();
      fill_orbits();
      limit_ = limit_ * 5 / 4;
    }
  }

  [[nodiscard]] bool is_full() const {
    BigInteger reached = 1;
    for (ShortWords::Level const& level : levels_) {
      reached *= std::count_if(
          level.to.begin(), level.to.end(), [](auto const& entry) { return entry.has_value(); });
    }
    return reached == group_.order();
  }

private:
  static constexpr int most_rounds = 60;

  /// Divides \p t, which fixes the base points before level \p first, by the entries of the table
  /// until it is e; each shorter word on the way takes the place of the one in the table.
  void divide(Entry t, std::size_t first) {
    for (std::size_t i = first; i < levels_.size() && t.word.size() <= limit_; ++i) {
      std::optional<Entry>& known = levels_[i].to[t.element(levels_[i].point)];
      if (!known) {
        known = std::move(t);
        return;
      }
      if (t.word.size() < known->word.size()) {
        std::swap(t, *known);
      }
      t = multiply(inverse(*known), t);
      if (t.word.empty() || t.element.is_identity()) {
        return;
      }
    }
  }

  /// Divides the words that are one letter longer than word \p i, and appends them.
  void divide_longer_words(std::vector<Entry>& words, std::size_t i) {
    for (Entry const& letter : letters_) {
      Entry longer = multiply(words[i], letter);
      if (longer.word.size() > words[i].word.size()) {
        divide(longer, 0);
        words.push_back(std::move(longer));
      }
    }
  }

  /// Divides the products of the entries of each level.
  void improve() {
    for (std::size_t i = 0; i < levels_.size(); ++i) {
      std::vector<Entry> const entries = entries_of(i);
      for (Entry const& x : entries) {
        divide_products(x, entries, i);
      }
    }
  }

  void divide_products(Entry const& x, std::vector<Entry> const& entries, std::size_t i) {
    for (Entry const& y : entries) {
      if (x.word.size() + y.word.size() <= limit_) {
        divide(multiply(x, y), i);
      }
    }
  }

  /// Reaches more of each orbit by entries of the lower levels, which fix the points before.
  void fill_orbits() {
    for (std::size_t i = 0; i < levels_.size(); ++i) {
      std::vector<Entry> const entries = entries_of(i);
      for (std::size_t j = i; j < levels_.size(); ++j) {
        fill_by(entries_of(j), i, entries);
      }
    }
  }

  void fill_by(std::vector<Entry> const& movers, std::size_t i, std::vector<Entry> const& entries) {
    for (Entry const& x : movers) {
      for (Entry const& y : entries) {
        fill(i, x, y);
      }
    }
  }

  void fill(std::size_t i, Entry const& x, Entry const& y) {
    std::uint32_t const place = x.element(y.element(levels_[i].point));
    std::optional<Entry>& known = levels_[i].to[place];
    if (!known || x.word.size() + y.word.size() < known->word.size()) {
      known = multiply(x, y);
    }
  }

  [[nodiscard]] std::vector<Entry> entries_of(std::size_t i) const {
    std::vector<Entry> entries;
    for (auto const& entry : levels_[i].to) {
      if (entry && !entry->word.empty()) {
        entries.push_back(*entry);
      }
    }
    return entries;
  }

  PermutationGroup const& group_;
  std::vector<ShortWords::Level>& levels_;
  std::vector<Entry> letters_;
  std::size_t limit_ = 24;
};

ShortWords::ShortWords(PermutationGroup const& group, ShortWordsOptions const& options)
    : degree_{group.degree()} {
  require_room(group);
  ShortWordsSearch search{group, levels_};
  search.run(options);
  if (!search.is_full()) {
    throw LimitError(fmt::format(
        "{} words in the generators do not reach all of some orbit; try more", options.words));
  }
}

std::optional<SignedWord> ShortWords::word_for(Permutation const& p) const {
  if (p.degree() != degree_) {
    return std::nullopt;
  }
  Permutation rest = p;
  SignedWord word;
  for (Level const& level : levels_) {
    std::optional<Entry> const& entry = level.to[rest(level.point)];
    if (!entry) {
      return std::nullopt;
    }
    rest = entry->element.inverse() * rest;
    word = free_product(std::move(word), entry->word);
  }
  return rest.is_identity() ? std::optional{word} : std::nullopt;
}

std::size_t ShortWords::longest() const {
  std::size_t sum = 0;
  for (Level const& level : levels_) {
    std::size_t longest = 0;
    for (auto const& entry : level.to) {
      longest = std::max(longest, entry ? entry->word.size() : 0);
    }
    sum += longest;
  }
  return sum;
}

} // namespace equivarify::algebra
