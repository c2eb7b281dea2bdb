#include "equivarify/codegen/audit/theory.hpp"

#include "equivarify/codegen/audit/refusal.hpp"

#include <sstream>
#include <string_view>

namespace equivarify::audit {
namespace {

// axiom NAME | variables | equation
// given NAME | variables | equation              a hypothesis, used by the claims that name it
// theorem ID
// claim NAME | variables | hypotheses | cites | equation | compared at
//
// A and B are any sets, Any is any map. N is { n : n x = x for all x in X }; the axioms conjugate
// and inverse-in-kernel name elements of N that kernel-normal and kernel-inverse show to be there,
// quotient-lift and descent define maps that kernel-lift-well-defined and
// kernel-descent-well-defined show to be maps. Two functions are equal if they are equal at a
// variable of which nothing else is known.
constexpr std::string_view table = R"(
axiom group-identity-left | a: G | mul(e, a) = a
axiom group-identity-right | a: G | mul(a, e) = a
axiom group-inverse-left | a: G | mul(inv(a), a) = e
axiom group-inverse-right | a: G | mul(a, inv(a)) = e
axiom group-associative | a: G; b: G; c: G | mul(mul(a, b), c) = mul(a, mul(b, c))
axiom group-cancel-left | a: G; b: G | mul(inv(a), mul(a, b)) = b
axiom group-cancel-right | a: G; b: G | mul(a, mul(inv(a), b)) = b
axiom group-inverse-of-identity |  | inv(e) = e
axiom group-inverse-of-inverse | a: G | inv(inv(a)) = a
axiom group-inverse-of-product | a: G; b: G | inv(mul(a, b)) = mul(inv(b), inv(a))
axiom product-action | g: G; h: G; s: Map(G, A) | at(act(g, s), h) = at(s, mul(inv(g), h))
axiom product-projection | s: Map(G, A) | ap(p, s) = at(s, e)
axiom constant | h: G; z: A | at(constant(z), h) = z
axiom lift | F: Any; h: G; x: A | at(ap(lift(F), x), h) = ap(F, act(inv(h), x))
axiom composition | F: Any; H: Any; x: A | ap(comp(F, H), x) = ap(F, ap(H, x))
axiom each | F: Any; h: G; s: Map(G, A) | at(ap(each(F), s), h) = ap(F, at(s, h))
axiom concat | L: Any; h: G; s: Map(G, A) | at(ap(concat(L), s), h) = ap(L, shift(h, s))
axiom shift | h: G; k: G; s: Map(G, A) | at(shift(h, s), k) = at(s, mul(h, k))
axiom label-action | c: K; g: G; h: G | act(g, label(h, c)) = label(mul(g, h), c)
axiom label-score | c: K; h: G; s: Map(G, A) | score(s, label(h, c)) = entry(at(s, h), c)
axiom coset | h: G; n: N | coset(mul(h, in(n))) = coset(h)
axiom conjugate | h: G; n: N | in(conj(n, h)) = mul(inv(h), mul(in(n), h))
axiom inverse-in-kernel | n: N | in(invert(n)) = inv(in(n))
axiom quotient-action | g: G; h: G; s: Map(Q, A) | at(act(g, s), coset(h)) = at(s, coset(mul(inv(g), h)))
axiom quotient-projection | s: Map(Q, A) | ap(p_N, s) = at(s, coset(e))
axiom quotient-lift | F: Any; h: G; x: A | at(ap(lift_N(F), x), coset(h)) = ap(F, act(inv(h), x))
axiom inclusion | h: G; s: Map(Q, A) | at(ap(include, s), h) = at(s, coset(h))
axiom descent | h: G; s: Map(G, A) | at(descend(s), coset(h)) = at(s, h)
given X-identity | y: X | act(e, y) = y
given X-product | k: G; l: G; y: X | act(k, act(l, y)) = act(mul(k, l), y)
given H-equivariant | k: G; y: X | ap(H, act(k, y)) = act(k, ap(H, y))
given H-projects | y: X | ap(p, ap(H, y)) = ap(F, y)
given W-identity | y: W | act(e, y) = y
given W-product | k: G; l: G; y: W | act(k, act(l, y)) = act(mul(k, l), y)
given L-equivariant | k: G; y: X | ap(L, act(k, y)) = act(k, ap(L, y))
given L-lifts | y: X | ap(q, ap(L, y)) = ap(F, y)
given P-equivariant | k: G; y: W | ap(P, act(k, y)) = act(k, ap(P, y))
given P-projects | y: W | ap(p, ap(P, y)) = ap(q, y)
given N-fixes | n: N; y: X | act(in(n), y) = y
given H-projects-from-quotient | y: X | ap(p_N, ap(H, y)) = ap(F, y)
given same-inclusion |  | ap(include, s) = ap(include, t)
given s-fixed | m: N | act(in(m), s) = s
given same-lift | y: X | ap(lift(F), y) = ap(lift(H), y)
theorem action
claim product-identity | h: G; s: Map(G, A) |  |  | act(e, s) = s | h
claim product-composition | g: G; h: G; k: G; s: Map(G, A) |  |  | act(g, act(k, s)) = act(mul(g, k), s) | h
claim X-inverse-right | g: G; x: X | X-identity, X-product |  | act(g, act(inv(g), x)) = x |
claim X-inverse-left | g: G; x: X | X-identity, X-product |  | act(inv(g), act(g, x)) = x |
theorem lift-equivariant
claim lift-equivariant | F: Fun(X, Z); g: G; h: G; x: X | X-identity, X-product |  | ap(lift(F), act(g, x)) = act(g, ap(lift(F), x)) | h
theorem lift-projects
claim lift-projects | F: Fun(X, Z); x: X | X-identity, X-product |  | ap(comp(p, lift(F)), x) = ap(F, x) |
theorem lift-unique
claim lift-unique | F: Fun(X, Z); H: Fun(X, Map(G, Z)); h: G; x: X | X-identity, X-product, H-equivariant, H-projects |  | ap(H, x) = ap(lift(F), x) | h
claim lift-bijection-there-and-back | H: Fun(X, Map(G, Z)); h: G; x: X | X-identity, X-product, H-equivariant |  | ap(lift(comp(p, H)), x) = ap(H, x) | h
claim lift-bijection-values | F: Fun(X, Z); g: G; x: X | X-identity, X-product | lift-equivariant | ap(lift(F), act(g, x)) = act(g, ap(lift(F), x)) |
claim lift-bijection-back-and-there | F: Fun(X, Z); x: X | X-identity, X-product |  | ap(comp(p, lift(F)), x) = ap(F, x) |
theorem equivarification
claim equivarification-action-identity | s: Map(G, Z) |  | product-identity | act(e, s) = s |
claim equivarification-action-composition | g: G; k: G; s: Map(G, Z) |  | product-composition | act(g, act(k, s)) = act(mul(g, k), s) |
claim equivarification-onto | z: Z |  |  | ap(p, constant(z)) = z |
claim equivarification-lifts | F: Fun(X, Z); g: G; x: X | X-identity, X-product | lift-equivariant | ap(lift(F), act(g, x)) = act(g, ap(lift(F), x)) |
claim equivarification-commutes | F: Fun(X, Z); x: X | X-identity, X-product |  | ap(comp(p, lift(F)), x) = ap(F, x) |
theorem compose
claim compose | F1: Fun(X, Z); F2: Fun(Z, Y); h: G; x: X | X-identity, X-product |  | ap(lift(comp(F2, F1)), x) = ap(comp(lift(comp(F2, p)), lift(F1)), x) | h
claim compose-copies | F: Fun(A, Y); h: G; s: Map(G, A) |  |  | ap(lift(comp(F, p)), s) = ap(each(F), s) | h
theorem universal
claim universal-equivariant | g: G; h: G; q: Fun(W, Z); w: W | W-identity, W-product |  | ap(lift(q), act(g, w)) = act(g, ap(lift(q), w)) | h
claim universal-projects | q: Fun(W, Z); w: W | W-identity, W-product |  | ap(comp(p, lift(q)), w) = ap(q, w) |
claim universal-carries-lifts | F: Fun(X, Z); L: Fun(X, W); h: G; q: Fun(W, Z); x: X | L-equivariant, L-lifts |  | ap(lift(q), ap(L, x)) = ap(lift(F), x) | h
claim universal-unique | P: Fun(W, Map(G, Z)); h: G; q: Fun(W, Z); w: W | P-equivariant, P-projects |  | ap(P, w) = ap(lift(q), w) | h
theorem kernel
claim kernel-identity | x: X | X-identity, X-product |  | act(e, x) = x |
claim kernel-product | m: N; n: N; x: X | X-identity, X-product, N-fixes |  | act(mul(in(n), in(m)), x) = x |
claim kernel-inverse | n: N; x: X | X-identity, X-product, N-fixes |  | act(inv(in(n)), x) = x |
claim kernel-normal | h: G; n: N; x: X | X-identity, X-product, N-fixes | X-inverse-left | act(mul(inv(h), mul(in(n), h)), x) = x |
claim kernel-lift-well-defined | F: Fun(X, Z); h: G; n: N; x: X | X-identity, X-product, N-fixes | kernel-inverse | ap(F, act(inv(mul(h, in(n))), x)) = ap(F, act(inv(h), x)) |
claim kernel-action-well-defined | g: G; h: G; n: N |  |  | coset(mul(inv(g), mul(h, in(n)))) = coset(mul(inv(g), h)) |
claim kernel-quotient-identity | h: G; s: Map(Q, A) |  |  | act(e, s) = s | coset(h)
claim kernel-quotient-composition | g: G; h: G; k: G; s: Map(Q, A) |  |  | act(g, act(k, s)) = act(mul(g, k), s) | coset(h)
claim kernel-lift-equivariant | F: Fun(X, Z); g: G; h: G; x: X | X-identity, X-product |  | ap(lift_N(F), act(g, x)) = act(g, ap(lift_N(F), x)) | coset(h)
claim kernel-lift-projects | F: Fun(X, Z); x: X | X-identity, X-product |  | ap(comp(p_N, lift_N(F)), x) = ap(F, x) |
claim kernel-lift-unique | F: Fun(X, Z); H: Fun(X, Map(Q, Z)); h: G; x: X | X-identity, X-product, H-equivariant, H-projects-from-quotient |  | ap(H, x) = ap(lift_N(F), x) | coset(h)
claim kernel-inclusion-injective | h: G; s: Map(Q, A); t: Map(Q, A) | same-inclusion |  | s = t | coset(h)
claim kernel-inclusion-equivariant | g: G; h: G; s: Map(Q, A) |  |  | ap(include, act(g, s)) = act(g, ap(include, s)) | h
claim kernel-inclusion-fixed | h: G; n: N; s: Map(Q, A) |  |  | act(in(n), ap(include, s)) = ap(include, s) | h
claim kernel-descent-well-defined | h: G; n: N; s: Map(G, A) | s-fixed |  | at(s, mul(h, in(n))) = at(s, h) |
claim kernel-inclusion-onto-fixed | h: G; s: Map(G, A) | s-fixed |  | ap(include, descend(s)) = s | h
theorem concat
claim concat-sees | g: G; h: G; k: G; s: Map(G, A) |  |  | shift(h, act(g, s)) = shift(mul(inv(g), h), s) | k
claim concat-sees-action | h: G; k: G; s: Map(G, A) |  |  | shift(h, s) = act(inv(h), s) | k
claim concat-equivariant | L: Fun(Map(G, A), Y); g: G; h: G; s: Map(G, A) |  | concat-sees | ap(concat(L), act(g, s)) = act(g, ap(concat(L), s)) | h
claim concat-is-lift | L: Fun(Map(G, A), Y); h: G; s: Map(G, A) |  | concat-sees-action | ap(concat(L), s) = ap(lift(L), s) | h
claim copies-equivariant | F: Fun(A, Y); g: G; h: G; s: Map(G, A) |  |  | ap(each(F), act(g, s)) = act(g, ap(each(F), s)) | h
theorem labels
claim labels-identity | c: K; h: G |  |  | act(e, label(h, c)) = label(h, c) |
claim labels-composition | c: K; g: G; h: G; k: G |  |  | act(g, act(k, label(h, c))) = act(mul(g, k), label(h, c)) |
claim labels-extend | c: K; g: G |  |  | act(g, label(e, c)) = label(g, c) |
claim labels-score | F: Fun(X, Z); c: K; g: G; h: G; x: X | X-identity, X-product |  | score(ap(lift(F), act(g, x)), act(g, label(h, c))) = score(ap(lift(F), x), label(h, c)) |
claim labels-loss | F: Fun(X, Z); c: K; g: G; h: G; x: X | X-identity, X-product | lift-equivariant, concat-sees | loss(shift(mul(g, h), ap(lift(F), act(g, x))), c) = loss(shift(h, ap(lift(F), x)), c) |
theorem parameters
claim parameters-shared | F: Family(X, Z); h: G; t: Theta; x: X |  |  | at(ap(lift(par(F, t)), x), h) = ap(par(F, t), act(inv(h), x)) |
claim parameters-needed | F: Fun(X, Z); H: Fun(X, Z); x: X | X-identity, X-product, same-lift | lift-projects | ap(F, x) = ap(H, x) |
)";

/// The fields of \p line between ` | `.
std::vector<std::string> fields(std::string_view line) {
  std::vector<std::string> result;
  std::size_t at = 0;
  for (std::size_t bar = line.find(" |"); bar != std::string_view::npos;
       bar = line.find(" |", at)) {
    result.emplace_back(line.substr(at, bar - at));
    at = bar + 2 + (line.substr(bar + 2, 1) == " " ? 1 : 0);
  }
  result.emplace_back(line.substr(at));
  return result;
}

std::vector<std::string> list(std::string const& text, std::string const& separator) {
  std::vector<std::string> result;
  std::size_t at = 0;
  while (at < text.size()) {
    std::size_t const end = std::min(text.find(separator, at), text.size());
    result.push_back(text.substr(at, end - at));
    at = end + separator.size();
  }
  return result;
}

Assignment variables(std::string const& text) {
  Assignment result;
  for (std::string const& entry : list(text, "; ")) {
    std::size_t const colon = entry.find(": ");
    result.emplace(entry.substr(0, colon), read_expression(entry.substr(colon + 2)));
  }
  return result;
}

Law law(std::string const& name, std::string const& names, std::string const& equation) {
  std::size_t const equals = equation.find(" = ");
  return {name,
          variables(names),
          read_expression(equation.substr(0, equals)),
          read_expression(equation.substr(equals + 3))};
}

/// Reads the table line by line.
class TableReader {
public:
  Theory read() {
    std::istringstream lines{std::string{table}};
    for (std::string line; std::getline(lines, line);) {
      std::size_t const blank = line.find(' ');
      if (blank != std::string::npos) {
        take(line.substr(0, blank), fields(std::string_view{line}.substr(blank + 1)));
      }
    }
    return std::move(theory_);
  }

private:
  void take(std::string const& kind, std::vector<std::string> const& field) {
    if (kind == "axiom") {
      theory_.axioms.push_back(law(field[0], field[1], field[2]));
    } else if (kind == "given") {
      given_.emplace(field[0], law(field[0], field[1], field[2]));
    } else if (kind == "theorem") {
      theory_.theorems.push_back({field[0], {}});
    } else {
      theory_.theorems.back().claims.push_back(claim(field));
    }
  }

  [[nodiscard]] Demand claim(std::vector<std::string> const& field) const {
    Law const equation = law(field[0], field[1], field[4]);
    Demand result{
        field[0], equation.variables, {}, list(field[3], ", "), equation.left, equation.right, ""};
    for (std::string const& name : list(field[2], ", ")) {
      result.hypotheses.push_back(given_.at(name));
    }
    result.compared_at = field[5];
    return result;
  }

  Theory theory_;
  std::map<std::string, Law> given_;
};

Expression symbol(std::string name) {
  return {std::move(name), {}};
}

Expression with(std::string head, Expression first, Expression second) {
  return {std::move(head), {std::move(first), std::move(second)}};
}

/// Follows the values through a network.
class NetworkReader {
public:
  DemandedTheorem read(std::vector<NetworkBlock> const& blocks) {
    Theory const known = theory();
    on_x_ = known.theorems.at(1).claims.at(0).hypotheses; // lift-equivariant is about a G-set X
    whole_ = {"network",
              {{"g", symbol("G")}, {"x", symbol("X")}},
              on_x_,
              {},
              with("act", symbol("g"), symbol("x")),
              symbol("x"),
              ""};
    for (NetworkBlock const& block : blocks) {
      add(block);
    }
    whole_.right = with("act", symbol("g"), whole_.right);
    result_.claims.push_back(whole_);
    return std::move(result_);
  }

private:
  void add(NetworkBlock const& block) {
    bool const first = result_.claims.empty();
    Expression const argument = symbol(first ? "x" : "s");
    Demand claim{"block-" + block.name,
                 {{"g", symbol("G")}, {"h", symbol("G")}, {argument.head, value_}},
                 first ? on_x_ : std::vector<Law>{},
                 block.concat ? std::vector<std::string>{"concat-sees"}
                              : std::vector<std::string>{},
                 {},
                 {},
                 "h"};
    Expression const map = map_of(block, first, claim.variables);
    claim.left = with("ap", map, with("act", symbol("g"), argument));
    claim.right = with("act", symbol("g"), with("ap", map, argument));
    whole_.left = with("ap", map, whole_.left);
    whole_.right = with("ap", map, whole_.right);
    whole_.cites.push_back(claim.name);
    whole_.variables.insert(claim.variables.begin(), claim.variables.end());
    whole_.variables.erase("h");
    whole_.variables.erase("s");
    result_.claims.push_back(std::move(claim));
  }

  /// The map of \p block; its layers join \p names.
  Expression map_of(NetworkBlock const& block, bool first, Assignment& names) {
    Expression map;
    Expression from = first || block.concat ? value_ : value_.parts[1];
    for (std::string const& layer : block.layers) {
      Expression const function = symbol("layer_" + layer);
      Expression const to = symbol("Z_" + layer);
      names.emplace(function.head, with("Fun", from, to));
      map = map.head.empty() ? function : with("comp", function, map);
      from = to;
    }
    value_ = with("Map", symbol("G"), from);
    return {first ? "lift" : block.concat ? "concat" : "each", {map}};
  }

  std::vector<Law> on_x_;
  Demand whole_;
  DemandedTheorem result_{"network", {}};
  Expression value_ = symbol("X");
};

} // namespace

Theory theory() {
  return TableReader{}.read();
}

DemandedTheorem network_demand(std::vector<NetworkBlock> const& blocks) {
  return NetworkReader{}.read(blocks);
}

} // namespace equivarify::audit
