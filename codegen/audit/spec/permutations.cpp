#include "equivarify/codegen/audit/spec/permutations.hpp"

#include "equivarify/codegen/audit/proof/refusal.hpp"

#include <nlohmann/json.hpp>

#include <map>
#include <numeric>
#include <sstream>

namespace equivarify::audit {
namespace {

using nlohmann::json;

Images from_cycles(std::string const& text, std::uint32_t degree) {
  Images images = identity_of(degree);
  std::istringstream cycles{text};
  for (std::string points; std::getline(cycles, points, ')');) {
    std::istringstream one{points.substr(points.find('(') + 1)};
    std::vector<std::uint32_t> moved{std::istream_iterator<std::uint32_t>{one}, {}};
    for (std::size_t i = 0; i < moved.size(); ++i) {
      demand(moved[i] < degree, "a cycle leaves the degree");
      images[moved[i]] = moved[(i + 1) % moved.size()];
    }
  }
  return images;
}

} // namespace

std::uint32_t number(json const& value) {
  demand(value.is_number_unsigned() && value.get<std::uint64_t>() <= largest_set,
         "no number of size");
  return value.get<std::uint32_t>();
}

Images read_permutation(json const& value, std::uint32_t degree) {
  Images images = value.is_string() ? from_cycles(value, degree) : value.get<Images>();
  demand(images.size() == degree, "a permutation of another degree");
  return images;
}

Images product(Images const& first, Images const& second) {
  Images result;
  result.reserve(second.size());
  for (std::uint32_t const x : second) {
    demand(x < first.size(), "permutations of different sets");
    result.push_back(first[x]);
  }
  return result;
}

Images identity_of(std::size_t size) {
  Images images(size);
  std::iota(images.begin(), images.end(), 0U);
  return images;
}

std::size_t degree_of(NamedImages const& generators) {
  return generators.empty() ? 1 : generators.front().second.size();
}

Closure close(NamedImages const& generators) {
  Closure result{{identity_of(degree_of(generators))}, {}};
  std::map<Images, std::uint32_t> number{{result.elements.front(), 0}};
  for (auto const& [name, images] : generators) {
    result.steps.emplace_back(name, Images{});
  }
  for (std::size_t x = 0; x < result.elements.size(); ++x) {
    for (std::size_t k = 0; k < generators.size(); ++k) {
      Images const found = product(generators[k].second, result.elements[x]);
      auto const next = static_cast<std::uint32_t>(result.elements.size());
      auto const [place, is_new] = number.emplace(found, next);
      if (is_new) {
        demand(next < largest_order, "the group has too many elements");
        result.elements.push_back(found);
      }
      result.steps[k].second.push_back(place->second);
    }
  }
  return result;
}

} // namespace equivarify::audit
