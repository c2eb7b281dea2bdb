#include "equivarify/algebra/lemmas/mutants.hpp"

#include "equivarify/algebra/lemmas/mutant_parts.hpp"

#include <utility>

namespace equivarify::algebra::lemmas {

namespace {

/// A part, the named conventions that are wrong there, and its other mutants.
struct Part {
  std::string name;
  std::vector<std::string> conventions;
  std::vector<Construction> (*others)();
};

std::vector<Part> parts() {
  return {
      {"lift", {"opposite", "pooled", "copied"}, lift_mutants},
      {"action", {"inverse_dropped", "right_for_left", "identity_moves"}, action_mutants},
      {"projection", {"projection_elsewhere", "projection_constant"}, projection_mutants},
      {"universal map", {"universal_unshifted"}, universal_mutants},
      {"kernel", {"stabilizer_for_kernel"}, kernel_mutants},
      {"quotient", {}, quotient_mutants},
      {"inclusion", {"inclusion_inverted"}, inclusion_mutants},
      {"concatenation", {"concatenation_fixed", "concatenation_left"}, concatenation_mutants},
      {"labels", {"labels_backward"}, label_mutants},
      {"signed action", {"signs_forgotten"}, sign_mutants},
      {"activation", {}, activation_mutants},
      {"bias", {}, bias_mutants},
      {"mean head", {"mean_unturned"}, mean_mutants},
      {"finite head", {}, finite_head_mutants},
      {"single answer", {"first_of_equals"}, single_answer_mutants},
      {"best answers", {}, best_answer_mutants},
      {"marginal", {}, marginal_mutants},
      {"targets", {}, target_mutants},
      {"correlation", {}, correlation_mutants},
      {"decision", {}, decision_mutants},
      {"section", {}, section_mutants},
  };
}

std::vector<Mutant> make_mutants() {
  std::vector<Mutant> result;
  for (Part const& part : parts()) {
    for (std::string const& name : part.conventions) {
      result.push_back({part.name, convention_named(name)});
    }
    for (Construction& construction : part.others()) {
      result.push_back({part.name, std::move(construction)});
    }
  }
  return result;
}

} // namespace

std::vector<Mutant> const& mutants() {
  static std::vector<Mutant> const all = make_mutants();
  return all;
}

} // namespace equivarify::algebra::lemmas
