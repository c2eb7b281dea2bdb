#include "equivarify/algebra/probe/output_law.hpp"

#include "equivarify/algebra/error.hpp"
#include "equivarify/algebra/homomorphism.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <utility>

namespace equivarify::algebra::probe {

namespace {

/// Where the value at a point comes from when g moves it.
struct Move {
  std::string name;
  std::string copy;   ///< the copy from which copy h takes its value, if it names one
  std::string factor; ///< what then moves the entries of a copy
  std::string meaning;
  std::function<std::uint32_t(std::uint32_t g, std::uint32_t point)> source;
};

Move forward(GSet const& set) {
  auto const source = [set](std::uint32_t g, std::uint32_t x) {
    return set.act_unchecked(set.group().inverse_unchecked(g), x);
  };
  return {"formula", "g^-1 h", "g ", "", source};
}

Move backward(GSet const& set) {
  auto const source = [set](std::uint32_t g, std::uint32_t x) { return set.act_unchecked(g, x); };
  return {"right_action",
          "g h",
          "g^-1 ",
          "a right action where a left one is expected: the input or the output moves the other "
          "way",
          source};
}

Move unmoved() {
  auto const source = [](std::uint32_t, std::uint32_t x) { return x; };
  return {"unmoved", "h", "", "nothing moves", source};
}

/// The authors' order of the copies, F(h x) at h, and the mistakes with sides and inverses.
std::vector<Move> moves_of_regular_copies(GSet const& copies) {
  Group const& group = copies.group();
  Move inverse_dropped = backward(copies);
  inverse_dropped.name = "inverse_dropped";
  inverse_dropped.meaning = "the inverse left out of the shift";
  Move still = unmoved();
  still.name = "copies_unmoved";
  still.meaning = "the copies do not move";
  return {forward(copies),
          {"opposite",
           "h g",
           "",
           "the authors' opposite shift: the copies stand in the order F(x), F(g x), ...",
           [group](std::uint32_t g, std::uint32_t h) { return group.multiply_unchecked(h, g); }},
          std::move(inverse_dropped),
          {"right_for_left",
           "h g^-1",
           "",
           "multiplied on the right instead of the left",
           [group](std::uint32_t g, std::uint32_t h) {
             return group.multiply_unchecked(h, group.inverse_unchecked(g));
           }},
          std::move(still)};
}

/// The moves of a set without structure; those that do the same on it are listed once.
std::vector<Move> moves_of(GSet const& set, std::string const& what) {
  Move still = unmoved();
  still.name = what + "unmoved";
  still.meaning = what.empty() ? "invariant: nothing moves" : "the entries of a copy do not move";
  Move back = backward(set);
  if (!what.empty()) {
    back.name = what + "backward";
    back.meaning = "the entries of a copy move the other way";
  }
  return {forward(set), std::move(back), std::move(still)};
}

/// Whether both do the same, as far as a few million points show.
bool same(GSet const& set, Move const& a, Move const& b) {
  constexpr std::uint32_t most = 1U << 22U;
  std::uint32_t const order = set.group().order();
  std::uint32_t const points = std::min(set.size(), std::max(1U, most / order));
  for (std::uint32_t i = 0; i < order * points; ++i) {
    if (a.source(i / points, i % points) != b.source(i / points, i % points)) {
      return false;
    }
  }
  return true;
}

std::vector<Move> distinct(GSet const& set, std::vector<Move> const& moves) {
  std::vector<Move> result;
  for (Move const& move : moves) {
    if (std::none_of(result.begin(), result.end(), [&](Move const& other) {
          return same(set, move, other);
        })) {
      result.push_back(move);
    }
  }
  return result;
}

/// The law that moves the copies by \p outer and the entries of each by \p inner, which moves
/// signed places where signs change.
OutputLaw combine(ArrayAction const& output, Move const& outer, Move const& inner) {
  std::uint32_t const places = output.places().size();
  std::uint32_t const copies = output.copies().size();
  auto const source = [=](std::uint32_t g, std::uint32_t i) {
    std::uint32_t const field = i / places / copies;
    std::uint32_t const copy = outer.source(g, i / places % copies);
    std::uint32_t const place = inner.source(g, i % places);
    return Source{(field * copies + copy) * places + place % places, place >= places};
  };
  std::string const equation =
      copies == 1 ? fmt::format("f(g x) = {}f(x)", inner.factor)
                  : fmt::format("f(g x)(h) = {}f(x)({})", inner.factor, outer.copy);
  if (inner.name == "formula") {
    return {outer.name, equation, outer.meaning, source};
  }
  if (outer.name == "formula") {
    return {inner.name, equation, inner.meaning, source};
  }
  return {outer.name + "+" + inner.name, equation, outer.meaning + "; " + inner.meaning, source};
}

bool moves_nothing(GSet const& set) {
  return same(set, forward(set), unmoved());
}

std::vector<OutputLaw> all_laws(ArrayAction const& output) {
  GSet const& copies = output.copies();
  GSet const& places = output.signed_places();
  bool const has_copies = copies.size() > 1;
  std::vector<Move> outer{unmoved()};
  outer.front().name = "formula";
  if (has_copies) {
    outer = distinct(copies,
                     output.has_regular_copies() ? moves_of_regular_copies(copies)
                                                 : moves_of(copies, "copies_"));
  }
  std::vector<Move> inner = distinct(places, moves_of(places, has_copies ? "entries_" : ""));
  if (moves_nothing(places)) {
    inner.front().factor = "";
  }
  std::vector<OutputLaw> laws;
  for (Move const& entries : inner) {
    for (Move const& shift : outer) {
      laws.push_back(combine(output, shift, entries));
    }
  }
  return laws;
}

} // namespace

OutputLaw declared_law(ArrayAction const& output) {
  return all_laws(output).front();
}

std::vector<OutputLaw> rival_laws(ArrayAction const& output) {
  std::vector<OutputLaw> laws = all_laws(output);
  laws.erase(laws.begin());
  for (OutputLaw& law : laws) {
    if (law.name == "unmoved" || law.name == "copies_unmoved+entries_unmoved" ||
        (law.name == "copies_unmoved" && moves_nothing(output.signed_places()))) {
      law.name = "invariant";
      law.equation = "f(g x) = f(x)";
      law.meaning = "invariant: the output does not move at all";
    }
  }
  return laws;
}

namespace {

constexpr std::size_t most_assignments = 5'000;
constexpr std::uint32_t largest_order = 256;

std::vector<Element> elements_of_order(Group const& group, std::uint32_t order) {
  std::vector<Element> elements = group.elements();
  std::erase_if(elements, [&](Element g) { return group.element_order(g) != order; });
  return elements;
}

/// All ways to give each generator an element of the same order.
std::vector<std::vector<Element>> assignments(Group const& group) {
  std::vector<std::vector<Element>> result{{}};
  for (Generator const& generator : group.generators()) {
    std::vector<std::vector<Element>> longer;
    std::vector<Element> const choices =
        elements_of_order(group, group.element_order(generator.element));
    for (std::vector<Element> const& images : result) {
      for (Element const g : choices) {
        longer.push_back(images);
        longer.back().push_back(g);
      }
    }
    if (longer.size() > most_assignments) {
      return {};
    }
    result = std::move(longer);
  }
  return result;
}

std::optional<Homomorphism> automorphism(Group const& group, std::vector<Element> const& images) {
  try {
    Homomorphism map = Homomorphism::from_generators(group, group, images);
    return map.is_isomorphism() ? std::optional{std::move(map)} : std::nullopt;
  } catch (AlgebraError const&) {
    return std::nullopt;
  }
}

OutputLaw twisted_law(ArrayAction const& output, Homomorphism const& map) {
  Group const& group = output.group();
  std::string images;
  for (Generator const& generator : group.generators()) {
    images += fmt::format("{}{} -> {}",
                          images.empty() ? "" : ", ",
                          generator.name,
                          group.name_of(map(generator.element)));
  }
  std::vector<std::uint32_t> inverse_image;
  for (Element const g : group.elements()) {
    inverse_image.push_back(group.inverse(map(g)).index());
  }
  return {"automorphism",
          "f(g x) = a(g) f(x)",
          fmt::format("the output follows another naming of the elements, a: {}", images),
          [=](std::uint32_t g, std::uint32_t i) { return output.source(inverse_image[g], i); }};
}

} // namespace

std::vector<OutputLaw> twisted_laws(ArrayAction const& output) {
  Group const& group = output.group();
  std::vector<OutputLaw> laws;
  if (group.order() > largest_order) {
    return laws;
  }
  Homomorphism const identity = Homomorphism::identity(group);
  for (std::vector<Element> const& images : assignments(group)) {
    auto const map = automorphism(group, images);
    if (map && !(*map == identity)) {
      laws.push_back(twisted_law(output, *map));
    }
  }
  return laws;
}

} // namespace equivarify::algebra::probe
