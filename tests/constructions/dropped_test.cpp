/// \file
/// A generated network that is used as it is: dropout in its training, ties of weights that are
/// read.
#include "equivarify/codegen/reference/evaluator.hpp"
#include "equivarify/codegen/spec/load.hpp"
#include "equivarify/runtime/base/ties.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <utility>
#include <vector>

#include "made_dropped.hpp"

namespace equivarify::codegen {
namespace {

/// The loss of one picture and its label, with the mask of \p draws.
double dropped_loss(std::vector<float> const& x, std::uint32_t label, std::uint64_t draws) {
  using Model = made_dropped::Model;
  runtime::ThreadPool pool(2);
  Model::Engine engine(pool);
  engine.load(*Model::initialize(1));
  auto const gradient = std::make_unique<Model::Weights>();
  runtime::BatchPart part = runtime::whole_batch(1);
  part.draws = draws;
  double loss = 0;
  engine.lane_gradients(
      x, std::vector<std::uint32_t>{label}, part, *gradient, [&](auto const& sums) {
        loss = sums.front();
      });
  return loss;
}

TEST(Dropout, KeepsTheLossOfMovedPicturesToTheBitWhateverItDrops) {
  Network const network =
      load_network(std::filesystem::path(CONSTRUCTIONS_FOLDER) / "made_dropped.json");
  algebra::Element const r = network.group.element_named("r");
  bool depends_on_draws = false;
  for (std::uint64_t draws = 1; draws < 20; ++draws) {
    std::vector<float> const x = random_input<float>(network, draws);
    double const straight = dropped_loss(x, 2, draws);                        // (e, none)
    EXPECT_EQ(straight, dropped_loss(act_on_input(network, r, x), 5, draws)); // (r, none)
    depends_on_draws = depends_on_draws || straight != dropped_loss(x, 2, draws + 1);
  }
  EXPECT_TRUE(depends_on_draws);
}

/// Generated programs refuse weights that break a tie, as `generate` and `adopt` do.
TEST(Ties, OfAWeightFileAreCheckedWhereItIsRead) {
  using Model = made_dropped::Model;
  auto const weights = Model::initialize(1);
  std::vector<runtime::ParameterView> const views = Model::parameters(*weights);
  for (runtime::ParameterView const& view : views) {
    std::vector<float> values = runtime::to_file_order(view);
    EXPECT_FALSE(view.ties.empty()) << view.name;
    EXPECT_EQ(runtime::first_untied(values, view.ties), "");
    for (float& value : values) {
      float const before = std::exchange(value, value + 1);
      bool const is_free =
          view.ties.size() == values.size() &&
          std::count_if(view.ties.begin(), view.ties.end(), [&](auto tie) {
            return tie % values.size() == static_cast<std::size_t>(&value - values.data());
          }) == 1;
      EXPECT_EQ(runtime::first_untied(values, view.ties).empty(), is_free) << view.name;
      value = before;
    }
  }
  std::vector<float> logits = runtime::to_file_order(views[2]);
  logits[8] += 1; // that of `right`, which mirrors `left`
  EXPECT_EQ(runtime::first_untied(logits, views[2].ties).substr(0, 6), "holds ");
}

} // namespace
} // namespace equivarify::codegen
