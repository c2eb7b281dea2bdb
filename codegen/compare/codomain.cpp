#include "equivarify/codegen/compare/codomain.hpp"

#include "equivarify/codegen/reference/evaluator.hpp"

#include <algorithm>
#include <random>
#include <vector>

namespace equivarify::codegen {
namespace {

using Values = std::vector<float>;
using Lifted = LiftedValue<float>;

Values random_values(std::mt19937_64& random, std::size_t count) {
  Values values(count);
  std::generate(values.begin(), values.end(), [&random] {
    return static_cast<float>(static_cast<double>(random() >> 11U) * 0x1p-53);
  });
  return values;
}

/// Makes points of W from the values at the cosets of the subgroup that a construction stands for.
class CodomainMeter {
public:
  CodomainMeter(Network const& network, Arrangement const& arrangement, std::uint64_t seed)
      : network_{network}, arrangement_{arrangement}, random_{seed},
        // Blocks lifted one by one give all functions, as a coinduction from the trivial subgroup.
        construction_{network.construction.value_or(
            kernel_quotient(algebra::Subgroup::trivial(network.group), classes()))} {}

  Codomain run() {
    constexpr int trials = 3;
    for (int i = 0; i < trials; ++i) {
      Values const z = random_values(classes());
      Lifted const w = point_above(z);
      result_.onto.add(w.front(), z);
      measure_action(w);
    }
    return result_;
  }

private:
  [[nodiscard]] std::size_t classes() const { return network_.labels.classes.size(); }

  Values random_values(std::size_t count) { return codegen::random_values(random_, count); }

  /// Where w(g)[c] stands among the values at its coset.
  [[nodiscard]] std::size_t place(std::size_t g, std::size_t c) const {
    std::size_t const back = construction_.returned_by[g];
    return construction_.sheet_sources[back][0] * classes() + construction_.class_sources[back][c];
  }

  /// A point w of W with w(e) = z, random elsewhere.
  Lifted point_above(Values const& z) {
    std::vector<Values> at_coset;
    for (std::size_t t = 0; t < construction_.candidates.size(); ++t) {
      at_coset.push_back(random_values(construction_.sheets * classes()));
    }
    for (std::size_t c = 0; c < classes(); ++c) {
      at_coset[construction_.coset[0]][place(0, c)] = z[c];
    }
    Lifted w(network_.group.order(), Values(classes()));
    for (std::size_t g = 0; g < w.size(); ++g) {
      for (std::size_t c = 0; c < classes(); ++c) {
        w[g][c] = at_coset[construction_.coset[g]][place(g, c)];
      }
    }
    return w;
  }

  void measure_action(Lifted const& w) {
    algebra::Group const& group = network_.group;
    compare(moved(group.identity(), w), w);
    for (algebra::Element const h : group.elements()) {
      Lifted const moved_by_h = moved(h, w);
      measure_membership(moved_by_h);
      for (algebra::Element const g : group.elements()) {
        compare(moved(g, moved_by_h), moved(group.multiply(g, h), w));
      }
    }
  }

  [[nodiscard]] Lifted moved(algebra::Element g, Lifted const& w) const {
    return act_on_lifted(arrangement_, g, w);
  }

  /// s(g k) = k^-1 s(g) for k in the subgroup, where that acts on the classes and not on sheets.
  void measure_membership(Lifted const& s) {
    if (construction_.sheets != 1) {
      return;
    }
    auto const& members = construction_.subgroup.elements();
    for (algebra::Element const g : network_.group.elements()) {
      for (algebra::Element const k : members) {
        auto const inverse =
            std::lower_bound(members.begin(), members.end(), network_.group.inverse(k));
        auto const& sources =
            construction_.class_sources[static_cast<std::size_t>(inverse - members.begin())];
        Values expected;
        for (std::uint32_t const source : sources) {
          expected.push_back(s[g.index()][source]);
        }
        result_.action.add(s[network_.group.multiply(g, k).index()], expected);
      }
    }
  }

  void compare(Lifted const& a, Lifted const& b) {
    for (std::size_t h = 0; h < a.size(); ++h) {
      result_.action.add(a[h], b[h]);
    }
  }

  Network const& network_;
  Arrangement const& arrangement_;
  std::mt19937_64 random_;
  Construction construction_;
  Codomain result_;
};

} // namespace

Codomain
measure_codomain(Network const& network, Arrangement const& arrangement, std::uint64_t seed) {
  return CodomainMeter{network, arrangement, seed}.run();
}

Codomain measure_output_codomain(Network const& network, std::uint64_t seed) {
  std::mt19937_64 random{seed};
  algebra::Group const& group = network.group;
  Codomain result;
  for (Output const& output : network.outputs) {
    Values const z = random_values(random, output.shape.size());
    Values w = random_values(random, output.head.size()); // one V for each coset, e H the first
    std::copy(z.begin(), z.end(), w.begin());
    result.onto.add({w.begin(), w.begin() + static_cast<std::ptrdiff_t>(z.size())}, z);
    result.action.add(output.head.act(group.identity(), w), w);
    for (algebra::Element const h : group.elements()) {
      Values const moved = output.head.act(h, w);
      for (algebra::Element const g : group.elements()) {
        result.action.add(output.head.act(g, moved), output.head.act(group.multiply(g, h), w));
      }
    }
  }
  return result;
}

} // namespace equivarify::codegen
