#include "equivarify/codegen/groups/motion_between.hpp"

#include "equivarify/codegen/groups/motion_form.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <string_view>

namespace equivarify::codegen {
namespace {

using algebra::ArrayShape;
using algebra::SignedPermutation;

/// Steps that mean something on arrays of any shape. Shifts go round, and so need one extent.
constexpr std::array<std::string_view, 9> steps_between{"identity",
                                                        "quarter_turn",
                                                        "half_turn",
                                                        "three_quarter_turn",
                                                        "flip_rows",
                                                        "flip_columns",
                                                        "flip_channels",
                                                        "transpose",
                                                        "negate"};

bool is_step_between(nlohmann::json const& step) {
  if (step.is_string()) {
    auto const name = step.get<std::string>();
    return std::find(steps_between.begin(), steps_between.end(), name) != steps_between.end();
  }
  return step.is_object() &&
         (step.contains("permute_channels") || step.contains("negate_channels"));
}

void require_steps(JsonNode const& form, ArrayShape const& from, ArrayShape const& to) {
  auto const require = [&](JsonNode const& step) {
    if (!is_step_between(step.value)) {
      throw InputError{{.pointer = step.pointer,
                        .summary = "motion between arrays of two shapes",
                        .found = fmt::format("{} from {} to {}",
                                             describe_motion(step.value),
                                             algebra::to_string(from),
                                             algebra::to_string(to)),
                        .expected = "turns, flips, transpose, negate, or permutations and signs of "
                                    "channels"}};
    }
  };
  if (!form.value.is_array()) {
    require(form);
    return;
  }
  for (JsonNode const& step : form.list()) {
    require(step);
  }
}

/// Rows or columns from the first to the last that are in use.
struct Span {
  std::uint32_t first;
  std::uint32_t last = 0;

  void take(std::uint32_t place) {
    first = std::min(first, place);
    last = std::max(last, place);
  }

  [[nodiscard]] std::uint32_t size() const { return last - first + 1; }
};

/// Arrays of one shape in the upper left corner of square ones, which a motion takes somewhere.
class CornerMotion {
public:
  CornerMotion(SignedPermutation motion, ArrayShape const& from, std::uint32_t side)
      : motion_{std::move(motion)}, from_{from}, side_{side} {
    for (std::uint32_t place = 0; place < side * side; ++place) {
      if (is_of_corner(motion_.gather[place] % (side * side))) {
        rows_.take(place / side);
        columns_.take(place % side);
      }
    }
  }

  [[nodiscard]] ArrayShape to() const { return {from_.channels, rows_.size(), columns_.size()}; }

  [[nodiscard]] SignedPermutation result() const {
    SignedPermutation result;
    for (std::uint32_t c = 0; c < from_.channels; ++c) {
      for (std::uint32_t i = rows_.first; i <= rows_.last; ++i) {
        for (std::uint32_t j = columns_.first; j <= columns_.last; ++j) {
          std::uint32_t const place = (c * side_ + i) * side_ + j;
          std::uint32_t const old = motion_.gather[place];
          std::uint32_t const row = old / side_ % side_;
          result.gather.push_back((old / (side_ * side_) * from_.rows + row) * from_.columns +
                                  old % side_);
          result.negated.push_back(motion_.negated[place]);
        }
      }
    }
    return result;
  }

private:
  [[nodiscard]] bool is_of_corner(std::uint32_t cell) const {
    return cell / side_ < from_.rows && cell % side_ < from_.columns;
  }

  SignedPermutation motion_;
  ArrayShape from_;
  std::uint32_t side_;
  Span rows_{side_};
  Span columns_{side_};
};

} // namespace

SignedPermutation
read_motion_between(JsonNode const& form, ArrayShape const& from, ArrayShape const& to) {
  if (from == to) {
    return read_motion(form, to);
  }
  require_steps(form, from, to);
  std::uint32_t const side = std::max(from.rows, from.columns);
  CornerMotion const motion{read_motion(form, {from.channels, side, side}), from, side};
  if (motion.to() != to) {
    throw InputError{{.pointer = form.pointer,
                      .summary = "motion to an array of another shape",
                      .found = fmt::format("{}, from {} to {}",
                                           describe_motion(form.value),
                                           algebra::to_string(from),
                                           algebra::to_string(motion.to())),
                      .expected = fmt::format("a motion to {}", algebra::to_string(to))}};
  }
  return motion.result();
}

} // namespace equivarify::codegen
