#include "equivarify/algebra/permutation.hpp"

#include "equivarify/algebra/error.hpp"
#include "equivarify/algebra/text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <limits>
#include <numeric>

namespace equivarify::algebra {

namespace {

constexpr auto none = std::numeric_limits<std::uint32_t>::max();

constexpr char const* hint = "; points count from 0 here, not from 1";

/// Whether the points are taken from 1 to \p degree, as GAP, Magma and the ATLAS write them.
template <typename Points>
bool counts_from_one(Points const& points, std::uint64_t degree) {
  return std::find(points.begin(), points.end(), degree) != points.end() &&
         std::all_of(points.begin(), points.end(), [&](auto x) { return x >= 1 && x <= degree; });
}

/// Reads cycle notation from left to right.
class CycleReader {
public:
  CycleReader(std::string_view text, std::uint32_t degree) : text_{text}, degree_{degree} {}

  /// The next cycle; an empty one for `()`. \pre not at the end
  std::vector<std::uint32_t> next_cycle() {
    expect('(');
    std::vector<std::uint32_t> cycle;
    for (skip_separators(); !at(')'); skip_separators()) {
      cycle.push_back(next_point());
    }
    expect(')');
    require_distinct(cycle);
    skip_separators();
    return cycle;
  }

  bool at_end() {
    skip_separators();
    return position_ == text_.size();
  }

private:
  [[noreturn]] void fail(std::string const& expected) const {
    std::string const found =
        position_ < text_.size() ? fmt::format("'{}'", text_[position_]) : "the end";
    fail(expected, found);
  }

  [[noreturn]] void fail(std::string const& expected, std::string const& found) const {
    throw AlgebraError(fmt::format("in the cycles '{}' at position {}: found {}, expected {}",
                                   shortened(text_),
                                   position_,
                                   found,
                                   expected));
  }

  [[noreturn]] void fail_at_point(std::size_t start) {
    std::string const found = shortened(text_.substr(start, position_ - start));
    position_ = start;
    fail(
        fmt::format("a point below {}{}", degree_, counts_from_one(numbers(), degree_) ? hint : ""),
        fmt::format("'{}'", found));
  }

  /// Every number in the text.
  [[nodiscard]] std::vector<std::uint64_t> numbers() const {
    std::vector<std::uint64_t> result;
    bool in_number = false;
    for (char const c : text_) {
      bool const is_digit = c >= '0' && c <= '9';
      if (is_digit && !in_number) {
        result.push_back(0);
      }
      if (is_digit) {
        result.back() = std::min<std::uint64_t>(result.back() * 10 + digit(c), none);
      }
      in_number = is_digit;
    }
    return result;
  }

  static std::uint64_t digit(char c) { return static_cast<std::uint64_t>(c - '0'); }

  [[nodiscard]] bool at(char c) const { return position_ < text_.size() && text_[position_] == c; }

  void expect(char c) {
    if (!at(c)) {
      fail(fmt::format("'{}'", c));
    }
    ++position_;
  }

  void skip_separators() {
    while (at(' ') || at(',') || at('\t')) {
      ++position_;
    }
  }

  std::uint32_t next_point() {
    std::size_t const start = position_;
    std::uint64_t value = 0;
    while (position_ < text_.size() && text_[position_] >= '0' && text_[position_] <= '9') {
      value = std::min<std::uint64_t>(value * 10 + digit(text_[position_]), none);
      ++position_;
    }
    if (position_ == start) {
      fail("a point or ')'");
    }
    if (value >= degree_) {
      fail_at_point(start);
    }
    return static_cast<std::uint32_t>(value);
  }

  void require_distinct(std::vector<std::uint32_t> const& cycle) const {
    std::vector<bool> seen(degree_, false);
    for (std::uint32_t const x : cycle) {
      if (seen[x]) {
        throw AlgebraError(
            fmt::format("in the cycles '{}': {} stands twice in one cycle", shortened(text_), x));
      }
      seen[x] = true;
    }
  }

  std::string_view text_;
  std::uint32_t degree_;
  std::size_t position_ = 0;
};

} // namespace

Permutation Permutation::from_images(std::vector<std::uint32_t> images) {
  std::vector<std::uint32_t> preimage(images.size(), none);
  for (std::uint32_t x = 0; x < images.size(); ++x) {
    std::uint32_t const y = images[x];
    if (y >= images.size()) {
      throw AlgebraError(
          fmt::format("not a permutation: {} goes to {}, expected a point below {}{}",
                      x,
                      y,
                      images.size(),
                      counts_from_one(images, images.size()) ? hint : ""));
    }
    if (preimage[y] != none) {
      throw AlgebraError(
          fmt::format("not a permutation: both {} and {} go to {}", preimage[y], x, y));
    }
    preimage[y] = x;
  }
  return Permutation{std::move(images)};
}

Permutation Permutation::from_cycles(std::string_view text, std::uint32_t degree) {
  Permutation result = identity(degree);
  if (normalize_spaces(text) == "e") {
    return result;
  }
  CycleReader reader{text, degree};
  if (reader.at_end()) {
    throw AlgebraError("found an empty text, expected cycles such as (0 1 2)(3 4)");
  }
  while (!reader.at_end()) {
    std::vector<std::uint32_t> const cycle = reader.next_cycle();
    std::vector<std::uint32_t> images = identity(degree).images_;
    for (std::size_t i = 0; i < cycle.size(); ++i) {
      images[cycle[i]] = cycle[(i + 1) % cycle.size()];
    }
    result = result * Permutation{std::move(images)};
  }
  return result;
}

Permutation Permutation::identity(std::uint32_t degree) {
  std::vector<std::uint32_t> images(degree);
  std::iota(images.begin(), images.end(), 0U);
  return Permutation{std::move(images)};
}

Permutation operator*(Permutation const& p, Permutation const& q) {
  if (p.degree() != q.degree()) {
    throw AlgebraError(fmt::format(
        "a permutation of {} points times one of {}: expected the same", p.degree(), q.degree()));
  }
  std::vector<std::uint32_t> images(q.images_);
  for (std::uint32_t& y : images) {
    y = p.images_[y];
  }
  return Permutation{std::move(images)};
}

Permutation Permutation::inverse() const {
  std::vector<std::uint32_t> images(images_.size());
  for (std::uint32_t x = 0; x < degree(); ++x) {
    images[images_[x]] = x;
  }
  return Permutation{std::move(images)};
}

bool Permutation::is_identity() const noexcept {
  for (std::uint32_t x = 0; x < degree(); ++x) {
    if (images_[x] != x) {
      return false;
    }
  }
  return true;
}

bool Permutation::is_even() const {
  std::size_t transpositions = 0;
  for (auto const& cycle : cycles()) {
    transpositions += cycle.size() - 1;
  }
  return transpositions % 2 == 0;
}

std::uint64_t Permutation::order() const {
  std::uint64_t result = 1;
  for (auto const& cycle : cycles()) {
    std::uint64_t const factor = cycle.size() / std::gcd(result, cycle.size());
    if (result > std::numeric_limits<std::uint64_t>::max() / factor) {
      throw LimitError("the order of this permutation exceeds 64 bits");
    }
    result *= factor;
  }
  return result;
}

std::vector<std::vector<std::uint32_t>> Permutation::cycles() const {
  std::vector<std::vector<std::uint32_t>> result;
  std::vector<bool> seen(images_.size(), false);
  for (std::uint32_t start = 0; start < degree(); ++start) {
    std::vector<std::uint32_t> cycle;
    for (std::uint32_t x = start; !seen[x]; x = images_[x]) {
      seen[x] = true;
      cycle.push_back(x);
    }
    if (cycle.size() > 1) {
      result.push_back(std::move(cycle));
    }
  }
  return result;
}

std::string Permutation::to_string() const {
  std::string result;
  std::vector<bool> seen(images_.size(), false);
  for (std::uint32_t start = 0; start < degree(); ++start) {
    if (seen[start] || images_[start] == start) {
      continue;
    }
    char separator = '(';
    for (std::uint32_t x = start; !seen[x]; x = images_[x]) {
      seen[x] = true;
      fmt::format_to(std::back_inserter(result), "{}{}", separator, x);
      separator = ' ';
    }
    result += ')';
  }
  return result.empty() ? "()" : result;
}

} // namespace equivarify::algebra
