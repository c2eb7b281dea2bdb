#include "equivarify/codegen/audit/spec/value_moves.hpp"

#include "equivarify/codegen/audit/proof/members.hpp"
#include "equivarify/codegen/audit/proof/refusal.hpp"
#include "equivarify/codegen/audit/spec/motions.hpp"
#include "equivarify/codegen/audit/spec/words.hpp"

#include <nlohmann/json.hpp>

#include <algorithm>

namespace equivarify::audit {
namespace {

using nlohmann::json;

constexpr std::size_t most_steps = std::size_t{1} << 28U;

/// The generators of the group with their motions on all signed places of the input.
std::vector<Mover> generators_of(json const& certificate) {
  json const& input = member(member(certificate, "spec"), "input");
  std::vector<Mover> result;
  for (auto const& [name, element] : member(member(certificate, "group"), "generators").items()) {
    result.push_back({name,
                      element.get<std::uint32_t>(),
                      motion_sources(member(input, "action").at(name), member(input, "shape"))});
  }
  return result;
}

/// The motion of \p element, a product of \p generators found breadth first in \p table.
Images motion_of(std::uint32_t element,
                 std::vector<Mover> const& generators,
                 std::vector<Images> const& table) {
  struct Step {
    std::uint32_t before = 0;
    std::size_t generator = 0;
    bool known = false;
  };

  std::vector<Step> steps(table.size());
  steps[0].known = true;
  std::vector<std::uint32_t> reached{0};
  for (std::size_t at = 0; at < reached.size(); ++at) {
    for (std::size_t k = 0; k < generators.size(); ++k) {
      std::uint32_t const to = table[generators[k].element][reached[at]];
      if (!steps[to].known) {
        steps[to] = {reached[at], k, true};
        reached.push_back(to);
      }
    }
  }
  std::vector<std::size_t> word; // the factors of the element, the first first
  for (; element != 0; element = steps[element].before) {
    demand(steps[element].known, "the generators do not generate the table");
    word.push_back(steps[element].generator);
  }
  Images places = identity_of(generators.empty() ? 0 : generators.front().input.size());
  demand(word.size() * places.size() <= most_steps, "a motion is too large to compute");
  for (std::size_t const k : word) { // (g h x)[i] = (h x)[source of i under g]
    places = product(generators[k].input, places);
  }
  return places;
}

/// The elements that `already` names, with what they do to the classes.
std::vector<Mover> already_movers(json const& certificate, std::vector<Mover> const& generators) {
  json const& spec = member(certificate, "spec");
  json const& already = member(spec, "already");
  json const& labels = member(already, "labels");
  auto const table = member(member(certificate, "group"), "table").get<std::vector<Images>>();
  auto const classes = static_cast<std::uint32_t>(member(spec, "labels").at("classes").size());
  NamedImages steps;
  for (Mover const& generator : generators) {
    steps.emplace_back(generator.name, table[generator.element]);
  }
  std::vector<Mover> result;
  for (json const& word : member(already, "subgroup")) {
    Mover mover{word.get<std::string>(), element_of(word, steps), {}, identity_of(classes)};
    mover.input = motion_of(mover.element, generators, table);
    if (labels.is_object() && labels.contains(mover.name)) { // class c goes to images[c]
      Images const images = read_permutation(labels.at(mover.name), classes);
      for (std::uint32_t c = 0; c < classes; ++c) {
        mover.labels.at(images[c]) = c;
      }
    }
    result.push_back(std::move(mover));
  }
  return result;
}

Images of_copies(std::uint32_t g, std::size_t entries, std::vector<Images> const& table) {
  std::size_t const size = entries / table.size();
  Images places(entries);
  for (std::uint32_t h = 0; h < table.size(); ++h) { // copy g h is what copy h was
    for (std::size_t i = 0; i < size; ++i) {
      places[table[g][h] * size + i] = static_cast<std::uint32_t>(h * size + i);
    }
  }
  return places;
}

Images of_planes(Mover const& mover, Extents const& shape, Extents const& input) {
  ArrayMotion motion = array_motion(mover.input, input);
  demand(!motion.plane.transposed || shape.rows == shape.columns,
         mover.name + " exchanges rows and columns of a plane that is no square");
  if (shape.channels != input.channels) {
    bool const alike = motion.channels == identity_of(input.channels) &&
                       std::count(motion.minus.begin(), motion.minus.end(), motion.minus.front()) ==
                           static_cast<std::ptrdiff_t>(input.channels);
    demand(alike, mover.name + " does not move all channels alike, and there are others here");
    motion.channels = identity_of(shape.channels);
    motion.minus.assign(shape.channels, motion.minus.front());
  }
  std::size_t const plane = shape.rows * shape.columns;
  Images places(shape.size());
  for (std::size_t i = 0; i < places.size(); ++i) {
    std::size_t const c = i / plane;
    std::size_t const from =
        motion.channels[c] * plane + motion.plane.source(i % plane, shape.rows, shape.columns);
    places[i] = static_cast<std::uint32_t>(from + (motion.minus[c] ? places.size() : 0));
  }
  return places;
}

} // namespace

std::size_t PlaneMotion::source(std::size_t at, std::size_t rows, std::size_t columns) const {
  std::size_t const i = at / columns;
  std::size_t const j = at % columns;
  std::size_t const row = transposed ? j : i;
  std::size_t const column = transposed ? i : j;
  return (flipped_rows ? rows - 1 - row : row) * columns +
         (flipped_columns ? columns - 1 - column : column);
}

std::vector<Mover> movers_of(json const& certificate) {
  std::vector<Mover> movers = generators_of(certificate);
  if (member(certificate, "spec").contains("already")) {
    movers = already_movers(certificate, movers);
  }
  for (Mover& mover : movers) {
    mover.input.resize(mover.input.size() / 2);
  }
  return movers;
}

ArrayMotion array_motion(Images const& places, Extents const& shape) {
  std::size_t const plane = shape.rows * shape.columns;
  ArrayMotion motion;
  for (std::size_t c = 0; c < shape.channels; ++c) {
    std::size_t const place = places[c * plane];
    motion.minus.push_back(place >= places.size());
    motion.channels.push_back(static_cast<std::uint32_t>(place % places.size() / plane));
  }
  auto const moves = [&](std::size_t i) {
    std::size_t const c = i / plane;
    return motion.channels[c] * plane + motion.plane.source(i % plane, shape.rows, shape.columns) +
           (motion.minus[c] ? places.size() : 0);
  };
  for (unsigned bits = 0; bits < 8; ++bits) {
    motion.plane = {(bits & 4U) != 0, (bits & 2U) != 0, (bits & 1U) != 0};
    std::size_t i = 0;
    bool const fits = (!motion.plane.transposed || shape.rows == shape.columns) &&
                      std::all_of(places.begin(), places.end(), [&](std::uint32_t place) {
                        return place == moves(i++);
                      });
    if (fits) {
      return motion;
    }
  }
  throw Refusal{"the input is not moved by a motion of planes, so that later planes have none"};
}

Images moves_of(Mover const& mover,
                ValueAction action,
                Extents const& shape,
                Extents const& input,
                std::vector<Images> const& table) {
  switch (action) {
  case ValueAction::input_motion:
    return mover.input;
  case ValueAction::plane_motion:
    return of_planes(mover, shape, input);
  case ValueAction::copies:
    return of_copies(mover.element, shape.size(), table);
  case ValueAction::labels:
    demand(mover.labels.size() == shape.size(), "the last dense layer does not give the classes");
    return mover.labels;
  case ValueAction::fixed:
    break;
  }
  return identity_of(shape.size());
}

} // namespace equivarify::audit
