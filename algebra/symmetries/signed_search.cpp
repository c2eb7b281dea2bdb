#include "equivarify/algebra/symmetries/signed_search.hpp"

#include "equivarify/algebra/error.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <numeric>
#include <optional>
#include <utility>

namespace equivarify::algebra::symmetries {

namespace {

/// The sets of signed places that what was found moves into one another.
class SignedOrbits {
public:
  explicit SignedOrbits(std::uint32_t size) : size_{size}, parent_(std::size_t{2} * size) {
    std::iota(parent_.begin(), parent_.end(), 0U);
  }

  void add(SignedPermutation const& g) {
    for (std::uint32_t i = 0; i < size_; ++i) {
      join({i, false}, {g.gather[i], g.negated[i]});
      join({i, true}, {g.gather[i], !g.negated[i]});
    }
  }

  [[nodiscard]] std::uint32_t of(SignedPlace at) const {
    std::uint32_t x = at.place + (at.negated ? size_ : 0);
    while (parent_[x] != x) {
      x = parent_[x];
    }
    return x;
  }

private:
  void join(SignedPlace a, SignedPlace b) {
    std::uint32_t const one = of(a);
    std::uint32_t const two = of(b);
    parent_[std::max(one, two)] = std::min(one, two);
  }

  std::uint32_t size_;
  std::vector<std::uint32_t> parent_;
};

/// What is still open of an automorphism.
struct Partial {
  std::vector<std::vector<SignedPlace>> images; ///< for each coordinate those that still fit
  std::vector<bool> chosen;
  std::vector<std::uint32_t> order{}; ///< the coordinates that were chosen
};

class Search {
public:
  Search(StatisticGraph const& graph, Examine const& examine, SearchOptions const& options)
      : graph_{graph}, examine_{examine}, options_{options}, orbits_{graph.size()} {}

  SearchResult run() {
    std::vector<Partial> fixing{everything()};
    for (std::uint32_t k = 0; k + 1 < graph_.size(); ++k) {
      Partial next = fixing.back();
      choose(next, k, {k, false});
      fixing.push_back(std::move(next));
    }
    for (std::uint32_t k = graph_.size(); k-- > 0;) {
      move_first(fixing.back(), k);
      fixing.pop_back();
    }
    return std::move(result_);
  }

private:
  Partial everything() {
    std::uint32_t const n = graph_.size();
    Partial all{.images = std::vector<std::vector<SignedPlace>>(n), .chosen = std::vector<bool>(n)};
    for (std::uint32_t i = 0; i < n; ++i) {
      for (std::uint32_t place = 0; place < n; ++place) {
        for (bool const negated : {false, true}) {
          if (graph_.admits(i, {place, negated})) {
            all.images[i].push_back({place, negated});
          }
        }
      }
    }
    return all;
  }

  [[nodiscard]] bool exhausted() const {
    return result_.comparisons >= options_.comparisons || result_.candidates >= options_.candidates;
  }

  /// Takes coordinate \p i from \p from; false if another one has no image then.
  bool choose(Partial& partial, std::uint32_t i, SignedPlace from) {
    partial.images[i] = {from};
    partial.chosen[i] = true;
    partial.order.push_back(i);
    for (std::uint32_t j = 0; j < graph_.size(); ++j) {
      if (partial.chosen[j]) {
        continue;
      }
      std::vector<SignedPlace>& images = partial.images[j];
      result_.comparisons += images.size();
      images.erase(std::remove_if(images.begin(),
                                  images.end(),
                                  [&](SignedPlace other) {
                                    return other.place == from.place ||
                                           !graph_.admits(i, from, j, other);
                                  }),
                   images.end());
      if (images.empty()) {
        return false;
      }
    }
    return true;
  }

  /// The open coordinate with the fewest images.
  [[nodiscard]] std::optional<std::uint32_t> tightest(Partial const& partial) const {
    std::optional<std::uint32_t> best;
    for (std::uint32_t i = 0; i < graph_.size(); ++i) {
      if (!partial.chosen[i] &&
          (!best || partial.images[i].size() < partial.images[*best].size())) {
        best = i;
      }
    }
    return best;
  }

  /// The images of \p i in \p partial, the best fit with what is chosen first.
  [[nodiscard]] std::vector<SignedPlace> best_first(Partial const& partial, std::uint32_t i) const {
    std::vector<std::pair<double, SignedPlace>> ranked;
    for (SignedPlace const from : partial.images[i]) {
      double sum = graph_.misfit(i, from, i, from);
      for (std::uint32_t const j : partial.order) {
        sum += graph_.misfit(i, from, j, partial.images[j].front());
      }
      ranked.emplace_back(sum, from);
    }
    std::stable_sort(ranked.begin(), ranked.end(), [](auto const& a, auto const& b) {
      return a.first < b.first;
    });
    std::vector<SignedPlace> images;
    for (auto const& each : ranked) {
      images.push_back(each.second);
    }
    return images;
  }

  /// Chooses the rest of \p partial; true once an automorphism is found and agreed to. \p left
  /// counts those that may still be asked about.
  bool complete(Partial const& partial, std::size_t& left) {
    std::optional<std::uint32_t> const i = tightest(partial);
    if (!i) {
      return ask(partial, left);
    }
    for (SignedPlace const from : best_first(partial, *i)) {
      if (left == 0 || give_up()) {
        return false;
      }
      Partial next = partial;
      if (choose(next, *i, from) && complete(next, left)) {
        return true;
      }
    }
    return false;
  }

  bool give_up() {
    result_.is_cut = result_.is_cut || !options_.watch.has_time();
    bool const ends = result_.is_cut || exhausted();
    result_.complete = result_.complete && !ends;
    return ends;
  }

  bool ask(Partial const& partial, std::size_t& left) {
    SignedPermutation found;
    for (std::vector<SignedPlace> const& images : partial.images) {
      found.gather.push_back(images.front().place);
      found.negated.push_back(images.front().negated);
    }
    --left;
    ++result_.candidates;
    options_.watch.tell(fmt::format("search: candidate {}, {} found, {} comparisons",
                                    result_.candidates,
                                    result_.generators.size(),
                                    result_.comparisons));
    std::optional<SignedPermutation> symmetry = examine_(found);
    if (!symmetry) {
      return false;
    }
    orbits_.add(*symmetry);
    result_.generators.push_back(std::move(*symmetry));
    return true;
  }

  /// Automorphisms that leave all coordinates before \p k, and take k to each other image.
  void move_first(Partial const& fixing, std::uint32_t k) {
    std::vector<std::uint32_t> refused;
    for (SignedPlace const from : best_first(fixing, k)) {
      std::uint32_t const orbit = orbits_.of(from);
      if (orbit == orbits_.of({k, false}) ||
          std::find(refused.begin(), refused.end(), orbit) != refused.end()) {
        continue;
      }
      if (give_up()) {
        return;
      }
      Partial next = fixing;
      std::size_t left = options_.candidates_for_each;
      if (!choose(next, k, from) || !complete(next, left)) {
        refused.push_back(orbit);
      }
    }
  }

  StatisticGraph const& graph_;
  Examine const& examine_;
  SearchOptions options_;
  SignedOrbits orbits_;
  SearchResult result_;
};

} // namespace

SearchResult find_automorphisms(StatisticGraph const& graph,
                                Examine const& examine,
                                SearchOptions const& options) {
  if (graph.size() > most_searched_coordinates) {
    throw LimitError(fmt::format("a search among {} coordinates, expected at most {}",
                                 graph.size(),
                                 most_searched_coordinates));
  }
  return Search{graph, examine, options}.run();
}

} // namespace equivarify::algebra::symmetries
