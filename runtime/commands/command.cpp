#include "equivarify/runtime/commands/command.hpp"

#include "equivarify/runtime/files/atomic_file.hpp"
#include "equivarify/runtime/integer/integer_files.hpp"
#include "equivarify/runtime/integer/integer_network.hpp"
#include "equivarify/runtime/weights/weights.hpp"

namespace equivarify::runtime {

void write_json(Program const& program, std::string const& file, std::string const& json) {
  if (file == "-") {
    program.console.out << json;
  } else if (!file.empty()) {
    write_atomically(file, json);
  }
}

std::unique_ptr<Network> network_with_weights(Program const& program,
                                              ThreadPool& pool,
                                              std::filesystem::path const& weights) {
  if (has_integer_weights(weights)) {
    return load_integer_network(program.description, pool, weights);
  }
  std::unique_ptr<Network> network = program.make_network(pool);
  std::string const remark = load_weights(*network, weights);
  if (!remark.empty()) {
    program.console.err << program.description.name << ": " << remark << std::endl;
  }
  return network;
}

} // namespace equivarify::runtime
