#include "equivarify/algebra/error.hpp"
#include "equivarify/algebra/presentation.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <limits>
#include <utility>

namespace equivarify::algebra {

namespace {

using Coset = std::uint32_t;
using Column = std::uint32_t;
constexpr Coset undefined = std::numeric_limits<Coset>::max();
constexpr std::size_t max_entries = std::size_t{1} << 27; // half a gigabyte
constexpr std::uint64_t max_steps = 1ULL << 31;           // seconds

/// A table of cosets under construction (D. F. Holt, Handbook of Computational Group Theory,
/// chapter 5; the strategy is HLT: every relator is traced from every coset, and gaps are filled).
class Enumeration {
public:
  Enumeration(Presentation const& presentation, std::uint32_t max_cosets)
      : max_cosets_{max_cosets} {
    find_columns(presentation);
    for (SignedWord const& relator : presentation.relators) {
      add_relator(columns_of(relator));
    }
    table_.reserve(first_room * width());
    merged_.reserve(first_room);
    add_row();
  }

  void run(std::vector<SignedWord> const& subgroup) {
    for (SignedWord const& word : subgroup) {
      trace(0, columns_of(word));
    }
    for (Coset c = 0; c < merged_.size(); ++c) {
      if (alive(c)) {
        process(c);
      }
      if (c >= 1024 && dead_ > merged_.size() / 2) {
        c = compress(c);
      }
    }
  }

  CosetTable result() {
    compress(0);
    CosetTable table;
    table.index = static_cast<std::uint32_t>(merged_.size());
    for (auto const& [forward, backward] : letters_) {
      std::vector<std::uint32_t>& step = table.right.emplace_back(table.index);
      for (Coset c = 0; c < table.index; ++c) {
        step[c] = entry(c, forward);
      }
    }
    return table;
  }

private:
  using ColumnWord = std::vector<Column>;

  /// Cosets for which there is room at once: growing from nothing took a quarter of the time.
  static constexpr std::size_t first_room = 1U << 15;

  /// An involution has one column for itself and its inverse; its square then needs no tracing.
  void find_columns(Presentation const& presentation) {
    std::vector<bool> involution(presentation.generators.size(), false);
    for (SignedWord const& relator : presentation.relators) {
      if (relator.size() == 2 && relator[0] == relator[1]) {
        involution[relator[0].generator] = true;
      }
    }
    for (bool const own_inverse : involution) {
      auto const forward = static_cast<Column>(inverse_.size());
      Column const backward = own_inverse ? forward : forward + 1;
      letters_.emplace_back(forward, backward);
      inverse_.push_back(backward);
      if (!own_inverse) {
        inverse_.push_back(forward);
      }
    }
  }

  [[nodiscard]] ColumnWord columns_of(SignedWord const& word) const {
    ColumnWord columns;
    for (Letter const letter : word) {
      auto const& [forward, backward] = letters_[letter.generator];
      columns.push_back(letter.inverted ? backward : forward);
    }
    return columns;
  }

  void add_relator(ColumnWord const& word) {
    bool const trivial = word.size() == 2 && word[0] == inverse_[word[1]];
    if (!trivial) {
      relators_.push_back(word);
    }
  }

  [[nodiscard]] std::size_t width() const noexcept { return inverse_.size(); }

  [[nodiscard]] Coset& entry(Coset c, Column x) noexcept { return table_[c * width() + x]; }

  [[nodiscard]] bool alive(Coset c) const noexcept { return merged_[c] == c; }

  Coset add_row() {
    auto const c = static_cast<Coset>(merged_.size());
    if (c - dead_ >= max_cosets_ || c >= undefined - 1) {
      throw LimitError(fmt::format("more than {} cosets: the group may be infinite, or larger than "
                                   "this enumeration may grow",
                                   max_cosets_));
    }
    if (table_.size() + width() > max_entries) {
      throw LimitError(
          fmt::format("a table of {} cosets, the most that are stored, is full: the "
                      "group may be infinite, or larger than this enumeration may grow",
                      max_entries / width()));
    }
    merged_.push_back(c);
    table_.resize(table_.size() + width(), undefined);
    return c;
  }

  Coset define(Coset c, Column x) {
    Coset const d = add_row();
    entry(c, x) = d;
    entry(d, inverse_[x]) = c;
    return d;
  }

  void process(Coset c) {
    for (ColumnWord const& relator : relators_) {
      trace(c, relator);
      if (!alive(c)) {
        return;
      }
    }
    for (Column x = 0; x < width(); ++x) {
      if (entry(c, x) == undefined) {
        define(c, x);
      }
    }
  }

  /// Requires c word = c, defining cosets where the path has gaps.
  void trace(Coset c, ColumnWord const& word) {
    steps_ += word.size();
    if (steps_ > max_steps) {
      throw LimitError(fmt::format(
          "tracing the relations takes more than {} steps: they may be too long, or the group "
          "infinite or too large",
          max_steps));
    }
    Coset forward = c;
    Coset backward = c;
    std::size_t i = 0;
    std::size_t j = word.size();
    while (true) {
      for (; i < j && entry(forward, word[i]) != undefined; ++i) {
        forward = entry(forward, word[i]);
      }
      if (i == j) {
        identify(forward, backward);
        return;
      }
      for (; j > i && entry(backward, inverse_[word[j - 1]]) != undefined; --j) {
        backward = entry(backward, inverse_[word[j - 1]]);
      }
      if (j <= i) {
        identify(forward, backward);
        return;
      }
      if (j == i + 1) {
        entry(forward, word[i]) = backward;
        entry(backward, inverse_[word[i]]) = forward;
        return;
      }
      define(forward, word[i]);
    }
  }

  Coset representative(Coset c) noexcept {
    while (merged_[c] != c) {
      merged_[c] = merged_[merged_[c]];
      c = merged_[c];
    }
    return c;
  }

  void merge(Coset a, Coset b) {
    a = representative(a);
    b = representative(b);
    if (a != b) {
      merged_[std::max(a, b)] = std::min(a, b);
      ++dead_;
      queue_.push_back(std::max(a, b));
    }
  }

  /// Makes two cosets one, and all that follows from it.
  void identify(Coset a, Coset b) {
    merge(a, b);
    for (std::size_t i = 0; i < queue_.size(); ++i) { // NOLINT(modernize-loop-convert): it grows
      for (Column x = 0; x < width(); ++x) {
        hand_over(queue_[i], x);
      }
    }
    queue_.clear();
  }

  /// Moves the entry of a dead coset to the one that it was found equal to.
  void hand_over(Coset dead, Column x) {
    Coset const target = entry(dead, x);
    if (target == undefined) {
      return;
    }
    entry(dead, x) = undefined;
    if (entry(target, inverse_[x]) == dead) {
      entry(target, inverse_[x]) = undefined;
    }
    connect(representative(dead), x, representative(target));
  }

  void connect(Coset a, Column x, Coset b) {
    if (entry(a, x) != undefined) {
      merge(b, entry(a, x));
    } else if (entry(b, inverse_[x]) != undefined) {
      merge(a, entry(b, inverse_[x]));
    } else {
      entry(a, x) = b;
      entry(b, inverse_[x]) = a;
    }
  }

  /// Drops dead cosets, keeping the order; the new number of the last living coset up to \p
  /// current.
  Coset compress(Coset current) {
    std::vector<Coset> renumbered(merged_.size(), undefined);
    Coset next = 0;
    Coset result = 0;
    for (Coset c = 0; c < merged_.size(); ++c) {
      if (alive(c)) {
        result = c <= current ? next : result;
        renumbered[c] = next++;
      }
    }
    for (Coset c = 0; c < merged_.size(); ++c) {
      if (renumbered[c] != undefined) {
        move_row(c, renumbered);
      }
    }
    table_.resize(next * width());
    merged_.resize(next);
    for (Coset c = 0; c < next; ++c) {
      merged_[c] = c;
    }
    dead_ = 0;
    return result;
  }

  void move_row(Coset c, std::vector<Coset> const& renumbered) {
    for (Column x = 0; x < width(); ++x) {
      Coset const target = entry(c, x);
      entry(renumbered[c], x) = target == undefined ? undefined : renumbered[target];
    }
  }

  std::uint32_t max_cosets_;
  std::vector<std::pair<Column, Column>> letters_; ///< the columns of a generator and its inverse
  std::vector<Column> inverse_;
  std::vector<ColumnWord> relators_;
  std::vector<Coset> table_;
  std::vector<Coset> merged_; ///< c itself while c lives, else a coset that it was found equal to
  std::vector<Coset> queue_;
  std::size_t dead_ = 0;
  std::uint64_t steps_ = 0; ///< letters of relators traced
};

} // namespace

CosetTable enumerate_cosets(Presentation const& presentation,
                            std::vector<SignedWord> const& subgroup,
                            std::uint32_t max_cosets) {
  Enumeration enumeration{presentation, max_cosets};
  enumeration.run(subgroup);
  return enumeration.result();
}

} // namespace equivarify::algebra
