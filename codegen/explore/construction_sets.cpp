#include "equivarify/codegen/explore/construction_sets.hpp"

#include "equivarify/codegen/explore/construction_factor.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace equivarify::codegen {
namespace {

/// Digits of a point of a product: x / stride % size.
struct Digit {
  std::uint64_t stride = 1;
  std::uint64_t size = 1;

  [[nodiscard]] std::uint64_t of(std::uint64_t x) const { return x / stride % size; }
};

/// One coordinate of the argument of a map: one point, or a coordinate of the point itself.
struct Argument {
  std::uint64_t weight = 1; ///< in the number of a point of the domain
  std::uint32_t point = 0;
  std::optional<Digit> digit{};
};

/// One part of a construction.
class Part {
public:
  Part(JsonNode const& node, PartTerm const& term, ConstructionNames const& names)
      : node_{node}, term_{term}, names_{names} {
    for (FactorTerm const& factor : term.factors) {
      factors_.emplace_back(node, factor, names);
    }
    digits_.resize(factors_.size());
    for (std::size_t i = factors_.size(); i-- > 0;) {
      digits_[i] = {size_, std::max<std::uint64_t>(factors_[i].size(), 1)};
      size_ = bounded_product(size_, factors_[i].size());
    }
  }

  /// The number of points, at most \ref too_many_points: what is made on the way counts as well.
  [[nodiscard]] std::uint64_t size() const {
    bool const is_large =
        std::any_of(factors_.begin(), factors_.end(), [](ConstructionFactor const& factor) {
          return factor.domain() == too_many_points || factor.size() == too_many_points;
        });
    return is_large ? too_many_points : size_;
  }

  /// `2^8 x 4` for what has 1024 points.
  [[nodiscard]] std::string count() const {
    std::string text;
    for (ConstructionFactor const& factor : factors_) {
      text += fmt::format("{}{}", text.empty() ? "" : " x ", factor.count());
    }
    return text;
  }

  [[nodiscard]] algebra::SchreierGraph graph() const {
    algebra::SchreierGraph graph = factors_.front().graph();
    for (std::size_t i = 1; i < factors_.size(); ++i) {
      graph = algebra::SchreierGraph::product(graph, factors_[i].graph());
    }
    return graph;
  }

  [[nodiscard]] algebra::LabelMap projection() const {
    auto const coordinate = find(term_.value.name);
    if (!term_.value.arguments.empty()) {
      return values_of_map(coordinate);
    }
    if (!coordinate) {
      return algebra::LabelMap(size_, constant());
    }
    if (!is_labels(*coordinate)) {
      refuse_coordinate(*coordinate);
    }
    return tabulate([this, coordinate](std::uint64_t x) { return digits_[*coordinate].of(x); });
  }

private:
  [[nodiscard]] std::optional<std::size_t> find(PlacedWord const& name) const {
    auto const found = std::find(term_.names.begin(), term_.names.end(), name);
    return found == term_.names.end()
               ? std::nullopt
               : std::optional{static_cast<std::size_t>(found - term_.names.begin())};
  }

  [[nodiscard]] bool is_labels(std::size_t coordinate) const {
    FactorTerm const& factor = term_.factors[coordinate];
    return !factor.is_map && factor.sets.front().kind == SetTerm::Kind::labels;
  }

  template <typename Label>
  [[nodiscard]] algebra::LabelMap tabulate(Label const& label) const {
    algebra::LabelMap labels(size_);
    for (std::uint64_t x = 0; x < size_; ++x) {
      labels[x] = static_cast<algebra::Label>(label(x));
    }
    return labels;
  }

  [[nodiscard]] algebra::LabelMap values_of_map(std::optional<std::size_t> coordinate) const {
    if (!coordinate) {
      std::vector<std::string> const names = texts(term_.names);
      refuse_word(node_,
                  term_.value.name,
                  "a coordinate: " + one_of(names),
                  suggestion(term_.value.name.text, names));
    }
    ConstructionFactor const& factor = factors_[*coordinate];
    if (!factor.term().is_map) {
      refuse_word(node_,
                  term_.value.name,
                  fmt::format("a coordinate in maps, but {} is in {}",
                              term_.value.name.text,
                              to_text(factor.term())));
    }
    if (term_.value.arguments.size() != factor.sets().size()) {
      refuse_word(node_,
                  term_.value.name,
                  fmt::format("{} at a point of {}: {} in parentheses, not {}",
                              term_.value.name.text,
                              domain_text(factor),
                              factor.sets().size(),
                              term_.value.arguments.size()));
    }
    std::vector<Argument> const arguments = read_arguments(factor);
    auto const label = factor.reader();
    Digit const map = digits_[*coordinate];
    return tabulate([&](std::uint64_t x) { return label(map.of(x), place(arguments, x)); });
  }

  [[nodiscard]] static std::uint64_t place(std::vector<Argument> const& arguments,
                                           std::uint64_t x) {
    std::uint64_t place = 0;
    for (Argument const& argument : arguments) {
      place += argument.weight * (argument.digit ? argument.digit->of(x) : argument.point);
    }
    return place;
  }

  [[nodiscard]] std::vector<Argument> read_arguments(ConstructionFactor const& factor) const {
    std::vector<Argument> arguments(factor.sets().size());
    std::uint64_t weight = 1;
    for (std::size_t i = arguments.size(); i-- > 0;) {
      ConstructionSet const& set = factor.sets()[i];
      PlacedWord const& word = term_.value.arguments[i];
      auto const coordinate = find(word);
      bool const fits = coordinate && term_.factors[*coordinate] == FactorTerm{false, {set.term()}};
      arguments[i] = fits ? Argument{weight, 0, digits_[*coordinate]}
                          : Argument{weight, set.point(word), std::nullopt};
      weight *= set.size();
    }
    return arguments;
  }

  [[nodiscard]] algebra::Label constant() const {
    return label_named(node_, term_.value.name, names_.labels);
  }

  [[noreturn]] void refuse_coordinate(std::size_t coordinate) const {
    ConstructionFactor const& factor = factors_[coordinate];
    std::string const& name = term_.value.name.text;
    refuse_word(
        node_,
        term_.value.name,
        factor.term().is_map
            ? fmt::format("a label: {}(...) at a point of {}", name, domain_text(factor))
            : fmt::format("a label, but {} is a point of {}", name, to_text(factor.term())));
  }

  [[nodiscard]] static std::string domain_text(ConstructionFactor const& factor) {
    return to_text(FactorTerm{false, factor.term().sets});
  }

  [[nodiscard]] static std::vector<std::string> texts(std::vector<PlacedWord> const& words) {
    std::vector<std::string> result;
    std::transform(words.begin(), words.end(), std::back_inserter(result), [](auto const& word) {
      return word.text;
    });
    return result;
  }

  JsonNode const& node_;
  PartTerm const& term_;
  ConstructionNames const& names_;
  std::vector<ConstructionFactor> factors_;
  std::vector<Digit> digits_;
  std::uint64_t size_ = 1;
};

void require_few_points(JsonNode const& node, std::vector<Part> const& parts) {
  std::uint64_t points = 0;
  std::string count;
  for (Part const& part : parts) {
    points = std::min(points + part.size(), too_many_points);
    count += fmt::format("{}{}", count.empty() ? "" : " + ", part.count());
  }
  if (points == too_many_points) {
    throw InputError{{.pointer = node.pointer,
                      .summary = "construction too large",
                      .found = fmt::format("{} points", count),
                      .expected = fmt::format("at most {} points, in the domain of maps as well",
                                              most_construction_points)}};
  }
}

} // namespace

algebra::Candidate make_candidate(JsonNode const& node,
                                  ConstructionTerm const& construction,
                                  ConstructionNames const& names) {
  std::vector<Part> parts;
  for (PartTerm const& term : construction) {
    parts.emplace_back(node, term, names);
  }
  require_few_points(node, parts);
  std::vector<algebra::SchreierGraph> graphs;
  algebra::LabelMap projection;
  for (Part const& part : parts) {
    algebra::LabelMap const labels = part.projection();
    projection.insert(projection.end(), labels.begin(), labels.end());
    graphs.push_back(at(node, "construction too large", [&part] { return part.graph(); }));
  }
  return {at(node,
             "construction too large",
             [&] { return algebra::SchreierGraph::disjoint_union(names.group.group(), graphs); }),
          names.label_set,
          std::move(projection)};
}

} // namespace equivarify::codegen
