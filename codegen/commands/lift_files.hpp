/// \file
/// The files that a lifted network becomes.
#ifndef EQUIVARIFY_CODEGEN_COMMANDS_LIFT_FILES_HPP
#define EQUIVARIFY_CODEGEN_COMMANDS_LIFT_FILES_HPP

#include "equivarify/codegen/commands/command.hpp"
#include "equivarify/codegen/lift/lifted_spec.hpp"

#include <filesystem>

namespace equivarify::codegen {

/// Makes \p folder where it is missing. \throws InputError with the system's reason.
void make_folder(std::filesystem::path const& folder);

/// Writes the spec of \p lifted, its weights and which node became which layer into \p folder, says
/// so, and returns where the spec is.
///
/// \throws InputError for a weight that is no finite number, for a spec with problems, and where a
/// file cannot be written.
std::filesystem::path write_lifted(std::filesystem::path const& folder,
                                   LiftedNetwork const& lifted,
                                   SpecFrame const& frame,
                                   Console& console);

} // namespace equivarify::codegen

#endif
