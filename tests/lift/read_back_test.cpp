/// \file
/// The ONNX files that we write of every spec that is here, read back by `lift`.
#include "equivarify/codegen/json/problems.hpp"
#include "equivarify/codegen/onnx/onnx_network.hpp"
#include "equivarify/codegen/onnx_file/read_onnx.hpp"
#include "equivarify/codegen/reference/test_vectors.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include "lift/lifted_output.hpp"
#include "support/case_folder.hpp"

namespace equivarify::testing {
namespace {

using namespace equivarify::codegen;
namespace fs = std::filesystem;

/// What is read gives the numbers of the reference.
std::string const same_bits = "the same bits";
/// The same but for this much of the largest number: a unit in the last place of single precision,
/// in which weights and constants of layers are kept. The sums are in double precision.
std::string const rounded = "rounded";
constexpr double unit = 0x1p-23;

std::map<std::string, std::string> const& expected() {
  static std::map<std::string, std::string> const rows{
      {"basin_d4", rounded},
      {"camera_c4", rounded},
      {"collision_d4", rounded},
      {"colours_s3", rounded},
      {"denoiser_d4", rounded},
      {"document_c2", same_bits},
      {"fashion_d4", rounded},
      {"flow_c4", same_bits},
      {"footprints_d4", same_bits},
      {"footsteps_c2", same_bits},
      {"gait_c2", same_bits},
      {"heisenberg_4x4", "graph: 331 layers"},
      {"ising_p4m",
       "node \"answer//75\" (Where): one more linear map, from 288 entries to 1152, where all "
       "before have 33400624 weights"},
      {"landsat_d4", rounded},
      {"life_p4", "graph: 707 layers"},
      {"mnist_c2", same_bits},
      {"mnist_c4", same_bits},
      {"mnist_c4_layers", same_bits},
      {"mnist_c4_paper", same_bits},
      {"mnist_c4_residual", rounded},
      {"mnist_c4_whole", same_bits},
      {"mnist_d4", same_bits},
      {"mnist_d4_flip", "node \"pose/2\" (ArgMin): a linear map from 784 entries to 306936"},
      {"mnist_d4_paper", same_bits},
      {"mnist_rot_c4", "node \"pose/2\" (ArgMin): a linear map from 784 entries to 306936"},
      {"pocket_cube", "graph: 274 layers"},
      {"puck_k4", same_bits},
      {"robot_c2", rounded},
      {"rotated_mnist_c4", rounded},
      {"rotors_p4m",
       "node \"pose/755\" (Equal): one more linear map, from 72 entries to 72, where all before "
       "have "
       "33550210 weights"},
      {"segmentation_c4",
       "node \"head//cells/32\" (ReduceSum): a linear map from 18816 entries to 2352"},
      {"shallow_water_d4", rounded},
      {"slots_s3", rounded},
      {"spins_p4", "graph: 7839 layers"},
      {"tetracubes", "graph: 296 layers"},
      {"tic_tac_toe", rounded},
      {"tiny_c4", same_bits},
      {"toric_code", "graph: 730 layers"},
      {"zoo_basin", rounded},
      {"zoo_c2", same_bits},
      {"zoo_c3s3", rounded},
      {"zoo_c4", same_bits},
      {"zoo_c4c2", same_bits},
      {"zoo_d4", same_bits},
      {"zoo_dense_net", rounded},
      {"zoo_field", rounded},
      {"zoo_flow", same_bits},
      {"zoo_functions", same_bits},
      {"zoo_gates", "graph: 337 layers"},
      {"zoo_heads", "graph: 806 layers"},
      {"zoo_mirror", same_bits},
      {"zoo_more_functions", rounded},
      {"zoo_names", same_bits},
      {"zoo_poses", "graph: 529 layers"},
      {"zoo_q8", same_bits},
      {"zoo_residual", rounded},
      {"zoo_robot", rounded},
      {"zoo_s3", same_bits},
      {"zoo_sides", rounded},
      {"zoo_torus", same_bits},
      {"zoo_trigonometry", same_bits},
      {"zoo_unet", rounded},
      {"zoo_volume", "/network: layer \"line\" of type \"conv1d\" in a network of volumes"},
      {"zoo_wide", same_bits},
      {"zoo_windows", rounded},
  };
  return rows;
}

/// The paths of all specs by their names.
std::map<std::string, fs::path> specs() {
  std::map<std::string, fs::path> paths;
  for (char const* const folder : {SPECS_FOLDER, SPECS_FOLDER "/gallery", ZOO_FOLDER}) {
    for (std::string const& name : support::case_names(folder)) {
      if (name != "spec.schema") {
        paths[name] = fs::path{folder} / (name + ".json");
      }
    }
  }
  return paths;
}

/// The outputs of \p network with \p weights, through its file and back.
std::vector<double> through_the_file(Network const& network,
                                     ReferenceWeights<float> const& weights,
                                     std::vector<double> const& x) {
  OnnxModel const model = parse_onnx(encode(to_onnx(network, weights)), "back.onnx");
  std::vector<double> result;
  for (OnnxValue const& output : model.outputs) {
    auto const part = lifted_output(model, output.name, x);
    result.insert(result.end(), part.begin(), part.end());
  }
  return result;
}

std::string compared(std::vector<double> const& found, std::vector<double> const& right) {
  if (found.size() != right.size()) {
    return fmt::format("{} numbers, not {}", found.size(), right.size());
  }
  double largest = 0;
  double difference = 0;
  for (std::size_t i = 0; i < right.size(); ++i) {
    largest = std::max(largest, std::abs(right[i]));
    difference = std::max(difference, std::abs(found[i] - right[i]));
  }
  return found == right                 ? same_bits
         : difference <= unit * largest ? rounded
                                        : fmt::format("off by {} of {}", difference, largest);
}

/// What becomes of the file of \p network.
std::string verdict(Network const& network) {
  auto const weights = random_weights<float>(network, 1);
  auto const x = random_input<double>(network, 1);
  try {
    return compared(through_the_file(network, weights, x),
                    output_of(network, evaluate(network, in_double(weights), x)));
  } catch (InputError const& error) {
    Problem const& first = error.problems().front();
    return fmt::format("{}: {}", first.pointer, first.found);
  }
}

class ReadBack : public ::testing::TestWithParam<std::pair<std::string const, fs::path>> {};

INSTANTIATE_TEST_SUITE_P(Specs, ReadBack, ::testing::ValuesIn(specs()), [](auto const& spec) {
  return spec.param.first;
});

TEST_P(ReadBack, IsTheNetworkOrRefusedByName) {
  auto const row = expected().find(GetParam().first);
  std::string const found = verdict(load_network(GetParam().second.string()));
  ASSERT_NE(row, expected().end()) << "a spec without a row: " << found;
  EXPECT_EQ(found, row->second);
}

TEST(ReadBackTable, HasRowsOfSpecsAlone) {
  auto const all = specs();
  for (auto const& [name, row] : expected()) {
    EXPECT_TRUE(all.contains(name)) << name;
  }
}

} // namespace
} // namespace equivarify::testing
