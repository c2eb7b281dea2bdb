#include "equivarify/algebra/probe/inputs.hpp"

#include "equivarify/algebra/orbit.hpp"
#include "equivarify/algebra/subgroup_lattice.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <random>

namespace equivarify::algebra::probe {

namespace {

constexpr std::uint32_t few_entries = 16;
constexpr std::size_t most_impulses = 24;
constexpr std::size_t most_classes = 16;

/// Makes the inputs one after another from one stream of random numbers.
class InputMaker {
public:
  InputMaker(ArrayAction const& action, InputOptions const& options)
      : action_{action}, domain_{options.domain}, random_{options.seed} {}

  std::vector<NamedInput> make(std::size_t random_inputs) {
    add_plain();
    add_impulses();
    add_fixed();
    add_magnitudes();
    for (std::size_t i = 0; i < random_inputs; ++i) {
      add(fmt::format("random {}", i + 1), random_array());
    }
    return std::move(inputs_);
  }

private:
  /// From [0, 1), the same with every standard library.
  double uniform() { return static_cast<double>(random_() >> 40U) * 0x1p-24; }

  /// The nearest value of the domain, as a float.
  [[nodiscard]] double admit(double value) const {
    if (!domain_.unbounded) {
      value = std::clamp(value, domain_.lowest, domain_.highest);
    }
    return static_cast<double>(static_cast<float>(domain_.integers ? std::floor(value) : value));
  }

  double random_value() {
    double const span = domain_.highest - domain_.lowest + (domain_.integers ? 1 : 0);
    return admit(domain_.lowest + span * uniform());
  }

  Array random_array() {
    Array x(action_.size());
    std::generate(x.begin(), x.end(), [this] { return random_value(); });
    return x;
  }

  void add(std::string name, Array x) { inputs_.push_back({std::move(name), std::move(x)}); }

  void add_plain() {
    std::size_t const size = action_.size();
    add("constant 0", Array(size, admit(domain_.rest())));
    add("constant 1", Array(size, admit(1)));
    Array ramp(size);
    Array whole(size);
    for (std::size_t i = 0; i < size; ++i) {
      ramp[i] = admit(domain_.lowest + (domain_.highest - domain_.lowest) * static_cast<double>(i) /
                                           static_cast<double>(size));
      whole[i] = admit(std::floor(17 * uniform()) - 8);
    }
    add("ramp", std::move(ramp));
    add("small whole numbers", std::move(whole));
  }

  void add_impulse(std::uint32_t place) {
    Array x(action_.size(), admit(domain_.rest()));
    x[place] = admit(1);
    add("impulse at " + action_.entry_name(place), std::move(x));
  }

  void add_impulses() {
    if (action_.size() <= few_entries) {
      for (std::uint32_t i = 0; i < action_.size(); ++i) {
        add_impulse(i);
      }
      return;
    }
    std::vector<Orbit> const all = orbits(action_.entries());
    std::size_t const step = (all.size() + most_impulses - 1) / most_impulses;
    for (std::size_t i = 0; i < all.size(); i += step) {
      add_impulse(all[i][random_() % all[i].size()].index());
    }
  }

  /// A random array made equal along the orbits of \p subgroup on the entries.
  Array fixed_by(Subgroup const& subgroup) {
    Array const x = random_array();
    if (action_.changes_signs()) {
      return fixed_with_signs(subgroup, x);
    }
    Array result = x;
    for (Element const g : subgroup.elements()) {
      Array const moved = action_.act(g, x);
      std::transform(
          result.begin(), result.end(), moved.begin(), result.begin(), [](double a, double b) {
            return std::min(a, b);
          });
    }
    return result;
  }

  /// The first entry of \p x in each orbit, carried along it; 0 where it meets its negative.
  Array fixed_with_signs(Subgroup const& subgroup, Array const& x) {
    Array result = x;
    std::vector<bool> done(x.size(), false);
    for (std::uint32_t i = 0; i < x.size(); ++i) {
      bool meets_negative = false;
      for (Element const g : done[i] ? std::vector<Element>{} : subgroup.elements()) {
        Source const to = action_.source(g.index(), i); // g takes entry i there
        meets_negative = meets_negative || (to.entry == i && to.negated);
        result[to.entry] = to.negated ? -x[i] : x[i];
        done[to.entry] = true;
      }
      for (Element const g : meets_negative ? subgroup.elements() : std::vector<Element>{}) {
        result[action_.source(g.index(), i).entry] = 0;
      }
    }
    return result;
  }

  void add_fixed() {
    Group const& group = action_.group();
    if (group.order() > largest_order_with_subgroups) {
      add("fixed by every element", fixed_by(Subgroup::whole(group)));
      return;
    }
    std::vector<SubgroupClass> const classes = subgroup_classes(group);
    for (std::size_t i = 1; i < std::min(classes.size(), most_classes); ++i) {
      Subgroup const& subgroup = classes[i].representative;
      add("fixed by " + subgroup.to_string(), fixed_by(subgroup));
    }
  }

  void add_magnitudes() {
    if (!domain_.unbounded) {
      return;
    }
    add_scaled("large", [] { return 1e6; });
    if (!domain_.integers) {
      add_scaled("small", [] { return 1e-6; });
      add_scaled("of all magnitudes",
                 [this] { return std::exp2(std::floor(40 * uniform()) - 20); });
    }
  }

  template <typename Scale>
  void add_scaled(std::string name, Scale const& scale) {
    Array x = random_array();
    std::transform(x.begin(), x.end(), x.begin(), [&](double v) { return admit(v * scale()); });
    add(std::move(name), std::move(x));
  }

  ArrayAction const& action_;
  Domain const& domain_;
  std::mt19937_64 random_;
  std::vector<NamedInput> inputs_;
};

} // namespace

double Domain::rest() const noexcept {
  return unbounded ? 0 : std::clamp(0.0, lowest, highest);
}

bool Domain::contains(double value) const noexcept {
  return (unbounded || (lowest <= value && value <= highest)) &&
         (!integers || std::floor(value) == value);
}

std::vector<NamedInput> make_inputs(ArrayAction const& action, InputOptions const& options) {
  return InputMaker{action, options}.make(options.random);
}

} // namespace equivarify::algebra::probe
