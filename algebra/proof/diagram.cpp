#include "equivarify/algebra/proof/diagram.hpp"

#include "equivarify/algebra/dot.hpp"
#include "equivarify/algebra/error.hpp"
#include "equivarify/algebra/proof/diagram_report.hpp"
#include "equivarify/algebra/proof/prover.hpp"

#include <boost/graph/topological_sort.hpp>
#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <set>
#include <utility>

namespace equivarify::algebra::proof {
namespace {

using Vertex = boost::graph_traits<Diagram>::vertex_descriptor;
using Path = std::vector<boost::graph_traits<Diagram>::edge_descriptor>;

/// Adds the sets and maps of a network block by block, on one side of g.
class DiagramBuilder {
public:
  DiagramBuilder(Diagram& diagram, bool moved) : diagram_{diagram}, moved_{moved} {}

  std::vector<Vertex> build(std::vector<Stage> const& network) {
    values_ = {add("X", symbol("X"), false)};
    for (Stage const& stage : network) {
      add(stage);
    }
    return values_;
  }

private:
  void add(Stage const& stage) {
    bool const is_plain = stage.block.kind == BlockTerm::Kind::plain;
    std::string const& name = stage.block.name;
    Vertex const from = values_.back();
    Vertex const to = add(is_plain ? name : name + " copies", stage.output, false);
    std::string const label = is_plain ? name : stage.map.symbol + " of " + name;
    connect(from, to, label, apply(stage.map, symbol("x")));
    values_.push_back(to);
    single_ = is_plain ? to : add_single_copy(stage, from, to);
  }

  /// The set of one copy, to which p leads from the copies.
  Vertex add_single_copy(Stage const& stage, Vertex from, Vertex copies) {
    Vertex const one = add(stage.block.name, stage.output.arguments[1], true);
    bool const is_of_cosets = stage.output.arguments[0] == symbol("Q");
    connect(copies, one, "p", apply(symbol(is_of_cosets ? "p_N" : "p"), symbol("x")));
    bool const on_each = stage.map.symbol == "each" || stage.map.symbol == "each_N";
    connect(on_each ? single_ : from, one, stage.block.name, apply(stage.single, seen_by(stage)));
    return one;
  }

  /// What the map of one copy is applied to.
  static Term seen_by(Stage const& stage) {
    if (stage.map.symbol == "concat") {
      return {"shift", {symbol("e"), symbol("x")}};
    }
    if (stage.map.symbol == "concat_N") {
      return {"shift_N", {{"coset", {symbol("e")}}, symbol("x")}};
    }
    return symbol("x");
  }

  Vertex add(std::string const& label, Term sort, bool plain) {
    return boost::add_vertex({.label = label,
                              .sort = std::move(sort),
                              .column = values_.size() - (plain ? 1 : 0),
                              .moved = moved_,
                              .plain = plain},
                             diagram_);
  }

  void connect(Vertex from, Vertex to, std::string label, Term value) {
    boost::add_edge(from, to, {.label = std::move(label), .value = std::move(value)}, diagram_);
  }

  Diagram& diagram_;
  bool moved_;
  std::vector<Vertex> values_;
  Vertex single_ = 0;
};

/// \p term with \p value for its variable `x`.
Term with_argument(Term const& term, Term const& value) {
  if (term == symbol("x")) {
    return value;
  }
  Term result{.symbol = term.symbol, .arguments = {}};
  for (Term const& argument : term.arguments) {
    result.arguments.push_back(with_argument(argument, value));
  }
  return result;
}

/// Shows that the paths of a diagram are equal.
class DiagramChecker {
public:
  explicit DiagramChecker(std::vector<BlockTerm> const& blocks)
      : diagram_{network_diagram(blocks)} {
    std::vector<Theorem> const theorems = theorems_of(blocks);
    for (Theorem const& theorem : theorems) {
      earlier_.insert(earlier_.end(), theorem.claims.begin(), theorem.claims.end());
    }
    for (Claim const& claim : theorems.back().claims) {
      take_from(claim);
    }
    if (blocks.front().kind == BlockTerm::Kind::quotient_lift) {
      cited_.insert({"kernel-action-well-defined", "kernel-lift-values"});
      claim_.strategy.unused = {"quotient-lift"}; // what it says of a coset follows from these
    }
    claim_.cites.insert(claim_.cites.end(), cited_.begin(), cited_.end());
    boost::topological_sort(diagram_, std::back_inserter(order_));
    std::reverse(order_.begin(), order_.end());
  }

  DiagramReport run() {
    for (Vertex const source : order_) {
      follow_paths_from(source);
    }
    return std::move(report_);
  }

private:
  /// The hypotheses of the network, and each block with what it rests on.
  void take_from(Claim const& claim) {
    if (claim.name == "network") {
      claim_.variables.insert(claim.variables.begin(), claim.variables.end());
      claim_.hypotheses = claim.hypotheses;
    } else if (claim.name.rfind("block-", 0) == 0) {
      claim_.cites.push_back(claim.name);
      cited_.insert(claim.cites.begin(), claim.cites.end());
    }
  }

  void follow_paths_from(Vertex source) {
    std::vector<std::optional<Path>> first(boost::num_vertices(diagram_));
    std::vector<std::size_t> paths(boost::num_vertices(diagram_), 0);
    first[source] = Path{};
    paths[source] = 1;
    for (Vertex const target : order_) {
      for (auto const& map : maps_into(target)) {
        Vertex const before = boost::source(map, diagram_);
        if (!first[before]) {
          continue;
        }
        Path path = *first[before];
        path.push_back(map);
        paths[target] += paths[before];
        if (first[target]) {
          show_equal(*first[target], path);
        } else {
          first[target] = std::move(path);
        }
      }
      report_.path_pairs += paths[target] * (paths[target] - 1) / 2;
    }
  }

  /// The maps into \p target, g first: then first paths part from others late, and few equations
  /// show all of them equal.
  [[nodiscard]] Path maps_into(Vertex target) const {
    auto const [begin, end] = boost::in_edges(target, diagram_);
    Path maps{begin, end};
    std::stable_partition(
        maps.begin(), maps.end(), [&](auto const& map) { return diagram_[map].label == "g"; });
    return maps;
  }

  /// Shows that two paths between the same sets are equal behind the last set up to which they are
  /// one path; what was shown before is not shown again.
  void show_equal(Path const& a, Path const& b) {
    auto const [parting_a, parting_b] = std::mismatch(a.begin(), a.end(), b.begin(), b.end());
    Vertex const from = boost::source(*parting_a, diagram_);
    Vertex const to = boost::target(a.back(), diagram_);
    Term const left = value_along({parting_a, a.end()});
    Term const right = value_along({parting_b, b.end()});
    if (shown_.insert(fmt::format("{} {} {}", from, to_string(left), to_string(right))).second) {
      show_equal(diagram_[from], diagram_[to], left, right);
    }
  }

  [[nodiscard]] Term value_along(Path const& path) const {
    Term value = symbol("x");
    for (auto const& map : path) {
      value = with_argument(diagram_[map].value, value);
    }
    return value;
  }

  void show_equal(DiagramSet const& from, DiagramSet const& to, Term const& a, Term const& b) {
    Claim claim = claim_;
    claim.says = fmt::format("{} = {}", to_formula(a), to_formula(b));
    claim.left = a;
    claim.right = b;
    claim.variables.erase("x");
    claim.variables.insert({{"g", symbol("G")}, {"x", from.sort}});
    if (to.sort.symbol == "Map") {
      claim.compared_at = symbol("h");
      claim.variables.emplace("h", to.sort.arguments[0]);
    }
    Verdict const verdict = prove(claim, earlier_);
    if (auto const* const proof = std::get_if<Proof>(&verdict)) {
      ++report_.equations;
      report_.steps += proof->size();
    } else {
      report_.failures.push_back(claim.says);
    }
  }

  Diagram diagram_;
  std::vector<Claim> earlier_;
  std::set<std::string> cited_;
  /// Two paths are equal: with what the theorem of the network may use, and its blocks.
  Claim claim_{.name = "paths",
               .says = {},
               .variables = {},
               .hypotheses = {},
               .cites = {},
               .left = {},
               .right = {},
               .compared_at = std::nullopt,
               .strategy = {}};
  std::vector<Vertex> order_; ///< each set after those from which maps lead to it
  std::set<std::string> shown_;
  DiagramReport report_;
};

} // namespace

Diagram network_diagram(std::vector<BlockTerm> const& blocks) {
  Diagram diagram;
  std::vector<Stage> const network = stages(blocks);
  std::vector<Vertex> const front = DiagramBuilder{diagram, false}.build(network);
  std::vector<Vertex> const behind = DiagramBuilder{diagram, true}.build(network);
  for (std::size_t i = 0; i < front.size(); ++i) {
    boost::add_edge(
        front[i], behind[i], {.label = "g", .value = {"act", {symbol("g"), symbol("x")}}}, diagram);
  }
  return diagram;
}

DiagramReport check_diagram(std::vector<BlockTerm> const& blocks) {
  return DiagramChecker{blocks}.run();
}

std::string to_dot(Diagram const& diagram, std::string const& name) {
  DotGraph drawn;
  drawn.head = fmt::format("label={}; rankdir=LR; node [fontname=\"sans-serif\"];\n",
                           quoted_for_graphviz(name));
  for (Vertex vertex = 0; vertex < boost::num_vertices(diagram); ++vertex) {
    DiagramSet const& set = diagram[vertex];
    drawn.vertices.push_back(fmt::format(
        "label={}, shape={}", quoted_for_graphviz(set.label), set.plain ? "plaintext" : "box"));
  }
  auto const [begin, end] = boost::edges(diagram);
  for (auto map = begin; map != end; ++map) {
    std::string const& label = diagram[*map].label;
    drawn.arcs.push_back({boost::source(*map, diagram),
                          boost::target(*map, diagram),
                          fmt::format("label={}{}",
                                      quoted_for_graphviz(label),
                                      label == "g" ? ", style=dashed, constraint=false" : "")});
  }
  return algebra::to_dot(drawn);
}

} // namespace equivarify::algebra::proof
