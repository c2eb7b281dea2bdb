#include "equivarify/runtime/commands/options.hpp"

#include <CLI/CLI.hpp>

namespace equivarify::runtime {

void add_threads(CLI::App& command, std::size_t& threads) {
  command.add_option("--threads", threads, "threads to use; results do not depend on it")
      ->check(whole_number(1, 1024))
      ->capture_default_str();
}

void add_data(CLI::App& command, std::filesystem::path& data) {
  command
      .add_option("--data",
                  data,
                  "folder with the data: IDX, .npy, .npz, safetensors or CSV files, or PNG "
                  "pictures of each "
                  "class; the runtime's README says by which names")
      ->capture_default_str();
}

void add_weights(CLI::App& command, std::filesystem::path& weights) {
  command
      .add_option("--weights",
                  weights,
                  "weights that `train` or `quantise` wrote, in the safetensors format")
      ->required();
}

void add_json(CLI::App& command, std::string& json) {
  command.add_option("--json", json, "write the results to this file too; - prints them instead");
}

} // namespace equivarify::runtime
