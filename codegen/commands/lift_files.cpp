#include "equivarify/codegen/commands/lift_files.hpp"

#include "equivarify/codegen/json/problems.hpp"
#include "equivarify/codegen/lift/lift_agreement.hpp"
#include "equivarify/codegen/process/file.hpp"
#include "equivarify/codegen/reference/write_weights.hpp"

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
                      LiftedModels const& models,
                      SpecFrame const& frame,
                      bool compares,
                      Console& console) {
  LiftedNetwork const& lifted = models.network;
  require_finite_weights(lifted);
  fs::path const spec = folder / (frame.name + ".json");
  std::string const text = spec_text(lifted, frame);
  Network const network = parse_unwritten(text, spec.string() + " (not written)");
  ReferenceWeights<float> const tensors = weights_of(network, lifted);
  std::string const compared = compares ? check_lift(models.files, network, tensors)
                                        : "not compared with the file (--no-compare)\n";
  std::string const weights = encode_weights(network, tensors);
  std::string const mapping =
      mapping_of(lifted, network).dump(1, ' ', false, ordered_json::error_handler_t::replace) +
      "\n";
  make_folder(folder);
  console.out << mapping_text(lifted, network);
  auto const write = [&](char const* name, std::string const& contents) {
    fs::path const file = folder / name;
    write_file(file, contents);
    fmt::print(console.out, "wrote {}\n", file.string());
  };
  write("weights.safetensors", weights);
  write("mapping.json", mapping);
  write_file(spec, text); // the last: where there is a spec, there is all
  fmt::print(console.out,
             "wrote {}: {} parameters, {} copies under {}\n",
             spec.string(),
             network.parameters(),
             network.copies(),
             network.group.name());
  console.out << compared;
  return spec;
}

} // namespace equivarify::codegen
