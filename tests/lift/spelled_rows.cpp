#include <cmath>
#include <cstdint>

#include "lift/model_table.hpp"

namespace equivarify::testing {
namespace {

constexpr std::int64_t first_axis = 1;

std::string number(SmallModel& small, std::string const& name, float value) {
  return small.constant(name, {}, std::vector<float>{value});
}

/// x min(max(x + 3, 0), 6) / 6, the sixth of the product or of the bounded factor.
ModelRow spelled_hard_swish(std::string const& name, bool is_product) {
  return {name, [=] {
            SmallModel small{{1, 4}};
            small.then("Mul", {number(small, "four", 4.0F)});
            std::string const x = small.last;
            small.then("Add", {number(small, "three", 3.0F)});
            small.then("Clip", {number(small, "zero", 0.0F), number(small, "six", 6.0F)});
            std::string const six = "six";
            return is_product ? small.then("Mul", {x}).then("Div", {six}).done()
                              : small.then("Div", {six}).then("Mul", {x}).done();
          }};
}

/// Zeros in front of \p type.
ModelRow
padded(std::string const& name, std::string const& type, NodeAttributes const& attributes) {
  return {name, [=] {
            SmallModel small{{1, 2, 5, 4}};
            small.then("Pad", {small.integers("pads", {0, 0, 1, 0, 0, 0, 2, 1})});
            bool const is_conv = type == "Conv";
            small.then(type,
                       is_conv ? std::vector{small.weights("w", {2, 2, 3, 3})}
                               : std::vector<std::string>{},
                       attributes);
            return ended(small, is_conv ? 70 : 48);
          }};
}

std::vector<ModelRow> resized() {
  return {{"UpsampleOfOld",
           [] {
             SmallModel small{{1, 2, 2, 3}, 9};
             small.then("Upsample", {small.constant("s", {4}, std::vector<float>{1, 1, 3, 2})});
             return ended(small, 72);
           }},
          {"ResizeByHalfPixels",
           [] {
             SmallModel small{{1, 2, 2, 3}};
             std::string const none = small.constant("none", {0}, std::vector<float>{});
             small.then("Resize",
                        {none, small.constant("s", {4}, std::vector<float>{1, 1, 2, 3})},
                        {{"coordinate_transformation_mode", std::string{"half_pixel"}}});
             return ended(small, 72);
           }},
          {"ResizeToSizes", [] {
             SmallModel small{{1, 2, 3, 2}};
             std::string const none = small.constant("none", {0}, std::vector<float>{});
             small.then("Resize",
                        {none, none, small.integers("sizes", {1, 2, 3, 8})},
                        {{"coordinate_transformation_mode", std::string{"asymmetric"}},
                         {"nearest_mode", std::string{"floor"}}});
             return ended(small, 48);
           }}};
}

/// x/2 (1 + erf(x / sqrt(2))) in one of the orders in which files have it; x is half of the input,
/// which something else reads too.
ModelRow spelled_gelu(int order) {
  return {fmt::format("SpelledGelu{}", order), [=] {
            SmallModel small{{1, 4}};
            std::string const unit = number(small, "one", 1.0F);
            std::string const half = number(small, "half", 0.5F);
            std::string const x =
                small.then("Gemm", {small.weights("w", {4, 4}), small.weights("b", {4})}).last;
            std::string const h = small.on("Mul", {half, x}).last;
            small.on("Div", {x, number(small, "root", std::sqrt(2.0F))}).then("Erf");
            std::string const sum = small.then("Add", {unit}).last;
            if (order == 0) {
              small.on("Mul", {x, sum}).then("Mul", {half});
            } else if (order == 1) {
              small.on("Mul", {sum, half}).then("Mul", {x});
            } else {
              small.on("Mul", {h, sum});
            }
            std::string const gelu = small.last;
            return small.on("Add", {gelu, h}).done();
          }};
}

/// A normalisation along \p axes of three of them, in its parts.
ModelRow spelled_norm(std::string const& name, Extents const& axes, bool is_scaled) {
  return {name, [=] {
            SmallModel small{{1, 2, 3}};
            std::string const x = small.last;
            std::string const mean = small.then("ReduceMean", {}, {{"axes", axes}}).last;
            std::string const distance = small.on("Sub", {x, mean}).last;
            small.then("Pow", {number(small, "two", 2.0F)});
            small.then("ReduceMean", {}, {{"axes", axes}});
            small.then("Add", {number(small, "epsilon", 0.02F)}).then("Sqrt");
            small.on("Div", {distance, small.last});
            if (is_scaled) {
              small.then("Mul", {small.weights("scale", {3})});
              small.then("Add", {small.weights("shift", {3})});
            }
            return ended(small, 6);
          }};
}

} // namespace

std::vector<ModelRow> spelled_rows() {
  std::vector<ModelRow> rows{
      padded("PaddingOfAConvolution", "Conv", {{"pads", Extents{1, 1, 0, 1}}}),
      padded("PaddingOfAPool", "MaxPool", {{"kernel_shape", Extents{3, 2}}}),
      {"SumFromAnAxis",
       [] { // as operator sets before 7 have it
         SmallModel small{{1, 2, 3, 3}, 6};
         small.then("Conv", {small.weights("w", {3, 2, 1, 1})});
         small.then("Add",
                    {small.weights("b", {3})},
                    {{"axis", first_axis}, {"broadcast", std::int64_t{1}}});
         return ended(small.then("Relu"), 27);
       }},
      {"PaddingByNothing",
       [] {
         SmallModel small{{1, 4}};
         return small.then("Pad", {small.integers("pads", {0, 0, 0, 0})}).then("Selu").done();
       }},
      spelled_hard_swish("SpelledHardSwish", true),
      spelled_hard_swish("SpelledHardSwishByAFactor", false),
      spelled_norm("SpelledNormOfAll", {1, 2}, false),
      spelled_norm("SpelledNormOfRows", {-1}, true)};
  for (int order = 0; order < 3; ++order) {
    rows.push_back(spelled_gelu(order));
  }
  for (ModelRow& row : resized()) {
    rows.push_back(std::move(row));
  }
  return rows;
}

} // namespace equivarify::testing
