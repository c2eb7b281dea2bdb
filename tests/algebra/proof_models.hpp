/// \file
/// The finite models in which axioms and claims are tried.
#ifndef EQUIVARIFY_TESTS_ALGEBRA_PROOF_MODELS_HPP
#define EQUIVARIFY_TESTS_ALGEBRA_PROOF_MODELS_HPP

#include "equivarify/algebra/named_groups.hpp"
#include "equivarify/algebra/proof/equation.hpp"

#include <cstddef>
#include <string>
#include <vector>

#include "proof_model.hpp"

namespace equivarify::algebra::proof {

inline Subgroups subgroups(Group const& group,
                           std::vector<std::string> const& normal,
                           std::vector<std::string> const& subgroup,
                           std::vector<std::string> const& stabilizer) {
  auto const generated = [&](std::vector<std::string> const& names) {
    std::vector<Element> elements;
    for (std::string const& name : names) {
      elements.push_back(group.element_named(name));
    }
    return Subgroup::generated_by(group, elements);
  };
  return {group, generated(normal), generated(subgroup), generated(stabilizer)};
}

/// Models in which N fixes every point of X.
inline std::vector<Subgroups> const& models_with_n_fixing() {
  static std::vector<Subgroups> const models{
      subgroups(dihedral(4), {"r^2"}, {"r"}, {"r^2"}),
      subgroups(dihedral(4), {"r"}, {"s"}, {"r"}),
      subgroups(symmetric(3), {"b"}, {"a"}, {"b"}),
      subgroups(dihedral(4), {}, {"s"}, {"s"}),
      subgroups(cyclic(4), {"r^2"}, {"r"}, {"r^2"}),
  };
  return models;
}

/// Models in which N is not trivial and moves points of X, and H is not trivial.
inline std::vector<Subgroups> const& models_with_n_moving() {
  static std::vector<Subgroups> const models{
      subgroups(dihedral(4), {"r^2"}, {"s"}, {}),
      subgroups(dihedral(4), {"r"}, {"s", "r^2"}, {"s"}),
      subgroups(symmetric(3), {"b"}, {"a"}, {"a"}),
      subgroups(symmetric(3), {"a", "b"}, {"b"}, {}),
      subgroups(symmetric(3), {"a", "b"}, {"a", "b"}, {"a"}),
      subgroups(dihedral(4), {"r", "s"}, {"r", "s"}, {}),
      subgroups(cyclic(4), {"r^2"}, {"r^2"}, {}),
  };
  return models;
}

/// All of them.
inline std::vector<Subgroups> const& all_models() {
  static std::vector<Subgroups> const models = [] {
    std::vector<Subgroups> result = models_with_n_moving();
    auto const& more = models_with_n_fixing();
    result.insert(result.end(), more.begin(), more.end());
    return result;
  }();
  return models;
}

/// Whether \p hypothesis is a law that every model gives: of an action, or of the signs of one.
inline bool is_law_of_sets(Equation const& hypothesis) {
  std::string const& name = hypothesis.name;
  return name.ends_with("-identity") || name.ends_with("-product") || name == "signs-start" ||
         name == "signs-compose";
}

/// Whether one of \p models tells the sides of \p equation apart.
inline bool is_refuted(Equation const& equation, std::vector<Subgroups> const& models) {
  constexpr std::uint64_t seeds = 16;
  for (std::uint64_t seed = 0; seed < seeds; ++seed) {
    for (Subgroups const& sets : models) {
      Model values{sets, equation.variables, seed};
      if (values.evaluate(equation.left) != values.evaluate(equation.right)) {
        return true;
      }
    }
  }
  return false;
}

} // namespace equivarify::algebra::proof

#endif
