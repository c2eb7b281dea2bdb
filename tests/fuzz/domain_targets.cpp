#include "equivarify/runtime/commands/domain_json.hpp"
#include "equivarify/runtime/domains/reachable.hpp"
#include "equivarify/runtime/domains/read_domain.hpp"
#include "equivarify/runtime/integer/integer_files.hpp"
#include "equivarify/runtime/shards/shard_folder.hpp"

#include <fstream>
#include <string>

#include "fuzz/memory_file.hpp"
#include "fuzz/targets.hpp"
#include "runtime/ring_network.hpp"
#include "runtime/temporary_folder.hpp"

namespace equivarify::fuzz {

namespace {

/// A ring of five entries, whose logits an integer layer makes.
runtime::Description integer_ring() {
  runtime::Description description = ring::description(5);
  description.integer_layers = {{.name = "hidden", .relu = true, .columns = 5, .outputs = 2},
                                {.name = "logits",
                                 .flat = true,
                                 .concatenated = true,
                                 .channels = 2,
                                 .columns = 5,
                                 .outputs = 1}};
  description.integer_layers.front().output_columns = 5;
  return description;
}

} // namespace

void read_reachable(std::string const& bytes) {
  read_file(as_bytes(bytes),
            [](std::string const& path) { static_cast<void>(runtime::read_reachable(path, 4)); });
}

void read_domain(std::string const& bytes) {
  if (bytes.find('/') != std::string::npos) {
    return; // a file of this machine, whatever it is
  }
  try {
    static_cast<void>(runtime::read_domain(bytes, ring::description(5))->size());
  } catch (runtime::DataError const&) { // refused
  }
}

void read_domain_certificate(std::string const& bytes) {
  static runtime::Description const network = ring::description(5);
  static auto const domain = runtime::read_domain("bits:5", network);
  static runtime::DomainSubject const subject{
      network, *domain, domain->digest(), std::string(64, '3')};
  read_file(as_bytes(bytes), [](std::string const& path) {
    static_cast<void>(runtime::certificate_fault(subject, runtime::read_domain_certificate(path)));
  });
}

void read_shard(std::string const& bytes) {
  static TemporaryFolder const folder;
  static runtime::ShardFolder const shards(folder.path(), {"work: fuzzed\n", 2});
  std::ofstream(folder / "shard-0.txt", std::ios::binary) << bytes;
  try {
    static_cast<void>(shards.read());
  } catch (runtime::DataError const&) { // refused
  }
}

void read_integer_weights(std::string const& bytes) {
  static runtime::Description const network = integer_ring();
  read_file(as_bytes(bytes), [](std::string const& path) {
    static_cast<void>(runtime::has_integer_weights(path));
    static_cast<void>(runtime::load_integer_weights(network, path));
  });
}

} // namespace equivarify::fuzz
