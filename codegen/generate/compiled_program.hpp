/// \file
/// Programs that are compiled and run, with errors for whoever generates code.
#ifndef EQUIVARIFY_CODEGEN_GENERATE_COMPILED_PROGRAM_HPP
#define EQUIVARIFY_CODEGEN_GENERATE_COMPILED_PROGRAM_HPP

#include "equivarify/codegen/process/program.hpp"

#include <filesystem>
#include <string>

namespace equivarify::codegen {

/// Compiles `NAME.cpp` in \p folder into `NAME` for this machine; returns the seconds it took.
///
/// The compiler is that of the environment variable CXX, words after the first being its arguments,
/// or `c++`; the words of CXXFLAGS come after the options that are given here, so that
/// `CXXFLAGS=-O1` saves time where speed is not looked at. \throws GenerateError when there is none
/// or it fails, with what it printed and \p advice.
double compile_program(std::filesystem::path const& folder,
                       std::string const& name,
                       std::string const& advice);

/// Runs \p command in \p folder and returns what it printed on both channels.
///
/// \throws GenerateError when it fails, with what it printed and \p advice.
std::string run_program(std::filesystem::path const& folder,
                        ProgramCall const& command,
                        std::string const& advice);

} // namespace equivarify::codegen

#endif
