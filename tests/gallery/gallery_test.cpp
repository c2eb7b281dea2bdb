// The data of the gallery fit its specs, and what is to be learnt is equivariant itself.
#include "equivarify/codegen/spec/load.hpp"

#include <gmock/gmock.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <map>
#include <optional>
#include <set>

#include "board.hpp"
#include "heisenberg.hpp"
#include "pocket_cube.hpp"
#include "rotors.hpp"
#include "runtime/temporary_folder.hpp"
#include "shallow_water.hpp"
#include "task.hpp"

namespace equivarify::gallery {
namespace {

using algebra::Element;
using codegen::Loss;
using codegen::Network;
using codegen::Output;

/// Where the data of a task come from that are not made; in their place here a sample of MNIST's
/// digits, or numbers that mean nothing.
fs::path source_of(std::string const& name, fs::path const& folder) {
  if (std::set<std::string>{"fashion_d4", "mnist_rot_c4", "rotated_mnist_c4", "segmentation_c4"}
          .count(name) > 0) {
    return MNIST_SAMPLE;
  }
  fs::path const file = folder / "neighbourhoods";
  if (name == "landsat_d4") {
    std::ofstream text(file);
    for (int row = 0; row < 4500; ++row) {
      for (int i = 0; i < 36; ++i) {
        text << 36 * row + i << ' ';
      }
      text << 1 + row % 6 << '\n';
    }
  }
  return file;
}

/// The classes of a row, one or one for each cell; 0 for numbers.
std::size_t classes_in_row(Output const& output) {
  return output.loss == Loss::cross_entropy            ? 1
         : output.loss == Loss::cross_entropy_per_cell ? output.head.size() / output.classes.size()
                                                       : 0;
}

void expect_fits(Field const& field, Output const& output, std::size_t rows) {
  std::size_t const classes = classes_in_row(output);
  EXPECT_EQ(field.row_size(), classes > 0 ? classes : output.head.size());
  EXPECT_EQ(field.values.size(), rows * field.row_size());
  for (float const value : field.values) {
    EXPECT_TRUE(classes == 0 || value < static_cast<float>(output.classes.size()));
  }
}

/// What a row of the field of \p output says that a network should put out.
std::vector<float> target(Field const& field, Output const& output, std::size_t row) {
  auto const first = field.values.begin() + static_cast<std::ptrdiff_t>(row * field.row_size());
  if (classes_in_row(output) == 0) {
    return {first, first + static_cast<std::ptrdiff_t>(field.row_size())};
  }
  std::vector<float> numbers(output.head.size());
  numbers[static_cast<std::size_t>(*first)] = 1;
  return numbers;
}

/// The inputs of a split, and the rows in which they stand.
class Inputs {
public:
  Inputs(Network const& network, Field const& field) : network_{network}, field_{field} {
    for (std::size_t row = 0; row < field.rows(); ++row) {
      rows_.emplace(moved(row, 0), row);
    }
  }

  /// Input \p row, moved by element number \p g.
  [[nodiscard]] std::vector<float> moved(std::size_t row, std::size_t g) const {
    std::size_t const size = field_.row_size();
    std::vector<float> result(size);
    for (std::size_t i = 0; i < size; ++i) {
      float const value = field_.values[row * size + network_.input_permutations[g][i]];
      bool const negated = !network_.input_negated.empty() && network_.input_negated[g][i];
      result[i] = negated ? 0 - value : value;
    }
    return result;
  }

  /// The row of that, if there is one.
  [[nodiscard]] std::optional<std::size_t> row_of(std::size_t row, std::size_t g) const {
    auto const found = rows_.find(moved(row, g));
    return found == rows_.end() ? std::nullopt : std::optional(found->second);
  }

private:
  Network const& network_;
  Field const& field_;
  std::map<std::vector<float>, std::size_t> rows_;
};

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

/// How many of the answers in \p split are those to a moved input of it; each must be the answer to
/// the input, moved.
std::size_t moved_answers(Network const& network, Split& split) {
  Inputs const inputs(network, split.field("inputs"));
  std::size_t count = 0;
  for (std::size_t row = 0; row < split.field("inputs").rows(); ++row) {
    for (algebra::Generator const& generator : network.group.generators()) {
      Element const g = generator.element;
      std::optional<std::size_t> const other = inputs.row_of(row, g.index());
      for (std::size_t i = 0; other && i < network.outputs.size(); ++i) {
        Output const& output = network.outputs[i];
        Field const& field = split.field(output.name);
        EXPECT_THAT(target(field, output, *other),
                    ::testing::Pointwise(::testing::FloatNear(1e-4F),
                                         output.head.act(g, target(field, output, row))))
            << output.name << ", rows " << row << " and " << *other;
      }
      count += other ? 1U : 0U;
    }
  }
  return count;
}

class GalleryTask : public ::testing::TestWithParam<std::string> {};

TEST_P(GalleryTask, HasDataThatFitTheSpecAndThatItMoves) {
  ::TemporaryFolder const folder;
  std::string const& name = GetParam();
  Network const network = codegen::load_network(fs::path(GALLERY_SPECS) / (name + ".json"));
  for (Split split : tasks().at(name)(source_of(name, folder.path()))) {
    Field const& inputs = split.field("inputs");
    ASSERT_EQ(inputs.row_size(), network.input.size());
    EXPECT_EQ(inputs.values.size(), inputs.rows() * inputs.row_size());
    ASSERT_EQ(split.fields.size(), std::max(network.outputs.size(), std::size_t{1}) + 1);
    for (Output const& output : network.outputs) {
      expect_fits(split.field(output.name), output, inputs.rows());
    }
    bool const is_whole_domain =
        std::set<std::string>{"heisenberg_4x4", "tic_tac_toe", "toric_code"}.count(name) > 0;
    std::size_t const all = inputs.rows() * network.group.generators().size();
    std::size_t const moved = moved_answers(network, split);
    EXPECT_TRUE(!is_whole_domain || moved == all) << moved << " of " << all;
  }
}

std::vector<std::string> task_names() {
  std::vector<std::string> names;
  for (auto const& [name, make] : tasks()) {
    names.push_back(name);
  }
  return names;
}

INSTANTIATE_TEST_SUITE_P(Tasks,
                         GalleryTask,
                         ::testing::ValuesIn(task_names()),
                         [](auto const& instance) { return instance.param; });

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

TEST(PocketCube, HasAsManyCubesAtEachDistanceAsIsKnown) {
  std::map<int, std::size_t> counts;
  for (auto const& [cube, distance] : cubes_within(5)) {
    ++counts[distance];
  }
  std::map<int, std::size_t> const known{{0, 1}, {1, 9}, {2, 54}, {3, 321}, {4, 1847}, {5, 9992}};
  EXPECT_EQ(counts, known);
}

TEST(PocketCube, FaceTurnsMoveWithTheWholeCube) {
  for (bool const generator : {true, false}) {
    Places const& whole = cube_turn(generator);
    for (Places const& turn : face_turns()) {
      // What the turn does to the turned cube is what another one does before it is turned.
      Places conjugate{};
      for (std::size_t i = 0; i < stickers; ++i) {
        conjugate[whole[i]] = whole[turn[i]];
      }
      EXPECT_THAT(face_turns(), ::testing::Contains(conjugate));
    }
  }
}

TEST(Heisenberg, HasTheEnergiesThatAreKnown) {
  // Per spin of the ground state: Oitmaa and Betts 1978.
  EXPECT_NEAR(lowest_spin_state(1).energy / 16, -0.701780, 1e-6);
  EXPECT_NEAR(lowest_spin_state(-1).energy, -10.649885, 1e-5);
}

TEST(Heisenberg, HasAmplitudesWhoseSignsAreTheOnesOfMarshall) {
  SpinState const ground = lowest_spin_state(1);
  std::size_t positive = 0;
  for (std::size_t k = 0; k < ground.amplitude.size(); ++k) {
    positive += marshall_sign(spin_configurations()[k]) * ground.amplitude[k] > 0 ? 1U : 0U;
  }
  EXPECT_TRUE(positive == 0 || positive == ground.amplitude.size()) << positive;
}

TEST(ShallowWater, MovesAsTheSpecSays) {
  Network const network = codegen::load_network(fs::path(GALLERY_SPECS) / "shallow_water_d4.json");
  Split test = tasks().at("shallow_water_d4")({}).back();
  Inputs const inputs(network, test.field("inputs"));
  for (algebra::Generator const& generator : network.group.generators()) {
    std::vector<float> const moved = inputs.moved(0, generator.element.index());
    Water before;
    std::size_t const cells = before.height.size();
    std::copy_n(moved.begin(), cells, before.height.begin());
    std::copy_n(moved.begin() + static_cast<std::ptrdiff_t>(cells), cells, before.down.begin());
    std::copy_n(
        moved.begin() + static_cast<std::ptrdiff_t>(2 * cells), cells, before.right.begin());
    Water const after = later(before);
    Output const& output = network.outputs.front();
    std::vector<float> const change =
        output.head.act(generator.element, target(test.field("change"), output, 0));
    for (std::size_t k = 0; k < cells; ++k) {
      EXPECT_NEAR(after.height[k] - before.height[k], change[k], 1e-5);
      EXPECT_NEAR(after.down[k] - before.down[k], change[cells + k], 1e-5);
      EXPECT_NEAR(after.right[k] - before.right[k], change[2 * cells + k], 1e-5);
    }
  }
}

TEST(Rotors, CarryACurrentThatTurnsWithThem) {
  Network const network = codegen::load_network(fs::path(GALLERY_SPECS) / "rotors_p4m.json");
  Split test = tasks().at("rotors_p4m")({}).back();
  Inputs const inputs(network, test.field("inputs"));
  for (Element const g : network.group.elements()) {
    std::size_t const row = g.index();
    std::vector<float> const moved = inputs.moved(row, g.index());
    Rotors rotors;
    auto const half = moved.begin() + static_cast<std::ptrdiff_t>(Rotors::count);
    std::copy(moved.begin(), half, rotors.cosine.begin());
    std::copy(half, moved.end(), rotors.sine.begin());
    RotorMeans const means = means_of(rotors);
    std::vector<std::vector<double>> const found{{means.current.begin(), means.current.end()},
                                                 {means.energy}};
    for (std::size_t i = 0; i < found.size(); ++i) {
      Output const& output = network.outputs[i];
      EXPECT_THAT(output.head.act(g, target(test.field(output.name), output, row)),
                  ::testing::Pointwise(::testing::FloatNear(1e-5F), found[i]))
          << output.name << ", " << network.group.name_of(g);
    }
  }
}

TEST(Life, JudgesBoardsThatTheGroupTakesToAllOthers) {
  Network const network = codegen::load_network(fs::path(GALLERY_SPECS) / "life_p4.json");
  Split test = tasks().at("life_p4")({}).back();
  Inputs const inputs(network, test.field("inputs"));
  std::set<std::vector<float>> boards;
  for (std::size_t row = 0; row < test.field("inputs").rows(); ++row) {
    for (std::size_t g = 0; g < network.group.order(); ++g) {
      boards.insert(inputs.moved(row, g));
    }
  }
  EXPECT_EQ(boards.size(), 65536U);
}

} // namespace
} // namespace equivarify::gallery
