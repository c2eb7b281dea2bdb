#include "equivarify/runtime/files/error.hpp"
#include "equivarify/runtime/shards/kept_shards.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <atomic>
#include <chrono>
#include <filesystem>
#include <fstream>
#include <optional>
#include <stdexcept>
#include <string>
#include <thread>

#include "runtime/temporary_folder.hpp"
#include "support/expect_error.hpp"
#include <sys/stat.h>

namespace equivarify::runtime {
namespace {

/// Results with line breaks and spaces; shard 5 ends the job.
ShardResult result_of(std::size_t shard) {
  return {"result " + std::to_string(shard) + "\n result: \n", shard == 5};
}

class Shards : public ::testing::Test {
protected:
  ShardResults run(ShardOrders orders, ShardFolder const* folder) {
    ThreadPool pool(2);
    orders.folder = folder;
    return run_shards(
        *team_of_one(), job_, orders, pool, [this](std::size_t shard, std::size_t, HasTime const&) {
          done_ += 1;
          return result_of(shard);
        });
  }

  /// The results of shards of many pieces each, which ask for time before each piece.
  ShardResults run_pieces(ShardOrders orders, ShardFolder const* folder) {
    ThreadPool pool(1);
    orders.folder = folder;
    auto const work = [this](std::size_t shard, std::size_t, HasTime const& has_time) {
      for (std::size_t piece = 0; piece < pieces_of_one; ++piece) {
        if (!has_time()) {
          return std::optional<ShardResult>();
        }
        done_ += 1;
      }
      return std::optional(result_of(shard));
    };
    return run_shards(*team_of_one(), job_, orders, pool, work);
  }

  static constexpr std::size_t pieces_of_one = 100;

  ShardJob job_{"work: a test\nresult of: nobody\n", 8};
  ::TemporaryFolder folder_;
  std::atomic<std::size_t> done_ = 0;
};

TEST_F(Shards, AreKeptAndNotDoneAgain) {
  ShardFolder const folder(folder_ / "shards", job_);
  ShardResults const first = run({.share = {0, 2}}, &folder);
  EXPECT_EQ(done_, 4U);
  EXPECT_FALSE(is_complete(job_, first));
  ShardResults const all = run({}, &folder);
  EXPECT_EQ(done_, 7U + all.count(7)); // 7 is done only if it began before 5 had ended
  EXPECT_TRUE(is_complete(job_, all));
  EXPECT_EQ(last_shard(job_, all), 5U);
  for (std::size_t shard = 0; shard <= 5; ++shard) {
    EXPECT_EQ(all.at(shard), result_of(shard));
  }
}

TEST_F(Shards, AreDoneAgainWhereAnyByteOfTheirFileIsDamaged) {
  ShardFolder const folder(folder_ / "shards", job_);
  folder.write(3, result_of(3));
  std::filesystem::path const path = folder_ / "shards/shard-3.txt";
  std::ifstream stream(path);
  std::string const whole{std::istreambuf_iterator<char>(stream), {}};
  std::size_t const head = whole.find("result: ");
  for (std::size_t place = head; place < whole.size(); ++place) {
    std::string damaged = whole;
    damaged[place] ^= 1;
    std::ofstream(path) << damaged;
    bool refused = false;
    try {
      EXPECT_TRUE(folder.read().empty()) << place;
    } catch (DataError const&) {
      refused = true; // where the damaged line counts as one of the facts
    }
    EXPECT_TRUE(!refused || place < head + 9) << place;
  }
  std::ofstream(path) << whole;
  EXPECT_EQ(folder.read().at(3), result_of(3));
}

TEST_F(Shards, AreFilesAndNothingElse) {
  ShardFolder const folder(folder_ / "shards", job_);
  std::filesystem::path const path = folder_ / "shards/shard-2.txt";
  ASSERT_EQ(mkfifo(path.c_str(), 0600), 0); // to open it would take as long as nobody writes
  std::filesystem::create_directory_symlink("nowhere", folder_ / "shards/shard-4.txt");
  std::string const expected = path.string() + ": is no file; delete it, or take another folder";
  support::expect_error<DataError>([&] { static_cast<void>(folder.read()); }, expected);
  std::filesystem::remove(path);
  EXPECT_TRUE(folder.read().empty()); // a link that leads nowhere is none
  std::filesystem::create_directory(path);
  support::expect_error<DataError>([&] { static_cast<void>(folder.read()); }, expected);
}

TEST_F(Shards, WithAWrongResultAreRefusedByTheNameOfTheirFile) {
  support::expect_error<DataError>(
      [] { refuse_shard({.folder = "F"}, 3, "it is empty"); },
      "F/shard-3.txt: is no result of this work: it is empty\nDelete it, and the same command does "
      "this shard again.");
  EXPECT_THROW(refuse_shard({}, 3, "it is empty"), std::logic_error);
  EXPECT_THROW(refuse_shards({}, "all are empty"), std::logic_error);
}

TEST_F(Shards, AreDoneOnceMoreWhereThatIsAsked) {
  ShardFolder const folder(folder_ / "shards", job_);
  for (std::size_t shard = 0; shard <= 5; ++shard) {
    folder.write(shard, result_of(shard));
  }
  ShardResults const some = run({.recheck = Share{1, 3}}, &folder);
  EXPECT_EQ(done_, 2U);
  EXPECT_TRUE(some.at(1).rechecked && some.at(4).rechecked);
  EXPECT_EQ(progress_of(job_, some).rechecked, 2U);
  KeptShards const all =
      run_kept_shards(*team_of_one(),
                      job_,
                      {.plan = {.folder = folder_ / "shards", .recheck = "0/1"}},
                      [](std::size_t shard, HasTime const&) { return result_of(shard); });
  EXPECT_EQ(all.progress.rechecked, 6U);
  EXPECT_EQ(all.results, some);
}

TEST_F(Shards, ThatSomebodyForgedAreRefusedOnceTheyAreDoneAgain) {
  ShardFolder const folder(folder_ / "shards", job_);
  for (ShardResult const& forged : {ShardResult{"forged"}, ShardResult{result_of(4).text, true}}) {
    folder.write(4, forged);
    EXPECT_EQ(run({.recheck = Share{3, 4}}, &folder).at(4), forged);
    support::expect_error<DataError>(
        [&] {
          static_cast<void>(run({.recheck = Share{0, 4}}, &folder));
        },
        (folder_ / "shards/shard-4.txt").string() +
            ": is no result of this work: done again, it came out otherwise\nDelete it, and the "
            "same command does this shard again.");
  }
  EXPECT_THROW(static_cast<void>(run_kept_shards(
                   *team_of_one(),
                   job_,
                   {.plan = {.recheck = "0/1"}},
                   [](std::size_t shard, HasTime const&) { return result_of(shard); })),
               DataError); // there is no folder
}

TEST_F(Shards, AreCountedUpToTheLastThatIsNeeded) {
  EXPECT_EQ(progress_of(job_, {{0, {}}, {7, {}}}).done, 2U);
  ShardProgress const ended = progress_of(job_, {{0, {}}, {1, {"", true}}, {2, {}}});
  EXPECT_EQ(ended.count, 2U);
  EXPECT_TRUE(ended.is_complete());
}

TEST_F(Shards, StopWhenToldTo) {
  EXPECT_TRUE(run({.stop = [] { return true; }}, nullptr).empty());
  EXPECT_TRUE(run({.budget_seconds = 1e-12}, nullptr).empty());
}

TEST_F(Shards, EndInTheMiddleWhenToldToAndAreBegunAnew) {
  ShardFolder const folder(folder_ / "shards", job_);
  std::atomic<std::size_t> asked = 0; // once before a shard and once before each piece of it
  ShardResults const some =
      run_pieces({.stop = [&] { return ++asked > pieces_of_one + 1 + 40; }}, &folder);
  EXPECT_EQ(done_, pieces_of_one + 39);
  EXPECT_EQ(some, (ShardResults{{0, result_of(0)}}));
  EXPECT_EQ(folder.read(), some);
  ShardResults const all = run_pieces({}, &folder);
  EXPECT_EQ(done_, 6 * pieces_of_one + 39);
  EXPECT_EQ(all, run_pieces({}, nullptr));
}

TEST_F(Shards, EndInTheMiddleWhenTheBudgetIsUsedUp) {
  ThreadPool pool(1);
  std::size_t pieces = 0;
  auto const endless = [&](std::size_t shard, std::size_t, HasTime const& has_time) {
    for (; has_time() && pieces < 2000; ++pieces) {
      std::this_thread::sleep_for(std::chrono::milliseconds(10));
    }
    return pieces < 2000 ? std::optional<ShardResult>() : std::optional(result_of(shard));
  };
  EXPECT_TRUE(run_shards(*team_of_one(), job_, {.budget_seconds = 0.05}, pool, endless).empty());
  EXPECT_LE(pieces, 5U);
}

TEST_F(Shards, EndInTheMiddleWhereAnEarlierOneEndsTheJob) {
  ThreadPool pool(2);
  std::atomic<bool> is_begun = false;
  ShardJob const two{"work: a test\n", 2};
  auto const work = [&](std::size_t shard, std::size_t, HasTime const& has_time) {
    if (shard == 0) {
      while (!is_begun) {
        std::this_thread::yield();
      }
      return std::optional(ShardResult{"refuted", true});
    }
    is_begun = true;
    auto const end = std::chrono::steady_clock::now() + std::chrono::seconds(20);
    bool has_ended = false;
    while (!has_ended && std::chrono::steady_clock::now() < end) {
      has_ended = !has_time();
    }
    return has_ended ? std::optional<ShardResult>() : std::optional(ShardResult{"too late"});
  };
  EXPECT_EQ(run_shards(*team_of_one(), two, {.budget_seconds = 100}, pool, work),
            (ShardResults{{0, {"refuted", true}}}));
}

TEST_F(Shards, AreCutTheSameWhoeverCuts) {
  EXPECT_EQ(shard_count_for(1), 1U);
  EXPECT_EQ(shard_count_for(2048), 4U);
  EXPECT_EQ(shard_count_for(std::size_t{1} << 40U), 1024U);
  EXPECT_EQ(read_share("3/7").index, 3U);
  for (char const* const wrong : {"", "3", "/", "3/", "7/7", "-1/2", "1/2/3", "a/b"}) {
    EXPECT_THROW(static_cast<void>(read_share(wrong)), DataError) << wrong;
  }
}

} // namespace
} // namespace equivarify::runtime
