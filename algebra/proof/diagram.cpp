#include "equivarify/algebra/proof/diagram.hpp"

#include "equivarify/algebra/error.hpp"
#include "equivarify/algebra/proof/claim_text.hpp"
#include "equivarify/algebra/proof/prover.hpp"

#include <boost/graph/graphviz.hpp>
#include <boost/graph/topological_sort.hpp>
#include <fmt/format.h>
#include <fmt/ostream.h>

#include <algorithm>
#include <optional>
#include <set>
#include <sstream>
#include <utility>

namespace equivarify::algebra::proof {
namespace {

using Vertex = boost::graph_traits<Diagram>::vertex_descriptor;
using Path = std::vector<boost::graph_traits<Diagram>::edge_descriptor>;

Term symbol(std::string name) {
  return {std::move(name), {}};
}

Term apply(Term map, Term argument) {
  return {"ap", {std::move(map), std::move(argument)}};
}

/// Adds the sets and maps of a network block by block, on one side of g.
class DiagramBuilder {
public:
  DiagramBuilder(Diagram& diagram, bool moved) : diagram_{diagram}, moved_{moved} {}

  std::vector<Vertex> build(std::vector<BlockTerm> const& blocks) {
    copies_ = {add("X", symbol("X"), false)};
    for (BlockTerm const& block : blocks) {
      add(block);
    }
    return copies_;
  }

private:
  void add(BlockTerm const& block) {
    bool const is_first = copies_.size() == 1;
    Term const map = map_of(block, is_first);
    Term const set = symbol("Z_" + block.layers.back());
    Vertex const from = copies_.back();
    copies_.push_back(add(block.name + " copies", {"Map", {symbol("G"), set}}, false));
    Vertex const plain = add(block.name, set, true);
    connect(from, copies_.back(), map.symbol + " of " + block.name, apply(map, symbol("x")));
    connect(copies_.back(), plain, "p", apply(symbol("p"), symbol("x")));
    bool const is_concat = map.symbol == "concat";
    Term const argument = is_concat ? Term{"shift", {symbol("e"), symbol("x")}} : symbol("x");
    connect(is_first || is_concat ? from : plain_,
            plain,
            block.name,
            apply(map.arguments.front(), argument));
    plain_ = plain;
  }

  Vertex add(std::string const& label, Term sort, bool plain) {
    return boost::add_vertex({.label = label,
                              .sort = std::move(sort),
                              .column = copies_.size() - (plain ? 1 : 0),
                              .moved = moved_,
                              .plain = plain},
                             diagram_);
  }

  void connect(Vertex from, Vertex to, std::string label, Term value) {
    boost::add_edge(from, to, {.label = std::move(label), .value = std::move(value)}, diagram_);
  }

  Diagram& diagram_;
  bool moved_;
  std::vector<Vertex> copies_;
  Vertex plain_ = 0;
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
      : diagram_{network_diagram(blocks)}, layers_{layer_sorts(blocks)} {
    for (Theorem const& theorem : lemma_theorems()) {
      earlier_.insert(earlier_.end(), theorem.claims.begin(), theorem.claims.end());
    }
    Theorem const theorem = network_theorem(blocks);
    earlier_.insert(earlier_.end(), theorem.claims.begin(), theorem.claims.end());
    for (BlockTerm const& block : blocks) {
      cites_.push_back("block-" + block.name);
    }
    cites_.emplace_back("concat-sees");
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
    Claim claim{.name = "paths",
                .says = fmt::format("{} = {}", to_formula(a), to_formula(b)),
                .variables = layers_,
                .hypotheses = {hypothesis("X-identity"), hypothesis("X-product")},
                .cites = cites_,
                .left = a,
                .right = b,
                .compared_at = std::nullopt,
                .strategy = {}};
    claim.variables.insert({{"g", symbol("G")}, {"h", symbol("G")}, {"x", from.sort}});
    if (to.sort.symbol == "Map") {
      claim.compared_at = symbol("h");
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
  Context layers_;
  std::vector<Claim> earlier_;
  std::vector<std::string> cites_;
  std::vector<Vertex> order_; ///< each set after those from which maps lead to it
  std::set<std::string> shown_;
  DiagramReport report_;
};

} // namespace

Diagram network_diagram(std::vector<BlockTerm> const& blocks) {
  Diagram diagram;
  std::vector<Vertex> const front = DiagramBuilder{diagram, false}.build(blocks);
  std::vector<Vertex> const behind = DiagramBuilder{diagram, true}.build(blocks);
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
  auto const write_set = [&](std::ostream& out, Vertex vertex) {
    DiagramSet const& set = diagram[vertex];
    fmt::print(out, R"([label="{}", shape={}])", set.label, set.plain ? "plaintext" : "box");
  };
  auto const write_map = [&](std::ostream& out, auto const& edge) {
    bool const is_action = diagram[edge].label == "g";
    fmt::print(out,
               R"([label="{}"{}])",
               diagram[edge].label,
               is_action ? ", style=dashed, constraint=false" : "");
  };
  std::ostringstream out;
  boost::write_graphviz(out, diagram, write_set, write_map, [&](std::ostream& head) {
    fmt::print(head, "label=\"{}\"; rankdir=LR; node [fontname=\"sans-serif\"];\n", name);
  });
  return out.str();
}

} // namespace equivarify::algebra::proof
