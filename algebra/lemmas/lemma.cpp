#include "equivarify/algebra/lemmas/lemma.hpp"

#include "equivarify/algebra/lemmas/checks.hpp"
#include "equivarify/algebra/permutation.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

namespace equivarify::algebra::lemmas {

namespace {

constexpr char const* absolute = "absolute: every G-set X";

/// What equivarifications and lifts are.
std::vector<Lemma> lemmas_on_lifts() {
  return {
      {"action",
       "e x = x and g (h x) = (g h) x, on X and on Z^{xG}",
       "2.0.1, 3.0.1",
       absolute,
       {.tuple = true},
       check_action},
      {"lift-equivariant",
       "F^(g x) = g F^(x)",
       "3.0.2",
       absolute,
       {.map = true},
       check_lift_equivariant},
      {"lift-projects", "p F^ = F", "3.0.2", absolute, {.map = true}, check_lift_projects},
      {"lift-unique",
       "H equivariant and p H = F imply H = F^, so composing with p is a bijection from "
       "equivariant "
       "maps X -> Z^{xG} to maps X -> Z",
       "3.0.2",
       absolute,
       {.map = true, .tuple = true},
       check_lift_unique},
      {"equivarification",
       "(Z^{xG}, action, p) meets all three clauses: an action, p is onto, every F lifts",
       "3.0.3",
       absolute,
       {.map = true, .tuple = true},
       check_equivarification},
      {"compose",
       "lift(F2 F1) = lift(F2 p) lift(F1): layer by layer equals all at once",
       "section 4",
       "absolute, for blocks lifted by `lift`; a `concat` block is not the lift of one fixed map",
       {.map = true, .next = true},
       check_compose},
  };
}

/// What else they are: universal, smaller where a kernel is, right for layers, labels, parameters.
std::vector<Lemma> lemmas_on_networks() {
  return {
      {"universal",
       "pi : W -> Z^{xG}, pi(w)(h) = q(h^-1 w), is equivariant, p pi = q, and pi carries each lift "
       "into W to the lift into Z^{xG}",
       "A.0.1",
       "absolute: every equivarification W = Z^{xG} + E with any map E -> Z",
       {.map = true, .tuple = true},
       check_universal},
      {"kernel",
       "N = { g : g x = x for all x } is normal; F lifts uniquely to Z^{xG/N}, whose inclusion in "
       "Z^{xG} is injective, equivariant, and onto the points that N fixes",
       "appendix",
       "relative to inputs on which N acts trivially",
       {.map = true, .tuple = true},
       check_kernel},
      {"concat",
       "a layer on the concatenated copies of Z^{xG}, lifted again, is equivariant whatever it "
       "computes",
       "example 4.0.1",
       "absolute; equivariant, but not the lift of one fixed map",
       {.tuple = true, .layer = true},
       check_concat},
      {"labels",
       "a label y of x at the identity copy extends to every g x by g (h, c) = (g h, c), and the "
       "lift that is right on x is right on every g x",
       "2.0.3, section 5",
       absolute,
       {.map = true},
       check_labels},
      {"parameters",
       "the lift has exactly the parameters of F: each value of F occurs abs(G) times in it and "
       "nothing else does; F^ = F'^ only if F = F'",
       "main result",
       absolute,
       {.map = true, .other_map = true},
       check_parameters},
  };
}

constexpr char const* theory = "algebra/README.md, Heads";

/// What a network's values become.
std::vector<Lemma> lemmas_on_heads() {
  return {
      {"signs",
       "(g v)[i] = sign_g(i) v[g^-1 i] is an action; a map on each component commutes with it if "
       "it is odd, and a bias if G fixes it, and no others do",
       theory,
       "absolute: every G-set of components and all signs that compose",
       {.map = true, .other_map = true},
       check_signs},
      {"mean-head",
       "R(s) = mean of h s(h) has R(g s) = g R(s); R F^ = F if and only if F was equivariant",
       theory,
       "absolute; equivariant for every F, and the lift of F only where F was equivariant",
       {.map = true, .other_map = true, .next = true, .tuple = true},
       check_mean_head},
      {"finite-head",
       "an equivariant map Z^{xG} -> Y exists if and only if G fixes a point of Y; s may go to the "
       "points that its stabilizer fixes",
       theory,
       "absolute: every finite G-set Y",
       {.tuple = true},
       check_finite_head},
      {"correlation",
       "the lift of F(f) = sum of w(y) f(y) is the sum of w(g^-1 y) f(y), and a linear layer on "
       "the "
       "concatenated copies the sum of v(h^-1 k) s(k): a G-CNN",
       theory,
       "absolute: every G-set of cells",
       {.map = true, .other_map = true, .tuple = true, .layer = true},
       check_correlation},
  };
}

/// What is said of a picture.
std::vector<Lemma> lemmas_on_answers() {
  return {
      {"no-single-answer",
       "no rule that picks one label (h, c) for each s is equivariant, unless G = 1: what fixes s "
       "would fix the label",
       theory,
       "absolute",
       {.tuple = true},
       check_no_single_answer},
      {"best-answers",
       "best(g s) = g best(s) for the set of best answers, which is a union of cosets of the "
       "stabilizer",
       theory,
       "absolute",
       {.tuple = true},
       check_best_answers},
      {"marginals",
       "P(c) = sum over h of p(h, c) is invariant, and p(h | c) turns with s",
       theory,
       "absolute",
       {.tuple = true},
       check_marginals},
      {"unknown-pose",
       "the targets g K of a class with the symmetries K turn with the picture, and a loss of "
       "their "
       "number stays; K = G is the unknown pose",
       theory,
       "absolute",
       {.tuple = true},
       check_unknown_pose},
  };
}

std::vector<Lemma> make_lemmas() {
  std::vector<Lemma> lemmas = lemmas_on_lifts();
  std::vector<Lemma> of_heads = lemmas_on_heads();
  std::vector<Lemma> const of_answers = lemmas_on_answers();
  of_heads.insert(of_heads.end() - 1, of_answers.begin(), of_answers.end());
  for (auto const& others : {lemmas_on_networks(), of_heads}) {
    lemmas.insert(lemmas.end(), others.begin(), others.end());
  }
  return lemmas;
}

constexpr char const* candidate = "every candidate W = (X, F)";

std::vector<Lemma> make_decision_lemmas() {
  return {
      {"decision",
       "for f in Z^{xG}, W has a w with pi(w) = f and Stab(w) = Stab(f) if and only if p on the "
       "orbit of f lifts to W",
       "beyond the paper",
       candidate,
       {.map = true, .tuple = true},
       check_decision},
      {"section",
       "g f -> g w is a well-defined equivariant section of pi over the orbit of f",
       "beyond the paper",
       candidate,
       {.map = true, .tuple = true},
       check_section},
  };
}

std::string show_elements(Group const& group) {
  constexpr std::uint32_t most = 16;
  std::vector<std::string> names;
  for (Element const g : group.elements()) {
    if (names.size() == most) {
      names.emplace_back("...");
      break;
    }
    names.push_back(group.name_of(g));
  }
  return fmt::format("{{{}}}", fmt::join(names, ", "));
}

std::string show_layer(std::vector<Label> const& layer, std::uint32_t labels) {
  std::string sum;
  for (std::size_t i = 0; i + 1 < layer.size(); ++i) {
    sum += layer[i] == 0 ? "" : fmt::format("{} t{} + ", layer[i], i);
  }
  return fmt::format("L(t0, t1, ...) = {}{} mod {}", sum, layer.back(), labels);
}

/// How each generator moves the points: ("r on X", "(x0 x1 x2 x3)").
void add_action(Facts& facts, GSet const& set) {
  for (Generator const& generator : set.group().generators()) {
    std::string cycles;
    for (auto const& cycle : Permutation::from_images(set.images_of(generator.element)).cycles()) {
      cycles += fmt::format("(x{})", fmt::join(cycle, " x"));
    }
    facts.emplace_back(generator.name + " on X", cycles.empty() ? "nothing moves" : cycles);
  }
}

Facts preface(Lemma const& lemma, Trial const& trial) {
  Instance const& instance = trial.instance();
  Group const& group = instance.group();
  Facts facts{{"group", fmt::format("{} = {}", group.name(), show_elements(group))}};
  if (lemma.uses.map || lemma.uses.other_map || lemma.id == "action") {
    facts.emplace_back("X", fmt::format("{}, {} points", instance.x.name, instance.x.set.size()));
    add_action(facts, instance.x.set);
  }
  if (lemma.uses.map) {
    facts.emplace_back("F", show_map(instance.map, 'x'));
  }
  if (lemma.uses.other_map) {
    facts.emplace_back("F'", show_map(instance.other_map, 'x'));
  }
  if (lemma.uses.next) {
    facts.emplace_back("F2", show_map(instance.next, 'z'));
  }
  if (lemma.uses.tuple) {
    facts.emplace_back("s", show(instance.tuple));
  }
  if (lemma.uses.layer) {
    facts.emplace_back("L", show_layer(trial.layer(), instance.labels));
  }
  return facts;
}

} // namespace

std::vector<Lemma> const& all_lemmas() {
  static std::vector<Lemma> const lemmas = make_lemmas();
  return lemmas;
}

std::vector<Lemma> const& decision_lemmas() {
  static std::vector<Lemma> const lemmas = make_decision_lemmas();
  return lemmas;
}

Outcome try_lemma(Lemma const& lemma, Instance const& instance, Construction const& construction) {
  Trial trial{instance, construction};
  try {
    lemma.check(trial);
    return {trial.equations()};
  } catch (Refutation const& refutation) {
    Facts facts = preface(lemma, trial);
    facts.insert(facts.end(), refutation.facts().begin(), refutation.facts().end());
    return {trial.equations(), std::move(facts)};
  }
}

} // namespace equivarify::algebra::lemmas
