/// \file
/// What is said of products, for all values at once, is what they compute: motions with signs of
/// factors of every shape that may be multiplied, right ones and ones that are wrong in one entry.
#include "equivarify/codegen/layers/commutation.hpp"
#include "equivarify/codegen/layers/layer_type.hpp"
#include "equivarify/codegen/layers/registry.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <cstddef>
#include <numeric>
#include <utility>
#include <vector>

#include "codegen/disguised_layer.hpp"
#include "support/few_cases.hpp"

namespace equivarify::codegen {
namespace {

using algebra::SignedPermutation;
using Numbers = std::vector<float>;

Operation product_of_values() {
  return find_layer_type("multiply")->standard();
}

/// How channels and places of all factors move; each factor has signs of its own.
struct Motion {
  std::vector<std::size_t> channels; ///< where each comes from
  std::vector<std::size_t> places;
};

/// A factor of \p own shape that moves by \p motion, with a sign for each of its channels.
SignedPermutation
moved_factor(Shape const& own, Motion const& motion, std::vector<bool> const& minus) {
  SignedPermutation result;
  for (std::size_t c = 0; c < own.channels; ++c) {
    std::size_t const from = own.channels == 1 ? 0 : motion.channels[c];
    for (std::size_t p = 0; p < own.plane(); ++p) {
      std::size_t const place = own.plane() == 1 ? 0 : motion.places[p];
      result.gather.push_back(static_cast<std::uint32_t>(from * own.plane() + place));
      result.negated.push_back(minus[c]);
    }
  }
  return result;
}

/// \p motions of values that lie one after another.
SignedPermutation one_after_another(std::vector<SignedPermutation> const& motions) {
  SignedPermutation result;
  for (SignedPermutation const& motion : motions) {
    auto const first = static_cast<std::uint32_t>(result.gather.size());
    for (std::uint32_t const from : motion.gather) {
      result.gather.push_back(first + from);
    }
    result.negated.insert(result.negated.end(), motion.negated.begin(), motion.negated.end());
  }
  return result;
}

Numbers moved(SignedPermutation const& motion, Numbers const& v) {
  Numbers result;
  for (std::size_t i = 0; i < v.size(); ++i) {
    float const from = v[motion.gather[i]];
    result.push_back(motion.negated[i] ? -from : from);
  }
  return result;
}

Numbers product(Layer const& layer, Numbers const& v) {
  Inputs<float> values;
  auto begin = v.begin();
  for (Shape const& shape : layer.inputs) {
    auto const end = begin + static_cast<std::ptrdiff_t>(shape.size());
    values.emplace_back(begin, end);
    begin = end;
  }
  return evaluate_layer(layer, Tensors<float>{}, values);
}

/// Makes \p motion wrong in one entry, by a sign or by two entries that change places.
void spoil(SignedPermutation& motion) {
  std::size_t const i = *rc::gen::inRange<std::size_t>(0, motion.gather.size());
  std::size_t const j = *rc::gen::inRange<std::size_t>(0, motion.gather.size());
  if (*rc::gen::arbitrary<bool>()) {
    motion.negated[i] = !motion.negated[i];
  } else {
    std::swap(motion.gather[i], motion.gather[j]);
  }
}

std::vector<std::size_t> some_order(std::size_t size) {
  std::vector<std::size_t> order(size);
  std::iota(order.begin(), order.end(), 0U);
  for (std::size_t i = size; i > 1; --i) {
    std::swap(order[i - 1], order[*rc::gen::inRange<std::size_t>(0, i)]);
  }
  return order;
}

/// A product of factors whose motions fit, and what the output does then.
struct Case {
  Layer layer;
  std::vector<SignedPermutation> factors;
  SignedPermutation output;
};

Case some_case() {
  Shape const whole{*rc::gen::inRange<std::size_t>(1, 4),
                    *rc::gen::inRange<std::size_t>(1, 3),
                    *rc::gen::inRange<std::size_t>(1, 4)};
  Motion const motion{some_order(whole.channels), some_order(whole.plane())};
  Case made{{"product", product_of_values(), {whole}, whole}, {}, {}};
  for (std::size_t k = *rc::gen::inRange<std::size_t>(1, 4); k > 0; --k) {
    Shape const plane{1, whole.rows, whole.columns};
    made.layer.inputs.push_back(
        *rc::gen::element(whole, Shape{whole.channels, 1, 1}, plane, Shape{1, 1, 1}));
  }
  std::vector<bool> sign(whole.channels);
  for (Shape const& own : made.layer.inputs) {
    std::vector<bool> minus;
    for (std::size_t c = 0; c < own.channels; ++c) {
      minus.push_back(*rc::gen::arbitrary<bool>());
    }
    for (std::size_t c = 0; c < whole.channels; ++c) {
      sign[c] = sign[c] != minus[own.channels == 1 ? 0 : c];
    }
    made.factors.push_back(moved_factor(own, motion, minus));
  }
  made.output = moved_factor(whole, motion, sign);
  return made;
}

/// That \p judged, which computes what the layer of \p made does, fits its motions, one of which
/// may be spoiled, exactly if they commute to the bit.
void require_right_fit(Case made, Operation const& judged) {
  bool const is_spoiled = *rc::gen::arbitrary<bool>();
  if (is_spoiled) {
    std::size_t const which = *rc::gen::inRange<std::size_t>(0, made.factors.size() + 1);
    spoil(which < made.factors.size() ? made.factors[which] : made.output);
  }
  SignedPermutation const in = one_after_another(made.factors);
  std::uint32_t state = *rc::gen::inRange<std::uint32_t>(1, 1U << 30U);
  Numbers v;
  for (std::size_t i = 0; i < in.gather.size(); ++i) {
    state = state * 1664525U + 1013904223U;
    v.push_back(1.0F + static_cast<float>(state >> 9U) * 0x1p-23F);
  }
  bool const commutes =
      product(made.layer, moved(in, v)) == moved(made.output, product(made.layer, v));
  Layer const layer{"product", judged, made.layer.inputs, made.layer.output};
  RC_TAG(commutes);
  RC_ASSERT((fit(layer, in, made.output) == Fit::holds) == commutes);
  RC_ASSERT(is_spoiled || commutes);
}

RC_GTEST_PROP(Product, FitsAMotionExactlyIfItCommutesToTheBit, ()) {
  require_right_fit(some_case(), product_of_values());
}

TEST(Product, WouldBeCaughtAsASumOrAsAFunctionOfItsFirstValue) {
  for (StructuralClass const claimed :
       {StructuralClass::sum_of_values, StructuralClass::pointwise_odd}) {
    EXPECT_NE(support::counterexample(200,
                                      [&] {
                                        Case made = some_case();
                                        Disguised const type{made.layer, claimed};
                                        require_right_fit(std::move(made), type.standard());
                                      }),
              "");
  }
}

} // namespace
} // namespace equivarify::codegen
