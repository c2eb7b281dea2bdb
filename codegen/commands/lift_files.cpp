#include "equivarify/codegen/commands/lift_files.hpp"

#include "equivarify/codegen/process/file.hpp"
#include "equivarify/codegen/reference/write_weights.hpp"
#include "equivarify/codegen/spec/load.hpp"

#include <fmt/format.h>
#include <fmt/ostream.h>

#include <ostream>
#include <string>
#include <system_error>

namespace equivarify::codegen {

namespace fs = std::filesystem;
using nlohmann::ordered_json;

void make_folder(fs::path const& folder) {
  std::error_code error;
  fs::create_directories(folder, error);
  if (error) {
    throw InputError{folder.string(), {{.summary = "cannot be made", .found = error.message()}}};
  }
}

fs::path write_lifted(fs::path const& folder,
                      LiftedNetwork const& lifted,
                      SpecFrame const& frame,
                      Console& console) {
  require_finite_weights(lifted);
  fs::path const spec = folder / (frame.name + ".json");
  std::string const text = spec_text(lifted, frame);
  Network const network = parse_network(text, spec.string());
  std::string const weights = encode_weights(network, weights_of(network, lifted));
  make_folder(folder);
  write_file(spec, text);
  write_file(folder / "weights.safetensors", weights);
  write_file(
      folder / "mapping.json",
      mapping_of(lifted, network).dump(1, ' ', false, ordered_json::error_handler_t::replace) +
          "\n");
  console.out << mapping_text(lifted, network);
  for (char const* const file : {"weights.safetensors", "mapping.json"}) {
    fmt::print(console.out, "wrote {}\n", (folder / file).string());
  }
  fmt::print(console.out,
             "wrote {}: {} parameters, {} copies under {}\n",
             spec.string(),
             network.parameters(),
             network.copies(),
             network.group.name());
  return spec;
}

} // namespace equivarify::codegen
