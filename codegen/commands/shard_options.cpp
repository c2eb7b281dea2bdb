#include "equivarify/codegen/commands/shard_options.hpp"

#include <fmt/format.h>

#include <ostream>

namespace equivarify::codegen {

void add_shard_options(CommandLine& command,
                       runtime::ShardRequest& request,
                       std::string const& what) {
  command.add_option("--shards",
                     request.plan.folder,
                     fmt::format("Folder with a result for each shard of {}: after a kill the same "
                                 "command goes on",
                                 what));
  command
      .add_option("--shard",
                  request.plan.share,
                  "Do share I of N of the shards alone, written I/N, for several machines")
      .share()
      .shows_default();
  command
      .add_option("--recheck",
                  request.plan.recheck,
                  "Of the shards that --shards has kept, do share I of N again, written I/N, and "
                  "refuse a file that says otherwise; 0/1: all")
      .share();
  command
      .add_option("--budget",
                  request.plan.budget_seconds,
                  "Begin no more work after so many seconds, and say what is left out; 0: no limit")
      .non_negative("seconds from 0")
      .shows_default();
  command.add_option("--threads", request.threads, "Threads that do shards")
      .between(1, 1024)
      .shows_default();
}

runtime::ShardRequest watched(runtime::ShardRequest request, Console& console) {
  if (console.colour) {
    request.watcher = [&console](std::size_t done, std::size_t total) {
      console.err << fmt::format("\r\x1b[K{}",
                                 done < total ? fmt::format("{} of {} shards", done, total) : "")
                  << std::flush;
    };
  }
  return request;
}

bool is_finished(runtime::ShardProgress const& progress,
                 runtime::ShardRequest const& request,
                 std::string const& what,
                 Console& console) {
  if (!request.plan.recheck.empty() && console.team->is_first()) {
    console.err << (progress.rechecked == 0
                        ? "no kept shard was done once more: this share has none\n"
                        : fmt::format("{} of {} shards done once more: the same results\n",
                                      progress.rechecked,
                                      progress.done));
  }
  if (!progress.is_complete()) {
    console.out << fmt::format("not finished: {} of {} shards of {} are done, {} are left out; no "
                               "verdict\n{}\n",
                               progress.done,
                               progress.count,
                               what,
                               progress.count - progress.done,
                               request.plan.folder.empty()
                                   ? "with --shards DIR the same command would go on"
                                   : "the same command goes on, and gives the verdict without "
                                     "--shard");
  }
  return progress.is_complete();
}

} // namespace equivarify::codegen
