/// \file
/// Random terms of the language of proofs.
#ifndef EQUIVARIFY_TESTS_ALGEBRA_PROOF_DRAW_HPP
#define EQUIVARIFY_TESTS_ALGEBRA_PROOF_DRAW_HPP

#include "equivarify/algebra/proof/equation.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <map>
#include <random>
#include <string>
#include <vector>

namespace equivarify::algebra::proof {

/// Draws terms of each sort.
class Draw {
public:
  explicit Draw(std::uint64_t seed) : random_{seed} {}

  static Context variables() {
    return parse_context("g: G; h: G; n: N; C: Q; k: H; x: X; z: Z; F: Fun(X, Z); S: Fun(X, Y); "
                         "L: Fun(Map(G, Z), Z); M: Fun(Map(Q, Z), Z); E: Fun(Z, Z); "
                         "s: Map(G, Z); t: Map(Q, Z); y: Y; T: Fun(X, V); m: Map(G, V); v: V; "
                         "r: R; c: K; i: I; q: Map(Cell, R); u: Map(I, R)");
  }

  static std::vector<std::string> const& sorts() {
    static std::vector<std::string> const all{"G",
                                              "N",
                                              "Q",
                                              "H",
                                              "X",
                                              "Y",
                                              "Z",
                                              "Map(G, Z)",
                                              "Map(Q, Z)",
                                              "Map(H, Y)",
                                              "V",
                                              "R",
                                              "Truth",
                                              "Map(G, V)",
                                              "Map(Cell, R)",
                                              "Map(I, R)"};
    return all;
  }

  std::size_t below(std::size_t bound) {
    return std::uniform_int_distribution<std::size_t>{0, bound - 1}(random_);
  }

  /// A term of the sort \p sort, at most \p depth symbols deep.
  Term term(std::string const& sort, int depth) {
    auto const& forms = forms_of(sort);
    std::string const& form = depth == 0 ? forms.front() : forms[below(forms.size())];
    return filled(parse_term(form), depth);
  }

private:
  /// How terms of the sort \p sort are written; `_SORT` stands for a term.
  static std::vector<std::string> const& forms_of(std::string const& sort) {
    static std::map<std::string, std::vector<std::string>> const forms{
        {"G",
         {"g", "h", "e", "mul(_G, _G)", "inv(_G)", "in(_N)", "sec(_Q)", "of_H(_H)", "rep(_G)"}},
        {"N", {"n", "conj(_N, _G)", "invert(_N)", "rest_N(_G)"}},
        {"Q", {"C", "coset(_G)"}},
        {"H", {"k", "mul_H(_H, _H)", "inv_H(_H)", "rest(_G)"}},
        {"X", {"x", "act(_G, _X)", "act(_G, _X)", "chosen(_X)"}},
        {"Y",
         {"y",
          "act(of_H(_H), _Y)",
          "ap(S, _X)",
          "ap(average(S), _X)",
          "ap(posed(S), _X)",
          "at(_f, _H)",
          "mean(poses(_X), _f)",
          "mean(all(true), _f)"}},
        {"Z",
         {"z",
          "ap(F, _X)",
          "at(_s, _G)",
          "at(_t, _Q)",
          "ap(p, _s)",
          "ap(p_N, _t)",
          "ap(comp(p, lift(F)), _X)",
          "ap(comp(p_N, lift_N(F)), _X)"}},
        {"s",
         {"s",
          "act(_G, _s)",
          "ap(lift(F), _X)",
          "ap(include, _t)",
          "shift(_G, _s)",
          "constant(_Z)",
          "ap(each(E), _s)",
          "ap(concat(L), _s)"}},
        {"t",
         {"t",
          "act(_G, _t)",
          "ap(lift_N(F), _X)",
          "descend(_s)",
          "shift_N(_Q, _t)",
          "ap(each_N(E), _t)",
          "ap(concat_N(M), _t)"}},
        {"V", {"v", "act(_G, _V)", "ap(T, _X)", "ap(head, _m)", "at(_m, _G)", "total(_m)"}},
        {"R",
         {"r",
          "sum(_R, _R)",
          "signed(sgn(_G, i), _R)",
          "marginal(_s, c)",
          "share(_s, label(_G, c))",
          "score(_s, label(_G, c))",
          "ap(dot(q), _q)",
          "at(_u, i)",
          "zero"}},
        {"Truth", {"best(_s, label(_G, c))", "best(_s, act(_G, label(_G, c)))"}},
        {"m", {"m", "act(_G, _m)", "spread(_m)", "by(_G, _m)", "constant(_V)", "ap(lift(T), _X)"}},
        {"q", {"q", "act(_G, _q)", "times(_q, _q)"}},
        {"u", {"u", "act(_G, _u)", "plus(_u, _u)", "flat(_R)"}},
        {"f", {"all(_Y)", "turned(S, _X)", "every(_H, _f)", "act(of_H(_H), _f)"}}};
    static std::map<std::string, std::string> const short_names{{"Map(G, Z)", "s"},
                                                                {"Map(Q, Z)", "t"},
                                                                {"Map(H, Y)", "f"},
                                                                {"Map(G, V)", "m"},
                                                                {"Map(Cell, R)", "q"},
                                                                {"Map(I, R)", "u"}};
    auto const name = short_names.find(sort);
    return forms.at(name == short_names.end() ? sort : name->second);
  }

  Term filled(Term const& form, int depth) {
    if (form.symbol.front() == '_') {
      return term(form.symbol.substr(1), std::max(depth - 1, 0));
    }
    Term result{.symbol = form.symbol, .arguments = {}};
    for (Term const& argument : form.arguments) {
      result.arguments.push_back(filled(argument, depth));
    }
    return result;
  }

  std::mt19937_64 random_;
};

} // namespace equivarify::algebra::proof

#endif
