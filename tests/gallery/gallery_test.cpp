// The data of the gallery fit its specs, and what is to be learnt is equivariant itself.
#include "equivarify/codegen/spec/load.hpp"

#include <gmock/gmock.h>

#include <filesystem>
#include <set>

#include "board.hpp"
#include "task.hpp"

namespace equivarify::gallery {
namespace {

namespace fs = std::filesystem;
using codegen::Network;
using codegen::Output;

std::size_t size_of(Field const& field) {
  std::size_t size = 1;
  for (std::size_t const extent : field.extents) {
    size *= extent;
  }
  return size;
}

/// Whether a row of the field of \p output is the number of a class.
bool is_class(Output const& output) {
  return output.loss == codegen::Loss::cross_entropy;
}

void expect_fits(Field const& field, Output const& output, std::size_t rows) {
  EXPECT_EQ(size_of(field), is_class(output) ? 1 : output.head.size());
  EXPECT_EQ(field.values.size(), rows * size_of(field));
  for (float const value : field.values) {
    EXPECT_TRUE(!is_class(output) || value < static_cast<float>(output.classes.size()));
  }
}

TEST(Gallery, HasDataForEverySpec) {
  std::set<std::string> names;
  for (auto const& entry : fs::directory_iterator(GALLERY_SPECS)) {
    names.insert(entry.path().stem().string());
  }
  for (auto const& [name, make] : tasks()) {
    EXPECT_EQ(names.erase(name), 1U) << name;
  }
  EXPECT_THAT(names, ::testing::IsEmpty());
}

TEST(Gallery, HasDataThatFitTheSpecs) {
  for (auto const& [name, make] : tasks()) {
    SCOPED_TRACE(name);
    Network const network = codegen::load_network(fs::path(GALLERY_SPECS) / (name + ".json"));
    for (Split split : make()) {
      Field const& inputs = split.field("inputs");
      ASSERT_EQ(size_of(inputs), network.input.size());
      std::size_t const rows = inputs.values.size() / size_of(inputs);
      EXPECT_EQ(inputs.values.size(), rows * size_of(inputs));
      ASSERT_EQ(split.fields.size(), network.outputs.size() + 1);
      for (Output const& output : network.outputs) {
        expect_fits(split.field(output.name), output, rows);
      }
    }
  }
}

/// \p board turned by a quarter, or flipped.
Board moved(Board const& board, bool turn) {
  Board result{};
  for (std::size_t i = 0; i < 3; ++i) {
    for (std::size_t j = 0; j < 3; ++j) {
      result[3 * i + j] = turn ? board[3 * j + 2 - i] : board[3 * i + 2 - j];
    }
  }
  return result;
}

TEST(TicTacToe, HasAsManyPositionsAsIsKnownAndValuesThatNoMoveOfTheBoardChanges) {
  Values values;
  EXPECT_EQ(solve(Board{}, values), Value::draws);
  EXPECT_EQ(values.size(), 5478U);
  for (auto const& [board, value] : values) {
    EXPECT_EQ(values.at(moved(board, true)), value);
    EXPECT_EQ(values.at(moved(board, false)), value);
  }
}

} // namespace
} // namespace equivarify::gallery
