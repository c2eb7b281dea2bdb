#include "equivarify/algebra/cayley_graph.hpp"

#include <boost/graph/breadth_first_search.hpp>
#include <boost/graph/strong_components.hpp>
#include <fmt/format.h>

#include <algorithm>

namespace equivarify::algebra {

namespace {

using Graph = GeneratorGraph::Graph;
using Arc = boost::graph_traits<Graph>::edge_descriptor;

/// Adds the arcs that letter \p k and, if wanted, its inverse make; `image(x)` is where k leads.
template <typename Image>
void add_arcs(GeneratorGraph& graph, std::uint32_t k, Letters letters, Image const& image) {
  for (std::uint32_t x = 0; x < graph.vertex_names.size(); ++x) {
    std::uint32_t const y = image(x);
    boost::add_edge(x, y, Letter{k, false}, graph.graph);
    if (letters == Letters::generators_and_inverses) {
      boost::add_edge(y, x, Letter{k, true}, graph.graph);
    }
  }
}

/// Remembers by which arc each vertex was reached.
class ArcRecorder : public boost::default_bfs_visitor {
public:
  explicit ArcRecorder(std::vector<std::optional<Arc>>& reached_by) : reached_by_{&reached_by} {}

  void tree_edge(Arc const& arc, Graph const& graph) const {
    (*reached_by_)[boost::target(arc, graph)] = arc;
  }

private:
  std::vector<std::optional<Arc>>* reached_by_;
};

} // namespace

GeneratorGraph cayley_graph(Group const& group, Letters letters) {
  GeneratorGraph result{Graph(group.order()),
                        fmt::format("Cayley graph of {}", group.name()),
                        {},
                        group.generator_names()};
  for (Element const g : group.elements()) {
    result.vertex_names.push_back(group.name_of(g));
  }
  for (std::uint32_t k = 0; k < group.generators().size(); ++k) {
    add_arcs(result, k, letters, [&](std::uint32_t g) { return group.step_unchecked(g, k); });
  }
  return result;
}

GeneratorGraph schreier_graph(GSet const& set, Letters letters) {
  Group const& group = set.group();
  GeneratorGraph result{Graph(set.size()),
                        fmt::format("Schreier graph of {} on {} points", group.name(), set.size()),
                        {},
                        group.generator_names()};
  for (std::uint32_t x = 0; x < set.size(); ++x) {
    result.vertex_names.push_back(fmt::format("{}", x));
  }
  for (std::uint32_t k = 0; k < group.generators().size(); ++k) {
    std::uint32_t const s = group.generators()[k].element.index();
    add_arcs(result, k, letters, [&](std::uint32_t x) { return set.act_unchecked(s, x); });
  }
  return result;
}

std::vector<std::optional<SignedWord>> shortest_paths(GeneratorGraph const& graph,
                                                      std::uint32_t source) {
  std::size_t const size = boost::num_vertices(graph.graph);
  std::vector<std::optional<Arc>> reached_by(size);
  std::vector<boost::default_color_type> colours(size);
  boost::breadth_first_search(graph.graph,
                              source,
                              boost::visitor(ArcRecorder{reached_by})
                                  .color_map(boost::make_iterator_property_map(
                                      colours.begin(), get(boost::vertex_index, graph.graph))));
  std::vector<std::optional<SignedWord>> result(size);
  for (std::size_t end = 0; end < size; ++end) {
    if (end != source && !reached_by[end]) {
      continue;
    }
    SignedWord word;
    for (std::size_t x = end; x != source; x = boost::source(*reached_by[x], graph.graph)) {
      word.push_back(graph.graph[*reached_by[x]]);
    }
    std::reverse(word.begin(), word.end());
    result[end] = std::move(word);
  }
  return result;
}

std::vector<SignedWord> shortest_words(Group const& group, Letters letters) {
  std::vector<SignedWord> result;
  for (std::optional<SignedWord>& word : shortest_paths(cayley_graph(group, letters), 0)) {
    result.push_back(std::move(*word));
  }
  return result;
}

// The letter on the first arc acts first, so it stands rightmost.
std::vector<std::optional<SignedWord>> shortest_words(GSet const& set, Point x, Letters letters) {
  std::vector<std::optional<SignedWord>> words =
      shortest_paths(schreier_graph(set, letters), x.index());
  for (std::optional<SignedWord>& word : words) {
    if (word) {
      std::reverse(word->begin(), word->end());
    }
  }
  return words;
}

// Every generator permutes the vertices, so that each arc lies on a cycle: components are strong.
std::vector<std::vector<std::uint32_t>> components(GeneratorGraph const& graph) {
  std::vector<std::size_t> numbers(boost::num_vertices(graph.graph));
  std::size_t const count = boost::strong_components(graph.graph, numbers.data());
  std::vector<std::vector<std::uint32_t>> result(count);
  for (std::uint32_t x = 0; x < numbers.size(); ++x) {
    result[numbers[x]].push_back(x);
  }
  std::sort(result.begin(), result.end());
  return result;
}

} // namespace equivarify::algebra
