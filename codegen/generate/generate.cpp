#include "equivarify/codegen/generate/generate.hpp"

#include "equivarify/codegen/generate/emit_project.hpp"
#include "equivarify/codegen/generate/extern_c.hpp"
#include "equivarify/codegen/generate/generate_error.hpp"
#include "equivarify/codegen/process/file.hpp"
#include "equivarify/runtime/records/record_writer.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <iterator>
#include <stdexcept>
#include <system_error>

namespace equivarify::codegen {
namespace {

void count_work(Plan const& plan, Generation& generation) {
  for_each_step(plan, [&](Step const& step) {
    generation.multiply_adds += step.multiply_adds;
    generation.multiplications += step.multiplications;
  });
}

void make_folder(std::filesystem::path const& folder) {
  std::error_code error;
  std::filesystem::create_directories(folder, error);
  if (error) {
    throw GenerateError(
        fmt::format("{}: the folder cannot be made: {}", folder.string(), error.message()));
  }
}

} // namespace

std::vector<std::string> Generation::file_names() const {
  std::vector<std::string> names;
  std::transform(files.begin(), files.end(), std::back_inserter(names), [](SourceFile const& file) {
    return file.name;
  });
  return names;
}

Generation generate(Network const& network, GenerateOptions const& options) {
  Plan const plan = lower(network, options.lower);
  std::string const single = emit_single_header(plan, options.single);
  Generation generation;
  count_work(plan, generation);
  if (options.purpose == Purpose::inference) {
    generation.files = {{network.name + ".hpp", single}};
    if (options.single.extern_c) {
      generation.files.push_back(
          {network.name + "_engine.h", emit_extern_c_header(plan, options.single)});
      generation.files.push_back(
          {network.name + "_engine.cpp", emit_extern_c_source(plan, options.single)});
    }
  } else {
    generation.files = {{network.name + ".hpp", emit_header(plan, Purpose::training)},
                        {network.name + "_main.cpp", emit_main(network.name)},
                        {"CMakeLists.txt", emit_cmake(network.name)}};
  }
  if (options.compare) {
    generation.comparison = compare_with_reference(plan, single, options.single.weights);
    if (generation.comparison->not_numbers == generation.comparison->values) {
      throw GenerateError(fmt::format(
          "with {} weights no output of {} is a number (a logarithm or a root of something below "
          "0), "
          "so that nothing could be compared; --inference-only --embed-weights FILE compares on "
          "those of the file, --no-compare writes the code without it",
          options.single.weights ? "these" : "random",
          network.name));
    }
    if (!generation.comparison->holds()) {
      throw std::logic_error(fmt::format(
          "the generated code of {} is off: {} bits differ between F(g x) and g F(x), at most {} "
          "ULP, and logits up to {} differ by {} from the reference",
          network.name,
          generation.comparison->differing_bits,
          generation.comparison->deviation_ulp,
          generation.comparison->largest_logit,
          generation.comparison->largest_difference));
    }
  }
  return generation;
}

void write_generation(Generation const& generation, std::filesystem::path const& folder) {
  make_folder(folder);
  for (SourceFile const& file : generation.files) {
    make_folder((folder / file.name).parent_path()); // a name may have folders in it
    write_file(folder / file.name, file.text);
  }
  write_file(folder / "generate.json",
             runtime::record_json<nlohmann::ordered_json>(generation).dump(2) + "\n");
}

} // namespace equivarify::codegen
