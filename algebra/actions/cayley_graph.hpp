/// \file
/// Cayley and Schreier graphs as Boost graphs.
#ifndef EQUIVARIFY_ALGEBRA_CAYLEY_GRAPH_HPP
#define EQUIVARIFY_ALGEBRA_CAYLEY_GRAPH_HPP

#include "equivarify/algebra/group.hpp"
#include "equivarify/algebra/gset.hpp"
#include "equivarify/algebra/word.hpp"

#include <boost/graph/adjacency_list.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace equivarify::algebra {

/// Which arcs leave a vertex: one for each generator, or one for each inverse as well.
enum class Letters { generators, generators_and_inverses };

/// A directed graph whose arcs carry a generator or its inverse.
struct GeneratorGraph {
  using Graph = boost::
      adjacency_list<boost::vecS, boost::vecS, boost::bidirectionalS, boost::no_property, Letter>;

  Graph graph;
  std::string name;                         ///< what it is: `Cayley graph of D4`
  std::vector<std::string> vertex_names;    ///< for people
  std::vector<std::string> generator_names; ///< by Letter::generator
};

/// The Cayley graph: the elements, and for each letter s an arc from g to g s, so that the letters
/// along a path from e spell the element at its end. Left multiplication is a symmetry of it. Cost:
/// O(|G| k) for k letters.
[[nodiscard]] GeneratorGraph cayley_graph(Group const& group,
                                          Letters letters = Letters::generators);

/// The Schreier graph of an action: the points, and for each letter s an arc from x to s x. Cost:
/// O(n k) for n points and k letters.
[[nodiscard]] GeneratorGraph schreier_graph(GSet const& set, Letters letters = Letters::generators);

/// The letters along a shortest path from \p source to each vertex, the first arc first; nothing
/// where there is no path. Cost: the sum of the lengths.
[[nodiscard]] std::vector<std::optional<SignedWord>> shortest_paths(GeneratorGraph const& graph,
                                                                    std::uint32_t source);

/// A shortest word in the generators, and their inverses if \p letters says so, for each element.
/// Cost: O(|G| (k + diameter)) for k letters.
[[nodiscard]] std::vector<SignedWord>
shortest_words(Group const& group, Letters letters = Letters::generators_and_inverses);

/// For each point y a shortest word w with w \p x = y; nothing outside the orbit.
[[nodiscard]] std::vector<std::optional<SignedWord>>
shortest_words(GSet const& set, Point x, Letters letters = Letters::generators_and_inverses);

/// The vertices of each connected component, by their least vertices. Those of a Schreier graph are
/// the orbits. Cost: linear.
[[nodiscard]] std::vector<std::vector<std::uint32_t>> components(GeneratorGraph const& graph);

/// \p graph in the language of Graphviz; a generator of order at most two on the vertices is drawn
/// without arrows, once.
[[nodiscard]] std::string to_graphviz(GeneratorGraph const& graph);

} // namespace equivarify::algebra

#endif
