#include "equivarify/algebra/grid_action.hpp"

#include "equivarify/algebra/error.hpp"
#include "equivarify/algebra/permutation.hpp"
#include "equivarify/algebra/text.hpp"

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
enum class Fits { any, square_planes, cubes };

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
    Motion{"transpose",
           Fits::square_planes,
           [](Place p, ArrayShape const&) {
             return Place{p.channel, p.column, p.row};
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
    throw AlgebraError(fmt::format(
        "there is no action '{}' (nearest: '{}')", name, nearest_name(name, grid_action_names())));
  }
  return *found;
}

bool fits(Motion const& motion, ArrayShape const& shape) {
  bool const square = shape.rows == shape.columns;
  return motion.fits == Fits::any ||
         (square && (motion.fits == Fits::square_planes || shape.channels == shape.rows));
}

void require_fit(Motion const& motion, ArrayShape const& shape) {
  if (!fits(motion, shape)) {
    throw AlgebraError(
        motion.fits == Fits::cubes
            ? fmt::format("{} needs a cube of n x n x n, found {}", motion.name, to_string(shape))
            : fmt::format(
                  "{} needs square planes, found {} x {}", motion.name, shape.rows, shape.columns));
  }
}

std::uint32_t index_of(Place place, ArrayShape const& shape) {
  return (place.channel * shape.rows + place.row) * shape.columns + place.column;
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
  return fmt::format(
      "[{}][{}][{}]", index / plane, index % plane / shape.columns, index % shape.columns);
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
  return fmt::format("{}x{}x{}", shape.channels, shape.rows, shape.columns);
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
  EntryPermutation gather;
  gather.reserve(shape.size());
  for (std::uint32_t channel = 0; channel < shape.channels; ++channel) {
    for (std::uint32_t row = 0; row < shape.rows; ++row) {
      for (std::uint32_t column = 0; column < shape.columns; ++column) {
        gather.push_back(index_of(motion.source({channel, row, column}, shape), shape));
      }
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
