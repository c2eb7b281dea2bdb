#include "equivarify/algebra/error.hpp"
#include "equivarify/algebra/lemmas/checks.hpp"

#include <optional>

namespace equivarify::algebra::lemmas {

namespace {

Vector numbers_of(std::vector<Label> const& labels, std::size_t count) {
  return {labels.begin(), labels.begin() + static_cast<std::ptrdiff_t>(count)};
}

std::int64_t dot(Vector const& w, Vector const& f) {
  std::int64_t sum = 0;
  for (std::size_t y = 0; y < w.size(); ++y) {
    sum += w[y] * f[y];
  }
  return sum;
}

/// The lift of F(f) = sum of w(y) f(y).
void check_correlation_of_pictures(Trial& trial) {
  Vector const w = numbers_of(trial.instance().map, trial.set().size());
  Vector const f = numbers_of(trial.instance().other_map, trial.set().size());
  Tuple const lifted = trial.construction().lift(trial.group(), [&](Element g) {
    Vector picture(f.size());
    for (Point const y : trial.set().points()) {
      picture[trial.set().act(g, y).index()] = f[y.index()];
    }
    return static_cast<Label>(dot(w, picture));
  });
  for (Element const g : trial.group().elements()) {
    trial.expect_equal("F^(f)(g), for F(f) = sum of F(y) f(y)",
                       std::int64_t{lifted[g.index()]},
                       "the correlation at g",
                       trial.construction().heads.correlate(trial.set(), w, f, g),
                       [&] {
                         return Facts{trial.fact("g", g), {"f", show(f)}};
                       });
  }
}

/// The copies, which G moves as it does labels; nothing if that is no action.
std::optional<GSet> set_of_copies(Trial const& trial) {
  Group const& group = trial.group();
  std::vector<std::vector<std::uint32_t>> images;
  for (Generator const& generator : group.generators()) {
    auto& moves = images.emplace_back();
    for (Element const h : group.elements()) {
      CopyLabel const moved = trial.construction().extend_label(group, generator.element, {h, 0});
      moves.push_back(moved.copy.index());
    }
  }
  try {
    return GSet::from_generators(group, group.order(), images);
  } catch (AlgebraError const&) {
    return std::nullopt;
  }
}

/// The weights of the layer by the copies that they are for at copy e, in whatever order it sees
/// them.
Vector weights_at_identity(Trial const& trial, Vector const& layer) {
  Vector result;
  for (Element const k : trial.group().elements()) {
    Tuple alone(trial.group().order(), 0);
    alone[k.index()] = 1;
    Tuple const seen =
        trial.construction().concatenate(trial.group(), alone, trial.group().identity());
    result.push_back(dot(layer, numbers_of(seen, seen.size())));
  }
  return result;
}

/// A linear layer on the concatenated copies.
void check_correlation_of_copies(Trial& trial, std::optional<GSet> const& copies) {
  std::size_t const order = trial.group().order();
  trial.expect(copies.has_value(), "G acts on the copies", [] { return Facts{}; });
  Vector const layer = numbers_of(trial.layer(), order);
  Vector const v = weights_at_identity(trial, layer);
  Vector const s = numbers_of(trial.instance().tuple, order);
  for (Element const h : trial.group().elements()) {
    Tuple const seen = trial.construction().concatenate(trial.group(), trial.instance().tuple, h);
    trial.expect_equal("L of what copy h sees",
                       dot(layer, numbers_of(seen, order)),
                       "the sum of v(h^-1 k) s(k)",
                       trial.construction().heads.correlate(*copies, v, s, h),
                       [&] { return Facts{trial.fact("h", h)}; });
  }
}

} // namespace

void check_correlation(Trial& trial) {
  auto const copies = set_of_copies(trial);
  for (std::size_t k = 0; k < trial.instance().layers.size(); ++k) {
    trial.turn_to_layer(k);
    check_correlation_of_pictures(trial);
    check_correlation_of_copies(trial, copies);
  }
}

} // namespace equivarify::algebra::lemmas
