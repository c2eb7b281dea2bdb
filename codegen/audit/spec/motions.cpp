#include "equivarify/codegen/audit/spec/motions.hpp"

#include "equivarify/codegen/audit/spec/refuse.hpp"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>
#include <string_view>

namespace equivarify::audit {
namespace {

using nlohmann::json;

/// An entry of an array.
struct Entry {
  std::uint32_t c;
  std::uint32_t i;
  std::uint32_t j;
};

/// A motion that has a name: which arrays it is of, and from where it takes the entry at \p to.
struct NamedMotion {
  std::string_view name;
  bool of_squares;
  bool of_cubes;
  Entry (*source)(Entry to, Extents const& s);
};

constexpr Entry with_channels_reversed(Entry to, Extents const& s) {
  return {s.channels - 1 - to.c, to.i, to.j};
}

constexpr std::array named_motions{
    NamedMotion{"identity", false, false, [](Entry to, Extents const&) { return to; }},
    NamedMotion{"negate", false, false, [](Entry to, Extents const&) { return to; }},
    NamedMotion{"quarter_turn",
                true,
                false,
                [](Entry to, Extents const& s) {
                  return Entry{to.c, to.j, s.columns - 1 - to.i};
                }},
    NamedMotion{"half_turn",
                false,
                false,
                [](Entry to, Extents const& s) {
                  return Entry{to.c, s.rows - 1 - to.i, s.columns - 1 - to.j};
                }},
    NamedMotion{"three_quarter_turn",
                true,
                false,
                [](Entry to, Extents const& s) {
                  return Entry{to.c, s.rows - 1 - to.j, to.i};
                }},
    NamedMotion{"flip_rows",
                false,
                false,
                [](Entry to, Extents const& s) {
                  return Entry{to.c, s.rows - 1 - to.i, to.j};
                }},
    NamedMotion{"flip_columns",
                false,
                false,
                [](Entry to, Extents const& s) {
                  return Entry{to.c, to.i, s.columns - 1 - to.j};
                }},
    NamedMotion{"flip_channels", false, false, with_channels_reversed},
    NamedMotion{"flip_slices", false, false, with_channels_reversed},
    NamedMotion{"transpose",
                true,
                false,
                [](Entry to, Extents const&) {
                  return Entry{to.c, to.j, to.i};
                }},
    NamedMotion{"sixth_turn", // (i, j) goes to (i + j, -i)
                true,
                false,
                [](Entry to, Extents const& s) {
                  return Entry{to.c, to.j == 0 ? 0 : s.rows - to.j, (to.i + to.j) % s.columns};
                }},
    NamedMotion{"cube_turn_x",
                true,
                true,
                [](Entry to, Extents const& s) {
                  return Entry{to.c, to.j, s.columns - 1 - to.i};
                }},
    NamedMotion{"cube_turn_y",
                true,
                true,
                [](Entry to, Extents const& s) {
                  return Entry{s.channels - 1 - to.j, to.i, to.c};
                }},
    NamedMotion{"cube_turn_z", true, true, [](Entry to, Extents const& s) {
                  return Entry{to.i, s.rows - 1 - to.c, to.j};
                }}};

/// The sources of a motion that takes the entry at \p to from \p source(to).
template <class Source>
Images sources_by(Extents const& s, Source const& source) {
  Images result;
  result.reserve(s.size());
  for (std::uint32_t c = 0; c < s.channels; ++c) {
    for (std::uint32_t i = 0; i < s.rows; ++i) {
      for (std::uint32_t j = 0; j < s.columns; ++j) {
        Entry const from = source(Entry{c, i, j});
        result.push_back((from.c * s.rows + from.i) * s.columns + from.j);
      }
    }
  }
  return result;
}

Images named_sources(std::string const& name, Extents const& s) {
  auto const* const found =
      std::find_if(named_motions.begin(), named_motions.end(), [&](NamedMotion const& motion) {
        return motion.name == name;
      });
  if (found == named_motions.end()) {
    throw Refusal{"there is no motion " + name};
  }
  NamedMotion const& motion = *found;
  // A motion of volumes moves the slices of each channel as one of arrays moves their channels.
  bool const is_of_each = s.slices > 1 && name != "flip_channels";
  Extents const box = is_of_each ? Extents{s.slices, s.rows / s.slices, s.columns} : s;
  bool const fits = (!motion.of_squares || box.rows == box.columns) &&
                    (!motion.of_cubes || box.channels == box.rows) &&
                    (name != "flip_slices" || s.slices > 1);
  if (!fits) {
    throw Refusal{"the motion " + name + " does not fit the input: it is of " +
                  (motion.of_cubes     ? "cubes"
                   : motion.of_squares ? "square planes"
                                       : "volumes")};
  }
  Images const of_box = sources_by(box, [&](Entry to) { return motion.source(to, box); });
  Images result;
  for (std::uint32_t at = 0; at < s.size(); ++at) {
    result.push_back(at - at % box.size() + of_box[at % box.size()]);
  }
  return result;
}

/// \p i - \p by, cyclically below \p extent.
std::uint32_t shifted(std::uint32_t i, std::int64_t by, std::uint32_t extent) {
  auto const n = static_cast<std::int64_t>(extent);
  return static_cast<std::uint32_t>(((i - by) % n + n) % n);
}

Images permutation_of_entries(json const& form, Extents const& s) {
  auto images = form.get<Images>();
  if (images.size() != s.size()) {
    throw Refusal{"a permutation of " + std::to_string(images.size()) +
                  " entries, expected one of " + std::to_string(s.size())};
  }
  if (!is_permutation(images)) {
    refuse("entries-repeat", "a motion that is no permutation of the entries");
  }
  return images;
}

Images sources_with_argument(std::string const& name, json const& by, Extents const& s) {
  if (name == "permutation") {
    return permutation_of_entries(by, s);
  }
  if (name == "permute_channels") { // channel c goes to its image
    Images const back = inverse(read_permutation(by, s.channels));
    return sources_by(s, [&](Entry to) { return Entry{back[to.c], to.i, to.j}; });
  }
  bool const of_rows = name == "shift_rows";
  bool const of_columns = name == "shift_columns";
  bool const of_slices = name == "shift_slices";
  std::int64_t const shift = of_rows || of_columns || of_slices ? by.get<std::int64_t>() : 0;
  std::uint32_t const rows = s.rows / s.slices;
  return sources_by(s, [&](Entry to) {
    std::uint32_t const slice = to.i / rows;
    std::uint32_t const row = to.i % rows;
    return Entry{to.c,
                 (of_slices ? shifted(slice, shift, s.slices) : slice) * rows +
                     (of_rows ? shifted(row, shift, rows) : row),
                 of_columns ? shifted(to.j, shift, s.columns) : to.j};
  });
}

/// Which entries the motion \p name, with the argument \p by, negates.
std::vector<bool> negated_by(std::string const& name, json const& by, Extents const& s) {
  std::vector<bool> result(s.size(), name == "negate");
  if (name == "signs") {
    if (by.size() != s.size()) {
      throw Refusal{std::to_string(by.size()) + " signs, expected " + std::to_string(s.size())};
    }
    for (std::size_t i = 0; i < result.size(); ++i) {
      result[i] = by[i].get<int>() < 0;
    }
  }
  std::vector<bool> channels(s.channels, false);
  for (json const& channel : name == "negate_channels" ? by : json::array()) {
    auto const c = channel.get<std::uint32_t>();
    if (c >= s.channels) {
      throw Refusal{"negate_channels: there is no channel " + std::to_string(c)};
    }
    channels[c] = true;
  }
  for (std::size_t i = 0; i < result.size(); ++i) {
    result[i] = result[i] || channels[i / (std::size_t{s.rows} * s.columns)];
  }
  return result;
}

/// One motion on signed places.
Images one_motion(json const& motion, Extents const& s) {
  bool const is_object = motion.is_object();
  std::string const name = is_object ? motion.begin().key() : motion.get<std::string>();
  json const& by = is_object ? motion.begin().value() : motion;
  Images places = is_object ? sources_with_argument(name, by, s) : named_sources(name, s);
  std::vector<bool> const negated = negated_by(name, by, s);
  std::uint32_t const n = s.size();
  places.resize(std::size_t{2} * n);
  for (std::uint32_t at = 0; at < n; ++at) {
    std::uint32_t const from = places[at];
    places[at] = negated[at] ? from + n : from;
    places[n + at] = negated[at] ? from : from + n;
  }
  return places;
}

/// An array that a step has moved: its extents, and from where each of its signed places comes.
struct Moved {
  Extents extents;
  Images places;
};

/// One step, which may exchange rows and columns.
Moved moved_by(json const& step, Extents const& s) {
  if (step.is_object()) {
    if (!step.contains("permute_channels") && !step.contains("negate_channels")) {
      refuse("part-steps", "a motion to another part by more than turns, flips, and channels");
    }
    return {s, one_motion(step, s)};
  }
  auto const name = step.get<std::string>();
  auto const* const found =
      std::find_if(named_motions.begin(), named_motions.end(), [&](NamedMotion const& motion) {
        return motion.name == name && !motion.of_cubes;
      });
  if (found == named_motions.end()) {
    throw Refusal{"no motion " + name + " leads from one part to another"};
  }
  // Of rectangles those of squares exchange the extents.
  Extents const to = found->of_squares ? Extents{s.channels, s.columns, s.rows} : Extents{s};
  std::uint32_t const n = s.size();
  Images places(std::size_t{2} * n);
  for (std::uint32_t at = 0; at < n; ++at) {
    std::uint32_t const plane = to.rows * to.columns;
    Entry const from = found->source({at / plane, at % plane / to.columns, at % to.columns}, s);
    std::uint32_t const place = (from.c * s.rows + from.i) * s.columns + from.j;
    places[at] = name == "negate" ? place + n : place;
    places[n + at] = name == "negate" ? place : place + n;
  }
  return {to, places};
}

} // namespace

Extents extents_of_shape(json const& shape) {
  auto const at = [&](std::size_t i) { return shape[i].get<std::uint32_t>(); };
  return shape.size() == 4 ? Extents{at(0), at(1) * at(2), at(3), at(1)}
                           : Extents{at(0), at(1), at(2)};
}

Images motion_between(json const& motion, Extents const& from, Extents const& to) {
  if (from == to) {
    return motion_sources(motion, to);
  }
  json const steps = motion.is_array() ? motion : json::array({motion});
  Moved result{from, identity_of(std::size_t{2} * from.size())};
  for (std::size_t k = steps.size(); k-- > 0;) { // the last acts first
    Moved const step = moved_by(steps[k], result.extents);
    result = {step.extents, product(result.places, step.places)};
  }
  if (result.extents != to) {
    refuse("part-shape", "a motion that leads to an array of another shape than that of the part");
  }
  return result.places;
}

Images motion_sources(json const& motion, Extents const& extents) {
  if (!motion.is_array()) {
    return one_motion(motion, extents);
  }
  Images result = identity_of(std::size_t{2} * extents.size());
  for (json const& part : motion) { // the last acts first, and sources compose the other way round
    result = product(one_motion(part, extents), result);
  }
  return result;
}

} // namespace equivarify::audit
