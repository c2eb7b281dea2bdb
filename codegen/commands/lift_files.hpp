/// \file
/// The files that a lifted network becomes.
#ifndef EQUIVARIFY_CODEGEN_COMMANDS_LIFT_FILES_HPP
#define EQUIVARIFY_CODEGEN_COMMANDS_LIFT_FILES_HPP

#include "equivarify/codegen/commands/command.hpp"
#include "equivarify/codegen/commands/lift_family.hpp"
#include "equivarify/codegen/lift/lifted_spec.hpp"

#include <filesystem>

namespace equivarify::codegen {

/// Makes \p folder where it is missing. \throws InputError with the system's reason.
void make_folder(std::filesystem::path const& folder);

/// Writes the spec of \p lifted, its weights and which node became which layer into \p folder, says
/// so, and returns where the spec is. Before, it is compared with the files unless \p compares is
/// false.
///
/// \throws InputError for a weight that is no finite number, for a spec with problems, and where a
/// file cannot be written; std::logic_error where it has other numbers than the files.
std::filesystem::path write_lifted(std::filesystem::path const& folder,
                                   LiftedModels const& lifted,
                                   SpecFrame const& frame,
                                   bool compares,
                                   Console& console);

} // namespace equivarify::codegen

#endif
