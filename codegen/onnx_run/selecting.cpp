#include "equivarify/codegen/onnx_run/operators.hpp"

#include <algorithm>
#include <functional>

namespace equivarify::codegen::onnx_run {
namespace {

using Place = std::vector<std::size_t>;

Place as_shape(Array const& numbers) {
  return {numbers.values.begin(), numbers.values.end()};
}

/// Entry `at` of the result is entry source(at) of \p in.
Array taken(Array const& in, Place const& shape, std::function<Place(Place)> const& source) {
  Array out{shape, {}};
  for_each_place(shape, [&](Place const& at, std::size_t) {
    out.values.push_back(in.values.at(place_in(in.shape, source(at))));
  });
  return out;
}

Array expand(Array in, Place shape) {
  while (in.shape.size() < shape.size()) {
    in.shape.insert(in.shape.begin(), 1);
  }
  while (shape.size() < in.shape.size()) {
    shape.insert(shape.begin(), 1);
  }
  for (std::size_t axis = 0; axis < shape.size(); ++axis) {
    shape.at(axis) = std::max(shape.at(axis), in.shape.at(axis));
  }
  return taken(in, shape, [&](Place at) {
    for (std::size_t axis = 0; axis < at.size(); ++axis) {
      at.at(axis) = in.shape.at(axis) == 1 ? 0 : at.at(axis);
    }
    return at;
  });
}

Array tile(Array const& in, Place const& repeats) {
  Place shape = in.shape;
  for (std::size_t axis = 0; axis < shape.size(); ++axis) {
    shape.at(axis) *= repeats.at(axis);
  }
  return taken(in, shape, [&](Place at) {
    for (std::size_t axis = 0; axis < at.size(); ++axis) {
      at.at(axis) %= in.shape.at(axis);
    }
    return at;
  });
}

Array gather_elements(Array const& in, Array const& indices, std::size_t axis) {
  return taken(in, indices.shape, [&](Place at) {
    at.at(axis) = from_front(indices.values.at(place_in(indices.shape, at)), in.shape.at(axis));
    return at;
  });
}

Array gather_nd(Array const& in, Array const& indices, Attributes const& attributes) {
  if (attributes.number("batch_dims", 0) != 0) {
    throw UnknownOperator("a GatherND with a batch");
  }
  std::size_t const depth = indices.shape.back();
  Place shape(indices.shape.begin(), indices.shape.end() - 1);
  std::size_t const outer = shape.size();
  shape.insert(shape.end(), in.shape.begin() + static_cast<std::ptrdiff_t>(depth), in.shape.end());
  return taken(in, shape, [&](Place const& at) {
    Place row(at.begin(), at.begin() + static_cast<std::ptrdiff_t>(outer));
    row.push_back(0);
    Place from;
    for (row.back() = 0; row.back() < depth; ++row.back()) {
      from.push_back(
          from_front(indices.values.at(place_in(indices.shape, row)), in.shape.at(from.size())));
    }
    from.insert(from.end(), at.begin() + static_cast<std::ptrdiff_t>(outer), at.end());
    return from;
  });
}

/// Along an axis.
Array compress(Array const& in, Array const& condition, std::size_t axis) {
  std::vector<std::size_t> kept;
  for (std::size_t i = 0; i < condition.values.size(); ++i) {
    if (condition.values.at(i) != 0) {
      kept.push_back(i);
    }
  }
  Place shape = in.shape;
  shape.at(axis) = kept.size();
  return taken(in, shape, [&](Place at) {
    at.at(axis) = kept.at(at.at(axis));
    return at;
  });
}

Array depth_to_space(Array const& in, Attributes const& at) {
  auto const b = static_cast<std::size_t>(at.number("blocksize", 1));
  bool const is_crd = at.text("mode") == "CRD";
  std::size_t const channels = in.shape.at(1) / (b * b);
  return taken(
      in, {in.shape.at(0), channels, in.shape.at(2) * b, in.shape.at(3) * b}, [&](Place to) {
        std::size_t const offset = to.at(2) % b * b + to.at(3) % b;
        std::size_t const channel =
            is_crd ? to.at(1) * b * b + offset : offset * channels + to.at(1);
        return Place{to.at(0), channel, to.at(2) / b, to.at(3) / b};
      });
}

Array space_to_depth(Array const& in, Attributes const& at) {
  auto const b = static_cast<std::size_t>(at.number("blocksize", 1));
  std::size_t const channels = in.shape.at(1);
  return taken(in,
               {in.shape.at(0), channels * b * b, in.shape.at(2) / b, in.shape.at(3) / b},
               [&](Place to) {
                 std::size_t const offset = to.at(1) / channels;
                 return Place{to.at(0),
                              to.at(1) % channels,
                              to.at(2) * b + offset / b,
                              to.at(3) * b + offset % b};
               });
}

Array triangle(Array in, double upper, double shift) {
  for_each_place(in.shape, [&](Place const& at, std::size_t i) {
    auto const row = static_cast<double>(at.at(at.size() - 2));
    auto const column = static_cast<double>(at.back());
    bool const is_kept = upper != 0 ? column >= row + shift : column <= row + shift;
    in.values.at(i) = is_kept ? in.values.at(i) : 0.0;
  });
  return in;
}

Array sum_up(Array const& in, std::size_t axis, Attributes const& attributes) {
  bool const reverses = attributes.number("reverse", 0) != 0;
  bool const excludes = attributes.number("exclusive", 0) != 0;
  Array out{in.shape, {}};
  for_each_place(in.shape, [&](Place at, std::size_t) {
    std::size_t const here = at.at(axis);
    double sum = 0;
    for (at.at(axis) = 0; at.at(axis) < in.shape.at(axis); ++at.at(axis)) {
      bool const before = reverses ? at.at(axis) > here : at.at(axis) < here;
      sum +=
          before || (at.at(axis) == here && !excludes) ? in.values.at(place_in(in.shape, at)) : 0.0;
    }
    out.values.push_back(sum);
  });
  return out;
}

/// An entry that is left out may be no number.
Array where(std::vector<Array> const& in) {
  Array const kept =
      stretched(in.at(0), in.at(1), [](double c, double x) { return c != 0 ? x : 0.0; });
  Array const others =
      stretched(in.at(0), in.at(2), [](double c, double x) { return c != 0 ? 0.0 : x; });
  return stretched(kept, others, std::plus<>{});
}

Array range(std::vector<Array> const& in) {
  Array out{{}, {}};
  double const step = in.at(2).values.at(0);
  for (double x = in.at(0).values.at(0);
       step > 0 ? x < in.at(1).values.at(0) : x > in.at(1).values.at(0);
       x += step) {
    out.values.push_back(x);
  }
  out.shape = {out.values.size()};
  return out;
}

} // namespace

std::size_t place_in(std::vector<std::size_t> const& shape, std::vector<std::size_t> const& at) {
  std::size_t place = 0;
  for (std::size_t axis = 0; axis < shape.size(); ++axis) {
    if (at.at(axis) >= shape.at(axis)) {
      throw UnknownOperator("an index outside");
    }
    place = place * shape.at(axis) + at.at(axis);
  }
  return place;
}

std::optional<Array>
run_selecting(std::string const& type, Attributes const& at, std::vector<Array> const& in) {
  auto const axis = [&](double otherwise) {
    return from_front(at.number("axis", otherwise), in.at(0).shape.size());
  };
  std::map<std::string, std::function<Array()>> const all{
      {"Expand", [&] { return expand(in.at(0), as_shape(in.at(1))); }},
      {"Tile", [&] { return tile(in.at(0), as_shape(in.at(1))); }},
      {"GatherElements", [&] { return gather_elements(in.at(0), in.at(1), axis(0)); }},
      {"GatherND", [&] { return gather_nd(in.at(0), in.at(1), at); }},
      {"Compress",
       [&] {
         return compress(
             in.at(0), in.at(1), from_front(at.numbers.at("axis"), in.at(0).shape.size()));
       }},
      {"DepthToSpace", [&] { return depth_to_space(in.at(0), at); }},
      {"SpaceToDepth", [&] { return space_to_depth(in.at(0), at); }},
      {"Trilu",
       [&] {
         return triangle(
             in.at(0), at.number("upper", 1), in.size() > 1 ? in.at(1).values.at(0) : 0);
       }},
      {"CumSum",
       [&] {
         return sum_up(in.at(0), from_front(in.at(1).values.at(0), in.at(0).shape.size()), at);
       }},
      {"Size",
       [&] {
         return Array{{}, {static_cast<double>(in.at(0).values.size())}};
       }},
      {"Range", [&] { return range(in); }},
      {"Where", [&] { return where(in); }}};
  auto const found = all.find(type);
  return found == all.end() ? std::nullopt : std::optional{found->second()};
}

} // namespace equivarify::codegen::onnx_run
