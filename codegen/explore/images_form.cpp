#include "equivarify/codegen/explore/images_form.hpp"

#include "equivarify/algebra/permutation.hpp"
#include "equivarify/codegen/explore/no_candidate.hpp"
#include "equivarify/codegen/json/problems.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <numeric>

namespace equivarify::codegen {
namespace {

using algebra::Element;
using algebra::Group;
using Images = std::vector<std::uint32_t>;

/// The images of all points under one element, and where they stand.
struct GivenImages {
  Element element;
  std::string pointer;
  Images images;
};

/// Reads and checks what is given for one element after the other.
class ImagesReader {
public:
  ImagesReader(FileGroup const& group, NamedSet const& points) : group_{group}, points_{points} {}

  [[nodiscard]] algebra::SchreierGraph read(JsonNode const& node) {
    add_all(node);
    return given_.size() == group_.group().order() ? from_all(node) : from_some(node);
  }

  std::vector<algebra::Labels::Images> read_given(JsonNode const& node) {
    add_all(node);
    std::vector<algebra::Labels::Images> result;
    for (GivenImages& given : given_) {
      result.push_back({given.element, std::move(given.images)});
    }
    return result;
  }

private:
  void add_all(JsonNode const& node) {
    for (auto const& [name, member] : node.members()) {
      add(group_.element(name, member.pointer), member);
    }
  }

  void add(Element element, JsonNode const& node) {
    auto const same = [&](GivenImages const& other) { return other.element == element; };
    if (std::any_of(given_.begin(), given_.end(), same)) {
      throw InputError{{.pointer = node.pointer,
                        .summary = "element given twice",
                        .found = group_.name(element),
                        .expected = "the images under each element once"}};
    }
    given_.push_back({element, node.pointer, permutation(node)});
    require_identity(given_.back());
  }

  [[nodiscard]] Images permutation(JsonNode const& node) const {
    if (node.value.is_string()) {
      return cycles(node);
    }
    Images images = points_.members(node);
    if (images.size() != points_.size()) {
      throw NoCandidate{{.pointer = node.pointer,
                         .summary = "no map from the set to itself",
                         .found = fmt::format("{} images", images.size()),
                         .expected = fmt::format("{}, one for each point", points_.size())},
                        nullptr};
    }
    try {
      static_cast<void>(algebra::Permutation::from_images(images));
    } catch (algebra::AlgebraError const& error) {
      throw NoCandidate{{.pointer = node.pointer,
                         .summary = "no permutation of the set",
                         .found = error.what(),
                         .expected = "each point once among the images"},
                        nullptr};
    }
    return images;
  }

  [[nodiscard]] Images cycles(JsonNode const& node) const {
    try {
      return algebra::Permutation::from_cycles(node.text(), points_.size()).images();
    } catch (algebra::AlgebraError const& error) {
      throw InputError{{.pointer = node.pointer,
                        .summary = "no permutation of the set",
                        .found = error.what(),
                        .expected = "cycles such as (0 1)(2 3), or a list of images"}};
    }
  }

  /// [2.0.1]: e x = x.
  void require_identity(GivenImages const& given) const {
    for (std::uint32_t x = 0; given.element.index() == 0 && x < given.images.size(); ++x) {
      if (given.images[x] != x) {
        refuse_image(given, x, x, "e x = x");
      }
    }
  }

  [[noreturn]] void refuse_image(GivenImages const& given,
                                 std::uint32_t x,
                                 std::uint32_t image,
                                 std::string const& expected) const {
    std::string const g = group_.name(given.element);
    nlohmann::json const point = points_.to_json(x);
    nlohmann::json const found = points_.to_json(given.images[x]);
    throw NoCandidate{
        {.pointer = given.pointer,
         .summary = fmt::format("no action of {}", group_.group().name()),
         .found = fmt::format("g x = {} for g = {}, x = {}", found.dump(), g, point.dump()),
         .expected = fmt::format("{}, which is {}", expected, points_.to_json(image).dump())},
        {{"g", g}, {"x", point}, {"g x", found}, {"expected", points_.to_json(image)}}};
  }

  /// \throws NoCandidate: g (h x) is \p in_turn, but (g h) x is \p at_once.
  [[noreturn]] void refuse_law(std::string const& pointer,
                               algebra::ActionError const& error,
                               std::uint32_t in_turn,
                               std::uint32_t at_once) const {
    std::string const g = group_.name(error.g);
    std::string const h = group_.name(error.h);
    nlohmann::json const x = points_.to_json(error.x.index());
    nlohmann::json const turn = points_.to_json(in_turn);
    nlohmann::json const once = points_.to_json(at_once);
    throw NoCandidate{
        {.pointer = pointer,
         .summary = fmt::format("no action of {}", group_.group().name()),
         .found = fmt::format("g (h x) = {}, but (g h) x = {} for g = {}, h = {}, x = {}",
                              turn.dump(),
                              once.dump(),
                              g,
                              h,
                              x.dump()),
         .expected = "g (h x) = (g h) x for all g, h and x"},
        {{"g", g}, {"h", h}, {"x", x}, {"g (h x)", turn}, {"(g h) x", once}}};
  }

  /// All elements are given: s (h x) = (s h) x is checked for generators s and all h.
  [[nodiscard]] algebra::SchreierGraph from_all(JsonNode const& node) const {
    Group const& group = group_.group();
    std::vector<Images const*> rows(group.order(), nullptr);
    for (GivenImages const& given : given_) {
      rows[given.element.index()] = &given.images;
    }
    std::vector<Images> steps;
    for (algebra::Generator const& s : group.generators()) {
      for (Element const h : group.elements()) {
        require_law(node, s.element, h, rows);
      }
      steps.push_back(*rows[s.element.index()]);
    }
    return algebra::SchreierGraph::from_generators(group, points_.size(), std::move(steps));
  }

  void require_law(JsonNode const& node,
                   Element g,
                   Element h,
                   std::vector<Images const*> const& rows) const {
    Images const& outer = *rows[g.index()];
    Images const& inner = *rows[h.index()];
    Images const& product = *rows[group_.group().multiply(g, h).index()];
    for (std::uint32_t x = 0; x < points_.size(); ++x) {
      if (outer[inner[x]] != product[x]) {
        refuse_law(node.pointer, {"", g, h, algebra::Point{x}}, outer[inner[x]], product[x]);
      }
    }
  }

  /// Some elements are given, which must generate the group; those beyond need must agree.
  [[nodiscard]] algebra::SchreierGraph from_some(JsonNode const& node) const {
    algebra::SchreierGraph graph = from_products(node);
    for (GivenImages const& given : given_) {
      if (!is_generator(given.element)) {
        require_product(given, graph);
      }
    }
    return graph;
  }

  void require_product(GivenImages const& given, algebra::SchreierGraph const& graph) const {
    for (std::uint32_t x = 0; x < points_.size(); ++x) {
      std::uint32_t const y = graph.act(given.element, algebra::Point{x}).index();
      if (given.images[x] != y) {
        refuse_image(given, x, y, "the product of the others");
      }
    }
  }

  [[nodiscard]] bool is_generator(Element g) const {
    std::vector<algebra::Generator> const& all = group_.group().generators();
    return std::any_of(all.begin(), all.end(), [g](auto const& s) { return s.element == g; });
  }

  [[nodiscard]] algebra::SchreierGraph from_products(JsonNode const& node) const {
    try {
      return algebra::SchreierGraph::from_generators(
          group_.group(), points_.size(), generator_images(node));
    } catch (algebra::BrokenAction const& error) {
      refuse_law(node.pointer, error, error.in_turn, error.at_once);
    }
  }

  /// How each element that the given ones generate is first reached: as given_[by] times another.
  struct Reached {
    std::size_t by = 0;
    std::uint32_t from = 0;
    bool yes = false;
  };

  [[nodiscard]] std::vector<Images> generator_images(JsonNode const& node) const {
    std::vector<Reached> const reached = reach(node);
    std::vector<Images> steps;
    for (algebra::Generator const& s : group_.group().generators()) {
      std::vector<std::size_t> word;
      for (std::uint32_t g = s.element.index(); g != 0; g = reached[g].from) {
        word.push_back(reached[g].by);
      }
      steps.push_back(product(word));
    }
    return steps;
  }

  /// The images under the product of the given elements with these numbers; the last acts first.
  [[nodiscard]] Images product(std::vector<std::size_t> const& word) const {
    Images images(points_.size());
    std::iota(images.begin(), images.end(), 0U);
    for (auto by = word.rbegin(); by != word.rend(); ++by) {
      for (std::uint32_t& image : images) {
        image = given_[*by].images[image];
      }
    }
    return images;
  }

  [[nodiscard]] std::vector<Reached> reach(JsonNode const& node) const {
    Group const& group = group_.group();
    std::vector<Reached> reached(group.order());
    std::vector<std::uint32_t> queue{0};
    reached[0].yes = true;
    auto const meet = [&](std::uint32_t g, std::size_t by, std::uint32_t from) {
      if (!reached[g].yes) {
        reached[g] = {by, from, true};
        queue.push_back(g);
      }
    };
    for (std::size_t i = 0; i < queue.size(); ++i) { // NOLINT(modernize-loop-convert): it grows
      std::uint32_t const from = queue[i];
      for (std::size_t by = 0; by < given_.size(); ++by) {
        meet(group.multiply_unchecked(given_[by].element.index(), from), by, from);
      }
    }
    if (queue.size() < group.order()) {
      refuse_too_few(node, queue.size());
    }
    return reached;
  }

  [[noreturn]] void refuse_too_few(JsonNode const& node, std::size_t order) const {
    std::vector<std::string> names;
    for (algebra::Generator const& s : group_.group().generators()) {
      names.push_back(group_.name(s.element));
    }
    throw InputError{{.pointer = node.pointer,
                      .summary = "action not given",
                      .found = fmt::format("images under elements that generate {} of the {} "
                                           "elements of {}",
                                           order,
                                           group_.group().order(),
                                           group_.group().name()),
                      .expected = "images under generators, such as " + in_a_row(names)}};
  }

  FileGroup const& group_;
  NamedSet const& points_;
  std::vector<GivenImages> given_;
};

} // namespace

algebra::SchreierGraph
read_images(JsonNode const& node, FileGroup const& group, NamedSet const& points) {
  return ImagesReader{group, points}.read(node);
}

std::vector<algebra::Labels::Images>
read_given_images(JsonNode const& node, FileGroup const& group, NamedSet const& points) {
  return ImagesReader{group, points}.read_given(node);
}

} // namespace equivarify::codegen
