#include "equivarify/runtime/ranks/lane_sum.hpp"

#include <algorithm>
#include <functional>
#include <utility>

namespace equivarify::runtime {

namespace {

/// The numbers that one thread adds at a time.
constexpr std::size_t chunk_size = 16384;

std::size_t trained_values(std::vector<ParameterView> const& gradient) {
  std::size_t size = 0;
  for (ParameterView const& view : gradient) {
    size += view.is_trained ? view.values.size() : 0;
  }
  return size;
}

/// Calls f(values of a parameter, their place among all) for each parameter that is trained.
template <typename F>
void for_each_trained(std::vector<ParameterView> const& gradient, F const& f) {
  std::size_t place = 0;
  for (ParameterView const& view : gradient) {
    if (view.is_trained) {
      f(view.values, place);
      place += view.values.size();
    }
  }
}

} // namespace

BatchPart LaneCut::part(Range range) const {
  BatchPart part{
      .batch_images = images_, .first_lane = range.first, .first_image = images_of(range).first};
  for (std::size_t lane = range.first; lane < range.end; ++lane) {
    part.lanes.push_back(images_of({lane, lane + 1}).size());
  }
  return part;
}

void LaneSum::start(LaneCut const& cut, std::size_t losses) {
  cut_ = cut;
  each_ = losses;
  next_ = cut.lanes_of(team_.rank(), team_.size()).first;
  losses_.clear();
}

void LaneSum::add_values(Values& left, Values const& right) {
  pool_.run((left.size() + chunk_size - 1) / chunk_size, [&](std::size_t chunk, std::size_t) {
    std::size_t const begin = chunk * chunk_size;
    std::size_t const end = std::min(begin + chunk_size, left.size());
    for (std::size_t i = begin; i < end; ++i) {
      left[i] += right[i];
    }
  });
}

void LaneSum::add(std::span<double const> losses, std::vector<ParameterView> const& gradient) {
  losses_.insert(losses_.end(), losses.begin(), losses.end());
  if (is_whole()) {
    return; // the gradient is where it belongs
  }
  size_ = trained_values(gradient);
  Values values;
  if (!spare_.empty()) {
    values = std::move(spare_.back());
    spare_.pop_back();
  }
  values.resize(size_);
  for_each_trained(gradient, [&](std::span<float const> from, std::size_t place) {
    std::copy(from.begin(), from.end(), values.begin() + static_cast<std::ptrdiff_t>(place));
  });
  tree_.push({0, next_}, std::move(values), adder());
  next_ += 1;
}

std::vector<double> LaneSum::finish(std::vector<ParameterView> const& gradient) {
  std::vector<double> const losses = total_losses();
  if (is_whole()) {
    return losses;
  }
  size_ = trained_values(gradient);
  Values& total = team_.size() == 1 ? tree_.total(adder()) : exchange_slices();
  for_each_trained(gradient, [&](std::span<float> to, std::size_t place) {
    std::copy_n(total.begin() + static_cast<std::ptrdiff_t>(place), to.size(), to.begin());
  });
  for (auto& node : tree_.nodes()) {
    spare_.push_back(std::move(node.value));
  }
  tree_.nodes().clear();
  return losses;
}

std::vector<double> LaneSum::total_losses() {
  std::vector<std::size_t> counts;
  for (std::size_t rank = 0; rank < team_.size(); ++rank) {
    counts.push_back(cut_.lanes_of(rank, team_.size()).size() * each_);
  }
  std::vector<double> all(cut_.lanes() * each_);
  team_.gather(std::span<double const>(losses_), counts, std::span(all));
  auto const add = [](double& left, double right) { left += right; };
  std::vector<double> totals;
  for (std::size_t k = 0; k < each_; ++k) {
    LaneTree<double> tree;
    for (std::size_t lane = 0; lane < cut_.lanes(); ++lane) {
      tree.push({0, lane}, all[lane * each_ + k], add);
    }
    totals.push_back(tree.total(add));
  }
  return totals;
}

LaneSum::Values& LaneSum::exchange_slices() {
  Range const here = slice(team_.rank());
  std::vector<Values> slices; // of all nodes in the order of their lanes
  std::vector<Outgoing> out;
  std::vector<Incoming> in;
  for (std::size_t rank = 0; rank < team_.size(); ++rank) {
    bool const is_here = rank == team_.rank();
    Range const there = slice(rank);
    for (auto const& node : tree_.nodes()) {
      auto const values = std::span(node.value);
      if (is_here) {
        auto const own = values.subspan(here.first, here.size());
        slices.emplace_back(own.begin(), own.end());
      } else {
        out.push_back({rank, std::as_bytes(values.subspan(there.first, there.size()))});
      }
    }
    for (std::size_t i = 0; !is_here && i < blocks_of(cut_.lanes_of(rank, team_.size())).size();
         ++i) {
      slices.emplace_back(here.size());
      in.push_back({rank, std::as_writable_bytes(std::span(slices.back()))});
    }
  }
  team_.exchange(out, in);
  Values const total = total_slice(slices);
  std::vector<std::size_t> counts;
  for (std::size_t rank = 0; rank < team_.size(); ++rank) {
    counts.push_back(slice(rank).size());
  }
  total_.resize(size_);
  team_.gather(std::span<float const>(total), counts, std::span(total_));
  return total_;
}

LaneSum::Values LaneSum::total_slice(std::vector<Values>& slices) {
  LaneTree<Values> tree;
  // Slices are not kept as free memory: nobody takes them from there, so they would pile up.
  auto const add = [this](Values& left, Values const& right) { add_values(left, right); };
  std::size_t next = 0;
  for (std::size_t rank = 0; rank < team_.size(); ++rank) {
    for (LaneBlock const& block : blocks_of(cut_.lanes_of(rank, team_.size()))) {
      tree.push(block, std::move(slices[next]), add);
      next += 1;
    }
  }
  return std::move(tree.total(add));
}

} // namespace equivarify::runtime
