#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "program/command.hpp"
#include "runtime/toy_data.hpp"

namespace {

namespace fs = std::filesystem;
using equivarify::testing::CommandResult;
using equivarify::testing::read_file;
using equivarify::testing::run_command;
using ::testing::HasSubstr;

std::string const settings = equivarify::testing::mpi_settings;

std::string mpirun(std::size_t ranks) {
  return settings + MPIRUN " -n " + std::to_string(ranks) + " ";
}

std::string const program = TOY_MPI_PROGRAM " ";

/// Kills one rank of the mpirun that the shell started last, and waits for that: the youngest of
/// its descendants. With MPICH these are ranks of a process between them and mpirun.
std::string const kill_a_rank =
    "rank=$!; while children=$(cat /proc/$rank/task/*/children) && [ -n \"$children\" ]; do "
    "for child in $children; do rank=$child; done; done; kill -9 $rank; wait $!";

class Mpi : public ::testing::Test {
protected:
  Mpi() { toy::write_data(folder_, 50, 30); }

  /// The arguments of a training that leaves \p output.
  static std::string train(std::string const& output, std::size_t threads = 1) {
    return train_on(".", output) + "--epochs 4 --threads " + std::to_string(threads) + " ";
  }

  static std::string train_on(std::string const& data, std::string const& output) {
    return "train --lanes 8 --validation 0.2 --data " + data + " --output " + output + " ";
  }

  CommandResult run(std::string const& command) const { return run_command(folder_, command); }

  [[nodiscard]] std::string weights(std::string const& output) const {
    return read_file(folder_ / output / "weights.safetensors");
  }

  /// The weights of one process without MPI.
  std::string alone() const {
    CommandResult const result = run(TOY_PROGRAM " " + train("alone"));
    EXPECT_EQ(result.exit_code, 0) << result.output;
    return weights("alone");
  }

  fs::path folder_ = equivarify::testing::empty_folder(
      std::string("mpi_") + ::testing::UnitTest::GetInstance()->current_test_info()->name());

  /// The weights of the same training with 16 lanes of an image each, by \p start.
  [[nodiscard]] std::string
  of_sixteen_lanes(std::string const& start, std::string const& output, std::size_t threads) const {
    CommandResult const result =
        run(start + "train --lanes 16 --batch 16 --epochs 2 --validation 0.2 --data . --output " +
            output + " --threads " + std::to_string(threads));
    EXPECT_EQ(result.exit_code, 0) << result.output;
    return weights(output);
  }

  /// A rank is killed when the first shards of \p check are there; two others end it.
  void goes_on_after_the_death_of_a_rank(std::string const& check) const {
    ASSERT_EQ(run(TOY_PROGRAM " " + check + "alone.json").exit_code, 0);
    std::string const shared = program + check + "ranks.json --shards shards ";
    CommandResult const killed =
        run(mpirun(3) + shared + "& while [ ! -f shards/shard-1.txt ]; do sleep 0.01; done; " +
            kill_a_rank);
    EXPECT_NE(killed.exit_code, 0) << killed.output;
    EXPECT_FALSE(fs::exists(folder_ / "ranks.json")) << killed.output;
    CommandResult const resumed = run(mpirun(2) + shared);
    ASSERT_EQ(resumed.exit_code, 0) << resumed.output;
    EXPECT_EQ(equivarify::testing::occurrences(resumed.output, "to the last bit"), 1U)
        << resumed.output;
    EXPECT_EQ(read_file(folder_ / "ranks.json"), read_file(folder_ / "alone.json"));
  }
};

TEST_F(Mpi, TrainsToTheSameBitsOnAnyNumberOfRanks) {
  std::string const expected = alone();
  ASSERT_FALSE(expected.empty());
  EXPECT_EQ(run(program + train("singleton")).exit_code, 0);
  EXPECT_EQ(weights("singleton"), expected);
  for (std::size_t const ranks : {1U, 2U, 3U, 4U, 7U, 8U}) {
    std::string const output = "ranks" + std::to_string(ranks);
    CommandResult const result = run(mpirun(ranks) + program + train(output, 1 + ranks % 3));
    ASSERT_EQ(result.exit_code, 0) << result.output;
    EXPECT_EQ(weights(output), expected) << ranks << " ranks";
    EXPECT_EQ(equivarify::testing::occurrences(result.output, "training toy"), 1U) << result.output;
    auto const summary = nlohmann::json::parse(read_file(folder_ / output / "training.json"));
    EXPECT_EQ(summary["ranks"], ranks);
    EXPECT_EQ(summary["lanes"], 8);
    EXPECT_EQ(summary["sent_bytes_per_step"] == 0, ranks == 1);
  }
}

// As many ranks as lanes, far more than there are cores; and threads that have no image each.
TEST_F(Mpi, OfSixteenRanksTrainsToTheSameBits) {
  std::string const expected = of_sixteen_lanes(TOY_PROGRAM " ", "alone", 1);
  ASSERT_FALSE(expected.empty());
  EXPECT_EQ(of_sixteen_lanes(mpirun(16) + program, "ranks16", 1), expected);
  EXPECT_EQ(of_sixteen_lanes(mpirun(2) + program, "threads8", 8), expected);
  EXPECT_EQ(of_sixteen_lanes(TOY_PROGRAM " ", "alone8", 8), expected);
}

// The losses of validation count the classes so too, and choose the weights that are kept.
TEST_F(Mpi, TrainsWithWeightsOfClassesToTheSameBitsOnAnyNumberOfRanks) {
  std::string const equal = alone();
  std::string const weighted = TOY_MPI_WEIGHTED " ";
  ASSERT_EQ(run(weighted + train("singleton")).exit_code, 0);
  std::string const expected = weights("singleton");
  ASSERT_FALSE(expected.empty());
  EXPECT_NE(expected, equal);
  auto const one = nlohmann::json::parse(read_file(folder_ / "singleton/training.json"));
  for (std::size_t const ranks : {1U, 2U, 3U}) {
    std::string const output = "ranks" + std::to_string(ranks);
    CommandResult const result = run(mpirun(ranks) + weighted + train(output, 4 - ranks));
    ASSERT_EQ(result.exit_code, 0) << result.output;
    EXPECT_EQ(weights(output), expected) << ranks << " ranks";
    auto const summary = nlohmann::json::parse(read_file(folder_ / output / "training.json"));
    EXPECT_EQ(summary["ranks"], ranks);
    EXPECT_EQ(summary["curve"], one["curve"]);
    for (std::size_t epoch = 0; epoch < 4; ++epoch) {
      EXPECT_EQ(summary["epochs"][epoch]["validation_loss"],
                one["epochs"][epoch]["validation_loss"]);
    }
  }
}

// A rank is killed when the first checkpoint is there.
TEST_F(Mpi, EndsWhenARankIsKilledAndGoesOnWithOtherRanksToTheSameBits) {
  std::string const more = "--epochs 400 --checkpoint-steps 20";
  ASSERT_EQ(run(TOY_PROGRAM " " + train_on(".", "alone") + more).exit_code, 0);
  CommandResult const killed =
      run(mpirun(3) + program + train_on(".", "killed") + more +
          " & while [ ! -f killed/checkpoint.safetensors ]; do sleep 0.01; done; " + kill_a_rank);
  EXPECT_NE(killed.exit_code, 0) << killed.output;
  EXPECT_TRUE(fs::exists(folder_ / "killed/checkpoint.safetensors"));
  EXPECT_FALSE(fs::exists(folder_ / "killed/weights.safetensors")) << killed.output;
  CommandResult const resumed = run(mpirun(2) + program + train_on(".", "killed") + more);
  ASSERT_EQ(resumed.exit_code, 0) << resumed.output;
  EXPECT_THAT(resumed.output, HasSubstr("going on after step"));
  EXPECT_EQ(weights("killed"), weights("alone"));
}

// Ctrl-C makes Open MPI's mpirun end with 1; this signal it passes on.
TEST_F(Mpi, EndsWith130WhereMpirunIsToldToStop) {
  CommandResult const stopped =
      run(mpirun(2) + program + train_on(".", "run") +
          "--epochs 100000 --checkpoint-steps 20 & while [ ! -f run/checkpoint.safetensors ]; do "
          "sleep 0.01; done; kill -USR1 $!; wait $!");
  EXPECT_EQ(stopped.exit_code, 130) << stopped.output;
  EXPECT_EQ(equivarify::testing::occurrences(stopped.output, "interrupted after step"), 1U)
      << stopped.output;
  EXPECT_FALSE(fs::exists(folder_ / "run/weights.safetensors"));
}

TEST_F(Mpi, SharesTheCheckOfADomainAndGoesOnAfterTheDeathOfARank) {
  alone();
  equivarify::runtime::Dataset const rows = toy::make_data(40000, 7);
  toy::write_idx(folder_ / "rows.idx", {rows.size(), toy::side, toy::side}, rows.inputs.bytes);
  std::string const check =
      "check --domain rows.idx --weights alone/weights.safetensors --threads 1 --json ";
  goes_on_after_the_death_of_a_rank(check);
}

TEST_F(Mpi, SharesTheReplayOfADomainAndGoesOnAfterTheDeathOfARank) {
  alone();
  equivarify::runtime::Dataset const rows = toy::make_data(40000, 7);
  toy::write_idx(folder_ / "rows.idx", {rows.size(), toy::side, toy::side}, rows.inputs.bytes);
  std::string const with = " --weights alone/weights.safetensors --threads 1 --json ";
  ASSERT_EQ(run(program + "check --domain rows.idx" + with + "certificate.json").exit_code, 0);
  goes_on_after_the_death_of_a_rank("check --replay certificate.json" + with);
}

TEST_F(Mpi, EndsOnAllRanksWithTheOneErrorOfAnyOfThem) {
  fs::create_directory(folder_ / "other");
  toy::write_data(folder_ / "other", 40, 30);
  auto const rank = [](std::string const& arguments) { return " -n 1 " + program + arguments; };
  std::string const good = rank(train_on(".", "run"));
  CommandResult const absent =
      run(settings + MPIRUN + good + ":" + rank(train_on("nowhere", "run")) + ":" + good);
  EXPECT_EQ(absent.exit_code, 2) << absent.output;
  EXPECT_EQ(equivarify::testing::occurrences(absent.output, "toy: "), 1U) << absent.output;
  EXPECT_THAT(absent.output, HasSubstr("toy: rank 1: nowhere"));
  CommandResult const different =
      run(settings + MPIRUN + good + ":" + good + ":" + rank(train_on("other", "run")));
  EXPECT_EQ(different.exit_code, 2) << different.output;
  EXPECT_EQ(equivarify::testing::occurrences(different.output, "toy: "), 1U) << different.output;
  EXPECT_THAT(different.output,
              HasSubstr("toy: rank 2 does not train the same network on the same data:\n"
                        "  images: 32 there, 40 on rank 0"));
  CommandResult const misspelt = run(settings + MPIRUN + good + ":" + rank("trian") + ":" + good);
  EXPECT_EQ(misspelt.exit_code, 2) << misspelt.output;
  EXPECT_THAT(misspelt.output, HasSubstr("toy: rank 1: "));
  EXPECT_FALSE(fs::exists(folder_ / "run/checkpoint.safetensors"));
}

// The same of test data: what is written is that of one process at once.
TEST_F(Mpi, SharesTheCheckOfTestDataAndGoesOnAfterTheDeathOfARank) {
  alone();
  toy::write_data(folder_, 50, 60000);
  std::string const check =
      "check --data . --weights alone/weights.safetensors --threads 1 --json ";
  goes_on_after_the_death_of_a_rank(check);
}

// One rank alone reads the picture, and all end with its error, which is the same for any number.
TEST_F(Mpi, EndsOnAllRanksWhereOneFindsABadRecord) {
  equivarify::runtime::Dataset const data = toy::make_data(50);
  std::vector<std::uint8_t> labels(data.classes.begin(), data.classes.end());
  labels[41] = 200;
  toy::write_idx(folder_ / "train-labels-idx1-ubyte", {50}, labels);
  for (std::size_t const ranks : {1U, 2U, 3U, 7U}) {
    CommandResult const result = run(mpirun(ranks) + program + train("run"));
    EXPECT_EQ(result.exit_code, 2) << result.output;
    EXPECT_EQ(equivarify::testing::occurrences(result.output, "toy: "), 1U) << result.output;
    EXPECT_THAT(result.output,
                HasSubstr("./train-labels-idx1-ubyte: label 41 is 200, but the network toy has "
                          "classes 0 to 2"));
    std::size_t const finder = ranks * 41 / 50; // as parts are cut here
    EXPECT_EQ(equivarify::testing::occurrences(result.output,
                                               "toy: rank " + std::to_string(finder) + ": "),
              finder == 0 ? 0U : 1U)
        << result.output;
    EXPECT_FALSE(fs::exists(folder_ / "run/checkpoint.safetensors"));
  }
}

TEST_F(Mpi, RefusesWhatRanksCannotShare) {
  CommandResult const many = run(mpirun(2) + program + "train --data . --output run");
  EXPECT_EQ(many.exit_code, 2) << many.output;
  EXPECT_THAT(
      many.output,
      HasSubstr("toy: 2 ranks share the lanes of a batch, and there is 1: give --lanes 2 or "
                "more, up to the 8 images of a batch."));
  CommandResult const bench = run(mpirun(2) + program + "bench");
  EXPECT_EQ(bench.exit_code, 2) << bench.output;
  EXPECT_EQ(equivarify::testing::occurrences(
                bench.output,
                "toy: bench works in one process; only train and check share their work "
                "among several: start it without mpirun"),
            1U)
      << bench.output;
}

} // namespace
