/// \file
/// From a network to a folder of source files.
#ifndef EQUIVARIFY_CODEGEN_GENERATE_GENERATE_HPP
#define EQUIVARIFY_CODEGEN_GENERATE_GENERATE_HPP

#include "equivarify/codegen/generate/comparison.hpp"
#include "equivarify/codegen/generate/emit_header.hpp"
#include "equivarify/codegen/generate/plan.hpp"
#include "equivarify/codegen/generate/single_header.hpp"
#include "equivarify/runtime/records/fields.hpp"

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace equivarify::codegen {

struct GenerateOptions {
  Purpose purpose = Purpose::training;
  LowerOptions lower{};
  SingleHeader single{}; ///< for inference
  bool compare = true;   ///< with the reference evaluator, before anything is reported
};

/// A file to be written, its name without a folder.
struct SourceFile {
  std::string name;
  std::string text;
};

/// What came of a generation; generate.json has it without the texts.
struct Generation {
  std::vector<SourceFile> files;
  std::size_t multiply_adds = 0;   ///< of the linear layers by the definition, all copies
  std::size_t multiplications = 0; ///< of the chosen algorithms
  std::optional<Comparison> comparison;

  [[nodiscard]] std::vector<std::string> file_names() const;

  static void describe(auto& fields) {
    fields.file("multiply_adds", &Generation::multiply_adds);
    fields.field("multiplications", &Generation::multiplications, runtime::Late{});
    fields.file("files", &Generation::file_names, runtime::OrNothing{});
    fields.inlined(&Generation::comparison, "vectors");
  }
};

/// The source files of \p network, compared with the reference evaluator if \p options say so.
///
/// \throws InputError when the generator has no code for the network; GenerateError when the
/// comparison could not be made; std::logic_error when the code does not compute what it should,
/// which is a bug of ours.
[[nodiscard]] Generation generate(Network const& network, GenerateOptions const& options);

/// Writes the files and generate.json into \p folder, which is made where it is missing; each file
/// whole or not at all.
///
/// \throws GenerateError when the folder cannot be made; InputError when a file cannot be written.
void write_generation(Generation const& generation, std::filesystem::path const& folder);

} // namespace equivarify::codegen

#endif
