#include "equivarify/algebra/lemmas/heads.hpp"

#include "equivarify/algebra/permutation.hpp"

#include <algorithm>
#include <functional>

namespace equivarify::algebra::lemmas {

namespace {

Vector move_signed(SignedSet const& set, Element g, Vector const& v) {
  Vector result(v.size());
  Element const back = set.components.group().inverse(g);
  for (Point const i : set.components.points()) {
    result[i.index()] = set.sign(g, i) * v[set.components.act(back, i).index()];
  }
  return result;
}

void add(Vector& sum, Vector const& v) {
  std::transform(sum.begin(), sum.end(), v.begin(), sum.begin(), std::plus<>{});
}

Vector sum_of_moved(SignedSet const& set, Vector const& b) {
  Vector sum(b.size(), 0);
  for (Element const g : set.components.group().elements()) {
    add(sum, move_signed(set, g, b));
  }
  return sum;
}

Vector sum_of_turned(SignedSet const& set, std::vector<Vector> const& s) {
  Vector sum(set.components.size(), 0);
  for (Element const h : set.components.group().elements()) {
    add(sum, move_signed(set, h, s[h.index()]));
  }
  return sum;
}

std::int64_t half_saturated(std::int64_t r) {
  std::int64_t const half = r < 0 ? -((1 - r) / 2) : (r + 1) / 2;
  return std::clamp<std::int64_t>(half, -127, 127);
}

bool fixes(Group const& group, CopySource source, Element g, Tuple const& s) {
  std::vector<Element> const all = group.elements();
  return std::all_of(all.begin(), all.end(), [&](Element h) {
    return s[source(group, g, h).index()] == s[h.index()];
  });
}

std::vector<Point> fixed_by_stabilizer(GSet const& set, CopySource source, Tuple const& s) {
  std::vector<Point> result = set.points();
  for (Element const u : set.group().elements()) {
    if (fixes(set.group(), source, u, s)) {
      std::erase_if(result, [&](Point y) { return set.act(u, y) != y; });
    }
  }
  return result;
}

Scores moved(Group const& group, CopySource source, Element g, Scores const& s) {
  Scores result{.classes = s.classes, .numbers = {}};
  for (Element const h : group.elements()) {
    for (Label c = 0; c < s.classes; ++c) {
      result.numbers.push_back(s.at({source(group, g, h), c}));
    }
  }
  return result;
}

std::optional<CopyLabel>
first_of_the_least(Group const& group, CopySource source, Scores const& scores) {
  Scores least = scores;
  Element by = group.identity();
  std::size_t ways = 1;
  for (Element const g : group.elements()) {
    Scores turned = moved(group, source, g, scores);
    if (g == group.identity() || turned.numbers > least.numbers) {
      continue;
    }
    ways = turned.numbers == least.numbers ? ways + 1 : 1;
    least = std::move(turned);
    by = g;
  }
  if (ways > 1) {
    return std::nullopt;
  }
  CopyLabel const first = largest_labels(group, least).front();
  return CopyLabel{source(group, by, first.copy), first.label};
}

std::int64_t sum_over_copies(Group const& group, Scores const& scores, Label c) {
  std::int64_t sum = 0;
  for (Element const h : group.elements()) {
    sum += scores.at({h, c});
  }
  return sum;
}

std::vector<Element> left_coset(Subgroup const& symmetries, Element g) {
  std::vector<Element> result;
  for (Element const k : symmetries.elements()) {
    result.push_back(symmetries.group().multiply(g, k));
  }
  std::sort(result.begin(), result.end());
  return result;
}

std::int64_t correlation(GSet const& cells, Vector const& w, Vector const& f, Element g) {
  std::int64_t sum = 0;
  Element const back = cells.group().inverse(g);
  for (Point const y : cells.points()) {
    sum += w[cells.act(back, y).index()] * f[y.index()];
  }
  return sum;
}

} // namespace

HeadDefinitions head_formula(CopySource source) {
  return {.move = move_signed,
          .activation = half_saturated,
          .bias = sum_of_moved,
          .mean = sum_of_turned,
          .images = [source](GSet const& set,
                             Tuple const& s) { return fixed_by_stabilizer(set, source, s); },
          .best = largest_labels,
          .single =
              [source](Group const& group, Scores const& scores) {
                return first_of_the_least(group, source, scores);
              },
          .marginal = sum_over_copies,
          .targets = left_coset,
          .correlate = correlation};
}

HeadDefinitions head_formula() {
  return head_formula(
      [](Group const& group, Element g, Element h) { return group.multiply(group.inverse(g), h); });
}

std::vector<CopyLabel> largest_labels(Group const& group, Scores const& scores) {
  std::int64_t const largest = *std::max_element(scores.numbers.begin(), scores.numbers.end());
  std::vector<CopyLabel> result;
  for (Element const h : group.elements()) {
    for (Label c = 0; c < scores.classes; ++c) {
      if (scores.at({h, c}) == largest) {
        result.push_back({h, c});
      }
    }
  }
  return result;
}

SignedSet signed_set(GSet const& set, std::vector<int> const& gauge) {
  SignedSet result{.components = set, .signs = {}};
  for (Element const g : set.group().elements()) {
    bool const is_even = Permutation::from_images(set.images_of(g)).is_even();
    Element const back = set.group().inverse(g);
    for (Point const i : set.points()) {
      int const moves = gauge[i.index()] * gauge[set.act(back, i).index()];
      result.signs.push_back(is_even ? moves : -moves);
    }
  }
  return result;
}

} // namespace equivarify::algebra::lemmas
