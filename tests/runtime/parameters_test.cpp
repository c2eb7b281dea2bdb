#include "equivarify/runtime/base/parameters.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <numeric>
#include <vector>

namespace {

namespace runtime = equivarify::runtime;
using runtime::ParameterView;

/// A convolution's weight with two copies of two channels, 1x3 kernels and two outputs.
ParameterView conv_view(std::vector<float>& values) {
  return {.name = "conv.weight",
          .shape = {2, 4, 1, 3},
          .values = values,
          .layout = runtime::Layout::conv,
          .copies = 2,
          .rows = 1,
          .columns = 3,
          .channels = 2,
          .outputs = 2};
}

TEST(Parameters, PutsEachWeightWhereFilesHaveIt) {
  std::vector<float> memory(24);
  std::iota(memory.begin(), memory.end(), 0.0F);
  ParameterView const view = conv_view(memory);
  std::vector<float> const file = to_file_order(view);
  for (std::size_t k = 0; k < 2; ++k) {
    for (std::size_t x = 0; x < 3; ++x) {
      for (std::size_t c = 0; c < 2; ++c) {
        for (std::size_t o = 0; o < 2; ++o) {
          EXPECT_EQ(file[(o * 4 + k * 2 + c) * 3 + x], memory[((k * 3 + x) * 2 + c) * 2 + o]);
        }
      }
    }
  }
}

RC_GTEST_PROP(Parameters, ComeBackFromFileOrder, ()) {
  auto const extent = [] { return *rc::gen::inRange<std::size_t>(1, 5); };
  ParameterView view{.name = "w", .shape = {}, .layout = runtime::Layout::dense};
  view.copies = extent();
  view.rows = extent();
  view.columns = extent();
  view.channels = extent();
  view.outputs = extent();
  std::vector<float> memory(view.copies * view.rows * view.columns * view.channels * view.outputs);
  std::iota(memory.begin(), memory.end(), 1.0F);
  std::vector<float> const original = memory;
  view.values = memory;
  std::vector<float> const file = to_file_order(view);
  std::fill(memory.begin(), memory.end(), 0.0F);
  from_file_order(view, file);
  RC_ASSERT(memory == original);
}

TEST(Parameters, RefuseAFileOfAnotherSize) {
  std::vector<float> memory(24);
  ParameterView const view = conv_view(memory);
  EXPECT_THROW(from_file_order(view, std::vector<float>(23)), std::invalid_argument);
}

TEST(Parameters, AreCounted) {
  std::vector<float> memory(24);
  std::vector<ParameterView> const views{conv_view(memory), conv_view(memory)};
  EXPECT_EQ(runtime::value_count(views), 48U);
}

} // namespace
