#include "equivarify/codegen/reference/answer.hpp"

#include "equivarify/codegen/reference/evaluator.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace equivarify::codegen {
namespace {

template <typename Real>
std::vector<Real>
act_on_copies(Network const& network, algebra::Element g, std::vector<Real> const& y) {
  auto const classes = static_cast<std::ptrdiff_t>(network.labels.classes.size());
  LiftedValue<Real> copies;
  for (auto first = y.begin(); first != y.end(); first += classes) {
    copies.emplace_back(first, first + classes);
  }
  std::vector<Real> result;
  for (auto const& copy : act_on_product(network.group, g, copies)) {
    result.insert(result.end(), copy.begin(), copy.end());
  }
  return result;
}

} // namespace

std::size_t answer_size(Network const& network) {
  if (network.outputs.empty()) {
    return network.group.order() * network.labels.classes.size();
  }
  std::size_t size = 0;
  for (Output const& output : network.outputs) {
    size += output.head.size();
  }
  return size;
}

template <typename Real>
std::vector<Real>
act_on_answer(Network const& network, algebra::Element g, std::vector<Real> const& y) {
  if (network.outputs.empty()) {
    return act_on_copies(network, g, y);
  }
  std::vector<Real> result;
  auto first = y.begin();
  for (Output const& output : network.outputs) {
    auto const end = first + static_cast<std::ptrdiff_t>(output.head.size());
    auto const moved = output.head.act(g, std::vector<Real>(first, end));
    result.insert(result.end(), moved.begin(), moved.end());
    first = end;
  }
  return result;
}

// The numbers 1, 2, ... show by their values where each comes from.
Moves answer_moves(Network const& network) {
  Moves moves;
  std::vector<double> counted(answer_size(network));
  std::iota(counted.begin(), counted.end(), 1.0);
  bool changes_signs = false;
  for (algebra::Element const g : network.group.elements()) {
    for (double const number : act_on_answer(network, g, counted)) {
      moves.sources.push_back(static_cast<std::uint32_t>(std::abs(number)) - 1);
      moves.negated.push_back(number < 0 ? 1 : 0);
      changes_signs = changes_signs || number < 0;
    }
  }
  if (!changes_signs) {
    moves.negated.clear();
  }
  return moves;
}

Moves input_moves(Network const& network) {
  Moves moves;
  for (auto const& permutation : network.input_permutations) {
    moves.sources.insert(moves.sources.end(), permutation.begin(), permutation.end());
  }
  for (std::vector<bool> const& row : network.input_negated) {
    moves.negated.insert(moves.negated.end(), row.begin(), row.end());
  }
  return moves;
}

template std::vector<float>
act_on_answer(Network const&, algebra::Element, std::vector<float> const&);
template std::vector<double>
act_on_answer(Network const&, algebra::Element, std::vector<double> const&);

} // namespace equivarify::codegen
