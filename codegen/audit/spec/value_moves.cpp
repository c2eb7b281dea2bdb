#include "equivarify/codegen/audit/spec/value_moves.hpp"

#include "equivarify/codegen/audit/proof/refusal.hpp"
#include "equivarify/codegen/audit/spec/bounds.hpp"
#include "equivarify/codegen/audit/spec/motions.hpp"
#include "equivarify/codegen/audit/spec/printable.hpp"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <utility>

namespace equivarify::audit {
namespace {

using nlohmann::json;

/// The motion of \p element of \p group, whose generators move the input by \p sources.
Images motion_of(std::uint32_t element, Group const& group, std::vector<Images> const& sources) {
  Images places = identity_of(sources.empty() ? 0 : sources.front().size());
  for (auto const& [generator, power] : group.words[element]) {
    for (std::size_t i = 0; i < power; ++i) { // (g h x)[i] = (h x)[source of i under g]
      places = product(sources[generator], places);
    }
  }
  return places;
}

/// For each element k of the subgroup of \p described the number in it of h^-1 k.
Images regular_of(std::uint32_t h, Described const& described) {
  Images const& subgroup = *described.subgroup;
  Images const row = described.group.row(h);
  Images sources(subgroup.size());
  for (std::uint32_t k = 0; k < subgroup.size(); ++k) { // k comes to h k
    auto const place = std::lower_bound(subgroup.begin(), subgroup.end(), row[subgroup[k]]);
    sources[static_cast<std::size_t>(place - subgroup.begin())] = k;
  }
  return sources;
}

/// How \p element moves all outputs of \p described, one after another.
Images moves_of_outputs(std::uint32_t element, Described const& described) {
  std::vector<Images> parts;
  for (Representation const& output : described.outputs) {
    std::vector<Images> sources; // of the generators, in their order
    for (auto const& [name, places] : output.movers) {
      sources.push_back(places);
    }
    parts.push_back(sources.empty() ? identity_of(output.size)
                                    : motion_of(element, described.group, sources));
    parts.back().resize(output.size); // without the places of minus entries
  }
  return moves_in_a_row(parts);
}

/// The elements that `already` names, with what they do to the classes, or to the outputs.
std::vector<Mover> already_movers(json const& spec, Described const& described) {
  json const& already = spec.at("already");
  json const& labels = already.at("labels");
  auto const classes =
      static_cast<std::uint32_t>(spec.at("labels").value("classes", json::array()).size());
  std::size_t const size = extents_of_shape(spec.at("input").at("shape")).size();
  std::vector<Mover> result;
  for (json const& word : already.at("subgroup")) {
    std::size_t letters = bounds::letters;
    Mover mover{word.get<std::string>(), 0, {}, identity_of(classes)};
    mover.element = element_named(mover.name, described.group, letters);
    mover.input = motion_of(mover.element, described.group, described.sources);
    mover.input.resize(size); // without the places of minus entries
    mover.regular = regular_of(mover.element, described);
    if (!described.outputs.empty()) {
      mover.labels = moves_of_outputs(mover.element, described);
    } else if (labels.is_object() && labels.contains(mover.name)) { // class c goes to its image
      mover.labels = inverse(read_permutation(labels.at(mover.name), classes));
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

Images of_planes(Mover const& mover, ValueShape const& shape, ValueShape const& input) {
  ArrayMotion motion = array_motion(mover.input, input);
  if (!motion.plane.fits(shape.box())) {
    throw Refusal{in_quotes(mover.name) +
                  " exchanges rows and columns of a plane that is no square"};
  }
  if (shape.channels != input.channels) {
    bool const alike = motion.channels == identity_of(input.channels) &&
                       std::count(motion.minus.begin(), motion.minus.end(), motion.minus[0]) ==
                           static_cast<std::ptrdiff_t>(input.channels);
    if (!alike) {
      throw Refusal{in_quotes(mover.name) +
                    " does not move all channels alike, and there are others here"};
    }
    motion.channels = identity_of(shape.channels);
    motion.minus.assign(shape.channels, motion.minus.front());
  }
  std::size_t const plane = shape.rows * shape.columns;
  Images places(shape.size());
  for (std::size_t i = 0; i < places.size(); ++i) {
    std::size_t const c = i / plane;
    std::size_t const from =
        motion.channels[c] * plane + motion.plane.source(i % plane, shape.box());
    places[i] = static_cast<std::uint32_t>(from + (motion.minus[c] ? places.size() : 0));
  }
  return places;
}

/// Planes as in the input, if there are planes, and channels by \p sources in groups of as many,
/// which describe() has found to be whole.
Images of_channels(Mover const& mover,
                   Images const& sources,
                   ValueShape const& shape,
                   ValueShape const& input) {
  std::size_t const plane = shape.rows * shape.columns;
  PlaneMotion const motion = plane == 1 ? PlaneMotion{} : array_motion(mover.input, input).plane;
  if (!motion.fits(shape.box())) {
    throw Refusal{in_quotes(mover.name) +
                  " exchanges rows and columns of a plane that is no square"};
  }
  Images places(shape.size());
  for (std::size_t i = 0; i < places.size(); ++i) {
    std::size_t const c = i / plane;
    std::size_t const from = c - c % sources.size() + sources[c % sources.size()];
    places[i] = static_cast<std::uint32_t>(from * plane + motion.source(i % plane, shape.box()));
  }
  return places;
}

/// How \p mover moves a part of a value, of \p shape.
Images moves_of_part(Mover const& mover,
                     ValueAction action,
                     ValueShape const& shape,
                     ValueShape const& input,
                     std::vector<Images> const& table) {
  switch (action) {
  case ValueAction::input_motion:
    return mover.input;
  case ValueAction::plane_motion:
    return of_planes(mover, shape, input);
  case ValueAction::planes:
    return of_channels(mover, {0}, shape, input);
  case ValueAction::regular:
    return of_channels(mover, mover.regular, shape, input);
  case ValueAction::copies:
    return of_copies(mover.element, shape.size(), table);
  case ValueAction::labels:
    if (mover.labels.size() != shape.size()) {
      throw Refusal{"the output does not give a number for each class"};
    }
    return mover.labels;
  case ValueAction::fixed:
    break;
  }
  return identity_of(shape.size());
}

} // namespace

bool PlaneMotion::fits(Box const& box) const {
  return box[exchange[0]] == box[0] && box[exchange[1]] == box[1] && box[exchange[2]] == box[2];
}

std::size_t PlaneMotion::source(std::size_t at, Box const& box) const {
  Box const to{at / (box[1] * box[2]), at / box[2] % box[1], at % box[2]};
  Box from{};
  for (std::size_t k = 0; k < from.size(); ++k) {
    from[k] = flipped[k] ? box[k] - 1 - to[exchange[k]] : to[exchange[k]];
  }
  return (from[0] * box[1] + from[1]) * box[2] + from[2];
}

std::vector<Mover> movers_of(Described const& described, json const& spec) {
  if (spec.contains("already")) {
    return already_movers(spec, described);
  }
  std::size_t const size = extents_of_shape(spec.at("input").at("shape")).size();
  std::vector<Mover> movers;
  for (std::size_t k = 0; k < described.sources.size(); ++k) {
    auto const& [name, step] = described.group.steps[k];
    movers.push_back({name, step[0], described.sources[k]});
    movers.back().input.resize(size); // without the places of minus entries
  }
  return movers;
}

std::optional<ArrayMotion> find_array_motion(Images const& places, ValueShape const& shape) {
  std::size_t const plane = shape.rows * shape.columns;
  ArrayMotion motion;
  for (std::size_t c = 0; c < shape.channels; ++c) {
    std::size_t const place = places[c * plane];
    motion.minus.push_back(place >= places.size());
    motion.channels.push_back(static_cast<std::uint32_t>(place % places.size() / plane));
  }
  auto const moves = [&](std::size_t i) {
    std::size_t const c = i / plane;
    return motion.channels[c] * plane + motion.plane.source(i % plane, shape.box()) +
           (motion.minus[c] ? places.size() : 0);
  };
  // What leaves slices as they are comes first: so a plane is never moved as another box.
  std::array<std::size_t, 3> order{0, 1, 2};
  do {
    for (unsigned bits = 0; bits < 8; ++bits) {
      motion.plane = {order, {(bits & 4U) != 0, (bits & 2U) != 0, (bits & 1U) != 0}};
      std::size_t i = 0;
      bool const fits = motion.plane.fits(shape.box()) &&
                        std::all_of(places.begin(), places.end(), [&](std::uint32_t place) {
                          return place == moves(i++);
                        });
      if (fits) {
        return motion;
      }
    }
  } while (std::next_permutation(order.begin(), order.end()));
  return std::nullopt;
}

ArrayMotion array_motion(Images const& places, ValueShape const& shape) {
  if (auto motion = find_array_motion(places, shape)) {
    return *std::move(motion);
  }
  throw Refusal{"the input is not moved by a motion of planes, so that later planes have none"};
}

Images moves_in_a_row(std::vector<Images> const& values) {
  std::size_t size = 0;
  for (Images const& places : values) {
    size += places.size();
  }
  Images result;
  result.reserve(size);
  for (Images const& places : values) {
    std::size_t const offset = result.size();
    for (std::uint32_t const place : places) {
      bool const minus = place >= places.size();
      std::size_t const at = offset + place + (minus ? size - places.size() : 0);
      result.push_back(static_cast<std::uint32_t>(at));
    }
  }
  return result;
}

Images moves_of(Mover const& mover,
                Action const& action,
                ValueShape const& shape,
                ValueShape const& input,
                std::vector<Images> const& table) {
  std::vector<Images> parts;
  for (ActionPart const& part : action) {
    ValueShape const own = shape.of(part.entries / (shape.rows * shape.columns));
    parts.push_back(moves_of_part(mover, part.action, own, input, table));
  }
  return parts.size() == 1 ? std::move(parts.front()) : moves_in_a_row(parts);
}

} // namespace equivarify::audit
