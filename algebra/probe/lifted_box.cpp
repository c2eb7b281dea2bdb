#include "equivarify/algebra/probe/lifted_box.hpp"

#include "equivarify/algebra/error.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <utility>

namespace equivarify::algebra::probe {
namespace {

/// h^-1 x for every h and each of \p inputs, one input after another.
std::vector<Array> moved_back(ArrayAction const& action, std::vector<Array> const& inputs) {
  std::vector<Array> moved;
  moved.reserve(inputs.size() * action.group().order());
  for (Array const& x : inputs) {
    for (Element const h : action.group().elements()) {
      moved.push_back(action.act(action.group().inverse(h), x));
    }
  }
  return moved;
}

/// What \p box answers to \p inputs: one array of \p outputs numbers each.
std::vector<Array>
asked(BlackBox const& box, std::vector<Array> const& inputs, std::uint32_t outputs) {
  std::vector<Array> answers = box(inputs);
  if (answers.size() != inputs.size()) {
    throw AlgebraError(
        fmt::format("a black box gave {} answers to {} inputs", answers.size(), inputs.size()));
  }
  for (Array const& answer : answers) {
    if (answer.size() != outputs) {
      throw AlgebraError(
          fmt::format("a black box gave {} numbers, expected {}", answer.size(), outputs));
    }
  }
  return answers;
}

} // namespace

BlackBox lifted(BlackBox box, ArrayAction const& input, std::uint32_t outputs) {
  return [box = std::move(box), input, outputs](std::vector<Array> const& inputs) {
    std::size_t const order = input.group().order();
    std::vector<Array> const answers = asked(box, moved_back(input, inputs), outputs);
    std::vector<Array> copies(inputs.size());
    for (std::size_t i = 0; i < answers.size(); ++i) {
      Array& all = copies[i / order];
      all.insert(all.end(), answers[i].begin(), answers[i].end());
    }
    return copies;
  };
}

ArrayAction copies_action(ArrayAction const& input, std::uint32_t outputs) {
  return ArrayAction::regular(input.group(), outputs);
}

Array projected(Array const& copies, std::uint32_t outputs) {
  if (copies.size() < outputs) {
    throw AlgebraError(fmt::format("copies of {} numbers in {}", outputs, copies.size()));
  }
  return {copies.begin(), copies.begin() + static_cast<std::ptrdiff_t>(outputs)};
}

BlackBox averaged(BlackBox box, ArrayAction const& input, ArrayAction const& output) {
  if (input.group() != output.group()) {
    throw AlgebraError("an average over two groups: expected input and output of one");
  }
  return [copies = lifted(std::move(box), input, output.size()),
          output](std::vector<Array> const& inputs) {
    Group const& group = output.group();
    std::vector<Array> means;
    for (Array const& all : copies(inputs)) {
      std::vector<Array> terms(output.size());
      for (Element const h : group.elements()) {
        auto const first = all.begin() + static_cast<std::ptrdiff_t>(h.index()) * output.size();
        Array const moved = output.act(h, {first, first + output.size()});
        for (std::size_t i = 0; i < terms.size(); ++i) {
          terms[i].push_back(moved[i]);
        }
      }
      Array& mean = means.emplace_back();
      for (Array& of_entry : terms) {
        mean.push_back(sum_by_size(of_entry) / static_cast<double>(group.order()));
      }
    }
    return means;
  };
}

double sum_by_size(Array& terms) {
  auto const none =
      std::find_if(terms.begin(), terms.end(), [](double a) { return std::isnan(a); });
  if (none != terms.end()) { // which has no place in an order
    return *none;
  }
  std::sort(
      terms.begin(), terms.end(), [](double a, double b) { return std::abs(a) < std::abs(b); });
  double sum = 0;
  for (std::size_t first = 0; first < terms.size();) {
    double const size = std::abs(terms[first]);
    double times = 0;
    for (; first < terms.size() && std::abs(terms[first]) == size; ++first) {
      times += terms[first] < 0 ? -1 : 1;
    }
    sum += times * size;
  }
  return sum;
}

} // namespace equivarify::algebra::probe
