#include "equivarify/codegen/c/arena.hpp"

#include <algorithm>

namespace equivarify::codegen {

std::size_t read_by(Step const& step) {
  return step.gathered * step.input().size();
}

std::size_t made_by(Step const& step, std::size_t copies) {
  if (step.operation() == nullptr) {
    return copies * copies * read_by(step); // each copy with all copies in a row
  }
  std::size_t const gathered = step.is_linear() ? 1 : step.gathered;
  return copies * gathered * step.output.size();
}

Arena::Arena(Plan const& plan) {
  for (Flattening const& flattening : plan.flattenings) {
    same_as_[flattening.value] = flattening.read;
  }
  for_each_step(plan, [&](Step const& step) {
    for (std::size_t const read : step.reads) {
      ++readers_[original(read)];
    }
  });
  take(0, plan.copies * plan.network.input.size());
  for_each_step(plan, [&](Step const& step) {
    if (!step.reads_heads() && !step.is_coinduction()) {
      take(step.value, made_by(step, plan.copies));
    }
    release(step);
  });
  for (auto const& [value, original] : same_as_) {
    places_[value] = places_.at(original);
  }
}

void Arena::take(std::size_t value, std::size_t size) {
  std::vector<Range> used;
  for (auto const& [other, range] : taken_) {
    used.push_back(range);
  }
  std::sort(used.begin(), used.end(), [](Range a, Range b) { return a.begin < b.begin; });
  std::size_t place = 0;
  for (Range const range : used) {
    if (place + size <= range.begin) {
      break;
    }
    place = std::max(place, range.end);
  }
  places_[value] = place;
  taken_[value] = {place, place + size};
  size_ = std::max(size_, place + size);
}

std::size_t Arena::original(std::size_t value) const {
  auto const renamed = same_as_.find(value);
  return renamed == same_as_.end() ? value : renamed->second;
}

void Arena::release(Step const& step) {
  for (std::size_t const read : step.reads) {
    std::size_t const value = original(read);
    if (--readers_[value] == 0) {
      taken_.erase(value);
    }
  }
}

} // namespace equivarify::codegen
