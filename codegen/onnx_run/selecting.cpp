#include "equivarify/codegen/onnx_run/operators.hpp"

#include <algorithm>
#include <cmath>
#include <functional>
#include <limits>
#include <numeric>
#include <set>

namespace equivarify::codegen::onnx_run {
namespace {

using Place = std::vector<std::size_t>;

/// The number \p at in an array of \p shape.
std::size_t place_in(Place const& shape, Place const& at) {
  std::size_t place = 0;
  for (std::size_t axis = 0; axis < shape.size(); ++axis) {
    if (at[axis] >= shape[axis]) {
      throw UnknownOperator("an index outside");
    }
    place = place * shape[axis] + at[axis];
  }
  return place;
}

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
  for (std::size_t axis = 0; axis < shape.size(); ++axis) {
    shape[axis] = std::max(shape[axis], in.shape[axis]);
  }
  return taken(in, shape, [&](Place at) {
    for (std::size_t axis = 0; axis < at.size(); ++axis) {
      at[axis] = in.shape[axis] == 1 ? 0 : at[axis];
    }
    return at;
  });
}

Array tile(Array const& in, Place const& repeats) {
  Place shape = in.shape;
  for (std::size_t axis = 0; axis < shape.size(); ++axis) {
    shape[axis] *= repeats.at(axis);
  }
  return taken(in, shape, [&](Place at) {
    for (std::size_t axis = 0; axis < at.size(); ++axis) {
      at[axis] %= in.shape[axis];
    }
    return at;
  });
}

Array gather_elements(Array const& in, Array const& indices, std::size_t axis) {
  return taken(in, indices.shape, [&](Place at) {
    at[axis] = from_front(indices.values.at(place_in(indices.shape, at)), in.shape[axis]);
    return at;
  });
}

/// Without a batch.
Array gather_nd(Array const& in, Array const& indices) {
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
          from_front(indices.values.at(place_in(indices.shape, row)), in.shape[from.size()]));
    }
    from.insert(from.end(), at.begin() + static_cast<std::ptrdiff_t>(outer), at.end());
    return from;
  });
}

/// Along an axis.
Array compress(Array const& in, Array const& condition, std::size_t axis) {
  std::vector<std::size_t> kept;
  for (std::size_t i = 0; i < condition.values.size(); ++i) {
    if (condition.values[i] != 0) {
      kept.push_back(i);
    }
  }
  Place shape = in.shape;
  shape.at(axis) = kept.size();
  return taken(in, shape, [&](Place at) {
    at[axis] = kept[at[axis]];
    return at;
  });
}

Array depth_to_space(Array const& in, Attributes const& at) {
  auto const b = static_cast<std::size_t>(at.number("blocksize", 1));
  bool const is_crd = at.text("mode") == "CRD";
  std::size_t const channels = in.shape[1] / (b * b);
  return taken(in, {in.shape[0], channels, in.shape[2] * b, in.shape[3] * b}, [&](Place to) {
    std::size_t const offset = to[2] % b * b + to[3] % b;
    std::size_t const channel = is_crd ? to[1] * b * b + offset : offset * channels + to[1];
    return Place{to[0], channel, to[2] / b, to[3] / b};
  });
}

Array space_to_depth(Array const& in, Attributes const& at) {
  auto const b = static_cast<std::size_t>(at.number("blocksize", 1));
  std::size_t const channels = in.shape[1];
  return taken(
      in, {in.shape[0], channels * b * b, in.shape[2] / b, in.shape[3] / b}, [&](Place to) {
        std::size_t const offset = to[1] / channels;
        return Place{to[0], to[1] % channels, to[2] * b + offset / b, to[3] * b + offset % b};
      });
}

Array triangle(Array in, double upper, double shift) {
  for_each_place(in.shape, [&](Place const& at, std::size_t i) {
    auto const row = static_cast<double>(at[at.size() - 2]);
    auto const column = static_cast<double>(at.back());
    bool const is_kept = upper != 0 ? column >= row + shift : column <= row + shift;
    in.values[i] = is_kept ? in.values[i] : 0.0;
  });
  return in;
}

Array sum_up(Array const& in, std::size_t axis, Attributes const& attributes) {
  bool const reverses = attributes.number("reverse", 0) != 0;
  bool const excludes = attributes.number("exclusive", 0) != 0;
  Array out{in.shape, {}};
  for_each_place(in.shape, [&](Place at, std::size_t) {
    std::size_t const here = at[axis];
    double sum = 0;
    for (at[axis] = 0; at[axis] < in.shape[axis]; ++at[axis]) {
      bool const before = reverses ? at[axis] > here : at[axis] < here;
      sum += before || (at[axis] == here && !excludes) ? in.values[place_in(in.shape, at)] : 0.0;
    }
    out.values.push_back(sum);
  });
  return out;
}

/// \p function over the entries along \p axes.
Array reduced(Array const& in,
              Attributes const& attributes,
              std::vector<Array> const& all,
              std::function<double(std::vector<double> const&)> const& function) {
  std::vector<std::int64_t> axes = attributes.list("axes", {});
  for (std::size_t i = 0; all.size() > 1 && i < all[1].values.size(); ++i) {
    axes.push_back(static_cast<std::int64_t>(all[1].values[i]));
  }
  std::set<std::size_t> gone;
  for (std::size_t axis = 0; axis < in.shape.size(); ++axis) {
    auto const negative =
        static_cast<std::int64_t>(axis) - static_cast<std::int64_t>(in.shape.size());
    bool const named = std::count(axes.begin(), axes.end(), static_cast<std::int64_t>(axis)) != 0 ||
                       std::count(axes.begin(), axes.end(), negative) != 0;
    if (axes.empty() || named) {
      gone.insert(axis);
    }
  }
  Place shape = in.shape;
  for (std::size_t const axis : gone) {
    shape[axis] = 1;
  }
  std::vector<std::vector<double>> groups(size_of(shape));
  for_each_place(in.shape, [&](Place at, std::size_t i) {
    for (std::size_t const axis : gone) {
      at[axis] = 0;
    }
    groups[place_in(shape, at)].push_back(in.values[i]);
  });
  Array out{{}, {}};
  for (std::size_t axis = 0; axis < shape.size(); ++axis) {
    if (!gone.contains(axis) || attributes.number("keepdims", 1) != 0) {
      out.shape.push_back(shape[axis]);
    }
  }
  for (auto const& group : groups) {
    out.values.push_back(function(group));
  }
  return out;
}

double total(std::vector<double> const& numbers) {
  return std::accumulate(numbers.begin(), numbers.end(), 0.0);
}

double total_of_squares(std::vector<double> const& numbers) {
  return std::inner_product(numbers.begin(), numbers.end(), numbers.begin(), 0.0);
}

std::map<std::string, double (*)(std::vector<double> const&)> const reductions{
    {"ReduceSum", total},
    {"ReduceL1",
     [](std::vector<double> const& x) {
       return std::accumulate(
           x.begin(), x.end(), 0.0, [](double sum, double y) { return sum + std::abs(y); });
     }},
    {"ReduceL2", [](std::vector<double> const& x) { return std::sqrt(total_of_squares(x)); }},
    {"ReduceSumSquare", total_of_squares},
    {"ReduceLogSum", [](std::vector<double> const& x) { return std::log(total(x)); }},
    {"ReduceLogSumExp",
     [](std::vector<double> const& x) {
       return std::log(std::accumulate(
           x.begin(), x.end(), 0.0, [](double sum, double y) { return sum + std::exp(y); }));
     }},
    {"ReduceProd",
     [](std::vector<double> const& x) {
       return std::accumulate(x.begin(), x.end(), 1.0, std::multiplies<>{});
     }},
    {"ReduceMax",
     [](std::vector<double> const& x) { return *std::max_element(x.begin(), x.end()); }},
    {"ReduceMin",
     [](std::vector<double> const& x) { return *std::min_element(x.begin(), x.end()); }}};

/// An entry that is left out may be no number.
Array where(std::vector<Array> const& in) {
  Array const kept =
      stretched(in.at(0), in.at(1), [](double c, double x) { return c != 0 ? x : 0.0; });
  Array const others =
      stretched(in[0], in.at(2), [](double c, double x) { return c != 0 ? 0.0 : x; });
  return stretched(kept, others, std::plus<>{});
}

Array range(std::vector<Array> const& in) {
  Array out{{}, {}};
  double const step = in.at(2).values[0];
  for (double x = in[0].values[0]; step > 0 ? x < in[1].values[0] : x > in[1].values[0];
       x += step) {
    out.values.push_back(x);
  }
  out.shape = {out.values.size()};
  return out;
}

} // namespace

std::optional<Array>
run_selecting(std::string const& type, Attributes const& at, std::vector<Array> const& in) {
  auto const axis = [&](double otherwise) {
    return from_front(at.number("axis", otherwise), in.at(0).shape.size());
  };
  if (auto const found = reductions.find(type); found != reductions.end()) {
    return reduced(in.at(0), at, in, found->second);
  }
  std::map<std::string, std::function<Array()>> const all{
      {"Expand", [&] { return expand(in.at(0), as_shape(in.at(1))); }},
      {"Tile", [&] { return tile(in.at(0), as_shape(in.at(1))); }},
      {"GatherElements", [&] { return gather_elements(in.at(0), in.at(1), axis(0)); }},
      {"GatherND", [&] { return gather_nd(in.at(0), in.at(1)); }},
      {"Compress", [&] { return compress(in.at(0), in.at(1), axis(0)); }},
      {"DepthToSpace", [&] { return depth_to_space(in.at(0), at); }},
      {"SpaceToDepth", [&] { return space_to_depth(in.at(0), at); }},
      {"Trilu",
       [&] {
         return triangle(in.at(0), at.number("upper", 1), in.size() > 1 ? in[1].values.at(0) : 0);
       }},
      {"CumSum",
       [&] { return sum_up(in.at(0), from_front(in.at(1).values.at(0), in[0].shape.size()), at); }},
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
