#include "equivarify/runtime/domains/levels_domain.hpp"

#include "equivarify/runtime/files/digest.hpp"
#include "equivarify/runtime/files/error.hpp"
#include "equivarify/runtime/files/text.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

namespace equivarify::runtime {

LevelsDomain::LevelsDomain(std::string name, std::vector<float> levels, std::size_t entries)
    : name_(std::move(name)), levels_(std::move(levels)), entries_(entries) {
  constexpr std::size_t most = std::size_t{1} << 48U;
  for (auto level = levels_.begin(); level != levels_.end(); ++level) {
    *level += 0.0F;
    if (!std::isfinite(*level) || std::find(levels_.begin(), level, *level) != level) {
      throw DataError(text("the domain ",
                           name_,
                           " has the entry ",
                           exact(static_cast<double>(*level)),
                           ", expected different finite numbers"));
    }
  }
  for (std::size_t i = 0; i < entries_; ++i) {
    if (size_ > most / levels_.size()) {
      throw DataError(text("the domain ",
                           name_,
                           " has ",
                           levels_.size(),
                           "^",
                           entries_,
                           " inputs, more than 2^48: take a file of inputs"));
    }
    size_ *= levels_.size();
  }
}

std::string LevelsDomain::digest() const {
  std::string words = text("entries ", entries_, " levels");
  for (float const level : levels_) {
    words += text(" ", exact(static_cast<double>(level)));
  }
  return sha256(words);
}

void LevelsDomain::input(std::size_t index, std::span<float> x) const {
  for (std::size_t i = x.size(); i-- > 0;) {
    x[i] = levels_[index % levels_.size()];
    index /= levels_.size();
  }
}

std::optional<std::size_t> LevelsDomain::index_of(std::span<float const> x) const {
  std::size_t index = 0;
  for (float const entry : x) {
    auto const level = std::find(levels_.begin(), levels_.end(), entry);
    if (level == levels_.end()) {
      return {};
    }
    index = index * levels_.size() + static_cast<std::size_t>(level - levels_.begin());
  }
  return index;
}

} // namespace equivarify::runtime
