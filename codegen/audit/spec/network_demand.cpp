#include "equivarify/codegen/audit/spec/network_demand.hpp"

#include "equivarify/codegen/audit/proof/refusal.hpp"

#include <algorithm>
#include <utility>

namespace equivarify::audit {
namespace {

using Cites = std::vector<std::string>;

Expression symbol(std::string name) {
  return {std::move(name), {}};
}

Expression with(std::string head, Expression first, Expression second) {
  return {std::move(head), {std::move(first), std::move(second)}};
}

/// That the map \p name, of the sort \p sort, commutes with k in \p group, G or H.
Law commuting(std::string const& name, Expression const& sort, std::string const& group) {
  Expression const k = group == "H" ? Expression{"of_H", {symbol("k")}} : symbol("k");
  Expression const y = symbol("y");
  return {name + "-commutes",
          {{"k", symbol(group)}, {"y", sort.parts[0]}},
          with("ap", symbol(name), with("act", k, y)),
          with("act", k, with("ap", symbol(name), y))};
}

/// Follows the values through a network.
class NetworkReader {
public:
  explicit NetworkReader(Theory const& known) : known_{known} {
    whole_ = {"network",
              {{"g", symbol("G")}, {"x", symbol("X")}},
              of_set("X"),
              {},
              with("act", symbol("g"), symbol("x")),
              symbol("x"),
              ""};
  }

  void add(NetworkBlock const& block) {
    bool const copies = value_.head == "Map";
    Expression const input = symbol(copies ? "s" : "x");
    Demand claim{"block-" + block.name,
                 {{"g", symbol("G")}, {input.head, value_}},
                 block.how == "none" || copies ? std::vector<Law>{} : of_set(value_.head),
                 cites_of(block.how, copies),
                 {},
                 {},
                 ""};
    Expression const map = map_of(block, claim);
    claim.left = with("ap", map, with("act", symbol("g"), input));
    claim.right = with("act", symbol("g"), with("ap", map, input));
    join(block, claim, map);
    if (block.how != "none" && !is_coinduced(block)) {
      claim.compared_at = value_.parts[0].head == "Q" ? "C" : "h";
      claim.variables.emplace(claim.compared_at, value_.parts[0]);
    }
    result_.claims.push_back(std::move(claim));
  }

  DemandedTheorem take(std::vector<NetworkOutput> const& outputs, bool commutes) {
    whole_.right = with("act", symbol("g"), whole_.right);
    result_.claims.push_back(whole_);
    for (NetworkOutput const& output : outputs) {
      if (output.induced) {
        add_induced(output.name);
      } else {
        add_mean(output.name);
      }
    }
    if (commutes) {
      add_claims_of_commuting();
    }
    return std::move(result_);
  }

private:
  /// That the set \p name is one on which G acts; that Y is one on which H does.
  [[nodiscard]] std::vector<Law> of_set(std::string const& name) const {
    std::vector<Law> laws;
    for (char const* law : {"-identity", "-product"}) {
      auto const named = known_.given.find(name + law);
      laws.push_back(named != known_.given.end() ? named->second
                                                 : known_.given.at("X" + std::string{law}));
      if (named == known_.given.end()) {
        laws.back().name = name + law;
        laws.back().variables["y"] = symbol(name);
      }
    }
    return laws;
  }

  static Cites cites_of(std::string const& how, bool of_copies) {
    if (how == "lift_N" && !of_copies) {
      return {"kernel-lift-equivariant"};
    }
    if (how == "average" || how == "posed") {
      return {"lift-equivariant", how == "average" ? "averaged-is-lift" : "posed-is-lift"};
    }
    return how == "concat"     ? Cites{"concat-sees"}
           : how == "concat_N" ? Cites{"quotient-sees"}
                               : Cites{};
  }

  static bool is_coinduced(NetworkBlock const& block) {
    return block.how == "average" || block.how == "posed";
  }

  /// The set behind \p layer of \p block.
  static Expression set_behind(std::string const& layer, NetworkBlock const& block) {
    bool const last = layer == block.layers.back();
    Expression const set = symbol(is_coinduced(block) && last ? "Y" : "Z_" + layer);
    bool const copies = block.how == "none" && last && block.gives_copies;
    return copies ? with("Map", symbol("G"), set) : set;
  }

  /// The layers of \p block on \p from, which becomes the set behind them; they, and what is
  /// supposed of them, join \p claim.
  Expression layers_of(NetworkBlock const& block, Expression& from, Demand& claim) {
    Expression map;
    for (std::string const& layer : block.layers) {
      Expression const function = symbol("layer_" + layer);
      Expression const to = set_behind(layer, block);
      functions_.emplace_back(function.head, with("Fun", from, to));
      claim.variables.insert(functions_.back());
      if (block.how == "none") {
        claim.hypotheses.push_back(commuting(function.head, functions_.back().second, "G"));
      }
      map = map.head.empty() ? function : with("comp", function, map);
      from = to;
    }
    return map;
  }

  /// The map of \p block, of which \p claim is.
  Expression map_of(NetworkBlock const& block, Demand& claim) {
    bool const on_each = value_.head == "Map" && block.how.rfind("lift", 0) == 0;
    Expression from = on_each ? value_.parts[1] : value_;
    Expression map = layers_of(block, from, claim);
    if (block.how == "none") {
      value_ = from;
      return map;
    }
    bool const over_quotient = block.how.ends_with("_N");
    if (over_quotient && value_.head != "Map") {
      claim.hypotheses.push_back(known_.given.at("N-fixes"));
    }
    value_ = with("Map", symbol(over_quotient ? "Q" : "G"), from);
    if (is_coinduced(block)) {
      std::vector<Law> const on_y = of_set("Y");
      claim.hypotheses.insert(claim.hypotheses.end(), on_y.begin(), on_y.end());
      return {"coinduce", {{block.how, {map}}}};
    }
    return {on_each ? "each" + block.how.substr(4) : block.how, {map}};
  }

  /// \p claim, of a block that computes \p map, becomes part of the claim of the whole.
  void join(NetworkBlock const& block, Demand const& claim, Expression const& map) {
    composite_ = composite_.head.empty() ? map : with("comp", map, composite_);
    whole_.left = with("ap", map, whole_.left);
    whole_.right = with("ap", map, whole_.right);
    whole_.cites.push_back(claim.name);
    for (std::string const& layer : block.layers) {
      whole_.variables.insert(*claim.variables.find("layer_" + layer));
    }
    for (Law const& law : claim.hypotheses) {
      bool const is_new = std::none_of(whole_.hypotheses.begin(),
                                       whole_.hypotheses.end(),
                                       [&](Law const& other) { return other.name == law.name; });
      if (is_new) {
        whole_.hypotheses.push_back(law);
      }
    }
  }

  /// The claim of the whole about an output with values in \p set, its part of a copy being \p
  /// part.
  [[nodiscard]] Demand of_output(std::string const& set, Expression const& part) const {
    Demand claim = whole_;
    claim.variables.emplace(part.head, with("Fun", value_.parts[1], symbol(set)));
    std::vector<Law> const laws = of_set(set);
    claim.hypotheses.insert(claim.hypotheses.end(), laws.begin(), laws.end());
    return claim;
  }

  /// The mean of h s(h) over G, s being the part \p name of the copies.
  void add_mean(std::string const& name) {
    Expression const part = symbol("part_" + name);
    Expression const parts{"each", {part}};
    Expression const s = symbol("s");
    Expression const g = symbol("g");
    result_.claims.push_back({"part-" + name,
                              {{"g", symbol("G")},
                               {"s", value_},
                               {"h", value_.parts[0]},
                               {part.head, with("Fun", value_.parts[1], symbol("V"))}},
                              {},
                              {},
                              with("ap", parts, with("act", g, s)),
                              with("act", g, with("ap", parts, s)),
                              "h"});
    Demand claim = of_output("V", part);
    claim.name = "output-" + name;
    claim.cites = {"network", "part-" + name, "mean-head-equivariant"};
    auto const output = [&](Expression const& copies) {
      return with("ap", symbol("head"), with("ap", parts, copies));
    };
    claim.left = output(whole_.left);
    claim.right = with("act", g, output(whole_.right.parts[1]));
    result_.claims.push_back(claim);
  }

  /// The mean over H of the part \p name of one copy, coinduced, and what its terms are.
  void add_induced(std::string const& name) {
    Expression const part = symbol("part_" + name);
    Expression const g = symbol("g");
    Expression const x = symbol("x");
    Expression const one = with("comp", part, with("comp", symbol("p"), composite_));
    Expression const output{"coinduce", {{"average", {one}}}};
    Demand claim = of_output("Y", part);
    claim.name = "output-" + name;
    claim.cites = {"lift-equivariant", "averaged-is-lift"};
    claim.left = with("ap", output, with("act", g, x));
    claim.right = with("act", g, with("ap", output, x));
    result_.claims.push_back(claim);
    Expression const t{"rep", {g}};
    Expression const k{"of_H", {symbol("k")}};
    claim.name = "terms-" + name;
    claim.variables.emplace("k", symbol("H"));
    claim.cites = {"network"};
    claim.left = with("at", with("turned", one, with("act", {"inv", {t}}, x)), symbol("k"));
    claim.right =
        with("act", k, with("ap", part, with("at", whole_.right.parts[1], with("mul", t, k))));
    result_.claims.push_back(claim);
  }

  /// For the one map N = coinduce(posed(F)).
  void add_claims_of_commuting() {
    Expression const x = symbol("x");
    Expression const n = whole_.right.parts[1].parts[0];
    Expression const posed = n.parts[0];
    Expression const f = posed.parts[0];
    Demand claim = whole_;
    claim.variables.erase("g");
    for (auto const& [name, sort] : functions_) {
      claim.hypotheses.push_back(commuting(name, sort, "H"));
    }
    auto const demand = [&](char const* name, Cites cites, Expression left, Expression right) {
      claim.name = name;
      claim.cites = std::move(cites);
      claim.left = std::move(left);
      claim.right = std::move(right);
      result_.claims.push_back(claim);
    };
    Expression const plain = with("ap", f, x);
    claim.variables.emplace("l", symbol("H"));
    claim.compared_at = "l";
    demand("terms-are-equal", {"Y-inverse-right"}, with("turned", f, x), {"all", {plain}});
    claim.variables.erase("l");
    claim.compared_at = "";
    demand("posed-is-plain", {"terms-are-equal"}, with("ap", posed, x), plain);
    claim.variables.emplace("h", symbol("G"));
    claim.compared_at = "h";
    demand("is-lift",
           {"posed-is-lift", "posed-is-plain"},
           with("ap", n, x),
           with("ap", {"lift", {f}}, x));
    claim.variables.erase("h");
    claim.compared_at = "";
    demand("projects", {"is-lift"}, with("ap", with("comp", symbol("p"), n), x), plain);
  }

  Theory const& known_;
  Demand whole_;
  DemandedTheorem result_{"network", false, {}};
  Expression value_ = symbol("X");
  Expression composite_; ///< the maps of all blocks, one after another
  std::vector<std::pair<std::string, Expression>> functions_; ///< all layers with their sorts
};

} // namespace

DemandedTheorem network_demand(std::vector<NetworkBlock> const& blocks,
                               std::vector<NetworkOutput> const& outputs,
                               bool commutes,
                               Theory const& known) {
  NetworkReader reader{known};
  for (NetworkBlock const& block : blocks) {
    reader.add(block);
  }
  return reader.take(outputs, commutes);
}

} // namespace equivarify::audit
