#include "equivarify/algebra/group.hpp"
#include "equivarify/codegen/groups/group_form.hpp"
#include "equivarify/codegen/json/document.hpp"

#include <algorithm>
#include <map>
#include <numeric>
#include <random>
#include <utility>

#include "lift/random/random_graph.hpp"

namespace equivarify::testing {
namespace {

using algebra::Element;
using algebra::Group;
using nlohmann::json;
using Places = std::vector<std::uint32_t>;

class ActionPicker {
public:
  explicit ActionPicker(std::uint32_t seed) : engine_{seed} {}

  [[nodiscard]] std::size_t below(std::size_t count) { return engine_() % count; }

  [[nodiscard]] json group(bool are_squares) {
    std::vector<json> const forms{{{"cyclic", 2}},
                                  {{"cyclic", 3}},
                                  {{"cyclic", 4}},
                                  {{"cyclic", 6}},
                                  {{"dihedral", 3}},
                                  {{"dihedral", 4}},
                                  {{"dicyclic", 2}},
                                  {{"elementary_abelian", {2, 2}}}};
    if (are_squares && below(2) == 0) {
      return {{below(2) == 0 ? "cyclic" : "dihedral", 4}};
    }
    return forms[below(forms.size())];
  }

  /// Orbits G / <h> for random h at random places, and fixed points where none fits.
  [[nodiscard]] json orbits(Group const& group, std::size_t size) {
    Places labels(size);
    std::iota(labels.begin(), labels.end(), 0U);
    std::shuffle(labels.begin(), labels.end(), engine_);
    std::map<std::string, Places> images;
    for (std::string const& name : group.generator_names()) {
      images[name].resize(size);
    }
    for (std::size_t first = 0; first < size;) {
      first += add_orbit(
          group, {labels.begin() + static_cast<std::ptrdiff_t>(first), labels.end()}, images);
    }
    bool const negates = group.order() % 2 == 0 && images.size() == 1 && below(3) == 0;
    json motions = json::object();
    for (auto const& [name, places] : images) {
      json const motion{{"permutation", places}};
      motions[name] = negates ? json::array({"negate", motion}) : motion;
    }
    return motions;
  }

private:
  /// Each element's coset of the powers of a random element, and the number of cosets.
  [[nodiscard]] std::pair<Places, std::size_t> cosets(Group const& group) {
    Element const h = group.elements()[below(group.order())];
    constexpr std::uint32_t none = ~0U;
    Places coset(group.order(), none);
    std::uint32_t count = 0;
    for (Element const g : group.elements()) {
      if (coset[g.index()] != none) {
        continue;
      }
      for (Element member = g; coset[member.index()] == none; member = group.multiply(member, h)) {
        coset[member.index()] = count;
      }
      ++count;
    }
    return {coset, count};
  }

  /// (g x)(c) = x(g^-1 c) on the first of \p labels; how many there are.
  std::size_t
  add_orbit(Group const& group, Places const& labels, std::map<std::string, Places>& images) {
    auto const [coset, count] = cosets(group);
    bool const fits = count <= labels.size();
    for (auto& [name, places] : images) {
      Element const inverse = group.inverse(group.element_named(name));
      for (Element const g : group.elements()) {
        if (fits) {
          places[labels[coset[g.index()]]] = labels[coset[group.multiply(inverse, g).index()]];
        }
      }
      if (!fits) {
        places[labels[0]] = labels[0];
      }
    }
    return fits ? count : 1;
  }

  std::mt19937 engine_;
};

/// Lets the network of \p outputs numbers be made equivariant by something else than copies, at
/// times.
void draw_construction(ActionPicker& picker,
                       Group const& group,
                       std::size_t outputs,
                       RandomAction& action) {
  switch (picker.below(8)) {
  case 0:
    action.head = "invariant";
    break;
  case 1: {
    action.output_motions = picker.orbits(group, outputs);
    bool const negates = action.output_motions.begin()->is_array();
    action.head = negates ? "vector" : "permuted";
    break;
  }
  case 2:
    action.construction = "reynolds";
    break;
  case 3:
    action.construction = "canonical";
    break;
  default:
    break;
  }
}

bool is_square(codegen::Shape const& shape) {
  return shape.depth == 1 && shape.rows == shape.columns && shape.rows > 1;
}

} // namespace

RandomAction
action_of(std::uint32_t seed, std::vector<codegen::Shape> const& shapes, std::size_t outputs) {
  ActionPicker picker{seed};
  bool const are_squares = std::all_of(shapes.begin(), shapes.end(), is_square);
  RandomAction action{.group = picker.group(are_squares), .motions = {}};
  Group const group = codegen::read_listed_group({action.group, ""});
  bool const turns =
      are_squares && (action.group == json{{"cyclic", 4}} || action.group == json{{"dihedral", 4}});
  bool const moves_planes = turns && picker.below(3) != 0;
  for (codegen::Shape const& shape : shapes) {
    json motions{{"r", "quarter_turn"}};
    if (group.order() == 8) {
      motions["s"] = "flip_columns";
    }
    action.motions.push_back(moves_planes ? motions : picker.orbits(group, shape.size()));
  }
  draw_construction(picker, group, outputs, action);
  return action;
}

} // namespace equivarify::testing
