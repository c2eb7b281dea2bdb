#include "equivarify/algebra/grid_action.hpp"

#include "equivarify/algebra/error.hpp"
#include "equivarify/algebra/name_hint.hpp"
#include "equivarify/algebra/permutation.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <numeric>

namespace equivarify::algebra {

namespace {

/// A place in an array.
struct Place {
  std::uint32_t channel;
  std::uint32_t row;
  std::uint32_t column;
};

/// Which arrays a motion is for.
enum class Fits { any, square_planes, cubes, volumes };

/// A named motion: from which place the entry at \p to comes.
struct Motion {
  std::string_view name;
  Fits fits;
  Place (*source)(Place to, ArrayShape const& shape);
};

constexpr std::array motions{
    Motion{"identity", Fits::any, [](Place p, ArrayShape const&) { return p; }},
    Motion{"quarter_turn",
           Fits::square_planes,
           [](Place p, ArrayShape const& s) {
             return Place{p.channel, p.column, s.columns - 1 - p.row};
           }},
    Motion{"half_turn",
           Fits::any,
           [](Place p, ArrayShape const& s) {
             return Place{p.channel, s.rows - 1 - p.row, s.columns - 1 - p.column};
           }},
    Motion{"three_quarter_turn",
           Fits::square_planes,
           [](Place p, ArrayShape const& s) {
             return Place{p.channel, s.rows - 1 - p.column, p.row};
           }},
    Motion{"flip_rows",
           Fits::any,
           [](Place p, ArrayShape const& s) {
             return Place{p.channel, s.rows - 1 - p.row, p.column};
           }},
    Motion{"flip_columns",
           Fits::any,
           [](Place p, ArrayShape const& s) {
             return Place{p.channel, p.row, s.columns - 1 - p.column};
           }},
    Motion{"flip_channels",
           Fits::any,
           [](Place p, ArrayShape const& s) {
             return Place{s.channels - 1 - p.channel, p.row, p.column};
           }},
    Motion{"flip_slices",
           Fits::volumes,
           [](Place p, ArrayShape const& s) {
             return Place{s.channels - 1 - p.channel, p.row, p.column};
           }},
    Motion{"transpose",
           Fits::square_planes,
           [](Place p, ArrayShape const&) {
             return Place{p.channel, p.column, p.row};
           }},
    Motion{"sixth_turn",
           Fits::square_planes,
           [](Place p, ArrayShape const& s) {
             std::uint32_t const n = s.columns;
             return Place{p.channel, (n - p.column) % n, (p.row + p.column) % n};
           }},
    Motion{"cube_turn_x",
           Fits::cubes,
           [](Place p, ArrayShape const& s) {
             return Place{p.channel, p.column, s.columns - 1 - p.row};
           }},
    Motion{"cube_turn_y",
           Fits::cubes,
           [](Place p, ArrayShape const& s) {
             return Place{s.channels - 1 - p.column, p.row, p.channel};
           }},
    Motion{"cube_turn_z",
           Fits::cubes,
           [](Place p, ArrayShape const& s) {
             return Place{p.row, s.rows - 1 - p.channel, p.column};
           }},
};

Motion const& motion_named(std::string_view name) {
  auto const* const found = std::find_if(
      motions.begin(), motions.end(), [&](Motion const& motion) { return motion.name == name; });
  if (found == motions.end()) {
    throw AlgebraError(
        fmt::format("there is no action '{}'{}", name, name_hint(name, grid_action_names())));
  }
  return *found;
}

/// The box that a motion is of: of volumes its slices take the place of the channels.
ArrayShape box_of(ArrayShape const& shape) {
  return shape.depth == 1 ? shape
                          : ArrayShape{shape.depth, shape.rows / shape.depth, shape.columns};
}

bool fits(Motion const& motion, ArrayShape const& shape) {
  ArrayShape const box = box_of(shape);
  bool const square = box.rows == box.columns;
  switch (motion.fits) {
  case Fits::any:
    return true;
  case Fits::square_planes:
    return square;
  case Fits::cubes:
    return square && box.channels == box.rows;
  case Fits::volumes:
    return shape.depth > 1;
  }
  throw InternalError{"a motion of no known arrays"};
}

void require_fit(Motion const& motion, ArrayShape const& shape) {
  if (!fits(motion, shape)) {
    ArrayShape const box = box_of(shape);
    throw AlgebraError(
        motion.fits == Fits::square_planes
            ? fmt::format(
                  "{} needs square planes, found {} x {}", motion.name, box.rows, box.columns)
            : fmt::format("{} needs {}, found {}",
                          motion.name,
                          motion.fits == Fits::cubes ? "a cube of n x n x n" : "volumes",
                          to_string(shape)));
  }
}

std::uint32_t index_of(Place place, ArrayShape const& shape) {
  return (place.channel * shape.rows + place.row) * shape.columns + place.column;
}

Place place_of(std::uint32_t index, ArrayShape const& shape) {
  return {index / shape.columns / shape.rows,
          index / shape.columns % shape.rows,
          index % shape.columns};
}

void require_representable(ArrayShape const& shape) {
  std::uint64_t const plane = std::uint64_t{shape.rows} * shape.columns;
  if (plane > max_array_size || plane * shape.channels > max_array_size) {
    throw LimitError(fmt::format(
        "an array of shape {} has more than {} entries", to_string(shape), max_array_size));
  }
}

std::string describe_entry(std::uint32_t index, ArrayShape const& shape) {
  std::uint32_t const plane = shape.rows * shape.columns;
  std::uint32_t const row = index % plane / shape.columns;
  std::uint32_t const slice_rows = shape.rows / shape.depth;
  std::string const in_channel = shape.depth == 1
                                     ? fmt::format("[{}]", row)
                                     : fmt::format("[{}][{}]", row / slice_rows, row % slice_rows);
  return fmt::format("[{}]{}[{}]", index / plane, in_channel, index % shape.columns);
}

/// Rewords an ActionError about places as one about an array x and its entries.
std::string describe(ActionError const& error, Group const& group, ArrayShape const& shape) {
  return fmt::format(
      "no action of {} on {} arrays: g (h x) differs from (g h) x for g = {}, h = {}, "
      "g h = {}: they put the entry x{} at different places; the relation {} fails",
      group.name(),
      to_string(shape),
      group.name_of(error.g),
      group.name_of(error.h),
      group.name_of(group.multiply(error.g, error.h)),
      describe_entry(error.x.index(), shape),
      error.relation);
}

} // namespace

std::string to_string(ArrayShape const& shape) {
  return shape.depth == 1 ? fmt::format("{}x{}x{}", shape.channels, shape.rows, shape.columns)
                          : fmt::format("{}x{}x{}x{}",
                                        shape.channels,
                                        shape.depth,
                                        shape.rows / shape.depth,
                                        shape.columns);
}

std::vector<std::string> const& grid_action_names() {
  static std::vector<std::string> const names = [] {
    std::vector<std::string> result;
    result.reserve(motions.size());
    for (Motion const& motion : motions) {
      result.emplace_back(motion.name);
    }
    return result;
  }();
  return names;
}

bool fits(std::string_view name, ArrayShape const& shape) {
  return fits(motion_named(name), shape);
}

EntryPermutation grid_action(std::string_view name, ArrayShape const& shape) {
  require_representable(shape);
  Motion const& motion = motion_named(name);
  require_fit(motion, shape);
  bool const moves_channels = name == "flip_channels";
  ArrayShape const box = moves_channels ? shape : box_of(shape);
  auto const size = static_cast<std::uint32_t>(box.size());
  std::uint32_t const boxes = size == 0 ? 0 : static_cast<std::uint32_t>(shape.size() / size);
  EntryPermutation gather;
  gather.reserve(shape.size());
  for (std::uint32_t number = 0; number < boxes; ++number) {
    for (std::uint32_t to = 0; to < size; ++to) {
      Place const from = motion.source(place_of(to, box), box);
      gather.push_back(number * size + index_of(from, box));
    }
  }
  return gather;
}

EntryPermutation grid_action(std::vector<std::string> const& names, ArrayShape const& shape) {
  EntryPermutation result = grid_action("identity", shape);
  for (std::string const& name : names) {
    result = compose(result, grid_action(name, shape));
  }
  return result;
}

// (a (b x))[i] = (b x)[a[i]] = x[b[a[i]]].
EntryPermutation compose(EntryPermutation const& outer, EntryPermutation const& inner) {
  EntryPermutation result;
  result.reserve(outer.size());
  for (std::uint32_t const i : outer) {
    result.push_back(inner[i]);
  }
  return result;
}

GSet places(Group const& group,
            std::vector<EntryPermutation> const& generators,
            ArrayShape const& shape) {
  require_representable(shape);
  std::vector<std::vector<std::uint32_t>> images;
  for (std::size_t k = 0; k < generators.size(); ++k) {
    try {
      images.push_back(Permutation::from_images(generators[k]).inverse().images());
    } catch (AlgebraError const& error) {
      throw AlgebraError(fmt::format("generator {} of {}: {}", k, group.name(), error.what()));
    }
  }
  try {
    return GSet::from_generators(group, static_cast<std::uint32_t>(shape.size()), images);
  } catch (ActionError const& error) {
    throw error.reworded(describe(error, group, shape));
  }
}

std::vector<EntryPermutation> entry_permutations(GSet const& places) {
  Group const& group = places.group();
  std::vector<EntryPermutation> result;
  result.reserve(group.order());
  for (Element const g : group.elements()) {
    result.push_back(places.images_of(group.inverse(g)));
  }
  return result;
}

std::vector<EntryPermutation> entry_permutations(Group const& group,
                                                 std::vector<EntryPermutation> const& generators,
                                                 ArrayShape const& shape) {
  return entry_permutations(places(group, generators, shape));
}

} // namespace equivarify::algebra
