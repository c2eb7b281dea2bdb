#include "equivarify/runtime/commands/adopt_command.hpp"

#include "equivarify/runtime/weights/weights.hpp"

namespace equivarify::runtime {

Outcome run_adopt(Program const& program, AdoptOptions const& options) {
  ThreadPool pool(1);
  std::unique_ptr<Network> const network = program.make_network(pool);
  adopt_weights(*network, options.weights);
  std::string const digest = save_weights(*network, options.output);
  program.console.out << "wrote " << options.output.string() << "  sha256 " << digest
                      << "\nby names and shapes alone: `evaluate` shows whether they are meant for "
                         "this network\n";
  return Outcome::success;
}

} // namespace equivarify::runtime
