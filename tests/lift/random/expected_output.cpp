#include "lift/random/expected_output.hpp"

#include "equivarify/codegen/reference/evaluator.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <numeric>
#include <string>

namespace equivarify::testing {
namespace {

using algebra::Element;
using algebra::Group;
using codegen::Network;
using nlohmann::json;
using Values = std::vector<double>;

/// (g v)[i] = factor * v[places[i]].
struct OutputMotion {
  std::vector<std::uint32_t> places;
  double factor = 1;
};

/// A motion as action_of() writes it: a permutation, perhaps with every sign changed after it.
OutputMotion read_motion(json const& form) {
  bool const negates = form.is_array();
  return {(negates ? form.at(1) : form).at("permutation").get<std::vector<std::uint32_t>>(),
          negates ? -1.0 : 1.0};
}

/// How each element of \p group moves \p size numbers, of which the generators move them by
/// \p motions; without these nothing moves. By (g h) v = g (h v), from e on.
std::vector<OutputMotion> motions_of(Group const& group, json const& motions, std::size_t size) {
  OutputMotion still{std::vector<std::uint32_t>(size)};
  std::iota(still.places.begin(), still.places.end(), 0U);
  std::vector<OutputMotion> all(group.order(), still);
  if (motions.empty()) {
    return all;
  }
  std::vector<bool> is_known(group.order());
  std::vector<Element> known{group.identity()};
  is_known[group.identity().index()] = true;
  for (std::size_t next = 0; next < known.size(); ++next) {
    OutputMotion const first = all[known[next].index()];
    for (std::string const& name : group.generator_names()) {
      Element const element = group.multiply(group.element_named(name), known[next]);
      if (is_known[element.index()]) {
        continue;
      }
      OutputMotion const then = read_motion(motions.at(name));
      OutputMotion& both = all[element.index()];
      for (std::size_t i = 0; i < size; ++i) {
        both.places[i] = first.places[then.places[i]];
      }
      both.factor = first.factor * then.factor;
      is_known[element.index()] = true;
      known.push_back(element);
    }
  }
  return all;
}

Values moved(OutputMotion const& motion, Values const& values) {
  Values result;
  for (std::uint32_t const place : motion.places) {
    result.push_back(motion.factor * values.at(place));
  }
  return result;
}

Values mean_of(std::vector<Values> const& terms) {
  Values mean(terms.front().size());
  for (Values const& term : terms) {
    for (std::size_t i = 0; i < mean.size(); ++i) {
      mean[i] += term.at(i) / static_cast<double>(terms.size());
    }
  }
  return mean;
}

/// The copies of \p values, those of e first.
std::vector<Values> copies_of(Group const& group, Values const& values) {
  std::size_t const classes = values.size() / group.order();
  std::vector<Values> copies;
  for (std::size_t g = 0; g < group.order(); ++g) {
    auto const begin = values.begin() + static_cast<std::ptrdiff_t>(g * classes);
    copies.emplace_back(begin, begin + static_cast<std::ptrdiff_t>(classes));
  }
  return copies;
}

/// k u for u = \p values, one number for each element and class: (k u)(g) = u(k^-1 g).
Values shifted(Group const& group, Element k, Values const& values) {
  std::vector<Values> const copies = copies_of(group, values);
  Values result;
  for (Element const g : group.elements()) {
    Values const& copy = copies[group.multiply(group.inverse(k), g).index()];
    result.insert(result.end(), copy.begin(), copy.end());
  }
  return result;
}

} // namespace

std::vector<Values> expected_output(Network const& network,
                                    RandomAction const& action,
                                    PlainMap const& plain,
                                    Values const& x) {
  Group const& group = network.group;
  std::vector<Values> poses; // k^-1 x
  std::vector<Values> copies;
  for (Element const k : group.elements()) {
    poses.push_back(act_on_input(network, group.inverse(k), x));
    copies.push_back(plain(poses.back()));
  }
  if (action.construction == "g_product" && action.head == "joint") {
    return copies;
  }
  std::vector<Values> terms;
  Values const least = *std::min_element(poses.begin(), poses.end());
  auto const motions = motions_of(group, action.output_motions, copies.front().size());
  for (Element const k : group.elements()) {
    if (action.construction == "g_product") {
      terms.push_back(moved(motions[k.index()], copies[k.index()]));
    } else if (action.construction == "reynolds" || poses[k.index()] == least) {
      terms.push_back(shifted(group, k, copies[k.index()]));
    }
  }
  Values const mean = mean_of(terms);
  return action.construction == "g_product" ? std::vector<Values>(1, mean) : copies_of(group, mean);
}

} // namespace equivarify::testing
