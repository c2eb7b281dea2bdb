#include "equivarify/codegen/pytorch/generate_pytorch.hpp"

#include "equivarify/codegen/generate/compiled_program.hpp"
#include "equivarify/codegen/process/file.hpp"
#include "equivarify/codegen/process/temporary_folder.hpp"
#include "equivarify/codegen/pytorch/emit_module.hpp"
#include "equivarify/codegen/pytorch/emit_vectors.hpp"
#include "equivarify/codegen/reference/write_weights.hpp"

#include <cstdlib>

namespace equivarify::codegen {

Generation generate_pytorch(Network const& network, ReferenceWeights<float> const& weights) {
  Plan const plan = lower_directly(network);
  return {.files = {{network.name + "_network.py", emit_module(plan)},
                    {network.name + ".safetensors", encode_weights(network, weights)},
                    {network.name + "_check.py", emit_pytorch_check(network, weights)}},
          .multiply_adds = network.multiply_adds(),
          .multiplications = network.multiply_adds(),
          .comparison = std::nullopt};
}

std::string run_pytorch_check(Network const& network, Generation const& generation) {
  TemporaryFolder const folder;
  for (SourceFile const& file : generation.files) {
    write_file(folder.path() / file.name, file.text);
  }
  char const* const named =
      std::getenv("PYTHON"); // NOLINT(concurrency-mt-unsafe): nothing here changes the environment
  return run_program(
      folder.path(),
      {named == nullptr ? "/usr/bin/python3" : named, network.name + "_check.py"},
      "It needs PyTorch, such as Debian's python3-torch; the environment variable PYTHON "
      "names another Python. With --no-compare the module is written without being "
      "compared.");
}

} // namespace equivarify::codegen
