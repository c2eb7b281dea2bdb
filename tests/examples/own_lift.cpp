// One's own definition of the lift, put to the test of the paper's lemmas.

#include "equivarify/algebra/lemmas/lemmas.hpp"
#include "equivarify/algebra/named_groups.hpp"

#include <iostream>

namespace algebra = equivarify::algebra;
namespace lemmas = equivarify::algebra::lemmas;

int main() {
  // F^(x)(h) = F(h x), without the inverse that the paper has.
  lemmas::Construction mine = lemmas::variant("mine", "F^(x)(h) = F(h x)");
  mine.lift = [](algebra::Group const& group, lemmas::ValueAlongOrbit const& value) {
    return lemmas::tabulate(group, value);
  };

  lemmas::LemmaOptions options;
  options.construction = mine;
  options.tests = 20;
  options.max_exhaustive_cases = 100;
  bool shown = false;
  for (lemmas::LemmaReport const& report : lemmas::check_lemmas(algebra::cyclic(3), options)) {
    std::cout << report.id << (report.holds() ? " holds" : " fails") << '\n';
    if (report.counterexample && !shown) {
      shown = true;
      for (auto const& [name, value] : report.counterexample->facts) {
        std::cout << "  " << name << " = " << value << '\n';
      }
    }
  }
}
