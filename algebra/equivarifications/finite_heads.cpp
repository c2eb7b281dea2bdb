#include "equivarify/algebra/equivarifications/finite_heads.hpp"

#include "equivarify/algebra/error.hpp"
#include "equivarify/algebra/table_of_marks.hpp"

#include <algorithm>

namespace equivarify::algebra {
namespace {

/// \p base to the power \p exponent, times \p product; nothing beyond max_head_bits.
std::optional<BigInteger> times_power(std::optional<BigInteger> const& product,
                                      std::size_t base,
                                      BigInteger const& exponent) {
  if (!product || base == 0) {
    return base == 0 ? BigInteger{0} : product;
  }
  auto const bits = [](BigInteger const& n) { return n <= 1 ? 0U : boost::multiprecision::msb(n); };
  if (base > 1 && (exponent > max_head_bits || bits(base) * exponent > max_head_bits)) {
    return std::nullopt;
  }
  BigInteger const result =
      base == 1 ? *product
                : *product *
                      boost::multiprecision::pow(BigInteger{base}, static_cast<unsigned>(exponent));
  return bits(result) > max_head_bits ? std::nullopt : std::optional{result};
}

/// For each point a generator that moves it; nothing if some point is moved by none.
std::optional<HeadObstruction> obstruction_of(SchreierGraph const& outputs) {
  HeadObstruction result;
  std::size_t const generators = outputs.images().size();
  for (std::uint32_t y = 0; y < outputs.size(); ++y) {
    std::size_t k = 0;
    while (k < generators && outputs.step_unchecked(k, y) == y) {
      ++k;
    }
    if (k == generators) {
      return std::nullopt;
    }
    result.moved_by.push_back(static_cast<std::uint32_t>(k));
  }
  return result;
}

/// For each of \p orbits the choice of which it is one.
std::vector<HeadChoice const*> choices_of(FiniteHeads const& heads,
                                          std::vector<CosetMap> const& orbits) {
  std::vector<HeadChoice const*> result;
  for (CosetMap const& orbit : orbits) {
    auto const found =
        std::find_if(heads.choices.begin(), heads.choices.end(), [&](HeadChoice const& choice) {
          return choice.stabilizer == orbit.subgroup;
        });
    EQUIVARIFY_ASSERT(found != heads.choices.end(), "an orbit of no class");
    result.push_back(&*found);
  }
  return result;
}

/// The next choice; false after the last.
bool advance(std::vector<std::size_t>& places, std::vector<HeadChoice const*> const& choices) {
  for (std::size_t i = places.size(); i-- > 0;) {
    if (++places[i] < choices[i]->images.size()) {
      return true;
    }
    places[i] = 0;
  }
  return false;
}

} // namespace

FiniteHeads finite_heads(SchreierGraph const& outputs, std::uint32_t labels) {
  if (labels == 0) {
    throw AlgebraError("found no label, expected at least one");
  }
  FiniteHeads result{.choices = {}, .count = BigInteger{1}, .obstruction = obstruction_of(outputs)};
  for (StabilizerCount const& count : count_g_product(outputs.group(), labels)) {
    if (count.orbits == 0) {
      continue;
    }
    Subgroup const& k = count.subgroup_class.representative;
    result.choices.push_back({k, count.orbits, outputs.fixed_points(k)});
  }
  bool const none = result.obstruction.has_value();
  for (HeadChoice const& choice : result.choices) {
    result.count = times_power(result.count, choice.images.size(), choice.orbits);
  }
  EQUIVARIFY_ASSERT(none == (result.count == BigInteger{0}) || !result.count,
                    "heads are counted where all of G fixes no point");
  result.count = none ? std::optional{BigInteger{0}} : result.count;
  return result;
}

std::vector<OrbitSweep> orbit_sweeps(FiniteHeads const& heads, std::uint32_t labels) {
  std::vector<OrbitSweep> result;
  for (HeadChoice const& choice : heads.choices) {
    result.emplace_back(choice.stabilizer, labels, OrbitKind::reduced, choice.orbits);
  }
  return result;
}

std::vector<CosetMap> head_orbits(std::vector<SweptOrbits> const& swept) {
  std::vector<CosetMap> result;
  for (SweptOrbits const& each : swept) {
    result.insert(result.end(), each.orbits.begin(), each.orbits.end());
  }
  return result;
}

std::vector<FiniteHead>
list_heads(FiniteHeads const& heads, std::vector<CosetMap> const& orbits, std::size_t most) {
  std::vector<FiniteHead> result;
  if (!heads.exist()) {
    return result;
  }
  std::vector<HeadChoice const*> const choices = choices_of(heads, orbits);
  std::vector<std::size_t> places(orbits.size(), 0);
  do {
    if (result.size() == most) {
      break;
    }
    FiniteHead head;
    for (std::size_t i = 0; i < orbits.size(); ++i) {
      head.images.push_back(choices[i]->images[places[i]]);
    }
    result.push_back(std::move(head));
  } while (advance(places, choices));
  return result;
}

} // namespace equivarify::algebra
