#include "equivarify/algebra/smith_form.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <utility>

namespace equivarify::algebra {
namespace {

using Matrix = std::vector<std::vector<BigInteger>>;

/// A matrix whose first rows and columns, \p done of them, are diagonal already.
class Reduction {
public:
  Reduction(Matrix& entries, std::size_t columns) : entries_{entries}, columns_{columns} {}

  /// Makes the next entry of the diagonal, which divides all that are left; false where all that is
  /// left is 0.
  bool reduce_next() {
    while (auto const place = smallest()) {
      bring_to_corner(*place);
      if (clear_column() && clear_row() && divides_the_rest()) {
        ++done_;
        return true;
      }
    }
    return false;
  }

  [[nodiscard]] BigInteger diagonal(std::size_t i) const {
    return entries_[i][i] < 0 ? BigInteger{-entries_[i][i]} : entries_[i][i];
  }

private:
  using Place = std::pair<std::size_t, std::size_t>;

  /// The place of an entry of the smallest size that is not 0.
  [[nodiscard]] std::optional<Place> smallest() const {
    std::optional<Place> place;
    BigInteger least;
    for (std::size_t i = done_; i < entries_.size(); ++i) {
      for (std::size_t j = done_; j < columns_; ++j) {
        BigInteger const size = entries_[i][j] < 0 ? BigInteger{-entries_[i][j]} : entries_[i][j];
        if (size != 0 && (!place || size < least)) {
          place = Place{i, j};
          least = size;
        }
      }
    }
    return place;
  }

  void bring_to_corner(Place const& place) {
    std::swap(entries_[done_], entries_[place.first]);
    for (std::vector<BigInteger>& row : entries_) {
      std::swap(row[done_], row[place.second]);
    }
  }

  [[nodiscard]] BigInteger const& pivot() const { return entries_[done_][done_]; }

  void subtract_row(std::size_t from, std::size_t to, BigInteger const& times) {
    for (std::size_t j = done_; j < columns_; ++j) {
      entries_[to][j] -= times * entries_[from][j];
    }
  }

  /// Whether nothing but the pivot is left in its column; remainders are smaller than the pivot.
  bool clear_column() {
    bool is_clear = true;
    for (std::size_t i = done_ + 1; i < entries_.size(); ++i) {
      subtract_row(done_, i, BigInteger{entries_[i][done_] / pivot()});
      is_clear = is_clear && entries_[i][done_] == 0;
    }
    return is_clear;
  }

  /// The same in its row, once its column is clear.
  bool clear_row() {
    bool is_clear = true;
    for (std::size_t j = done_ + 1; j < columns_; ++j) {
      entries_[done_][j] -= BigInteger{entries_[done_][j] / pivot()} * pivot();
      is_clear = is_clear && entries_[done_][j] == 0;
    }
    return is_clear;
  }

  /// Whether the pivot divides all that is left; otherwise a row that it does not is added to its
  /// own, which gives a smaller pivot.
  bool divides_the_rest() {
    for (std::size_t i = done_ + 1; i < entries_.size(); ++i) {
      std::vector<BigInteger> const& row = entries_[i];
      if (std::any_of(row.begin() + static_cast<std::ptrdiff_t>(done_), row.end(), [&](auto& n) {
            return n % pivot() != 0;
          })) {
        subtract_row(i, done_, BigInteger{-1});
        clear_row();
        return false;
      }
    }
    return true;
  }

  Matrix& entries_;
  std::size_t columns_;
  std::size_t done_ = 0;
};

} // namespace

std::string to_string(AbelianInvariants const& group) {
  std::string text = group.free_rank == 0   ? ""
                     : group.free_rank == 1 ? "Z"
                                            : fmt::format("Z^{}", group.free_rank);
  for (BigInteger const& order : group.torsion) {
    text += (text.empty() ? "C" : " x C") + to_string(order);
  }
  return text.empty() ? "1" : text;
}

AbelianInvariants quotient_of_integers(std::vector<std::vector<BigInteger>> relations,
                                       std::size_t columns) {
  AbelianInvariants group{.free_rank = columns};
  Reduction reduction{relations, columns};
  while (reduction.reduce_next()) {
    group.free_rank -= 1;
    BigInteger const order = reduction.diagonal(columns - group.free_rank - 1);
    if (order != 1) {
      group.torsion.push_back(order);
    }
  }
  return group;
}

} // namespace equivarify::algebra
