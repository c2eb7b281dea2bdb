// A function of which nothing is known, lifted while it runs.

#include "equivarify/algebra/named_groups.hpp"
#include "equivarify/algebra/probe/lifted_box.hpp"
#include "equivarify/algebra/probe/probe.hpp"

#include <iostream>
#include <string>
#include <vector>

namespace algebra = equivarify::algebra;
namespace probe = equivarify::algebra::probe;

namespace {

/// The brightness of the upper half of a picture 4x4, and that of the whole.
std::vector<float> brightness(std::vector<float> const& x) {
  float upper = 0;
  float all = 0;
  for (std::size_t i = 0; i < x.size(); ++i) {
    upper += i < 8 ? x[i] : 0;
    all += x[i];
  }
  return {upper, all};
}

/// Whether \p box commutes with the group.
std::string verdict(probe::BlackBox const& box,
                    probe::ArrayAction const& input,
                    probe::ArrayAction const& output) {
  return probe::probe(box, input, output).equivariant() ? "equivariant" : "not equivariant";
}

void show(char const* name, probe::Array const& numbers) {
  std::cout << name << ':';
  for (double const number : numbers) {
    std::cout << ' ' << number;
  }
  std::cout << '\n';
}

} // namespace

int main() {
  auto const pictures =
      probe::ArrayAction::on_grid(algebra::cyclic(4), {1, 4, 4}, {{"quarter_turn"}});
  // A program or a shared library would do as well: codegen/probe/program_box.hpp.
  probe::BlackBox const f = probe::make_black_box(brightness);

  // One copy for each turn: F^(x)(h) = F(h^-1 x), whose first is F(x).
  probe::BlackBox const copies = probe::lifted(f, pictures, 2);
  probe::Array x(16);
  x[0] = 1; // a corner above
  show("F(x)", f({x}).front());
  show("copies", copies({x}).front());
  show("the copy of e", probe::projected(copies({x}).front(), 2));

  // One answer, which no turn changes: the mean of all copies.
  auto const fixed = probe::ArrayAction::trivial(pictures.group(), 2);
  probe::BlackBox const answer = probe::averaged(f, pictures, fixed);
  show("answer", answer({x}).front());

  std::cout << "F: " << verdict(f, pictures, fixed) << '\n'
            << "copies: " << verdict(copies, pictures, probe::copies_action(pictures, 2)) << '\n'
            << "answer: " << verdict(answer, pictures, fixed) << '\n';
}
